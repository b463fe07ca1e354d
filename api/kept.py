"""Answers kept for those who ask the same again; they live as long as the build they come from."""

from __future__ import annotations

import gzip
import re
from collections import OrderedDict

__all__ = ["KeptAnswer", "KeptAnswers", "is_repeatable", "packed_tag"]

_PASSING = re.compile(r"\b(?:rand|now|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
_ENTRY = 256
"""Bytes that an entry costs beside its texts."""
_SHORTEST, _LONGEST = 1000, 1024 * 1024
_LEVEL = 5


def is_repeatable(query: str) -> bool:
    """Tell whether a query has the same answer each time it is asked of the same build."""
    return _PASSING.search(query) is None


def packed_tag(tag: bytes) -> bytes:
    """Return the entity tag of the same answer under gzip: other bytes, another strong tag."""
    return tag[:-1] + b'-gz"'


class KeptAnswer:
    """An answer ready to be sent: its body and its headers with their tag."""

    __slots__ = ("_packed", "_plain", "body", "headers", "is_cut", "tag")

    def __init__(self, tag: bytes, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        self.tag = tag
        self.body = body
        self.is_cut = False
        self._plain = headers
        self.headers = [*headers, (b"etag", tag), (b"content-length", str(len(body)).encode())]
        self._packed: tuple[list[tuple[bytes, bytes]], bytes] | None = None

    def packed(self) -> tuple[list[tuple[bytes, bytes]], bytes]:
        """Return the headers and the body under gzip, made for the first client that takes that.

        As they are when that is not worth it.
        """
        if not _SHORTEST <= len(self.body) <= _LONGEST:
            return self.headers, self.body
        if self._packed is None:
            body = gzip.compress(self.body, _LEVEL, mtime=0)
            length = str(len(body)).encode()
            said = [(b"etag", packed_tag(self.tag)), (b"content-encoding", b"gzip"), (b"content-length", length)]
            self._packed = [*self._plain, *said], body
        return self._packed

    @property
    def size(self) -> int:
        """How many bytes it holds, or will when it is packed."""
        return len(self.body) + (len(self.body) // 4 if len(self.body) <= _LONGEST else 0) + 2 * _ENTRY


class KeptAnswers:
    """The answers used last, within a number of bytes. A question may be known under several keys."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._found: OrderedDict[object, KeptAnswer] = OrderedDict()
        self._sizes: dict[object, int] = {}
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._found)

    @property
    def size(self) -> int:
        """How many bytes are held."""
        return self._held

    def get(self, key: object) -> KeptAnswer | None:
        """Return the answer under a key."""
        found = self._found.get(key)
        if found is not None:
            self._found.move_to_end(key)
        return found

    def forget(self) -> None:
        """Let go of all answers."""
        self._found.clear()
        self._sizes.clear()
        self._held = 0

    def keep(self, key: object, answer: KeptAnswer, length: int) -> None:
        """Keep an answer under a key of some length; those used longest ago make room."""
        size = length + answer.size
        if size > self._most // 16 or key in self._found:
            return
        self._found[key] = answer
        self._sizes[key] = size
        self._held += size
        while self._held > self._most:
            oldest, _ = self._found.popitem(last=False)
            self._held -= self._sizes.pop(oldest)
