"""Finding things by name: the search with its facets and pages, and the completions while one types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import answer
from api.envelope import Paging, envelope
from api.formats import HTML, TABLES
from api.names import local_path
from api.negotiation import choose
from api.refusals import RequestRefused
from api.searching import FUZZY, SOME
from api.site import language_of, site_of
from api.wording import say
from graph.search_index import FACETS
from ontology.iris import BASE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.searching import Hit
    from api.site import Site

__all__ = ["router"]

router = APIRouter()
_LONGEST = 200
_SCHEMES = {"sector": "sectors", "role": "actor-roles", "status": "tie-status"}
_SHOWN = 12
"""Values of a facet that the page lists."""


@dataclass(frozen=True, slots=True)
class _Value:
    """One value of a facet: its words, how many things have it, and the address of that search."""

    value: str
    label: str
    count: int
    parameters: Mapping[str, str]


@router.get("/search", summary="Search by name or words, accents, case and small mistakes aside")
def search(request: Request, q: str = "") -> Response:
    """Answer one page of the things that a text names, with facets: a page or JSON."""
    site, chosen = site_of(request), language_of(request)
    narrowed = {name: request.query_params[name] for name in FACETS if request.query_params.get(name)}
    _checked(q, *narrowed.values())
    shape = choose((TABLES[0], HTML), request.headers.get("accept"), request.query_params.get("format"))
    paging = Paging.of(request, size=25, most=200)
    found = site.release.search.search(q, narrowed, page=paging.page, size=paging.size)
    given = {"q": q, **narrowed} if q else narrowed
    facets = {name: _values(site, chosen, given, name, found.facets.get(name, ())) for name in FACETS}
    if shape is HTML:
        page = site.page(
            request,
            "search.html",
            text=q,
            hits=[(hit, local_path(hit.iri)) for hit in found.hits],
            count=found.count,
            paging=paging,
            pages=paging.pages(found.count),
            given=given,
            dropped=[_dropped(site, chosen, given, name) for name in narrowed],
            facets={name: each[:_SHOWN] for name, each in facets.items() if name not in narrowed and len(each) > 1},
            near={FUZZY: "search.fuzzy", SOME: "search.some"}.get(found.hits[0].tier) if found.hits else None,
        )
        return answer(request, page, HTML)
    told = {
        name: [{"value": each.value, "label": each.label, "count": each.count} for each in values]
        for name, values in facets.items()
    }
    listed = [_told(hit, chosen) for hit in found.hits]
    body = envelope(request, listed, count=found.count, paging=paging, language=chosen, query=q, facets=told)
    return answer(request, body, shape)


@router.get("/suggest", summary="Completions of a name while one types")
def suggest(request: Request, q: str = "", kind: str = "", limit: int = 10) -> Response:
    """Answer at most 20 completions in JSON, best first."""
    site, chosen = site_of(request), language_of(request)
    _checked(q)
    kinds = tuple(each for each in kind.split(",") if each)[:10]
    found = site.release.search.suggest(q, kinds, max(1, min(limit, 20)))
    listed = [_told(hit, chosen) for hit in found]
    return answer(request, envelope(request, listed, count=len(listed), language=chosen, query=q), TABLES[0])


def _checked(*texts: str) -> None:
    if any(len(text) > _LONGEST for text in texts):
        raise RequestRefused("The text to search is too long.", remedy=f"Give at most {_LONGEST} letters.")


def _told(hit: Hit, language: str) -> dict[str, object]:
    return {
        "iri": hit.iri,
        "kind": hit.kind,
        "label": hit.label(language),
        "matched": hit.name,
        "description": hit.about(language),
    }


def _values(
    site: Site, language: str, given: Mapping[str, str], facet: str, counted: tuple[tuple[str, int], ...]
) -> list[_Value]:
    return [
        _Value(value, _words(site, language, facet, value), count, {**given, facet: value}) for value, count in counted
    ]


def _dropped(site: Site, language: str, given: Mapping[str, str], facet: str) -> _Value:
    """Return a chosen value with the address of the search without it."""
    kept = {name: value for name, value in given.items() if name != facet}
    return _Value(given[facet], _words(site, language, facet, given[facet]), 0, kept)


def _words(site: Site, language: str, facet: str, value: str) -> str:
    if facet == "kind":
        return say(f"kind.{value}", language) or value
    if facet == "departement":
        return f"{site.release.departements.get(value, '')} ({value})".strip()
    scheme = f"{_SCHEMES[facet]}/" if facet in _SCHEMES else ""
    return site.names.label(f"{BASE}scheme/{scheme}{value}", language)
