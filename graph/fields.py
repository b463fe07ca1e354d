"""How the values of records become terms, and how a record's node is described: what ``mapping`` is written with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graph.rdf import XSD, Iri, Literal
from ontology import iris
from ontology.vocabulary import SCHEMES

__all__ = [
    "ALT_LABEL",
    "DCT",
    "FOAF",
    "PREF_LABEL",
    "SCHEMA",
    "SKOS",
    "Field",
    "NodeMapping",
    "concept_of",
    "concerned",
    "dated",
    "departement",
    "english",
    "feasible",
    "feasible_en",
    "french",
    "observed",
    "outside",
    "page",
    "text",
    "thing_of",
    "typed",
]

SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SCHEMA: Final = "https://schema.org/"
DCT: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
_LANG = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"

PREF_LABEL: Final = Iri(SKOS + "prefLabel")
ALT_LABEL: Final = Iri(SKOS + "altLabel")

TermOf = Callable[[str], Iri | Literal]

_DEPARTEMENTS = MappingProxyType({"02": "Aisne", "59": "Nord", "60": "Oise", "62": "Pas-de-Calais", "80": "Somme"})
_FEASIBLE = MappingProxyType(
    {"yes": ("Oui", "Yes"), "by-branches": ("Par branches", "By branches"), "national": ("Nationale", "National")}
)
_DATES = (
    (re.compile(r"\d{4}\Z"), "gYear"),
    (re.compile(r"\d{4}-\d{2}\Z"), "gYearMonth"),
    (re.compile(r"\d{4}-\d{2}-\d{2}\Z"), "date"),
)


def text(value: str) -> Literal:
    """Return a plain string."""
    return Literal(value)


def french(value: str) -> Literal:
    """Return a French text."""
    return Literal(value, _LANG, "fr")


def english(value: str) -> Literal:
    """Return an English text."""
    return Literal(value, _LANG, "en")


def dated(value: str) -> Literal:
    """Return a year, a month or a day by its shape; a plain string for any other wording."""
    for shape, name in _DATES:
        if shape.match(value):
            return Literal(value, XSD + name)
    return Literal(value)


def typed(name: str) -> TermOf:
    """Return the function from a value to a literal of an XSD type."""

    def term(value: str) -> Literal:
        return Literal(value, XSD + name)

    return term


def concept_of(scheme: str) -> TermOf:
    """Return the function from a key to its concept in a scheme."""

    def term(value: str) -> Iri:
        return Iri(iris.concept(scheme, value))

    return term


def thing_of(kind: str) -> TermOf:
    """Return the function from a key to the thing it names."""

    def term(value: str) -> Iri:
        return Iri(iris.thing(kind, value))

    return term


def concerned(value: str) -> Iri:
    """Return the sector, territory, service or family that a finding names by its key, else the actor."""
    for scheme in ("sectors", "territories", "services", "job-families", "subfields", "actor-kinds"):
        if value in SCHEMES[scheme]:
            return Iri(iris.concept(scheme, value))
    return Iri(iris.thing("actor", value))


def observed(value: str) -> Iri:
    """Return the territory or sector that a figure is about, else the actor."""
    for scheme in ("territories", "sectors"):
        if value in SCHEMES[scheme]:
            return Iri(iris.concept(scheme, value))
    return Iri(iris.thing("actor", value))


def outside(scheme: str, target: str) -> Iri:
    """Return the node of a concept of an outside classification: ESCO's own IRI, one of ours for a ROME code."""
    return Iri(target) if scheme == "esco" else Iri(iris.thing("reference", f"{scheme}-{target.lower()}"))


def feasible(value: str) -> Literal:
    """Return in French how far an action can be carried to the whole country; the name printed instead as it is."""
    return french(_FEASIBLE.get(value, (value, value))[0])


def feasible_en(value: str) -> Literal:
    """Return the same in English."""
    return english(_FEASIBLE.get(value, (value, value))[1])


def page(value: str) -> Iri | Literal:
    """Return the address of a page as a node; as text when it cannot be one."""
    return Iri(value) if re.match(r"https?://[^\s<>\"{}|\\^`]+\Z", value) else Literal(value)


def departement(value: str) -> Literal:
    """Return the name of a département of the region from its code; the code itself for another one."""
    return french(_DEPARTEMENTS.get(value, value))


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record, the property that it becomes, and how its value is read."""

    name: str
    predicate: str
    term: TermOf


@dataclass(frozen=True, slots=True)
class NodeMapping:
    """How a record that creates a node is written.

    ``french`` and ``english`` compose a label for nodes that no source names; ``{field}`` stands for the label of
    what the field points to.
    """

    kind: str
    classes: tuple[str, ...]
    fields: tuple[Field, ...]
    key: str = "key"
    french: str = ""
    english: str = ""
