"""Reads and writes RDF syntaxes through the engine's own parsers and writers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.native import house_term, native_triple
from graph.rdf import Iri, Literal, Quad
from ontology import iris
from ontology.errors import BuildFailed
from ontology.vocabulary import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from _typeshed import ReadableBuffer as Buffer

__all__ = [
    "VOCABULARIES", "flat", "prefixes", "read_turtle", "sorted_lines", "written_lines", "written_quads",
    "written_triples",
]  # fmt: skip

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

_TYPE = b" <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <"


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


def written_lines(quads: Iterable[Quad]) -> bytes:
    """Return canonical N-Quads: one line a statement, sorted, each once."""
    native = (ox.Quad(*native_triple(quad), ox.NamedNode(quad.graph.value)) for quad in quads)
    return sorted_lines(ox.serialize(native, format=ox.RdfFormat.N_QUADS))


def sorted_lines(body: bytes | None) -> bytes:
    """Return the lines of a document sorted, each once."""
    lines = (body or b"").splitlines(keepends=True)
    del body  # large ones would stand in memory three times
    return b"".join(sorted(set(lines)))


def flat(lines: bytes, keep: Callable[[str], bool] = bool) -> bytes:
    """Return the N-Triples of canonical N-Quads, sorted, each once; ``keep`` chooses by the name of the graph."""
    return b"".join(sorted(_triples(lines, keep)))


def _triples(lines: bytes, keep: Callable[[str], bool] = bool) -> set[bytes]:
    """Return the lines of the triples of canonical N-Quads, each once."""
    known: dict[bytes, bool] = {}
    found: set[bytes] = set()
    for line in lines.splitlines():
        triple, _, graph = line.removesuffix(b"> .").rpartition(b" <")
        if graph not in known:
            known[graph] = keep(graph.decode())
        if known[graph]:
            found.add(triple + b" .\n")
    return found


def written_quads(lines: bytes) -> bytes:
    """Return canonical N-Quads as TriG with prefixes: graphs, subjects, predicates, objects in order, types first."""
    graphs: dict[bytes, list[bytes]] = {}
    for line in lines.splitlines(keepends=True):
        graphs.setdefault(line.rpartition(b" <")[2], []).append(line)
    ordered = b"".join(line for graph in sorted(graphs) for line in sorted(graphs.pop(graph), key=_types_first))
    quads = ox.parse(ordered, format=ox.RdfFormat.N_QUADS)
    return _prefixed(ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=prefixes(lines)))


def written_triples(lines: bytes) -> bytes:
    """Return canonical N-Quads as Turtle with prefixes, each statement once whatever graphs hold it, in that order."""
    ordered = b"".join(sorted(_triples(lines), key=lambda line: (_types_first(line), line)))
    triples = ox.parse(ordered, format=ox.RdfFormat.N_TRIPLES)
    return _prefixed(ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes(lines)))


def prefixes(lines: bytes) -> dict[str, str]:
    """Return a prefix for each vocabulary, kind of thing, scheme, and source whose evidence names a graph."""
    evidence = f"{iris.BASE}evidence/"
    pattern = rf" <{re.escape(evidence)}([^/>]+)/[^> ]*> \.$".encode()
    sources = {found[1].decode() for found in re.finditer(pattern, lines, re.MULTILINE)}
    return {
        **{f"scheme-{name}": f"{iris.scheme(name)}/" for name in SCHEMES},
        **{kind: f"{iris.BASE}id/{kind}/" for kind in iris.THING_KINDS},
        **{f"ev-{source}": f"{evidence}{source}/" for source in sorted(sources)},
        **dict(VOCABULARIES),
    }


def _prefixed(body: bytes | None) -> bytes:
    """Return the text with its prefixes in order: the writer leaves them in any."""
    lines = (body or b"").split(b"\n")
    last = next((place for place, line in enumerate(lines) if not line.startswith(b"@prefix")), len(lines))
    return b"\n".join([*sorted(lines[:last]), *lines[last:]])


def _types_first(line: Buffer) -> bytes:
    return bytes(line).replace(_TYPE, b" <", 1)
