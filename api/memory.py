"""Keeps what the service holds in memory together: a server of many threads otherwise holds on to what it freed."""

from __future__ import annotations

import contextlib
import ctypes

__all__ = ["give_back", "hold_together"]

_ARENAS, _ARENA_MAX = 2, -8
"""Arenas of malloc, and the number of that setting in glibc's ``malloc.h``."""


def hold_together() -> None:
    """Let all threads allocate from a few arenas; must be called before they start. Has no effect without glibc."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Return freed memory to the system: worth its milliseconds once much was let go. No effect without glibc."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
