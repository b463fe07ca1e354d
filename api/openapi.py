"""Completes the OpenAPI document: what each address takes and answers, with an example that the service answers."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

from api.formats import GRAPHS, HTML, SOLUTIONS, TABLES
from api.release import DOWNLOADS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fastapi import FastAPI

    from api.formats import Format

__all__ = ["described"]

_Json = dict[str, Any]
_LANGUAGE: _Json = {
    "name": "lang",
    "in": "query",
    "description": "Language of labels; else the cookie `lang`, else Accept-Language, else French.",
    "schema": {"type": "string", "enum": ["fr", "en"]},
}
_PAGE: tuple[_Json, ...] = (
    {"name": "page", "in": "query", "description": "Page of the list.", "schema": {"type": "integer", "minimum": 1}},
    {"name": "size", "in": "query", "description": "Rows of a page.", "schema": {"type": "integer", "minimum": 1}},
)  # fmt: skip
_CLUB = ("/match", "/what-if")
_LISTS = ("/search", "/questions", "/questions/{identifier}", "/analyses", "/analyses/{identifier}")
_FORMS = ("/sparql", "/reconcile")
_RDF = ("/void", "/catalogue", "/examples")
_DOCUMENTS = ("/id/{rest}", "/scheme/{rest}", "/evidence/{rest}", "/graph/{rest}", "/ns", "/shapes", "/void")

_FILES: Mapping[str, tuple[str, ...]] = {
    "/download/{name}": tuple(dict.fromkeys(DOWNLOADS.values())),
    "/dumps/{name}": ("application/gzip", "text/plain"),
    "/metrics": ("text/plain",),
}
"""Addresses whose answers are files: their media types."""

_EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "/search": {"q": "lille"},
    "/suggest": {"q": "univ"},
    "/questions/{identifier}": {"identifier": "collaborators-of", "actor": "universite-de-lille"},
    "/analyses/{identifier}": {"identifier": "missing-links"},
    "/match": {"need": "détection de fraudes", "side": "offer"},
    "/what-if": {"change": "add-actor", "actor": "Un nouvel acteur"},
    "/id/{rest}": {"rest": "actor/cristal"},
    "/scheme/{rest}": {"rest": "actor-kinds"},
    "/evidence/{rest}": {"rest": "iahdf-2019/actors-cristal"},
    "/graph/{rest}": {"rest": "inferred"},
    "/download/{name}": {"name": "ecosystem.ttl"},
    "/dumps/{name}": {"name": "SHA256SUMS"},
    "/reconcile": {"queries": '{"q0": {"query": "CRISTAL", "type": "Actor"}}'},
    "/reconcile/suggest/entity": {"prefix": "cris"},
    "/reconcile/suggest/type": {"prefix": "form"},
    "/reconcile/suggest/property": {"prefix": "dép"},
    "/reconcile/flyout/entity": {"id": "actor/cristal"},
    "/reconcile/flyout/type": {"id": "Actor"},
    "/reconcile/flyout/property": {"id": "departement"},
    "/reconcile/properties": {"type": "Actor"},
    "/reconcile/preview": {"id": "actor/cristal"},
    "/sparql": {"query": "SELECT ?label { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?label } LIMIT 5"},
}
"""For each address, values that make it answer."""

_ENVELOPE: _Json = {
    "type": "object",
    "required": ["data", "meta"],
    "properties": {
        "data": {"type": "array", "items": {"type": "object"}},
        "meta": {
            "type": "object",
            "required": ["count", "links"],
            "properties": {
                "count": {"type": "integer", "description": "Rows of the whole list."},
                "language": {"type": "string"},
                "page": {
                    "type": "object",
                    "properties": {name: {"type": "integer"} for name in ("number", "size", "pages")},
                },
                "links": {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}},
            },
        },
    },
}
_RESULTS: _Json = {
    "type": "object",
    "description": "SPARQL 1.1 Query Results JSON Format",
    "required": ["head"],
    "properties": {
        "head": {"type": "object", "properties": {"vars": {"type": "array", "items": {"type": "string"}}}},
        "boolean": {"type": "boolean", "description": "The answer of ASK."},
        "results": {
            "type": "object",
            "required": ["bindings"],
            "properties": {"bindings": {"type": "array", "items": {"type": "object"}}},
        },
    },
}
_SCHEMAS: Mapping[str, _Json] = {
    "application/sparql-results+json": {"$ref": "#/components/schemas/Results"},
    "application/json": {"type": "object"},
    "application/ld+json": {"type": ["object", "array"]},
    "application/gzip": {"type": "string", "format": "binary"},
}
"""What each media type holds, where it is not plain text."""

_PROBLEM: _Json = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "line": {"type": "integer", "description": "Line of the query."},
        "column": {"type": "integer"},
        "available": {"type": "array", "items": {"type": "string"}},
    },
}
_TABLE: _Json = {
    "required": True,
    "content": {
        "text/csv": {"schema": {"type": "string", "example": "change,actor,other\nadd-actor,Un nouvel acteur,\n"}},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {"table": {"type": "string"}, "file": {"type": "string", "format": "binary"}},
            }
        },
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "properties": {"table": {"type": "string"}}}
        },
    },
}
"""A table of changes: the body itself, or a field or a file of a form."""
_PROBLEM_EXAMPLE: _Json = {
    "type": "about:blank",
    "title": "Not found",
    "status": 404,
    "detail": "The graph says nothing of https://w3id.org/maillage/id/actor/x. Search by name at /search.",
}


def described(app: FastAPI) -> Callable[[], _Json]:
    """Return what the application shall answer at ``/openapi.json``: made once, at the first question."""
    plain, made = app.openapi, dict[str, Any]()

    def complete() -> _Json:
        if not made:
            with warnings.catch_warnings():  # one function answers two methods: its names are given below
                warnings.filterwarnings("ignore", message="Duplicate Operation ID")
                made.update(_completed(json.loads(json.dumps(plain()))))
        return made

    return complete


def _completed(document: _Json) -> _Json:
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas.update({"Envelope": _ENVELOPE, "Problem": _PROBLEM, "Results": _RESULTS})
    document["paths"] = {path.replace(":path", ""): item for path, item in document["paths"].items()}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            _operation(path, method, operation)
    return document


def _operation(path: str, method: str, operation: _Json) -> None:
    operation["operationId"] = f"{method}-{path.strip('/').replace('/', '-').replace('{', '').replace('}', '')}".strip(
        "-"
    )
    operation["tags"] = [_tag(path)]
    known = {each["name"]: each for each in operation.get("parameters", ()) if each["name"] != "suffix"}
    extra = [_LANGUAGE, *(_PAGE if path in _LISTS else ())]
    for each in (_format(path), *extra):
        if each is not None and method == "get":
            known.setdefault(each["name"], each)
    for name, value in _EXAMPLES.get(path, {}).items():
        where = "path" if f"{{{name}}}" in path else "query"
        if method != "get" and where == "query":
            continue
        found = known.setdefault(
            name, {"name": name, "in": where, "required": where == "path", "schema": {"type": "string"}}
        )
        found["example"] = value
    operation["parameters"] = [dict(each) for each in known.values()]
    operation["responses"] = _responses(path)
    if method == "post" and path in _FORMS:
        operation["requestBody"] = _body(path)
    elif method == "post" and path == "/what-if":
        operation["requestBody"] = _TABLE


def _tag(path: str) -> str:
    first = path.strip("/").partition("/")[0]
    tags = {
        "reconcile": "Reconciliation", "sparql": "SPARQL", "questions": "Questions", "analyses": "Analyses",
        "search": "Search", "suggest": "Search", "match": "Club", "what-if": "Club",
    }  # fmt: skip
    if path in _DOCUMENTS:
        return "Linked data"
    return tags.get(first, "Service")


def _shapes(path: str) -> tuple[Format, ...]:
    if path in (*_DOCUMENTS, *_RDF):
        return (*GRAPHS, *((HTML,) if path not in _RDF else ()))
    if path == "/sparql":
        return (*SOLUTIONS, *GRAPHS, HTML)
    if path in ("/questions/{identifier}", "/analyses/{identifier}", "/match"):
        return (*TABLES, HTML)
    if path in ("/network", "/report", "/dossier", "/docs", "/reconcile/preview"):
        return (HTML,)
    return (TABLES[0], HTML) if path in (*_LISTS, *_CLUB) else (TABLES[0],)


def _format(path: str) -> _Json | None:
    shapes = _shapes(path)
    if len(shapes) < 2:
        return None
    names = list(dict.fromkeys(shape.suffix for shape in shapes))
    text = "Format of the answer; wins over Accept."
    return {"name": "format", "in": "query", "description": text, "schema": {"type": "string", "enum": names}}


def _responses(path: str) -> _Json:
    medias = _FILES.get(path) or tuple(shape.media for shape in _shapes(path))
    content: _Json = {media: {"schema": _SCHEMAS.get(media, {"type": "string"})} for media in medias}
    if path in (*_LISTS, *_CLUB) or path == "/suggest":
        content["application/json"] = {"schema": {"$ref": "#/components/schemas/Envelope"}}
    problem = _problem()
    found: _Json = {"200": {"description": "The answer", "content": content}}
    if path in _DOCUMENTS:
        found |= {
            "301": {"description": "Merged: the address of what stands for it"},
            "304": {"description": "Unchanged (If-None-Match)"},
            "410": {**problem, "description": "Withdrawn"},
        }
    return found | {"default": problem}


def _problem() -> _Json:
    """Return what an answer that is no success holds: the format asked for, problem+json when it names none."""
    written = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": _PROBLEM_EXAMPLE}
    others = (HTML.media, "text/plain", *(shape.media for shape in GRAPHS))
    content = {media: {"schema": _SCHEMAS.get(media, {"type": "string"})} for media in others}
    return {"description": "A problem (RFC 9457)", "content": {"application/problem+json": written, **content}}


def _body(path: str) -> _Json:
    """Return what a POST carries: a form, or for SPARQL the query itself too."""
    name, example = next(iter(_EXAMPLES[path].items()))
    form: _Json = {"type": "object", "required": [name], "properties": {name: {"type": "string", "example": example}}}
    if path == "/sparql":
        graphs = {"type": "array", "items": {"type": "string", "format": "uri"}}
        form["properties"] |= {"default-graph-uri": graphs, "named-graph-uri": graphs}
    content: _Json = {"application/x-www-form-urlencoded": {"schema": form}}
    if path == "/sparql":
        content["application/sparql-query"] = {"schema": {"type": "string", "description": "The query itself."}}
    return {"required": True, "content": content}
