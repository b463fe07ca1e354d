"""Finds where rows end in the bytes that the engine writes, so that caps cut between two rows and counts are exact."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable

__all__ = ["Full", "RowSink"]

_FIRST, _BLOCK = 16 * 1024, 128 * 1024
"""Bytes that are gathered before they are sent on: few at first, so that the answer begins at once."""
_QUOTED_CSV = re.compile(rb'"[^"]*(?:"|\Z)|\r\n')
_JSON_BETWEEN = re.compile(rb'\},\{"[^,}]')
_JSON_EXACT = re.compile(rb'"(?:[^"\\]|\\.|\\\Z)*(?:"|\Z)|\},\{', re.DOTALL)
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOT_XML_BYTES = bytes(each for each in range(32) if each not in b"\t\n\r")


_COUNTED = 8 * 1024 * 1024
"""Bytes of JSON without a cap of rows whose rows are counted: who reads more has been told no number of them."""


class Full(Exception):
    """As many rows or bytes went out as may."""


def _lines(text: bytes) -> list[int]:
    return [found.end() for found in re.finditer(rb"\n", text)]


def _csv(text: bytes) -> list[int]:
    if b'"' not in text:
        return [found.end() for found in re.finditer(rb"\r\n", text)]
    return [found.end() for found in _QUOTED_CSV.finditer(text) if found[0] == b"\r\n"]


def _json(text: bytes) -> list[int]:
    """Return the ends of all rows but the last.

    Inside a text each ``"`` bears a backslash, so ``},{"`` can only be the end of a text there, and then ``,`` or
    ``}`` follows. A row without any value, ``{}``, needs the exact reading.
    """
    if b"{}" in text:
        return [found.start() + 1 for found in _JSON_EXACT.finditer(text) if found[0] == b"},{"]
    return [found.start() + 1 for found in _JSON_BETWEEN.finditer(text)]


def _xml(text: bytes) -> list[int]:
    return [found.end() for found in re.finditer(rb"</result>", text)]


def _marked(text: bytes, mark: bytes) -> tuple[int, int]:
    """Return how many rows end, and where the last does, in a text where a mark ends each."""
    at = text.rfind(mark)
    return text.count(mark), at + len(mark) if at >= 0 else 0


def _csv_count(text: bytes) -> tuple[int, int]:
    if b'"' not in text:
        return _marked(text, b"\r\n")
    ends = _csv(text)
    return len(ends), ends[-1] if ends else 0


def _json_count(text: bytes) -> tuple[int, int]:
    """Return what ``_json`` finds, without listing it: plain counts are ten times as fast as a pattern."""
    mark = b'},{"'
    if b"{}" in text:
        ends = _json(text)
        return len(ends), ends[-1] if ends else 0
    count = text.count(mark) - text.count(mark + b",") - text.count(mark + b"}") - text.endswith(mark)
    return count, _json_last(text)


def _json_last(text: bytes) -> int:
    """Return where a row ends last before one that has a value; 0 when none does."""
    mark = b'},{"'
    at = text.rfind(mark)
    while at >= 0 and text[at + len(mark) : at + len(mark) + 1] in {b",", b"}", b""}:
        at = text.rfind(mark, 0, at)
    return at + 1


_FORMATS: dict[str, tuple[Callable[[bytes], list[int]], Callable[[bytes], tuple[int, int]], bytes, int]] = {
    "json": (_json, _json_count, b']},"truncated":{"by":"%s","rows":%d}}', 0),
    "xml": (_xml, lambda text: _marked(text, b"</result>"),
            b"</results><!-- truncated by %s after %d rows --></sparql>", 0),
    "csv": (_csv, _csv_count, b"", 1),
    "tsv": (_lines, lambda text: _marked(text, b"\n"), b"", 1),
}  # fmt: skip
"""Suffix -> the ends of rows in a text, how many there are and where the last is, what closes a cut answer, and the
lines before the first row."""


class RowSink:
    """A file that the engine writes a SELECT's answer to; sends blocks on, cut between two rows.

    ``write`` raises ``Full`` once the caps are reached; ``close`` must be called either way.
    """

    def __init__(self, suffix: str, send: Callable[[bytes], None], rows: int, limit: int) -> None:
        self._ends, self._count, self._closing, self._before = _FORMATS[suffix]
        self._suffix = suffix
        self._send = send
        self._cap = rows + self._before if rows else 0
        self._limit = limit
        self._pieces: list[bytes] = []
        self._held = 0
        self._block = _FIRST
        self._sent = 0
        self._counted = 0
        self._is_counting = True
        self.cut = ""

    @property
    def rows(self) -> int | None:
        """How many rows went out; nothing when they were too many to be counted."""
        return max(self._counted - self._before, 0) if self._is_counting else None

    def write(self, piece: bytes) -> int:
        """Take a piece."""
        self._pieces.append(piece)
        self._held += len(piece)
        if self._held >= self._block:
            self._pass()
            self._block = _BLOCK
        return len(piece)

    def flush(self) -> None:
        """Do nothing: blocks are sent when they are full."""

    def close(self) -> None:
        """Send what is left, or what closes a cut answer."""
        with contextlib.suppress(Full):
            if not self.cut:
                self._pass()
        if self.cut:
            self._put(self._closed())
            return
        rest = b"".join(self._pieces)
        if self._suffix == "json" and not (self._counted == 0 and rest.endswith(b'"bindings":[]}}')):
            self._counted += 1
        self._put(rest)

    def _closed(self) -> bytes:
        """Return what ends a cut answer."""
        if self.rows is None:
            return b']},"truncated":{"by":"%s"}}' % self.cut.encode()
        return self._closing % (self.cut.encode(), self.rows) if self._closing else b""

    def _pass(self) -> None:
        """Send the whole rows that are held, up to the caps."""
        text = b"".join(self._pieces)
        if self._suffix == "json" and not self._cap and self._sent >= _COUNTED:
            self._is_counting = False
        count, at = self._count(text) if self._is_counting else (0, _json_last(text))
        self.cut = self._over(count)
        if self.cut == "rows":
            ends = self._ends(text)[: self._cap - self._counted]
            count, at = len(ends), ends[-1] if ends else 0
        self._counted += count
        self._put(text[:at])
        self._pieces, self._held = [text[at:]], 0
        if self.cut:
            raise Full

    def _over(self, more: int) -> str:
        """Return which cap these rows go beyond; a JSON row ends only where another begins."""
        last = 1 if self._suffix == "json" else 0
        if self._cap and self._counted + more + last > self._cap:
            return "rows"
        return "bytes" if self._limit and self._sent >= self._limit else ""

    def _put(self, text: bytes) -> None:
        if not text:
            return
        if self._suffix == "xml" and (b"\r" in text or len(text.translate(None, _NOT_XML_BYTES)) < len(text)):
            text = _NOT_XML.sub("�".encode(), text).replace(b"\r", b"&#13;")
        self._sent += len(text)
        self._send(text)
