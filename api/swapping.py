"""Takes over a new build while the service runs: no restart, no request that fails."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING

from api.memory import give_back
from api.site import Site
from ontology.errors import MaillageError

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

    from api.settings import Settings

__all__ = ["watch"]

_LOG = logging.getLogger("maillage.api")
_LINGER = 5.0
"""Seconds that pages which began on the former release may still read it."""
_REMOTE = 60
"""How many times as long a server is left in peace as a link on the disk: the look costs it a query."""


async def watch(app: FastAPI) -> None:
    """Look again and again whether there is something new to serve, and take it over; ends when cancelled.

    A build is new when the release's link points elsewhere; a server's graph when its ``labels-mark`` changed.
    """
    settings: Settings = app.state.site.settings
    drains: set[asyncio.Task[None]] = set()
    look = _Graph().changed if settings.is_remote else _Link(settings).moved
    try:
        while True:
            await asyncio.sleep(settings.watch * (_REMOTE if settings.is_remote else 1))
            site: Site = app.state.site
            if not await look(site):
                continue
            try:
                await _swap(app, site, drains)
            except (MaillageError, OSError):
                _LOG.exception("the new release cannot be served; the former one stays")
    finally:
        for each in drains:
            each.cancel()
        await asyncio.gather(*drains, return_exceptions=True)


class _Link:
    """The link to the release that should be served."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._offered: Path | None = None

    async def moved(self, site: Site) -> bool:
        """Tell whether it points to a release that was not tried yet."""
        found = await asyncio.to_thread(self._settings.release.resolve)
        if found in {site.release.folder, self._offered} or not (found / "build.json").is_file():
            return False
        self._offered = found
        return True


class _Graph:
    """A server's graph, by its mark."""

    def __init__(self) -> None:
        self._mark: tuple[str, ...] = ()

    async def changed(self, site: Site) -> bool:
        """Tell whether the mark is another than at the last look; a server that does not answer has not changed."""
        try:
            row = next(iter(await asyncio.to_thread(site.release.rows, "labels-mark")))
        except (MaillageError, OSError):
            return False
        mark = tuple(str(row[name]) for name in ("triples", "names", "length"))
        former, self._mark = self._mark, mark
        return bool(former) and former != mark


async def _swap(app: FastAPI, former: Site, drains: set[asyncio.Task[None]]) -> None:
    made = await asyncio.to_thread(partial(Site.over, former.settings, changed=former.settings.is_remote))
    try:
        await made.pool.start()
        await asyncio.to_thread(_warmed, made)
    except BaseException:
        made.release.close()
        raise
    app.state.site = made
    app.state.metrics.swaps += 1
    task = asyncio.ensure_future(_drained(former))
    drains.add(task)
    task.add_done_callback(drains.discard)


def _warmed(site: Site) -> None:
    """Read once what the first requests would wait for."""
    _ = (site.release.graphs, site.release.tag, site.release.search)


async def _drained(former: Site) -> None:
    """Let the queries of the former release end, then let go of it."""
    limits = former.settings
    try:
        await asyncio.sleep(_LINGER)
        await former.pool.drain(limits.deadline + limits.transfer)
    finally:
        await former.pool.close()
        former.release.close()
        former.kept.forget()
        await asyncio.to_thread(give_back)
