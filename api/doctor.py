"""What this machine has, and what Maillage needs of it."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ontology.errors import MaillageError

__all__ = ["Finding", "findings"]

_PACKAGES = ("rdflib", "pyoxigraph", "networkx", "pyshacl", "owlready2", "fastapi", "pyvis", "scipy")
_ROOM = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, whether it is fine, and what to do if not."""

    what: str
    found: str
    fine: bool
    needed: bool = True
    advice: str = ""


def findings(build: Path) -> tuple[Finding, ...]:
    """Return what was found about Python, the packages, Java, the disk and the build."""
    return (_python(), *(_package(name) for name in _PACKAGES), _java(), _disk(build), _build(build))


def _python() -> Finding:
    fine = sys.version_info >= (3, 11)
    return Finding("python", platform.python_version(), fine, advice="" if fine else "Maillage needs 3.11 or newer.")


def _package(name: str) -> Finding:
    try:
        return Finding(name, version(name), fine=True)
    except PackageNotFoundError:
        return Finding(name, "missing", fine=False, advice="Run make install.")


def _java() -> Finding:
    found = shutil.which("java")
    if found is None:
        return Finding("java", "none", fine=False, needed=False, advice="Only the consistency check needs it.")
    said = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr.splitlines()
    return Finding("java", said[0] if said else found, fine=True, needed=False)


def _disk(build: Path) -> Finding:
    place = next(folder for folder in (build, *build.resolve().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    writable = os.access(place, os.W_OK)
    advice = "" if writable else "The folder cannot be written to; choose another with --output."
    return Finding("disk", f"{free / 1024**3:.1f} GB free", free > _ROOM and writable, advice=advice)


def _build(build: Path) -> Finding:
    from graph.connect import connect

    try:
        return Finding("build", f"{len(connect(build))} quads", fine=True)
    except MaillageError as problem:
        return Finding("build", problem.found, fine=False, needed=False, advice="Run maillage build.")
