"""What `make run` starts: it builds, says ready, answers, and ends on SIGTERM with nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = "import sys, maillage; sys.exit(maillage.main())"
READY = re.compile(r"ready: (http://127\.0\.0\.1:\d+/)")


@contextmanager
def serving(output: Path, folder: Path, *chosen: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """Start `maillage serve --build` and give the process and its lines until it is ready."""
    command = [sys.executable, "-c", CODE, "serve", "--build", "--port", "0", "--output", str(output), *chosen]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as process:
        try:
            yield process, _lines_until_ready(process)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def _lines_until_ready(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if READY.fullmatch(lines[-1]):
            return lines
    raise AssertionError("\n".join(lines))


def _family(process: int) -> set[int]:
    """Return a living process and all it started, zombies aside."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:2]
        except (OSError, UnicodeDecodeError):
            continue
        if state != "Z":
            parents[int(entry.name)] = int(parent)
    family = {process} & set(parents)
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _answer(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode("utf-8"))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads the processes from /proc")
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_it_is_ready_answers_and_leaves_no_orphan(end: signal.Signals, region: Path, tmp_path: Path) -> None:
    with serving(region, tmp_path) as (process, lines):
        assert any("unchanged" in line for line in lines)
        address = READY.fullmatch(lines[-1])[1]  # type: ignore[index]
        assert "<html" in _answer(address)
        assert _answer(address + "sparql?query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D").strip()
        family = _family(process.pid)
        assert len(family) > 1, "queries run in processes of their own"
        process.send_signal(end)
        assert process.wait(10) == 0
        assert [each for each in family if _family(each)] == []
        assert process.stdout is not None
        assert process.stdout.read() == ""


def test_the_first_start_prints_each_step_with_its_duration(tmp_path: Path, world_tables: Path) -> None:
    with serving(tmp_path / "build", tmp_path, "--tables", str(world_tables)) as (process, lines):
        steps = [line for line in lines if re.match(r"build +\S+ +\d+\.\d s", line)]
        assert {"read", "load", "close", "validate", "analyse", "export", "swap"} <= {line.split()[1] for line in steps}
        process.terminate()
        assert process.wait(10) == 0
