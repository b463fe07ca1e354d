"""Validate a graph in a process of its own, so that the one who asks can go on with other work meanwhile."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.memory import peak
from shapes.findings import ValidationReport, Violation
from shapes.validation import validate

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["Validating", "answer"]

_CODE = "import sys; sys.path.insert(0, sys.argv[1]); from shapes.apart import answer; answer()"


class Validating:
    """A validation under way, ended when the ``with`` block is left.

    Parameters
    ----------
    triples
        N-Triples of the whole graph, as ``shapes.validation.validate`` takes them.
    """

    def __init__(self, triples: bytes) -> None:
        self._triples = triples
        self._written = b""
        self.megabytes = 0.0
        """The most memory that the process held; 0 until it has answered."""
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._process = _started()
        except OSError:
            return  # no process to be had: the findings are worked out here, once they are asked for
        self._talk = threading.Thread(target=self._converse, args=(self._process,), daemon=True)
        self._talk.start()

    def _converse(self, process: subprocess.Popen[bytes]) -> None:
        self._written, _ = process.communicate(self._triples)

    def __enter__(self) -> Validating:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._talk.join()

    def report(self) -> ValidationReport:
        """Wait for the findings; should the process have fallen, they are worked out in this one."""
        if self._process is not None:
            self._talk.join()
            if self._process.returncode == 0:
                told = json.loads(self._written)
                self.megabytes = told["megabytes"]
                return ValidationReport(tuple(Violation(**found) for found in told["violations"]), told["seconds"])
        return validate(self._triples)


def _started() -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parent.parent)
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _CODE, root],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def answer() -> None:
    """Write the findings on the N-Triples of the standard input, as JSON: what the other process runs."""
    report = validate(sys.stdin.buffer.read())
    json.dump(report.to_json() | {"seconds": report.seconds, "megabytes": peak()}, sys.stdout)
