"""What the soak throws at the service besides: queries that must be stopped, clients that misbehave."""

from __future__ import annotations

import contextlib
import socket
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

from benchmarks.clients import Connection, Reply, Request

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from benchmarks.known_answers import KnownAnswers

__all__ = ["HOSTILE"]

_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_Told = tuple[Reply, "Callable[[KnownAnswers], bool]"]


def _as_query(name: str, query: str, *statuses: int) -> Request:
    def send(client: Connection, _: KnownAnswers, chance: random.Random) -> _Told:
        return client.ask(f"{query} # {chance.randrange(10**9)}"), lambda _: True

    return Request(name, 2, send, frozenset(statuses))


def _hangs_up(client: Connection, _: KnownAnswers, chance: random.Random) -> _Told:
    query = quote(f"SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {40_000 + chance.randrange(9_000)}")
    with contextlib.closing(client.raw()) as opened:
        opened.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(chance.random() / 2)
    return Reply(200, b""), lambda _: True


def _dawdles(client: Connection, _: KnownAnswers, chance: random.Random) -> _Told:
    query = quote(f"SELECT ?s ?p ?o {{ ?s ?p ?o }} LIMIT {40_000 + chance.randrange(9_000)}")
    with contextlib.closing(client.raw()) as opened, contextlib.suppress(OSError):
        opened.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        for _wait in range(20):
            opened.recv(1000)
            time.sleep(0.2)
    return Reply(200, b""), lambda _: True


def _babbles(client: Connection, _: KnownAnswers, chance: random.Random) -> _Told:
    with contextlib.closing(client.raw()) as opened, contextlib.suppress(OSError):
        opened.sendall(chance.randbytes(2000))
        opened.shutdown(socket.SHUT_WR)
        opened.recv(1000)
    return Reply(200, b""), lambda _: True


def _large(client: Connection, _: KnownAnswers, __: random.Random) -> _Told:
    found = client.send("POST", "/sparql", b"query=" + b"x" * 3_000_000, _FORM)
    return found, lambda _: True


_NESTED = "SELECT * { " + "{ " * 60 + "?a ?b ?c" + " }" * 60 + " } LIMIT 1"
_DEEP = "SELECT * { FILTER(" + "(" * 500 + "1" + ")" * 500 + ") }"
_TEXTS = f"?a <{_LABEL}> ?x . ?b <{_LABEL}> ?y . ?c <{_LABEL}> ?z"
_PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"
_ORDERED = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c"
_MATCHED = f'SELECT (COUNT(*) AS ?n) {{ {_TEXTS} FILTER(REGEX(CONCAT(?x, ?y, ?z), "(.*a)*b$")) }}'
_JOINED = f"SELECT (GROUP_CONCAT(CONCAT(?x, ?y)) AS ?t) {{ {_TEXTS} }}"
_ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>|^!<x:y>)* ?b . ?b (!<x:z>)+ ?c }"
_TEN = "a" * 10
_GROWING = "".join(f"BIND(REPLACE(?x{n}, 'a', '{_TEN}') AS ?x{n + 1}) " for n in range(9))
_GROWN = f"SELECT ?l {{ BIND('{_TEN}' AS ?x0) {_GROWING} BIND(STRLEN(?x9) AS ?l) }}"

HOSTILE = (
    _as_query("product of three", _PRODUCT, 503, 504),
    _as_query("ordered product", _ORDERED, 503, 504),
    _as_query("regex over a product", _MATCHED, 503, 504),
    _as_query("GROUP_CONCAT of a product", _JOINED, 503, 504),
    _as_query("REPLACE that grows tenfold", _GROWN, 200, 503, 504),
    _as_query("path without end", _ENDLESS, 503, 504),
    _as_query("nested groups", _NESTED, 200, 400),
    _as_query("too deep", _DEEP, 400),
    _as_query("SERVICE", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
    _as_query("update", "DELETE WHERE { ?s ?p ?o }", 403),
    _as_query("bad syntax", "SELECT * { ?s ?p", 400),
    Request("hangs up", 8, _hangs_up),
    Request("reads slowly", 2, _dawdles),
    Request("noise", 4, _babbles),
    Request("large body", 2, _large, frozenset({0, 413})),
)
"""Hostile requests with the statuses intended; 0 among them means that the server may hang up."""
