"""What every answer has, errors included: security headers, CORS, HEAD for each GET, OPTIONS, and no traceback."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from api.problems import unexpected

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["CONTENT_POLICY", "METHODS", "OWN_PAGE_POLICY", "Border", "stamped"]

CONTENT_POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'; "
    "img-src 'self' data:"
)
"""For our pages: nothing inline, nothing from elsewhere."""

OWN_PAGE_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
"""For the pages that the build wrote as one file, script and style inside."""

METHODS = "GET, HEAD, POST, OPTIONS"
_EXPOSED = "Content-Disposition, ETag, Link, Retry-After, X-Maillage-Rows, X-Maillage-Truncated"
_ALLOWED = "Accept, Accept-Language, Authorization, Content-Type, Prefer"
_LOG = logging.getLogger("maillage.api")


class Border:
    """The outermost layer of ours: whatever stands inside, each answer leaves with the same headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        departure = _Departure(send, head=scope["method"] == "HEAD", requested=_requested(scope))
        if scope["method"] == "OPTIONS":
            await departure.options()
            return
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        try:
            await self._app(scope, receive, departure)
        except Exception as error:  # noqa: BLE001 - the border: nothing inside may reach the client
            _LOG.exception("%s %s failed", scope["method"], scope["path"], exc_info=error)
            if not departure.started:
                await unexpected(scope)(scope, receive, departure)


class _Departure:
    """Sends messages onward with our headers; swallows bodies for HEAD."""

    def __init__(self, send: Send, *, head: bool, requested: str) -> None:
        self._send = send
        self._head = head
        self._requested = requested
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            _stamp(MutableHeaders(scope=message), message["status"])
        elif message["type"] == "http.response.body" and self._head:
            message = {**message, "body": b""}
        await self._send(message)

    async def options(self) -> None:
        """Answer OPTIONS, preflight or not."""
        headers = MutableHeaders(
            {
                "Allow": METHODS,
                "Access-Control-Allow-Methods": METHODS,
                "Access-Control-Allow-Headers": self._requested or _ALLOWED,
                "Access-Control-Max-Age": "86400",
                "Vary": "Access-Control-Request-Headers, Origin",
            }
        )
        await self({"type": "http.response.start", "status": 204, "headers": headers.raw})
        await self({"type": "http.response.body", "body": b""})


def _requested(scope: Scope) -> str:
    """Return the headers that a preflight asks for, if they look like header names."""
    text = dict(scope["headers"]).get(b"access-control-request-headers", b"").decode("latin-1")
    names = [name.strip() for name in text.split(",")]
    return ", ".join(names) if all(name.replace("-", "").replace("_", "").isalnum() for name in names) else ""


def _stamp(headers: MutableHeaders, status: int) -> None:
    headers["Access-Control-Allow-Origin"] = "*"
    headers["Access-Control-Expose-Headers"] = _EXPOSED
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    headers["X-Frame-Options"] = "SAMEORIGIN"
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
    if status == 405 and "allow" in headers and "HEAD" not in headers["allow"]:
        headers["Allow"] = headers["allow"].replace("GET", "GET, HEAD") + ", OPTIONS"


def stamped(status: int, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return headers with those that each answer of ours has."""
    found = MutableHeaders(raw=[*headers])
    _stamp(found, status)
    return found.raw
