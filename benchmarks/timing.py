"""How long something takes: medians of several runs, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

__all__ = ["Apart", "apart", "seconds"]


def seconds(work: Callable[[], object], runs: int) -> float:
    """Return the median time of a call; the caller warms up what must be warm."""
    found = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return median(found)


@dataclass(frozen=True, slots=True)
class Apart:
    """What a process of its own took."""

    seconds: float
    megabytes: float
    """Peak of its memory, at least what this process weighed when it was started: measure first, import later."""


def apart(code: str, *arguments: str, runs: int, folder: Path) -> Apart:
    """Return the median time and the highest memory peak of Python code run in new processes.

    Raises
    ------
    RuntimeError
        When a run fails; its last line of output says why.
    """
    found = [_once([sys.executable, "-c", code, *arguments], folder) for _ in range(runs)]
    return Apart(median(each.seconds for each in found), max(each.megabytes for each in found))


def _once(command: list[str], folder: Path) -> Apart:
    root = str(Path(__file__).resolve().parent.parent)
    paths = [each for each in (os.environ.get("PYTHONPATH"), root) if each]
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.stderr:
        process.stderr.close()
    if process.returncode:
        raise RuntimeError(said.decode("utf-8", "replace").strip().splitlines()[-1])
    return Apart(took, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024))
