"""A pool of worker processes that answer public queries: each has a deadline and may die without harm to the service.

One thread of the pool stands for one running query. At its deadline, or when its client hangs up, the worker is killed
and a new one takes its place: the engine has no way to stop a query.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import struct
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from api.refusals import ClientGone, QueryTooCostly, ServiceBusy
from ontology.errors import QueryRefused, QueryTimedOut, StoreUnavailable

if TYPE_CHECKING:
    from api.lexing import Dataset
    from api.settings import Settings

__all__ = ["Answer", "Job", "Pool", "Ticket"]

_START = 30.0
"""Seconds that a worker may take to open the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One query with the formats its answer is wanted in."""

    query: str
    base: str
    dataset: Dataset | None = None
    """Dataset of the protocol; ``None`` leaves it to the text of the query."""
    solutions: str = "json"
    graph: str = "ttl"
    order: tuple[str, ...] = ()
    """Order of the columns; those it does not name keep the engine's order, after them."""

    def frame(self, settings: Settings) -> bytes:
        """Return the job as a worker reads it."""
        said = {
            "query": self.query,
            "base": self.base,
            "default": None if self.dataset is None else list(self.dataset.default),
            "named": None if self.dataset is None else list(self.dataset.named),
            "solutions": self.solutions,
            "graph": self.graph,
            "order": list(self.order),
            "rows": settings.rows,
            "bytes": settings.answer_bytes,
            "deadline": settings.deadline,
        }
        text = json.dumps(said).encode()
        return struct.pack(">I", len(text)) + text


@dataclass(frozen=True, slots=True)
class Answer:
    """A written answer: ``kind`` is solutions, boolean or graph; ``cut`` is rows, bytes or empty."""

    kind: str
    body: bytes
    rows: int
    cut: str


class Ticket:
    """A query that waits or runs; ``cancel`` frees its worker at once."""

    def __init__(self) -> None:
        self.future: Future[Answer] = Future()
        self.cancelled = False
        self._worker: _Worker | None = None
        self._lock = threading.Lock()

    def begin(self, worker: _Worker) -> None:
        """Say which worker answers; refuse when the client is gone already."""
        with self._lock:
            if self.cancelled:
                raise ClientGone("the client hung up.")
            self._worker = worker

    def end(self) -> None:
        """Let go of the worker, so that a late cancel does not hit the next query."""
        with self._lock:
            self._worker = None

    def cancel(self) -> None:
        """End the query, wherever it stands."""
        with self._lock:
            self.cancelled = True
            if self._worker is not None:
                self._worker.kill()
        self.future.cancel()


class Pool:
    """Worker processes over one store. ``start`` opens them, ``close`` ends them all."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._idle: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        self._live: set[_Worker] = set()
        self._lock = threading.Lock()
        self._pending = 0
        self._threads: ThreadPoolExecutor | None = None
        self._closed = False

    def start(self) -> None:
        """Start the workers; a second call has no effect.

        Raises
        ------
        StoreUnavailable
            When a worker cannot open the store.
        """
        with self._lock:
            if self._threads is not None or self._closed:
                return
            self._threads = ThreadPoolExecutor(self._settings.workers, thread_name_prefix="query")
        for worker in self._threads.map(lambda _: self._spawn(), range(self._settings.workers)):
            self._idle.put(worker)

    def submit(self, job: Job) -> Ticket:
        """Put a query in line and return its ticket.

        Raises
        ------
        ServiceBusy
            When as many queries wait as may.
        """
        self.start()
        with self._lock:
            if self._closed or self._threads is None:
                raise ServiceBusy("the service is stopping.", remedy="Ask again in a moment.")
            if self._pending >= self._settings.workers + self._settings.waiting:
                raise ServiceBusy(f"{self._pending} queries run or wait already.", remedy="Ask again in a few seconds.")
            self._pending += 1
            ticket = Ticket()
            self._threads.submit(self._run, job, ticket)
        ticket.future.add_done_callback(self._settled)
        return ticket

    def _settled(self, _: Future[Answer]) -> None:
        with self._lock:
            self._pending -= 1

    def answer(self, job: Job) -> Answer:
        """Return the answer of a query, waiting for it."""
        return self.submit(job).future.result()

    def processes(self) -> tuple[int, ...]:
        """Return the process identifiers of the live workers."""
        with self._lock:
            return tuple(sorted(worker.pid for worker in self._live))

    def close(self) -> None:
        """Kill every worker; queries that run or wait are refused. A second call has no effect."""
        with self._lock:
            self._closed = True
            live = tuple(self._live)
        for worker in live:
            worker.kill()
        if self._threads is not None:
            self._threads.shutdown(wait=True)
        for worker in live:
            worker.retire()

    def _run(self, job: Job, ticket: Ticket) -> None:
        """Answer one query on a thread of the pool; the outcome goes to the ticket, whatever it is."""
        worker: _Worker | None = None
        try:
            worker = self._idle.get()
            if ticket.future.set_running_or_notify_cancel():
                worker = worker or self._spawn()
                ticket.begin(worker)
                ticket.future.set_result(worker.ask(job.frame(self._settings), self._settings.deadline))
        except BaseException as error:  # noqa: BLE001 - the future carries it to the one who asked
            ticket.future.set_exception(self._named(error, ticket))
        finally:
            ticket.end()
            self._idle.put(self._kept(worker))

    def _named(self, error: BaseException, ticket: Ticket) -> BaseException:
        if ticket.cancelled:
            return ClientGone("the client hung up.")
        if self._closed:
            return ServiceBusy("the service is stopping.", remedy="Ask again in a moment.")
        return error

    def _kept(self, worker: _Worker | None) -> _Worker | None:
        """Return the worker if it can answer again; else bury it and start its successor."""
        if worker is not None and not worker.lost:
            return worker
        if worker is not None:
            with self._lock:
                self._live.discard(worker)
            worker.retire()
        with contextlib.suppress(StoreUnavailable, ServiceBusy):
            return self._spawn()
        return None

    def _spawn(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise ServiceBusy("the service is stopping.")
            made = _Worker(self._settings)
            self._live.add(made)
        try:
            made.wait_ready()
        except StoreUnavailable:
            with self._lock:
                self._live.discard(made)
            made.retire()
            raise
        return made


class _Worker:
    """One process and its two pipes; used by one thread at a time, killed from any."""

    def __init__(self, settings: Settings) -> None:
        root = str(Path(__file__).resolve().parent.parent)
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "api.worker", str(settings.store_folder.resolve()), str(settings.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        self.lost = False
        """True once the process was killed or fell: its pipes cannot be trusted any more."""

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait_ready(self) -> None:
        """Wait until the store is open."""
        found = self._bounded(_START, b"")
        if found is None or "ready" not in found[0]:
            self.lost = True
            raise StoreUnavailable("a worker cannot open the store.", remedy="Run `maillage build` again.")

    def ask(self, frame: bytes, deadline: float) -> Answer:
        """Return the answer to a job.

        Raises
        ------
        QueryTimedOut
            At the deadline; the process is dead then.
        QueryTooCostly
            When the process fell over the query, or ran out of memory.
        QueryRefused
            When the engine refuses the query.
        """
        found = self._bounded(deadline, frame)
        if found is None:
            self.lost = True
            raise QueryTooCostly(
                "The query ended its worker: it needs more memory or depth than one query may have.",
                remedy="Ask for less at once.",
            )
        head, body = found
        if "error" in head:
            raise _engine_refusal(head["error"], head["message"])
        return Answer(head["kind"], body, head["rows"], head["cut"])

    def _bounded(self, seconds: float, frame: bytes) -> tuple[dict[str, Any], bytes] | None:
        """Write a frame and read the answer; ``None`` when the process fell before its time."""
        late = threading.Event()

        def ring() -> None:
            late.set()
            self.kill()

        alarm = threading.Timer(seconds, ring)
        alarm.daemon = True
        alarm.start()
        try:
            return self._exchange(frame)
        finally:
            alarm.cancel()
            if late.is_set():
                self.lost = True
                raise QueryTimedOut(
                    f"The query timed out after {seconds:g} s.", remedy="Narrow it, or add a LIMIT and fewer joins."
                ) from None

    def _exchange(self, frame: bytes) -> tuple[dict[str, Any], bytes] | None:
        requests, answers = self._pipes()
        try:
            requests.write(frame)
            requests.flush()
        except OSError:
            return None
        lengths = answers.read(8)
        if len(lengths) < 8:
            return None
        head_length, body_length = struct.unpack(">II", lengths)
        head, body = answers.read(head_length), answers.read(body_length)
        if len(head) < head_length or len(body) < body_length:
            return None
        return json.loads(head), body

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise StoreUnavailable("a worker has no pipes.")
        return self._process.stdin, self._process.stdout

    def kill(self) -> None:
        """End the process at once."""
        self.lost = True
        self._process.kill()

    def retire(self) -> None:
        """End the process, wait for it and close its pipes; only its own thread or a closed pool may call this."""
        self.kill()
        self._process.wait()
        for pipe in self._pipes():
            with contextlib.suppress(OSError):
                pipe.close()


def _engine_refusal(kind: str, message: str) -> Exception:
    if kind == "memory":
        return QueryTooCostly("The query needs more memory than one query may have.", remedy="Ask for less at once.")
    if kind != "syntax":
        return QueryRefused(f"The engine cannot evaluate the query: {message}.")
    place, _, expected = message.removeprefix("error at ").partition(": ")
    line, _, column = place.partition(":")
    if not (line.isdigit() and column.isdigit()):
        return QueryRefused(f"Syntax error: {message}.")
    return QueryRefused(
        f"Syntax error at line {line}, column {column}: {expected}.",
        remedy="Correct the query there.",
        line=int(line),
        column=int(column),
    )
