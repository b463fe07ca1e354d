"""The closure: what follows from the asserted statements by the ontology's own rules.

Each rule is a CONSTRUCT of ``graph/rules`` that makes only what is not yet known; its answer is inserted into the
graph of inferences, round after round, until a round brings nothing. Domains and ranges are not among the rules: a
wrong value must be seen by the shapes, not turned into a type.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.rdf import Iri, Quad
from ontology import iris

if TYPE_CHECKING:
    from graph.embedded import Embedded

__all__ = ["RULES", "close"]

RULES = (
    "subclasses",
    "collaborators",
    "memberships",
    "participations",
    "supports",
    "supervisions",
    "units",
    "contributions",
    "training-providers",
    "offered-services",
    "connections",
    "inverse-properties",
    "subproperties",
    "transitive-properties",
    "symmetric-properties",
    "mentions",
)
"""In an order where most rules find what they need in the first round; any order gives the same closure."""

_RULES = Path(__file__).resolve().parent / "rules"


def close(store: Embedded) -> int:
    """Add all that follows to the graph of inferences; return the number of statements added."""
    texts = [(_RULES / f"{name}.rq").read_text(encoding="utf-8") for name in RULES]
    total = 0
    while added := sum(_applied(store, text) for text in texts):
        total += added
    return total


def _applied(store: Embedded, rule: str) -> int:
    graph = Iri(iris.graph("inferred"))
    found = {Quad(*triple, graph) for triple in store.triples(rule)}
    if found:
        store.load(found)
    return len(found)
