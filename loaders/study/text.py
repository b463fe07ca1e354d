"""Reads the study's text into numbered lines, the way every parser of this folder sees it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import TableRefused

__all__ = [
    "SOURCE",
    "STUDY_FILE",
    "TICK",
    "Line",
    "Located",
    "between",
    "numbered",
    "plain",
    "read_study",
    "table_after",
]

SOURCE = "iahdf-2019"
"""Key of the study in the bibliography."""

STUDY_FILE = "001_12d7e334deffada6.txt"

TICK = "✓"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text; ``number`` starts at 1, ``text`` keeps its tabs."""

    number: int
    text: str

    @property
    def heading(self) -> str | None:
        """The heading without its signs, or ``None`` when the line is no heading."""
        found = re.match(r"#+\s+(.*)", self.text)
        return found.group(1).strip() if found else None

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a table row, stripped; a line without tabs is one cell."""
        return tuple(cell.strip() for cell in self.text.split("\t"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """The last columns of every parsed table: where the row stands and how sure its reading is."""

    key: str
    section: str
    line: int
    certainty: str = "certain"
    note: str = ""
    source: str = SOURCE


def numbered(text: str) -> tuple[Line, ...]:
    """Return the lines of a text, NFC-normalised, numbered from 1."""
    return tuple(
        Line(number, unicodedata.normalize("NFC", line.rstrip("\r")))
        for number, line in enumerate(text.split("\n"), start=1)
    )


def read_study(folder: Path) -> tuple[Line, ...]:
    """Return the numbered lines of the study in a folder of sources.

    Raises
    ------
    TableRefused
        When the folder has no such file, or the file is not UTF-8.
    """
    path = folder / STUDY_FILE
    try:
        return numbered(path.read_bytes().decode("utf-8"))
    except FileNotFoundError as missing:
        raise TableRefused(
            "The study's text is not there.", where=str(path), remedy="Give the folder that holds the sources."
        ) from missing
    except UnicodeDecodeError as wrong:
        raise TableRefused(
            f"Byte {wrong.start} is not UTF-8.", where=str(path), remedy="Save the text as UTF-8."
        ) from wrong


def between(lines: Sequence[Line], first: str, last: str | None = None) -> tuple[Line, ...]:
    """Return the lines after the first one that matches ``first``, up to the next that matches ``last``.

    Both are regular expressions matched at the start of a line; nothing found gives an empty tuple.
    """
    start = next((place for place, line in enumerate(lines) if re.match(first, line.text)), None)
    if start is None:
        return ()
    rest = lines[start + 1 :]
    if last is None:
        return tuple(rest)
    stop = next((place for place, line in enumerate(rest) if re.match(last, line.text)), len(rest))
    return tuple(rest[:stop])


def table_after(lines: Iterable[Line], header: str) -> Iterator[Line]:
    """Yield the table rows under the first line that matches ``header``, up to the first blank line."""
    inside = False
    for line in lines:
        if inside and not line.text.strip():
            return
        if inside:
            yield line
        elif re.match(header, line.text):
            inside = True


def plain(text: str) -> str:
    """Return a printed cell without markup: no tags, no stars, single spaces.

    >>> plain("<b>180 663 emplois</b> 8,5%")
    '180 663 emplois 8,5%'
    """
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|\*\*", "", text)).strip()
