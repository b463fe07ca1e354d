"""The DCAT-AP record that data portals harvest: a catalogue, its datasets, their files and the SPARQL service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.description import built_at
from api.formats import PREFIXES
from api.rights import Part, own_part, parts_of, quoted, rights
from graph.dumps import Dump, dumps_of
from ontology.iris import BASE
from ontology.licences import OWN
from ontology.version import __version__

if TYPE_CHECKING:
    from api.site import Site

__all__ = ["catalogue_record", "prefixes"]

_FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/IRREG"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_EU = "http://publications.europa.eu/resource/authority/"


def prefixes() -> str:
    """Return the prefixes of this and the other discovery documents in Turtle."""
    return "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items()) + (
        "@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .\n@prefix spdx: <http://spdx.org/rdf/terms#> .\n"
    )


def catalogue_record(site: Site) -> str:
    """Return the DCAT-AP record in Turtle.

    The graph is one dataset; what each source gave, and our own work, are parts of it with a licence of their own.
    """
    url = site.settings.public_url
    when = built_at(site)
    modified = f'dct:modified "{when}"^^xsd:dateTime ;' if when else ""
    found = dumps_of(site.release.folder)
    dumped = {each.source: each for each in found if each.source}
    parts = [part for part in (own_part(), *parts_of(site.release)) if part.key in dumped]
    files = "".join(_distribution(url, each, modified, rights(None)) for each in found if not each.source)
    return (
        prefixes()
        + _catalogue(url, modified, parts)
        + _whole(url, modified, [each.name for each in found if not each.source], parts)
        + _service(url)
        + files
        + "".join(_part(url, modified, part, dumped[part.key]) for part in parts)
    )


def _catalogue(url: str, modified: str, parts: list[Part]) -> str:
    datasets = ", ".join([f"<{BASE}>", *(_part_iri(url, part) for part in parts)])
    return f"""
<{url}/catalogue> a dcat:Catalog ; dct:identifier "maillage-catalogue" ; dct:title "Maillage"@fr, "Maillage"@en ;
  dct:description "Données du maillage de l'IA en Hauts-de-France"@fr, "Data on the AI mesh of Hauts-de-France"@en ;
  dct:publisher <{BASE}publisher> ; dct:language {_language("FRA")}, {_language("ENG")} ; dcat:dataset {datasets} ;
  {modified} dcat:service <{url}/sparql> ; foaf:homepage <{url}/> ; dct:license <{OWN}> .
<{BASE}publisher> a foaf:Agent, foaf:Organization ; foaf:name "Maillage" ; foaf:homepage <{url}/> .
"""


def _whole(url: str, modified: str, names: list[str], parts: list[Part]) -> str:
    files = ", ".join(f"<{url}/dumps/{name}>" for name in names)
    sources = ", ".join(f"<{part.iri}>" for part in parts if part.iri)
    having = ", ".join(_part_iri(url, part) for part in parts)
    return f"""<{BASE}> a dcat:Dataset, void:Dataset ; dct:identifier "maillage-hauts-de-france" ;
  dct:title "Maillage : l'écosystème de l'IA en Hauts-de-France"@fr,
    "Maillage: the AI ecosystem of Hauts-de-France"@en ;
  dct:description "Acteurs, liens, formations, métiers, chiffres et preuves, ligne à ligne."@fr,
    "Actors, ties, trainings, occupations, figures and evidence, row by row."@en ;
{_described(url, modified)}
  dct:spatial <https://sws.geonames.org/11071624/> ;
  dcat:keyword "intelligence artificielle"@fr, "Hauts-de-France"@fr, "artificial intelligence"@en ;
  dcat:landingPage <{url}/> ; dcat:version "{__version__}" ; owl:versionInfo "{__version__}" ;
  void:sparqlEndpoint <{url}/sparql> ; {f"dcat:distribution {files} ;" if files else ""}
  {f"dct:source {sources} ;" if sources else ""} {f"dct:hasPart {having} ;" if having else ""}
  {rights(None).partition(" ; ")[2]} .
"""


def _described(url: str, modified: str) -> str:
    """Return what all our datasets share."""
    return f"""  dct:publisher <{BASE}publisher> ; dct:accrualPeriodicity <{_FREQUENCY}> ; {modified}
  dct:language {_language("FRA")}, {_language("ENG")} ; dcat:theme <{_EU}data-theme/TECH> ;
  dcat:contactPoint [ a vcard:Organization ; vcard:fn "Maillage" ; vcard:hasURL <{url}/> ] ;
  dct:accessRights <{_EU}access-right/PUBLIC> ;"""


def _service(url: str) -> str:
    return f"""<{url}/sparql> a dcat:DataService ; dct:identifier "maillage-sparql" ;
  dct:title "SPARQL"@fr, "SPARQL"@en ;
  dcat:endpointURL <{url}/sparql> ; dcat:endpointDescription <{url}/sparql?format=ttl> ;
  dct:conformsTo <https://www.w3.org/TR/sparql11-protocol/> ; dcat:servesDataset <{BASE}> ;
  dct:publisher <{BASE}publisher> ; {rights(None)} .
"""


def _part_iri(url: str, part: Part) -> str:
    return f"<{url}/catalogue#{part.key}>"


def _part(url: str, modified: str, part: Part, file: Dump) -> str:
    """Return the dataset of what one source gave, with its file: the licence is the source's."""
    french, english = "Ce que Maillage reprend de", "What Maillage carries over from"
    title = f"{french} « {part.title} »", f"{english} “{part.title}”"
    about = (
        f"{title[0]}, énoncé par énoncé, avec la preuve de chacun.",
        f"{title[1]}, each statement with its evidence.",
    )
    if not part.iri:
        title = "Le travail propre de Maillage", "Maillage's own work"
        about = "Ontologie, schémas, déductions et analyses.", "Ontology, schemes, closure and analyses."
    return f"""{_part_iri(url, part)} a dcat:Dataset ; dct:identifier "maillage-source-{part.key}" ;
  dct:title {quoted(title[0])}@fr, {quoted(title[1])}@en ;
  dct:description {quoted(about[0])}@fr, {quoted(about[1])}@en ;
{_described(url, modified)}
  {f"dct:source <{part.iri}> ;" if part.iri else ""} dct:isPartOf <{BASE}> ;
  dcat:distribution <{url}/dumps/{file.name}> .
""" + _distribution(url, file, modified, rights(part))


def _language(code: str) -> str:
    return f"<{_EU}language/{code}>"


def _distribution(url: str, found: Dump, modified: str, licence: str) -> str:
    here = f"<{url}/dumps/{found.name}>"
    return (
        f'{here} a dcat:Distribution ; dct:title "{found.name}" ; dct:identifier "{found.name}" ;\n'
        f"  dcat:accessURL {here} ; dcat:downloadURL {here} ; dcat:mediaType <{_MEDIA}{found.media}> ; {modified}\n"
        f'  dcat:compressFormat <{_MEDIA}application/gzip> ; dcat:byteSize "{found.size}"^^xsd:nonNegativeInteger ;\n'
        f'  {licence} ;\n  spdx:checksum [ a spdx:Checksum ; spdx:checksumValue "{found.sha256}" ;\n'
        f"    spdx:algorithm spdx:checksumAlgorithm_sha256 ] .\n"
    )
