"""What those who run the service rely on: swaps, metrics, the log, several processes, and streams of any size."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from api.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    Serve = Callable[[Settings], AbstractContextManager[httpx.Client]]

ROOT = Path(__file__).resolve().parents[2]
WIDE = "SELECT ?a ?b ?c ?d { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT %d"
SERVER = """
import sys
from api.serving import serve
from api.settings import from_environment
serve(from_environment(build=sys.argv[1], port=0), on_ready=lambda address: print(address, flush=True))
"""


@pytest.fixture
def own_build(build: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "build"
    shutil.copytree(build, copied, symlinks=True)
    return copied


def started(build: Path, **variables: str) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", SERVER, str(build)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        text=True,
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=20)
    return process.returncode, errors


def test_a_new_build_is_taken_over_without_a_failed_request(own_build: Path, serve_over: Serve) -> None:
    shutil.copytree(own_build / "releases" / "one", own_build / "releases" / "two")
    (own_build / "releases" / "two" / "build.json").write_text('{"stamp": "two"}', encoding="utf-8")
    statuses: list[int] = []
    done = threading.Event()
    with serve_over(Settings(release=own_build / "current", watch=0.1)) as client:

        def ask() -> None:
            number = 0
            while not done.is_set():
                number += 1
                query = f"SELECT ?s {{ ?s ?p ?o }} LIMIT {number % 50 + 1}"
                statuses.append(client.get("/sparql", params={"query": query}).status_code)
                statuses.append(client.get("/id/actor/fictilab.ttl").status_code)

        asking = [threading.Thread(target=ask) for _ in range(2)]
        for each in asking:
            each.start()
        before = client.get("/sparql", params={"query": "ASK {}"}).headers["etag"]
        (own_build / "next").symlink_to("releases/two")
        (own_build / "next").rename(own_build / "current")
        end = time.monotonic() + 15
        while client.get("/ready").json()["release"] != "two" and time.monotonic() < end:
            time.sleep(0.05)
        assert client.get("/ready").json() == {"release": "two", "status": "ready", "version": _version()}
        assert client.get("/sparql", params={"query": "ASK {}"}).headers["etag"] != before
        time.sleep(0.3)
        done.set()
        for each in asking:
            each.join()
        assert "maillage_swaps_total 1" in client.get("/metrics").text
    assert len(statuses) > 20
    assert set(statuses) == {200}


def _version() -> str:
    from ontology.version import __version__

    return __version__


def test_a_broken_build_is_not_taken_over(own_build: Path, serve_over: Serve) -> None:
    (own_build / "releases" / "two" / "store").mkdir(parents=True)
    (own_build / "releases" / "two" / "build.json").write_text("{}", encoding="utf-8")
    with serve_over(Settings(release=own_build / "current", watch=0.1)) as client:
        (own_build / "next").symlink_to("releases/two")
        (own_build / "next").rename(own_build / "current")
        time.sleep(0.6)
        assert client.get("/ready").json()["release"] == "one"


def test_metrics_are_in_the_text_format_of_prometheus(client: httpx.Client) -> None:
    client.get("/sparql", params={"query": "ASK {}"})
    client.get("/nothing-here")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    line = re.compile(r'(#( HELP| TYPE) .+|maillage_\w+(\{(\w+="[^"\\]*",?)+\})? [0-9.e+-]+)')
    assert all(line.fullmatch(each) for each in answer.text.splitlines())
    assert 'maillage_requests_total{route="sparql",status="200"}' in answer.text
    assert 'maillage_requests_total{route="other",status="404"}' in answer.text
    assert 'maillage_request_seconds_bucket{route="sparql",le="+Inf"}' in answer.text


@pytest.mark.parametrize(("kind", "shown"), [("json", False), ("text", True)])
def test_the_log_has_the_hash_of_a_query_and_its_text_only_when_asked(build: Path, kind: str, shown: bool) -> None:
    process, address = started(build, MAILLAGE_LOG=kind)
    httpx.get(address + "/sparql", params={"query": "ASK { ?secret ?p ?o }"})
    httpx.get(address + "/health")
    code, errors = ended(process)
    lines = [json.loads(line) for line in errors.splitlines()]
    assert code == 0
    assert [line["path"] for line in lines] == ["/sparql", "/health"]
    assert len(lines[0]["query"]) == 16
    assert 0 <= lines[0]["seconds"] < 10
    assert ("secret" in errors) is shown


def test_several_processes_share_the_port_and_end_together(build: Path) -> None:
    process, address = started(build, MAILLAGE_PROCESSES="2", MAILLAGE_WORKERS="1")
    seen = set()
    for _ in range(60):
        found = re.search(r'process="(\d+)"', httpx.get(address + "/metrics").text)
        assert found is not None
        seen.add(found[1])
    assert 1 <= len(seen) <= 2
    assert ended(process) == (0, "")


def test_a_server_process_that_falls_is_replaced(build: Path) -> None:
    process, address = started(build, MAILLAGE_PROCESSES="2", MAILLAGE_WORKERS="1")
    time.sleep(3.5)
    fallen = re.search(r'process="(\d+)"', httpx.get(address + "/metrics").text)
    assert fallen is not None
    os.kill(int(fallen[1]), signal.SIGKILL)
    time.sleep(0.5)
    for _ in range(20):
        answer = httpx.get(address + "/metrics", timeout=20)
        assert answer.status_code == 200
        assert f'process="{fallen[1]}"' not in answer.text
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert len(children) == 2
    code, errors = ended(process)
    assert code == 0
    assert "replaced" in errors


def test_processes_that_cannot_start_say_so(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SERVER, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "MAILLAGE_PROCESSES": "2"},
    )
    assert ran.returncode != 0
    assert "StoreUnavailable: a server process fell as it started" in ran.stderr
    assert "no store here" in ran.stderr


def test_a_running_query_ends_before_the_service_does(build: Path) -> None:
    process, address = started(build)
    answers: list[httpx.Response] = []
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    asking = threading.Thread(
        target=lambda: answers.append(httpx.get(address + "/sparql", params={"query": slow}, timeout=30))
    )
    asking.start()
    time.sleep(0.3)
    assert ended(process)[0] == 0
    asking.join()
    assert answers[0].status_code in {200, 503}


def test_who_sends_headers_drop_by_drop_is_hung_up_on(build: Path, serve_over: Serve) -> None:
    process, address = started(build, MAILLAGE_UPLOAD="0.8")
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as made:
        made.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n")
        start = time.monotonic()
        while time.monotonic() - start < 8:
            time.sleep(0.2)
            try:
                made.sendall(b"X-Drop: 1\r\n")
            except OSError:
                break
        assert time.monotonic() - start < 5
    form = "application/x-www-form-urlencoded"
    posts = {"/sparql": "application/sparql-query", "/what-if": "text/csv", "/reconcile": form}
    for path, media in posts.items():
        with socket.create_connection((host, int(port)), timeout=10) as made:
            made.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {media}\r\n".encode())
            made.sendall(b"Content-Length: 100\r\n\r\nASK")
            assert b" 408 " in made.recv(1000), path
    assert ended(process)[0] == 0


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /" + b"a" * 200_000, b" 414 "),
        (b"GET /sparql?query=" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b" 414 "),
        (b"GET /health HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 400_000, b" 431 "),
        (b"GET /health HTTP/1.1\r\nHost: x\r\n" + b"X-Many: 1\r\n" * 40_000, b" 431 "),
        (b"GET /health HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 50_000 + b"\r\n\r\n", b" 200 "),
        (b"POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n" + b"a" * 300_000, b" 405 "),
        (b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n" * 4000, b" 200 "),
    ],
)
def test_the_head_of_a_request_is_bounded(running: tuple[str, int], head: bytes, status: bytes) -> None:
    with socket.create_connection(running, timeout=10) as made:
        with contextlib.suppress(OSError):  # the answer may come before all is sent
            made.sendall(head)
        assert status in made.recv(100)


@pytest.fixture(scope="module")
def running(build: Path) -> Iterator[tuple[str, int]]:
    process, address = started(build)
    host, port = address.removeprefix("http://").split(":")
    yield host, int(port)
    assert ended(process)[0] == 0


@pytest.fixture(scope="module")
def uncapped(build: Path, serve_over: Callable[..., AbstractContextManager[httpx.Client]]) -> Iterator[httpx.Client]:
    with serve_over(Settings(release=build / "current", rows=0, deadline=30.0)) as client:
        yield client


@pytest.mark.parametrize("suffix", ["json", "csv", "tsv", "xml"])
def test_an_answer_of_any_size_streams(uncapped: httpx.Client, suffix: str) -> None:
    rows = 60_000
    size, tail, newlines = 0, b"", 0
    asked = {"query": WIDE % rows, "format": suffix}
    with uncapped.stream("GET", "/sparql", params=asked, headers={"Accept-Encoding": "identity"}) as answer:
        for part in answer.iter_raw():
            size += len(part)
            newlines += part.count(b"\n")
            tail = (tail + part)[-200:]
        assert answer.headers["transfer-encoding"] == "chunked"
        assert "etag" in answer.headers
    assert size > 1_000_000
    if suffix in {"csv", "tsv"}:
        assert newlines == rows + 1
    else:
        assert tail.endswith(b"}}]}}" if suffix == "json" else b"</result></results></sparql>")


def test_a_cut_answer_says_so_in_every_format(build: Path, serve_over: Serve) -> None:
    with serve_over(Settings(release=build / "current", rows=1000)) as client:
        for suffix in ("json", "csv", "tsv", "xml"):
            answer = client.get("/sparql", params={"query": WIDE % 5000, "format": suffix})
            assert answer.headers["x-maillage-truncated"] == "rows; rows=1000"
        assert len(list(csv.reader(io.StringIO(client.get(
            "/sparql", params={"query": WIDE % 5000, "format": "csv"}).text)))) == 1001  # fmt: skip
        told = client.get("/sparql", params={"query": WIDE % 5000}).json()
        assert told["truncated"] == {"by": "rows", "rows": 1000}
        assert len(told["results"]["bindings"]) == 1000
        whole = client.get("/sparql", params={"query": WIDE % 1000}).json()
        assert "truncated" not in whole
        graph = "CONSTRUCT { [] ?b ?c } WHERE { ?a ?b ?c . ?d ?e ?f }"
        assert "# truncated by rows" in client.get("/sparql", params={"query": graph, "format": "nt"}).text


def test_the_same_question_is_answered_from_memory_and_by_304(client: httpx.Client) -> None:
    asked = {"query": "SELECT ?s ?label { ?s ?p ?label } ORDER BY ?s ?label"}
    first = client.get("/sparql", params=asked)
    again = client.get("/sparql", params=asked)
    assert (first.content, first.headers["etag"]) == (again.content, again.headers["etag"])
    held = client.get("/sparql", params=asked, headers={"If-None-Match": first.headers["etag"]})
    assert (held.status_code, held.content) == (304, b"")
    assert held.headers["etag"].strip('"').removesuffix("-gz") == first.headers["etag"].strip('"').removesuffix("-gz")
    passing = {"query": "SELECT (RAND() AS ?x) {}"}
    assert client.get("/sparql", params=passing).content != client.get("/sparql", params=passing).content
