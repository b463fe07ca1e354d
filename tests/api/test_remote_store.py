"""The same site over a server's store: the same answers, a clear 502 or 504, and recovery without a restart."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import parse_qs

import httpx
import pytest

from api.settings import Settings
from graph.build import build
from graph.catalogue import ask, questions
from graph.connect import connect
from graph.embedded import Embedded
from graph.loading import load
from graph.rdf import XSD, Iri, Literal, Quad
from ontology.errors import MaillageError, QueryRefused
from ontology.iris import NS
from tests.api.test_withdrawn import served
from tests.conftest import WORLD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.rdf import Term
    from graph.store import Rows, Store

VIRTUOSO = shutil.which("virtuoso-t")
CONFIGURATION = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
MaxDirtyBuffers = 2000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 100000
"""


def free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


@contextmanager
def virtuoso(folder: Path, http: int, sql: int) -> Iterator[str]:
    (folder / "v.ini").write_text(CONFIGURATION.format(sql=sql, http=http), "utf-8")
    command = [str(VIRTUOSO), "+foreground", "+configfile", "v.ini"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{http}"
        for _ in range(150):
            assert process.poll() is None
            try:
                if httpx.get(address + "/sparql", params={"query": "ASK {}"}).status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.2)
        yield address
    finally:
        process.kill()
        process.wait()
        (folder / "v.lck").unlink(missing_ok=True)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("far") / "out"
    build(folder, tables=WORLD)
    return folder / "current"


def said(store: Store) -> dict[str, object]:
    """Return what each named question answers with a value that the world has, or the refusal."""
    found: dict[str, object] = {}
    for question in questions():
        try:
            found[question.id] = compared(ask(store, question.id, question.example))
        except MaillageError as error:
            found[question.id] = type(error).__name__
    return found


def compared(rows: Rows) -> list[tuple[str, ...]]:
    return sorted(tuple(map(plain, row)) for row in rows.rows)


def plain(term: Term | None) -> str:
    """Return a term without the differences of notation that numbers and truth values may have."""
    if isinstance(term, Literal) and term.datatype in {XSD + "decimal", XSD + "double", XSD + "float"}:
        return str(float(term.value))
    if isinstance(term, Literal) and term.datatype == XSD + "boolean":
        return {"1": "true", "0": "false"}.get(term.value, term.value)
    return "" if term is None else str(term)


@pytest.mark.skipif(VIRTUOSO is None, reason="Virtuoso is not installed (Debian: virtuoso-opensource-7-bin)")
def test_virtuoso_gives_the_same_answers_and_comes_back(release: Path, tmp_path: Path) -> None:
    http, sql = free_port(), free_port()
    local = connect(release)
    settings = Settings(release=release, store=f"http://127.0.0.1:{http}/sparql", workers=1)
    with virtuoso(tmp_path, http, sql) as address:
        sent = load(local, address + "/sparql-auth", user="dba", password="dba")  # noqa: S106 - what a fresh Virtuoso has
        assert sent.quads == len(local)
        expected, got = said(local), said(connect(address + "/sparql"))
        assert {name: (rows, got[name]) for name, rows in expected.items() if rows != got[name]} == {}
        assert sum(isinstance(rows, list) and bool(rows) for rows in expected.values()) > 15
        subprocess.run([str(shutil.which("isql-vt")), f"127.0.0.1:{sql}", "dba", "dba", "exec=checkpoint;"], check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        with served(settings) as client:
            used(client, release)
    with served(settings) as client:
        answer = client.get("/questions/plan-overview")
        assert answer.status_code == 502
        assert answer.headers["retry-after"]
        assert "127.0.0.1" not in answer.text
        with virtuoso(tmp_path, http, sql):
            assert client.get("/questions/plan-overview").status_code == 200
            assert client.get("/ready").status_code == 200


def used(client: httpx.Client, release: Path) -> None:
    """Ask a site over a server what one over a folder answers."""
    with served(Settings(release=release, workers=1)) as near:
        for path in ("/questions/plan-overview", "/search?q=labo", "/analyses"):
            assert client.get(path).json()["data"] == near.get(path).json()["data"], path
        query = {"query": "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/maillage/ns#Training> }"}
        assert (
            client.get("/sparql", params=query).json()["results"] == near.get("/sparql", params=query).json()["results"]
        )
        assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True
        shown = near.get("/search?kind=actor").json()["data"][0]["iri"].removeprefix("https://w3id.org/maillage")
        for accept in ("text/html", "text/turtle"):
            assert client.get(shown, headers={"Accept": accept}).status_code == 200


class Wrong(BaseHTTPRequestHandler):
    """A server over a store in memory that can be told to misbehave."""

    store: ClassVar[Embedded]
    mood: ClassVar[str] = "well"
    free: ClassVar[threading.Event]

    def do_POST(self) -> None:
        query = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["query"][0]
        if self.mood == "slow":
            self.free.wait(6)
        status, body = {"broken": (200, b"<html>"), "down": (503, b"later"), "moved": (302, b"")}.get(
            self.mood, (200, b"")
        )
        if self.mood in {"well", "slow"}:
            try:
                body = self.store.query_bytes(query, self.headers["Accept"]).body
            except QueryRefused as error:
                status, body = 400, error.sentence.encode()
        self.send_response(status)
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(release: Path) -> Iterator[str]:
    local = connect(release)
    Wrong.store, Wrong.free, Wrong.mood = Embedded(), threading.Event(), "well"
    Wrong.store.load(local.quads())
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Wrong)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}/sparql"
    Wrong.free.set()
    listening.shutdown()
    listening.server_close()
    thread.join()


def test_a_server_that_fails_is_told_apart_from_one_that_is_late(release: Path, server: str) -> None:
    with served(Settings(release=release, store=server, workers=1, deadline=1.0)) as client:
        query = {"query": "SELECT ?s { ?s a <https://w3id.org/maillage/ns#Training> } LIMIT 1"}
        for mood, status in (
            ("well", 200),
            ("broken", 502),
            ("down", 502),
            ("moved", 502),
            ("slow", 504),
            ("well", 200),
        ):
            Wrong.mood = mood
            Wrong.free.clear()
            for path, given in (("/sparql", query), ("/questions/plan-overview", {})):
                answer = client.get(path, params=given)
                assert answer.status_code == status, (mood, path, answer.text)
                assert status == 200 or answer.headers["content-type"] == "application/problem+json"
            Wrong.free.set()
        assert client.get("/sparql", params={"query": "SELECT {"}).status_code == 400


def test_the_search_follows_a_server_whose_graph_changes(release: Path, server: str) -> None:
    added = Iri("https://w3id.org/maillage/id/actor/new-comer")
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    query = {"query": f"SELECT ?l {{ <{added}> <{label}> ?l }}"}
    with served(Settings(release=release, store=server, workers=1, watch=0.02)) as client:
        before = client.get("/sparql", params=query)
        assert before.json()["results"]["bindings"] == []
        assert client.get("/suggest", params={"q": "Nouvelle venue"}).json()["data"] == []
        time.sleep(2)
        graph = Iri("https://w3id.org/maillage/graph/meta")
        Wrong.store.load([
            Quad(added, Iri(label), Literal("Nouvelle venue", language="fr"), graph),
            Quad(added, Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), Iri(NS + "Actor"), graph),
        ])  # fmt: skip
        held = client.get("/sparql", params=query, headers={"If-None-Match": before.headers["etag"]})
        assert held.status_code == 200
        assert held.json()["results"]["bindings"]
        for _ in range(100):
            found = client.get("/suggest", params={"q": "Nouvelle venue"}).json()["data"]
            if found:
                break
            time.sleep(0.1)
        assert [each["iri"] for each in found] == [str(added)]
