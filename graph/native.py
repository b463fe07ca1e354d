"""Between our terms and the engine's: one direction a function."""

from __future__ import annotations

import pyoxigraph as ox

from graph.rdf import Blank, Iri, Literal, Quad, Term

__all__ = ["house_term", "native_term", "native_triple"]


def native_term(term: Iri | Literal) -> ox.NamedNode | ox.Literal:
    """Return the engine's term for one of ours."""
    if isinstance(term, Iri):
        return ox.NamedNode(term.value)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))


def native_triple(quad: Quad) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]:
    """Return the subject, predicate and object of a statement as the engine's terms."""
    return ox.NamedNode(quad.subject.value), ox.NamedNode(quad.predicate.value), native_term(quad.object)


def house_term(value: object) -> Term | None:
    """Return our term for one of the engine's; ``None`` for an unbound variable or a quoted triple."""
    if isinstance(value, ox.NamedNode):
        return Iri(value.value)
    if isinstance(value, ox.Literal):
        return Literal(value.value, value.datatype.value, value.language)
    return Blank(value.value) if isinstance(value, ox.BlankNode) else None
