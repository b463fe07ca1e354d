from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import networkx
import pytest

from graph.analysis.articulation import articulations
from graph.analysis.ties import WEAK_TIE_WEIGHTS, PairTie, pair_ties, weak_ties
from graph.network import Network

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make

TANGLE = "ab ac bc cd de ef fg gd gh hi ij jf"


def way_round(graph: networkx.Graph[str], left: str, right: str) -> float:
    graph = graph.copy()
    graph.remove_edge(left, right)
    joined = networkx.has_path(graph, left, right)
    return networkx.shortest_path_length(graph, left, right) if joined else float("inf")


def by_pair(network: Network) -> dict[str, PairTie]:
    return {tie.left.key + tie.right.key: tie for tie in pair_ties(network)}


def test_the_joint_of_two_triangles_is_the_only_bridge(joined: Network) -> None:
    ties = by_pair(joined)

    assert [pair for pair, tie in ties.items() if tie.is_bridge] == ["cd"]
    # 3 x 3 of the 15 pairs pass over it.
    assert ties["cd"].betweenness == pytest.approx(9 / 15)
    assert [(side.of.key, side.size) for side in ties["cd"].sides] == [("c", 3), ("d", 3)]
    assert ties["cd"].span is None
    assert ties["cd"].overlap == 0.0


def test_an_edge_of_a_triangle_is_no_local_bridge(joined: Network) -> None:
    edge = by_pair(joined)["ab"]

    assert (edge.is_bridge, edge.is_local_bridge, edge.span, edge.sides) == (False, False, None, ())
    assert edge.overlap == 1.0


@pytest.mark.parametrize(("ring", "span"), [("ab bc cd da", 3), ("ab bc cd de ea", 4), ("ab bc cd de ef fa", 5)])
def test_the_span_of_a_ring_is_the_way_round(make: Make, ring: str, span: int) -> None:
    assert {tie.span for tie in pair_ties(make(ring))} == {span}


def test_spans_and_loads_are_those_of_networkx(make: Make) -> None:
    network = make(TANGLE)
    graph = network.graph()
    ties = by_pair(network)
    local = list(networkx.local_bridges(graph, with_span=False))
    spans = {"".join(sorted(pair)): way_round(graph, *pair) for pair in local}
    loads = networkx.edge_betweenness_centrality(graph)

    assert {pair for pair, tie in ties.items() if tie.is_local_bridge} == set(spans)
    assert {pair: tie.span for pair, tie in ties.items() if tie.span} == {
        pair: span for pair, span in spans.items() if span != float("inf")
    }
    for pair, load in loads.items():
        assert ties["".join(sorted(pair))].betweenness == pytest.approx(load, abs=1e-6)


def test_a_pair_alone_has_no_overlap_and_carries_all(make: Make) -> None:
    (only,) = pair_ties(make("ab"))

    assert only.overlap is None
    assert only.betweenness == 1.0
    assert only.is_bridge


def test_several_ties_of_one_pair_are_counted_once_as_a_pair(make: Make) -> None:
    (only,) = pair_ties(make("ab ab ab"))

    assert (only.multiplicity, only.weight, len(only.ties), len(only.locators)) == (3, 3.0, 3, 3)


def test_networks_without_ties_have_no_pair(make: Make) -> None:
    assert pair_ties(make()) == pair_ties(make("", "ab")) == ()


def test_weak_ties_are_the_local_bridges_greatest_loss_first(joined: Network) -> None:
    (only,) = weak_ties(pair_ties(joined))

    assert (only.left.key, only.right.key, only.rank) == ("c", "d", 1)
    # load min(1, 2 * 0.6) = 1, irreplaceable 1 - 1/3, one tie alone.
    assert only.score == pytest.approx(0.6 + 0.2 * 2 / 3 + 0.2)
    assert only.sentence is not None
    assert "3 acteurs (Acteur A, Acteur B et Acteur C) sont coupés des 3 autres" in only.sentence.fr
    assert "3 actors (Acteur A, Acteur B and Acteur C) are cut off from the 3 others" in only.sentence.en
    assert only.sentence.fr.endswith("Il repose sur un seul lien connu : Chaire 3.")


def test_a_second_tie_makes_a_weak_tie_less_fragile(make: Make) -> None:
    one = weak_ties(pair_ties(make("ab ac bc cd de df ef")))[0]
    two = weak_ties(pair_ties(make("ab ac bc cd cd de df ef")))[0]

    assert (one.score or 0) > (two.score or 0)
    assert two.sentence is not None
    assert "2 liens connus" in two.sentence.fr


def test_each_weak_tie_says_what_would_be_lost(make: Make) -> None:
    sentences = {tie.label: tie.sentence for tie in weak_ties(pair_ties(make("ab bc cd da de")))}
    short_cut = sentences["Acteur A – Acteur B"]
    pendant = sentences["Acteur D – Acteur E"]

    assert short_cut is not None
    assert pendant is not None
    assert "passe par 2 intermédiaires" in short_cut.fr
    assert "has 2 go-betweens" in short_cut.en
    assert pendant.fr.startswith("Le lien avec Acteur D est le seul lien connu d'Acteur E.")


def test_ties_with_unnamed_groups_are_ranked_nowhere(make: Make) -> None:
    ties = pair_ties(make("ab bc", a={"collective": True}))

    assert [tie.collective for tie in ties] == [True, False]
    assert [tie.label for tie in weak_ties(ties)] == ["Acteur B – Acteur C"]


def test_the_weights_of_weak_ties_sum_to_one() -> None:
    assert sum(WEAK_TIE_WEIGHTS.values()) == pytest.approx(1)


def test_the_middle_of_a_path_holds_its_ends_together(make: Make) -> None:
    found = articulations(make("ab bc cd de"))

    assert [(each.actor.key, each.cut_off, [part.size for part in each.parts]) for each in found] == [
        ("c", 2, [2, 2]),
        ("b", 1, [3, 1]),
        ("d", 1, [3, 1]),
    ]
    assert found[0].sentence.fr == (
        "Sans Acteur C, sa grappe se partage en 2 : 2 acteurs (Acteur D et Acteur E) hors du plus grand reste, "
        "qui compte 2 acteurs."
    )


def test_the_centre_of_a_star_leaves_its_leaves_alone(make: Make) -> None:
    (centre,) = articulations(make("ab ac ad"))

    assert (centre.actor.key, centre.cut_off, len(centre.parts), centre.rank) == ("a", 2, 3, 1)


def test_no_actor_of_a_ring_a_pair_or_nothing_is_an_articulation(make: Make) -> None:
    assert articulations(make("ab bc ca")) == articulations(make("ab")) == articulations(make()) == ()


def test_an_unnamed_group_is_an_articulation_without_a_rank(make: Make) -> None:
    network = make("ab bc cd de")
    nodes = tuple(replace(node, collective=node.key == "c") for node in network.nodes)
    found = articulations(Network(nodes, network.links))

    assert [(each.actor.key, each.rank) for each in found] == [("b", 1), ("d", 2), ("c", None)]
