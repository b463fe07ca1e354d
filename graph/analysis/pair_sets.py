"""Ties as arrays, and sets of pairs of actors: the ground that scores, samples and backtests stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = ["YEAR", "Pairs", "TieList", "all_pairs", "encoded", "free", "sampled_pairs", "tie_list", "unlinked"]

YEAR = 365.25
"""Days in a year, the unit of ages."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of actors by their positions, ``left < right``."""

    left: Numbers
    right: Numbers

    def __len__(self) -> int:
        return len(self.left)

    def __getitem__(self, chosen: Any) -> Pairs:
        return Pairs(self.left[chosen], self.right[chosen])

    def joined(self, other: Pairs) -> Pairs:
        """Return these pairs followed by others."""
        return Pairs(np.concatenate((self.left, other.left)), np.concatenate((self.right, other.right)))


@dataclass(frozen=True, slots=True, eq=False)
class TieList:
    """Ties between actors, one entry each time that two actors were tied.

    A date is a period: ``first`` and ``last`` are ordinals of its first and last day, and -1 where there is no date.
    """

    actors: tuple[str, ...]
    """Keys, sorted; the positions that arrays speak of."""
    left: Numbers
    right: Numbers
    first: Numbers
    last: Numbers
    weight: Floats

    def __len__(self) -> int:
        return len(self.left)

    @property
    def size(self) -> int:
        """The number of actors."""
        return len(self.actors)

    def kept(self, chosen: Flags) -> TieList:
        """Return the same actors with some of the ties."""
        days = self.first[chosen], self.last[chosen]
        return TieList(self.actors, self.left[chosen], self.right[chosen], *days, self.weight[chosen])

    def before(self, day: int) -> Flags:
        """Return which ties are surely older than a day; those without a date count as older."""
        return self.last < day

    def matrix(self, weight: Floats | None = None) -> Any:
        """Return the symmetric sparse matrix of summed weights, its diagonal empty."""
        from scipy.sparse import coo_array

        values = self.weight if weight is None else weight
        half = coo_array((values, (self.left, self.right)), shape=(self.size, self.size)).tocsr()
        made = (half + half.T).tocsr()
        made.sort_indices()
        return made

    def recent(self, day: int, decay: float) -> Floats:
        """Return the weights, each less by exp(-age / decay), ages in years before a day; undated ties keep theirs."""
        age = np.where(self.first < 0, 0.0, (day - self.first) / YEAR)
        return np.asarray(self.weight * np.exp(-np.maximum(age, 0.0) / decay), dtype=np.float64)

    def degrees(self) -> Numbers:
        """Return the number of partners of each actor."""
        codes = np.unique(encoded(Pairs(self.left, self.right), self.size))
        ends = np.concatenate((codes // max(1, self.size), codes % max(1, self.size)))
        return np.bincount(ends, minlength=self.size).astype(np.int64)


def tie_list(
    ties: Iterable[tuple[str, str, int, int, float]],
    actors: Iterable[str] = (),
) -> TieList:
    """Return ties as arrays.

    Parameters
    ----------
    ties
        Key, key, first and last day of the date (ordinals; -1 for no date), weight. Direction does not count; a tie
        of an actor with itself is left out.
    actors
        Further actors, tied or not.
    """
    rows = [row for row in ties if row[0] != row[1]]
    keys = tuple(sorted({*actors, *(row[0] for row in rows), *(row[1] for row in rows)}))
    place = {key: number for number, key in enumerate(keys)}
    one = np.array([place[row[0]] for row in rows], dtype=np.int64)
    other = np.array([place[row[1]] for row in rows], dtype=np.int64)
    return TieList(
        keys,
        np.minimum(one, other),
        np.maximum(one, other),
        np.array([row[2] for row in rows], dtype=np.int64),
        np.array([row[3] for row in rows], dtype=np.int64),
        np.array([row[4] for row in rows], dtype=np.float64),
    )


def encoded(pairs: Pairs, size: int) -> Numbers:
    """Return one number a pair, in the order of (left, right)."""
    return np.asarray(pairs.left * size + pairs.right, dtype=np.int64)


def all_pairs(chosen: Numbers) -> Pairs:
    """Return every pair of some actors, ordered."""
    left, right = np.triu_indices(len(chosen), 1)
    ordered = np.sort(chosen)
    return Pairs(ordered[left], ordered[right])


def unlinked(pairs: Pairs, linked: Numbers, size: int) -> Pairs:
    """Return the pairs whose number is not among the sorted numbers of linked ones."""
    return pairs[free(pairs, linked, size)]


def free(pairs: Pairs, linked: Numbers, size: int) -> Flags:
    """Return which pairs' numbers are not among the sorted numbers of linked ones."""
    return ~_among(encoded(pairs, size), linked)


def sampled_pairs(
    groups: tuple[Numbers, Numbers],
    linked: Numbers,
    size: int,
    number: int,
    draw: np.random.Generator,
) -> Pairs:
    """Return distinct unlinked pairs drawn evenly, one end in each of two groups of actors, ordered.

    Fewer than ``number`` come back when the groups hold hardly more.
    """
    one, other = groups
    if not len(one) or not len(other):
        return Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    codes = np.zeros(0, dtype=np.int64)
    for _ in range(8):
        ends = (one[draw.integers(len(one), size=number)], other[draw.integers(len(other), size=number)])
        apart = ends[0] != ends[1]
        drawn = encoded(Pairs(np.minimum(*ends)[apart], np.maximum(*ends)[apart]), size)
        codes = np.unique(np.concatenate((codes, drawn[~_among(drawn, linked)])))
        if len(codes) >= number:
            break
    if len(codes) > number:
        codes = np.sort(draw.choice(codes, size=number, replace=False))
    return Pairs(codes // size, codes % size)


def attribute_codes(values: Mapping[str, str], actors: tuple[str, ...]) -> Numbers:
    """Return a number for each actor's value, -1 where it has none."""
    numbers = {value: number for number, value in enumerate(sorted({text for text in values.values() if text}))}
    return np.array([numbers.get(values.get(actor, ""), -1) for actor in actors], dtype=np.int64)


def _among(codes: Numbers, known: Numbers) -> Flags:
    if not len(known):
        return np.zeros(len(codes), dtype=np.bool_)
    place = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    return np.asarray(known[place] == codes, dtype=np.bool_)
