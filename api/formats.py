"""The formats that answers come in: one literal table for SPARQL results, RDF and pages."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BOOLEANS", "GRAPHS", "HTML", "PREFIXES", "SOLUTIONS", "TABLES", "Format", "by_suffix"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the suffix that names it in an address, its media type, and other names that ask for it."""

    suffix: str
    media: str
    label: str
    aliases: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Other values of ``?format=`` that clients send."""

    @property
    def content_type(self) -> str:
        """Return the media type as a header prints it."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


HTML = Format("html", "text/html", "HTML", ("application/xhtml+xml",))
_JSON = Format("json", "application/json", "JSON")
_CSV = Format("csv", "text/csv", "CSV")

SOLUTIONS = (
    Format("json", "application/sparql-results+json", "JSON", ("application/json", "text/json"), ("srj",)),
    Format("xml", "application/sparql-results+xml", "XML", ("application/xml", "text/xml"), ("srx",)),
    Format("csv", "text/csv", "CSV", ("text/plain",)),
    Format("tsv", "text/tab-separated-values", "TSV"),
)
"""Answers of SELECT; the first is the default."""

BOOLEANS = SOLUTIONS
"""Answers of ASK: CSV and TSV hold the one word ``true`` or ``false``."""

GRAPHS = (
    Format("ttl", "text/turtle", "Turtle", ("application/x-turtle", "application/turtle", "text/n3"), ("turtle",)),
    Format("nt", "application/n-triples", "N-Triples", ("text/plain",), ("ntriples", "n-triples")),
    Format("jsonld", "application/ld+json", "JSON-LD", ("application/json",), ("json-ld", "json")),
    Format("rdf", "application/rdf+xml", "RDF/XML", ("application/xml", "text/xml"), ("xml", "rdfxml", "rdf-xml")),
    Format("trig", "application/trig", "TriG", ("application/x-trig",)),
    Format("nq", "application/n-quads", "N-Quads", ("text/x-nquads",), ("nquads", "n-quads")),
)
"""Answers of CONSTRUCT and DESCRIBE, and descriptions of things; the first is the default."""

TABLES = (_JSON, _CSV)
"""Answers of questions and analyses."""

PREFIXES: dict[str, str] = {
    "mlg": "https://w3id.org/maillage/ns#",
    "actor": "https://w3id.org/maillage/id/actor/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that Turtle, TriG and RDF/XML answers use, and that the editor writes."""


def by_suffix(offered: tuple[Format, ...], name: str) -> Format | None:
    """Return the offered format that a suffix, a short name or a media type names, or ``None``."""
    asked = name.strip().lower()
    for found in offered:
        if asked in {found.suffix, found.media, *found.names}:
            return found
    return None
