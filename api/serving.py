"""Runs the service until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import threading
from typing import TYPE_CHECKING

import uvicorn

from api.app import create_app
from api.crowds import hang_up_on_slow_senders, shared
from api.heads import BoundedHeads
from api.memory import hold_together
from ontology.errors import ConfigurationRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from types import FrameType

    from fastapi import FastAPI

    from api.settings import Settings
    from api.site import Site

__all__ = ["serve"]

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_GRACE = 3
"""Seconds that running requests get once the service is told to stop."""


def serve(
    settings: Settings,
    on_ready: Callable[[str], None] | None = None,
    *,
    prepare: Callable[[], object] | None = None,
) -> None:
    """Serve until SIGTERM or Ctrl-C, then return; workers are gone by then.

    Parameters
    ----------
    settings
        What to serve and where; port 0 takes a free one.
    on_ready
        Called with the address once the socket accepts.
    prepare
        Called once the port is ours and before the release is opened: the place for a build.

    Raises
    ------
    ConfigurationRefused
        When the address or the port cannot be listened on.
    StoreUnavailable
        When there is no release to serve.
    """
    bound = _bound(settings)
    try:
        if prepare is not None:
            prepare()
        if settings.processes > 1:
            bound.listen(2048)
            shared(
                settings.processes,
                lambda: _served(settings, bound, None),
                lambda: on_ready and on_ready(_address(settings, bound)),
            )
        else:
            _served(settings, bound, on_ready)
    finally:
        bound.close()


def _served(settings: Settings, bound: socket.socket, on_ready: Callable[[str], None] | None) -> None:
    """Serve on a bound socket until a signal."""
    hold_together()
    app = create_app(settings)
    server = _Server(
        uvicorn.Config(
            app,
            http=BoundedHeads,
            log_config=None,
            access_log=False,
            lifespan="on",
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
            timeout_keep_alive=15,
            limit_concurrency=1000,
        ),
        started=lambda: on_ready and on_ready(_address(settings, bound)),
        stopping=lambda: _let_go(app),
        patience=settings.upload,
    )
    server.run(sockets=[bound])


def _bound(settings: Settings) -> socket.socket:
    """Return a socket that holds the port; it listens once the service is ready, so that nobody waits on a build."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # else asyncio leaves Nagle on: 40 ms
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((settings.host, settings.port))
    except OSError as error:
        made.close()
        raise ConfigurationRefused(
            f"Port {settings.port} of {settings.host} cannot be listened on ({error.strerror or error}).",
            remedy="Stop what uses it, or choose another with --port or PORT.",
        ) from error
    return made


def _address(settings: Settings, bound: socket.socket) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{bound.getsockname()[1]}"


class _Server(uvicorn.Server):
    """Uvicorn that says when it accepts, and that ends by a return and not by the signal it got."""

    def __init__(
        self,
        config: uvicorn.Config,
        *,
        started: Callable[[], object],
        stopping: Callable[[], Coroutine[object, object, None]],
        patience: float,
    ) -> None:
        super().__init__(config)
        self._announce = started
        self._let_go = stopping
        self._patience = patience
        self._sweeping: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started and not self.should_exit:
            self._sweeping = asyncio.ensure_future(
                hang_up_on_slow_senders(self.server_state.connections, self._patience)
            )
            self._announce()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on SIGINT and SIGTERM; give the former handlers back afterwards."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        former = {each: signal.signal(each, self._stop) for each in _SIGNALS}
        try:
            yield
        finally:
            for each, handler in former.items():
                signal.signal(each, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """Take no more requests; those that run are let finish for a moment, then their clients are told."""
        self.handle_exit(number, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let go of the queries while the connections end."""
        if self._sweeping is not None:
            self._sweeping.cancel()
        draining = asyncio.ensure_future(self._let_go())
        await super().shutdown(sockets)
        await draining


async def _let_go(app: FastAPI) -> None:
    site: Site = app.state.site
    await site.pool.drain(_GRACE / 2)
