"""The measures of a network too large for pure NetworkX, on sparse matrices and with the same results.

Every function takes the symmetric sparse matrix of ties, its diagonal empty; see `pair_sets.TieList.matrix`.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.analysis import proximity
from graph.analysis.pair_sets import Pairs
from graph.analysis.pair_signs import PRIOR, Scale, signs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.analysis.pair_signs import Scene

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

__all__ = ["bridges", "communities", "components", "constraint", "modularity", "top_missing_links"]

ROWS = 2048
"""Rows of a sparse product held at once."""
SHORTLIST = 20
"""Pairs that the first, cheap score hands on to the full one, for each pair asked for."""


def components(ties: Any) -> Numbers:
    """Return the number of each actor's component, from 0 on; linear cost."""
    from scipy.sparse.csgraph import connected_components

    return np.asarray(connected_components(ties, directed=False)[1], dtype=np.int64)


def bridges(ties: Any) -> Pairs:
    """Return the ties whose loss parts a component, ordered; linear cost.

    References: Tarjan R. (1974), *A note on finding the bridges of a graph*, Information Processing Letters 2(6).
    """
    starts, ends = ties.indptr.tolist(), ties.indices.tolist()
    found: list[tuple[int, int]] = []
    order, low = [-1] * ties.shape[0], [0] * ties.shape[0]
    clock = 0
    for root in range(ties.shape[0]):
        if order[root] < 0:
            clock = _explore(root, clock, (starts, ends), (order, low), found)
    pairs = np.array(sorted((min(pair), max(pair)) for pair in found), dtype=np.int64).reshape(-1, 2)
    return Pairs(pairs[:, 0], pairs[:, 1])


def _explore(
    root: int,
    clock: int,
    graph: tuple[list[int], list[int]],
    seen: tuple[list[int], list[int]],
    found: list[tuple[int, int]],
) -> int:
    """Walk one component depth first, add its bridges to ``found``, return the clock."""
    (starts, ends), (order, low) = graph, seen
    order[root] = low[root] = clock
    clock += 1
    trail = [(root, -1, starts[root])]
    while trail:
        here, parent, at = trail.pop()
        if at < starts[here + 1]:
            trail.append((here, parent, at + 1))
            there = ends[at]
            if order[there] < 0:
                order[there] = low[there] = clock
                clock += 1
                trail.append((there, here, starts[there]))
            elif there != parent:
                low[here] = min(low[here], order[there])
        elif parent >= 0:
            low[parent] = min(low[parent], low[here])
            if low[here] > order[parent]:
                found.append((parent, here))
    return clock


def constraint(ties: Any) -> Floats:
    """Return Burt's constraint of each actor, weighted; NaN for an actor without ties, where it has no value.

    References: Burt R. (2004), *Structural holes and good ideas*, American Journal of Sociology 110(2).
    """
    shares = proximity.moves(ties)
    pattern = proximity.binary(ties)
    found = np.full(ties.shape[0], np.nan)
    for begin in range(0, ties.shape[0], ROWS):
        rows = slice(begin, begin + ROWS)
        both = (shares[rows] + shares[rows] @ shares).multiply(pattern[rows])
        found[rows] = np.asarray(both.multiply(both).sum(axis=1)).reshape(-1)
    found[np.diff(ties.indptr) == 0] = np.nan
    return found


def modularity(ties: Any, group: Numbers) -> float:
    """Return how much more weight stands inside the groups than chance has it, -0.5 to 1; 0 without ties.

    References: Newman M. (2004), *Analysis of weighted networks*, Physical Review E 70.
    """
    whole = float(ties.sum())
    if not whole:
        return 0.0
    strength = np.asarray(ties.sum(axis=1), dtype=np.float64).reshape(-1)
    listed = ties.tocoo()
    inside = float(listed.data[group[listed.coords[0]] == group[listed.coords[1]]].sum())
    return inside / whole - float((np.bincount(group, weights=strength) ** 2).sum()) / whole**2


def communities(ties: Any, seed: int = 2019) -> Numbers:
    """Return the number of each actor's community: Louvain with a queue of the actors whose surroundings changed.

    The same for the same ties and seed. Numbers run from 0 in the order of first members; an actor without ties is a
    community of its own.

    References: Blondel V. et al. (2008), *Fast unfolding of communities in large networks*, J. Stat. Mech. P10008;
    Traag V., Waltman L., van Eck N. (2019), *From Louvain to Leiden*, Scientific Reports 9 (the queue).
    """
    level = ties.tocsr().astype(np.float64)
    group = np.arange(level.shape[0])
    draw = np.random.default_rng(seed)
    while True:
        moved = _moved(level, draw)
        group = moved[group]
        if moved.max(initial=-1) + 1 == level.shape[0]:
            break
        level = _merged(level, moved)
    _, first, inverse = np.unique(group, return_index=True, return_inverse=True)
    place = np.empty(len(first), dtype=np.int64)
    place[np.argsort(first)] = np.arange(len(first))
    return np.asarray(place[inverse], dtype=np.int64)


def _moved(level: Any, draw: np.random.Generator) -> Numbers:
    """Return the groups after every actor moved to the neighbouring group that gains most, until none gains."""
    size = level.shape[0]
    starts, ends, weights = level.indptr.tolist(), level.indices.tolist(), level.data.tolist()
    strength = np.asarray(level.sum(axis=1)).reshape(-1).tolist()
    whole = sum(strength) or 1.0
    group, total = list(range(size)), list(strength)
    waiting = deque(draw.permutation(size).tolist())
    queued = [True] * size
    while waiting:
        here = waiting.popleft()
        queued[here] = False
        around: dict[int, float] = {}
        for at in range(starts[here], starts[here + 1]):
            if ends[at] != here:
                there = group[ends[at]]
                around[there] = around.get(there, 0.0) + weights[at]
        old, share = group[here], strength[here] / whole
        total[old] -= strength[here]
        best, gain = old, around.get(old, 0.0) - share * total[old] + 1e-12
        for there, weight in around.items():
            if weight - share * total[there] > gain:
                best, gain = there, weight - share * total[there]
        total[best] += strength[here]
        if best != old:
            group[here] = best
            for at in range(starts[here], starts[here + 1]):
                there = ends[at]
                if group[there] != best and not queued[there]:
                    queued[there] = True
                    waiting.append(there)
    return np.asarray(np.unique(group, return_inverse=True)[1], dtype=np.int64)


def _merged(level: Any, group: Numbers) -> Any:
    """Return the matrix of ties between groups; the diagonal holds what stands inside."""
    from scipy.sparse import coo_array

    listed = level.tocoo()
    size = int(group.max()) + 1
    ends = (group[listed.coords[0]], group[listed.coords[1]])
    return coo_array((listed.data, ends), shape=(size, size)).tocsr()


def top_missing_links(here: Scene, most: int = 1000) -> tuple[Pairs, Floats]:
    """Return the unlinked pairs with a common partner that the weighted sum ranks first, best first, and their sums.

    Resource allocation draws a shortlist of `SHORTLIST` times as many from all pairs at distance 2; the weighted sum
    of `pair_signs.PRIOR`, standardised within the shortlist, ranks it. Equal sums by position.
    """
    short = _shortlist(here, SHORTLIST * most)
    if not len(short):
        return short, np.zeros(0)
    names, raw = signs(here, short)
    sums = Scale.of(raw).applied(raw) @ np.array([PRIOR.get(name, 0.0) for name in names])
    order = np.lexsort((short.right, short.left, -np.round(sums, 9)))[:most]
    return short[order], np.asarray(sums[order], dtype=np.float64)


def _shortlist(here: Scene, most: int) -> Pairs:
    kept = Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    score = np.zeros(0)
    scaled = proximity.scaled(here.plain, proximity.inverse(here.degree.astype(np.float64)))
    for begin in range(0, here.ties.size, ROWS):
        block = (here.plain[begin : begin + ROWS] @ scaled).tocoo()
        left, right = block.coords[0].astype(np.int64) + begin, block.coords[1].astype(np.int64)
        chosen = left < right
        if len(score) >= most:
            chosen &= block.data >= score.min()
        found = Pairs(left[chosen], right[chosen])
        free = here.is_free(found)
        kept, score = kept.joined(found[free]), np.concatenate((score, block.data[chosen][free]))
        if len(score) > most:
            first = np.lexsort((kept.right, kept.left, -score))[:most]
            kept, score = kept[first], score[first]
    return kept
