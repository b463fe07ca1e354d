"""Queues in which clients take turns, however many queries each has in line."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.running import Running

__all__ = ["Turns"]


class Turns:
    """Waiting queries: the next one is of the client whose turn it is, its oldest."""

    def __init__(self) -> None:
        self._lines: OrderedDict[str, deque[Running]] = OrderedDict()

    def __bool__(self) -> bool:
        return bool(self._lines)

    def __iter__(self) -> Iterator[Running]:
        return iter([running for line in self._lines.values() for running in line])

    def add(self, running: Running) -> None:
        """Put a query at the end of its client's line."""
        self._lines.setdefault(running.client, deque()).append(running)

    def next(self) -> Running:
        """Take the next query; the client then goes to the end of the round."""
        client, line = next(iter(self._lines.items()))
        found = line.popleft()
        if line:
            self._lines.move_to_end(client)
        else:
            del self._lines[client]
        return found

    def leave(self, running: Running) -> bool:
        """Take a query out of line; tell whether it stood there."""
        line = self._lines.get(running.client)
        if line is None or running not in line:
            return False
        line.remove(running)
        if not line:
            del self._lines[running.client]
        return True
