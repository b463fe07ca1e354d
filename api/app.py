"""Makes the web application: routes, errors and headers over one release."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from api import (
    analyses,
    discovery,
    documentation,
    entities,
    lookup,
    match_page,
    problems,
    questions,
    reconcile,
    shape_pages,
    sparql,
    views,
    what_if_page,
)
from api.endpoint import Endpoint
from api.journal import Journal, Metrics
from api.middleware import Border
from api.openapi import described
from api.site import Site
from api.swapping import watch
from ontology.errors import MaillageError
from ontology.version import __version__

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from api.settings import Settings

__all__ = ["create_app"]

_STATIC = Path(__file__).resolve().parent / "static"
_ROUTERS = (
    views.router,
    lookup.router,
    documentation.router,
    reconcile.router,
    sparql.router,
    discovery.router,
    questions.router,
    analyses.router,
    match_page.router,
    what_if_page.router,
    entities.router,
    shape_pages.router,
)


def create_app(settings: Settings) -> FastAPI:
    """Return the application over the release that the settings name.

    Raises
    ------
    StoreUnavailable
        When there is no release there, or its store cannot be opened.
    """
    site = Site.over(settings)
    app = FastAPI(
        title="Maillage",
        version=__version__,
        summary="A knowledge graph of the AI ecosystem of Hauts-de-France: SPARQL endpoint, linked data and site.",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_running,
    )
    app.state.site = site
    app.state.metrics = Metrics()
    for router in _ROUTERS:
        app.include_router(router)
    app.openapi = described(app)  # type: ignore[method-assign]
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_exception_handler(MaillageError, problems.on_maillage)
    app.add_exception_handler(HTTPException, problems.on_http)
    app.add_exception_handler(RequestValidationError, problems.on_invalid)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(Border)
    app.add_middleware(Endpoint)
    app.add_middleware(Journal, settings=settings, metrics=app.state.metrics)
    return app


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    """Start the workers before the first request, end them after the last; take new builds over meanwhile."""
    site: Site = app.state.site
    await site.pool.start()
    watching = asyncio.ensure_future(watch(app)) if site.settings.watch else None
    try:
        yield
    finally:
        if watching is not None:
            watching.cancel()
        last: Site = app.state.site
        await last.pool.close()
        last.release.close()
        if watching is not None:
            await asyncio.gather(watching, return_exceptions=True)
