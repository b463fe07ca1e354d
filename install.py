"""Install Maillage and its locked dependencies into ``.venv``; do nothing when nothing changed.

Standard library only: this is the first thing that runs on a fresh machine. Each step prints one line
with its duration. A problem prints one sentence that says what is wrong and what to do, and exits with 1.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
PACKAGES = ("api", "graph", "loaders", "ontology", "shapes", "visualizations")
PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")


class InstallError(Exception):
    """What stops the installation, as one sentence."""


def main(arguments: list[str]) -> int:
    """Install for ``run`` or ``test``; return the exit code."""
    purpose = arguments[0] if arguments else "run"
    try:
        _refuse_old_python()
        _step("environment", _environment)
        _step("dependencies", lambda: _dependencies(purpose))
        _step("maillage", _package)
    except InstallError as problem:
        print(f"make: {problem}", file=sys.stderr)
        return 1
    return 0


def _step(name: str, run: Callable[[], bool]) -> None:
    started = time.perf_counter()
    if run():
        print(f"install  {name:<14} {time.perf_counter() - started:6.1f} s", flush=True)


def _refuse_old_python() -> None:
    if sys.version_info < (3, 11):
        found = ".".join(map(str, sys.version_info[:3]))
        raise InstallError(
            f"this is Python {found} and Maillage needs 3.11 or newer; install it, or run make PYTHON=python3.11."
        )


def _environment() -> bool:
    whole = VENV / ".whole"
    if PYTHON.exists() and whole.exists():
        return False
    if not os.access(ROOT, os.W_OK):
        raise InstallError(f"the folder {ROOT} cannot be written to; clone Maillage into a folder of yours.")
    made = _run(sys.executable, "-m", "venv", "--clear", str(VENV))
    if made.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        raise InstallError(_venv_problem(made.stderr + made.stdout))
    whole.write_text("made in full\n")
    return True


def _venv_problem(said: str) -> str:
    if "No module named venv" in said or "ensurepip is not available" in said or "No module named ensurepip" in said:
        return (
            "the Python module venv is missing; install it (Debian and Ubuntu: apt install python3-venv) and try again."
        )
    return f"the environment .venv could not be made: {_last_line(said)}"


def _dependencies(purpose: str) -> bool:
    lock = ROOT / "requirements" / f"{purpose}.txt"
    if not lock.exists():
        raise InstallError(f"there is no lock file {lock.relative_to(ROOT)}; use 'run' or 'test'.")
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = VENV / f".installed-{purpose}"
    if _read(stamp) == wanted:
        return False
    _pip("the locked dependencies", "install", "--require-hashes", "--no-deps", "-r", str(lock))
    stamp.write_text(wanted)
    return True


def _package() -> bool:
    wanted = _fingerprint()
    stamp = VENV / ".installed-maillage"
    if _read(stamp) == wanted:
        return False
    with tempfile.TemporaryDirectory() as folder:
        _pip("the wheel", "wheel", "--no-deps", "--no-build-isolation", "-w", folder, str(ROOT))
        wheel = next(Path(folder).glob("maillage-*.whl"))
        _pip("maillage", "install", "--no-deps", "--force-reinstall", str(wheel))
    stamp.write_text(wanted)
    return True


def _fingerprint() -> str:
    made = hashlib.sha256()
    for path in sorted(_sources()):
        made.update(path.relative_to(ROOT).as_posix().encode())
        made.update(path.read_bytes())
    return made.hexdigest()


def _sources() -> Iterator[Path]:
    yield from (ROOT / name for name in ("maillage.py", "pyproject.toml", "README.md", "LICENSE"))
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def _pip(what: str, *arguments: str) -> None:
    ended = _run(str(PYTHON), *PIP, *arguments)
    if ended.returncode != 0:
        raise InstallError(f"pip could not install {what}: {_last_line(ended.stderr or ended.stdout)}")


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors or lines or ["no message"])[-1]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
