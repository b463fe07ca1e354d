"""Fact sheets hold what the store says, each fact with its proofs, read by a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from graph.network import Network
from graph.rdf import Term as RdfTerm
from graph.store import Rows
from visualizations.cards import cards
from visualizations.facts import Card

if TYPE_CHECKING:
    from graph.embedded import Embedded


@pytest.fixture(scope="module")
def sheets(world_store: Embedded, world_network: Network) -> Mapping[str, Card]:
    return cards(world_store, world_network)


def test_every_actor_has_a_sheet(sheets: Mapping[str, Card], world_network: Network) -> None:
    assert set(sheets) == {node.key for node in world_network.nodes}
    assert all(card.proofs and card.kind.fr and card.kind.en for card in sheets.values())


def test_a_laboratory_with_its_ties_and_trainings(sheets: Mapping[str, Card]) -> None:
    card = sheets["labo-gamma"]
    assert (card.kind.key, card.place, card.departement) == ("laboratory", "Lille", "59")
    assert {tie.kind.key for tie in card.ties} == {"supervision", "research-collaboration", "resource-sharing"}
    project = next(tie for tie in card.ties if tie.kind.key == "research-collaboration")
    assert (project.layer, project.status.key, project.start) == ("collaboration", "established", "2019-03")
    assert [partner.key for partner in project.partners] == ["labo-delta", "labo-gamma", "societe-eta", "usine-theta"]
    assert {(proof.source, proof.line) for proof in project.proofs} >= {("monde-2020", 101), ("chronique-2021", 12)}
    assert [training.label for training in card.trainings] == ["Master Vision"]
    assert card.trainings[0].level == "7"
    assert card.trainings[0].proofs[0].line == 213


def test_a_support_body_with_its_services(sheets: Mapping[str, Card]) -> None:
    (offer,) = sheets["cluster-epsilon"].offers
    assert {term.key for term in offer.services} == {"accompagnement", "animation", "financement"}
    assert offer.proofs


def test_a_use_case_stands_on_the_sheet_of_who_lives_it(sheets: Mapping[str, Card]) -> None:
    (case,) = sheets["clinique-kappa"].use_cases
    assert case.label.fr.startswith("Lecture d'images")
    assert case.status.key == "in-use"


def test_proposed_ended_and_absent_ties_are_told_apart(sheets: Mapping[str, Card]) -> None:
    statuses = {tie.status.key for card in sheets.values() for tie in card.ties}
    assert statuses == {"established", "proposed", "ended", "absent"}
    unsure = [tie for tie in sheets["equipe-mu"].ties if tie.status.key == "proposed"]
    assert "unsure" in {proof.certainty.key for proof in unsure[0].proofs}


def test_spellings_are_kept_and_the_label_is_not_one(sheets: Mapping[str, Card]) -> None:
    spelled = [card for card in sheets.values() if card.spellings]
    assert spelled
    assert all(card.label.fr not in card.spellings for card in spelled)


def test_an_isolated_actor_has_a_sheet_without_established_tie(sheets: Mapping[str, Card]) -> None:
    assert sheets["studio-rho"].ties == ()


class Counted:
    """A store that counts the queries it answers."""

    def __init__(self, store: Embedded) -> None:
        self.store, self.queries = store, 0

    def select(self, query: str, bindings: Mapping[str, RdfTerm] | None = None) -> Rows:
        self.queries += 1
        return self.store.select(query, bindings)


def test_the_number_of_queries_does_not_grow_with_the_network(world_store: Embedded, world_network: Network) -> None:
    counted = Counted(world_store)
    cards(counted, world_network)  # type: ignore[arg-type]
    every, counted.queries = counted.queries, 0
    cards(counted, Network(world_network.nodes[:1], ()))  # type: ignore[arg-type]
    assert counted.queries == every <= 9
