"""Takes over a new build while the service runs: no restart, no request that fails."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from api.memory import give_back
from api.site import Site
from ontology.errors import MaillageError

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

__all__ = ["watch"]

_LOG = logging.getLogger("maillage.api")
_LINGER = 5.0
"""Seconds that pages which began on the former release may still read it."""


async def watch(app: FastAPI) -> None:
    """Look again and again whether the release's link points elsewhere, and take that over; ends when cancelled."""
    settings = app.state.site.settings
    drains: set[asyncio.Task[None]] = set()
    refused: Path | None = None
    try:
        while True:
            await asyncio.sleep(settings.watch)
            site: Site = app.state.site
            found = await asyncio.to_thread(settings.release.resolve)
            if found in {site.release.folder, refused} or not (found / "build.json").is_file():
                continue
            try:
                await _swap(app, site, drains)
                refused = None
            except (MaillageError, OSError):
                refused = found
                _LOG.exception("the release %s cannot be served; the former one stays", found.name)
    finally:
        for each in drains:
            each.cancel()
        await asyncio.gather(*drains, return_exceptions=True)


async def _swap(app: FastAPI, former: Site, drains: set[asyncio.Task[None]]) -> None:
    made = await asyncio.to_thread(Site.over, former.settings)
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
    _ = (site.release.graphs, site.release.tag)


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
