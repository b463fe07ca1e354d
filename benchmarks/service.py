"""Measure the service over HTTP against a peer over the same triples, in one run.

python -m benchmarks.service [--peer PYTHON] [--rows N] [--seconds S]

``--peer`` is the Python of an environment that has rdflib-endpoint; without it only Maillage is measured. CPU is that
of the server and all its workers, from /proc. Ratios are of one run on one machine.
"""

from __future__ import annotations

import argparse
import contextlib
import socket
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote

from benchmarks.servers import MAILLAGE, Server, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PEER = """
import sys, uvicorn
from rdflib import Graph
from rdflib_endpoint import SparqlEndpoint
graph = Graph()
graph.parse(sys.argv[1], format="nt")
uvicorn.run(SparqlEndpoint(graph=graph), port=int(sys.argv[2]), log_level="error")
"""
_THINGS = 50_000
_SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"


class Client:
    """One kept connection; reads as little as HTTP allows, so that the client costs nothing to speak of."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._socket = socket.create_connection(("127.0.0.1", server.port), timeout=300)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, query: str, accept: str = "application/sparql-results+json") -> tuple[int, float]:
        """Return how many bytes came and the seconds to the first; raise unless the status is 200."""
        start = time.perf_counter()
        request = f"GET {self._server.path}?query={quote(query)} HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\n\r\n"
        self._socket.sendall(request.encode())
        found = b""
        while b"\r\n\r\n" not in found:
            found += self._socket.recv(65536)
        head, _, tail = found.partition(b"\r\n\r\n")
        first = time.perf_counter() - start
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode())
        return self._rest(head.lower(), tail), first

    def _rest(self, head: bytes, tail: bytes) -> int:
        size = len(tail)
        if b"content-length:" in head:
            length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
            while size < length:
                size += len(self._socket.recv(1 << 20))
            return size
        while not tail.endswith(b"0\r\n\r\n"):
            part = self._socket.recv(1 << 20)
            if not part:
                raise RuntimeError("the answer was broken off")
            size, tail = size + len(part), (tail + part)[-5:]
        return size


def lookup(number: int) -> str:
    """Return a query for one label."""
    return f"SELECT ?label WHERE {{ <http://e/s{number}> <http://e/label> ?label }}"


def join(number: int) -> str:
    """Return a join over two hops that starts at a label."""
    return (
        f'SELECT ?c ?l WHERE {{ ?a <http://e/label> "label {number}" . '
        "?a <http://e/knows> ?b . ?b <http://e/knows> ?c . ?c <http://e/label> ?l }"
    )


def requests_per_cpu(server: Server, queries: list[str]) -> float:
    """Return how many of these queries a second of CPU answers."""
    client = Client(server)
    for query in queries[:50]:
        client.get(query)
    before = server.cpu()
    for query in queries[50:]:
        client.get(query)
    return (len(queries) - 50) / max(server.cpu() - before, 0.01)


def p95(server: Server, seconds: float) -> float:
    """Return the 95th percentile of small queries in milliseconds."""
    client, taken, end, number = Client(server), [], time.monotonic() + seconds, 0
    while time.monotonic() < end:
        number += 1
        start = time.perf_counter()
        client.get(lookup(20_000 + number % 20_000))
        taken.append((time.perf_counter() - start) * 1000)
        time.sleep(0.002)
    return sorted(taken)[int(len(taken) * 0.95)]


def besieged(server: Server, seconds: float) -> float:
    """Return the same percentile while four hostile queries run."""
    done = threading.Event()

    def attack(number: int) -> None:
        while not done.is_set():
            with contextlib.suppress(OSError, RuntimeError):
                Client(server).get(f"{_SLOW} #{number} {time.monotonic()}")

    for number in range(4):
        threading.Thread(target=attack, args=(number,), daemon=True).start()
    time.sleep(1.5)
    found = p95(server, seconds)
    done.set()
    return found


def world(folder: Path, rows: int) -> tuple[Path, Path, Path]:
    """Write 100,000 triples as a release and as N-Triples, and a release of many labels."""
    import pyoxigraph as ox

    def triples(count: int, *, linked: bool) -> Iterator[ox.Quad]:
        for number in range(count):
            thing = ox.NamedNode(f"http://e/s{number}")
            yield ox.Quad(thing, ox.NamedNode("http://e/label"), ox.Literal(f"label {number}"))
            if linked:
                there = ox.NamedNode(f"http://e/s{(number * 7 + 1) % count}")
                yield ox.Quad(thing, ox.NamedNode("http://e/knows"), there)

    for name, count in (("small", _THINGS), ("large", rows)):
        (folder / name).mkdir()
        store = ox.Store(str(folder / name / "store"))
        store.bulk_extend(triples(count, linked=name == "small"))
        store.flush()
        (folder / name / "build.json").write_text("{}", encoding="utf-8")
    lines = folder / "small.nt"
    with lines.open("wb") as out:
        ox.serialize((quad.triple for quad in triples(_THINGS, linked=True)), out, ox.RdfFormat.N_TRIPLES)
    return folder / "small", folder / "large", lines


_MEASURES: tuple[tuple[str, Callable[[int], str], int, float], ...] = (
    ("look-ups that all differ", lambda number: lookup(number), 3000, 2.5),
    ("repeated look-ups", lambda number: lookup(number % 20), 3000, 4.0),
    ("two-hop joins", join, 300, 50.0),
)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print one table."""
    made = argparse.ArgumentParser(prog="python -m benchmarks.service")
    made.add_argument("--peer", help="Python of an environment that has rdflib-endpoint")
    made.add_argument("--rows", type=int, default=1_000_000)
    made.add_argument("--seconds", type=float, default=5.0)
    asked = made.parse_args(arguments)
    with TemporaryDirectory() as folder:
        small, large, lines = world(Path(folder), asked.rows)
        ours = _ours(small, large, asked)
        theirs = _theirs(lines, asked.peer) if asked.peer else {}
    print("| measure | Maillage | peer | ratio | promised |\n| --- | ---: | ---: | ---: | ---: |")
    for name, value in ours.items():
        peer = theirs.get(name)
        promised = next((f"{least:g}" for known, _, _, least in _MEASURES if name.startswith(known)), "")
        compared = f"{peer:,.1f} | {value / peer:.1f}" if peer else " | "
        print(f"| {name} | {value:,.1f} | {compared} | {promised} |")
    return 0


def _ours(small: Path, large: Path, asked: argparse.Namespace) -> dict[str, float]:
    found: dict[str, float] = {}
    with served([*MAILLAGE, str(small)], "/sparql") as server:
        for name, query, count, _ in _MEASURES:
            queries = [query(number) for number in range(count)]
            found[f"{name}, requests per CPU second"] = requests_per_cpu(server, queries)
        found["p95 of small queries, ms"] = p95(server, asked.seconds)
        found["p95 beside four hostile queries, ms"] = besieged(server, asked.seconds)
    with served([*MAILLAGE, str(large)], "/sparql", {"MAILLAGE_ROWS": "0"}) as server:
        Client(server).get("ASK {}")
        idle = server.memory()
        for name, media in (("CSV", "text/csv"), ("JSON", "application/sparql-results+json")):
            _streamed(server, name, media, idle, found, asked.rows)
    return found


def _streamed(server: Server, name: str, media: str, idle: int, found: dict[str, float], rows: int) -> None:
    peak, done = [idle], threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            peak.append(server.memory())

    watching = threading.Thread(target=watch)
    watching.start()
    start = time.perf_counter()
    _, first = Client(server).get("SELECT ?s ?l WHERE { ?s <http://e/label> ?l }", media)
    seconds = time.perf_counter() - start
    done.set()
    watching.join()
    found[f"{name}, rows per second"] = rows / seconds
    found[f"{name}, ms to the first byte"] = first * 1000
    found[f"{name}, MB above idle"] = (max(peak) - idle) / 1024


def _theirs(lines: Path, python: str) -> dict[str, float]:
    found: dict[str, float] = {}
    with served([python, "-c", _PEER, str(lines)], "/") as server:
        for name, query, _, _ in _MEASURES:
            queries = [query(number) for number in range(50, 350)]
            found[f"{name}, requests per CPU second"] = requests_per_cpu(server, queries)
        start = time.perf_counter()
        Client(server).get("SELECT ?s ?l WHERE { ?s <http://e/label> ?l }", "text/csv")
        found["CSV, rows per second"] = _THINGS / (time.perf_counter() - start)
    return found


if __name__ == "__main__":
    sys.exit(main())
