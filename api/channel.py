"""One worker process as the event loop sees it: a socket pair, frames in, a kill at any time."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from api.jobs import PREFIX, READY
from ontology.errors import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from api.running import Running
    from api.settings import Settings

    _Fork = Callable[[socket.socket, int], Coroutine[Any, Any, "Process"]]

__all__ = ["Process", "Worker", "started"]

_START = 30.0
"""Seconds that a worker may take to open the store."""
_SAID = 4000
"""Bytes of what a fallen worker said that are read."""


class Process(Protocol):
    """A process that can be ended and asked whether it has."""

    @property
    def pid(self) -> int:
        """Its number."""

    def kill(self) -> None:
        """End it at once."""

    def poll(self) -> int | None:
        """Return nothing while it lives."""


class Worker(asyncio.Protocol):
    """A process that answers one query at a time; used from the event loop alone."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._transport: asyncio.Transport | None = None
        self._ready: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._buffer = bytearray()
        self.running: Running | None = None
        self.lost = False
        """True once the process was killed or fell: it answers nothing any more."""
        self.on_lost: Callable[[Worker], None] | None = None
        """Called once, when the process has hung up."""
        self.nice = 0
        """How far the process lets others go first: 0 not at all, 19 always."""
        self.spoke = 0.0
        self.last_words = ""
        """What the process said of its end."""
        self._complaints = os.memfd_create("complaints") if sys.platform == "linux" else -1
        self._spent = 0.0

    @classmethod
    async def opened(cls, settings: Settings, fork: _Fork | None = None) -> Worker:
        """Return a worker that has the store open: one that ``fork`` makes, else a process of its own that reads it.

        Raises
        ------
        StoreUnavailable
            When it cannot open the store.
        OSError
            When no process could be made.
        """
        made = cls()
        ours, theirs = socket.socketpair()
        ours.settimeout(0)
        opening: asyncio.Future[Process]
        if fork is None:
            opening = asyncio.get_running_loop().run_in_executor(None, _alone, settings, theirs, made._complaints)
        else:
            opening = asyncio.ensure_future(fork(theirs, made._complaints))
        try:
            made._process = await asyncio.shield(opening)
            theirs.close()
            await asyncio.get_running_loop().create_connection(lambda: made, sock=ours)
            await asyncio.wait_for(asyncio.shield(made._ready), _START)
        except BaseException as error:
            await made._given_up(opening, ours, theirs)
            if isinstance(error, TimeoutError | StoreUnavailable):
                raise StoreUnavailable(
                    "a worker cannot open the store.", remedy="Run `maillage build` again."
                ) from None
            raise
        return made

    async def _given_up(self, opening: asyncio.Future[Process], *ends: socket.socket) -> None:
        """End a process that never came to work, even one whose start was not waited for."""
        with contextlib.suppress(OSError):
            self._process = await opening
        self.kill()
        await self.buried()
        self._listen_to_last_words()
        for end in ends:
            if self._transport is None or end is not ends[0]:
                end.close()

    @property
    def pid(self) -> int:
        """The identifier of the process."""
        return self._process.pid if self._process is not None else 0

    @property
    def lowered(self) -> bool:
        """Tell whether the process lets others go first."""
        return self.nice > 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Take frames apart; those of a query go to it."""
        buffer = self._buffer
        buffer += data
        at = 0
        while len(buffer) - at >= 5:
            sort, length = PREFIX.unpack_from(buffer, at)
            if len(buffer) - at - 5 < length:
                break
            content = bytes(buffer[at + 5 : at + 5 + length])
            at += 5 + length
            if sort == READY and not self._ready.done():
                self._ready.set_result(True)
            elif self.running is not None:
                self.running.receive(sort, content)
            elif not self._ready.done():
                self._fail()
        del buffer[:at]

    def connection_lost(self, _exc: Exception | None) -> None:
        """Tell the pool that this worker answers nothing any more."""
        self.lost = True
        self._listen_to_last_words()
        if not self._ready.done():
            self._fail()
        if self.on_lost is not None:
            self.on_lost(self)

    def _fail(self) -> None:
        self._ready.set_exception(StoreUnavailable("a worker cannot open the store."))
        self._ready.exception()

    def ask(self, running: Running, frame: bytes) -> None:
        """Send a job; its answer goes to ``running``."""
        self.running = running
        running.worker = self
        running.started = time.monotonic()
        self._spent = self._processor_seconds()
        if self._transport is not None:
            self._transport.write(frame)

    def hold(self) -> None:
        """Stop reading: the process blocks once the socket is full."""
        running = self.running
        if running is not None and not running.blocked_since and self._transport is not None and not self.lost:
            running.blocked_since = time.monotonic()
            self._transport.pause_reading()

    def release(self) -> None:
        """Read on."""
        running = self.running
        if running is not None and running.blocked_since and self._transport is not None:
            running.blocked += time.monotonic() - running.blocked_since
            running.blocked_since = 0.0
            if not self.lost:
                self._transport.resume_reading()

    def lower(self, nice: int) -> None:
        """Let others go first on the processors, for good; has no effect when they do already."""
        if nice <= self.nice:
            return
        self.nice = nice
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, nice)
            for thread in Path(f"/proc/{self.pid}/task").iterdir():
                os.setpriority(os.PRIO_PROCESS, int(thread.name), nice)

    def worked(self) -> float | None:
        """Return the seconds of a processor that the query has had; nothing where the system does not tell."""
        now = self._processor_seconds()
        return now - self._spent if now else None

    def _processor_seconds(self) -> float:
        """Return what the kernel's clock of that process says (its number is a convention of Linux)."""
        with contextlib.suppress(OSError, OverflowError):
            return time.clock_gettime((~self.pid << 3) | 2) if self.pid and sys.platform == "linux" else 0.0
        return 0.0

    def _listen_to_last_words(self) -> None:
        """Keep what the process said on its standard error, which it does when its engine fails."""
        if self._complaints >= 0:
            with contextlib.suppress(OSError):
                self.last_words = os.pread(self._complaints, _SAID, 0).decode("utf-8", "replace")
            os.close(self._complaints)
            self._complaints = -1

    def kill(self) -> None:
        """End the process at once."""
        self.lost = True
        if self._process is not None:
            self._process.kill()
        if self._transport is not None:
            self._transport.abort()

    def has_ended(self) -> bool:
        """Tell whether the process is gone, and bury it if so."""
        return self._process is None or self._process.poll() is not None

    async def buried(self) -> None:
        """Wait until the killed process is gone."""
        while not self.has_ended():
            await asyncio.sleep(0.01)


def _alone(settings: Settings, theirs: socket.socket, complaints: int) -> Process:
    said = complaints if complaints >= 0 else subprocess.DEVNULL
    return started("api.worker", settings, theirs, theirs.fileno(), said)


def started(
    module: str, settings: Settings, end: socket.socket, answers: int, complaints: int
) -> subprocess.Popen[bytes]:
    """Start a module over the store, with one end of a socket pair as its standard input and little else."""
    root = str(Path(__file__).resolve().parent.parent)
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, settings.store_place, str(settings.memory)],
        stdin=end.fileno(),
        stdout=answers,
        stderr=complaints,
        env={**_kept_variables(), "PYTHONPATH": os.pathsep.join(paths)},
    )


def _kept_variables() -> dict[str, str]:
    """Return the variables a worker needs to run at all; secrets of the service's environment stay out."""
    kept = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "COVERAGE_PROCESS_START")
    # Each arena of malloc reserves 64 MiB of addresses, which count against the cap whether used or not.
    return {"MALLOC_ARENA_MAX": "2", **{name: os.environ[name] for name in kept if name in os.environ}}
