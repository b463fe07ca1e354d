"""The shapes at their own IRI: documentation for people, RDF for machines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import answer
from api.formats import GRAPHS, HTML
from api.negotiation import choose
from api.serialising import convert
from api.site import alternates, language_of, site_of
from ontology.iris import BASE, NS, key_of
from shapes.files import SHAPES, shapes

__all__ = ["router"]

router = APIRouter()
_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class _Shape:
    """One rule: its name, what it bears on, what it says when it is broken, and the remedy, by language."""

    name: str
    severity: str
    on: str
    message: dict[str, str]
    remedy: dict[str, str]


@router.get("/shapes", summary="The shapes that the graph satisfies (SHACL)")
@router.get("/shapes.{suffix}", include_in_schema=False)
def shape_page(request: Request, suffix: str | None = None) -> Response:
    """Answer the shapes' own IRI."""
    site = site_of(request)
    shape = choose((*GRAPHS, HTML), request.headers.get("accept"), suffix or request.query_params.get("format"))
    links = alternates("/shapes", GRAPHS)
    root = site.settings.root_path
    said = [f'<{root}{path}>; rel="alternate"; type="{media}"' for _, path, media in links]
    headers = {"Link": ", ".join([*said, f'<{BASE}shapes>; rel="canonical"']), "Last-Modified": site.release.modified}
    if shape is HTML:
        page = site.page(request, "shapes.html", shapes=_rules(), language=language_of(request), alternates=links)
        return answer(request, page, HTML, headers)
    return answer(request, _converted(shape.suffix), shape, headers)


@lru_cache(maxsize=1)
def _text() -> bytes:
    return b"\n".join(path.read_bytes() for path in shapes())


@lru_cache(maxsize=8)
def _converted(suffix: str) -> bytes:
    return convert(_text(), suffix)


@lru_cache(maxsize=1)
def _rules() -> tuple[_Shape, ...]:
    """Return every rule that says something when it is broken, by name."""
    said: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = {}
    for quad in ox.parse(_text(), ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal | ox.NamedNode):
            said.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    found = (
        _Shape(
            name.removeprefix(SHAPES),
            next((key_of(each.value).lower() for each in told.get(_SH + "severity", ())), "violation"),
            ", ".join(key_of(each.value) for each in told.get(_SH + "path", ())),
            _by_language(told.get(_SH + "message", ())),
            _by_language(told.get(NS + "remedy", ())),
        )
        for name, told in said.items()
        if _SH + "message" in told
    )
    return tuple(sorted(found, key=lambda rule: rule.name))


def _by_language(texts: list[ox.Literal | ox.NamedNode] | tuple[()]) -> dict[str, str]:
    return {each.language or "": each.value for each in texts if isinstance(each, ox.Literal)}
