"""Many connections and several server processes: what uvicorn leaves to its host."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

__all__ = ["hang_up_on_slow_senders", "shared"]


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
    """Serve in several processes that share what is bound; end them all on SIGTERM or SIGINT, or when one falls.

    Must be called before any thread or event loop is there: the processes are forked.
    """
    children = [_forked(serve) for _ in range(count)]

    def stop(_number: int, _frame: object) -> None:
        for child in children:
            _signalled(child)

    former = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        started()
        while children:
            ended, _ = os.wait()
            if ended in children:
                children.remove(ended)
                for child in children:
                    _signalled(child)
    finally:
        for each, handler in former.items():
            signal.signal(each, handler)


def _forked(serve: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        serve()
        code = 0
    finally:
        os._exit(code)


def _signalled(child: int) -> None:
    try:
        os.kill(child, signal.SIGTERM)
    except ProcessLookupError:
        return
