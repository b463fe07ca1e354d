"""Judgements on names: merged under one IRI when the same, noted in any case."""

from __future__ import annotations

from dataclasses import replace

from graph.assembly import assemble
from graph.identity import judged
from graph.rdf import Iri, Quad
from ontology import iris, records, terms
from ontology.records import IdentityDecision, Record

NORTH, MILL = iris.thing("actor", "labo-nord"), iris.thing("actor", "scierie")
REPLACES = Iri("http://purl.org/dc/terms/replaces")


def decided(left: str, right: str, decision: str) -> IdentityDecision:
    return IdentityDecision(left=left, right=right, decision=decision, reason="Pour l'essai")


def test_the_same_actor_keeps_one_iri_and_all_its_names(rows: tuple[Record, ...]) -> None:
    identity = judged([decided("Labo Nord", "la scierie", "same")], rows)
    quads = tuple(identity.merged(assemble(rows)))
    assert identity.kept == {MILL: NORTH}
    assert MILL not in {term.value for quad in quads for term in (quad.subject, quad.object)}
    names = {(quad.predicate.value.split("#")[1], quad.object.value) for quad in quads if quad.subject.value == NORTH}
    assert {("prefLabel", "Labo Nord"), ("altLabel", "Scierie du Bois"), ("altLabel", "La Scierie")} <= names
    assert ("prefLabel", "Scierie du Bois") not in names


def test_the_former_iri_is_kept_for_a_redirect(rows: tuple[Record, ...]) -> None:
    found = tuple(judged([decided("labo-nord", "scierie", "same")], rows).recorded())
    assert Quad(Iri(NORTH), REPLACES, Iri(MILL), Iri(iris.graph("quality"))) in found


def test_names_of_one_actor_merge_nothing_and_are_noted(rows: tuple[Record, ...]) -> None:
    identity = judged([decided("Scierie du Bois", "La Scierie", "same")], rows)
    assert identity.kept == {}
    notes = tuple(identity.recorded())
    assert {quad.object.value for quad in notes if quad.predicate.value == terms.FOCUS} == {MILL}
    assert {quad.graph.value for quad in notes} == {iris.graph("quality")}


def test_different_and_unsure_names_stay_apart_and_are_noted(rows: tuple[Record, ...]) -> None:
    for decision in ("different", "unsure"):
        identity = judged([decided("labo-nord", "scierie", decision)], rows)
        assert identity.kept == {}
        quads = tuple(identity.recorded())
        assert {quad.object.value for quad in quads if quad.predicate.value == terms.FOCUS} == {NORTH, MILL}
        assert any("Pour l'essai" in quad.object.value for quad in quads if quad.predicate.value == terms.MESSAGE)


def test_a_judgement_of_difference_stops_a_chain_of_merges(rows: tuple[Record, ...]) -> None:
    decisions = [decided("labo-nord", "scierie", "same"), decided("scierie", "labo-nord", "different")]
    assert judged(decisions, rows).kept == {}


def test_merges_follow_a_chain_to_its_first_actor(rows: tuple[Record, ...]) -> None:
    third = Quad(Iri(iris.thing("actor", "bois")), Iri(terms.KIND), Iri("x:y"), Iri("x:g"))
    mill = next(row for row in rows if isinstance(row, records.Actor) and row.key == "scierie")
    more = (*rows, replace(mill, key="bois", label="Bois & Cie"))
    identity = judged([decided("scierie", "bois", "same"), decided("labo-nord", "scierie", "same")], more)
    assert identity.kept == {iris.thing("actor", "bois"): NORTH, MILL: NORTH}
    assert next(iter(identity.merged([third]))).subject == Iri(NORTH)


def test_names_that_nobody_bears_are_noted_without_a_focus(rows: tuple[Record, ...]) -> None:
    identity = judged([decided("Inconnu", "Personne", "same")], rows)
    assert identity.kept == {}
    assert terms.FOCUS not in {quad.predicate.value for quad in identity.recorded()}
