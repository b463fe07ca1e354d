"""Reads and writes RDF syntaxes through the engine's own parsers and writers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.native import house_term, native_triple
from graph.rdf import Iri, Literal, Quad
from ontology import iris
from ontology.errors import BuildFailed
from ontology.vocabulary import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["VOCABULARIES", "prefixes", "read_turtle", "written_lines", "written_quads", "written_triples"]

VOCABULARIES: tuple[tuple[str, str], ...] = (
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("graph", iris.GRAPH),
    ("mlg", iris.NS),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("qb", "http://purl.org/linked-data/cube#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("void", "http://rdfs.org/ns/void#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
)
"""Prefix and namespace; none may be the beginning of another, since the writer takes any that fits."""

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def read_turtle(path: Path, graph: Iri) -> Iterator[Quad]:
    """Yield the statements of a Turtle file, placed in a graph, its blank nodes named.

    A blank node gets an IRI made of the file's name and its order there, so that the same file gives the same IRIs.
    """
    names: dict[str, Iri] = {}

    def named(value: object) -> Iri | Literal:
        term = house_term(value)
        if isinstance(term, Iri | Literal):
            return term
        return names.setdefault(str(value), Iri(f"{iris.BASE}.well-known/genid/{path.stem}-{len(names) + 1}"))

    try:
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            subject = named(triple.subject)
            if isinstance(subject, Iri):
                yield Quad(subject, Iri(triple.predicate.value), named(triple.object), graph)
    except SyntaxError as problem:
        raise BuildFailed(f"the file is no Turtle: {problem}.", where=str(path), remedy="Correct it.") from problem
    except OSError as problem:
        raise BuildFailed("the file cannot be read.", where=str(path), remedy="Install the package anew.") from problem


def written_quads(quads: Iterable[Quad]) -> bytes:
    """Return TriG with prefixes: graphs, subjects, predicates and objects in order, types first."""
    ordered = sorted(quads, key=_by_graph)
    native = (ox.Quad(*native_triple(quad), ox.NamedNode(quad.graph.value)) for quad in ordered)
    return _prefixed(ox.serialize(native, format=ox.RdfFormat.TRIG, prefixes=prefixes(ordered)))


def written_triples(quads: Iterable[Quad]) -> bytes:
    """Return Turtle with prefixes, each statement once whatever graphs hold it, in the same order."""
    flat = {(quad.subject, quad.predicate, quad.object): quad for quad in quads}
    ordered = sorted(flat.values(), key=_by_subject)
    native = (ox.Triple(*native_triple(quad)) for quad in ordered)
    return _prefixed(ox.serialize(native, format=ox.RdfFormat.TURTLE, prefixes=prefixes(ordered)))


def written_lines(quads: Iterable[Quad], *, graphs: bool = True) -> bytes:
    """Return canonical N-Quads, or N-Triples without ``graphs``: one line a statement, sorted, each once."""
    if graphs:
        native = (ox.Quad(*native_triple(quad), ox.NamedNode(quad.graph.value)) for quad in quads)
        body = ox.serialize(native, format=ox.RdfFormat.N_QUADS)
    else:
        body = ox.serialize((ox.Triple(*native_triple(quad)) for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    return b"".join(sorted(set((body or b"").splitlines(keepends=True))))


def prefixes(quads: Iterable[Quad]) -> dict[str, str]:
    """Return a prefix for each vocabulary, kind of thing, scheme, and source whose evidence names a graph."""
    evidence = f"{iris.BASE}evidence/"
    sources = {
        quad.graph.value[len(evidence) :].split("/")[0] for quad in quads if quad.graph.value.startswith(evidence)
    }
    return {
        **{f"scheme-{name}": f"{iris.scheme(name)}/" for name in SCHEMES},
        **{kind: f"{iris.BASE}id/{kind}/" for kind in iris.THING_KINDS},
        **{f"ev-{source}": f"{evidence}{source}/" for source in sources},
        **dict(VOCABULARIES),
    }


def _prefixed(body: bytes | None) -> bytes:
    """Return the text with its prefixes in order: the writer leaves them in any."""
    lines = (body or b"").split(b"\n")
    last = next((place for place, line in enumerate(lines) if not line.startswith(b"@prefix")), len(lines))
    return b"\n".join([*sorted(lines[:last]), *lines[last:]])


def _by_subject(quad: Quad) -> tuple[str, bool, str, str, str, str]:
    value = quad.object
    kind = (value.language or "", value.datatype) if isinstance(value, Literal) else ("", "")
    return (quad.subject.value, quad.predicate.value != _TYPE, quad.predicate.value, value.value, *kind)


def _by_graph(quad: Quad) -> tuple[str, tuple[str, bool, str, str, str, str]]:
    return quad.graph.value, _by_subject(quad)
