"""The folders of a build: a release is made beside the one that serves and swapped in by one rename.

``output/releases/<stamp>`` holds each release, ``output/current`` is a link to the one that serves, and
``output/<file>`` links to the file of that name in ``current``. A build that dies leaves ``releases/.new-...``, which
the next build removes.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from graph.report import BuildReport
from ontology.errors import BuildFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.analysis import Analyses
    from graph.network import Network
    from graph.store import Store
    from shapes.findings import Violation

    Publisher = Callable[["Release"], tuple[Path, ...]]

__all__ = ["KEPT", "Release", "begun", "current", "explained", "locked", "published", "stamp", "standing"]

KEPT = 2
"""Releases left on disk: the one that serves and the one before, which a server may still have open."""

_NEW = ".new-"
_SPACE = {errno.ENOSPC, errno.EDQUOT}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True, slots=True)
class Release:
    """A release while it is made: what a publisher may draw or write from, and the folder it writes to."""

    folder: Path
    store: Store
    network: Network
    analyses: Analyses
    report: BuildReport
    violations: tuple[Violation, ...]


def current(output: Path) -> Path:
    """Return the link to the release that serves."""
    return output / "current"


def stamp(fingerprint: str) -> str:
    """Return the name of a release: the moment it was made, then the first signs of what it was made of."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{fingerprint[:8]}"


def standing(output: Path, fingerprint: str) -> BuildReport | None:
    """Return the report of the release that serves when it was made of the same inputs and is whole."""
    folder = current(output)
    try:
        made = json.loads((folder / "build.json").read_text(encoding="utf-8"))
        if made["fingerprint"] != fingerprint or not all((folder / name).exists() for name in made["files"]):
            return None
        return BuildReport.from_json((folder / "report.json").read_text(encoding="utf-8")).as_unchanged()
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the folder for one build at a time; the system lets go of the lock of a build that dies.

    Raises
    ------
    BuildFailed
        When another build is at work there.
    """
    import fcntl

    output.mkdir(parents=True, exist_ok=True)
    with (output / ".lock").open("a+", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            handle.seek(0)
            raise BuildFailed(
                f"another build (process {handle.read().strip() or 'unknown'}) is at work.",
                where=str(output),
                remedy="Wait until it ends.",
            ) from problem
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


@contextmanager
def begun(output: Path, name: str) -> Iterator[Path]:
    """Give an empty folder for a new release, dead builds' leftovers removed; nothing of it stays on an error."""
    releases = output / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    for dead in releases.glob(f"{_NEW}*"):
        shutil.rmtree(dead)
    folder = releases / f"{_NEW}{name}"
    folder.mkdir()
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def published(output: Path, made: Path) -> Path:
    """Swap a finished release in and return its folder; the former one serves until the last rename."""
    for entry in (current(output), *(output / path.name for path in made.iterdir())):
        if entry.exists() and not entry.is_symlink():
            raise BuildFailed("a link of the build must go here.", where=str(entry), remedy="Move what stands there.")
    _synced(made)
    folder = made.with_name(made.name.removeprefix(_NEW))
    made.rename(folder)
    _sync(folder.parent)
    _link(current(output), Path("releases") / folder.name)
    for entry in sorted(folder.iterdir()):
        _link(output / entry.name, Path("current") / entry.name)
    _sync(output)
    _forgotten(output)
    return folder


def _forgotten(output: Path) -> None:
    """Remove links to files that the current release has no more, and releases older than the kept ones."""
    for entry in output.iterdir():
        if entry.is_symlink() and entry.readlink().parts[0] == "current" and not entry.exists():
            entry.unlink()
    releases = sorted(path for path in (output / "releases").iterdir() if not path.name.startswith(_NEW))
    serving = current(output).resolve()
    for old in [path for path in releases if path.resolve() != serving][: -(KEPT - 1)]:
        shutil.rmtree(old, ignore_errors=True)


def _link(link: Path, target: Path) -> None:
    """Point a link at a target in one step."""
    if link.is_symlink() and link.readlink() == target:
        return
    fresh = link.with_name(f".{link.name}.link")
    with suppress(FileNotFoundError):
        fresh.unlink()
    fresh.symlink_to(target)
    fresh.replace(link)


def _synced(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def explained(problem: OSError, output: Path) -> BuildFailed:
    """Return one clear sentence for what the file system refused."""
    said = str(problem)
    if problem.errno in _SPACE or "No space left" in said:
        return BuildFailed("no space is left on the disk.", where=str(output), remedy="Make room and build again.")
    if problem.errno in _DENIED or "Permission denied" in said or "Read-only" in said:
        return BuildFailed(
            "the folder cannot be written.", where=str(output), remedy="Choose another one with --output."
        )
    return BuildFailed(f"the release cannot be written ({said}).", where=str(output), remedy="Choose another folder.")
