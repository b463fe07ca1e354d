"""What a release is made of: one digest of the tables, the ontology, the shapes and the code."""

from __future__ import annotations

import hashlib
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["fingerprint"]

_PACKAGES = ("graph", "loaders", "ontology", "shapes", "visualizations")
_ENGINES = ("networkx", "numpy", "pyoxigraph", "pyshacl", "pyvis", "rdflib", "scipy")
_LEFT_OUT = (".pyc", ".pyo")


def fingerprint(tables: Path, options: Iterable[str] = ()) -> str:
    """Return the SHA-256 of all that decides what a build writes; times and places of files do not count.

    Parameters
    ----------
    tables
        Folder of the tables that are read.
    options
        The choices of the build, each as a word.
    """
    digest = hashlib.sha256()
    for word in ("maillage", __version__, sys.version, *_versions(), *options):
        digest.update(word.encode() + b"\0")
    root = Path(__file__).resolve().parent.parent
    for name in _PACKAGES:
        _add(digest, _files(root / name, without=root / "loaders" / "tables"), root)
    _add(digest, sorted(tables.glob("*.csv")), tables)
    return digest.hexdigest()


def _versions() -> Iterator[str]:
    for name in _ENGINES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} none"


def _files(folder: Path, *, without: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in _LEFT_OUT and without not in path.parents
    )


def _add(digest: hashlib._Hash, paths: Iterable[Path], root: Path) -> None:
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
