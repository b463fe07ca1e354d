"""Counts and logs requests: Prometheus metrics, and one JSON line per request when asked."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
import time
from collections import Counter, defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from api.settings import Settings
from ontology.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from api.site import Site

__all__ = ["Journal", "Metrics", "exposition", "noted"]

_BUCKETS = (0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0)
_ROUTES = frozenset({"sparql", "search", "id", "download", "dumps", "questions", "analyses", "reconcile", "static"})
_NOTE = "maillage.query"


class Metrics:
    """What one server process counted since it started."""

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, int]] = Counter()
        self.buckets: Counter[tuple[str, float]] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.swaps = 0

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        self.requests[route, status] += 1
        self.seconds[route] += seconds
        for bucket in _BUCKETS:
            if seconds <= bucket:
                self.buckets[route, bucket] += 1
                break


class Journal:
    """The outermost layer: sees each answer leave."""

    def __init__(self, app: ASGIApp, *, settings: Settings, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics
        self._log = settings.access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, then count it and write its line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = time.perf_counter()
        status, sent = 0, 0

        async def seen(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, seen)
        finally:
            seconds = time.perf_counter() - start
            self._metrics.count(_route(scope["path"]), status, seconds)
            if self._log:
                self._write(scope, status, sent, seconds)

    def _write(self, scope: Scope, status: int, sent: int, seconds: float) -> None:
        query = scope.get(_NOTE, "")
        client = scope.get("client")
        said: dict[str, object] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": client[0] if client else "",
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "bytes": sent,
            "seconds": round(seconds, 6),
        }
        if query:
            said["query"] = hashlib.sha256(query.encode()).hexdigest()[:16]
        if query and self._log == "text":
            said["text"] = query
        sys.stderr.write(json.dumps(said, ensure_ascii=True) + "\n")


def noted(scope: Scope, query: str) -> None:
    """Tell the journal what was asked."""
    scope[_NOTE] = query


def _route(path: str) -> str:
    """Return the first part of a path when it is one of ours: names of clients' choice would fill the memory."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in _ROUTES else "other"


def exposition(site: Site, metrics: Metrics) -> str:
    """Return the metrics of this process in the Prometheus text format."""
    return "".join(f"{line}\n" for line in _lines(site, metrics))


def _lines(site: Site, metrics: Metrics) -> Iterator[str]:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    quick, slow = site.pool.busy
    yield from _metric("info", "gauge", "Version and release that serve.", [(_labels(
        version=__version__, release=site.release.folder.name, process=str(os.getpid())), 1)])  # fmt: skip
    yield from _metric("requests_total", "counter", "Requests by route and status.", [
        (_labels(route=route, status=str(status)), count)
        for (route, status), count in sorted(metrics.requests.items())])  # fmt: skip
    yield from _histogram(metrics)
    ends = [(_labels(outcome=name.replace(" ", "_")), count) for name, count in sorted(site.pool.counts.items())]
    yield from _metric("queries_total", "counter", "Queries by how they ended.", ends)
    running = [(_labels(lane="quick"), quick), (_labels(lane="slow"), slow)]
    yield from _metric("queries_running", "gauge", "Queries that run.", running)
    yield from _metric("queries_pending", "gauge", "Queries that run or wait.", [("", site.pool.pending)])
    yield from _metric("workers", "gauge", "Live worker processes.", [("", len(site.pool.processes()))])
    yield from _metric("kept_answers_hits_total", "counter", "Answers given again.", [("", site.kept.hits)])
    yield from _metric("kept_answers_misses_total", "counter", "Answers computed.", [("", site.kept.misses)])
    yield from _metric("kept_answers_bytes", "gauge", "Bytes of kept answers.", [("", site.kept.size)])
    yield from _metric("swaps_total", "counter", "New builds taken over.", [("", metrics.swaps)])
    yield from _metric("cpu_seconds_total", "counter", "CPU of this process.", [("", usage.ru_utime + usage.ru_stime)])
    yield from _metric("memory_peak_bytes", "gauge", "Peak memory of this process.", [("", usage.ru_maxrss * 1024)])


def _metric(name: str, kind: str, about: str, samples: Sequence[tuple[str, float]]) -> Iterator[str]:
    yield f"# HELP maillage_{name} {about}"
    yield f"# TYPE maillage_{name} {kind}"
    for labels, value in samples:
        yield f"maillage_{name}{labels} {value:.10g}"


def _histogram(metrics: Metrics) -> Iterator[str]:
    yield "# HELP maillage_request_seconds Time from request to last byte."
    yield "# TYPE maillage_request_seconds histogram"
    for route in sorted(metrics.seconds):
        total = sum(count for (known, _), count in metrics.requests.items() if known == route)
        below = 0
        for bucket in _BUCKETS:
            below += metrics.buckets[route, bucket]
            yield f"maillage_request_seconds_bucket{_labels(route=route, le=f'{bucket:g}')} {below}"
        yield f"maillage_request_seconds_bucket{_labels(route=route, le='+Inf')} {total}"
        yield f"maillage_request_seconds_sum{_labels(route=route)} {metrics.seconds[route]:.6f}"
        yield f"maillage_request_seconds_count{_labels(route=route)} {total}"


def _labels(**labels: str) -> str:
    safe = (f'{name}="{value.replace(chr(92), "").replace(chr(34), "")}"' for name, value in labels.items())
    return "{" + ",".join(safe) + "}"
