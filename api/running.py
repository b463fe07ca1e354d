"""A query on its way: what its worker has sent, and who waits for it. Lives on the event loop."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from api.engine_refusals import engine_refusal
from api.jobs import BODY, END, FAILED, HEAD, Answer, closed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from api.channel import Worker
    from api.jobs import Job

__all__ = ["Running"]

_HIGH = 2 * 1024 * 1024
"""Bytes that may wait for the client before the worker is held back."""


class Running:
    """One query, from the moment it was asked to its last byte."""

    __slots__ = (
        "_sizes", "_waiter", "again", "blocked", "blocked_since", "chunks", "client", "cut", "ended", "error", "high",
        "job", "kind", "on_long", "on_settled", "rows", "started", "submitted", "taken", "worker",
    )  # fmt: skip

    def __init__(self, job: Job, client: str, now: float) -> None:
        self.job = job
        self.client = client
        self.submitted = now
        self.started = 0.0
        self.blocked = 0.0
        self.blocked_since = 0.0
        self.worker: Worker | None = None
        self.kind = ""
        self.chunks: list[bytes] = []
        self.rows: int | None = 0
        self.cut = ""
        self.error: Exception | None = None
        self.ended = False
        self.again = False
        """True once the query was given to a second worker, because the first hung up at once."""
        self.taken = False
        """True once a part of the answer has left for the client: the query cannot begin anew then."""
        self.high = _HIGH
        self.on_settled: Callable[[Running], None] | None = None
        self.on_long: Callable[[], None] | None = None
        self._sizes = 0
        self._waiter: asyncio.Future[None] | None = None

    def receive(self, sort: int, content: bytes) -> None:
        """Take one frame of the worker."""
        if sort == BODY:
            self.chunks.append(content)
            self._sizes += len(content)
            if self._sizes > self.high and self.worker is not None:
                self.worker.hold()
        elif sort == HEAD:
            self.kind = content.decode()
        elif sort == END:
            self.rows, self.cut = closed(content)
            self.settle(None)
        elif sort == FAILED:
            said = json.loads(content)
            self.settle(engine_refusal(said["error"], said["message"], self.job.query))
        self.wake()

    def settle(self, error: Exception | None) -> None:
        """Say that nothing more will come; the first word counts."""
        if self.ended:
            return
        self.ended = True
        self.error = error
        if self.on_settled is not None:
            self.on_settled(self)
        self.wake()

    def reset(self) -> None:
        """Forget what a worker said, so that another can begin anew."""
        self.worker, self.kind, self.chunks, self._sizes = None, "", [], 0
        self.started = self.blocked = self.blocked_since = 0.0

    def wake(self) -> None:
        """Let the one who waits look again."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def gathered(self, seconds: float, size: int) -> bool:
        """Wait until all is there, or, once something is, for some time or bytes more; tell whether all is there.

        Raises
        ------
        MaillageError
            What ended the query.
        """
        alarm: asyncio.TimerHandle | None = None
        late = False

        def ring() -> None:
            nonlocal late
            late = True
            self.wake()

        try:
            while not self.ended and not late and self._sizes < size:
                if self.chunks and alarm is None:
                    alarm = asyncio.get_running_loop().call_later(seconds, ring)
                await self._changed()
        finally:
            if alarm is not None:
                alarm.cancel()
        if self.error is not None:
            raise self.error
        return self.ended

    async def parts(self) -> AsyncIterator[bytes]:
        """Yield the answer as it comes; the worker waits for a slow reader.

        Raises
        ------
        MaillageError
            What ended the query on the way.
        """
        self.taken = True
        while True:
            if self.chunks:
                yield self.take()
            elif self.error is not None:
                raise self.error
            elif self.ended:
                return
            else:
                await self._changed()

    def take(self) -> bytes:
        """Return what has come and not been taken yet."""
        found = self.chunks[0] if len(self.chunks) == 1 else b"".join(self.chunks)
        self.chunks, self._sizes = [], 0
        if self.worker is not None and not self.ended:
            self.worker.release()
        return found

    async def whole(self) -> Answer:
        """Return the answer once it is there.

        Raises
        ------
        MaillageError
            What ended the query.
        """
        self.high = 1 << 62
        while not self.ended:
            await self._changed()
        if self.error is not None:
            raise self.error
        return Answer(self.kind, self.take(), self.rows, self.cut)

    async def _changed(self) -> None:
        self._waiter = asyncio.get_running_loop().create_future()
        await self._waiter
