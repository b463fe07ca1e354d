"""The roster of the club on networks small enough to choose by hand."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from graph.analysis.club import SIZE, roster, usual_floors
from graph.analysis.covering import Cover, Least, Problem, conflict, solve, value
from graph.analysis.floors import DIMENSIONS, floors, values_of
from graph.analysis.roster_scene import candidates
from graph.network import Network, Site
from graph.portfolio import Fact, Portfolio
from ontology.errors import ConfigurationRefused, FloorsConflict, UnknownName

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make

LAB: dict[str, Any] = {"group": "research", "kind": "laboratory"}


def keys(network: Network, **asked: Any) -> list[str]:
    return sorted(member.actor.key for member in roster(network, **asked).members)


def test_the_centre_of_a_star_and_the_isolate_reach_everybody(make: Make) -> None:
    found = roster(make("ab ac ad", "e"), size=2)

    assert [member.actor.key for member in found.members] == ["a", "e"]
    assert (found.status, found.gap) == ("optimal", 0.0)
    assert {name: (met, of) for name, _, met, of in found.shares}["reach"] == (5, 5)


def test_the_roster_is_chosen_together_not_one_by_one(make: Make) -> None:
    # a reaches the most alone (5), yet b and c together reach all six others and themselves.
    network = make("ad ae af ag bd be bh cf cg ci")

    assert keys(network, size=2) == ["b", "c"]


def test_each_member_says_what_it_alone_covers(make: Make) -> None:
    network = make("ab ac", "d", a={"sectors": ("btp",)}, d={"sectors": ("textile",)})
    first, second = roster(network, size=2).members

    assert [actor.key for actor in first.alone_reaches] == ["b", "c", "a"]
    assert [(dimension, words.fr) for dimension, words in second.alone_covers] == [
        ("sector", "industrie de transformation (textile)")
    ]
    assert "Seul membre lié à Acteur B et Acteur C" in first.reason.fr
    assert first.loss > second.loss > 0


def test_the_next_are_those_that_would_add_most(make: Make) -> None:
    found = roster(make("ab ac ad ef eg", "h"), size=1)

    assert [member.actor.key for member in found.members] == ["a"]
    assert found.next[0].actor.key == "e"
    assert all(one.gain >= other.gain for one, other in itertools.pairwise(found.next))


def test_a_floor_is_met_and_its_cost_is_what_the_roster_gives_up(make: Make) -> None:
    network = make("ab ac ad", "e", e=LAB)
    free, bound = roster(network, size=1), roster(network, size=1, written=("lab>=1",))

    assert [member.actor.key for member in bound.members] == ["e"]
    assert bound.floors[0].binding
    assert bound.floors[0].cost == pytest.approx(free.score - bound.score, abs=1e-4)
    assert "laboratoire" in bound.members[0].reason.fr


def test_a_floor_that_binds_nothing_costs_nothing(make: Make) -> None:
    found = roster(make("ab ac", a=LAB), size=1, written=("laboratory>=1",))

    assert (found.floors[0].cost, found.members[0].actor.key) == (0.0, "a")


def test_floors_in_conflict_are_named_and_no_others(make: Make) -> None:
    network = make("ab cd", a=LAB, b=LAB, c={"group": "training", "kind": "school"}, d={"departement": "59"})

    with pytest.raises(FloorsConflict, match=r"kind:laboratory>=2 .*; kind:school>=1 ") as problem:
        roster(network, size=2, written=("departement:59>=0", "laboratory>=2", "school>=1"))
    assert "departement" not in str(problem.value)


def test_a_floor_above_what_is_known_is_in_conflict_alone(make: Make) -> None:
    with pytest.raises(FloorsConflict, match=r"kind:laboratory>=2 \(1 known\)\."):
        roster(make("ab", a=LAB), size=5, written=("laboratory>=2", "company>=1"))


def test_a_floor_on_what_nobody_is_gets_a_hint(make: Make) -> None:
    with pytest.raises(UnknownName, match="Did you mean laboratory"):
        roster(make("ab", a=LAB), written=("labratory>=1",))
    with pytest.raises(UnknownName, match="is no floor"):
        roster(make("ab"), written=("three labs",))
    with pytest.raises(UnknownName, match="No floor counts 'colour'"):
        roster(make("ab"), written=("colour:red>=1",))


def test_a_star_stands_for_every_value(make: Make) -> None:
    network = make("ab", a={"departement": "59"}, b={"departement": "80"})

    assert [floor.text for floor in floors(("departement:*>=1",), network.nodes)] == [
        "departement:59>=1",
        "departement:80>=1",
    ]


def test_people_events_groups_and_departments_of_schools_never_sit_in_the_club(make: Make) -> None:
    network = make(
        "ab cd",
        "efg",
        a={"group": "event"},
        b={"group": "collective", "collective": True},
        c={"kind": "department-of-school", "group": "training"},
        d={"scope": "international"},
        e={"scope": "international", "roles": ("impacte",), "heard": True},
        f={"scope": "international", "roles": ("impacte",)},
        g={"scope": "national", "roles": ("accompagnateur",), "group": "support"},
    )

    assert [node.key for node in candidates(network)] == ["e", "g"]


def test_a_pioneer_is_preferred_among_equals(make: Make) -> None:
    pioneer = Fact(actor="b", aspect="maturity", value="pionnier", locators=("source, l. 3",))
    found = roster(make("", "abc"), portfolio=Portfolio(facts=(pioneer,)), size=1)

    assert (found.members[0].actor.key, found.members[0].evidence) == ("b", ("source, l. 3",))
    assert found.members[0].reason.fr.startswith("Cité parmi les pionniers")


@pytest.mark.parametrize("alone", ["", "a"])
def test_a_network_of_none_or_one_has_a_club_of_none_or_one(make: Make, alone: str) -> None:
    found = roster(make("", alone))

    assert len(found.members) == len(alone)
    assert found.size == SIZE


def test_a_club_without_members_is_refused(make: Make) -> None:
    with pytest.raises(ConfigurationRefused, match="a club of 0"):
        roster(make("ab"), size=0)


def test_the_usual_floors_can_always_be_met(make: Make) -> None:
    network = make("ab cd", a=LAB, c={"departement": "80"}, d={"group": "support", "kind": "cluster"})

    assert "kind:laboratory>=1" in usual_floors(network)
    assert len(roster(network, written=usual_floors(network)).members) == 4
    assert usual_floors(network, 1) == ()


def test_relabelling_changes_nothing(make: Make) -> None:
    one, other = roster(make("ab ac bc cd", "e"), size=2), roster(make("zy zx yx xw", "v"), size=2)

    assert one.score == pytest.approx(other.score)


problems = some.integers(2, 6).flatmap(
    lambda many: some.builds(
        Problem,
        worth=some.lists(some.floats(0, 2), min_size=many, max_size=many).map(tuple),
        covers=some.lists(
            some.builds(Cover, some.floats(0.1, 3), some.frozensets(some.integers(0, many - 1), min_size=1)), max_size=5
        ).map(tuple),
        floors=some.lists(
            some.builds(Least, some.frozensets(some.integers(0, many - 1)), some.integers(0, 3)), max_size=3
        ).map(tuple),
        size=some.integers(1, many),
    )
)


@settings(max_examples=60, deadline=None)
@given(problems)
def test_the_solver_agrees_with_trying_every_choice(problem: Problem) -> None:
    every = [
        pick
        for number in range(problem.size + 1)
        for pick in itertools.combinations(range(len(problem.worth)), number)
        if all(len(floor.among & set(pick)) >= floor.number for floor in problem.floors)
    ]
    found = solve(problem)

    if not every:
        assert found.status == "infeasible"
        assert conflict(problem)
    else:
        assert found.value == pytest.approx(max(value(problem, pick) for pick in every), abs=1e-3)
        assert found.bound >= found.value - 1e-9
        assert not conflict(problem)


def test_a_solver_out_of_time_says_how_far_it_may_be_from_the_best() -> None:
    covers = tuple(Cover(1.0 + each % 7, frozenset({each, (each * 7) % 400, (each * 13) % 400})) for each in range(400))
    found = solve(Problem((0.0,) * 400, covers, (), 20), seconds=0.0)

    assert found.bound >= found.value > 0
    assert found.status in ("optimal", "stopped")
    assert 0 <= found.gap < 1


def test_an_actor_of_several_sites_meets_the_floor_of_each_departement(make: Make) -> None:
    sites = (
        Site(code="80021", label="Amiens", departement="80", latitude=49.89, longitude=2.3),
        Site(code="02691", label="Saint-Quentin", departement="02", latitude=49.85, longitude=3.29),
    )
    network = make("ab", "", a={"departement": "80", "place": "80021", "sites": sites})
    found = roster(network, size=1, written=("departement:02>=1", "departement:80>=1", "hors-metropole>=1"))

    assert [member.actor.key for member in found.members] == ["a"]
    assert {key for dimension, key in _values(network, "a") if dimension == "departement"} == {"02", "80"}


def _values(network: Network, key: str) -> set[tuple[str, str]]:
    return {(dimension, value) for dimension in DIMENSIONS for value in values_of(network[key], dimension)}


def test_a_floor_counts_companies_of_a_size(make: Make) -> None:
    network = make("", "abc", a={"headcount": 45}, b={"size": "startup"})

    assert [member.actor.key for member in roster(network, size=1, written=("pme>=1",)).members] == ["a"]
    assert [member.actor.key for member in roster(network, size=1, written=("start-up>=1",)).members] == ["b"]


def test_a_floor_of_a_size_that_nobody_has_says_how_many_are_not_known(make: Make) -> None:
    network = make("", "abc", a={"headcount": 45})

    with pytest.raises(UnknownName, match="No company that could be a member") as refused:
        roster(network, written=("eti>=1",))
    assert "Size not known of 2 of 3 companies" in str(refused.value)
    with pytest.raises(FloorsConflict, match="size:sme>=5") as conflict:
        roster(network, written=("pme>=5",))
    assert "Size not known of 2 of 3 companies" in str(conflict.value)
