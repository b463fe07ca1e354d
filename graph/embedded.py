"""The embedded store: Oxigraph in memory or in a folder.

The default graph of the engine holds the union of the named graphs as a set. Oxigraph can also form that union at
query time, but then a triple that stands in two graphs comes twice and every COUNT is wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from graph.binding import Form, bound, federates, form_of
from graph.native import house_term, native_triple
from graph.rdf import Iri, Literal, Quad, Term
from graph.store import Rows
from ontology.errors import QueryRefused, StoreUnavailable, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["GRAPH_MEDIA", "ROW_MEDIA", "Answer", "Embedded"]

ROW_MEDIA: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPH_MEDIA: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_AT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_MESSAGE_LENGTH = 300
_PART = 100_000
"""Statements that are written to the disk at once: all at once would hold them twice more in memory."""
_Format = TypeVar("_Format")


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a query, serialised."""

    form: Form
    media_type: str
    body: bytes


class Embedded:
    """An Oxigraph store whose default graph is the union of its named graphs.

    Parameters
    ----------
    path
        Folder of the store; ``None`` keeps it in memory.
    read_only
        Open without a lock, beside other readers; the folder must exist.

    Raises
    ------
    StoreUnavailable
        When the folder holds no store, or another process writes to it.
    """

    def __init__(self, path: Path | str | None = None, *, read_only: bool = False) -> None:
        self._read_only = read_only
        self._store: ox.Store | None = _opened(path, read_only=read_only)

    @property
    def _engine(self) -> ox.Store:
        if self._store is None:
            raise StoreUnavailable("the store was closed.", remedy="Open it again.")
        return self._store

    def load(self, quads: Iterable[Quad]) -> None:
        """Add statements, each to its own graph and to the union."""
        if self._read_only:
            raise StoreUnavailable("the store is open for reading only.", remedy="Open it without read_only.")
        self._engine.bulk_extend(_both(quads))

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> Rows:
        """Return the rows of a SELECT."""
        found = self._answered(query, bindings)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryRefused("the query is no SELECT.", remedy="Ask for rows with SELECT.")
        names = tuple(variable.value for variable in found.variables)
        return Rows(names, tuple(tuple(house_term(value) for value in row) for row in found))

    def ask(self, query: str, bindings: Mapping[str, Term] | None = None) -> bool:
        """Return the answer of an ASK."""
        found = self._answered(query, bindings)
        if not isinstance(found, ox.QueryBoolean):
            raise QueryRefused("the query is no ASK.", remedy="Ask for a truth value with ASK.")
        return bool(found)

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> bytes:
        """Return the N-Triples of a CONSTRUCT or DESCRIBE: sorted lines, each once."""
        found = self._answered(query, bindings)
        if not isinstance(found, ox.QueryTriples):
            raise QueryRefused("the query makes no graph.", remedy="Ask for one with CONSTRUCT or DESCRIBE.")
        lines = found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
        return b"".join(sorted(set(lines.splitlines(keepends=True))))

    def triples(self, query: str) -> Iterator[tuple[Iri, Iri, Iri | Literal]]:
        """Yield the triples of a CONSTRUCT, those with a blank node left out."""
        found = self._answered(query, None)
        if isinstance(found, ox.QueryTriples):
            for triple in found:
                subject, value = house_term(triple.subject), house_term(triple.object)
                if isinstance(subject, Iri) and isinstance(value, Iri | Literal):
                    yield subject, Iri(triple.predicate.value), value

    def query_bytes(
        self,
        query: str,
        media_type: str | None = None,
        bindings: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base_iri: str | None = None,
    ) -> Answer:
        """Return the answer of any query in a SPARQL format, without building a Python term for each cell.

        Parameters
        ----------
        media_type
            One of ``ROW_MEDIA`` or ``GRAPH_MEDIA``, by the form of the query; JSON or Turtle when ``None``.
        default_graphs, named_graphs
            The dataset of the protocol, which overrides FROM in the text; unknown graphs are empty.
        base_iri
            What relative IRIs of the query stand under.
        """
        form = form_of(query)
        found = self._answered(query, bindings, default_graphs, named_graphs, base_iri)
        if isinstance(found, ox.QueryTriples):
            chosen = media_type or "text/turtle"
            body = found.serialize(format=_named(chosen, GRAPH_MEDIA))
        else:
            chosen = media_type or "application/sparql-results+json"
            body = found.serialize(format=_named(chosen, ROW_MEDIA))
        return Answer(form, chosen, body or b"")

    def quads(self) -> Iterator[Quad]:
        """Yield the statements of the named graphs; the union is not repeated."""
        for quad in self._engine:
            graph = quad.graph_name
            if isinstance(graph, ox.NamedNode):
                subject, value = house_term(quad.subject), house_term(quad.object)
                if isinstance(subject, Iri) and isinstance(value, Iri | Literal):
                    yield Quad(subject, Iri(quad.predicate.value), value, Iri(graph.value))

    def lines(self) -> bytes:
        """Return canonical N-Quads of the named graphs: sorted lines, each once."""
        engine, found = self._engine, list[bytes]()
        for graph in engine.named_graphs():  # one by one: the text of all would stand in memory twice
            body = ox.serialize(engine.quads_for_pattern(None, None, None, graph), format=ox.RdfFormat.N_QUADS)
            found += (body or b"").splitlines(keepends=True)
        found.sort()
        return b"".join(found)

    def __len__(self) -> int:
        """Return the number of statements in named graphs."""
        return int(str(self.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows[0][0]))

    def save(self, folder: Path | str) -> None:
        """Write every statement to a new store on disk, compacted for reading."""
        target = _opened(folder, read_only=False)
        quads = iter(self._engine)
        while part := list(islice(quads, _PART)):
            target.bulk_extend(part)
        target.optimize()
        target.flush()

    def flush(self) -> None:
        """Write everything to disk, compacted for reading."""
        self._engine.optimize()
        self._engine.flush()

    def close(self) -> None:
        """Let go of the folder and its lock."""
        self._store = None

    def _answered(
        self,
        query: str,
        bindings: Mapping[str, Term] | None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base_iri: str | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        if federates(query):
            raise QueryRefused("SERVICE is disabled: this store answers from its own statements.")
        asked = bound(query, bindings)
        limited = bool(default_graphs or named_graphs)
        try:
            return self._engine.query(
                asked,
                base_iri=base_iri,
                default_graph=[ox.NamedNode(name) for name in default_graphs] if limited else None,
                named_graphs=[ox.NamedNode(name) for name in named_graphs] if limited else None,
            )
        except SyntaxError as problem:
            raise self._refusal(problem, query, asked) from problem
        except (RuntimeError, ValueError, OSError) as problem:
            raise QueryRefused(f"the engine refuses the query: {problem}.") from problem

    def _refusal(self, problem: SyntaxError, query: str, asked: str) -> QueryRefused:
        """Return the refusal with the position in the text that the user wrote."""
        if query != asked:
            try:
                self._engine.query(query)
            except SyntaxError as original:
                problem = original
        found = _AT.match(str(problem))
        if not found:
            return QueryRefused(f"the query has a syntax error: {problem}.")
        line, column, message = int(found[1]), int(found[2]), " ".join(found[3].split())
        short = message if len(message) <= _MESSAGE_LENGTH else message[:_MESSAGE_LENGTH] + " ..."
        return QueryRefused(f"syntax error: {short}", where=f"line {line}, column {column}", line=line, column=column)


def _opened(path: Path | str | None, *, read_only: bool) -> ox.Store:
    try:
        if path is None:
            return ox.Store()
        return ox.Store.read_only(str(path)) if read_only else ox.Store(str(path))
    except FileNotFoundError as problem:
        raise StoreUnavailable("no store here.", where=str(path), remedy="Run `maillage build` first.") from problem
    except OSError as problem:
        raise StoreUnavailable(
            f"the store cannot be opened ({problem}).", where=str(path), remedy="Close the other writer or build anew."
        ) from problem


def _both(quads: Iterable[Quad]) -> Iterator[ox.Quad]:
    union = ox.DefaultGraph()
    for quad in quads:
        subject, predicate, value = native_triple(quad)
        yield ox.Quad(subject, predicate, value, ox.NamedNode(quad.graph.value))
        yield ox.Quad(subject, predicate, value, union)


def _named(media_type: str, known: Mapping[str, _Format]) -> _Format:
    if media_type not in known:
        raise UnknownName(f"{media_type!r} is no format of this answer.", remedy=f"Use one of {', '.join(known)}.")
    return known[media_type]
