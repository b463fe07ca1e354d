"""The documentation of the addresses: a page made of the OpenAPI document, whole without a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import answer
from api.formats import HTML
from api.site import site_of

__all__ = ["router"]

router = APIRouter()
_ORDER = ("Search", "Questions", "Analyses", "Club", "Linked data", "SPARQL", "Reconciliation", "Service")


@dataclass(frozen=True, slots=True)
class _Route:
    """One address: what it answers, what it takes, and an example to open."""

    method: str
    path: str
    summary: str
    about: str
    parameters: tuple[tuple[str, str, str], ...]
    """Name, where it stands, what it is."""
    media: tuple[str, ...]
    example: str


@router.get("/docs", summary="This documentation")
def documentation(request: Request) -> Response:
    """Answer the list of addresses, from the same document that machines read."""
    document = request.app.openapi()
    routes: dict[str, list[_Route]] = {tag: [] for tag in _ORDER}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            routes.setdefault(operation["tags"][0], []).append(_route(method, path, operation))
    site = site_of(request)
    page = site.page(
        request,
        "docs.html",
        routes=routes,
        problem=document["components"]["schemas"]["Problem"],
        rows=site.settings.rows,
        bytes=site.settings.answer_bytes,
    )
    return answer(request, page, HTML)


def _route(method: str, path: str, operation: dict[str, Any]) -> _Route:
    parameters = operation.get("parameters", ())
    media = tuple(operation["responses"].get("200", {}).get("content", {}))
    return _Route(
        method.upper(),
        path,
        operation.get("summary", ""),
        operation.get("description", ""),
        tuple((each["name"], each["in"], _said(each)) for each in parameters),
        media,
        _example(path, parameters) if method == "get" else "",
    )


def _said(parameter: dict[str, Any]) -> str:
    choices = parameter.get("schema", {}).get("enum", ())
    return " ".join(filter(None, (parameter.get("description", ""), ", ".join(map(str, choices)))))


def _example(path: str, parameters: list[dict[str, Any]]) -> str:
    values = {each["name"]: str(each["example"]) for each in parameters if "example" in each}
    for name in [name for name in values if f"{{{name}}}" in path]:
        path = path.replace(f"{{{name}}}", quote(values.pop(name), safe="/"))
    return path + ("?" + urlencode(values) if values else "")
