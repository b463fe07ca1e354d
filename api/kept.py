"""Answers kept for those who ask the same again; they live as long as the build they come from."""

from __future__ import annotations

import gzip
import re
from collections import OrderedDict
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer ready to be sent: its headers with their tag, as they are and packed."""

    tag: bytes
    headers: list[tuple[bytes, bytes]]
    body: bytes
    packed_headers: list[tuple[bytes, bytes]]
    packed: bytes
    """The body under gzip; empty when that would not be shorter."""

    @classmethod
    def of(cls, tag: bytes, headers: list[tuple[bytes, bytes]], body: bytes) -> KeptAnswer:
        """Return the answer with its length said; packed too when it is worth it."""
        packed = gzip.compress(body, _LEVEL, mtime=0) if _SHORTEST <= len(body) <= _LONGEST else b""
        said = [*headers, (b"etag", tag), (b"content-length", str(len(body)).encode())]
        shorter = [
            *headers,
            (b"etag", packed_tag(tag)),
            (b"content-encoding", b"gzip"),
            (b"content-length", str(len(packed)).encode()),
        ]
        return cls(tag, said, body, shorter, packed)

    @property
    def size(self) -> int:
        """How many bytes it holds."""
        return len(self.body) + len(self.packed) + 2 * _ENTRY


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
