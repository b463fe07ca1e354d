"""A store behind the SPARQL 1.1 protocol, at any server whose default graph is the union of its graphs."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING

from graph.binding import bound
from graph.rdf import XSD, Blank, Iri, Literal, Quad, Term
from graph.store import Rows
from graph.syntax import written_lines
from ontology.errors import QueryRefused, RemoteFailed, RemoteTimedOut, StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Remote"]

_FORM = "application/x-www-form-urlencoded"
_ROWS = "application/sparql-results+json"
_EVERYTHING = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"
_COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
_QUOTED = 300


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: a store is where it was said to be."""

    def redirect_request(self, *_: object) -> None:
        """Refuse."""


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Straight())


class Remote:
    """A SPARQL 1.1 endpoint asked by POST.

    Parameters
    ----------
    endpoint
        Address of the query service, http or https.
    timeout
        Seconds to wait for an answer.
    """

    def __init__(self, endpoint: str, *, timeout: float = 30.0) -> None:
        if not endpoint.startswith(("http://", "https://")):
            raise StoreUnavailable("not an http address.", where=endpoint, remedy="Write http:// or https:// first.")
        self._endpoint = endpoint
        self._timeout = timeout

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> Rows:
        """Return the rows of a SELECT."""
        answer = self._parsed(query, bindings)
        try:
            names = tuple(str(name) for name in answer["head"]["vars"])
            found = answer["results"]["bindings"]
            rows = tuple(tuple(_term(row[name]) if name in row else None for name in names) for row in found)
        except (KeyError, TypeError) as problem:
            raise self._unreadable() from problem
        return Rows(names, rows)

    def ask(self, query: str, bindings: Mapping[str, Term] | None = None) -> bool:
        """Return the answer of an ASK."""
        return self.truth(self._sent(bound(query, bindings), _ROWS))

    def truth(self, body: bytes) -> bool:
        """Return the truth value of an answer in JSON; Virtuoso 7 writes it as a row with one column."""
        try:
            answer = json.loads(body)
            if "boolean" in answer:
                return bool(answer["boolean"])
            return str(answer["results"]["bindings"][0]["__ASK_RETVAL"]["value"]) in {"1", "true"}
        except (ValueError, KeyError, TypeError, IndexError) as problem:
            raise self._unreadable() from problem

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> bytes:
        """Return the N-Triples of a CONSTRUCT or DESCRIBE: sorted lines, each once."""
        lines = self._sent(bound(query, bindings), "application/n-triples").splitlines()
        return b"".join(line + b"\n" for line in sorted(set(lines)) if line.strip())

    def raw(self, query: str, accept: str, parameters: Sequence[tuple[str, str]] = ()) -> bytes:
        """Return an answer as the server wrote it; ``parameters`` name the dataset of the protocol."""
        return self._sent(query, accept, parameters)

    def quads(self) -> Iterator[Quad]:
        """Yield the statements of the named graphs, those with a blank node left out."""
        for row in self.select(_EVERYTHING).rows:
            match row:
                case (Iri() as subject, Iri() as predicate, (Iri() | Literal()) as value, Iri() as graph):
                    yield Quad(subject, predicate, value, graph)

    def lines(self) -> bytes:
        """Return canonical N-Quads of the named graphs: sorted lines, each once."""
        return written_lines(self.quads())

    def __len__(self) -> int:
        """Return the number of statements in named graphs."""
        return int(str(self.select(_COUNT).rows[0][0]))

    # The shape of an answer is the server's: it is looked at where it is used.
    def _parsed(self, query: str, bindings: Mapping[str, Term] | None) -> dict[str, dict[str, list[dict[str, object]]]]:
        try:
            answer: dict[str, dict[str, list[dict[str, object]]]] = json.loads(
                self._sent(bound(query, bindings), _ROWS)
            )
        except ValueError as problem:
            raise self._unreadable() from problem
        return answer

    def _late(self) -> RemoteTimedOut:
        return RemoteTimedOut("no answer in time.", where=self._endpoint, remedy="Ask less at once, or later.")

    def _unreadable(self) -> StoreUnavailable:
        return RemoteFailed(
            "the answer is no SPARQL result.", where=self._endpoint, remedy="Give the address of the query service."
        )

    def _sent(self, query: str, accept: str, parameters: Sequence[tuple[str, str]] = ()) -> bytes:
        body = urllib.parse.urlencode([("query", query), *parameters]).encode()
        headers = {"Content-Type": _FORM, "Accept": accept, "User-Agent": "maillage"}
        request = urllib.request.Request(self._endpoint, body, headers)  # noqa: S310 - scheme checked above
        try:
            with _OPENER.open(request, timeout=self._timeout) as answer:
                found: bytes = answer.read()
        except urllib.error.HTTPError as problem:
            raise self._refusal(problem) from problem
        except TimeoutError as problem:
            raise self._late() from problem
        except (OSError, http.client.HTTPException) as problem:
            if isinstance(getattr(problem, "reason", None), TimeoutError):
                raise self._late() from problem
            raise RemoteFailed(
                f"no answer ({getattr(problem, 'reason', problem)}).",
                where=self._endpoint,
                remedy="Check that the server runs, or ask less at once.",
            ) from problem
        return found

    def _refusal(self, problem: urllib.error.HTTPError) -> QueryRefused | StoreUnavailable:
        with problem:
            said = " ".join(problem.read(_QUOTED).decode("utf-8", "replace").split())
        if problem.code == 400:
            return QueryRefused(f"the server refuses the query: {said}", where=self._endpoint)
        return RemoteFailed(
            f"the server answers {problem.code} {problem.reason}.", where=self._endpoint, remedy="Try again later."
        )


def _term(cell: object) -> Term:
    """Return the term of one cell of the JSON results format."""
    if not isinstance(cell, dict):
        raise TypeError(cell)
    value, kind = str(cell["value"]), cell["type"]
    if kind == "uri":
        return Iri(value)
    if kind == "bnode":
        return Blank(value)
    language = cell.get("xml:lang")
    default = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString" if language else XSD + "string"
    return Literal(value, str(cell.get("datatype", default)), str(language) if language else None)
