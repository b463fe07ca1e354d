"""Rows that carry no evidence of their own: the bibliography and the decisions on identity."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.cells import choice, date, key, optional, required
from loaders.desk import Desk, Entry
from loaders.reading import Row
from ontology.records import IdentityDecision, Source

__all__ = ["decisions", "sources"]


def _source(entry: Entry) -> Source:
    return Source(
        key=key(entry),
        title=required(entry, "title"),
        kind=required(entry, "kind"),
        issued=date(entry, "issued"),
        publisher=optional(entry, "publisher"),
        licence=optional(entry, "licence"),
        language=required(entry, "language"),
        url=optional(entry, "url"),
        note=optional(entry, "note"),
    )


def sources(desk: Desk, rows: Sequence[Row]) -> tuple[Source, ...]:
    """Return the bibliography."""
    return desk.accept("sources", rows, _source)


def _decision(entry: Entry) -> IdentityDecision:
    return IdentityDecision(
        left=required(entry, "left"),
        right=required(entry, "right"),
        decision=choice(entry, "decision", ("same", "different", "unsure"), "decision"),
        reason=required(entry, "reason"),
    )


def decisions(desk: Desk, rows: Sequence[Row]) -> tuple[IdentityDecision, ...]:
    """Return the decisions on identity, sorted by the two names; a pair decided twice keeps the first."""
    kept: dict[tuple[str, str], tuple[int, IdentityDecision]] = {}
    for row in rows:
        entry = Entry(row, desk)
        found = _decision(entry)
        pair = (min(found.left, found.right), max(found.left, found.right))
        if pair in kept:
            entry.refuse("right", f"The pair is decided already in row {kept[pair][0]}.", "Keep one decision.")
        if entry.problems:
            desk.lose("identity", entry)
        else:
            kept[pair] = (row.number, found)
    return tuple(decision for _, (_, decision) in sorted(kept.items()))
