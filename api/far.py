"""A SPARQL server in the place of the engine: a worker asks it, and writes its answers as it writes its own."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox

from graph.binding import form_of
from graph.remote import Remote
from ontology.errors import RemoteFailed

__all__ = ["Far"]

_ROWS, _GRAPH = "application/sparql-results+json", "application/n-triples"
_OLD = (b'"type": "typed-literal"', b'"type": "literal"')
"""What Virtuoso 7 writes, as the working draft of 2007 had it, and what the standard says."""
_PATIENCE = 30.0


class Far:
    """Has the ``query`` of ``pyoxigraph.Store``."""

    def __init__(self, endpoint: str, *, timeout: float = _PATIENCE) -> None:
        self._remote = Remote(endpoint, timeout=timeout)

    def query(
        self,
        query: str,
        *,
        base_iri: str = "",
        default_graph: list[ox.NamedNode] | None = None,
        named_graphs: list[ox.NamedNode] | None = None,
    ) -> Any:
        """Return what the server answers.

        Raises
        ------
        RemoteFailed, RemoteTimedOut, QueryRefused
            When the server does not answer, answers nonsense, or refuses.
        """
        dataset = [("default-graph-uri", each.value) for each in default_graph or ()]
        dataset += [("named-graph-uri", each.value) for each in named_graphs or ()]
        based = f"BASE <{base_iri}>\n{query}" if base_iri and "base" not in query[:200].lower() else query
        form = form_of(query)
        is_graph = form == "graph"
        body = self._remote.raw(based, _GRAPH if is_graph else _ROWS, dataset)
        if form == "ask":
            body = json.dumps({"head": {}, "boolean": self._remote.truth(body)}).encode()
        try:
            if is_graph:
                return iter(list(ox.parse(body, ox.RdfFormat.N_TRIPLES)))
            return ox.parse_query_results(body.replace(*_OLD), ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise RemoteFailed("the answer is no SPARQL result.") from error
