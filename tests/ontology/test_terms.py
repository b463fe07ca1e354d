"""The constants, the Turtle modules and the concept schemes say the same thing, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, URIRef

from ontology import files, terms
from ontology.iris import NS
from ontology.version import __version__

if TYPE_CHECKING:
    from rdflib.term import Node

REGISTRIES = {
    OWL.Class: terms.CLASSES,
    OWL.ObjectProperty: terms.OBJECT_PROPERTIES,
    OWL.DatatypeProperty: terms.DATATYPE_PROPERTIES,
    OWL.AnnotationProperty: terms.ANNOTATION_PROPERTIES,
}
OWN = sorted(iri for registry in REGISTRIES.values() for iri in registry)
BUILT_IN = ("http://www.w3.org/2002/07/owl#", str(RDF), str(RDFS), "http://www.w3.org/2001/XMLSchema#")
DATATYPES_OF_OWL = {"decimal", "integer", "string", "boolean", "nonNegativeInteger"}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    merged = Graph()
    for module in files.modules():
        merged.parse(module, format="turtle")
    return merged


def _declared(ontology: Graph, kind: URIRef) -> set[str]:
    return {str(found) for found in ontology.subjects(RDF.type, kind) if isinstance(found, URIRef)}


def _texts(ontology: Graph, subject: Node, predicate: URIRef) -> dict[str | None, str]:
    values = [value for value in ontology.objects(subject, predicate) if isinstance(value, Literal)]
    by_language = {value.language: str(value).strip() for value in values}
    assert len(values) == len(by_language), f"{subject} has two {predicate} in one language"
    return by_language


@pytest.mark.parametrize("kind", list(REGISTRIES), ids=lambda kind: str(kind).rsplit("#", 1)[-1])
def test_the_constants_are_the_terms_of_the_modules(ontology: Graph, kind: URIRef) -> None:
    own = {iri for iri in _declared(ontology, kind) if iri.startswith(NS)}
    assert own == set(REGISTRIES[kind])
    assert len(REGISTRIES[kind]) == len(set(REGISTRIES[kind]))


def test_each_constant_stands_in_a_registry_and_is_public() -> None:
    names = {name: value for name, value in vars(terms).items() if name.isupper() and isinstance(value, str)}
    constants = {value for name, value in names.items() if name not in {"BASE", "NS", "ONTOLOGY", "VERSION_IRI"}}
    assert sorted(constants) == OWN
    assert set(terms.__all__) >= set(names) - {"BASE", "NS"}


def test_a_constant_is_named_after_its_term() -> None:
    for name, value in vars(terms).items():
        if name in {"BASE", "NS", "ONTOLOGY", "VERSION_IRI"} or not name.isupper() or not isinstance(value, str):
            continue
        local = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", value.removeprefix(NS)).upper()
        assert name in (local, f"{local}_PROPERTY")


@pytest.mark.parametrize("iri", OWN, ids=lambda iri: str(iri).rsplit("#", 1)[-1])
def test_a_term_speaks_french_and_english(ontology: Graph, iri: str) -> None:
    term = URIRef(iri)
    for predicate in (RDFS.label, RDFS.comment):
        texts = _texts(ontology, term, predicate)
        assert set(texts) == {"fr", "en"}
        assert all(texts.values())
    for comment in _texts(ontology, term, RDFS.comment).values():
        assert comment.endswith((".", ").")), f"the comment of {iri} is no sentence"
    assert set(ontology.objects(term, RDFS.isDefinedBy)) == {URIRef(terms.ONTOLOGY)}


def test_two_classes_never_share_a_label(ontology: Graph) -> None:
    for language in ("fr", "en"):
        labels = [_texts(ontology, URIRef(iri), RDFS.label)[language] for iri in terms.CLASSES]
        assert len(labels) == len(set(labels))


def test_the_version_of_the_ontology_is_the_one_of_the_distribution(ontology: Graph) -> None:
    header = URIRef(terms.ONTOLOGY)
    assert list(ontology.subjects(RDF.type, OWL.Ontology)) == [header]
    assert list(ontology.objects(header, OWL.versionIRI)) == [URIRef(terms.VERSION_IRI)]
    assert [str(found) for found in ontology.objects(header, OWL.versionInfo)] == [__version__]
    assert terms.VERSION_IRI.endswith(__version__)


def test_nothing_is_two_kinds_of_property(ontology: Graph) -> None:
    kinds = [_declared(ontology, kind) for kind in REGISTRIES]
    for position, left in enumerate(kinds):
        for right in kinds[position + 1 :]:
            assert left.isdisjoint(right)


def test_everything_used_is_declared(ontology: Graph) -> None:
    declared = {URIRef(iri) for kind in REGISTRIES for iri in _declared(ontology, kind)}
    for subject, predicate, value in ontology:
        if not str(predicate).startswith(BUILT_IN):
            assert predicate in declared, f"{predicate} is used and not declared"
        if predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf, OWL.onClass, OWL.onProperty):
            for node in (subject, value):
                known = isinstance(node, BNode) or node in declared or str(node).startswith(BUILT_IN)
                assert known, f"{node} is used and not declared"


def test_ranges_are_classes_for_things_and_owl_datatypes_for_literals(ontology: Graph) -> None:
    classes = _declared(ontology, OWL.Class)
    for iri in terms.OBJECT_PROPERTIES:
        assert {str(found) for found in ontology.objects(URIRef(iri), RDFS.range)} <= classes
    for iri in terms.DATATYPE_PROPERTIES:
        names = {str(found).rsplit("#", 1)[-1] for found in ontology.objects(URIRef(iri), RDFS.range)}
        assert names <= DATATYPES_OF_OWL


def test_a_transitive_property_is_never_counted(ontology: Graph) -> None:
    """OWL 2 DL keeps number restrictions and (a)symmetry axioms to simple properties."""
    composite = set(ontology.subjects(RDF.type, OWL.TransitiveProperty))
    composite |= set(ontology.subjects(OWL.propertyChainAxiom, None))
    counted = {
        prop
        for number in (OWL.qualifiedCardinality, OWL.minQualifiedCardinality, OWL.maxQualifiedCardinality)
        for restriction in ontology.subjects(number, None)
        for prop in ontology.objects(restriction, OWL.onProperty)
    }
    for kind in (
        OWL.FunctionalProperty,
        OWL.InverseFunctionalProperty,
        OWL.IrreflexiveProperty,
        OWL.AsymmetricProperty,
    ):
        counted |= set(ontology.subjects(RDF.type, kind))
    assert counted, "the ontology counts nothing, so this test shows nothing"
    assert composite.isdisjoint(counted)
    assert composite.isdisjoint(ontology.subjects(RDFS.subPropertyOf, URIRef(terms.CONNECTED_TO)))


def test_collaborating_is_a_way_of_being_connected(ontology: Graph) -> None:
    collaborates, connected = URIRef(terms.COLLABORATES_WITH), URIRef(terms.CONNECTED_TO)
    assert (collaborates, RDFS.subPropertyOf, connected) in ontology
    for derived in (collaborates, connected):
        assert (derived, RDF.type, OWL.SymmetricProperty) in ontology
    assert (URIRef(terms.SUPERVISES), OWL.inverseOf, URIRef(terms.SUPERVISED_BY)) in ontology


def test_roles_towards_ai_never_exclude_each_other(ontology: Graph) -> None:
    """A company may be provider of impact and affected at once: no axiom may set company classes apart."""
    company = {URIRef(iri) for iri in (terms.SOLUTION_PROVIDER, terms.AFFECTED_COMPANY, terms.CONSULTANCY)}
    apart = {
        member
        for axiom in ontology.subjects(RDF.type, OWL.AllDisjointClasses)
        for listed in ontology.objects(axiom, OWL.members)
        for member in ontology.items(listed)
    }
    assert company.isdisjoint(apart)
    assert not list(ontology.triples((None, OWL.disjointWith, None)))
