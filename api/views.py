"""The pages of the site: home, search, the drawings and dumps of the build, and what monitors ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from api.answers import answer, json_text
from api.description import built_at, dataset_description
from api.formats import GRAPHS, HTML, TABLES
from api.journal import exposition
from api.middleware import OWN_PAGE_POLICY
from api.names import local_path
from api.negotiation import VARY, choose
from api.questions import title_of
from api.refusals import RequestRefused
from api.release import DOWNLOADS, PAGES
from api.sandbox import Job
from api.serialising import convert
from api.site import language_of, site_of
from graph import catalogue
from ontology.errors import MaillageError
from ontology.iris import BASE
from ontology.version import __version__

if TYPE_CHECKING:
    from api.site import Site

__all__ = ["router"]

router = APIRouter()
_FIGURES = ("actor", "tie", "training", "usecase", "observation", "action")
_LONGEST = 200


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


def _figures(site: Site) -> list[tuple[str, int]]:
    counts = {str(row["kind"]): int(str(row["count"])) for row in site.release.rows("kinds")}
    evidence = next(iter(site.release.rows("evidence-count")))
    found = [(kind, counts[kind]) for kind in _FIGURES if counts.get(kind)]
    return [*found, ("evidence", int(str(evidence["count"])))]


def _sources(request: Request, site: Site) -> list[dict[str, object]]:
    facts = site.facts(request)
    found: dict[str, dict[str, object]] = {}
    for row in site.release.rows("sources"):
        said = {name: str(term) for name, term in row.items() if name != "source"}
        found.setdefault(str(row["source"]), {"thing": facts.shown(row["source"]), **said})
    return list(found.values())


@router.get("/search", summary="Search by name, accents and case aside")
def search(request: Request, q: str = "") -> Response:
    """Answer the things that a text names: a page or JSON."""
    site, chosen = site_of(request), language_of(request)
    if len(q) > _LONGEST:
        raise RequestRefused("The text to search is too long.", remedy=f"Give at most {_LONGEST} letters.")
    shape = choose((TABLES[0], HTML), request.headers.get("accept"), request.query_params.get("format"))
    found = site.names.search(q, chosen)
    if shape is HTML:
        shown = [(hit, local_path(hit.iri)) for hit in found]
        return answer(request, site.page(request, "search.html", text=q, found=shown), HTML)
    listed = [{"iri": hit.iri, "label": hit.label, "matched": hit.name, "kind": hit.kind} for hit in found]
    return answer(request, json_text({"query": q, "results": listed, "count": len(listed)}), shape)


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
