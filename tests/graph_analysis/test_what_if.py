"""What a change of actors or ties would do, on networks whose figures are worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.analysis.introductions import introductions
from graph.analysis.what_if import Change, changed, read_changes, state, ties_of, what_if
from graph.portfolio import Portfolio
from ontology.errors import TableRefused, UnknownName
from tests.graph_analysis.handmade import MAKER, USER

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make


def test_a_tie_between_two_isolates_is_seen_before_and_after(make: Make) -> None:
    found = what_if(make("ab", "cd"), [Change(change="add-tie", actor="c", other="d")])

    assert (found.before.isolates, found.after.isolates) == (2, 0)
    assert (found.before.clusters, found.after.clusters) == (1, 2)
    # 2 of the 12 ordered pairs, then 4.
    assert found.before.reach == pytest.approx(2 / 12, abs=1e-6)
    assert found.after.reach == pytest.approx(4 / 12, abs=1e-6)
    assert {each.actor.key for each in found.moved} == {"c", "d"}


def test_efficiency_and_distance_of_a_path_are_those_by_hand(make: Make) -> None:
    found = state(make("ab bc"))

    # Distances 1, 1 and 2: mean 4/3, efficiency (1 + 1 + 1/2) / 3.
    assert found.distance == pytest.approx(4 / 3, abs=1e-6)
    assert found.efficiency == pytest.approx(2.5 / 3, abs=1e-6)


def test_a_removed_tie_never_raises_reach(make: Make) -> None:
    network = make("ab bc ca cd de")
    before = state(network).reach
    for link in network.links:
        after = changed(network, [Change(change="remove-tie", actor=link.source, other=link.target)])
        assert state(after).reach <= before


def test_actors_come_and_go(make: Make) -> None:
    network = make("ab bc")
    more = changed(
        network,
        [Change(change="add-actor", actor="new", label="Nouveau"), Change(change="add-tie", actor="new", other="a")],
    )

    assert state(more).ties == 3
    assert state(changed(network, [Change(change="remove-actor", actor="b")])).ties == 0
    assert len(network.links) == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(change="add-tie", actor="a", other="zz"), "No actor has the key 'zz'"),
        (Change(change="remove-tie", actor="a", other="c"), "No known tie joins"),
        (Change(change="add-tie", actor="a", other="a"), "No known tie joins"),
        (Change(change="add-actor", actor="a"), "is there already"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(make: Make, change: Change, said: str) -> None:
    with pytest.raises(UnknownName, match=said):
        changed(make("ab bc"), [change])


def test_changes_are_read_from_a_table() -> None:
    found = read_changes("change,actor,other\nadd-tie,a,b\nremove-actor,c,\n")

    assert [(each.change, each.actor, each.other) for each in found] == [
        ("add-tie", "a", "b"),
        ("remove-actor", "c", ""),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("actor,other\na,b\n", "'change' is missing"),
        ("change,actor,other\nmarry,a,b\n", "row 2: 'marry' is no change"),
        ("change,actor,other\nadd-tie,a,\n", "row 2: an actor's key is missing"),
        ("change,actor,group\nadd-actor,a,cats\n", "'cats' is no family"),
        ("", "'change' is missing"),
    ],
)
def test_a_table_of_changes_that_cannot_be_read_says_where(text: str, said: str) -> None:
    with pytest.raises(TableRefused, match=said):
        read_changes(text)


def test_an_empty_network_has_a_state(make: Make) -> None:
    found = state(make())

    assert (found.actors, found.reach, found.distance, found.constraint) == (0, 0.0, None, None)


def test_introductions_become_ties_to_try(make: Make) -> None:
    found = introductions(make("", "ab", a=MAKER, b=USER), None, Portfolio())

    assert [(each.actor, each.other) for each in ties_of(found.introductions)] == [("a", "b")]
