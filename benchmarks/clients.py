"""Clients of a server under load: a kept connection each, from an address of its own, and kinds of requests."""

from __future__ import annotations

import http.client
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from benchmarks.known_answers import KnownAnswers

__all__ = ["RESULTS", "Connection", "Reply", "Request"]

RESULTS = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: status 0 when the connection was broken before or within the answer."""

    status: int
    body: bytes
    said: str = ""


class Connection:
    """One client with an address of its own; opens a connection anew when the server closed it."""

    def __init__(self, port: int, address: str = "127.0.0.1") -> None:
        self._port, self._address = port, address
        self._open: http.client.HTTPConnection | None = None

    def send(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Reply:
        """Return the answer; a kept connection that the server had closed meanwhile is tried once anew."""
        for attempt in range(2):
            is_kept = self._open is not None
            try:
                return self._sent(method, path, body, headers or {})
            except (OSError, http.client.HTTPException) as error:
                self.close()
                is_stale = is_kept and isinstance(error, http.client.RemoteDisconnected | ConnectionError)
                if attempt or not is_stale:
                    return Reply(0, b"", f"{type(error).__name__}: {error}")
        raise AssertionError

    def get(self, path: str, accept: str = "*/*") -> Reply:
        """Return the answer of a GET."""
        return self.send("GET", path, headers={"Accept": accept})

    def ask(self, query: str, accept: str = RESULTS) -> Reply:
        """Return the answer of a query."""
        return self.get(f"/sparql?query={quote(query)}", accept)

    def _sent(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        if self._open is None:
            self._open = http.client.HTTPConnection(
                "127.0.0.1", self._port, timeout=90, source_address=(self._address, 0)
            )
        self._open.request(method, path, body, headers)
        answered = self._open.getresponse()
        return Reply(answered.status, answered.read())

    def close(self) -> None:
        """Let go of the connection."""
        if self._open is not None:
            self._open.close()
        self._open = None

    def raw(self) -> socket.socket:
        """Return a plain socket to the server."""
        return socket.create_connection(("127.0.0.1", self._port), timeout=60, source_address=(self._address, 0))


@dataclass(frozen=True, slots=True)
class Request:
    """One kind of request.

    ``send`` gives the answer and what tells, for a release, whether it is right. ``statuses`` are those intended.
    """

    name: str
    weight: int
    send: Callable[[Connection, KnownAnswers, random.Random], tuple[Reply, Callable[[KnownAnswers], bool]]]
    statuses: frozenset[int] = frozenset({200})
