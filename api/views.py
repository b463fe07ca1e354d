"""The pages of the site: home, the drawings and dumps of the build, and what monitors ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from api.answers import answer
from api.description import built_at, dataset_description
from api.formats import GRAPHS, HTML
from api.journal import exposition
from api.middleware import OWN_PAGE_POLICY
from api.negotiation import VARY, choose
from api.questions import title_of
from api.release import DOWNLOADS, PAGES
from api.sandbox import Job
from api.serialising import convert
from api.site import language_of, site_of
from graph import catalogue
from ontology.errors import MaillageError
from ontology.iris import BASE
from ontology.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.site import Site
    from graph.rdf import Term

__all__ = ["router"]

router = APIRouter()
_FIGURES = ("actor", "tie", "training", "usecase", "observation", "action", "evidence")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number on the home page, the address of the list that it counts, and how many of them are contributions."""

    key: str
    count: int
    path: str
    contributions: int = 0


@router.get("/", summary="Home", include_in_schema=False)
def home(request: Request) -> Response:
    """Answer the home page."""
    site = site_of(request)
    picked: dict[str, catalogue.Question] = {}
    for question in catalogue.questions():
        picked.setdefault(question.group, question)
    page = site.page(
        request,
        "home.html",
        figures=_figures(site),
        questions=[(each, title_of(site, each, each.example, language_of(request))) for each in picked.values()],
        sources=_sources(request, site),
        downloads=[name for name in DOWNLOADS if site.release.has(name)],
        built=built_at(site)[:10],
    )
    return answer(request, page, HTML)


def _figures(site: Site) -> list[_Figure]:
    """Return what the graph holds, each number with the list that it counts; ties apart by status."""
    counts = {str(row["kind"]): int(str(row["count"])) for row in site.release.rows("kinds")}
    status = {str(row["status"]): row for row in site.release.rows("ties-by-status")}
    found = []
    for kind in _FIGURES:
        if kind == "tie":
            found += [_ties(status, "established"), _ties(status, "proposed")]
        elif kind == "evidence":
            rows = next(iter(site.release.rows("evidence-count")))
            found.append(_Figure(kind, int(str(rows["count"])), "/search?kind=evidence"))
        else:
            found.append(_Figure(kind, counts.get(kind, 0), f"/search?kind={kind}"))
    return [each for each in found if each.count]


def _ties(counted: Mapping[str, Mapping[str, Term]], status: str) -> _Figure:
    row = counted.get(status, {})
    ties, contributions = (int(str(row.get(name, 0))) for name in ("count", "contributions"))
    note = contributions if status == "proposed" else 0
    return _Figure(f"tie.{status}", ties, f"/search?kind=tie&status={status}", note)


def _sources(request: Request, site: Site) -> list[dict[str, object]]:
    facts = site.facts(request)
    found: dict[str, dict[str, object]] = {}
    for row in site.release.rows("sources"):
        said = {name: str(term) for name, term in row.items() if name != "source"}
        found.setdefault(str(row["source"]), {"thing": facts.shown(row["source"]), **said})
    return list(found.values())


@router.get("/network", summary="The network, one page")
def network(request: Request) -> Response:
    """Answer the drawing that the build made."""
    return _file(request, PAGES["network"], "text/html; charset=utf-8", {"Content-Security-Policy": OWN_PAGE_POLICY})


@router.get("/report", summary="The report of the build, one page")
def report(request: Request) -> Response:
    """Answer the report that the build made."""
    return _file(request, PAGES["report"], "text/html; charset=utf-8", {"Content-Security-Policy": OWN_PAGE_POLICY})


@router.get("/dossier", summary="The dossier of the club, one page for print")
def dossier(request: Request) -> Response:
    """Answer the dossier that the build made, in French."""
    return _file(request, PAGES["dossier"], "text/html; charset=utf-8", {"Content-Security-Policy": OWN_PAGE_POLICY})


@router.get("/download/{name}", summary="A file of the release")
def download(request: Request, name: str) -> Response:
    """Answer a dump, a network file or a report."""
    site_of(request).release.file(name)
    return _file(request, name, DOWNLOADS[name], {"Content-Disposition": f'attachment; filename="{name}"'})


def _file(request: Request, name: str, media: str, headers: dict[str, str]) -> Response:
    """Answer a file of the release; its entity tag changes with the build."""
    release = site_of(request).release
    path = release.file(name)
    size = path.stat()
    tag = f'"{release.tag}-{size.st_size:x}-{size.st_mtime_ns:x}"'
    sent = {"ETag": tag, "Cache-Control": "no-cache", "Vary": VARY, **headers}
    held = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if tag in held:
        return Response(status_code=304, headers=sent)
    return FileResponse(path, headers=sent, media_type=media)


@router.get("/void", summary="Description of the dataset (VoID, DCAT)")
@router.get("/void.{suffix}", include_in_schema=False)
def void(request: Request, suffix: str | None = None) -> Response:
    """Answer the description of the dataset in the RDF format asked for."""
    shape = choose(GRAPHS, request.headers.get("accept"), suffix or request.query_params.get("format"))
    return answer(request, convert(dataset_description(site_of(request)).encode(), shape.suffix), shape)


@router.get("/.well-known/void", include_in_schema=False)
def well_known_void(request: Request) -> Response:
    """Lead discovery tools to the description."""
    return RedirectResponse(site_of(request).settings.root_path + "/void.ttl", 302)


@router.get("/robots.txt", include_in_schema=False)
def robots() -> Response:
    """Keep crawlers off the endpoint."""
    return PlainTextResponse("User-agent: *\nDisallow: /sparql\n")


@router.get("/health", summary="Whether the process answers")
def health() -> Response:
    """Answer at once: the process lives."""
    return JSONResponse({"status": "ok", "version": __version__}, headers={"Cache-Control": "no-store"})


@router.get("/ready", summary="Whether queries are answered")
async def ready(request: Request) -> Response:
    """Answer 200 when a worker answers a query over the store, else 503."""
    site = site_of(request)
    try:
        found = await site.pool.answer(Job(query="ASK { ?s ?p ?o }", base=BASE))
    except MaillageError as error:
        return _readiness({"status": "unready", "reason": type(error).__name__}, 503)
    filled = b"true" in found.body
    said = {"status": "ready" if filled else "empty", "version": __version__, "release": site.release.folder.name}
    return _readiness(said, 200 if filled else 503)


@router.get("/metrics", summary="Counts for Prometheus", response_class=PlainTextResponse)
async def metrics(request: Request) -> Response:
    """Answer the counts of this process in the text format of Prometheus."""
    body = exposition(site_of(request), request.app.state.metrics)
    return Response(
        body, 200, {"Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store"}
    )


def _readiness(said: dict[str, str], status: int) -> Response:
    return JSONResponse(said, status, {"Cache-Control": "no-store"})
