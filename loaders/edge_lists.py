"""Edge lists from anywhere: who was tied to whom and when, what is known of the actors, which pairs to judge.

Columns are known by their names, in any order and case; others are attributes of the actors, or are not looked at.
"""

from __future__ import annotations

import calendar
import csv
import datetime
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.reading import Row, Table, read_table
from ontology.errors import RowRefused, TableRefused

__all__ = [
    "UNDATED",
    "ActorTable",
    "EdgeRow",
    "EdgeTable",
    "PairRow",
    "PairTable",
    "period",
    "read_actors",
    "read_edges",
    "read_pairs",
]

UNDATED = -1
"""The day of a tie without a date."""

_SOURCE = ("source", "from", "src", "left", "u", "a", "actor1", "actor_1", "node1")
_TARGET = ("target", "to", "dst", "right", "v", "b", "actor2", "actor_2", "node2")
_DATE = ("date", "year", "annee", "année", "edition", "time", "start")
_WEIGHT = ("weight", "poids", "w")
_LABEL = ("label", "y", "tied", "tie", "linked", "link", "positive", "class", "truth")
_ACTOR = ("actor", "id", "key", "node", "name", "label", "identifier", "siren", "rnsr")
_SAME = {
    "sector": ("sector", "secteur", "sectors", "secteurs", "category", "categorie", "catégorie", "industry", "naf"),
    "place": ("place", "city", "ville", "commune", "lieu", "town", "location", "insee"),
    "kind": ("kind", "type", "nature"),
}
"""The attribute that baselines go by -> names it may stand under, the first one found counting."""
_NAMES = ("label", "name", "nom", "title", "acronym", "url", "description", "note")
_YES, _NO = ("1", "1.0", "true", "yes", "oui", "vrai"), ("0", "0.0", "false", "no", "non", "faux", "-1")
_DATE_REMEDY = "Write 2019, 2019-05 or 2019-05-20."


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """One tie; the days are ordinals, both `UNDATED` without a date."""

    source: str
    target: str
    first: int
    last: int
    weight: float


@dataclass(frozen=True, slots=True)
class EdgeTable:
    """The ties that could be read, and what is wrong with the others."""

    rows: tuple[EdgeRow, ...]
    refused: tuple[RowRefused, ...]


@dataclass(frozen=True, slots=True)
class ActorTable:
    """Attributes of actors: column -> actor -> cell. ``actors`` names all, in the order of the file."""

    actors: tuple[str, ...]
    attributes: Mapping[str, Mapping[str, str]]
    refused: tuple[RowRefused, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair to score, and whether it is a tie; ``None`` in a file without labels."""

    source: str
    target: str
    is_tie: bool | None


@dataclass(frozen=True, slots=True)
class PairTable:
    """The pairs that could be read, and what is wrong with the others."""

    rows: tuple[PairRow, ...]
    refused: tuple[RowRefused, ...]
    labelled: bool


def period(text: str) -> tuple[int, int] | None:
    """Return the first and the last day that a year, a month or a day covers, as ordinals; ``None`` when it is none.

    >>> first, last = period("2020-02")
    >>> last - first
    28
    """
    found = re.fullmatch(r"(\d{4})(?:\.0)?(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?", text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        begin = datetime.date(year or 0, month or 1, day or 1)
        end_month = month or 12
        end = datetime.date(begin.year, end_month, day or calendar.monthrange(begin.year, end_month)[1])
    except ValueError:
        return None
    return begin.toordinal(), end.toordinal()


def read_edges(path: Path) -> EdgeTable:
    """Return the ties of a file with the columns source, target and, if there are any, date and weight.

    Raises
    ------
    TableRefused
        When the file cannot be read, or has no column of sources or of targets.
    """
    table, columns = _read(path, {"source": _SOURCE, "target": _TARGET}, {"date": _DATE, "weight": _WEIGHT})
    rows: list[EdgeRow] = []
    refused = list(table.refused)
    for row in table.rows:
        made = _edge(row, columns)
        if isinstance(made, EdgeRow):
            rows.append(made)
        else:
            refused.append(made)
    return EdgeTable(tuple(rows), tuple(refused))


def _edge(row: Row, columns: Mapping[str, str]) -> EdgeRow | RowRefused:
    ends = _ends(row, columns)
    if isinstance(ends, RowRefused):
        return ends
    printed = row[columns["date"]] if "date" in columns else ""
    dated = period(printed) if printed else (UNDATED, UNDATED)
    if dated is None:
        return _refusal(row, columns["date"], "It is no date.", _DATE_REMEDY)
    weight = _number(row[columns["weight"]]) if "weight" in columns and row[columns["weight"]] else 1.0
    if weight is None or weight <= 0:
        return _refusal(row, columns["weight"], "It is no weight.", "Write a number above 0, or leave the cell empty.")
    return EdgeRow(*ends, *dated, weight)


def read_actors(path: Path, known: Collection[str] = ()) -> ActorTable:
    """Return the attributes of actors: every column but that of the actor and those that only name or describe it.

    The actor's column is the one that names most of the ``known`` actors; without these the one called actor, id,
    key and the like, else the first. What is called sector, secteur,
    category ... is the attribute ``sector``; city, ville, commune ... is ``place``. A column counts as an attribute
    when at least two actors share a value of it. An actor that stands twice keeps its first row.

    Raises
    ------
    TableRefused
        When the file cannot be read.
    """
    names = _header(path)
    table = read_table(path, (), names)
    lowered = {name.casefold().strip(): name for name in reversed(names)}
    actor = _actor_column(table, names, lowered, known)
    standing: dict[str, Row] = {}
    refused = list(table.refused)
    for row in table.rows:
        if not row[actor]:
            refused.append(_refusal(row, actor, "The cell is empty.", "Give the actor's key, as the edge list has it."))
        elif row[actor] in standing:
            reason = f"The actor stands in row {standing[row[actor]].number} already."
            refused.append(_refusal(row, actor, reason, "Leave one row an actor."))
        else:
            standing[row[actor]] = row
    columns = {_common_name(name, lowered): name for name in names if name != actor}
    found = {given: {key: row[name] for key, row in standing.items() if row[name]} for given, name in columns.items()}
    kept = {given: cells for given, cells in found.items() if _tells(given, cells)}
    return ActorTable(tuple(standing), kept, tuple(refused))


def _actor_column(table: Table, names: Sequence[str], lowered: Mapping[str, str], known: Collection[str]) -> str:
    usual = next((lowered[name] for name in _ACTOR if name in lowered), names[0])
    met = {name: sum(1 for row in table.rows if row[name] in known) for name in names}
    return max(names, key=lambda name: (met[name], name == usual))


def _common_name(name: str, lowered: Mapping[str, str]) -> str:
    for given, spellings in _SAME.items():
        if next((lowered[each] for each in spellings if each in lowered), None) == name:
            return given
    return name


def _tells(name: str, cells: Mapping[str, str]) -> bool:
    """Return whether a column groups actors: it is no name, and some of its values are shared, yet not one by all."""
    if name.casefold() in _NAMES:
        return False
    values = set(cells.values())
    return name in _SAME or (1 < len(values) <= max(2, len(cells) * 2 // 3))


def read_pairs(path: Path) -> PairTable:
    """Return the pairs of a file with the columns source, target and, if there is one, label (1 or 0).

    Raises
    ------
    TableRefused
        When the file cannot be read, or has no column of sources or of targets.
    """
    table, columns = _read(path, {"source": _SOURCE, "target": _TARGET}, {"label": _LABEL})
    rows: list[PairRow] = []
    refused = list(table.refused)
    for row in table.rows:
        made = _pair(row, columns)
        if isinstance(made, PairRow):
            rows.append(made)
        else:
            refused.append(made)
    return PairTable(tuple(rows), tuple(refused), "label" in columns)


def _pair(row: Row, columns: Mapping[str, str]) -> PairRow | RowRefused:
    ends = _ends(row, columns)
    if isinstance(ends, RowRefused):
        return ends
    if "label" not in columns:
        return PairRow(*ends, None)
    printed = row[columns["label"]].casefold()
    if printed not in (*_YES, *_NO):
        return _refusal(row, columns["label"], "It is no label.", "Write 1 for a tie and 0 for none.")
    return PairRow(*ends, printed in _YES)


def _ends(row: Row, columns: Mapping[str, str]) -> tuple[str, str] | RowRefused:
    source, target = row[columns["source"]], row[columns["target"]]
    for column, cell in ((columns["source"], source), (columns["target"], target)):
        if not cell:
            return _refusal(row, column, "The cell is empty.", "Name both actors.")
    if source == target:
        return _refusal(row, columns["target"], "The actor is tied to itself.", "Name two actors, or remove the row.")
    return source, target


def _refusal(row: Row, column: str, reason: str, remedy: str) -> RowRefused:
    return RowRefused(row.table, row.number, column, row[column], reason, remedy)


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < float("inf") else None


def _read(
    path: Path, needed: Mapping[str, Sequence[str]], optional: Mapping[str, Sequence[str]]
) -> tuple[Table, Mapping[str, str]]:
    names = _header(path)
    lowered = {name.casefold().strip(): name for name in reversed(names)}
    columns = {
        given: lowered[spelling]
        for given, spellings in (*needed.items(), *optional.items())
        for spelling in reversed(spellings)
        if spelling in lowered
    }
    lost = [given for given in needed if given not in columns]
    if lost:
        raise TableRefused(
            f"Column {lost[0]!r} is lost; the header has {', '.join(map(repr, names))}.",
            where=f"{path.name}, row 1",
            remedy=f"Name the columns {', '.join((*needed, *optional))}, divided by commas.",
            column=lost[0],
        )
    return read_table(path, tuple(columns[given] for given in needed), names), columns


def _header(path: Path) -> tuple[str, ...]:
    """Return the names of the columns; what is wrong with the bytes is for `read_table` to say."""
    if not path.is_file():
        raise TableRefused("There is no such file.", where=str(path), remedy="Give the path of a CSV file.")
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as opened:
        names = next(csv.reader(opened), [])
    if not any(name.strip() for name in names):
        raise TableRefused("The table is empty.", where=f"{path.name}, row 1", remedy="Give a header and rows.")
    return tuple(name.strip() for name in names)
