"""The closure gives what the ontology says and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, Graph, URIRef

from graph.embedded import Embedded
from graph.rdf import Iri
from graph.reasoning import RULES, close
from graph.syntax import read_turtle
from ontology import iris

if TYPE_CHECKING:
    from pathlib import Path

FICTION = """
@prefix : <http://x.example/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Lab rdfs:subClassOf :Research . :Research rdfs:subClassOf :Body . :Body rdfs:subClassOf [ a owl:Restriction ] .
:leads rdfs:subPropertyOf :knows . :knows rdfs:subPropertyOf :meets . :named rdfs:subPropertyOf rdfs:label .
:a a :Lab ; :leads :b ; :named "A" . :b a :Body . :c a :Research ; :knows :a ; :meets :b .
"""
MEETING = """
@prefix : <http://x.example/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
:near a owl:SymmetricProperty . :within a owl:TransitiveProperty . :holds owl:inverseOf :heldBy .
:a :near :b ; :within :b ; :holds :c . :b :within :c . :c :within :a . :d :heldBy :a .
"""
X = "http://x.example/"


def stored(tmp_path: Path, text: str) -> Embedded:
    path = tmp_path / "fiction.ttl"
    path.write_text(text, encoding="utf-8")
    store = Embedded()
    store.load(read_turtle(path, Iri(iris.graph("ontology"))))
    return store


def inferred(store: Embedded) -> set[tuple[str, str, str]]:
    graph = iris.graph("inferred")
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in store.quads()
        if quad.graph.value == graph
    }


def test_types_and_properties_equal_those_of_owlrl(tmp_path: Path) -> None:
    import owlrl

    store = stored(tmp_path, FICTION)
    close(store)
    reference = Graph().parse(data=FICTION, format="turtle")
    asserted = set(reference)
    owlrl.DeductiveClosure(owlrl.RDFS_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(reference)
    things = {URIRef(X + name) for name in "abc"}
    followed = {
        (str(subject), str(predicate), str(value))
        for subject, predicate, value in set(reference) - asserted
        if subject in things and (predicate != RDF.type or str(value).startswith(X))
    }
    assert inferred(store) == followed
    assert len(followed) == 7


def test_symmetric_transitive_and_inverse_properties(tmp_path: Path) -> None:
    store = stored(tmp_path, MEETING)
    close(store)
    assert inferred(store) == {
        (X + "b", X + "near", X + "a"),
        (X + "a", X + "within", X + "c"),
        (X + "b", X + "within", X + "a"),
        (X + "c", X + "within", X + "b"),
        (X + "c", X + "heldBy", X + "a"),
        (X + "a", X + "holds", X + "d"),
    }


def test_an_inverse_without_a_name_stands_in_no_statement(region_store: Embedded) -> None:
    found = region_store.select("SELECT DISTINCT ?p { ?s ?p ?o FILTER(CONTAINS(STR(?p), '/genid/')) }")
    assert found.rows == ()


def test_a_second_closure_adds_nothing(tmp_path: Path) -> None:
    store = stored(tmp_path, MEETING)
    assert close(store) == 6
    assert close(store) == 0


def test_the_order_of_the_rules_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = stored(tmp_path, FICTION + MEETING)
    close(first)
    monkeypatch.setattr("graph.reasoning.RULES", RULES[::-1])
    second = stored(tmp_path, FICTION + MEETING)
    close(second)
    assert inferred(first) == inferred(second)


def pairs(store: Embedded, name: str) -> set[tuple[str, str]]:
    predicate = name if ":" in name else iris.term(name)
    rows = store.select(
        "SELECT ?s ?o { GRAPH ?g { ?s ?p ?o } }", {"p": Iri(predicate), "g": Iri(iris.graph("inferred"))}
    )
    return {(iris.key_of(str(row["s"])), iris.key_of(str(row["o"]))) for row in rows}


def both(*found: tuple[str, str]) -> set[tuple[str, str]]:
    return {pair for one, other in found for pair in ((one, other), (other, one))}


def test_partners_of_established_collaborations_collaborate(world_store: Embedded) -> None:
    four = ("labo-gamma", "labo-delta", "societe-eta", "usine-theta")
    keys = {key for pair in pairs(world_store, "collaboratesWith") for key in pair}
    assert set(four) <= keys
    found = pairs(world_store, "collaboratesWith")
    assert len(found) == 2 * 12, "thirteen links on twelve pairs"
    assert {(one, other) for one in four for other in four if one != other} <= found
    assert ("capteurs-pi", "labo-delta") not in found, "a source says there is none"


def test_supervision_holds_both_ways(world_store: Embedded) -> None:
    down = pairs(world_store, "supervises")
    assert len(down) == 3
    assert pairs(world_store, "supervisedBy") == {(below, above) for above, below in down}


def test_members_participants_and_supporters_are_three_things(world_store: Embedded) -> None:
    members = pairs(world_store, "http://www.w3.org/ns/org#memberOf")
    participants = pairs(world_store, "participatesIn")
    supporters = pairs(world_store, "supports")
    assert [len(found) for found in (members, participants, supporters)] == [3, 4, 1]
    assert not members & participants
    assert not participants & supporters


def test_a_proposed_contribution_connects_nobody(world_store: Embedded) -> None:
    assert len(pairs(world_store, "contributesTo")) == 3
    connected = pairs(world_store, "connectedTo")
    assert connected == {(other, one) for one, other in connected}
    assert ("cluster-epsilon", "laboratoires-reunis") not in connected


def test_who_provides_a_training_is_a_training_provider(world_store: Embedded) -> None:
    query = "SELECT ?o { ?t a <https://w3id.org/maillage/ns#Training> ; <https://w3id.org/maillage/ns#provider> ?o }"
    providers = {iris.key_of(str(row["o"])) for row in world_store.select(query)}
    typed = {
        one
        for one, kind in pairs(world_store, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        if kind == "TrainingProvider"
    }
    assert typed == providers != set()


def test_facts_and_inferences_are_never_in_one_graph(world_store: Embedded) -> None:
    facts = {(one.subject, one.predicate, one.object) for one in world_store.quads() if "/evidence/" in one.graph.value}
    graph = iris.graph("inferred")
    assert not facts & {(q.subject, q.predicate, q.object) for q in world_store.quads() if q.graph.value == graph}
