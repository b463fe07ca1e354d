"""The labels of concepts in both languages, by scheme and key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.values import Phrase
from ontology.iris import concept, key_of
from ontology.vocabulary import TIE_KINDS
from visualizations.answers import answers
from visualizations.facts import Term

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["Labels"]


@dataclass(frozen=True, slots=True)
class Labels:
    """Concept IRI -> label; a concept that is not there is named by its key."""

    known: Mapping[str, Phrase]

    @classmethod
    def of(cls, store: Store) -> Labels:
        """Return the labels that a store holds."""
        made = {}
        for iri, rows in answers(store, "concepts").by("concept").items():
            key = key_of(iri)
            term = rows.text("label", Term(key, key, key))
            made[iri] = Phrase(term.fr, term.en)
        return cls(made)

    def iri(self, iri: str) -> Phrase:
        """Return the label of a concept by its IRI."""
        key = key_of(iri)
        return self.known.get(iri, Phrase(key, key))

    def concept(self, scheme: str, key: str) -> Phrase:
        """Return the label of a concept by its scheme and key; nothing for an empty key."""
        return self.iri(concept(scheme, key)) if key else Phrase("", "")

    @property
    def layers(self) -> dict[str, str]:
        """The layer of each kind of tie."""
        return {kind.key: kind.layer for kind in TIE_KINDS}
