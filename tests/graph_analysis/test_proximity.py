from __future__ import annotations

from itertools import combinations
from math import log, sqrt
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis import proximity
from graph.analysis.pair_sets import Pairs, all_pairs, tie_list, unlinked

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

SQUARE = "ab bc cd da de"
"""A square a-b-c-d with a tail e at d."""


def ties(words: str, alone: str = "") -> Any:
    rows = [(word[0], word[1], -1, -1, 1.0) for word in words.split()]
    return tie_list(rows, alone).matrix()


def sparse(graph: nx.Graph[Any], weight: str | None = None) -> Any:
    made: Any = nx.to_scipy_sparse_array(graph, nodelist=sorted(graph), weight=weight)
    return made.tocsr().astype(float)


def score(measure: proximity.RowScore, words: str, pair: str) -> float:
    keys = sorted(set(words.replace(" ", "")))
    place = Pairs(np.array([keys.index(pair[0])]), np.array([keys.index(pair[1])]))
    return float(proximity.at_pairs(measure, ties(words), place)[0])


@pytest.mark.parametrize(
    ("measure", "pair", "answer"),
    [
        (proximity.common_neighbours, "ac", 2.0),
        (proximity.common_neighbours, "ae", 1.0),
        (proximity.common_neighbours, "be", 0.0),
        (proximity.resource_allocation, "ac", 1 / 2 + 1 / 3),
        (proximity.adamic_adar, "ac", 1 / log(2) + 1 / log(3)),
        (proximity.jaccard, "ac", 1.0),
        (proximity.jaccard, "ae", 1 / 2),
        (proximity.l3, "be", 2 / sqrt(2 * 3)),
        (proximity.l3, "ae", 0.0),
    ],
)
def test_hand_answers_on_a_square_with_a_tail(measure: proximity.RowScore, pair: str, answer: float) -> None:
    assert score(measure, SQUARE, pair) == pytest.approx(answer)


def test_katz_counts_walks_of_each_length() -> None:
    beta = 0.1
    found = score(lambda matrix, rows: proximity.katz(matrix, rows, beta=beta, longest=3), SQUARE, "ac")

    assert found == pytest.approx(2 * beta**2)


def test_exact_katz_sums_to_networkx_centrality() -> None:
    graph = nx.karate_club_graph()
    matrix = sparse(graph)
    known = nx.katz_centrality(graph, alpha=0.1, beta=1.0, normalized=False)

    assert proximity.katz_exact(matrix, 0.1).sum(axis=1) + 1 == pytest.approx([known[key] for key in graph], abs=1e-4)
    with pytest.raises(ValueError, match="largest eigenvalue"):
        proximity.katz_exact(matrix, 0.5)


def test_truncated_katz_nears_the_exact_one() -> None:
    matrix = ties(SQUARE)
    near = proximity.katz(matrix, np.arange(5), beta=0.1, longest=12).toarray()

    assert near == pytest.approx(proximity.katz_exact(matrix, 0.1), abs=1e-6)


def test_personalised_pagerank_is_that_of_networkx() -> None:
    graph = nx.karate_club_graph()
    matrix = sparse(graph, weight="weight")
    found = proximity.pagerank(matrix, np.array([0, 33]))

    for row, key in zip(found, (0, 33), strict=True):
        known = nx.pagerank(graph, personalization={key: 1.0}, tol=1e-12, weight="weight")
        assert row == pytest.approx([known[each] for each in graph], abs=1e-7)


def test_local_walk_is_symmetric_and_sums_to_twice_the_steps() -> None:
    found = proximity.local_walk(ties(SQUARE), np.arange(5), steps=3).toarray()

    assert found == pytest.approx(found.T)
    assert found.sum() == pytest.approx(2 * 3)


@pytest.mark.parametrize(
    ("measure", "known"),
    [
        (proximity.resource_allocation, nx.resource_allocation_index),
        (proximity.adamic_adar, nx.adamic_adar_index),
        (proximity.jaccard, nx.jaccard_coefficient),
    ],
)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_scores_are_those_of_networkx(measure: proximity.RowScore, known: Callable[..., Any], seed: int) -> None:
    graph = nx.gnp_random_graph(14, 0.25, seed=seed)
    matrix = sparse(graph)
    pairs = all_pairs(np.arange(14))
    answers = {(left, right): value for left, right, value in known(graph, list(combinations(range(14), 2)))}
    found = proximity.at_pairs(measure, matrix.tocsr(), pairs)

    assert found == pytest.approx([answers[pair] for pair in zip(pairs.left, pairs.right, strict=True)])


def test_degree_product_is_preferential_attachment() -> None:
    graph = nx.karate_club_graph()
    matrix = sparse(graph)
    pairs = all_pairs(np.arange(34))
    known = nx.preferential_attachment(graph, list(zip(pairs.left, pairs.right, strict=True)))

    assert proximity.degree_product(matrix, pairs).tolist() == [value for _, _, value in known]


def test_weights_count_along_a_path() -> None:
    rows = [("a", "b", -1, -1, 2.0), ("b", "c", -1, -1, 3.0)]
    weighted = tie_list(rows).matrix()
    pair = Pairs(np.array([0]), np.array([2]))

    assert proximity.at_pairs(proximity.common_neighbours, weighted, pair)[0] == 6.0
    assert proximity.at_pairs(proximity.resource_allocation, weighted, pair)[0] == pytest.approx(6 / 5)


def test_old_ties_fade() -> None:
    made = tie_list([("a", "b", 0, 0, 1.0), ("a", "c", 730, 730, 1.0), ("a", "d", -1, -1, 1.0)])
    old, new, undated = made.recent(day=731, decay=2.0).tolist()

    assert old == pytest.approx(np.exp(-731 / 365.25 / 2))
    assert new == pytest.approx(1.0, abs=0.01)
    assert undated == 1.0


MEASURES = (
    proximity.common_neighbours,
    proximity.resource_allocation,
    proximity.adamic_adar,
    proximity.jaccard,
    proximity.l3,
    proximity.katz,
    proximity.local_walk,
)


def everything(matrix: Any) -> NDArray[np.float64]:
    size = matrix.shape[0]
    return np.stack([np.asarray(each(matrix, np.arange(size)).toarray()) for each in MEASURES])


@given(seed=st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_new_names_change_no_score_and_an_isolate_changes_no_other(seed: int) -> None:
    matrix = sparse(nx.gnp_random_graph(9, 0.3, seed=seed))
    order = np.random.default_rng(seed).permutation(9)
    known = everything(matrix)
    wider = matrix.copy()
    wider.resize((10, 10))

    assert everything(matrix[order][:, order]) == pytest.approx(known[:, order][:, :, order])
    assert everything(wider)[:, :9, :9] == pytest.approx(known)
    assert not np.isnan(everything(wider)).any()
    assert not everything(wider)[:, 9].any()


def test_large_networks_are_scored_in_blocks_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = sparse(nx.karate_club_graph())
    pairs = unlinked(all_pairs(np.arange(34)), np.zeros(0, dtype=np.int64), 34)[::-1]
    whole = proximity.at_pairs(proximity.l3, matrix, pairs)
    monkeypatch.setattr(proximity, "DENSE_UP_TO", 5)
    monkeypatch.setattr(proximity, "SPARSE_ROWS", 3)

    assert proximity.at_pairs(proximity.l3, matrix, pairs) == pytest.approx(whole)
