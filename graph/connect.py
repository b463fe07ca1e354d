"""Opens a store wherever it is: a folder of ours or a SPARQL endpoint's address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import StoreUnavailable

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["connect", "folder_of"]


def connect(where: str | Path, *, timeout: float = 30.0) -> Store:
    """Return the store at a place, open for reading.

    Parameters
    ----------
    where
        A store's folder, a build's folder (its current release is taken) or an http(s) address.
    timeout
        Seconds to wait for each answer of an address.

    Raises
    ------
    StoreUnavailable
        When there is no store there.
    """
    if str(where).startswith(("http://", "https://")):
        from graph.remote import Remote

        return Remote(str(where), timeout=timeout)
    from graph.embedded import Embedded

    return Embedded(folder_of(Path(where)), read_only=True)


def folder_of(where: Path) -> Path:
    """Return the folder of the store that ``where`` is or holds, links resolved so that a swap changes nothing."""
    for candidate in (where / "current" / "store", where / "store", where):
        if (candidate / "CURRENT").is_file():
            return candidate.resolve()
    raise StoreUnavailable("no store here.", where=str(where), remedy="Run `maillage build` first.")
