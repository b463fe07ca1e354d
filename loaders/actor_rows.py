"""Rows about actors and their ties: places, actors, spellings, attributes, ties with their partners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.cells import (
    choice,
    concept,
    evidence,
    key,
    optional,
    optional_number,
    period,
    reference,
    required,
)
from loaders.desk import Desk, Entry
from loaders.names import fold
from loaders.reading import Row
from ontology.iris import slug
from ontology.records import Actor, Attribute, Involvement, Place, Spelling, Tie

__all__ = ["ATTRIBUTES", "actors", "attributes", "places", "spellings", "ties"]

ATTRIBUTES = (
    ("role", "actor-roles"),
    ("sector", "sectors"),
    ("service", "services"),
    ("subfield", "subfields"),
    ("maturity", "maturity"),
    ("size", "company-sizes"),
)
"""Name of each attribute that takes a concept, and the scheme of its values; ``place`` takes an INSEE code."""

_FEWEST_PARTNERS = 2


def _place(entry: Entry) -> Place:
    return Place(
        code=key(entry),
        label=required(entry, "label"),
        departement=required(entry, "departement"),
        latitude=optional_number(entry, "latitude"),
        longitude=optional_number(entry, "longitude"),
        evidence=evidence(entry),
    )


def places(desk: Desk, rows: Sequence[Row]) -> tuple[Place, ...]:
    """Return the communes; the desk learns their names."""
    kept = desk.accept("places", rows, _place)
    for place in kept:
        desk.cities.setdefault(slug(place.label), []).append(place.code)
    for row in (*rows, *desk.broken.get("places", ())):
        if row["label"] and (root := desk.lost.get("places", {}).get(row["key"])):
            desk.lost_names[f"place {slug(row['label'])}"] = root
    return kept


def _actor(entry: Entry) -> Actor:
    return Actor(
        key=key(entry),
        label=required(entry, "label"),
        label_en=optional(entry, "label_en"),
        kind=concept(entry, "kind", "actor-kinds"),
        scope=concept(entry, "scope", "scopes"),
        evidence=evidence(entry),
    )


def actors(desk: Desk, rows: Sequence[Row]) -> tuple[Actor, ...]:
    """Return the actors; the desk learns their labels."""
    kept = desk.accept("actors", rows, _actor)
    numbers = {row["key"]: row.number for row in reversed(rows)}
    for actor in kept:
        for label in filter(None, (actor.label, actor.label_en)):
            desk.name(label, actor.key, f"actors.csv, row {numbers[actor.key]}")
    _lose_names(desk, rows, "actors", "label")
    return kept


def _lose_names(desk: Desk, rows: Sequence[Row], table: str, column: str) -> None:
    lost = desk.lost.get(table, {})
    for row in (*rows, *desk.broken.get(table, ())):
        if row["key"] in lost and row[column]:
            desk.lost_names.setdefault(fold(row[column]), lost[row["key"]])


def _spelling(entry: Entry) -> Spelling:
    return Spelling(
        key=key(entry),
        actor=reference(entry, "actor", "actors"),
        spelling=required(entry, "spelling"),
        evidence=evidence(entry, printed="spelling"),
    )


def spellings(desk: Desk, rows: Sequence[Row]) -> tuple[Spelling, ...]:
    """Return the spellings; the desk learns them as names of their actors."""
    kept = desk.accept("spellings", rows, _spelling)
    numbers = {row["key"]: row.number for row in reversed(rows)}
    for spelling in kept:
        desk.name(spelling.spelling, spelling.actor, f"spellings.csv, row {numbers[spelling.key]}")
    _lose_names(desk, rows, "spellings", "spelling")
    return kept


def _attribute(entry: Entry) -> Attribute:
    schemes = dict(ATTRIBUTES)
    name = choice(entry, "name", (*schemes, "place"), "attribute")
    if name in schemes:
        value = concept(entry, "value", schemes[name])
    else:
        value = reference(entry, "value", "places") if name == "place" else ""
    return Attribute(
        key=key(entry),
        actor=reference(entry, "actor", "actors"),
        name=name,
        value=value,
        basis=concept(entry, "basis", "place-basis"),
        evidence=evidence(entry),
    )


def attributes(desk: Desk, rows: Sequence[Row]) -> tuple[Attribute, ...]:
    """Return the attributes of actors: role, sector, place, service, subfield, maturity, size."""
    return desk.accept("attributes", rows, _attribute)


def _tie(entry: Entry) -> Tie:
    start, end = period(entry)
    return Tie(
        key=key(entry),
        kind=concept(entry, "kind", "tie-kinds"),
        label=required(entry, "label"),
        label_en=required(entry, "label_en"),
        status=concept(entry, "status", "tie-status"),
        start=start,
        end=end,
        involvements=(),
        evidence=evidence(entry),
    )


def _partner(entry: Entry) -> tuple[str, Involvement, Row]:
    tie = reference(entry, "tie", "ties")
    involvement = Involvement(
        key=key(entry),
        actor=reference(entry, "actor", "actors"),
        role=concept(entry, "role", "tie-roles"),
        evidence=evidence(entry),
    )
    return tie, involvement, entry.row


def ties(desk: Desk, rows: Sequence[Row], partner_rows: Sequence[Row]) -> tuple[Tie, ...]:
    """Return the ties with their partners; a tie left with fewer than two partners is refused with them."""
    found = desk.accept("ties", rows, _tie)
    partners: dict[str, list[tuple[Involvement, Row]]] = defaultdict(list)
    for tie_key, involvement, row in desk.accept("involvements", partner_rows, _partner):
        partners[tie_key].append((involvement, row))
    by_key = {row["key"]: row for row in reversed(rows)}
    kept = []
    for tie in found:
        if len({involvement.actor for involvement, _ in partners[tie.key]}) < _FEWEST_PARTNERS:
            _lonely(desk, by_key[tie.key], [row for _, row in partners[tie.key]], _lost_partners(desk, partner_rows))
        else:
            kept.append(replace(tie, involvements=tuple(involvement for involvement, _ in partners[tie.key])))
    return tuple(kept)


def _lost_partners(desk: Desk, rows: Sequence[Row]) -> Mapping[str, str]:
    """Return, for each tie that lost a partner, the row where that trouble began."""
    lost = desk.lost.get("involvements", {})
    every = (*rows, *desk.broken.get("involvements", ()))
    return {row["tie"]: lost[row["key"]] for row in reversed(every) if row["key"] in lost}


def _lonely(desk: Desk, row: Row, partner_rows: Sequence[Row], lost: Mapping[str, str]) -> None:
    """Refuse a tie with fewer than two partners, and the partners that are left of it."""
    entry = Entry(row, desk)
    del desk.known["ties"][row["key"]]
    root = lost.get(row["key"]) or desk.root_of("involvements", "*")
    if root:
        entry.depends("key", root)
    else:
        remedy = "Add its partners to involvements.csv, or remove the tie."
        entry.refuse("key", "The tie has fewer than two partners.", remedy)
    desk.lose("ties", entry)
    for partner_row in partner_rows:
        partner = Entry(partner_row, desk)
        partner.depends("tie", entry.root)
        del desk.known["involvements"][partner_row["key"]]
        desk.lose("involvements", partner)
