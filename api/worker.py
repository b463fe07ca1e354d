"""One sandboxed process that answers queries over the read-only store, one at a time, through its pipes.

Started as ``python -m api.worker STORE MEMORY``, or forked by ``api.forkserver``. It reads jobs (4 bytes of length,
then JSON) from its standard input and writes the frames of ``api.jobs`` to its standard output: an answer of any size
goes out in parts, and a reader that stops reading stops the engine. It ends when the pipe closes, when its parent dies,
or when the kernel's alarm rings: the engine cannot be interrupted from inside.
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
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from api.jobs import BODY, END, FAILED, HEAD, READY, closing, frame
from ontology.errors import QueryRefused, RemoteFailed, RemoteTimedOut

__all__ = ["attend", "main", "read_frame"]

_STACK = 256 * 1024 * 1024
"""Bytes of stack: deeply nested expressions then end in an answer instead of a crash."""
_LARGE = 32 * 1024
"""Bytes of a part that is sent on at once."""
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def main(arguments: list[str] | None = None) -> None:
    """Answer jobs over the store in a folder, or over a server."""
    store, memory = (arguments or sys.argv[1:])[:2]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    attend(lambda: _opened(store), int(memory), is_far="://" in store)


def attend(opening: Callable[[], Any], memory: int, *, is_far: bool = False) -> None:
    """Answer jobs from standard input over the store that ``opening`` returns, until the pipe closes; never returns.

    ``memory`` is in MiB of address space beyond what the process holds now.
    """
    requests, answers = _private_pipes()
    if not is_far:
        _leave_the_network()
    _cap(memory)
    parent = os.getppid()
    threading.stack_size(_STACK)
    service = threading.Thread(target=_serve, args=(opening, requests, answers), daemon=True)
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
        limit = memory * 1024 * 1024 + _STACK + _held()
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _held() -> int:
    """Return the bytes of address space that the process holds now."""
    with contextlib.suppress(OSError):
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    return 0


def _opened(store: str) -> Any:
    import pyoxigraph

    import api.serialising  # noqa: F401 - before the first query, which would wait for it
    from api.far import Far

    return Far(store) if "://" in store else pyoxigraph.Store.read_only(store)


def _serve(opening: Callable[[], Any], requests: IO[bytes], answers: IO[bytes]) -> None:
    try:
        opened = opening()
    except OSError as error:
        _tell(answers, frame(FAILED, _failure("store", error)))
        return
    with contextlib.suppress(BrokenPipeError, ConnectionError):
        _tell(answers, frame(READY))
        while (job := read_frame(requests)) is not None:
            signal.setitimer(signal.ITIMER_REAL, job["seconds"] + 1)
            _answer(opened, job, _Outlet(answers))
            signal.setitimer(signal.ITIMER_REAL, 0)


def _tell(answers: IO[bytes], said: bytes) -> None:
    answers.write(said)
    answers.flush()


def _failure(kind: str, error: BaseException) -> bytes:
    return json.dumps({"error": kind, "message": str(error)}).encode()


class _Outlet:
    """Sends an answer as frames; a small one leaves in one piece."""

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers
        self._frames: list[bytes] = []

    def head(self, kind: bytes) -> None:
        """Say what follows: rows, a truth value or a graph."""
        self._frames.append(frame(HEAD, kind))

    def body(self, content: bytes) -> None:
        """Send a part of the answer; parts that come in quick succession wait for each other."""
        self._frames.append(frame(BODY, content))
        if len(content) >= _LARGE:
            self._send()

    def end(self, rows: int | None, cut: str) -> None:
        """Say that the answer is whole, or what cut it."""
        self._frames.append(frame(END, closing(rows, cut)))
        self._send()

    def fail(self, kind: str, error: BaseException) -> None:
        """Say why there is no answer, or no more of it."""
        self._frames.append(frame(FAILED, _failure(kind, error)))
        self._send()

    def _send(self) -> None:
        said, self._frames = b"".join(self._frames), []
        _tell(self._answers, said)


def _answer(store: Any, job: dict[str, Any], out: _Outlet) -> None:
    try:
        _run(store, job, out)
    except RemoteTimedOut as error:
        out.fail("late", error)
    except RemoteFailed as error:
        out.fail("remote", error)
    except QueryRefused as error:
        out.fail("evaluation", error)
    except SyntaxError as error:
        out.fail("syntax", error)
    except MemoryError as error:
        out.fail("memory", error)
    except ConnectionError:
        raise
    except (OSError, ValueError, RuntimeError) as error:
        out.fail("evaluation", error)


def _run(store: Any, job: dict[str, Any], out: _Outlet) -> None:
    import pyoxigraph as ox

    from api.serialising import send_solutions, send_triples, write_boolean

    dataset = _dataset(job)
    found = store.query(job["query"], base_iri=job["base"], **dataset)
    rows, limit = job["rows"], job["bytes"]
    if isinstance(found, ox.QueryBoolean):
        out.head(b"boolean")
        out.body(write_boolean(bool(found), job["solutions"]))
        out.end(1, "")
    elif isinstance(found, ox.QuerySolutions):
        if "order" in job:
            found = _ordered(store, job, found, dataset)
        out.head(b"solutions")
        out.end(*send_solutions(found, job["solutions"], out.body, rows, limit))
    else:
        out.head(b"graph")
        out.end(*send_triples(found, job["graph"], out.body, rows, limit))


def _ordered(store: Any, job: dict[str, Any], found: Any, dataset: dict[str, Any]) -> Any:
    """Return the answer of a ``SELECT *`` with its columns in the order of the text: the engine has one of its own."""
    places = {name: at for at, name in enumerate(job["order"])}
    engine = [each.value for each in found.variables]
    names = sorted(engine, key=lambda name: places.get(name, len(places)))
    if names == engine:
        return found
    query, star = job["query"], job["star"]
    written = "".join(f" ?{name}" for name in names) + " "
    return store.query(query[:star] + written + query[star + 1 :], base_iri=job["base"], **dataset)


def _dataset(job: dict[str, Any]) -> dict[str, Any]:
    """Return the dataset of the protocol; without one the default graph is the union that the build wrote."""
    import pyoxigraph as ox

    if "default" not in job:
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


if __name__ == "__main__":
    main()
