"""Answers SPARQL queries straight from the socket: what every query pays for is kept to the least.

The layer stands before the framework and takes ``/sparql`` alone; pages, descriptions and all else go on inside.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request

from api.asking import examined, job_of, offered_for, written_format
from api.cut import cut_headers, is_strict, linked_head, whole_only
from api.formats import GRAPHS, SOLUTIONS, Format, by_suffix
from api.journal import noted
from api.kept import KeptAnswer, is_repeatable, packed_tag
from api.middleware import stamped
from api.negotiation import VARY, choose, prefers_html
from api.problems import problem_of, respond, unexpected
from api.protocol import read
from api.refusals import AddressTooLong, ClientGone, RequestTooSlow
from ontology.errors import MaillageError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from api.protocol import Asked
    from api.running import Running
    from api.sandbox import Job
    from api.site import Site

__all__ = ["Endpoint"]

_PATHS = frozenset({"/sparql", "/sparql/"})
_METHODS = frozenset({"GET", "HEAD", "POST"})
_DATA = (*SOLUTIONS, *GRAPHS)
_PATIENCE, _FILLED = 0.015, 512 * 1024
"""Seconds and bytes that an answer may gather before its first byte leaves: most are whole by then."""
_CAPPED_PATIENCE = 1.0
_SILENT = frozenset({"csv", "tsv", "jsonld"})
"""Formats that cannot say in their text that they were cut: the header must."""
_LONGEST = 64 * 1024
"""Bytes of a query in the address."""
_SILENT_FILLED = 32 * 1024 * 1024
_COMMON = stamped(200, [(b"vary", (VARY + ", Accept-Encoding, Prefer").encode()), (b"cache-control", b"no-cache")])
_LOG = logging.getLogger("maillage.api")


class Endpoint:
    """The outermost layer but the journal."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a query, or pass the request on."""
        if scope["type"] != "http" or scope["path"] not in _PATHS or scope["method"] not in _METHODS:
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(scope, receive, send)
        try:
            if len(scope["query_string"]) > _LONGEST:
                raise AddressTooLong(f"The address is longer than {_LONGEST} bytes.", remedy="Send the query by POST.")
            if not await exchange.served():
                await self._app(scope, receive, send)
        except Exception as error:  # noqa: BLE001 - the border: nothing inside may reach the client
            await exchange.refuse(error)


@dataclass(slots=True)
class _Wanted:
    """What is known of a request before its query runs."""

    asked: Asked
    shape: Format
    job: Job
    tag: bytes
    repeatable: bool


class _Exchange:
    """One request and its answer."""

    __slots__ = (
        "_held",
        "_is_head",
        "_receive",
        "_scope",
        "_send",
        "_site",
        "_strict",
        "_takes_gzip",
        "accept",
        "started",
    )

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._site: Site = scope["app"].state.site
        self._is_head = scope["method"] == "HEAD"
        self.started = False
        self.accept: bytes | None = None
        self._held = b""
        self._takes_gzip = self._strict = False
        for name, value in scope["headers"]:
            if name == b"accept":
                self.accept = value if self.accept is None else self.accept + b"," + value
            elif name == b"if-none-match":
                self._held = value
            elif name == b"accept-encoding":
                self._takes_gzip = b"gzip" in value and b"gzip;q=0" not in value.replace(b" ", b"")
            elif name == b"prefer":
                self._strict = is_strict(value)

    async def served(self) -> bool:
        """Answer; tell when the request is none of ours."""
        is_get = self._scope["method"] != "POST"
        raw = (self._scope["query_string"], self.accept)
        if is_get:
            known = self._site.kept.get(raw)
            if known is not None:
                await self._give(known)
                return True
        accept = None if self.accept is None else self.accept.decode("latin-1")
        is_page = is_get and prefers_html(accept, _DATA)
        try:
            asked = await self._asked(is_get)
        except MaillageError:
            if is_page:
                return False
            raise
        if not asked.query or (is_page and (asked.format is None or by_suffix(_DATA, asked.format) is None)):
            return False
        noted(self._scope, asked.query)
        wanted = self._wanted(asked, accept)
        if wanted.repeatable and self._holds(wanted.tag):
            await self._start(304, [*_COMMON, (b"etag", wanted.tag)])
            await self._send({"type": "http.response.body", "body": b""})
            return True
        key = (asked.query, asked.dataset, wanted.shape.suffix)
        answer = self._site.kept.get(key)
        if answer is None:
            answer = await self._run(wanted, key)
        elif is_get:
            self._site.kept.keep(raw, answer, len(raw[0]) + len(raw[1] or b""))
        if answer is not None:
            await self._give(answer)
        return True

    async def _asked(self, is_get: bool) -> Asked:
        settings = self._site.settings
        if is_get:
            return await read(Request({**self._scope, "method": "GET"}), settings.body_bytes)
        try:
            async with asyncio.timeout(settings.upload):
                return await read(Request(self._scope, self._receive), settings.body_bytes)
        except TimeoutError as error:
            raise RequestTooSlow(
                f"The body did not come within {settings.upload:g} s.", remedy="Send it at once."
            ) from error

    def _wanted(self, asked: Asked, accept: str | None) -> _Wanted:
        found = examined(self._site, asked)
        shape = choose(offered_for(found), accept, asked.format)
        tag = self._tag(f"{asked.dataset} {shape.suffix} {asked.query}".encode())
        repeatable = is_repeatable(asked.query) and not self._site.settings.is_remote  # a server's graph may change
        return _Wanted(asked, shape, job_of(asked, shape, found), tag, repeatable)

    def _tag(self, content: bytes) -> bytes:
        release = self._site.release.tag.encode()
        return b'"' + hashlib.blake2b(content, digest_size=12, key=release).hexdigest().encode() + b'"'

    def _holds(self, tag: bytes) -> bool:
        """Tell whether the client holds the answer already."""
        return bool(self._held) and (tag in self._held or packed_tag(tag) in self._held)

    async def _give(self, answer: KeptAnswer) -> None:
        """Send a whole answer, packed when the client takes that."""
        self._site.kept.hits += 1
        if self._strict and answer.is_cut:
            raise whole_only()
        if self._holds(answer.tag):
            await self._start(304, [*_COMMON, (b"etag", answer.tag)])
            await self._send({"type": "http.response.body", "body": b""})
            return
        headers, body = answer.packed() if self._takes_gzip else (answer.headers, answer.body)
        await self._start(200, headers)
        await self._send({"type": "http.response.body", "body": b"" if self._is_head else body})

    async def _start(self, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        self.started = True
        await self._send({"type": "http.response.start", "status": status, "headers": headers})

    async def _run(self, wanted: _Wanted, key: tuple[object, ...]) -> KeptAnswer | None:
        """Return the answer when it is whole soon; else stream it and return nothing."""
        pool = self._site.pool
        self._site.kept.hits -= 1
        self._site.kept.misses += 1
        client = self._scope.get("client")
        running = pool.submit(wanted.job, client[0] if client else "")
        watch: asyncio.Task[None] | None = None

        def on_long() -> None:
            nonlocal watch
            if watch is None:
                watch = asyncio.ensure_future(self._hang_up(running))

        running.on_long = on_long
        try:
            if await self._gathered(running, wanted):
                return self._whole(running, wanted, key)
            await self._stream(running, wanted)
            return None
        finally:
            if watch is not None:
                watch.cancel()
            pool.cancel(running)

    async def _gathered(self, running: Running, wanted: _Wanted) -> bool:
        if self._site.settings.rows:  # then most answers are whole soon, and a cut one can say so in a header
            running.high = 2 * _SILENT_FILLED
            if self._strict or wanted.shape.suffix in _SILENT:
                return await running.gathered(3600, _SILENT_FILLED)
            return await running.gathered(_CAPPED_PATIENCE, _SILENT_FILLED)
        return await running.gathered(_PATIENCE, _FILLED)

    def _whole(self, running: Running, wanted: _Wanted, key: tuple[object, ...]) -> KeptAnswer:
        body = running.take() if running.chunks else b""
        shape = written_format(running.kind, wanted.shape)
        headers = [*_COMMON, (b"content-type", shape.content_type.encode())]
        if running.rows is not None:
            headers.append((b"x-maillage-rows", b"%d" % running.rows))
        if running.cut:
            address = f"{self._site.settings.public_url}/docs#cut"
            headers += cut_headers(running.cut, running.rows, shape.suffix, address)
            body = linked_head(body, shape.suffix, address)
        answer = KeptAnswer(wanted.tag if wanted.repeatable else self._tag(body), headers, body)
        answer.is_cut = bool(running.cut)
        if wanted.repeatable:
            self._site.kept.keep(key, answer, len(wanted.asked.query))
        return answer

    async def _stream(self, running: Running, wanted: _Wanted) -> None:
        """Send an answer as it comes; one that fails on the way ends without an end, which every client notices."""
        shape = written_format(running.kind, wanted.shape)
        headers = [*_COMMON, (b"content-type", shape.content_type.encode())]
        if wanted.repeatable:
            headers.append((b"etag", wanted.tag))
        await self._start(200, headers)
        async for part in running.parts():
            if self._is_head:
                break
            await self._send({"type": "http.response.body", "body": part, "more_body": True})
        if running.cut and (self._strict or shape.suffix in _SILENT) and not self._is_head:
            raise ClientGone("The answer was cut, which its format cannot say.")
        await self._send({"type": "http.response.body", "body": b""})

    async def _hang_up(self, running: Running) -> None:
        """End the query when its client has gone."""
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._site.pool.cancel(running)

    async def refuse(self, error: Exception) -> None:
        """Answer an error; after the first byte the server breaks the connection off, since the answer has no end."""
        if not isinstance(error, MaillageError):
            _LOG.error("%s failed", self._scope["path"], exc_info=error)
        if self.started:
            _LOG.info("an answer was broken off: %s", error)
            return
        request = Request(self._scope)
        response = respond(request, problem_of(error)) if isinstance(error, MaillageError) else unexpected(self._scope)
        headers = stamped(response.status_code, [*response.raw_headers])
        await self._start(response.status_code, headers)
        body = b"" if self._is_head else bytes(response.body)
        await self._send({"type": "http.response.body", "body": body})
