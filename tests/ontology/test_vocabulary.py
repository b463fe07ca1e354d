"""The keys of the vocabulary are the concepts of the schemes, and each concept is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from ontology import files, iris, terms
from ontology.subfields import SUBFIELD_DOMAINS, SUBFIELD_ITEMS
from ontology.vocabulary import ACTOR_GROUPS, ACTOR_KINDS, LAYERS, SCHEMES, TIE_KINDS

if TYPE_CHECKING:
    from pathlib import Path

GRAPHS: dict[str, Graph] = {}


def _graph(name: str) -> Graph:
    if name not in GRAPHS:
        GRAPHS[name] = Graph().parse(_file(name), format="turtle")
    return GRAPHS[name]


def _file(name: str) -> Path:
    return next(path for path in files.schemes() if path.stem == name)


def test_there_is_one_file_a_scheme() -> None:
    assert {path.stem for path in files.schemes()} == set(SCHEMES)


def test_the_files_of_the_ontology_exist() -> None:
    assert all(path.is_file() for path in (*files.modules(), files.alignments()))
    written = {path.stem for path in files.alignments().parent.glob("*.ttl")}
    assert written == {*files.MODULES, "alignments"}


@pytest.mark.parametrize("name", list(SCHEMES))
def test_the_concepts_of_a_scheme_are_its_keys(name: str) -> None:
    graph = _graph(name)
    assert len(SCHEMES[name]) == len(set(SCHEMES[name]))
    expected = {URIRef(iris.concept(name, key)) for key in SCHEMES[name]}
    assert set(graph.subjects(RDF.type, SKOS.Concept)) == expected
    assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [URIRef(iris.scheme(name))]


@pytest.mark.parametrize("name", list(SCHEMES))
def test_a_concept_has_its_texts_in_both_languages_and_its_key_as_notation(name: str) -> None:
    graph = _graph(name)
    for key in SCHEMES[name]:
        concept = URIRef(iris.concept(name, key))
        assert list(graph.objects(concept, SKOS.notation)) == [Literal(key)]
        assert list(graph.objects(concept, SKOS.inScheme)) == [URIRef(iris.scheme(name))]
        for predicate in (SKOS.prefLabel, SKOS.definition):
            texts = [text for text in graph.objects(concept, predicate) if isinstance(text, Literal) and str(text)]
            assert sorted(str(text.language) for text in texts) == ["en", "fr"], f"{key}: {predicate}"


@pytest.mark.parametrize("name", list(SCHEMES))
def test_a_scheme_is_a_tree_said_from_both_sides(name: str) -> None:
    graph, scheme = _graph(name), URIRef(iris.scheme(name))
    broader = set(graph.subject_objects(SKOS.broader))
    assert broader == {(narrow, broad) for broad, narrow in graph.subject_objects(SKOS.narrower)}
    tops = set(graph.subjects(SKOS.topConceptOf, scheme))
    assert tops == set(graph.objects(scheme, SKOS.hasTopConcept))
    narrow = {concept for concept, _ in broader}
    assert len(narrow) == len(broader), "a concept has two broader ones"
    assert tops == set(graph.subjects(RDF.type, SKOS.Concept)) - narrow
    for concept in narrow:
        assert tops & set(graph.transitive_objects(concept, SKOS.broader)), f"{concept} hangs on no top concept"


@pytest.mark.parametrize("name", list(SCHEMES))
def test_two_concepts_of_a_scheme_are_told_apart_by_label_and_place(name: str) -> None:
    """The same word may stand under two broader concepts (« Décision »), never twice under one."""
    graph = _graph(name)
    seen = [
        (label, graph.value(concept, SKOS.broader))
        for concept in graph.subjects(RDF.type, SKOS.Concept)
        for label in graph.objects(concept, SKOS.prefLabel)
    ]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    ("name", "kinds", "predicate", "scheme"),
    [
        ("actor-kinds", [(kind.key, kind.class_name, kind.group) for kind in ACTOR_KINDS], terms.GROUP, "actor-groups"),
        ("tie-kinds", [(kind.key, kind.class_name, kind.layer) for kind in TIE_KINDS], terms.LAYER, "layers"),
    ],
)
def test_a_kind_says_its_class_and_its_family(
    name: str, kinds: list[tuple[str, str, str]], predicate: str, scheme: str
) -> None:
    graph = _graph(name)
    for key, class_name, family in kinds:
        concept = URIRef(iris.concept(name, key))
        assert iris.term(class_name) in terms.CLASSES
        assert list(graph.objects(concept, URIRef(terms.DENOTES_CLASS))) == [URIRef(iris.term(class_name))]
        assert list(graph.objects(concept, URIRef(predicate))) == [URIRef(iris.concept(scheme, family))]


def test_each_family_and_each_layer_has_a_kind() -> None:
    assert {kind.group for kind in ACTOR_KINDS} == set(ACTOR_GROUPS)
    assert {kind.layer for kind in TIE_KINDS} == set(LAYERS)


def test_the_class_of_a_tie_kind_stands_under_the_class_of_its_layer() -> None:
    above = {"structure": terms.STRUCTURE_TIE, "collaboration": terms.COLLABORATION, "copresence": terms.CO_PRESENCE}
    graph = Graph().parse(next(path for path in files.modules() if path.stem == "collaborations"), format="turtle")
    subclass = URIRef("http://www.w3.org/2000/01/rdf-schema#subClassOf")
    for kind in TIE_KINDS:
        assert (URIRef(iris.term(kind.class_name)), subclass, URIRef(above[kind.layer])) in graph


def test_each_subfield_topic_stands_under_its_domain() -> None:
    graph = _graph("subfields")
    assert len(SUBFIELD_DOMAINS) == 11
    for domain, items in SUBFIELD_ITEMS.items():
        expected = {URIRef(iris.concept("subfields", item)) for item in items}
        assert set(graph.objects(URIRef(iris.concept("subfields", domain)), SKOS.narrower)) == expected


def test_sectors_point_to_divisions_of_the_naf() -> None:
    graph = _graph("sectors")
    matches = [
        str(found)
        for predicate in (SKOS.closeMatch, SKOS.narrowMatch, SKOS.broadMatch)
        for found in graph.objects(None, predicate)
    ]
    assert matches
    for match in matches:
        division = match.removeprefix("http://id.insee.fr/codes/nafr2/division/")
        assert len(division) == 2
        assert 1 <= int(division) <= 99
