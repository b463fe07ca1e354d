"""Fills a SPARQL 1.1 server with the statements of a store, each in its own graph, by INSERT DATA in batches."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING, TypeVar

from graph.binding import written
from graph.rdf import XSD, Iri, Literal
from ontology.errors import RemoteFailed, StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.rdf import Quad
    from graph.store import Store

__all__ = ["BATCH", "Sent", "load"]

_Item = TypeVar("_Item")

BATCH = 400
"""Statements of one request: Virtuoso compiles an INSERT DATA into a program and refuses long ones."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How many statements were sent, and how many of them with a duration as plain text."""

    quads: int
    plain: int


def load(store: Store, endpoint: str, *, user: str = "", password: str = "", timeout: float = 120.0) -> Sent:
    """Send every statement of a store to a server's update service and return how many were sent.

    The graphs that are sent are emptied first, so that a second load leaves nothing of the first.

    Parameters
    ----------
    store
        What to send.
    endpoint
        Address of the update service, http or https.
    user, password
        Sent as the server asks, in a digest or plainly; none when empty.
    timeout
        Seconds to wait for each batch.

    Raises
    ------
    RemoteFailed
        When the server refuses, or does not answer.
    """
    if not endpoint.startswith(("http://", "https://")):
        raise StoreUnavailable("not an http address.", where=endpoint, remedy="Write http:// or https:// first.")
    opener = _opener(endpoint, user, password)
    quads = sorted(store.quads(), key=lambda quad: (quad.graph.value, quad.subject.value, quad.predicate.value))
    for names in _parts(iter(dict.fromkeys(quad.graph.value for quad in quads))):
        _send(opener, endpoint, " ;\n".join(f"CLEAR SILENT GRAPH <{name}>" for name in names), timeout)
    plain = 0
    for batch in _parts(iter(quads)):
        try:
            _send(opener, endpoint, _insertion(batch), timeout)
        except RemoteFailed:
            simpler = [_plain(quad) for quad in batch]
            changed = sum(old is not new for old, new in zip(batch, simpler, strict=True))
            if not changed:
                raise
            _send(opener, endpoint, _insertion(simpler), timeout)
            plain += changed
    return Sent(len(quads), plain)


def _insertion(batch: list[Quad]) -> str:
    return "INSERT DATA {\n" + "".join(_graphs(batch)) + "}"


def _plain(quad: Quad) -> Quad:
    """Return a statement whose duration is a plain text: Virtuoso 7.2 refuses ``xsd:duration``."""
    value = quad.object
    if isinstance(value, Literal) and value.datatype == XSD + "duration":
        return replace(quad, object=Literal(value.value))
    return quad


def _parts(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    while part := list(islice(items, BATCH)):
        yield part


def _graphs(batch: list[Quad]) -> Iterator[str]:
    for name, quads in groupby(batch, key=lambda quad: quad.graph.value):
        lines = (f"{written(quad.subject)} {written(quad.predicate)} {written(quad.object)} ." for quad in quads)
        yield f"GRAPH {written(Iri(name))} {{ " + "\n".join(lines) + " }\n"


def _opener(endpoint: str, user: str, password: str) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [urllib.request.ProxyHandler({})]
    if user:
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, endpoint, user, password)
        handlers += [urllib.request.HTTPDigestAuthHandler(known), urllib.request.HTTPBasicAuthHandler(known)]
    return urllib.request.build_opener(*handlers)


def _send(opener: urllib.request.OpenerDirector, endpoint: str, update: str, timeout: float) -> None:
    body = urllib.parse.urlencode({"update": update}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "maillage"}
    request = urllib.request.Request(endpoint, body, headers)  # noqa: S310 - scheme checked by the caller
    try:
        with opener.open(request, timeout=timeout) as answer:
            answer.read()
    except urllib.error.HTTPError as problem:
        with problem:
            said = " ".join(problem.read(300).decode("utf-8", "replace").split())
        found = f"the server answers {problem.code}: {said}"
        raise RemoteFailed(found, where=endpoint, remedy="Check its rights.") from problem
    except OSError as problem:
        raise RemoteFailed(f"no answer ({problem}).", where=endpoint, remedy="Check that the server runs.") from problem
