"""Makes the web application: routes, errors and headers over one release."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from api import analyses, entities, problems, questions, sparql, views
from api.endpoint import Endpoint
from api.middleware import Border
from api.site import Site
from ontology.errors import MaillageError
from ontology.version import __version__

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from api.settings import Settings

__all__ = ["create_app"]

_STATIC = Path(__file__).resolve().parent / "static"
_ROUTERS = (views.router, sparql.router, questions.router, analyses.router, entities.router)


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
    for router in _ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_exception_handler(MaillageError, problems.on_maillage)
    app.add_exception_handler(HTTPException, problems.on_http)
    app.add_exception_handler(RequestValidationError, problems.on_invalid)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(Border)
    app.add_middleware(Endpoint)
    return app


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    """Start the workers before the first request, end them after the last."""
    site: Site = app.state.site
    await site.pool.start()
    try:
        yield
    finally:
        await site.pool.close()
        site.release.close()
