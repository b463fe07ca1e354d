"""What harvesters and discovery tools look for: the dumps, the DCAT-AP record, and the example queries."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from api.answers import answer, json_text
from api.dcat import catalogue_record, prefixes
from api.formats import GRAPHS, PREFIXES, TABLES
from api.negotiation import choose
from api.rights import own_part, parts_of, quoted
from api.serialising import convert
from api.site import site_of
from graph import catalogue
from graph.dumps import FOLDER, LICENCES, SUMS, dumps_of
from ontology.errors import MaillageError, UnknownName
from ontology.version import __version__

if TYPE_CHECKING:
    from api.site import Site

__all__ = ["example_queries", "router"]

router = APIRouter()
_PLAIN = {SUMS: "text/plain; charset=utf-8", LICENCES: "text/csv; charset=utf-8"}


@router.get("/dumps/", summary="The dumps, with sizes and checksums")
@router.get("/dumps", include_in_schema=False)
def dumps(request: Request) -> Response:
    """Answer the list of dumps as JSON."""
    site = site_of(request)
    url = site.settings.public_url
    licences = {part.key: part.licence for part in (own_part(), *parts_of(site.release))}
    listed = [
        {"name": each.name, "url": f"{url}/dumps/{each.name}", "media_type": each.media, "packed": "application/gzip",
         "bytes": each.size, "sha256": each.sha256, "unpacked_bytes": each.unpacked_size,
         "unpacked_sha256": each.unpacked_sha256, "source": each.source or None,
         "licence": licences.get(each.source)}
        for each in dumps_of(site.release.folder)
    ]  # fmt: skip
    said = {"version": __version__, "dumps": listed, "count": len(listed), "checksums": f"{url}/dumps/{SUMS}",
            "licences": f"{url}/dumps/{LICENCES}"}  # fmt: skip
    return answer(request, json_text(said), TABLES[0])


@router.get("/dumps/{name}", summary="One dump, gzip")
def dump(request: Request, name: str) -> Response:
    """Answer a dump; its entity tag is its checksum."""
    folder = site_of(request).release.folder
    known = {each.name: each.sha256 for each in dumps_of(folder)}
    if name in _PLAIN and known and (folder / FOLDER / name).is_file():
        return FileResponse(folder / FOLDER / name, media_type=_PLAIN[name])
    if name not in known:
        raise UnknownName("There is no dump of that name.", remedy="See /dumps/.")
    headers = {
        "ETag": f'"{known[name]}"',
        "Cache-Control": "no-cache",
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Checksum-Sha256": known[name],
    }
    if known[name] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(folder / FOLDER / name, headers=headers, media_type="application/gzip")


@router.get("/catalogue", summary="The DCAT-AP record")
@router.get("/catalogue.{suffix}", include_in_schema=False)
def record(request: Request, suffix: str | None = None) -> Response:
    """Answer the record that data portals harvest."""
    shape = choose(GRAPHS, request.headers.get("accept"), suffix or request.query_params.get("format"))
    return answer(request, convert(catalogue_record(site_of(request)).encode(), shape.suffix), shape)


@router.get("/examples", summary="Example queries in SHACL")
@router.get("/examples.{suffix}", include_in_schema=False)
def examples(request: Request, suffix: str | None = None) -> Response:
    """Answer the named questions as queries that run as they are."""
    shape = choose(GRAPHS, request.headers.get("accept"), suffix or request.query_params.get("format"))
    return answer(request, convert(example_queries(site_of(request)).encode(), shape.suffix), shape)


def example_queries(site: Site) -> str:
    """Return the named questions, their example values filled in, as ``sh:SPARQLExecutable`` in Turtle."""
    url = site.settings.public_url
    declared = " ".join(
        f'sh:declare [ sh:prefix "{name}" ; sh:namespace "{space}"^^xsd:anyURI ] ;' for name, space in PREFIXES.items()
    )
    found = [prefixes(), f'<{url}/examples> a owl:Ontology ; {declared} rdfs:label "Maillage" .\n']
    for question in catalogue.questions():
        with contextlib.suppress(MaillageError):
            text = catalogue.written_out(site.release.store, question.id, question.example)
            form = _form(text)
            found.append(
                f"<{url}/questions/{question.id}#query> a sh:SPARQLExecutable, sh:SPARQL{form.title()}Executable ;\n"
                f"  rdfs:label {quoted(question.title('fr', question.example))}@fr, "
                f"{quoted(question.title('en', question.example))}@en ;\n"
                f"  rdfs:comment {quoted(question.about('fr'))}@fr, {quoted(question.about('en'))}@en ;\n"
                f"  sh:prefixes <{url}/examples> ; sh:{form.lower()} {quoted(text)} ; "
                f"schema:target <{url}/sparql> .\n"
            )
    return "".join(found)


def _form(text: str) -> str:
    match = re.search(r"^\s*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", text, re.IGNORECASE | re.MULTILINE)
    return match[1].upper() if match else "SELECT"
