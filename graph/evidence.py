"""Where a statement stands: the reference a reader can follow, and the rows that speak of a subject."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.rdf import Iri
from ontology.iris import key_of

if TYPE_CHECKING:
    from graph.rdf import Term
    from graph.store import Store

__all__ = ["EvidenceRow", "locator", "rows_of"]

_LOOKUP = Path(__file__).resolve().parent / "lookups" / "evidence-of.rq"


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row of one table that speaks of a subject."""

    iri: str
    source: str
    title: str
    section: str
    line: int | None
    certainty: str
    table: str
    row: str
    printed: str | None = None
    note: str | None = None

    @property
    def locator(self) -> str:
        """The reference as a reader follows it."""
        return locator(self.source, self.section, self.line)


def locator(source: str, section: str, line: int | None) -> str:
    """Return the reference of a place in a source; what is unknown is left out.

    >>> locator("iahdf-2019", "1.2.1", 1275)
    'iahdf-2019, 1.2.1, l. 1275'
    >>> locator("cog-2024", "", None)
    'cog-2024'
    """
    return ", ".join(part for part in (source, section, f"l. {line}" if line is not None else "") if part)


def rows_of(store: Store, subject: str) -> tuple[EvidenceRow, ...]:
    """Return the rows with a statement about a subject, as subject or as object, sorted by table and row."""
    found = store.select(_LOOKUP.read_text(encoding="utf-8"), {"subject": Iri(subject)})
    rows = {str(row["evidence"]): _row(row) for row in found}
    return tuple(sorted(rows.values(), key=lambda row: (row.source, row.table, row.row)))


def _row(cells: dict[str, Term]) -> EvidenceRow:
    def said(name: str) -> str:
        return str(cells[name]) if name in cells else ""

    return EvidenceRow(
        iri=said("evidence"),
        source=key_of(said("source")),
        title=said("title"),
        section=said("section"),
        line=int(said("line")) if "line" in cells else None,
        certainty=key_of(said("certainty")),
        table=said("table"),
        row=said("row"),
        printed=said("printed") or None,
        note=said("note") or None,
    )
