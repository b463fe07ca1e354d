"""What the service and its workers say to each other: jobs one way, frames of an answer the other."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.lexing import Dataset
    from api.settings import Settings

__all__ = ["BODY", "END", "FAILED", "HEAD", "PREFIX", "READY", "Answer", "Job", "closed", "closing", "frame"]

PREFIX = struct.Struct(">BI")
"""Before each frame of a worker: what it is, and how many bytes follow."""
READY, HEAD, BODY, END, FAILED = range(5)
_CLOSING = struct.Struct(">QB")
_CUTS = ("", "rows", "bytes")
_UNCOUNTED = (1 << 64) - 1


def frame(sort: int, content: bytes = b"") -> bytes:
    """Return one frame of a worker."""
    return PREFIX.pack(sort, len(content)) + content


def closing(rows: int | None, cut: str) -> bytes:
    """Return the content of an ``END`` frame: how many rows went out, if counted, and what cut them."""
    return _CLOSING.pack(_UNCOUNTED if rows is None else rows, _CUTS.index(cut))


def closed(content: bytes) -> tuple[int | None, str]:
    """Return the rows and the cut that an ``END`` frame says."""
    rows, cut = _CLOSING.unpack(content)
    return None if rows == _UNCOUNTED else rows, _CUTS[cut]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One query with the formats its answer is wanted in."""

    query: str
    base: str
    dataset: Dataset | None = None
    """Dataset of the protocol; ``None`` leaves it to the text of the query."""
    solutions: str = "json"
    graph: str = "ttl"
    order: tuple[str, ...] = ()
    """Order of the columns of a ``SELECT *``; those it does not name come after them."""
    star: int = -1
    """Where the ``*`` of a ``SELECT *`` stands in the text."""
    rows: int | None = None
    """Most rows of this answer, when fewer than the settings allow."""

    def frame(self, settings: Settings) -> bytes:
        """Return the job as a worker reads it."""
        most = min((each for each in (self.rows, settings.rows) if each), default=0)
        said: dict[str, object] = {
            "query": self.query,
            "base": self.base,
            "solutions": self.solutions,
            "graph": self.graph,
            "rows": most,
            "bytes": settings.answer_bytes,
            "seconds": settings.deadline + settings.transfer,
        }
        if self.dataset is not None:
            said |= {"default": self.dataset.default, "named": self.dataset.named}
        if self.order:
            said |= {"order": self.order, "star": self.star}
        text = json.dumps(said).encode()
        return struct.pack(">I", len(text)) + text


@dataclass(frozen=True, slots=True)
class Answer:
    """A written answer: ``kind`` is solutions, boolean or graph; ``cut`` is rows, bytes or empty.

    ``rows`` is nothing when they were too many to be counted.
    """

    kind: str
    body: bytes
    rows: int | None
    cut: str
