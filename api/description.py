"""Machine-readable descriptions: the SPARQL service (sd), the dataset (VoID) and its catalogue record (DCAT)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from api.formats import GRAPHS, PREFIXES, SOLUTIONS
from api.release import DOWNLOADS
from api.rights import parts_of, rights
from ontology.iris import BASE, NS
from ontology.version import __version__

if TYPE_CHECKING:
    from api.site import Site
    from graph.rdf import Term

__all__ = ["built_at", "dataset_description", "service_description"]

_FORMATS = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV", "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdf": "RDF_XML", "trig": "TriG", "nq": "N-Quads",
}  # fmt: skip
"""Suffix -> name in ``http://www.w3.org/ns/formats/``."""
_DATASET = BASE
_TITLES = (
    '"Maillage : l\'écosystème de l\'IA en Hauts-de-France"@fr, "Maillage: the AI ecosystem of Hauts-de-France"@en'
)


def service_description(site: Site) -> str:
    """Return the service description in Turtle: small, true, and quick to make."""
    formats = ", ".join(f"<http://www.w3.org/ns/formats/{_FORMATS[shape.suffix]}>" for shape in (*SOLUTIONS, *GRAPHS))
    endpoint = f"<{site.settings.public_url}/sparql>"
    return (
        _prefixes()
        + f"""
{endpoint} a sd:Service ;
  sd:endpoint {endpoint} ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat {formats} ;
  sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ; void:triples {site.release.triples} ] ] ;
  dct:title {_TITLES} ;
  dct:hasVersion "{__version__}" ;
  rdfs:seeAlso <{site.settings.public_url}/void.ttl> .
<{_DATASET}> a void:Dataset ; void:sparqlEndpoint {endpoint} .
"""
    )


def dataset_description(site: Site) -> str:
    """Return the VoID and DCAT description in Turtle, with the counts of the store."""
    url = site.settings.public_url
    counts = next(iter(site.release.rows("counts")))
    dumps = [name for name in DOWNLOADS if name.startswith("ecosystem.") and site.release.has(name)]
    distributions = "".join(_distribution(url, name) for name in dumps)
    names = ", ".join(f"<{url}/download/{name}>" for name in dumps)
    return (
        _prefixes()
        + f"""
<{_DATASET}> a void:Dataset, dcat:Dataset ;
  dct:identifier "maillage-hauts-de-france" ;
  dct:title {_TITLES} ;
  dct:description "Acteurs, liens, formations, métiers, chiffres et preuves, ligne à ligne."@fr,
    "Actors, ties, trainings, occupations, figures and evidence, row by row."@en ;
  dct:language "fr", "en" ;
  dct:publisher [ a foaf:Organization ; foaf:name "Maillage" ] ;
  dct:creator [ a foaf:Organization ; foaf:name "Maillage" ] ;
  dcat:version "{__version__}" ; owl:versionInfo "{__version__}" ;
{_dates(site)}{_licences(site)}  foaf:homepage <{url}/> ;
  void:sparqlEndpoint <{url}/sparql> ;
  {f"void:dataDump {names} ;" if names else ""}
  {f"dcat:distribution {names} ;" if names else ""}
  void:uriSpace "{BASE}" ;
  void:exampleResource <{BASE}id/actor/universite-de-lille> ;
  void:vocabulary <{NS}>, <{PREFIXES["skos"]}>, <{PREFIXES["prov"]}>, <{PREFIXES["org"]}>, <{PREFIXES["dct"]}> ;
  void:feature {", ".join(f"<http://www.w3.org/ns/formats/{_FORMATS[shape.suffix]}>" for shape in GRAPHS)} ;
  void:triples {counts["triples"]} ;
  void:distinctSubjects {counts["subjects"]} ;
  void:distinctObjects {counts["objects"]} ;
{_partitions(site)}  dcat:accessURL <{url}/sparql> .
<{url}/sparql> a dcat:DataService ; dcat:endpointURL <{url}/sparql> ; dcat:servesDataset <{_DATASET}> ;
  dct:title "SPARQL"@fr, "SPARQL"@en .
{distributions}{_subsets(site)}"""
    )


def _prefixes() -> str:
    return "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())


def _dates(site: Site) -> str:
    when = built_at(site)
    return f'  dct:modified "{when}"^^xsd:dateTime ;\n' if when else ""


def built_at(site: Site) -> str:
    """Return when the release was built, as ``xsd:dateTime``, or an empty text."""
    path = site.release.folder / "build.json"
    if not path.is_file():
        return ""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")


def _licences(site: Site) -> str:
    """Return a subset of the dataset for each source, with the licence of that source, and our own."""
    found = [(f"<{site.settings.public_url}/catalogue#{part.key}>", part) for part in parts_of(site.release)]
    subsets = "".join(f"  void:subset {here} ;\n" for here, _ in found)
    return f"  {rights(None)} ;\n{subsets}"


def _subsets(site: Site) -> str:
    return "".join(
        f"<{site.settings.public_url}/catalogue#{part.key}> a void:Dataset ; dct:title {_text(part.title)} ; "
        f"dct:source <{part.iri}> ; {rights(part)} .\n"
        for part in parts_of(site.release)
    )


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _partitions(site: Site) -> str:
    classes = (
        f"  void:classPartition [ void:class {_iri(row['class'])} ; void:entities {row['count']} ] ;\n"
        for row in site.release.rows("classes")
    )
    properties = (
        f"  void:propertyPartition [ void:property {_iri(row['property'])} ; void:triples {row['count']} ] ;\n"
        for row in site.release.rows("properties")
    )
    return "".join((*classes, *properties))


def _iri(term: Term) -> str:
    return f"<{term}>"


def _distribution(url: str, name: str) -> str:
    media = DOWNLOADS[name]
    return (
        f"<{url}/download/{name}> a dcat:Distribution ; dct:title {_text(name)} ; {rights(None)} ; "
        f"dcat:downloadURL <{url}/download/{name}> ; dcat:accessURL <{url}/download/{name}> ; "
        f"dcat:mediaType <https://www.iana.org/assignments/media-types/{media}> .\n"
    )
