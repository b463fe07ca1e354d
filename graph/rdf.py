"""RDF terms as plain values, so that no part of the house but the store depends on an engine."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["XSD", "Blank", "Iri", "Literal", "Quad", "Term"]

XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """An IRI."""

    value: str

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class Blank:
    """A blank node, as a remote store may return one."""

    value: str

    def __str__(self) -> str:
        return f"_:{self.value}"


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A literal: lexical value, datatype IRI, language tag."""

    value: str
    datatype: str = XSD + "string"
    language: str | None = None

    def __str__(self) -> str:
        return self.value


Term = Iri | Blank | Literal


@dataclass(frozen=True, slots=True)
class Quad:
    """A statement in a named graph."""

    subject: Iri
    predicate: Iri
    object: Iri | Literal
    graph: Iri
