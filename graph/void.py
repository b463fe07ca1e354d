"""Describes the graph inside itself: VoID with class and property partitions, counted exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.rdf import XSD, Iri, Literal, Quad
from ontology import iris

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.embedded import Embedded
    from graph.rdf import Term

__all__ = ["partitions"]

_VOID = "http://rdfs.org/ns/void#"
_TYPE = Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_CLASSES = """
SELECT ?named (COUNT(DISTINCT ?thing) AS ?count) (COUNT(*) AS ?triples)
WHERE { ?thing a ?named FILTER(ISIRI(?named)) } GROUP BY ?named ORDER BY ?named
"""
_PROPERTIES = """
SELECT ?named (COUNT(*) AS ?count) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?named ?o } GROUP BY ?named ORDER BY ?named
"""
_WITHIN = """
SELECT ?class ?named (COUNT(*) AS ?count)
WHERE { ?s a ?class ; ?named ?o FILTER(ISIRI(?class)) } GROUP BY ?class ?named ORDER BY ?class ?named
"""
_TOTALS = "SELECT (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects) WHERE { ?s ?p ?o }"


def partitions(store: Embedded) -> Iterator[Quad]:
    """Yield the statements about a store as it stands, for ``graph/meta``; these themselves are not counted.

    Each class has its entities and, within, how often each property is used; each property its triples, distinct
    subjects and distinct objects. Partitions have IRIs, so that two builds of the same tables differ in nothing.
    """
    dataset = Iri(iris.BASE)
    totals = next(iter(store.select(_TOTALS)))
    yield _count(dataset, "distinctSubjects", totals["subjects"])
    yield _count(dataset, "distinctObjects", totals["objects"])
    for row in store.select(_CLASSES):
        part = _part("class", row["named"])
        yield from _named(dataset, part, "class", row["named"])
        yield _count(part, "entities", row["count"])
    for row in store.select(_PROPERTIES):
        part = _part("property", row["named"])
        yield from _named(dataset, part, "property", row["named"])
        yield _count(part, "triples", row["count"])
        yield _count(part, "distinctSubjects", row["subjects"])
        yield _count(part, "distinctObjects", row["objects"])
    for row in store.select(_WITHIN):
        outer = _part("class", row["class"])
        part = Iri(f"{outer.value}/{_key(row['named'])}")
        yield from _named(outer, part, "property", row["named"])
        yield _count(part, "triples", row["count"])


def _part(kind: str, named: Term) -> Iri:
    return Iri(f"{iris.graph('meta')}/{kind}/{_key(named)}")


def _key(named: Term) -> str:
    """Return a part of an IRI that is unique to a term's IRI: its vocabulary's host and path, then its name."""
    text = str(named).partition("://")[2] or str(named)
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "-" for sign in text)


def _named(whole: Iri, part: Iri, kind: str, named: Term) -> Iterator[Quad]:
    yield _said(whole, f"{kind}Partition", part)
    yield Quad(part, _TYPE, Iri(_VOID + "Dataset"), Iri(iris.graph("meta")))
    yield _said(part, kind, Iri(str(named)))


def _count(subject: Iri, name: str, value: Term) -> Quad:
    return _said(subject, name, Literal(str(value), XSD + "integer"))


def _said(subject: Iri, name: str, value: Iri | Literal) -> Quad:
    return Quad(subject, Iri(_VOID + name), value, Iri(iris.graph("meta")))
