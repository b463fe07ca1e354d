"""A pool of worker processes that answer public queries: each has a deadline and may die without harm to the service.

Queries begin in the quick lane. One that runs longer than ``quick`` seconds moves with its worker to the slow lane, at
low priority, and a fresh worker takes its place; when the slow lane is full and others wait, it is stopped and begins
anew once a place is free. So short queries stay short while heavy ones run. Everything here runs on the event loop.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import time
from collections import Counter, OrderedDict
from typing import TYPE_CHECKING

from api.channel import Worker
from api.engine_refusals import engine_failure
from api.fairness import Turns
from api.forking import Nursery
from api.jobs import Answer, Job
from api.refusals import ClientGone, ServiceBusy, TooManyQueries
from api.running import Running
from ontology.errors import MaillageError, QueryTimedOut, StoreUnavailable

if TYPE_CHECKING:
    from api.settings import Settings

__all__ = ["Answer", "Job", "Pool"]

_TICK = 0.05
_REMEMBERED = 1000
_BLAMELESS = 0.25
"""Seconds: a worker that hangs up sooner after it was asked may have been dead already."""
_LOW, _LOWEST = 10, 19
"""How far long queries let others go first, and how far those that go on and on."""
_PATIENCE = 3
"""How many times its deadline a query may wait and work that had to leave the processors to others."""
_SOON = "Ask again in a few seconds."


class Pool:
    """Worker processes over one store. ``start`` opens them, ``close`` ends them all."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._idle: list[Worker] = []
        self._spare: list[Worker] = []
        self._quick: set[Running] = set()
        self._slow: set[Running] = set()
        self._waiting = Turns()
        self._heavy_waiting = Turns()
        self._heavy: OrderedDict[bytes, None] = OrderedDict()
        self._clients: Counter[str] = Counter()
        self._live: set[Worker] = set()
        self._dying: set[Worker] = set()
        self._opening: set[asyncio.Task[None]] = set()
        self._ticker: asyncio.TimerHandle | None = None
        self._started: asyncio.Future[None] | None = None
        self._closed = False
        self.counts: Counter[str] = Counter()
        """What happened so far, for the metrics."""
        self._nursery = Nursery(settings, self.counts)

    async def start(self) -> None:
        """Start the workers; a second call waits for the first.

        Raises
        ------
        StoreUnavailable
            When a worker cannot open the store.
        """
        if self._started is None:
            self._started = asyncio.ensure_future(self._open_first())
        await asyncio.shield(self._started)

    async def _open_first(self) -> None:
        await self._nursery.open()
        made = await asyncio.gather(
            *(self._nursery.worker() for _ in range(self._settings.workers)), return_exceptions=True
        )
        self._live.update(each for each in made if isinstance(each, Worker))
        for each in made:
            if isinstance(each, BaseException):
                await self.close()
                raise each
            self._employ(each)
        self._dispatch()

    def _employ(self, worker: Worker) -> None:
        """Take an opened worker on."""
        self._live.add(worker)
        self._idle.append(worker)
        worker.on_lost = self._lost
        if worker.lost:
            self._lost(worker)

    def submit(self, job: Job, client: str = "") -> Running:
        """Put a query in line and return it.

        Raises
        ------
        ServiceBusy
            When as many queries wait as may.
        TooManyQueries
            When this client has as many as one may have.
        """
        settings = self._settings
        if self._closed:
            raise ServiceBusy("The service is stopping.", remedy="Ask again in a moment.")
        if self._clients[client] >= settings.per_client:
            self.counts["refused"] += 1
            raise TooManyQueries(f"{self._clients[client]} queries of yours run or wait already.", remedy=_SOON)
        if self.pending >= settings.workers + settings.slow + settings.waiting:
            self.counts["refused"] += 1
            raise ServiceBusy(f"{self.pending} queries run or wait already.", remedy=_SOON)
        self._clients[client] += 1
        running = Running(job, client, time.monotonic())
        running.on_settled = self._settled
        if self._heavy and settings.slow and _mark(job) in self._heavy:
            self._heavy_waiting.add(running)
        elif self._idle and not self._waiting:
            self._assign(self._idle.pop(), running, self._quick)
            return running
        else:
            self._waiting.add(running)
        self._dispatch()
        return running

    async def answer(self, job: Job, client: str = "") -> Answer:
        """Return the whole answer of a query.

        Raises
        ------
        MaillageError
            What ended the query.
        """
        await self.start()
        running = self.submit(job, client)
        try:
            return await running.whole()
        finally:
            self.cancel(running)

    def cancel(self, running: Running) -> None:
        """End a query, wherever it stands; one that has ended is left alone."""
        if running.ended:
            return
        worker = running.worker
        running.settle(ClientGone("The client hung up."))
        if worker is not None:
            worker.kill()

    @property
    def pending(self) -> int:
        """How many queries run or wait."""
        return self._clients.total()

    @property
    def busy(self) -> tuple[int, int]:
        """How many queries run in the quick and in the slow lane."""
        return len(self._quick), len(self._slow)

    def processes(self) -> tuple[int, ...]:
        """Return the process identifiers of the live workers."""
        return tuple(sorted(worker.pid for worker in self._live if not worker.lost))

    async def drain(self, seconds: float) -> None:
        """Wait until no query runs or waits, at most some seconds, then close."""
        end = time.monotonic() + seconds
        while self.pending and time.monotonic() < end:
            await asyncio.sleep(_TICK)
        await self.close()

    async def close(self) -> None:
        """Kill every worker; queries that run or wait are refused. A second call has no effect."""
        self._closed = True
        if self._ticker is not None:
            self._ticker.cancel()
            self._ticker = None
        for running in (*self._waiting, *self._heavy_waiting, *self._quick, *self._slow):
            running.settle(ServiceBusy("The service is stopping.", remedy="Ask again in a moment."))
        for task in self._opening:
            task.cancel()
        await asyncio.gather(*self._opening, return_exceptions=True)
        for worker in self._live:
            worker.kill()
        for worker in (*self._live, *self._dying):
            await worker.buried()
        self._live.clear()
        await self._nursery.close()

    def _assign(self, worker: Worker, running: Running, lane: set[Running]) -> None:
        lane.add(running)
        if lane is self._slow:
            worker.lower(_LOW)
        worker.ask(running, running.job.frame(self._settings))
        if self._ticker is None:
            self._wind()

    def _wind(self) -> None:
        self._ticker = asyncio.get_running_loop().call_later(_TICK, self._tick)

    def _settled(self, running: Running) -> None:
        """Take a query that has ended out of its lane, and give its worker the next one."""
        self._clients[running.client] -= 1
        if not self._clients[running.client]:
            del self._clients[running.client]
        self.counts["failed" if running.error else "answered"] += 1
        worker, running.worker = running.worker, None
        self._quick.discard(running)
        self._slow.discard(running)
        if worker is None:
            if not self._waiting.leave(running):
                self._heavy_waiting.leave(running)
            return
        worker.running = None
        if running.error is not None and not worker.lost and isinstance(running.error, ClientGone | QueryTimedOut):
            worker.kill()
        if running.blocked_since:
            running.blocked_since = 0.0
        self._freed(worker)

    def _freed(self, worker: Worker) -> None:
        if worker.lost or (worker.lowered and self._spare):
            self._bury(worker)
        elif worker.lowered:
            self._spare.append(worker)
        else:
            self._idle.append(worker)
        self._dispatch()

    def _lost(self, worker: Worker) -> None:
        """See that no query is given to a worker that hung up, and that the one it had learns of it or begins anew."""
        running = worker.running
        if running is None:
            for free in (self._idle, self._spare):
                with contextlib.suppress(ValueError):
                    free.remove(worker)
            self._bury(worker)
            self._dispatch()
        elif not running.again and not running.kind and time.monotonic() - running.started < _BLAMELESS:
            running.again = True
            self._withdraw(running, worker)
            self._waiting.add(running)
            if self._ticker is None:  # not now: others may have been killed with it and be about to hang up
                self._wind()
        else:
            running.settle(engine_failure(worker.last_words))

    def _withdraw(self, running: Running, worker: Worker) -> None:
        """Take a query from its worker, as if it had not begun, and end the worker."""
        self._quick.discard(running)
        self._slow.discard(running)
        worker.running = None
        running.reset()
        self._bury(worker)

    def _bury(self, worker: Worker) -> None:
        worker.kill()
        self._live.discard(worker)
        if not worker.has_ended():
            self._dying.add(worker)
            if self._ticker is None and not self._closed:
                self._wind()

    def _dispatch(self) -> None:
        """Give waiting queries the workers that are free, and see that there are enough of these."""
        if self._closed:
            return
        while self._waiting and self._idle:
            worker = self._idle.pop()
            if worker.lost:
                self._bury(worker)
            else:
                self._assign(worker, self._waiting.next(), self._quick)
        while self._heavy_waiting and len(self._slow) < self._settings.slow and (self._spare or self._idle):
            worker = self._spare.pop() if self._spare else self._idle.pop()
            if worker.lost:
                self._bury(worker)
            else:
                self._assign(worker, self._heavy_waiting.next(), self._slow)
        missing = self._settings.workers - len(self._idle) - len(self._quick) - len(self._opening)
        for _ in range(missing):
            task = asyncio.ensure_future(self._open_one())
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)
        if (self._waiting or self._heavy_waiting) and self._ticker is None:
            self._wind()

    async def _open_one(self) -> None:
        try:
            worker = await self._nursery.worker()
        except (StoreUnavailable, OSError):
            self.counts["unopened"] += 1
            await asyncio.sleep(1)
            return
        self.counts["replaced"] += 1
        if self._closed:
            worker.kill()
            await worker.buried()
            return
        self._employ(worker)
        asyncio.get_running_loop().call_soon(self._dispatch)

    def _tick(self) -> None:
        """Move long queries to the slow lane, end those beyond their time, turn away those that waited too long."""
        self._ticker = None
        now = time.monotonic()
        for running in (*self._quick, *self._slow):
            self._overdue(running, now)
        for running in tuple(self._quick):
            if now - running.started > self._settings.quick:
                self._move(running)
        for running in (*self._waiting, *self._heavy_waiting):
            if now - running.submitted > self._settings.deadline:
                running.settle(ServiceBusy("No worker came free in time.", remedy=_SOON))
            elif running.on_long is not None:
                running.on_long()
        self._dying = {worker for worker in self._dying if not worker.has_ended()}
        self._dispatch()
        if self._ticker is None and (self.pending or self._dying) and not self._closed:
            self._wind()

    def _overdue(self, running: Running, now: float) -> None:
        """End a query that the engine or its reader takes too long over."""
        settings = self._settings
        stalled = now - running.blocked_since if running.blocked_since else 0.0
        worked = self._worked(running, now - running.started - running.blocked - stalled)
        if running.on_long is not None:
            running.on_long()
        if worked > settings.deadline / 4 and running.worker is not None and running.worker.lowered:
            running.worker.lower(_LOWEST)
        if worked > settings.deadline:
            self.counts["timed out"] += 1
            error: MaillageError = QueryTimedOut(
                f"The query timed out after {settings.deadline:g} s.",
                remedy="Narrow it, or add a LIMIT and fewer joins.",
            )
        elif stalled > settings.stall or now - running.started > settings.deadline + settings.transfer:
            self.counts["stalled"] += 1
            error = ClientGone("The client did not read its answer.")
        else:
            return
        running.settle(error)

    def _worked(self, running: Running, passed: float) -> float:
        """Return how long a query has worked: that it had to let others go first is not its fault, within bounds."""
        worker = running.worker
        if worker is None or not worker.lowered or self._settings.is_remote or passed < self._settings.quick:
            return passed
        own = worker.worked()
        return passed if own is None else min(passed, max(own, passed / _PATIENCE))

    def _move(self, running: Running) -> None:
        """Move a query to the slow lane; without a place there, let it begin anew later when others wait."""
        worker = running.worker
        if worker is None or not self._settings.slow:
            return
        places = self._settings.slow * (2 if running.taken else 1)
        if not running.taken and not running.kind:
            self._remember(running.job)
        if len(self._slow) < places:
            self._quick.discard(running)
            self._slow.add(running)
            if not running.taken:  # an answer that a client reads is slowed by its client
                worker.lower(_LOW)
        elif self._waiting and not running.taken and not running.chunks:
            self._withdraw(running, worker)
            self._heavy_waiting.add(running)
            self.counts["postponed"] += 1

    def _remember(self, job: Job) -> None:
        self._heavy[_mark(job)] = None
        if len(self._heavy) > _REMEMBERED:
            with contextlib.suppress(KeyError):
                self._heavy.popitem(last=False)


def _mark(job: Job) -> bytes:
    return hashlib.blake2b(f"{job.dataset} {job.query}".encode(), digest_size=12).digest()
