"""The Reconciliation API 0.2 (W3C community group, 2023): spreadsheets matched to the graph, as OpenRefine does."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from markupsafe import escape
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, Response

from api.matching import PROPERTIES, TYPES, Query, TypeOf, identified, match
from api.refusals import BodyTooLarge, RequestRefused, RequestTooSlow
from api.site import language_of, site_of
from api.wording import say
from graph.rdf import XSD, Iri, Literal
from graph.search_index import folded
from ontology.errors import UnknownName
from ontology.iris import BASE, NS
from ontology.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from api.matching import Candidate, Property
    from api.searching import Hit
    from api.site import Site
    from graph.rdf import Term

__all__ = ["BATCH", "router"]

router = APIRouter()
BATCH = 100
"""Queries that one request may hold."""
_USUAL, _MOST = 5, 50
_TEXT = 500
_CARD = (430, 210)


@router.api_route("/reconcile", methods=["GET", "POST"], summary="Reconciliation service: manifest, queries, extend")
@router.api_route("/reconcile/", methods=["GET", "POST"], include_in_schema=False)
async def reconcile(request: Request) -> Response:
    """Answer the manifest, a batch of queries or a data extension."""
    given = {name: value for name, value in request.query_params.items() if name in ("queries", "extend")}
    if request.method == "POST":
        given |= await _form(request)
    site, language = site_of(request), language_of(request)
    if "queries" in given:
        return _json(await run_in_threadpool(_answered, site, language, _read(given["queries"], "queries")))
    if "extend" in given:
        return _json(await run_in_threadpool(_extended, site, language, _read(given["extend"], "extend")))
    return _json(_manifest(site, language))


async def _form(request: Request) -> dict[str, str]:
    """Return what a form holds; both kinds of form that clients send are plain enough to read here."""
    settings = site_of(request).settings
    try:
        async with asyncio.timeout(settings.upload):
            body = await _body(request, settings.body_bytes)
    except TimeoutError as error:
        raise RequestTooSlow(
            f"The body did not come within {settings.upload:g} s.", remedy="Send it at once."
        ) from error
    if request.headers.get("content-type", "").startswith("application/json"):
        raise RequestRefused("The queries must come in a form.", remedy="POST queries=... as a form field.")
    try:
        fields = parse_qs(body.decode("utf-8"), strict_parsing=bool(body), max_num_fields=10)
    except ValueError as error:
        raise RequestRefused("The form cannot be read.", remedy="POST queries=... url-encoded.") from error
    return {name: values[-1] for name, values in fields.items() if name in ("queries", "extend")}


async def _body(request: Request, most: int) -> bytes:
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > most:
            raise BodyTooLarge("The form is too long.", remedy=f"Send at most {most} bytes.")
    return bytes(found)


def _read(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair is no text and could not be answered
    except (ValueError, RecursionError) as error:
        raise RequestRefused(f"{name} is no JSON.", remedy=f"Write {name} as a JSON object.") from error
    if not isinstance(found, dict):
        raise RequestRefused(f"{name} is no JSON object.", remedy=f"Write {name} as a JSON object.")
    return found


def _answered(site: Site, language: str, queries: dict[str, Any]) -> dict[str, object]:
    if len(queries) > BATCH:
        raise _too_many()
    return {key: {"result": _results(site, language, _query(key, raw))} for key, raw in queries.items()}


def _too_many() -> BodyTooLarge:
    return BodyTooLarge("The batch is too long.", remedy=f"Send at most {BATCH} at a time (batchSize).")


def _results(site: Site, language: str, query: Query) -> list[dict[str, object]]:
    return [_candidate(each, language) for each in match(site.release.search, query)]


def _query(key: str, raw: Any) -> Query:
    """Return one query; what cannot be read is refused by the name of the query."""
    if not isinstance(raw, dict):
        raise RequestRefused(f"The query {key!r} is no object.", remedy='Write {"q0": {"query": "CRISTAL"}}.')
    text, kinds, most = raw.get("query", ""), raw.get("type", ()), raw.get("limit", _USUAL)
    if not isinstance(text, str) or len(text) > _TEXT:
        raise RequestRefused(f"The text of {key!r} cannot be read.", remedy=f"Give at most {_TEXT} letters.")
    named = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else ()
    types = frozenset(str(each).removeprefix(NS) for each in named if each)
    unknown = sorted(types - {each.id for each in TYPES})
    if unknown:
        raise RequestRefused(f"The type {unknown[0]!r} is not known.", remedy="Ask /reconcile/suggest/type for types.")
    asked = int(most) if isinstance(most, int | float) and not isinstance(most, bool) and 1 <= most < 1e6 else _USUAL
    known = raw.get("properties", ())
    pairs = tuple(_pair(each) for each in known if isinstance(each, dict)) if isinstance(known, list) else ()
    return Query(text, types, min(asked, _MOST), tuple(pair for pair in pairs if pair[1]))


def _pair(raw: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return a property and its values; a property that is not ours says nothing."""
    name, value = str(raw.get("pid", "")), raw.get("v")
    if name not in {each.id for each in PROPERTIES}:
        return name, ()
    values = value if isinstance(value, list) else [value]
    words = [each.get("name", each.get("id", "")) if isinstance(each, dict) else each for each in values]
    return name, tuple(folded(str(word)) for word in words if word not in (None, ""))


def _candidate(found: Candidate, language: str) -> dict[str, object]:
    hit = found.hit
    told: dict[str, object] = {
        "id": hit.key,
        "name": hit.label(language),
        "score": found.score,
        "match": found.match,
        "type": [_type(each, language) for each in TYPES if each.kind == hit.kind],
        "features": [{"id": "exact-name", "value": found.exact}],
    }
    return told | ({"description": hit.about(language)} if hit.about(language) else {})


def _type(found: TypeOf, language: str) -> dict[str, str]:
    return {"id": found.id, "name": found.en if language == "en" else found.fr}


def _manifest(site: Site, language: str) -> dict[str, object]:
    base = site.settings.public_url
    ways = {
        name: {"service_url": base, "service_path": f"/reconcile/suggest/{name}",
               "flyout_service_url": base, "flyout_service_path": f"/reconcile/flyout/{name}?id=${{id}}"}
        for name in ("entity", "type", "property")
    }  # fmt: skip
    return {
        "versions": ["0.2"],
        "name": "Maillage" + ("" if language == "en" else " (écosystème IA des Hauts-de-France)"),
        "identifierSpace": BASE + "id/",
        "schemaSpace": NS,
        "documentation": f"{base}/docs",
        "serviceVersion": __version__,
        "defaultTypes": [_type(TYPES[0], language)],
        "view": {"url": f"{base}/id/{{{{id}}}}"},
        "suggest": ways,
        "preview": {"url": f"{base}/reconcile/preview?id={{{{id}}}}", "width": _CARD[0], "height": _CARD[1]},
        "extend": {"propose_properties": {"service_url": base, "service_path": "/reconcile/properties"},
                   "property_settings": []},
        "batchSize": BATCH,
    }  # fmt: skip


@router.get("/reconcile/suggest/entity", summary="Reconciliation service: complete a name")
def suggest_entity(request: Request, prefix: str = "", cursor: int = 0) -> Response:
    """Answer the things whose names begin so."""
    language, start = language_of(request), max(0, min(cursor, 1000))
    found = site_of(request).release.search.suggest(prefix[:_TEXT], [each.kind for each in TYPES], start + 20)[start:]
    return _json({"result": [_suggested(hit, language) for hit in found]})


def _suggested(hit: Hit, language: str) -> dict[str, object]:
    told: dict[str, object] = {
        "id": hit.key,
        "name": hit.label(language),
        "notable": [_type(each, language) for each in TYPES if each.kind == hit.kind],
    }
    return told | ({"description": hit.about(language)} if hit.about(language) else {})


@router.get("/reconcile/suggest/type", summary="Reconciliation service: complete the name of a type")
def suggest_type(request: Request, prefix: str = "", cursor: int = 0) -> Response:
    """Answer the types whose names begin so."""
    language = language_of(request)
    found = [each for each in TYPES if _begins(prefix, each.id, each.fr, each.en)]
    return _json({"result": [_type(each, language) for each in found[max(0, cursor) :]]})


@router.get("/reconcile/suggest/property", summary="Reconciliation service: complete the name of a property")
def suggest_property(request: Request, prefix: str = "", cursor: int = 0) -> Response:
    """Answer the properties whose names begin so."""
    language = language_of(request)
    found = [each for each in PROPERTIES if _begins(prefix, each.id, each.fr, each.en)]
    return _json({"result": [{"id": each.id, "name": each.name(language)} for each in found[max(0, cursor) :]]})


@router.get("/reconcile/flyout/entity", summary="Reconciliation service: a few words on a suggested thing")
def flyout_entity(request: Request, id: str = "") -> Response:  # noqa: A002 - the name is the standard's
    """Answer the kind and description of a thing."""
    language, site = language_of(request), site_of(request)
    hit = identified(site.release.search, id)
    if hit is None:
        raise _nothing(id)
    return _flyout(hit.key, hit.label(language), say(f"one.{hit.kind}", language) or hit.kind, hit.about(language))


@router.get("/reconcile/flyout/type", summary="Reconciliation service: a few words on a suggested type")
def flyout_type(request: Request, id: str = "") -> Response:  # noqa: A002 - the name is the standard's
    """Answer the name of a type."""
    for each in TYPES:
        if each.id == id.removeprefix(NS):
            return _flyout(each.id, _type(each, language_of(request))["name"], NS + each.id)
    raise _nothing(id)


@router.get("/reconcile/flyout/property", summary="Reconciliation service: a few words on a suggested property")
def flyout_property(request: Request, id: str = "") -> Response:  # noqa: A002 - the name is the standard's
    """Answer the name of a property and the types that have it."""
    language = language_of(request)
    for each in PROPERTIES:
        if each.id == id:
            having = ", ".join(_type(kind, language)["name"] for kind in TYPES if kind.id in each.types)
            return _flyout(each.id, each.name(language), having)
    raise _nothing(id)


def _flyout(identifier: str, name: str, *lines: str) -> Response:
    """Return what a client pastes into its own page: nothing in it may be more than text."""
    said = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return _json({"id": identifier, "html": f"<div><p><b>{escape(name)}</b></p>{said}</div>"})


def _nothing(identifier: str) -> UnknownName:
    return UnknownName(f"{identifier[:100]!r} names nothing here.", remedy="Give an identifier such as actor/cristal.")


def _begins(prefix: str, *names: str) -> bool:
    return any(f" {folded(name)}".find(f" {folded(prefix)}") >= 0 for name in names)


@router.get("/reconcile/properties", summary="Reconciliation service: properties that a column may be extended with")
def propose(request: Request, type: str = "", limit: int = 0) -> Response:  # noqa: A002 - the name is the standard's
    """Answer the properties of a type."""
    language, asked = language_of(request), type.removeprefix(NS)
    found = [each for each in PROPERTIES if not asked or asked in each.types]
    told: dict[str, object] = {"properties": [{"id": each.id, "name": each.name(language)} for each in found]}
    if asked:
        told["type"] = asked
    if limit > 0:
        told |= {"limit": limit, "properties": [{"id": each.id, "name": each.name(language)} for each in found[:limit]]}
    return _json(told)


@router.get("/reconcile/preview", summary="Reconciliation service: a card of a thing", response_class=HTMLResponse)
def preview(request: Request, id: str) -> Response:  # noqa: A002 - the name is the standard's
    """Answer a small page that OpenRefine shows in a frame."""
    site = site_of(request)
    hit = identified(site.release.search, id)
    if hit is None:
        raise _nothing(id)
    page = site.page(request, "preview.html", hit=hit, path="/" + hit.iri.removeprefix(BASE))
    policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors *"
    return HTMLResponse(page, headers={"Content-Security-Policy": policy, "Vary": "Accept-Language"})


def _extended(site: Site, language: str, asked: dict[str, Any]) -> dict[str, object]:
    ids, wanted = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list):
        raise RequestRefused("extend lacks ids or properties.", remedy="Give both, as lists.")
    if len(ids) > BATCH or len(wanted) > BATCH:
        raise _too_many()
    known = {each.id: each for each in PROPERTIES}
    names = list(dict.fromkeys(str(each.get("id"))[:100] for each in wanted if isinstance(each, dict)))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise RequestRefused(f"The property {unknown[0]!r} is not known.", remedy="Ask /reconcile/properties.")
    rows = {str(each): {name: _cells(site, language, str(each), known[name]) for name in names} for each in ids}
    return {"meta": [{"id": name, "name": known[name].name(language)} for name in names], "rows": rows}


def _cells(site: Site, language: str, identifier: str, wanted: Property) -> list[dict[str, object]]:
    hit = identified(site.release.search, identifier)
    if hit is None:
        return []
    steps = wanted.path.split("/" + NS)
    things: list[Term] = [Iri(hit.iri)]
    for step in (steps[0], *(NS + each for each in steps[1:])):
        rows = (site.release.rows("values-of", thing=each, property=Iri(step)) for each in things)
        things = list(dict.fromkeys(row["value"] for each in rows for row in each))
    cells = [_cell(site, language, value) for value in things]
    return sorted(cells, key=lambda cell: str(next(iter(cell.values()))))


def _cell(site: Site, language: str, value: Term) -> dict[str, object]:
    if isinstance(value, Iri):
        label = site.names.label(value.value, language)
        if value.value.startswith(BASE + "id/"):
            return {"id": value.value.removeprefix(BASE + "id/"), "name": label}
        return {"str": label}
    number = _NUMBERS.get(value.datatype) if isinstance(value, Literal) else None
    return number(str(value)) if number else {"str": str(value)}


_NUMBERS: Mapping[str, Callable[[str], dict[str, object]]] = {
    XSD + "integer": lambda text: {"int": int(text)},
    XSD + "decimal": lambda text: {"float": float(text)},
    XSD + "double": lambda text: {"float": float(text)},
}


def _json(found: object) -> Response:
    return JSONResponse(found, headers={"Cache-Control": "no-cache", "Vary": "Accept-Language, Origin"})
