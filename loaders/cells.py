"""Reads single cells of a row under check: keys, concepts, references, dates, numbers, evidence."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation

from loaders.desk import Entry
from loaders.names import fold
from ontology.errors import IriRefused
from ontology.iris import slug, thing
from ontology.records import Certainty, Evidence
from ontology.vocabulary import SCHEMES

__all__ = [
    "actor_named",
    "actors_or",
    "address",
    "choice",
    "city",
    "concept",
    "concepts",
    "date",
    "evidence",
    "key",
    "number",
    "optional",
    "optional_actor_key",
    "optional_concept",
    "optional_number",
    "period",
    "rank",
    "reference",
    "references",
    "required",
    "texts",
]

_DATE_REMEDY = "Write 2019, 2019-05 or 2019-05-20."


def required(entry: Entry, column: str) -> str:
    """Return a cell that must not be empty."""
    if not entry.row[column]:
        entry.refuse(column, "The cell is empty.", "Fill it, or remove the row.")
    return entry.row[column]


def optional(entry: Entry, column: str) -> str | None:
    """Return a cell, ``None`` when empty."""
    return entry.row[column] or None


def key(entry: Entry) -> str:
    """Return the row's key, checked to fit into an IRI."""
    found = required(entry, "key")
    if found:
        try:
            thing("actor", found)
        except IriRefused as wrong:
            entry.refuse("key", wrong.found, wrong.remedy)
    return found


def choice(entry: Entry, column: str, words: tuple[str, ...], what: str) -> str:
    """Return a cell that must be one of some words."""
    found = required(entry, column)
    if found and found not in words:
        close = entry.desk.close(found, words)
        entry.refuse(column, f"It is no {what}.", f"Use one of: {', '.join(words)}.{close}")
    return found


def concept(entry: Entry, column: str, scheme: str) -> str:
    """Return a cell that must be a key of a concept scheme."""
    return choice(entry, column, SCHEMES[scheme], f"key of the scheme {scheme}")


def optional_concept(entry: Entry, column: str, scheme: str) -> str | None:
    """Return a key of a concept scheme, ``None`` when the cell is empty."""
    return concept(entry, column, scheme) if entry.row[column] else None


def _listed(entry: Entry, column: str) -> tuple[str, ...]:
    """Return the items of a cell divided by ``|``."""
    return tuple(item.strip() for item in entry.row[column].split("|") if item.strip())


def texts(entry: Entry, column: str) -> tuple[str, ...]:
    """Return the texts in a cell divided by ``|``."""
    return _listed(entry, column)


def concepts(entry: Entry, column: str, scheme: str) -> tuple[str, ...]:
    """Return the keys of a scheme in a cell divided by ``|``."""
    items = _listed(entry, column)
    for item in items:
        if item not in SCHEMES[scheme]:
            close = entry.desk.close(item, SCHEMES[scheme])
            entry.refuse(column, f"{item!r} is no key of the scheme {scheme}.", f"Correct it.{close}")
    return items


def _known(entry: Entry, column: str, found: str, *tables: str) -> None:
    keys = [key for table in tables for key in entry.desk.known.get(table, {})]
    if found in keys:
        return
    root = next(filter(None, (entry.desk.root_of(table, found) for table in tables)), None)
    if root:
        entry.depends(column, root)
        return
    files = " or ".join(f"{table}.csv" for table in tables)
    none = f"{tables[0]}.csv has no row" if len(tables) == 1 else f"None of {files.replace(' or ', ', ')} has a row"
    close = entry.desk.close(found, keys)
    entry.refuse(column, f"{none} {found!r}.", f"Correct it, or add the row to {files}.{close}")


def reference(entry: Entry, column: str, *tables: str) -> str:
    """Return a cell that must be the key of an accepted row of another table, or of one of several."""
    found = required(entry, column)
    if found:
        _known(entry, column, found, *tables)
    return found


def references(entry: Entry, column: str, table: str) -> tuple[str, ...]:
    """Return keys of accepted rows of another table from a cell divided by ``|``."""
    items = _listed(entry, column)
    for item in items:
        _known(entry, column, item, table)
    return items


def actors_or(entry: Entry, column: str, *schemes: str) -> tuple[str, ...]:
    """Return keys of accepted actors, or of concepts of the schemes, from a cell divided by ``|``."""
    items = _listed(entry, column)
    for item in items:
        if not any(item in SCHEMES[scheme] for scheme in schemes):
            _known(entry, column, item, "actors")
    return items


def optional_actor_key(entry: Entry, column: str) -> str | None:
    """Return the key of an accepted actor, ``None`` when the cell is empty."""
    return reference(entry, column, "actors") if entry.row[column] else None


def actor_named(entry: Entry, column: str) -> str:
    """Return the one actor that bears a printed name (accents, case and spaces aside)."""
    printed = required(entry, column)
    if not printed:
        return ""
    desk = entry.desk
    bearers = desk.names.get(fold(printed), {})
    if len(bearers) == 1:
        return next(iter(bearers))
    if bearers:
        rows = "; ".join(f"{actor} ({place})" for actor, place in sorted(bearers.items()))
        entry.refuse(column, f"The name belongs to {len(bearers)} actors: {rows}.", "Leave the spelling to one.")
        return ""
    root = desk.lost_names.get(fold(printed)) or desk.root_of("actors", "*")
    if root:
        entry.depends(column, root)
        return ""
    close = desk.close(fold(printed), desk.names)
    entry.refuse(column, "No actor bears this name.", f"Add the actor, or the spelling in spellings.csv.{close}")
    return ""


def address(entry: Entry, column: str) -> str | None:
    """Return the address of a page, with or without its ``https://``, ``None`` when empty."""
    found = entry.row[column]
    if found and not re.fullmatch(r"(https?://)?[\w.-]+\.[a-z]{2,}(/\S*)?", found):
        entry.refuse(column, "It is no address of a page.", "Write it as printed, without spaces.")
    return found or None


def city(entry: Entry, column: str) -> str:
    """Return the INSEE code of the one commune with a printed name (hyphens, accents and case aside)."""
    printed = required(entry, column)
    codes = entry.desk.cities.get(_commune(printed), []) if printed else []
    if len(codes) == 1:
        return codes[0]
    if not printed:
        return ""
    if codes:
        entry.refuse(column, f"{len(codes)} communes bear this name: {', '.join(codes)}.", "Tell them apart.")
        return ""
    root = entry.desk.lost_names.get(f"place {_commune(printed)}") or entry.desk.root_of("places", "*")
    if root:
        entry.depends(column, root)
        return ""
    close = entry.desk.close(_commune(printed), entry.desk.cities)
    entry.refuse(column, "places.csv has no commune of this name.", f"Add the commune or correct the name.{close}")
    return ""


def _commune(printed: str) -> str:
    try:
        return slug(printed)
    except IriRefused:
        return ""


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return False
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 10 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def date(entry: Entry, column: str) -> str | None:
    """Return a year, a month or a day (``2019``, ``2019-05``, ``2019-05-20``), ``None`` when empty."""
    found = entry.row[column]
    if found and not _is_date(found):
        entry.refuse(column, "It is no date of the calendar.", _DATE_REMEDY)
    return found or None


def period(entry: Entry) -> tuple[str | None, str | None]:
    """Return the cells ``start`` and ``end``; an end before its start is refused."""
    start, end = date(entry, "start"), date(entry, "end")
    if start and end and not entry.problems:
        shorter = min(len(start), len(end))
        if end[:shorter] < start[:shorter]:
            entry.refuse("end", f"It comes before the start, {start}.", "Correct one of the two dates.")
    return start, end


def number(entry: Entry, column: str) -> Decimal:
    """Return a cell that must be a plain decimal number (``2.9``, ``363098``)."""
    found = required(entry, column)
    try:
        value = Decimal(found or "0")
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        entry.refuse(column, "It is no number.", "Write digits with a point, no spaces: 2.9 or 363098.")
        return Decimal(0)
    return value


def rank(entry: Entry, column: str) -> str:
    """Return a cell that must be a whole number from 1 on, as it is written."""
    found = required(entry, column)
    if found and (not (found.isascii() and found.isdigit()) or found.startswith("0")):
        entry.refuse(column, "It is no rank.", "Write one whole number from 1 on.")
    return found


def optional_number(entry: Entry, column: str) -> Decimal | None:
    """Return a decimal number, ``None`` when the cell is empty."""
    return number(entry, column) if entry.row[column] else None


def _line(entry: Entry) -> int | None:
    found = entry.row["line"]
    if not found:
        return None
    if not (found.isascii() and found.isdigit()) or int(found) == 0:
        entry.refuse("line", "It is no line number.", "Write one whole number from 1 on.")
        return None
    return int(found)


def evidence(entry: Entry, printed: str = "") -> Evidence:
    """Return where the row stands; ``printed`` names the column that holds the printed wording."""
    source = reference(entry, "source", "sources")
    certainty = concept(entry, "certainty", "certainty")
    return Evidence(
        source=source,
        table=slug(entry.row.table.removesuffix(".csv")),
        row=entry.row["key"],
        section=entry.row["section"],
        line=_line(entry),
        certainty=Certainty(certainty) if certainty in tuple(Certainty) else Certainty.UNSURE,
        printed=(entry.row[printed] if printed else "") or entry.row["printed"] or None,
        note=entry.row["note"] or None,
    )
