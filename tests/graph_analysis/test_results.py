from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from graph.analysis import Analyses, analyse
from graph.rdf import Iri, Literal, Quad
from graph.results import GRAPHS, quads
from ontology import iris, terms

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make

OWN = frozenset((*terms.CLASSES, *terms.OBJECT_PROPERTIES, *terms.DATATYPE_PROPERTIES))


@pytest.fixture(scope="module")
def found(make: Make) -> Analyses:
    known = {"a": {"sectors": ("btp",)}, "h": {"sectors": ("btp",)}}
    return analyse(make("ab ac bc cd de df ef", "gh", **known))


@pytest.fixture(scope="module")
def made(found: Analyses) -> list[Quad]:
    return list(quads(found))


def of_type(made: list[Quad], kind: str) -> set[Iri]:
    return {quad.subject for quad in made if quad.object == Iri(kind)}


def said(made: list[Quad], subject: str) -> dict[str, list[str]]:
    facts: dict[str, list[str]] = {}
    for quad in made:
        if quad.subject == Iri(subject):
            facts.setdefault(quad.predicate.value.removeprefix(iris.NS), []).append(str(quad.object))
    return facts


def test_the_same_analyses_give_the_same_quads_in_the_same_order(found: Analyses, made: list[Quad]) -> None:
    assert list(quads(found)) == made
    assert len(set(made)) == len(made)


def test_each_analysis_stands_in_its_own_graph_with_its_version(made: list[Quad]) -> None:
    graphs = {iris.analysis_graph(name) for name, _ in GRAPHS}

    assert {quad.graph.value for quad in made} == graphs
    for graph in graphs:
        facts = said(made, graph)
        assert facts["http://www.w3.org/2002/07/owl#versionInfo"] == [
            "maillage 0.1.0, seed 2019, layers structure collaboration copresence"
        ]
        assert len(facts["http://purl.org/dc/terms/description"]) == 2


def test_only_terms_of_the_ontology_are_used(made: list[Quad]) -> None:
    used = {quad.predicate.value for quad in made}
    used |= {quad.object.value for quad in made if quad.predicate.value.endswith("#type")}

    assert {term for term in used if term.startswith(iris.NS)} <= OWN


def test_every_cluster_is_a_component_isolates_included(made: list[Quad]) -> None:
    sizes = Counter(said(made, iri.value)["size"][0] for iri in of_type(made, terms.COMPONENT))

    assert sizes == {"6": 1, "1": 2}


def test_every_actor_has_its_measures_and_an_isolate_none_that_cannot_be(made: list[Quad]) -> None:
    assert len(of_type(made, terms.ACTOR_METRICS)) == 8
    centre = said(made, iris.thing("metrics", "c"))
    alone = said(made, iris.thing("metrics", "g"))

    assert (centre["degree"], centre["betweenness"], centre["isArticulation"]) == (["3"], ["0.6"], ["true"])
    assert centre["componentOf"] == [iris.thing("component", "all.a")]
    assert centre["communityOf"] == [iris.thing("community", "a")]
    assert not {"constraint", "effectiveSize", "communityOf"} & set(alone)
    assert len(alone["http://www.w3.org/2000/01/rdf-schema#comment"]) == 2


def test_every_linked_pair_has_its_measures_and_a_bridge_no_span(made: list[Quad]) -> None:
    assert len(of_type(made, terms.TIE_METRICS)) == 7
    bridge = said(made, iris.thing("metrics", "c.d"))

    assert (bridge["isBridge"], bridge["isLocalBridge"]) == (["true"], ["true"])
    assert "span" not in bridge
    assert len(bridge["between"]) == 2
    assert len(bridge["ofTie"]) == 1


def test_a_suggestion_names_two_actors_a_score_and_a_reason_in_both_languages(made: list[Quad]) -> None:
    suggestion = said(made, iris.thing("suggestion", "a.h"))

    assert suggestion["suggests"] == [iris.thing("actor", "a"), iris.thing("actor", "h")]
    assert 0 < float(suggestion["score"][0]) <= 1
    assert int(suggestion["rank"][0]) >= 1
    assert len(suggestion["reason"]) == 2


def test_figures_are_decimals_without_exponent(made: list[Quad]) -> None:
    decimals = [
        quad.object.value
        for quad in made
        if isinstance(quad.object, Literal) and quad.object.datatype.endswith("#decimal")
    ]

    assert decimals
    assert not [value for value in decimals if "e" in value.lower() or "n" in value.lower()]


def test_no_person_is_ever_named(made: list[Quad]) -> None:
    assert not [quad for quad in made if "/person/" in str(quad.subject) + str(quad.object)]


def test_an_empty_network_gives_the_heads_of_the_graphs_alone(make: Make) -> None:
    assert {quad.subject.value for quad in quads(analyse(make()))} == {iris.analysis_graph(name) for name, _ in GRAPHS}


def test_the_club_stands_in_graphs_of_its_own_and_never_among_the_suggestions(make: Make) -> None:
    known: dict[str, Any] = {
        "a": {"roles": ("impactant",), "sectors": ("btp",)},
        "b": {"roles": ("impacte",), "sectors": ("btp",)},
    }
    told = list(quads(analyse(make("", "ab", **known))))
    introduced, suggested = of_type(told, terms.INTRODUCTION), of_type(told, terms.SUGGESTED_TIE)

    assert {each.value for each in introduced} == {iris.thing("introduction", "a.b")}
    assert not introduced & suggested
    assert said(told, iris.thing("roster", "club"))["size"] == ["2"]
