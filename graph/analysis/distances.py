"""Distances between all actors as one matrix, and what one more tie would shorten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["MATRIX_UP_TO", "Distances", "distances", "efficiency"]

MATRIX_UP_TO = 3000
"""Actors up to which all distances are held in one matrix (36 MB at 3,000)."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Distances:
    """Inverse-distance bookkeeping: infinite where no chain of ties joins two actors."""

    keys: tuple[str, ...]
    number: dict[str, int]
    matrix: Any
    """Steps between each two actors, infinite when no chain joins them."""

    def between(self, left: str, right: str) -> int | None:
        """Return the number of steps between two actors, ``None`` when no chain joins them."""
        from math import isfinite

        steps = float(self.matrix[self.number[left], self.number[right]])
        return int(steps) if isfinite(steps) else None

    def gain(self, left: str, right: str) -> float:
        """Return by how much one more tie would raise the efficiency of the network.

        Exact for one tie: a path that uses it goes once through it, from either side.
        """
        import numpy

        one, other = self.matrix[self.number[left]], self.matrix[self.number[right]]
        there = one[:, None] + 1 + other[None, :]
        shorter = numpy.minimum(self.matrix, numpy.minimum(there, there.T))
        return _efficiency(shorter) - _efficiency(self.matrix)


def distances(keys: Sequence[str], pairs: Iterable[Pair]) -> Distances:
    """Return the steps between all actors; memory grows with the square of their number."""
    import numpy
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import shortest_path

    number = {key: each for each, key in enumerate(keys)}
    joined = sorted({(number[one], number[other]) for one, other in pairs if one in number and other in number})
    if not joined:
        matrix = numpy.full((len(keys), len(keys)), numpy.inf)
        numpy.fill_diagonal(matrix, 0.0)
        return Distances(tuple(keys), number, matrix)
    rows, columns = zip(*joined, strict=True)
    graph = csr_array((numpy.ones(len(joined)), (rows, columns)), shape=(len(keys), len(keys)))
    return Distances(tuple(keys), number, shortest_path(graph, directed=False, unweighted=True))


def efficiency(found: Distances) -> float:
    """Return the mean of one over the distance of all pairs, 0 for those that no chain joins: 0 to 1.

    Latora V., Marchiori M. (2001), *Efficient behavior of small-world networks*, Physical Review Letters 87.
    """
    return _efficiency(found.matrix)


def _efficiency(matrix: Any) -> float:
    import numpy

    many = matrix.shape[0]
    if many < 2:
        return 0.0
    with numpy.errstate(divide="ignore"):
        inverse = 1.0 / matrix
    numpy.fill_diagonal(inverse, 0.0)
    return float(inverse.sum() / (many * (many - 1)))
