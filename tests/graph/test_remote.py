"""A remote store gives the same answers as the embedded one behind it."""

from __future__ import annotations

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs

import pytest

from graph.connect import connect
from graph.embedded import Embedded
from graph.rdf import XSD, Blank, Iri, Literal, Quad
from graph.remote import Remote
from ontology.errors import QueryRefused, StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

X = "http://x.example/"


class Endpoint(BaseHTTPRequestHandler):
    """A SPARQL endpoint over a store in memory; some paths misbehave."""

    store: ClassVar[Embedded]
    release: ClassVar[threading.Event]

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        query = parse_qs(form)["query"][0]
        if self.path == "/slow":
            self.release.wait(5)
        if self.path == "/broken":
            self._answer(200, b"<html>")
        elif self.path == "/down":
            self._answer(503, b"later")
        elif self.path == "/blank":
            self._answer(200, b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"bnode","value":"n"}}]}}')
        else:
            try:
                self._answer(200, self.store.query_bytes(query, self.headers["Accept"]).body)
            except QueryRefused as problem:
                self._answer(400, problem.sentence.encode())

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    Endpoint.store = Embedded()
    Endpoint.release = threading.Event()
    Endpoint.store.load(
        (
            Quad(Iri(X + "a"), Iri(X + "says"), Literal("été"), Iri(X + "g")),
            Quad(Iri(X + "a"), Iri(X + "says"), Literal("summer", language="en"), Iri(X + "g")),
            Quad(Iri(X + "b"), Iri(X + "says"), Literal("3", XSD + "integer"), Iri(X + "g")),
        )
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Endpoint.release.set()
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_answers_equal_those_of_the_embedded_store(address: str) -> None:
    remote, local = connect(address), Endpoint.store
    query = "SELECT ?o { ?s ?p ?o } ORDER BY STR(?o)"
    assert remote.select(query) == local.select(query)
    assert remote.select(query, {"s": Iri(X + "b")}) == local.select(query, {"s": Iri(X + "b")})
    assert remote.ask("ASK { ?s ?p ?o }", {"o": Literal("été")})
    assert not remote.ask("ASK { ?s ?p ?o }", {"o": Literal("ete")})
    construct = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    assert remote.construct(construct) == local.construct(construct)
    assert set(remote.quads()) == set(local.quads())
    assert len(remote) == 3


def test_blank_nodes_of_a_server_are_kept_apart_from_names(address: str) -> None:
    assert Remote(address + "/blank").select("SELECT ?s { ?s ?p ?o }").rows == ((Blank("n"),),)


def test_a_refused_query_tells_what_the_server_said(address: str) -> None:
    with pytest.raises(QueryRefused, match="line 1, column"):
        Remote(address).select("SELECT * {")


@pytest.mark.parametrize(("path", "said"), [("/broken", "no SPARQL result"), ("/down", "503")])
def test_a_server_that_misbehaves_is_unavailable(address: str, path: str, said: str) -> None:
    with pytest.raises(StoreUnavailable, match=said):
        Remote(address + path).select("SELECT * { ?s ?p ?o }")


def test_an_answer_of_rows_to_an_ask_is_no_answer(address: str) -> None:
    with pytest.raises(StoreUnavailable, match="no SPARQL result"):
        Remote(address).ask("SELECT * { ?s ?p ?o }")
    with pytest.raises(StoreUnavailable, match="no SPARQL result"):
        Remote(address).select("ASK { ?s ?p ?o }")


def test_a_server_that_does_not_answer_in_time_is_unavailable(address: str) -> None:
    with pytest.raises(StoreUnavailable, match="no answer"):
        Remote(address + "/slow", timeout=0.2).select("SELECT * { ?s ?p ?o }")


def test_nobody_listening_is_unavailable() -> None:
    with pytest.raises(StoreUnavailable, match="no answer"):
        Remote("http://127.0.0.1:1/").ask("ASK {}")


def test_only_http_addresses_are_taken() -> None:
    with pytest.raises(StoreUnavailable, match="http"):
        Remote("file:///etc/hosts")


def test_connect_finds_the_store_of_a_build(tmp_path: Path) -> None:
    (tmp_path / "releases" / "one").mkdir(parents=True)
    made = Embedded(tmp_path / "releases" / "one" / "store")
    made.load([Quad(Iri(X + "a"), Iri(X + "says"), Literal("oui"), Iri(X + "g"))])
    made.flush()
    made.close()
    (tmp_path / "current").symlink_to("releases/one")
    for place in (tmp_path, tmp_path / "current", tmp_path / "current" / "store"):
        assert len(connect(place)) == 1
    with pytest.raises(StoreUnavailable, match="maillage build"):
        connect(tmp_path / "releases")
