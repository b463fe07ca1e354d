from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis import large_networks
from graph.analysis.pair_sets import tie_list
from graph.analysis.pair_signs import scene

GRAPHS = st.builds(nx.gnp_random_graph, st.integers(2, 24), st.floats(0.02, 0.4), seed=st.integers(0, 999))


def matrix(graph: nx.Graph[Any]) -> Any:
    made: Any = nx.to_scipy_sparse_array(graph, nodelist=sorted(graph), weight="weight")
    return made.tocsr().astype(float)


@given(GRAPHS)
@settings(max_examples=60, deadline=None)
def test_components_bridges_and_constraint_are_those_of_networkx(graph: nx.Graph[Any]) -> None:
    ties = matrix(graph)
    found = large_networks.bridges(ties)
    known = nx.constraint(graph)

    assert large_networks.components(ties).max() + 1 == nx.number_connected_components(graph)
    assert [*zip(found.left, found.right, strict=True)] == sorted((min(pair), max(pair)) for pair in nx.bridges(graph))
    assert large_networks.constraint(ties) == pytest.approx([known[key] for key in sorted(graph)], nan_ok=True)


def test_weights_count_in_constraint() -> None:
    graph = nx.karate_club_graph()
    known = nx.constraint(graph, weight="weight")

    assert large_networks.constraint(matrix(graph)) == pytest.approx([known[key] for key in sorted(graph)])


@given(GRAPHS)
@settings(max_examples=40, deadline=None)
def test_modularity_is_that_of_networkx(graph: nx.Graph[Any]) -> None:
    group = large_networks.communities(matrix(graph))
    parts = [set(np.flatnonzero(group == number).tolist()) for number in range(group.max() + 1)]
    known = nx.community.modularity(graph, parts) if graph.number_of_edges() else 0.0

    assert large_networks.modularity(matrix(graph), group) == pytest.approx(known)


def test_communities_are_as_good_as_those_of_networkx() -> None:
    graph = nx.karate_club_graph()
    best = max(nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=n)) for n in range(5))
    found = [large_networks.modularity(matrix(graph), large_networks.communities(matrix(graph), n)) for n in range(5)]

    assert max(found) == pytest.approx(best, abs=0.01)


def test_two_cliques_are_two_communities_and_an_isolate_a_third() -> None:
    graph = nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(5))
    graph.add_edge(4, 5)
    graph.add_node(10)

    assert large_networks.communities(matrix(graph)).tolist() == [0] * 5 + [1] * 5 + [2]


@given(GRAPHS, st.data())
@settings(max_examples=30, deadline=None)
def test_a_removed_tie_never_raises_reach(graph: nx.Graph[Any], chance: st.DataObject) -> None:
    if not graph.number_of_edges():
        return
    before = large_networks.components(matrix(graph))
    graph.remove_edge(*chance.draw(st.sampled_from(sorted(graph.edges()))))
    after = large_networks.components(matrix(graph))

    assert (np.bincount(after)[after] <= np.bincount(before)[before]).all()


def test_top_missing_links_are_unlinked_pairs_at_distance_two() -> None:
    graph = nx.karate_club_graph()
    ties = tie_list([(f"{u:02}", f"{v:02}", -1, -1, 1.0) for u, v in graph.edges()])
    found, sums = large_networks.top_missing_links(scene(ties, 1), most=10)

    assert len(found) == 10
    assert (np.diff(sums) <= 1e-9).all()
    assert all(nx.shortest_path_length(graph, u, v) == 2 for u, v in zip(found.left, found.right, strict=True))


def test_the_shortlist_is_the_head_of_resource_allocation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_networks, "ROWS", 3)
    graph = nx.karate_club_graph()
    ties = tie_list([(f"{u:02}", f"{v:02}", -1, -1, 1.0) for u, v in graph.edges()])
    found = large_networks._shortlist(scene(ties, 1), 12)
    known = sorted((value for _, _, value in nx.resource_allocation_index(graph)), reverse=True)[:12]
    scores = [
        value for _, _, value in nx.resource_allocation_index(graph, list(zip(found.left, found.right, strict=True)))
    ]

    assert sorted(scores, reverse=True) == pytest.approx(known)


def test_an_empty_network_has_empty_answers() -> None:
    ties = tie_list([], "ab")

    assert large_networks.components(ties.matrix()).tolist() == [0, 1]
    assert len(large_networks.bridges(ties.matrix())) == 0
    assert np.isnan(large_networks.constraint(ties.matrix())).all()
    assert large_networks.communities(ties.matrix()).tolist() == [0, 1]
    assert large_networks.modularity(ties.matrix(), np.array([0, 1])) == 0
    assert len(large_networks.top_missing_links(scene(ties, 1))[0]) == 0
