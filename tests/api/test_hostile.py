"""What an ill-wisher sends: each costs at most one worker, is answered in words, and leaves the service as it was."""

from __future__ import annotations

import concurrent.futures
import re
import socket
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import httpx
import pytest

from api.formats import SOLUTIONS
from api.negotiation import _remembered, accepted, choose, language
from api.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    Serve = Callable[[Settings], AbstractContextManager[httpx.Client]]

TRIPLE = "?s ?p ?o"
PATH_BOMB = "(" * 40 + "<x:p>*" + ")*" * 40
HOSTILE = {
    "500 nested braces": "SELECT * " + "{" * 500 + TRIPLE + "}" * 500,
    "60 kB of parentheses": "ASK { FILTER(" + "(" * 30_000 + "1" + ")" * 30_000 + ") }",
    "60 kB of list": "ASK { ?s ?p " + "(" * 30_000 + ")" * 30_000 + " }",
    "60 kB of not": "ASK { FILTER(" + "!" * 60_000 + "true) }",
    "60 kB of minus": "SELECT (" + "-" * 60_000 + "1 AS ?x) {}",
    "60 kB of path inverses": "ASK { ?s " + "^" * 60_000 + "<x:p> ?o }",
    "a path bomb": "SELECT * { ?s " + PATH_BOMB + " ?o }",
    "paths from everywhere": "SELECT (COUNT(*) AS ?n) { ?a (!<x:p>|^!<x:p>)* ?b . ?b (!<x:p>|^!<x:p>)* ?c }",
    "a cartesian product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o } ORDER BY ?o ?a ?d ?g ?j",
    "a regex that backtracks": 'ASK { ?s ?p ?o FILTER(REGEX("' + "a" * 50_000 + '!", "^(a+)+$")) }',
    "a growing text": 'SELECT * { BIND("xxxxxxxxxx" AS ?a) '
    + "".join(f"BIND(CONCAT(?v{i - 1}, ?v{i - 1}) AS ?v{i}) " if i else "BIND(?a AS ?v0) " for i in range(60))
    + "}",
    "a tower of FILTER EXISTS": "ASK { ?s ?p ?o " + "FILTER EXISTS { ?s ?p ?o " * 60 + "}" * 60 + " }",
    "a huge IN list": "ASK { ?s ?p ?o FILTER(?o IN (" + ",".join(map(str, range(50_000))) + ")) }",
    "many OPTIONAL": "SELECT * { " + "".join(f"OPTIONAL {{ ?a{i} ?b{i} ?c{i} }} " for i in range(200)) + "}",
    "many UNION": "SELECT * { " + " UNION ".join("{ ?s ?p ?o }" for _ in range(2000)) + " }",
    "a control character": "ASK { \x01 }",
    "half a string": 'ASK { ?s ?p "',
    "only a comment": "#" * 60_000,
    "LOAD": "LOAD <http://127.0.0.1:9/>",
    "FROM a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "FROM the web": "SELECT * FROM NAMED <http://127.0.0.1:9/x> { GRAPH ?g { ?s ?p ?o } }",
    "SERVICE by escapes": "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
}
INTENDED = {200, 400, 403, 503, 504}


@pytest.fixture(scope="module")
def besieged(build: object, settings: Settings, serve_over: Serve) -> Iterator[httpx.Client]:
    with serve_over(Settings(release=settings.release, deadline=1.5, slow=2, per_client=16)) as client:
        yield client


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_is_answered_in_words_and_the_service_lives(besieged: httpx.Client, name: str) -> None:
    start = time.monotonic()
    direct = {"Content-Type": "application/sparql-query"}
    try:
        answer = besieged.post("/sparql", content=HOSTILE[name].encode(), headers=direct)
    except httpx.RemoteProtocolError:  # an answer that began to stream is broken off at the deadline
        answer = httpx.Response(504, text="broken off")
    assert answer.status_code in INTENDED, (answer.status_code, answer.text[:200])
    assert time.monotonic() - start < 6
    assert "Traceback" not in answer.text
    assert "/tmp" not in answer.text
    assert "root:" not in answer.text
    assert besieged.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_nothing_goes_out_even_by_other_doors(besieged: httpx.Client) -> None:
    with socket.socket() as trap:
        trap.bind(("127.0.0.1", 0))
        trap.listen()
        trap.settimeout(0.3)
        there = f"http://127.0.0.1:{trap.getsockname()[1]}/x"
        for query in (
            f"ASK {{ SERVICE <{there}> {{ ?s ?p ?o }} }}",
            f"ASK FROM <{there}> {{ ?s ?p ?o }}",
            f"DESCRIBE <{there}>",
            f"LOAD <{there}>",
        ):
            besieged.get("/sparql", params={"query": query})
        besieged.get("/sparql", params={"query": "ASK {}", "default-graph-uri": there})
        besieged.get("/sparql", params={"query": "ASK {}", "named-graph-uri": there})
        with pytest.raises(TimeoutError):
            trap.accept()


def test_two_hundred_slow_requests_at_once_are_turned_away_or_timed_out(besieged: httpx.Client) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?f && ?i != ?l) }"
    address = str(besieged.base_url)

    def ask(number: int) -> int:
        return httpx.get(f"{address}/sparql", params={"query": f"{slow} #{number}"}, timeout=30).status_code

    with concurrent.futures.ThreadPoolExecutor(100) as pool:
        statuses = list(pool.map(ask, range(200)))
    assert set(statuses) <= {429, 503, 504}
    assert statuses.count(429) > 0
    assert besieged.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def raw(client: httpx.Client, request: bytes) -> bytes:
    with socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=5) as made:
        made.sendall(request)
        found = b""
        try:
            while part := made.recv(65536):
                found += part
        except ConnectionResetError:
            return found
        return found


def test_a_forged_host_appears_nowhere(besieged: httpx.Client) -> None:
    for path in (
        b"/",
        b"/sparql",
        b"/sparql/",
        b"/void.ttl",
        b"/.well-known/void",
        b"/id/actor/fictilab",
        b"/questions/",
    ):
        answer = raw(besieged, b"GET " + path + b" HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        assert b"evil.example" not in answer


@pytest.mark.parametrize(
    "path", ["/download/x%0d%0aSet-Cookie:a=b", "/dumps/..%2f..%2fbuild.json", "/static/..%2f..%2fapp.py", "/dumps/%00"]
)
def test_a_name_cannot_inject_a_header_or_leave_its_folder(besieged: httpx.Client, path: str) -> None:
    answer = besieged.get(path)
    assert answer.status_code in {400, 404}
    assert "set-cookie" not in answer.headers


def test_a_long_address_is_refused(besieged: httpx.Client) -> None:
    answer = raw(
        besieged, b"GET /sparql?query=" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    assert not answer or answer.split(b" ")[1] in {b"400", b"414", b"431"}


def test_a_body_without_an_end_is_counted(besieged: httpx.Client) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b"#" * 65536

    try:
        answer = besieged.post("/sparql", content=endless(), headers={"Content-Type": "application/sparql-query"})
    except httpx.WriteError:
        return
    assert answer.status_code == 413


def test_what_is_remembered_of_a_request_is_counted_whole_or_is_short(settings: Settings, serve_over: Serve) -> None:
    with serve_over(replace(settings, cache=64 * 1024)) as client:
        for at in range(30):
            said = client.get(
                "/sparql", params={"query": "ASK {}"}, headers={"Accept": f"text/csv, x/y{at}{'a' * 3000}"}
            )
            assert said.headers["content-type"].startswith("text/csv")
        held = re.search(r"^maillage_kept_answers_bytes ([0-9]+)$", client.get("/metrics").text, re.MULTILINE)
        assert held is not None
        assert 30_000 < int(held[1]) <= 64 * 1024
    before = _remembered.cache_info().currsize
    for at in range(30):
        choose(SOLUTIONS, f"text/csv, x/y{at}{'a' * 3000}")
    assert _remembered.cache_info().currsize == before


def test_of_a_header_with_thousands_of_parts_the_first_are_read() -> None:
    parts = ",".join(f"a{at}/b" for at in range(20_000))
    assert len(accepted(parts)) == 100
    assert choose(SOLUTIONS, f"text/csv,{parts}").suffix == "csv"
    assert language("en," + ",".join(f"x{at}" for at in range(20_000))) == "en"


def test_a_facet_of_any_length_is_not_looked_up(besieged: httpx.Client) -> None:
    assert besieged.get("/search", params={"sector": "x" * 201}).status_code == 400
    assert besieged.get("/search", params={"sector": "x" * 200}).json()["meta"]["count"] == 0
