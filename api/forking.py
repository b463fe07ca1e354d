"""The fork server as the event loop sees it: asked for workers that share one store in memory."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import select
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

from api.channel import Worker, started
from api.forkserver import FORKED, READY
from ontology.errors import StoreUnavailable

if TYPE_CHECKING:
    from collections import Counter

    from api.settings import Settings

__all__ = ["ForkServer", "Forked", "Nursery"]

_START, _FORK = 120.0, 10.0
"""Seconds that the store may take to be read into memory, and that a fork may take."""
_PAUSES = (0.0, 5.0, 30.0, 120.0, 600.0)
"""Seconds before each new try to hold the store in memory."""
_LOG = logging.getLogger("maillage.api")


class Forked:
    """A process known by a descriptor: a number alone may be another's by the time it is used."""

    def __init__(self, pid: int, handle: int) -> None:
        self.pid = pid
        self._handle = handle

    def kill(self) -> None:
        """End the process at once; has no effect when it has ended."""
        if self._handle >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def poll(self) -> int | None:
        """Return 0 once the process has ended."""
        if self._handle >= 0:
            ended = select.poll()
            ended.register(self._handle, select.POLLIN)
            if not ended.poll(0):
                return None
            os.close(self._handle)
            self._handle = -1
        return 0


class ForkServer:
    """Holds a store in memory and forks workers over it; used from the event loop alone."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket) -> None:
        self._process = process
        self._control = control
        self._turn = asyncio.Lock()

    @classmethod
    async def started(cls, settings: Settings) -> ForkServer | None:
        """Return a server that has the store in memory; nothing where it should or can not be held there."""
        if not is_held(settings):
            return None
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.settimeout(_START)
        loop = asyncio.get_running_loop()
        made: ForkServer | None = None
        try:
            made = cls(await loop.run_in_executor(None, _started, settings, theirs), ours)
            theirs.close()
            if await loop.run_in_executor(None, ours.recv, len(READY)) == READY:
                ours.settimeout(_FORK)
                return made
            _LOG.warning("the store could not be read into memory; workers read it from the disk")
        except OSError as error:
            _LOG.warning("the store is not held in memory: %s", error)
        except BaseException:
            if made is not None:
                made.close()
            raise
        finally:
            theirs.close()
        if made is not None:
            made.close()
        ours.close()
        return None

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    async def forked(self, end: socket.socket, complaints: int) -> Forked:
        """Return a new worker behind one end of a socket pair.

        Raises
        ------
        OSError
            When no process could be made.
        """
        async with self._turn:
            asked = asyncio.get_running_loop().run_in_executor(None, self._fork, end, complaints)
            try:
                return await asyncio.shield(asked)
            except asyncio.CancelledError:
                with contextlib.suppress(OSError):
                    (await asked).kill()
                raise

    def _fork(self, end: socket.socket, complaints: int) -> Forked:
        socket.send_fds(self._control, [b"fork"], [end.fileno(), complaints])
        said, handles, _, _ = socket.recv_fds(self._control, FORKED.size, 1)
        if len(said) < FORKED.size or not handles:
            raise OSError("the fork server made no worker.")
        return Forked(FORKED.unpack(said)[0], handles[0])

    def close(self) -> None:
        """End the server; its workers end with it."""
        self._control.close()
        self._process.kill()
        self._process.wait()


def is_held(settings: Settings) -> bool:
    """Tell whether the workers share one copy of the store in memory."""
    if sys.platform != "linux" or settings.is_remote or not settings.in_memory:
        return False
    with contextlib.suppress(OSError):
        size = sum(each.stat().st_size for each in os.scandir(settings.store_place) if each.is_file())
        return size <= settings.in_memory * 1024 * 1024
    return False


def _started(settings: Settings, end: socket.socket) -> subprocess.Popen[bytes]:
    return started("api.forkserver", settings, end, subprocess.DEVNULL, subprocess.DEVNULL)


class Nursery:
    """Where workers come from: a fork server while there is one, else processes of their own that read the disk."""

    def __init__(self, settings: Settings, counts: Counter[str]) -> None:
        self._settings = settings
        self._counts = counts
        self._forks: ForkServer | None = None
        self._again: asyncio.Future[None] | None = None
        self._closed = False

    async def open(self) -> None:
        """Have the store read into memory where it should be held there; when that fails, try again now and then."""
        if not await self._tried() and is_held(self._settings):
            self._again = asyncio.ensure_future(self._retried())

    async def _tried(self) -> bool:
        forks = await ForkServer.started(self._settings)
        if forks is not None and self._closed:
            forks.close()
        else:
            self._forks = forks
        return forks is not None

    async def _retried(self) -> None:
        for pause in _PAUSES:
            await asyncio.sleep(pause)
            if await self._tried():
                return

    async def worker(self) -> Worker:
        """Return a new worker; a fork server that gives none is left for another, which reads the store anew.

        Raises
        ------
        StoreUnavailable
            When the worker cannot open the store.
        OSError
            When no process could be made.
        """
        forks = self._forks
        if forks is not None:
            try:
                return await Worker.opened(self._settings, forks.forked)
            except (OSError, StoreUnavailable):
                if self._forks is forks and not self._closed:
                    self._forks = None
                    forks.close()
                    self._counts["unshared"] += 1
                    self._again = asyncio.ensure_future(self._retried())
        return await Worker.opened(self._settings)

    async def close(self) -> None:
        """End the fork server, also one that is on its way."""
        self._closed = True
        if self._again is not None:
            self._again.cancel()
            await asyncio.gather(self._again, return_exceptions=True)
        if self._forks is not None:
            self._forks.close()
            self._forks = None
