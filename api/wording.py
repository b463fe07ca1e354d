"""The texts of the site in French and in English; pages ask for them by key."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

__all__ = ["say", "wording"]

_TABLE = Path(__file__).resolve().parent / "texts" / "pages.csv"


@lru_cache(maxsize=1)
def wording() -> Mapping[str, tuple[str, str]]:
    """Return the French and the English text of each key; a ``{place}`` in a text is filled by the page."""
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["key"]: (row["fr"], row["en"]) for row in csv.DictReader(table)}


def say(key: str, language: str, **values: object) -> str:
    """Return a text in French or English with its ``{places}`` filled; an unknown key gives an empty text.

    >>> say("questions.rows", "en", count=3)
    '3 rows'
    """
    french, english = wording().get(key, ("", ""))
    text = english if language == "en" else french
    return text.format(**values) if values else text
