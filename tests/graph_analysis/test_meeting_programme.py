"""Which meetings a programme holds, why it holds no more, and what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.analysis.benefit_kinds import Telling, told
from graph.analysis.introductions import introductions
from graph.analysis.meeting_programme import PER_RECIPE, REPEAT, Candidate, Caps, choose
from graph.analysis.shortage import shortage
from graph.analysis.values import Phrase
from graph.network import Network
from graph.portfolio import Portfolio, TrainingOffer
from tests.graph_analysis.handmade import case

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make


def candidate(network: Network, left: str, right: str, feasibility: float) -> Candidate:
    words = Phrase("x", "x")
    telling = Telling(brings=words, offers=words, gain=words, step=words)
    pair = (network[left], network[right])
    made = told("provider", 1.0, pair, telling, ())
    return Candidate(*pair, made, feasibility, relief=(0.0, 0.0), shortening=0.0, crossing=1.0)


def test_another_meeting_goes_before_the_same_actor_again_for_the_same_reason(make: Make) -> None:
    network = make("", "abuvwx")
    # Gains 0.30, 0.27 and 0.15: the second would be a again, which costs 0.2.
    pairs = [candidate(network, "a", "u", 1.0), candidate(network, "a", "v", 0.9), candidate(network, "b", "x", 0.5)]
    found = choose(pairs, Caps(most=2, per_actor=9, per_kind=9), 5.0)

    assert [(each.left.key, each.right.key) for each in found.candidates] == [("a", "u"), ("b", "x")]
    assert (found.total, found.bound) == pytest.approx((450, 450))


def test_repetition_leaves_no_room_in_a_programme_and_stops_at_two(make: Make) -> None:
    network = make("", "auvw")
    pairs = [candidate(network, "a", other, 0.5) for other in "uvw"]
    found = choose(pairs, Caps(most=9, per_actor=9, per_kind=9), 5.0)

    assert len(found.candidates) == PER_RECIPE
    assert found.total == pytest.approx(1000 * (2 * 0.15 - REPEAT))


def test_as_many_as_asked_is_no_shortage(make: Make) -> None:
    pairs = [candidate(make("", "ab"), "a", "b", 1.0)]

    assert shortage(pairs, Caps(most=1, per_actor=1, per_kind=1), 1, 0) is None


def test_a_shortage_names_the_limit_that_holds_meetings_back(make: Make) -> None:
    network = make("", "abuv")
    pairs = [candidate(network, one, other, 1.0) for one, other in (("a", "u"), ("a", "v"), ("b", "u"), ("b", "v"))]
    # Four pairs, each actor in two of them: at most one an actor holds two, at most two an actor all four.
    found = shortage(pairs, Caps(most=9, per_actor=1, per_kind=9), 2, 3)

    assert found is not None
    assert (found.asked, found.proposed, found.set_aside) == (9, 2, 3)
    assert [(each.limit, each.to, each.meetings) for each in found.relaxed] == [("per-actor", 2, 4)]
    assert found.sentence.fr == (
        "Seules 2 paires valent d'être proposées sous ces limites (9 demandées). Pour en obtenir davantage : 2 "
        "rencontres au plus par acteur en donneraient 4. 3 autres n'ont en commun qu'un sujet très général et ne sont "
        "pas proposées."
    )


def test_where_no_limit_holds_anything_back_other_sources_are_asked_for() -> None:
    found = shortage((), Caps(most=5, per_actor=3, per_kind=2), 0, 0)

    assert found is not None
    assert found.relaxed == ()
    assert found.sentence.en == (
        "No pair is worth proposing under these limits, of 5 asked. No limit to relax would give more: it would take "
        "other sources."
    )


def test_the_limit_by_kind_is_named_when_it_binds(make: Make) -> None:
    makers = {key: {"roles": ("impactant",), "sectors": ("commerce",)} for key in "abcd"}
    users = {key: {"roles": ("impacte",), "sectors": ("commerce",)} for key in "wxyz"}
    found = introductions(make("", "abcdwxyz", **makers, **users), None, Portfolio(), most=8)

    assert found.per_kind == len(found.introductions) == 2
    assert found.shortage is not None
    assert [(each.limit, each.to) for each in found.shortage.relaxed] == [("per-kind", 8)]
    assert (
        introductions(make("", "abcdwxyz", **makers, **users), None, Portfolio(), most=8, per_kind=8).shortage is None
    )


def test_a_topic_that_any_firm_has_is_no_reason_to_meet(make: Make) -> None:
    portfolio = Portfolio(
        use_cases=(case("a", "Organisation", "Science des données"),), trainings=(offer("Master Data"),)
    )
    network = make("", "ab", a={"roles": ("impacte",)}, b={"group": "training", "kind": "school"})
    found = introductions(network, None, portfolio)

    assert found.introductions == ()
    assert (found.candidates, found.set_aside) == (0, 1)
    assert found.shortage is not None
    assert "1 autre n'a en commun qu'un sujet très général" in found.shortage.sentence.fr


def offer(title: str) -> TrainingOffer:
    return TrainingOffer(
        key="t", label=title, bodies=("b",), families=(), level="7", place=None, locators=("source, l. 9",)
    )
