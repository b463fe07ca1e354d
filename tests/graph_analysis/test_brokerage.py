from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import networkx
import pytest

from graph.analysis.brokerage import NO_TIE, ActorMetrics, brokerage
from graph.network import Network

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make


def by_key(network: Network) -> dict[str, ActorMetrics]:
    return {each.actor.key: each for each in brokerage(network)}


def test_the_centre_of_a_star_brokers_everything(make: Make) -> None:
    centre = brokerage(make("ab ac ad"))[0]

    assert (centre.actor.key, centre.rank, centre.degree, centre.betweenness) == ("a", 1, 3, 1.0)
    assert centre.effective_size == 3.0
    assert centre.constraint == pytest.approx(1 / 3, abs=1e-6)
    assert centre.is_articulation
    assert centre.core == 1


def test_the_ends_of_the_bridge_broker_between_two_triangles(joined: Network) -> None:
    metrics = by_key(joined)

    # Of the 10 pairs of others, c lies between a, b and d, e, f: 6.
    assert metrics["c"].betweenness == metrics["d"].betweenness == 0.6
    assert metrics["a"].betweenness == 0.0
    assert {each.core for each in metrics.values()} == {2}


def test_an_actor_without_ties_has_no_constraint_and_says_why(make: Make) -> None:
    alone = by_key(make("ab", "c"))["c"]

    assert alone.constraint is None
    assert alone.effective_size is None
    assert alone.reason == NO_TIE
    assert (alone.degree, alone.betweenness, alone.core) == (0, 0.0, 0)


def test_measures_are_those_of_networkx(make: Make) -> None:
    network = make("ab ac bc cd de ef fg gd gh hi ij jf ab")
    graph = network.graph()
    expected = {
        "betweenness": networkx.betweenness_centrality(graph),
        "constraint": networkx.constraint(graph, weight="weight"),
        "effective_size": networkx.effective_size(graph),
        "core": networkx.core_number(graph),
        "weighted_degree": dict(graph.degree(weight="weight")),
    }
    for key, metrics in by_key(network).items():
        for name, numbers in expected.items():
            assert getattr(metrics, name) == pytest.approx(numbers[key], abs=1e-6), (key, name)


def test_unnamed_groups_are_measured_but_not_ranked(make: Make) -> None:
    found = brokerage(make("ab ac ad", a={"collective": True}))

    assert found[-1].actor.key == "a"
    assert (found[-1].rank, found[-1].degree, found[-1].collective) == (None, 3, True)
    assert [each.rank for each in found[:-1]] == [1, 2, 3]


def test_hierarchy_does_not_make_a_broker(make: Make) -> None:
    network = make("ab ac ad ae be ec")
    links = tuple(replace(link, layer="structure") if link.source == "a" else link for link in network.links)
    first, second = brokerage(Network(network.nodes, links))[:2]

    assert (first.actor.key, second.actor.key) == ("e", "a")
    assert second.betweenness > first.betweenness
    assert second.betweenness_working == 0.0


def test_small_and_empty_networks_have_measures(make: Make) -> None:
    assert brokerage(make()) == ()
    assert [each.betweenness for each in brokerage(make("", "a"))] == [0.0]
    assert [each.betweenness for each in brokerage(make("ab"))] == [0.0, 0.0]
