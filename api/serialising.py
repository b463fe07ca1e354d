"""Writes query answers and RDF in each format; knows the engine's terms and no store.

Rows are written by the engine itself, at its own speed; ``api.rows`` finds where they end.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

import pyoxigraph as ox

from api.formats import PREFIXES
from api.rows import Full, RowSink
from graph.native import native_term
from graph.rdf import Blank, Term

__all__ = ["convert", "send_solutions", "send_triples", "write_boolean", "write_quads", "write_terms"]

_RESULTS = "http://www.w3.org/2005/sparql-results#"
_RDF = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
_SOLUTIONS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_COMMENTS = {**dict.fromkeys(("ttl", "nt", "trig", "nq"), "\n# %s\n"), "rdf": "\n<!-- %s -->\n"}
_PART = 64 * 1024
_DATASETS = frozenset({"trig", "nq", "jsonld"})


def write_boolean(answer: bool, suffix: str) -> bytes:
    """Return the answer of an ASK."""
    word = "true" if answer else "false"
    if suffix == "json":
        return f'{{"head":{{}},"boolean":{word}}}'.encode()
    if suffix == "xml":
        return f'<?xml version="1.0"?>\n<sparql xmlns="{_RESULTS}"><head/><boolean>{word}</boolean></sparql>\n'.encode()
    return f"{word}\r\n".encode()


def send_solutions(
    answers: ox.QuerySolutions, suffix: str, send: Callable[[bytes], None], rows: int, limit: int
) -> tuple[int | None, str]:
    """Send the rows of a SELECT as the engine writes them, cut between two rows at a cap (0 means none).

    Returns how many rows went out, nothing when they were too many to be counted, and what cut them.
    """
    sink = RowSink(suffix, send, rows, limit)
    with contextlib.suppress(Full):
        answers.serialize(cast(io.BytesIO, sink), _SOLUTIONS[suffix])
    sink.close()
    return sink.rows, sink.cut


def send_triples(
    triples: Iterable[ox.Triple], suffix: str, send: Callable[[bytes], None], rows: int, limit: int
) -> tuple[int, str]:
    """Send the triples of a CONSTRUCT or DESCRIBE; a cut one ends in a comment where the format has any.

    Returns how many triples went out and what cut them.
    """
    out = _Parts(send)
    made = (ox.Quad(*triple) for triple in triples) if suffix in _DATASETS else triples
    count, cut = _serialised(made, suffix, out, rows, limit)
    if cut and suffix in _COMMENTS:
        out.write((_COMMENTS[suffix] % f"truncated by {cut} after {count} triples").encode())
    out.close()
    return count, cut


class _Parts:
    """A file that sends on what is written, in parts of some size."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send = send
        self._held: list[bytes] = []
        self._waiting = 0
        self.size = 0

    def write(self, piece: bytes) -> int:
        self._held.append(piece)
        self.size += len(piece)
        self._waiting += len(piece)
        if self._waiting >= _PART:
            self.close()
        return len(piece)

    def flush(self) -> None:
        """Do nothing: parts are sent when they are full."""

    def close(self) -> None:
        """Send what is left."""
        if self._held:
            self._send(b"".join(self._held))
        self._held, self._waiting = [], 0


def write_quads(quads: Iterable[ox.Quad], suffix: str) -> bytes:
    """Return quads; formats without graphs keep the triples, each once.

    TriG and N-Quads have each statement in the graphs that say it and in the default graph, as the endpoint does:
    clients that follow links look there alone.
    """
    out = io.BytesIO()
    said = list(quads)
    triples = dict.fromkeys(quad.triple for quad in said)
    if suffix in _DATASETS and suffix != "jsonld":
        flat = (ox.Quad(*triple) for triple in triples)
        ox.serialize(dict.fromkeys((*flat, *said)), out, _RDF[suffix], prefixes=PREFIXES)
    else:
        made = (ox.Quad(*triple) for triple in triples) if suffix in _DATASETS else triples
        ox.serialize(made, out, _RDF[suffix], prefixes=PREFIXES)
    return out.getvalue()


def _serialised(
    statements: Iterable[ox.Triple | ox.Quad], suffix: str, out: _Parts, rows: int, limit: int
) -> tuple[int, str]:
    count, cut = 0, ""

    def counted() -> Iterator[Any]:
        nonlocal count, cut
        for statement in statements:
            cut = "rows" if rows and count >= rows else "bytes" if limit and out.size >= limit else ""
            if cut:
                return
            count += 1
            yield statement

    ox.serialize(counted(), cast(io.BytesIO, out), _RDF[suffix], prefixes=PREFIXES)
    return count, cut


def write_terms(statements: Iterable[tuple[Term, Term, Term, str]], suffix: str) -> bytes:
    """Return statements of ours (subject, predicate, object, graph) in an RDF format."""
    quads = (
        ox.Quad(_native(subject), ox.NamedNode(str(name)), _native(value), ox.NamedNode(graph))
        for subject, name, value, graph in statements
    )
    return write_quads(quads, suffix)


def _native(term: Term) -> Any:
    return ox.BlankNode(term.value) if isinstance(term, Blank) else native_term(term)


def convert(source: bytes, suffix: str) -> bytes:
    """Return a Turtle or TriG document in another RDF format."""
    quads = ox.parse(source, ox.RdfFormat.TRIG)
    return write_quads(quads, suffix)
