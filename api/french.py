"""Says in French what a refusal says in English: those who read a page did not choose the language of the code."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

__all__ = ["in_french", "sentences"]

_LONGEST = 1000
"""Signs of a sentence that is looked up; longer ones quote a whole query and stay as they are."""
_PLACE = re.compile(r"\{(\w+)\}")

_TABLE = Path(__file__).resolve().parent / "texts" / "refusals.csv"


@lru_cache(maxsize=1)
def sentences() -> tuple[tuple[str, str], ...]:
    """Return each sentence in English, as the code says it, and in French; ``{places}`` stand for what varies.

    Of the first that fits: longer sentences stand before those that would swallow them.
    """
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return tuple((row["en"], row["fr"]) for row in csv.DictReader(table))


def in_french(text: str) -> str:
    """Return the French for a sentence of ours, or an empty text when there is none.

    >>> in_french("The query timed out after 10 s.")
    'La requête a été arrêtée après 10 s.'
    >>> in_french("'abc' names several things.")
    '« abc » désigne plusieurs choses.'
    """
    if len(text) > _LONGEST:
        return ""
    for pattern, french in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return french.format(**{name: _part(value) for name, value in found.groupdict().items()})
    return in_french(text[:1].lower() + text[1:]) if text[:1].isupper() else ""


def _part(value: str) -> str:
    """Return what varies: in French when it is words of ours, quoted as French quotes when it is quoted."""
    if value[:1] in {"'", '"'} and value[1:].find(value[0]) == len(value) - 2:
        return f"« {value[1:-1]} »"
    return in_french(value) or value


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    made = []
    for english, french in sentences():
        places = set(_PLACE.findall(english))
        escaped = "".join(
            f"(?P<{part}>.+?)" if at % 2 and part in places else re.escape(part)
            for at, part in enumerate(_PLACE.split(english))
        )
        plain = french.replace("{", "{{").replace("}", "}}")
        for name in places:
            plain = plain.replace(f"{{{{{name}}}}}", f"{{{name}}}")
        made.append((re.compile(escaped, re.DOTALL), plain))
    return tuple(made)
