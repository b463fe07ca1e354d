"""Servers under measurement: a process of its own on a free port, its CPU and its memory with all below it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MAILLAGE", "Server", "resident", "served"]

ROOT = Path(__file__).resolve().parents[1]
_SERVE = """
import sys
from api.serving import serve
from api.settings import from_environment
serve(from_environment(build=sys.argv[1], port=int(sys.argv[2])))
"""
MAILLAGE = (sys.executable, "-c", _SERVE)
"""The command that serves a build; its folder comes next."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens, where it answers, and its process."""

    port: int
    path: str
    pid: int

    def below(self) -> list[int]:
        """Return the processes that this one started, and those that they started."""
        found, open_ones = [], [self.pid]
        while open_ones:
            each = open_ones.pop()
            with contextlib.suppress(OSError):
                for task in Path(f"/proc/{each}/task").iterdir():
                    open_ones += map(int, (task / "children").read_text().split())
            found.append(each)
        return found[1:]

    def cpu(self) -> float:
        """Return the CPU seconds of the process and all below it."""
        total = 0
        for each in (self.pid, *self.below()):
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
                total += int(fields[11]) + int(fields[12])
        return total / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Return the kilobytes that the process and all below it hold; what several share is counted once."""
        return sum(map(resident, (self.pid, *self.below())))


def resident(process: int) -> int:
    """Return the kilobytes that one process holds, of shared ones its part; 0 when it is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().split("\n"):
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


@contextlib.contextmanager
def served(
    command: list[str], path: str, variables: dict[str, str] | None = None, errors: IO[bytes] | None = None
) -> Iterator[Server]:
    """Start a server, wait until it answers, and end it afterwards; ``errors`` takes what it says of its own faults."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(variables or {})}
    process = subprocess.Popen([*command, str(port)], env=environment, stdout=subprocess.DEVNULL, stderr=errors)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.2)
        yield Server(port, path, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
