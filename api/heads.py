"""Bounds the head of a request while it comes in: the parser itself would keep headers of any length in memory."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["BoundedHeads"]

_HEAD = 128 * 1024
"""Bytes that the address and the headers of one request may have together."""
_ADDRESS = 65_000
"""Bytes that the first line may have: the parser reads no longer address."""
_ADVICE = {414: "The address is too long. Send the query by POST.", 431: "The headers are too long."}
_TITLES = {414: "URI Too Long", 431: "Request Header Fields Too Large"}


class BoundedHeads(HttpToolsProtocol):
    """Answers 414 to an address and 431 to headers that are too long, and hangs up."""

    _come = 0
    """Bytes of the head of the request that is coming in."""
    _in_head = True

    def data_received(self, data: bytes) -> None:
        """Take bytes in, unless they make the head too long."""
        if self._in_head and not self._come and len(data) > _ADDRESS and b"\n" not in data[:_ADDRESS]:
            self._refuse(414)
            return
        self._come += len(data)
        super().data_received(data)
        if not self._in_head:
            self._come = 0
        elif self._come > _HEAD and not self.transport.is_closing():
            self._refuse(414 if not self.headers else 431)

    def on_message_begin(self) -> None:
        """Begin a head."""
        self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Begin a body, which is counted elsewhere."""
        self._in_head, self._come = False, 0
        super().on_headers_complete()

    def _refuse(self, status: int) -> None:
        text = _ADVICE[status].encode()
        self.transport.write(
            b"HTTP/1.1 %d %s\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\n"
            b"access-control-allow-origin: *\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n%s"
            % (status, _TITLES[status].encode(), len(text), text)
        )
        self.transport.close()
