"""Many connections and several server processes: what uvicorn leaves to its host."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import time
from typing import TYPE_CHECKING, Any

from ontology.errors import MaillageError, StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

__all__ = ["hang_up_on_slow_senders", "shared"]

_AT_ONCE = 3.0
"""Seconds: a server process that falls sooner would fall again."""
_LOG = logging.getLogger("maillage.api")


async def hang_up_on_slow_senders(connections: Collection[Any], patience: float) -> None:
    """Close connections that send their headers for longer than some seconds; ends when cancelled.

    A connection without a running request and without uvicorn's keep-alive timer is one whose request is coming in.
    It is closed when that is still so, for the same request, after the time allowed. Nothing is paid per request.
    """
    seen: dict[Any, tuple[Any, float]] = {}
    while True:
        await asyncio.sleep(max(patience / 4, 0.05))
        now = time.monotonic()
        waiting: dict[Any, tuple[Any, float]] = {}
        for each in tuple(connections):
            cycle = getattr(each, "cycle", None)
            if (cycle is not None and not cycle.response_complete) or each.timeout_keep_alive_task is not None:
                continue
            known, since = seen.get(each, (cycle, now))
            waiting[each] = (cycle, since if known is cycle else now)
            if now - waiting[each][1] >= patience:
                each.transport.close()
        seen = waiting


def shared(count: int, serve: Callable[[], None], started: Callable[[], object]) -> None:
    """Serve in several processes that share what is bound, until SIGTERM or SIGINT; one that falls is replaced.

    Must be called before any thread or event loop is there: the processes are forked.

    Raises
    ------
    StoreUnavailable
        When one falls as soon as it was started; the others are ended.
    """
    family = _Family(serve)
    for _ in range(count):
        family.bear()
    former = {each: signal.signal(each, family.end) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        started()
        family.keep()
    finally:
        for each, handler in former.items():
            signal.signal(each, handler)


class _Family:
    """The server processes that one parent forked."""

    def __init__(self, serve: Callable[[], None]) -> None:
        self._serve = serve
        self._born: dict[int, float] = {}
        self._ending = False
        self._stillborn = False

    def bear(self) -> None:
        """Fork one more process."""
        child = os.fork()
        if child:
            self._born[child] = time.monotonic()
            return
        code = 1
        try:
            for each in (signal.SIGINT, signal.SIGTERM):
                signal.signal(each, signal.SIG_DFL)
            self._serve()
            code = 0
        except MaillageError as error:
            _LOG.error("%s", error.sentence)
        finally:
            os._exit(code)

    def keep(self) -> None:
        """Wait until all have ended; replace those that fall before that was asked for."""
        while self._born:
            ended, _ = os.wait()
            since = self._born.pop(ended, None)
            if since is None or self._ending:
                continue
            if time.monotonic() - since < _AT_ONCE:
                self._stillborn = True
                self.end()
            else:
                _LOG.error("a server process fell and is replaced")
                self.bear()
        if self._stillborn:
            raise StoreUnavailable("a server process fell as it started.", remedy="Try --processes 1 to see why.")

    def end(self, _number: int = 0, _frame: object = None) -> None:
        """Ask all to end."""
        self._ending = True
        for child in tuple(self._born):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)
