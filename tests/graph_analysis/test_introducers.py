"""Who can bring two actors together, and what they share already, on networks made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.analysis.introductions import Introduction, introductions
from graph.network import Network
from graph.portfolio import Fact, Portfolio
from tests.graph_analysis.handmade import MAKER, USER, case, finding

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make


def only(network: Network, portfolio: Portfolio) -> Introduction:
    (found,) = introductions(network, None, portfolio).introductions
    return found


def test_a_go_between_is_named_with_both_ties_and_where_they_stand(make: Make) -> None:
    network = make("ac bc", "", a=MAKER, b=USER)
    found = only(network, Portfolio(use_cases=(case("a", "Vente", "Données"),)))
    known = found.way.go_betweens[0]

    assert known.actor.key == "c"
    assert (known.left.evidence, known.right.evidence) == (("source, l. 0",), ("source, l. 1",))
    assert [actor.key for actor in found.way.chain] == ["c"]
    assert (found.way.standing, found.way.steps, found.way.host) == ("go-between", 2, None)
    assert found.way.words.fr == "Lien connu avec les deux : Acteur C."


def test_a_host_says_whether_it_knows_either_side(make: Make) -> None:
    body = {"group": "support", "kind": "cluster", "services": ("animation",), "sectors": ("commerce",)}
    users = {"a": MAKER, "b": USER}
    portfolio = Portfolio(use_cases=(case("a", "Vente", "Données"),))
    stranger = introductions(make("", "abz", **users, z=body), None, portfolio).introductions
    friend = introductions(make("bz", "a", **users, z=body), None, portfolio).introductions
    hosts = [next(each.way.host for each in found if each.benefit.kind == "provider") for found in (stranger, friend)]

    assert hosts[0] is not None
    assert "sans lien connu avec l'un ni l'autre" in hosts[0].why.fr
    assert hosts[1] is not None
    assert hosts[1].why.fr.startswith("lien connu (Acteur B)")


def test_a_chain_of_three_known_ties_is_told_by_its_actors(make: Make) -> None:
    network = make("ac cd bd", "", a=MAKER, b=USER)
    found = only(network, Portfolio(use_cases=(case("a", "Vente", "Données"),)))

    assert (found.way.standing, found.way.steps) == ("chain", 3)
    assert found.way.words.fr == "Chaîne connue de 3 liens : par Acteur C, puis Acteur D."


def test_a_longer_chain_is_no_introduction_but_is_told(make: Make) -> None:
    network = make("ac cd de be", "", a=MAKER, b=USER)
    found = only(network, Portfolio(use_cases=(case("a", "Vente", "Données"),)))

    assert (found.way.standing, found.way.steps) == ("organiser", 4)
    assert found.way.words.fr.endswith("Une chaîne connue existe, mais de 4 liens.")


def test_a_bridgehead_is_said_to_be_proposed_with_the_reason(make: Make) -> None:
    body = {"group": "support", "kind": "competitiveness-cluster", "sectors": ("commerce",)}
    network = make("", "abz", a=MAKER, b=USER, z=body)
    found = introductions(network, None, Portfolio(use_cases=(case("a", "Vente", "Données"),))).introductions
    met = next(each for each in found if each.benefit.kind == "provider")

    assert met.way.standing == "bridgehead"
    assert met.way.words.fr == (
        "Aucun intermédiaire connu. Tête de pont proposée : Acteur Z, même secteur (Acteur A et Acteur B), sans lien "
        "connu avec l'un ni l'autre."
    )


def test_a_body_that_gathers_is_the_bridgehead_of_its_own_meeting(make: Make) -> None:
    body = {"group": "support", "kind": "cluster", "services": ("animation",), "sectors": ("commerce",)}
    found = only(make("", "az", a=MAKER, z=body), Portfolio())

    assert found.way.standing == "side"
    assert "Tête de pont proposée : Acteur Z" in found.way.words.fr


def test_a_go_between_by_an_unsure_tie_is_told_as_such(make: Make) -> None:
    network = make("ac bc", "", a=MAKER, b=USER)
    unsure = Network(network.nodes, tuple(replace(each, certainty="unsure") for each in network.links))
    found = only(unsure, Portfolio(use_cases=(case("a", "Vente", "Données"),)))

    assert {each.certainty for each in found.doubts} == {"unsure"}
    assert "Lectures incertaines : le lien entre Acteur A et Acteur C et le lien entre Acteur B" in found.sentence.fr


def test_what_two_share_besides_is_told_with_its_place(make: Make) -> None:
    heard = [Fact(actor=key, aspect="interview", value="etude", locators=(f"etude, l. {key}",)) for key in "ab"]
    at_arras = {"place": "62041", "place_label": "Arras", "departement": "62"}
    portfolio = Portfolio(
        facts=tuple(heard),
        use_cases=(case("a", "Vente", "Données"),),
        findings=(finding("a", "b", polarity="strength"),),
    )
    found = only(make("", "ab", a=MAKER | at_arras, b=USER | at_arras), portfolio)

    assert [shared.words.fr for shared in found.common] == [
        "même commune (Arras)",
        "cités ensemble : Une proposition",
        "entendus tous deux pour la même étude",
    ]
    assert found.common[2].evidence == ("etude, l. a", "etude, l. b")
