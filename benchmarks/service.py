"""Measure the service over HTTP against a peer over the same triples, in one run.

python -m benchmarks.service [--peer PYTHON] [--rows N] [--seconds S] [--write]

``--peer`` is the Python of an environment that has rdflib-endpoint; without it only Maillage is measured. CPU is that
of the server and all its workers, from /proc. Ratios are of one run on one machine.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import socket
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import quote

from benchmarks.servers import MAILLAGE, Server, served
from ontology.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyoxigraph as ox

_PEER = """
import sys, uvicorn
from rdflib import Graph
from rdflib_endpoint import SparqlEndpoint
graph = Graph()
graph.parse(sys.argv[1], format="nt")
uvicorn.run(SparqlEndpoint(graph=graph), port=int(sys.argv[2]), log_level="error")
"""
_JOINED, _AGAIN = 50.0, "the same two-hop join again"
_THINGS = 50_000
_NODES, _LINKS = 4000, 24
_ALL = "SELECT ?s ?l WHERE { ?s <http://e/label> ?l }"
_MEDIA = {"CSV": "text/csv", "JSON": "application/sparql-results+json"}
_STREAMS = {f"{form}, rows per second": "20" for form in _MEDIA} | {
    f"{form}, {what}": limit
    for form in _MEDIA
    for what, limit in (("ms to the first byte", "< 50 ms"), ("MB above idle", "< 300 MB"))
}
_ABOUT = """# The service against a peer

One run of `python -m benchmarks.service --peer PYTHON --write` with Maillage %s on %s processors (load over fifteen
minutes %.1f): CPU seconds of server and workers together, over 100,000 triples. The peer is rdflib-endpoint over rdflib
in memory. Large answers have %s rows: medians of three, of the peer one. The ratio is Maillage's figure by the peer's:
of requests and rows more is better, of milliseconds and megabytes less. *By the engine alone* is without HTTP, workers
and limits, in one process: no service over this engine can do more.

"""
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
        while not tail.endswith(b"\r\n0\r\n\r\n"):  # a row of CSV may end in 0 and its chunk after it
            part = self._socket.recv(1 << 20)
            if not part:
                raise RuntimeError("the answer was broken off")
            size, tail = size + len(part), (tail + part)[-7:]
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


def counted(number: int) -> str:
    """Return a query for how many things lie two hops from a label."""
    return (
        f'SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE {{ ?a <http://e/label> "label {number}" . '
        "?a <http://e/knows> ?b . ?b <http://e/knows> ?c }"
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


def _sparse(count: int, *, linked: bool) -> Iterator[ox.Quad]:
    """Give things with a label each, and each with one link when asked."""
    import pyoxigraph as ox

    for number in range(count):
        thing = ox.NamedNode(f"http://e/s{number}")
        yield ox.Quad(thing, ox.NamedNode("http://e/label"), ox.Literal(f"label {number}"))
        if linked:
            there = ox.NamedNode(f"http://e/s{(number * 7 + 1) % count}")
            yield ox.Quad(thing, ox.NamedNode("http://e/knows"), there)


def _dense() -> Iterator[ox.Quad]:
    """Give as many triples over fewer things with many links each."""
    import pyoxigraph as ox

    chance = random.Random(2019)
    for number in range(_NODES):
        thing = ox.NamedNode(f"http://e/s{number}")
        yield ox.Quad(thing, ox.NamedNode("http://e/label"), ox.Literal(f"label {number}"))
        for other in chance.sample(range(_NODES), _LINKS):
            yield ox.Quad(thing, ox.NamedNode("http://e/knows"), ox.NamedNode(f"http://e/s{other}"))


def world(folder: Path, rows: int) -> None:
    """Write three releases: 100,000 triples sparsely and densely linked, also as N-Triples, and many labels."""
    import pyoxigraph as ox

    made = {"sparse": _sparse(_THINGS, linked=True), "dense": _dense(), "large": _sparse(rows, linked=False)}
    for name, quads in made.items():
        (folder / name).mkdir()
        store = ox.Store(str(folder / name / "store"))
        store.bulk_extend(quads)
        store.flush()
        (folder / name / "build.json").write_text("{}", encoding="utf-8")
        with (folder / f"{name}.nt").open("wb") as out:
            ox.serialize((quad.triple for quad in store), out, ox.RdfFormat.N_TRIPLES)


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of query: its name, the release it is asked of, its text by number, and the ratio promised."""

    name: str
    world: str
    query: Callable[[int], str]
    count: int
    promised: float | None = None

    @property
    def row(self) -> str:
        """The name of its line."""
        return f"{self.name}, requests per CPU second"


def main(arguments: list[str] | None = None) -> int:
    """Measure and print one table."""
    made = argparse.ArgumentParser(prog="python -m benchmarks.service")
    made.add_argument("--peer", help="Python of an environment that has rdflib-endpoint")
    made.add_argument("--rows", type=int, default=1_000_000)
    made.add_argument("--seconds", type=float, default=5.0)
    made.add_argument("--write", action="store_true", help="also write benchmarks/service.md")
    asked = made.parse_args(arguments)
    with TemporaryDirectory() as name:
        folder = Path(name)
        world(folder, asked.rows)
        ours = _ours(folder, asked)
        theirs = _theirs(folder, asked) if asked.peer else {}
    found = "\n".join(_table(ours, theirs))
    print(found)
    if asked.write:
        told = _ABOUT % (__version__, os.cpu_count(), os.getloadavg()[2], f"{asked.rows:,}")
        kept = Path(__file__).resolve().parent / "service.md"
        kept.write_text(f"{told}{found}\n", encoding="utf-8", newline="\n")
    return 0


def _table(ours: dict[str, float], theirs: dict[str, float]) -> Iterator[str]:
    promised = {each.row: f"{each.promised:g}" for each in _MEASURES if each.promised} | _STREAMS
    yield "| measure | Maillage | peer | ratio | promised |\n| --- | ---: | ---: | ---: | ---: |"
    for name, value in ours.items():
        kind = name.removesuffix(", by the engine alone")
        peer = theirs.get(name, theirs.get(f"{kind}, requests per CPU second") if kind != name else None)
        compared = f"{peer:,.1f} | {value / peer:.3g}" if peer else " | "
        yield f"| {name} | {value:,.1f} | {compared} | {promised.get(name, '')} |"


def engine_alone(path: Path, queries: list[str]) -> float:
    """Return how many of these queries a second of CPU answers without any service, in this process and in memory."""
    import pyoxigraph as ox

    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES)
    before = time.process_time()
    for query in queries:
        answers = store.query(query)
        assert isinstance(answers, ox.QuerySolutions)
        answers.serialize(io.BytesIO(), ox.QueryResultsFormat.JSON)
    return len(queries) / max(time.process_time() - before, 0.001)


def _ours(folder: Path, asked: argparse.Namespace) -> dict[str, float]:
    found: dict[str, float] = {}
    for each in _MEASURES:
        if each.promised == _JOINED and each.name != _AGAIN:
            queries = [each.query(number) for number in range(each.count)]
            found[f"{each.name}, by the engine alone"] = engine_alone(folder / f"{each.world}.nt", queries)
    for name in ("sparse", "dense"):
        with served([*MAILLAGE, str(folder / name)], "/sparql") as server:
            _answered(server, name, found, whole=True)
            if name == "sparse":
                found["p95 of small queries, ms"] = p95(server, asked.seconds)
                found["p95 beside four hostile queries, ms"] = besieged(server, asked.seconds)
    with served([*MAILLAGE, str(folder / "large")], "/sparql", {"MAILLAGE_ROWS": "0"}) as server:
        Client(server).get("ASK {}")
        idle = server.memory()
        for name, media in _MEDIA.items():
            _streamed(server, name, media, idle, found, asked.rows)
    return found


def _answered(server: Server, name: str, found: dict[str, float], *, whole: bool) -> None:
    """Measure the kinds of queries that are asked of one release; the slower peer is asked fewer."""
    for each in _MEASURES:
        if each.world == name:
            numbers = range(each.count) if whole else range(50, min(350, each.count + 50))
            found[each.row] = requests_per_cpu(server, [each.query(number) for number in numbers])


def _streamed(
    server: Server, name: str, media: str, idle: int, found: dict[str, float], rows: int, runs: int = 3
) -> None:
    """Measure one large answer: medians of the runs, and the highest memory of all."""
    peak, done = [idle], threading.Event()

    def watch() -> None:
        while not done.wait(0.25):  # a look at shared memory costs some milliseconds
            peak.append(server.memory())

    watching = threading.Thread(target=watch)
    watching.start()
    taken, first = zip(*(_fetched(server, media) for _ in range(runs)), strict=True)
    done.set()
    watching.join()
    found[f"{name}, rows per second"] = rows / median(taken)
    found[f"{name}, ms to the first byte"] = median(first) * 1000
    found[f"{name}, MB above idle"] = (max(peak) - idle) / 1024


def _fetched(server: Server, media: str) -> tuple[float, float]:
    """Return the seconds that a large answer takes, and those to its first byte."""
    start = time.perf_counter()
    _, first = Client(server).get(_ALL, media)
    return time.perf_counter() - start, first


def _theirs(folder: Path, asked: argparse.Namespace) -> dict[str, float]:
    found: dict[str, float] = {}
    for name in ("sparse", "dense"):
        with served([asked.peer, "-c", _PEER, str(folder / f"{name}.nt")], "/") as server:
            _answered(server, name, found, whole=False)
    with served([asked.peer, "-c", _PEER, str(folder / "large.nt")], "/") as server:
        Client(server).get("ASK {}")
        idle = server.memory()
        for name, media in _MEDIA.items():
            _streamed(server, name, media, idle, found, asked.rows, runs=1)
    return found


_MEASURES = (
    Asked("look-ups that all differ", "sparse", lookup, 3000, 2.5),
    Asked("repeated look-ups", "sparse", lambda number: lookup(number % 20), 3000, 4.0),
    Asked("two-hop joins of one row", "sparse", join, 300),
    Asked("two-hop joins of 576 rows", "dense", join, 300, _JOINED),
    Asked("two-hop joins, counted", "dense", counted, 300, _JOINED),
    Asked(_AGAIN, "dense", lambda _: join(7), 300, _JOINED),
)


if __name__ == "__main__":
    sys.exit(main())
