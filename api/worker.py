"""One sandboxed process that answers queries over the read-only store, one at a time, through its pipes.

Started as ``python -m api.worker STORE MEMORY``. It reads frames (4 bytes of length, then JSON) from its standard input
and writes frames (4 + 4 bytes of lengths, then JSON and body) to its standard output. It ends when the pipe closes,
when its parent dies, or when the kernel's alarm rings: the engine cannot be interrupted from inside.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import struct
import sys
import threading
from typing import IO, Any

__all__ = ["main", "read_frame", "write_frame"]

_STACK = 256 * 1024 * 1024
"""Bytes of stack: deeply nested expressions then end in an answer instead of a crash."""
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def main(arguments: list[str] | None = None) -> None:
    """Answer jobs until the pipe closes."""
    store, memory = (arguments or sys.argv[1:])[:2]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = _private_pipes()
    _leave_the_network()
    _cap(int(memory))
    parent = os.getppid()
    threading.stack_size(_STACK)
    service = threading.Thread(target=_serve, args=(store, requests, answers), daemon=True)
    service.start()
    while service.is_alive():
        service.join(0.5)
        if os.getppid() != parent:
            break
    os._exit(0)


def _private_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Keep the two pipes for frames alone: nothing printed by mistake can break them."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)
    os.close(silence)
    return requests, answers


def _leave_the_network() -> None:
    """Enter a network namespace without interfaces where the kernel allows it: a second wall behind the token scan."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)


def _cap(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory:
        limit = memory * 1024 * 1024 + _STACK
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _serve(store: str, requests: IO[bytes], answers: IO[bytes]) -> None:
    import pyoxigraph

    try:
        opened = pyoxigraph.Store.read_only(store)
    except OSError as error:
        write_frame(answers, {"error": "store", "message": str(error)}, b"")
        return
    with contextlib.suppress(BrokenPipeError):
        write_frame(answers, {"ready": True}, b"")
        while (job := read_frame(requests)) is not None:
            signal.setitimer(signal.ITIMER_REAL, job["deadline"] + 1)
            head, body = _answer(opened, job)
            signal.setitimer(signal.ITIMER_REAL, 0)
            write_frame(answers, head, body)


def _answer(store: Any, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        return _run(store, job)
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error)}, b""
    except MemoryError:
        return {"error": "memory", "message": "out of memory"}, b""
    except (OSError, ValueError, RuntimeError) as error:
        return {"error": "evaluation", "message": str(error)}, b""


def _run(store: Any, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    import pyoxigraph as ox

    from api.serialising import write_boolean, write_solutions, write_triples

    found = store.query(job["query"], base_iri=job["base"], **_dataset(job))
    rows, limit = job["rows"], job["bytes"]
    if isinstance(found, ox.QueryBoolean):
        return {"kind": "boolean", "rows": 1, "cut": ""}, write_boolean(bool(found), job["solutions"])
    if isinstance(found, ox.QuerySolutions):
        written, kind = write_solutions(found, job["solutions"], rows, limit, job["order"]), "solutions"
    else:
        written, kind = write_triples(found, job["graph"], rows, limit), "graph"
    return {"kind": kind, "rows": written.rows, "cut": written.cut}, written.body


def _dataset(job: dict[str, Any]) -> dict[str, Any]:
    """Return the dataset of the protocol; without one the default graph is the union that the build wrote."""
    import pyoxigraph as ox

    if job["default"] is None:
        return {}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in job["default"]],
        "named_graphs": [ox.NamedNode(iri) for iri in job["named"]],
    }


def read_frame(pipe: IO[bytes]) -> dict[str, Any] | None:
    """Return the next job, or ``None`` when the pipe is closed."""
    length = pipe.read(4)
    if len(length) < 4:
        return None
    text = pipe.read(struct.unpack(">I", length)[0])
    found: dict[str, Any] = json.loads(text)
    return found


def write_frame(pipe: IO[bytes], head: dict[str, Any], body: bytes) -> None:
    """Write one answer."""
    text = json.dumps(head).encode()
    pipe.write(struct.pack(">II", len(text), len(body)) + text + body)
    pipe.flush()


if __name__ == "__main__":
    main()
