"""A process that holds the store in memory and forks the workers, which share what it holds.

Started as ``python -m api.forkserver STORE MEMORY`` with a socket as its standard input. It says ``ready``, then forks
a worker for each message, which brings two descriptors: the worker's socket, and the file for its last words. It
answers with the worker's number and a descriptor of the process, which no later process can be mistaken for. It has
one thread, asks nothing of what it holds and reads nothing of a client; it ends with its socket, its workers with it.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import socket
import struct
import sys
from pathlib import Path
from typing import Any

from api.worker import attend

__all__ = ["FORKED", "READY", "held_in_memory", "main"]

READY = b"ready"
FORKED = struct.Struct(">I")
"""What is said of a new worker: its number, 0 when none could be made."""
_END_WITH_PARENT = 1
"""The number of that option of ``prctl``: otherwise a worker notices after half a second."""
_DISPENSABLE = "500"
"""How much sooner than others the system ends a worker when it has no memory left."""


def main(arguments: list[str] | None = None) -> None:
    """Fork workers until the socket closes."""
    place, memory = (arguments or sys.argv[1:])[:2]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=os.dup(0))
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)
    os.close(silence)
    held = held_in_memory(place)

    import api.serialising  # noqa: F401 - before the first fork, so that no worker waits for it

    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, _bury)
    with contextlib.suppress(ConnectionError):
        control.send(READY)
        while _served(control, held, int(memory)):
            pass
    os._exit(0)


def held_in_memory(place: str) -> Any:
    """Return a copy in memory of the store in a folder, its statements the same to the last blank node.

    Another process reads the folder: the engine's own threads, which no fork would carry along, stay there.

    Raises
    ------
    OSError
        When the store cannot be read.
    """
    import pyoxigraph as ox

    source, sink = os.pipe()
    reader = os.fork()
    if not reader:
        os.close(source)
        _read_out(place, sink)
    os.close(sink)
    held = ox.Store()
    with os.fdopen(source, "rb") as statements:
        held.bulk_extend(ox.parse(statements, ox.RdfFormat.N_QUADS))
    if os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1]):
        raise OSError(f"{place} cannot be read.")
    return held


def _read_out(place: str, sink: int) -> None:
    import pyoxigraph as ox

    with contextlib.suppress(BaseException):
        with os.fdopen(sink, "wb") as statements:
            ox.Store.read_only(place).dump(statements, ox.RdfFormat.N_QUADS)
        os._exit(0)
    os._exit(1)


def _bury(_signal: int, _frame: object) -> None:
    """Let the workers that have ended go."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _served(control: socket.socket, held: Any, memory: int) -> bool:
    """Fork one worker; tell when nobody asks any more."""
    said, ends, _, _ = socket.recv_fds(control, 16, 2)
    if not said:
        return False
    number = 0
    with contextlib.suppress(OSError):
        number = os.fork()
        if not number:
            _become_worker(control, held, memory, *ends)
    for end in ends:
        os.close(end)
    try:
        handle = os.pidfd_open(number)
    except OSError:
        control.send(FORKED.pack(0))
        return True
    socket.send_fds(control, [FORKED.pack(number)], [handle])
    os.close(handle)
    return True


def _become_worker(control: socket.socket, held: Any, memory: int, end: int, complaints: int) -> None:
    """Answer jobs that come through ``end``; never returns."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
        control.close()
        for standard, one in ((0, end), (1, end), (2, complaints)):
            os.dup2(one, standard)
        os.close(end)
        os.close(complaints)
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(_DISPENSABLE)
        attend(lambda: held, memory)
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
