"""Partners of the projects that the French research agency (ANR) funds, and who met whom in which year.

The agency publishes two tables of partners, one line per partner of a project: DOS (with the national number of a
research structure, RNSR) and DGPIE (without it). Licence: ODbL, which asks to share alike; keep what is made from
it apart from other data, with its licence.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from loaders.names import spaced_fold
from ontology.errors import RowRefused, TableRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = [
    "MOST_PARTNERS",
    "AnrActor",
    "AnrPartner",
    "AnrPartners",
    "CoParticipation",
    "CoParticipations",
    "actors",
    "co_participations",
    "partners",
]

MOST_PARTNERS = 30
"""Beyond it, being partners of one project says nothing of a pair."""

_PROJECT = "Projet.Code_Decision_ANR"
_PARTNER = "Projet.Partenaire."
_NAME = f"{_PARTNER}Nom_organisme"
_EDITIONS = ("AAP.Edition", "Action.Edition")
_NEEDED = (_PROJECT, f"{_PARTNER}Code_Decision_ANR", _NAME, f"{_PARTNER}Adresse.Ville")
_MISSING = ("", "non renseigne", "nr", "n/a")
_RNSR = re.compile(r"\d{9}[A-Z]")
_CODE_YEAR = re.compile(r"ANR-(\d{2})-")
_CEDEX = re.compile(r"\bcedex\b.*$|\s+\d+$")
_SIGNS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnrPartner:
    """One partner of one project; no person of it is ever read."""

    project: str
    partner: str
    """Code of the partner within the project."""
    edition: int
    """Year of the call, the only date that both tables give."""
    coordinator: bool
    name: str
    """As printed: the laboratory, or the body that manages it."""
    category: str
    rnsr: str
    """National number of the research structure, empty when the row gives none."""
    city: str
    region: str
    country: str
    key: str
    """``rnsr-…`` where the row has a number, else the name and the city, folded."""


@dataclass(frozen=True, slots=True)
class AnrPartners:
    """The rows that hold, and what is wrong with the others."""

    rows: tuple[AnrPartner, ...]
    refused: tuple[RowRefused, ...]


@dataclass(frozen=True, slots=True)
class AnrActor:
    """One actor under its key, with its most frequent name, category, city, region and country."""

    key: str
    name: str
    category: str
    city: str
    region: str
    country: str
    spellings: tuple[str, ...]
    projects: int


@dataclass(frozen=True, slots=True)
class CoParticipation:
    """Two actors in one project of n actors; the weight is 1/(n - 1)."""

    source: str
    target: str
    date: str
    """Year of the call."""
    weight: float
    project: str


@dataclass(frozen=True, slots=True)
class CoParticipations:
    """The ties, sorted by date, project and keys, and the projects that were too large to give any."""

    ties: tuple[CoParticipation, ...]
    left_out: tuple[tuple[str, int], ...]
    """Project and its number of actors, largest first."""


def partners(content: bytes, table: str) -> AnrPartners:
    """Return the partners that a file of the agency lists.

    Both files are read alike: columns may stand in any order, columns that are not named here (those on persons
    among them) are not looked at, *Non renseigné* is an empty cell, both spellings of the region become one. A row
    without project, name or year is refused; a number that is no RNSR number is refused with its row.

    Raises
    ------
    TableRefused
        When the bytes are no UTF-8 table or a needed column is lost.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        found = f"Byte 0x{content[wrong.start]:02X} at offset {wrong.start} is not UTF-8."
        raise TableRefused(found, where=table, remedy="Save the table as UTF-8.") from wrong
    reader = csv.DictReader(io.StringIO(text, newline=""))
    edition = _edition_column(table, reader.fieldnames or ())
    rows: list[AnrPartner] = []
    refused: list[RowRefused] = []
    for number, printed in enumerate(reader, start=2):
        cells = {column: _cell(value) for column, value in printed.items() if isinstance(column, str)}
        problem = _problem(table, number, cells, edition)
        if problem:
            refused.append(problem)
        else:
            rows.append(_partner(cells, edition))
    return AnrPartners(tuple(rows), tuple(refused))


def co_participations(rows: Iterable[AnrPartner], most: int = MOST_PARTNERS) -> CoParticipations:
    """Return the ties between the actors of each project, dated by its edition.

    An actor that stands twice in a project counts once. A project of one actor gives no tie; one of more than
    ``most`` actors gives none either and is named in ``left_out``.
    """
    inside: defaultdict[str, set[str]] = defaultdict(set)
    year: dict[str, int] = {}
    for row in rows:
        inside[row.project].add(row.key)
        year[row.project] = min(row.edition, year.get(row.project, row.edition))
    large = [(project, len(found)) for project, found in inside.items() if len(found) > most]
    ties = [
        CoParticipation(source, target, str(year[project]), 1 / (len(found) - 1), project)
        for project, found in inside.items()
        if len(found) <= most
        for source, target in combinations(sorted(found), 2)
    ]
    ties.sort(key=lambda tie: (tie.date, tie.project, tie.source, tie.target))
    return CoParticipations(tuple(ties), tuple(sorted(large, key=lambda each: (-each[1], each[0]))))


def actors(rows: Iterable[AnrPartner]) -> tuple[AnrActor, ...]:
    """Return one actor a key, sorted by key; what its rows say differently is settled by the most frequent value."""
    by_key: defaultdict[str, list[AnrPartner]] = defaultdict(list)
    for row in rows:
        by_key[row.key].append(row)
    return tuple(
        AnrActor(
            key=key,
            name=_usual(row.name for row in found),
            category=_usual(row.category for row in found),
            city=_usual(row.city for row in found),
            region=_usual(row.region for row in found),
            country=_usual(row.country for row in found),
            spellings=tuple(sorted({row.name for row in found})),
            projects=len({row.project for row in found}),
        )
        for key, found in sorted(by_key.items())
    )


def _usual(values: Iterable[str]) -> str:
    """Return the most frequent filled value, the first in order among equals."""
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else ""


def _edition_column(table: str, names: Sequence[str]) -> str:
    lost = [name for name in _NEEDED if name not in names]
    found = [name for name in _EDITIONS if name in names]
    if not found:
        lost.append(" or ".join(_EDITIONS))
    if lost:
        raise TableRefused(
            f"Column {', '.join(map(repr, lost))} is lost.",
            where=table,
            remedy="Take the agency's file of partners (ANR_01 or ANR_02) with its own column names.",
            column=lost[0],
        )
    return found[0]


def _cell(value: str | None) -> str:
    text = " ".join((value or "").split())
    return "" if spaced_fold(text) in _MISSING else text


def _problem(table: str, number: int, cells: Mapping[str, str], edition: str) -> RowRefused | None:
    rnsr = cells.get(f"{_PARTNER}Code_RNSR", "")
    for column, wrong, remedy in _checks(cells, edition):
        if wrong:
            return RowRefused(table, number, column, cells.get(column, ""), wrong, remedy)
    if rnsr and not _RNSR.fullmatch(rnsr.upper()):
        return RowRefused(
            table, number, f"{_PARTNER}Code_RNSR", rnsr, "It is no RNSR number.", "Write nine digits and a letter."
        )
    return None


def _checks(cells: Mapping[str, str], edition: str) -> Iterator[tuple[str, str, str]]:
    yield _PROJECT, "" if cells[_PROJECT] else "The cell is empty.", "Give the code of the project."
    named = cells[_NAME] or cells.get(f"{_PARTNER}Code_RNSR", "")
    yield _NAME, "" if named else "The partner has neither name nor number.", "Leave the row out, or name it."
    dated = re.fullmatch(r"(19|20)\d{2}(\.0)?", cells[edition]) or _CODE_YEAR.match(cells[_PROJECT])
    yield edition, "" if dated else "It is no year, and the code of the project gives none.", "Write for instance 2017."


def _partner(cells: Mapping[str, str], edition: str) -> AnrPartner:
    name, city = cells[_NAME], cells[f"{_PARTNER}Adresse.Ville"]
    rnsr = cells.get(f"{_PARTNER}Code_RNSR", "").upper()
    return AnrPartner(
        project=cells[_PROJECT],
        partner=cells[f"{_PARTNER}Code_Decision_ANR"],
        edition=_year(cells[edition], cells[_PROJECT]),
        coordinator=cells.get(f"{_PARTNER}Est_coordinateur", "").casefold() in ("true", "1", "oui"),
        name=name,
        category=cells.get(f"{_PARTNER}Categorie_organisme", ""),
        rnsr=rnsr,
        city=_city(city),
        region=cells.get(f"{_PARTNER}Adresse.Region", "").replace("Hauts de France", "Hauts-de-France"),
        country=cells.get(f"{_PARTNER}Adresse.Pays", ""),
        key=f"rnsr-{rnsr}" if rnsr else f"{_folded(name)}@{_folded(_city(city))}",
    )


def _year(printed: str, project: str) -> int:
    if printed:
        return int(float(printed))
    code = _CODE_YEAR.match(project)
    return 2000 + int(code.group(1)) if code else 0


def _folded(text: str) -> str:
    """Return a name as keys hold it: an apostrophe that the file lost changes nothing.

    >>> _folded("INSTITUT D'ELECTRONIQUE") == _folded("Institut dElectronique")
    True
    """
    return _SIGNS.sub("-", spaced_fold(text).replace("'", "")).strip("-")


def _city(printed: str) -> str:
    """Return a city without its postal mention.

    >>> _city("Caen Cedex 5")
    'Caen'
    """
    return printed[: len(printed) - len(_tail(printed))].strip(" ,-")


def _tail(printed: str) -> str:
    found = _CEDEX.search(printed.casefold())
    return found.group(0) if found else ""
