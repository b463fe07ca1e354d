"""The IRIs of the base under this host: a page for people and RDF for machines, for each thing, concept and row.

The answer is direct (200 with ``Content-Location``), not a redirect: an IRI ends in a document by ``Accept``, by
suffix (``.ttl``, ``.nt``, ``.jsonld``, ``.rdf``, ``.trig``, ``.nq``, ``.html``) or by ``?format=``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.answers import answer
from api.facts import is_evidence
from api.formats import GRAPHS, HTML
from api.names import local_path
from api.negotiation import VARY, choose
from api.pages import thing_page
from api.refusals import Gone
from api.serialising import write_terms
from api.site import alternates, site_of
from graph.rdf import Iri
from loaders.people_rows import name_digest
from ontology.errors import UnknownName
from ontology.iris import BASE, GRAPH, NS
from ontology.iris import thing as thing_iri

if TYPE_CHECKING:
    from api.facts import Facts, Statement
    from api.site import Site

__all__ = ["router"]

router = APIRouter()
_OFFERED = (*GRAPHS, HTML)
_WRITABLE = re.compile(r"[^<>\"{}|^`\\\x00-\x20]+\Z")
_ONTOLOGY = GRAPH + "ontology"


@router.get("/id/{rest:path}", summary="A thing: actor, tie, training, use case, figure ...")
def thing(request: Request, rest: str) -> Response:
    """Answer ``/id/{kind}/{key}``."""
    return _resource(request, "id/" + rest)


@router.get("/scheme/{rest:path}", summary="A concept scheme or one of its concepts")
def concept(request: Request, rest: str) -> Response:
    """Answer ``/scheme/{scheme}`` and ``/scheme/{scheme}/{key}``."""
    return _resource(request, "scheme/" + rest)


@router.get("/evidence/{rest:path}", summary="The row of a source that says something, with all it says")
def evidence(request: Request, rest: str) -> Response:
    """Answer ``/evidence/{source}/{table}-{row}``."""
    return _resource(request, "evidence/" + rest)


@router.get("/graph/{rest:path}", summary="A graph that the build made")
def graph(request: Request, rest: str) -> Response:
    """Answer ``/graph/{name}``."""
    return _resource(request, "graph/" + rest)


@router.get("/.well-known/genid/{rest:path}", include_in_schema=False)
def nameless(request: Request, rest: str) -> Response:
    """Answer a node that its author gave no name."""
    return _resource(request, ".well-known/genid/" + rest)


@router.get("/ns", summary="The ontology")
@router.get("/ns.{suffix}", include_in_schema=False)
def ontology(request: Request, suffix: str | None = None) -> Response:
    """Answer the ontology's own IRI."""
    site = site_of(request)
    shape = choose(_OFFERED, request.headers.get("accept"), suffix or request.query_params.get("format"))
    links = alternates("/ns", GRAPHS)
    facts = site.facts(request)
    if shape is HTML:
        page = site.page(request, "vocabulary.html", terms=_vocabulary(facts), alternates=links)
        return answer(request, page, HTML, _links(site, "ns", links))
    return answer(request, write_terms(facts.in_graph(_ONTOLOGY), shape.suffix), shape, _links(site, "ns", links))


def _resource(request: Request, rest: str) -> Response:
    site = site_of(request)
    path, suffix = _split(rest)
    if not _WRITABLE.match(path):
        raise UnknownName("The address holds signs that no IRI may hold.", remedy="Search by name at /search.")
    iri, facts = BASE + path, site.facts(request)
    named = suffix or request.query_params.get("format")
    shape = choose(_OFFERED, request.headers.get("accept"), named)
    moved = _moved(site, iri, suffix)
    if moved is not None:
        return moved
    if shape is HTML:
        return _page(request, site, facts, path) or _elsewhere(site, iri, suffix)
    found = _described(facts, iri)
    if not found:
        return _elsewhere(site, iri, suffix)
    body = write_terms(found, shape.suffix)
    location = {"Content-Location": f"{site.settings.root_path}/{path}.{shape.suffix}"}
    return answer(request, body, shape, {**_links(site, path, alternates("/" + path, GRAPHS)), **location})


def _split(rest: str) -> tuple[str, str | None]:
    """Return the path of the thing and the suffix of the document, if there is one."""
    path, _, suffix = rest.rpartition(".")
    return (path, suffix) if path and suffix in {shape.suffix for shape in _OFFERED} else (rest, None)


def _page(request: Request, site: Site, facts: Facts, path: str) -> Response | None:
    found = thing_page(facts, BASE + path)
    if found is None:
        return None
    links = alternates("/" + path, GRAPHS)
    page = site.page(request, "thing.html", page=found, alternates=links)
    return answer(request, page, HTML, _links(site, path, links))


def _described(facts: Facts, iri: str) -> tuple[Statement, ...]:
    """Return what a document about a thing says: all about it, all that refers to it, and the row when it is one."""
    rows = facts.in_graph(iri) if is_evidence(iri) or iri.startswith(GRAPH) else ()
    about = facts.said_of(iri)
    if iri.startswith(GRAPH):
        return (*about, *rows)
    if iri.startswith(BASE + "scheme/") and not any(str(name).endswith("#inScheme") for _, name, _, _ in about):
        rows = tuple(
            (row["s"], row["p"], row["o"], str(row["g"])) for row in facts.release.rows("concepts-of", scheme=Iri(iri))
        )
    found = (*about, *facts.said_with(iri), *rows)
    return tuple(dict.fromkeys(found))


def _moved(site: Site, iri: str, suffix: str | None) -> Response | None:
    """Return the way to what stands for a merged thing, or ``None`` when the thing stands for itself."""
    found = (str(row["successor"]) for row in site.release.rows("successor-of", thing=Iri(iri)))
    return next((_redirected(site, each, suffix) for each in found if each != iri and local_path(each)), None)


def _redirected(site: Site, successor: str, suffix: str | None) -> Response:
    ending = f".{suffix}" if suffix else ""
    return RedirectResponse(f"{site.settings.root_path}{local_path(successor)}{ending}", 301, {"Vary": VARY})


def _elsewhere(site: Site, iri: str, suffix: str | None) -> Response:
    """Answer an IRI that the graph does not describe: known by another spelling, withdrawn, or never there."""
    if site.release.tombstone(Iri(iri)) or _withdrawn(site, iri):
        raise Gone("This page was withdrawn.", remedy="Its address will not be used again.")
    kind, _, key = iri.removeprefix(BASE + "id/").partition("/")
    known = site.release.search.named(key, "actor") if kind == "actor" else ()
    if len(known) == 1 and known[0] != iri:
        return _redirected(site, known[0], suffix)
    raise UnknownName(f"The graph says nothing of {iri}.", remedy="Search by name at /search.")


def _withdrawn(site: Site, iri: str) -> bool:
    """Tell whether a person of this address asked to be left out; the graph knows only a digest."""
    key = iri.removeprefix(BASE + "id/person/")
    digests = {name_digest(key), name_digest(key.replace("-", " "))}
    return key != iri and any(site.release.tombstone(Iri(thing_iri("withdrawn", each))) for each in digests)


def _links(site: Site, path: str, links: tuple[tuple[str, str, str], ...]) -> dict[str, str]:
    root = site.settings.root_path
    said = [f'<{root}{address}>; rel="alternate"; type="{media}"' for _, address, media in links]
    said += [f'<{BASE}{path}>; rel="canonical"', f'<{root}/{path}.ttl>; rel="describedby"; type="text/turtle"']
    return {"Link": ", ".join(said), "Last-Modified": site.release.modified}


def _vocabulary(facts: Facts) -> dict[str, list[dict[str, object]]]:
    """Return the terms of the ontology by kind, each with its label, comment and relations."""
    found: dict[str, dict[str, dict[str, object]]] = {}
    for row in facts.release.rows("vocabulary"):
        kind, iri = str(row["kind"]).rpartition("#")[2], str(row["term"])
        term = found.setdefault(kind, {}).setdefault(iri, _term(facts, iri))
        comment = row.get("comment")
        language = getattr(comment, "language", None) or ""
        if comment is not None and (language == facts.language or not term["comment"]):
            term["comment"] = str(comment)
        for name in ("parent", "domain", "range"):
            if name in row:
                term[name] = facts.shown(row[name])
    return {kind: sorted(terms.values(), key=lambda term: str(term["name"])) for kind, terms in found.items()}


def _term(facts: Facts, iri: str) -> dict[str, object]:
    return {"iri": iri, "name": iri.removeprefix(NS), "label": facts.thing(iri), "comment": ""}
