"""How much memory this process holds, as the system tells it."""

from __future__ import annotations

import sys
from pathlib import Path

__all__ = ["peak", "resident"]


def peak() -> float:
    """Return the peak of this process's memory in megabytes.

    Linux keeps the peak of the process that started this one in ``ru_maxrss``, hence ``VmHWM`` where there is one.
    """
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return _status("VmHWM:") or round(most / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)


def resident() -> float:
    """Return this process's memory in megabytes; its peak where the system does not tell."""
    return _status("VmRSS:") or peak()


def _status(name: str) -> float:
    """Return a figure of the process's status in megabytes; 0 where there is none."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    told = next((line for line in lines if line.startswith(name)), None)
    return round(int(told.split()[1]) / 1024, 1) if told else 0.0
