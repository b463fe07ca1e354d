"""Structural scores of pairs: how close two actors stand by the ties around them.

Each score is a function of the symmetric sparse matrix of ties and of some rows of it, and returns those rows of the
matrix of scores, so that a large network is scored block by block. A matrix of ones gives the plain score; a matrix
of weights, or of weights that fade with age, gives the weighted and the recent variant of the same score: a path
counts the product of its weights. Every score is 0 for an actor without ties and never NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.analysis.pair_sets import Pairs

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

__all__ = [
    "RowScore",
    "adamic_adar",
    "at_pairs",
    "binary",
    "common_neighbours",
    "degree_product",
    "inverse",
    "jaccard",
    "katz",
    "katz_exact",
    "l3",
    "local_walk",
    "moves",
    "pagerank",
    "resource_allocation",
    "scaled",
]

RowScore = Callable[[Any, "Numbers"], Any]
"""A score: the matrix of ties and the rows asked for -> a sparse or dense block of scores."""

CELLS = 4_000_000
"""Cells of a block of scores held at once."""
DENSE_UP_TO = 20_000
"""Actors up to which a block is unfolded before its cells are looked up."""
SPARSE_ROWS = 1024
"""Rows of a block that stays folded."""


def binary(ties: Any) -> Any:
    """Return the matrix of ties with every weight 1."""
    made = ties.copy()
    made.data = np.ones_like(made.data)
    return made


def common_neighbours(ties: Any, rows: Numbers) -> Any:
    """Return the number of common partners, 0 up (with weights: the sum of the products of weights).

    References: Newman M. (2001), *Clustering and preferential attachment in growing networks*, Physical Review E 64.
    """
    return ties[rows] @ ties


def resource_allocation(ties: Any, rows: Numbers) -> Any:
    """Return the common partners, each worth one over its number of partners (with weights: over its strength).

    References: Zhou T., Lü L., Zhang Y.-C. (2009), *Predicting missing links via local information*, EPJ B 71(4).
    """
    return ties[rows] @ scaled(ties, inverse(_strength(ties)))


def adamic_adar(ties: Any, rows: Numbers) -> Any:
    """Return the common partners, each worth one over the logarithm of its number of partners.

    A common partner has two partners at least, so the logarithm is never 0. With weights the product of the two
    weights is counted, the number of partners stays the plain one.

    References: Adamic L., Adar E. (2003), *Friends and neighbors on the Web*, Social Networks 25(3).
    """
    logs = np.log(np.maximum(_degree(ties), 2.0))
    return ties[rows] @ scaled(ties, 1.0 / logs)


def jaccard(ties: Any, rows: Numbers) -> Any:
    """Return the share of common partners among the partners of either, 0 to 1; weights do not count.

    References: Jaccard P. (1901), *Étude comparative de la distribution florale*, Bull. Soc. Vaud. Sci. Nat. 37.
    """
    from scipy.sparse import coo_array

    shared = coo_array(common_neighbours(binary(ties), rows))
    degree = _degree(ties)
    first, second = shared.coords
    either = degree[rows[first]] + degree[second] - shared.data
    return coo_array((shared.data / np.maximum(either, 1.0), (first, second)), shape=shared.shape).tocsr()


def l3(ties: Any, rows: Numbers) -> Any:
    """Return the walks of three ties between two actors, each divided by the root of the inner two degrees' product.

    For a pair without a tie every such walk is a path. With weights: the product of the three weights over the root
    of the inner strengths' product.

    References: Kovács I. et al. (2019), *Network-based prediction of protein interactions*, Nature Communications 10.
    """
    roots = np.sqrt(inverse(_strength(ties)))
    return (ties[rows] @ scaled(scaled(ties, roots).T.tocsr(), roots)) @ ties


def katz(ties: Any, rows: Numbers, beta: float = 0.05, longest: int = 4) -> Any:
    """Return the walks between two actors, each worth ``beta`` to the power of its length, up to a length.

    References: Katz L. (1953), *A new status index derived from sociometric analysis*, Psychometrika 18(1).
    """
    step = ties[rows] * beta
    total = step
    for _ in range(longest - 1):
        step = (step @ ties) * beta
        total = total + step
    return total


def katz_exact(ties: Any, beta: float = 0.05) -> Floats:
    """Return Katz's score of every pair with walks of any length; cost: the inverse of a dense matrix.

    Raises
    ------
    ValueError
        When ``beta`` is not below one over the largest eigenvalue, where the sum has no end.
    """
    dense = np.asarray(ties.todense(), dtype=np.float64)
    if len(dense) and beta * float(np.abs(np.linalg.eigvalsh(dense)).max()) >= 1:
        raise ValueError("beta must be below one over the largest eigenvalue of the ties.")
    one = np.eye(len(dense))
    return np.asarray(np.linalg.inv(one - beta * dense) - one, dtype=np.float64)


def pagerank(ties: Any, rows: Numbers, damping: float = 0.85, tolerance: float = 1e-10) -> Floats:
    """Return the personalised PageRank of every actor as seen from each row, a row summing to 1; dense.

    An actor without ties keeps all of its own. NetworkX's ``pagerank`` with all weight on one actor gives the same.

    References: Haveliwala T. (2002), *Topic-sensitive PageRank*, WWW 11.
    """
    steps = moves(ties).T.tocsr()
    start = np.zeros((ties.shape[0], len(rows)))
    start[rows, np.arange(len(rows))] = 1.0
    idle = _degree(ties) == 0
    found = start.copy()
    for _ in range(1000):
        lost = found[idle].sum(axis=0)
        step = damping * (steps @ found + start * lost) + (1 - damping) * start
        moved = float(np.abs(step - found).sum(axis=0).max(initial=0.0))
        found = step
        if moved < tolerance:
            break
    return np.ascontiguousarray(found.T)


def local_walk(ties: Any, rows: Numbers, steps: int = 3) -> Any:
    """Return the chance that a walker who starts in proportion to strength has gone from one actor to the other.

    Summed over walks of 1 to ``steps`` ties, both ways; symmetric.

    References: Liu W., Lü L. (2010), *Link prediction based on local random walk*, EPL 89(5).
    """
    chances = moves(ties)
    strength = _strength(ties)
    whole = float(strength.sum()) or 1.0
    here = chances[rows]
    total = here
    for _ in range(steps - 1):
        here = here @ chances
        total = total + here
    return scaled(total, strength[rows] * 2.0 / whole)


def degree_product(ties: Any, pairs: Pairs) -> Floats:
    """Return the product of the numbers of partners (preferential attachment); with weights, of the strengths.

    References: Barabási A.-L., Albert R. (1999), *Emergence of scaling in random networks*, Science 286.
    """
    strength = _strength(ties)
    return np.asarray(strength[pairs.left] * strength[pairs.right], dtype=np.float64)


def at_pairs(score: RowScore, ties: Any, pairs: Pairs) -> Floats:
    """Return a score at some pairs, block by block; the order of the pairs is kept.

    >>> import numpy as np
    >>> from scipy.sparse import csr_array
    >>> from graph.analysis.pair_sets import Pairs
    >>> path = csr_array(np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0.0]]))
    >>> at_pairs(common_neighbours, path, Pairs(np.array([0, 0]), np.array([2, 1]))).tolist()
    [1.0, 0.0]
    """
    found = np.zeros(len(pairs))
    rows, inverse = np.unique(pairs.left, return_inverse=True)
    order = np.argsort(inverse, kind="stable")
    size = CELLS // max(1, ties.shape[0]) if ties.shape[0] <= DENSE_UP_TO else SPARSE_ROWS
    size = max(1, size)
    starts = np.searchsorted(inverse[order], np.arange(0, len(rows) + size, size))
    for number, (begin, end) in enumerate(pairwise(starts)):
        asked = order[begin:end]
        block = score(ties, rows[number * size : (number + 1) * size])
        found[asked] = _cells(block, inverse[asked] - number * size, pairs.right[asked])
    return found


def _cells(block: Any, rows: Numbers, columns: Numbers) -> Floats:
    if isinstance(block, np.ndarray):
        return np.asarray(block[rows, columns], dtype=np.float64)
    if block.shape[1] <= DENSE_UP_TO:
        return np.asarray(block.toarray()[rows, columns], dtype=np.float64)
    block.sort_indices()
    return np.asarray(block[rows, columns], dtype=np.float64).reshape(-1)


def _degree(ties: Any) -> Floats:
    return np.asarray(np.diff(ties.indptr), dtype=np.float64)


def _strength(ties: Any) -> Floats:
    return np.asarray(ties.sum(axis=1), dtype=np.float64).reshape(-1)


def inverse(values: Floats) -> Floats:
    """Return one over each value, 0 for 0."""
    return np.divide(1.0, values, out=np.zeros_like(values), where=values > 0)


def scaled(ties: Any, factors: Floats) -> Any:
    """Return the matrix with each row times its factor."""
    made = ties.tocsr(copy=True).astype(np.float64)
    made.data *= np.repeat(factors, np.diff(made.indptr))
    return made


def moves(ties: Any) -> Any:
    """Return the chances of a walker: each row divided by its sum."""
    return scaled(ties, inverse(_strength(ties)))
