"""What harvesters and discovery tools look for: the dumps, the DCAT-AP record, and the example queries."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from api.answers import answer, json_text
from api.description import built_at
from api.formats import GRAPHS, PREFIXES, TABLES
from api.negotiation import choose
from api.serialising import convert
from api.site import site_of
from graph import catalogue
from graph.dumps import FOLDER, dumps_of
from ontology.errors import MaillageError, UnknownName
from ontology.iris import BASE
from ontology.version import __version__

if TYPE_CHECKING:
    from api.site import Site
    from graph.dumps import Dump

__all__ = ["catalogue_record", "example_queries", "router"]

router = APIRouter()
_FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/IRREG"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"


@router.get("/dumps/", summary="The dumps, with sizes and checksums")
@router.get("/dumps", include_in_schema=False)
def dumps(request: Request) -> Response:
    """Answer the list of dumps as JSON."""
    site = site_of(request)
    url = site.settings.public_url
    listed = [
        {"name": each.name, "url": f"{url}/dumps/{each.name}", "media_type": each.media, "packed": "application/gzip",
         "bytes": each.size, "sha256": each.sha256, "unpacked_bytes": each.unpacked_size,
         "unpacked_sha256": each.unpacked_sha256}
        for each in dumps_of(site.release.folder)
    ]  # fmt: skip
    said = {"version": __version__, "dumps": listed, "count": len(listed), "checksums": f"{url}/dumps/SHA256SUMS"}
    return answer(request, json_text(said), TABLES[0])


@router.get("/dumps/{name}", summary="One dump, gzip")
def dump(request: Request, name: str) -> Response:
    """Answer a dump; its entity tag is its checksum."""
    folder = site_of(request).release.folder
    known = {each.name: each.sha256 for each in dumps_of(folder)}
    if name == "SHA256SUMS" and known:
        return FileResponse(folder / FOLDER / name, media_type="text/plain; charset=utf-8")
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


def _prefixes() -> str:
    return "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items()) + (
        "@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .\n@prefix spdx: <http://spdx.org/rdf/terms#> .\n"
    )


def catalogue_record(site: Site) -> str:
    """Return the DCAT-AP record in Turtle: a catalogue, its dataset, its distributions and its service."""
    url = site.settings.public_url
    when = built_at(site)
    modified = f'dct:modified "{when}"^^xsd:dateTime ;' if when else ""
    found = dumps_of(site.release.folder)
    names = ", ".join(f"<{url}/dumps/{each.name}>" for each in found)
    publisher = f"<{BASE}publisher>"
    return (
        _prefixes()
        + f"""
<{url}/catalogue> a dcat:Catalog ; dct:identifier "maillage-catalogue" ; dct:title "Maillage"@fr, "Maillage"@en ;
  dct:description "Données du maillage de l'IA en Hauts-de-France"@fr, "Data on the AI mesh of Hauts-de-France"@en ;
  dct:publisher {publisher} ; dct:language {_language("FRA")}, {_language("ENG")} ; dcat:dataset <{BASE}> ;
  {modified} dcat:service <{url}/sparql> ; foaf:homepage <{url}/> ; dct:license <{_LICENCE}> .
{publisher} a foaf:Agent, foaf:Organization ; foaf:name "Maillage" ; foaf:homepage <{url}/> .
<{BASE}> a dcat:Dataset, void:Dataset ; dct:identifier "maillage-hauts-de-france" ;
  dct:title "Maillage : l'écosystème de l'IA en Hauts-de-France"@fr,
    "Maillage: the AI ecosystem of Hauts-de-France"@en ;
  dct:description "Acteurs, liens, formations, métiers, chiffres et preuves, ligne à ligne."@fr,
    "Actors, ties, trainings, occupations, figures and evidence, row by row."@en ;
  dct:publisher {publisher} ; dct:accrualPeriodicity <{_FREQUENCY}> ; {modified}
  dct:language {_language("FRA")}, {_language("ENG")} ; dct:spatial <https://sws.geonames.org/11071624/> ;
  dcat:theme <http://publications.europa.eu/resource/authority/data-theme/TECH> ;
  dcat:keyword "intelligence artificielle"@fr, "Hauts-de-France"@fr, "artificial intelligence"@en ;
  dcat:contactPoint [ a vcard:Organization ; vcard:fn "Maillage" ; vcard:hasURL <{url}/> ] ;
  dcat:landingPage <{url}/> ; dcat:version "{__version__}" ; owl:versionInfo "{__version__}" ;
  void:sparqlEndpoint <{url}/sparql> ; {f"dcat:distribution {names} ;" if names else ""}
  dct:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> .
<{url}/sparql> a dcat:DataService ; dct:identifier "maillage-sparql" ; dct:title "SPARQL"@fr, "SPARQL"@en ;
  dcat:endpointURL <{url}/sparql> ; dcat:endpointDescription <{url}/sparql?format=ttl> ;
  dct:conformsTo <https://www.w3.org/TR/sparql11-protocol/> ; dcat:servesDataset <{BASE}> ;
  dct:publisher {publisher} ; dct:license <{_LICENCE}> .
"""
        + "".join(_distribution(url, each, modified) for each in found)
    )


def _language(code: str) -> str:
    return f"<http://publications.europa.eu/resource/authority/language/{code}>"


def _distribution(url: str, found: Dump, modified: str) -> str:
    here = f"<{url}/dumps/{found.name}>"
    return (
        f'{here} a dcat:Distribution ; dct:title "{found.name}" ; dct:identifier "{found.name}" ;\n'
        f"  dcat:accessURL {here} ; dcat:downloadURL {here} ; dcat:mediaType <{_MEDIA}{found.media}> ; {modified}\n"
        f"  dcat:compressFormat <{_MEDIA}application/gzip> ; dcat:byteSize {found.size} ; dct:license <{_LICENCE}> ;\n"
        f'  spdx:checksum [ a spdx:Checksum ; spdx:checksumValue "{found.sha256}" ;\n'
        f"    spdx:algorithm spdx:checksumAlgorithm_sha256 ] .\n"
    )


def example_queries(site: Site) -> str:
    """Return the named questions, their example values filled in, as ``sh:SPARQLExecutable`` in Turtle."""
    url = site.settings.public_url
    declared = " ".join(
        f'sh:declare [ sh:prefix "{name}" ; sh:namespace "{space}"^^xsd:anyURI ] ;' for name, space in PREFIXES.items()
    )
    found = [_prefixes(), f'<{url}/examples> a owl:Ontology ; {declared} rdfs:label "Maillage" .\n']
    for question in catalogue.questions():
        with contextlib.suppress(MaillageError):
            text = catalogue.written_out(site.release.store, question.id, question.example)
            form = _form(text)
            found.append(
                f"<{url}/questions/{question.id}#query> a sh:SPARQLExecutable, sh:SPARQL{form.title()}Executable ;\n"
                f"  rdfs:label {_text(question.title('fr', question.example))}@fr, "
                f"{_text(question.title('en', question.example))}@en ;\n"
                f"  rdfs:comment {_text(question.about('fr'))}@fr, {_text(question.about('en'))}@en ;\n"
                f"  sh:prefixes <{url}/examples> ; sh:{form.lower()} {_text(text)} ; "
                f"schema:target <{url}/sparql> .\n"
            )
    return "".join(found)


def _form(text: str) -> str:
    match = re.search(r"^\s*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", text, re.IGNORECASE | re.MULTILINE)
    return match[1].upper() if match else "SELECT"


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r").replace("\n", "\\n")
    return f'"{escaped}"'
