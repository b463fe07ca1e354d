"""The names of things and concepts, for the labels of nodes that no source names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph import mapping
from graph.rdf import Iri, Literal
from ontology import iris, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.rdf import Quad
    from ontology.records import Record

__all__ = ["Labels", "labels_of"]

_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"


@dataclass(frozen=True, slots=True)
class Labels:
    """(IRI, language) -> label."""

    known: Mapping[tuple[str, str], str]

    def of(self, term: Iri | Literal, language: str) -> str:
        """Return the label in a language, else in French, else the key; a literal is its own label."""
        if isinstance(term, Literal):
            return term.value
        return self.known.get((term.value, language)) or self.known.get((term.value, "fr")) or iris.key_of(term.value)

    def with_records(self, rows: Iterable[Record]) -> Labels:
        """Return these labels and those that records give to the things they make."""
        added = dict(self.known)
        for record in rows:
            rule = mapping.NODES.get(type(record))
            if rule and hasattr(record, "label"):
                added[iris.thing(rule.kind, getattr(record, rule.key)), "fr"] = record.label
            if isinstance(record, records.Person):
                added[iris.thing("person", record.key), "fr"] = record.name
            if rule and getattr(record, "label_en", None):
                added[iris.thing(rule.kind, getattr(record, rule.key)), "en"] = str(getattr(record, "label_en", ""))
        return Labels(added)


def labels_of(quads: Iterable[Quad]) -> Labels:
    """Return the preferred labels that statements give."""
    return Labels(
        {
            (quad.subject.value, quad.object.language or ""): quad.object.value
            for quad in quads
            if quad.predicate.value == _LABEL and isinstance(quad.object, Literal)
        }
    )
