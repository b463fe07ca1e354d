"""Reasons say which of the things they rest on are a likely or an unsure reading."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.analysis.club import roster
from graph.analysis.doubts import caveat, doubts, pair_doubts
from graph.analysis.introductions import introductions
from graph.network import Network
from graph.portfolio import Fact, Portfolio
from tests.graph_analysis.handmade import MAKER, USER, case

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make


def fact(actor: str, certainty: str, aspect: str = "sector", value: str = "commerce") -> Fact:
    return Fact(actor=actor, aspect=aspect, value=value, locators=("source, l. 3",), certainty=certainty)


def test_what_is_certain_raises_no_doubt(make: Make) -> None:
    network = make("ab")

    assert doubts([fact("a", "certain")], network.nodes) == ()
    assert pair_doubts(network, "b", "a") == ()
    assert caveat(()).en == ""


def test_the_least_sure_comes_first_and_each_thing_once(make: Make) -> None:
    found = doubts([fact("a", "likely"), fact("b", "unsure"), fact("a", "likely")], make("ab").nodes)

    assert [each.certainty for each in found] == ["unsure", "likely"]
    assert caveat(found).fr == (
        "Lecture incertaine : le secteur d'Acteur B (commerce). Lecture probable : le secteur d'Acteur A (commerce)."
    )
    assert found[0].evidence == ("source, l. 3",)


def test_an_introduction_says_that_its_sector_is_a_likely_reading(make: Make) -> None:
    portfolio = Portfolio(facts=(fact("a", "certain"), fact("b", "likely")), use_cases=(case("a", "Vente", "Relevés"),))
    (found,) = introductions(make("", "ab", a=MAKER, b=USER), None, portfolio).introductions

    assert found.sentence.fr.endswith("Lecture probable : le secteur d'Acteur B (commerce).")
    assert found.sentence.en.endswith("Likely reading: the sector of Acteur B (retail).")


def test_an_unsure_use_case_is_told_and_a_certain_one_is_not(make: Make) -> None:
    network = make("", "ab", a=MAKER, b=USER)
    told = [
        introductions(network, None, Portfolio(use_cases=(case("a", "Vente", "Relevés", certainty),))).introductions[0]
        for certainty in ("certain", "unsure")
    ]

    assert told[0].doubts == ()
    assert "Lecture incertaine : l'usage « Un cas »." in told[1].sentence.fr


def test_a_member_says_that_the_tie_it_alone_has_is_unsure(make: Make) -> None:
    network = make("ab")
    unsure = Network(network.nodes, tuple(replace(each, certainty="unsure") for each in network.links))
    (member,) = roster(unsure, size=1).members

    assert [each.certainty for each in member.doubts] == ["unsure"]
    assert member.reason.fr.endswith("Lecture incertaine : le lien avec Acteur B.")


def test_a_second_tie_that_is_certain_removes_the_doubt(make: Make) -> None:
    network = make("ab ab")
    first, second = network.links
    mixed = Network(network.nodes, (replace(first, certainty="unsure"), second))

    assert pair_doubts(mixed, "a", "b") == ()
