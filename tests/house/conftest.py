"""What the tests of the house share: the repository, one real build, the command line in and out of this process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HERE_ONLY = "import sys, maillage; sys.exit(maillage.main())"
"""Runs the command line of the distribution that runs the tests, wherever its script was put."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Command = Callable[..., Ended]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's folder."""
    return ROOT


@pytest.fixture(scope="session")
def tracked(root: Path) -> tuple[Path, ...]:
    """Every file of the repository that is or will be tracked, relative to its folder."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("the sources are no git clone")
    names = (Path(name) for name in listed.stdout.decode().split("\0") if name)
    return tuple(sorted(name for name in names if (root / name).is_file()))


@pytest.fixture
def maillage_here(capfd: pytest.CaptureFixture[str]) -> Command:
    """Run a command in this process; quick."""

    def run(*arguments: str) -> Ended:
        import maillage

        capfd.readouterr()
        try:
            code = maillage.main(list(arguments))
        except SystemExit as left:
            code = int(left.code or 0)
        said = capfd.readouterr()
        return Ended(code, said.out, said.err)

    return run


@pytest.fixture
def maillage_apart(tmp_path: Path) -> Command:
    """Run a command in a process of its own, from an empty folder."""

    def run(*arguments: str, given: str = "", code: str = HERE_ONLY) -> Ended:
        ended = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "120"},
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    return run
