"""Which pairs to look at: all while they can be counted, else those near each other and a sample of the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.analysis import proximity
from graph.analysis.pair_sets import Pairs, all_pairs, encoded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.analysis.pair_signs import Attribute, Scene

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = ["ALL_PAIRS_UP_TO", "Population", "candidates", "near_pairs", "population"]

ALL_PAIRS_UP_TO = 6_000_000
"""Unlinked pairs up to which every one is ranked; beyond, a sample stands for them."""
SAMPLE = 1_000_000
NEAR_UP_TO = 3_000_000
"""Pairs at distance 2 that are all taken; beyond, a sample of them."""
BLOCK_UP_TO = 60
"""Actors that share a value up to which they make pairs by it."""


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """Pairs to rank, which of them were hidden ties, and how many pairs each of the others stands for."""

    pairs: Pairs
    is_tie: Flags
    weight: Floats
    exhaustive: bool

    def part(self, chosen: Flags) -> Population:
        """Return some of the pairs."""
        return Population(self.pairs[chosen], self.is_tie[chosen], self.weight[chosen], self.exhaustive)


def population(here: Scene, coming: Pairs, draw: np.random.Generator, *, cold: bool) -> Population:
    """Return the unlinked pairs to rank: of actors with ties each, or with an actor that has none (``cold``).

    While there are at most `ALL_PAIRS_UP_TO` they are all returned. Beyond, the sample has two layers: pairs at
    distance 2, where most ties come, as far as `NEAR_UP_TO` allows, and an even draw of the others; each pair weighs
    the number of pairs of its layer over the number drawn, so that every figure estimates that of all pairs.
    """
    wanted = coming[here.is_cold(coming) == cold]
    size = here.ties.size
    codes = np.sort(encoded(wanted, size))
    if _count(here, cold=cold) <= ALL_PAIRS_UP_TO:
        every = here.fresh(all_pairs(np.arange(size) if cold else here.known))
        every = every[here.is_cold(every) == cold]
        is_tie = np.isin(encoded(every, size), codes)
        return Population(every, is_tie, np.ones(len(every)), exhaustive=True)
    layers = [_without(wanted, np.zeros(0, dtype=np.int64), size)]
    weights = [np.ones(len(wanted))]
    near, each = (Pairs(codes[:0], codes[:0]), 1.0) if cold else near_pairs(here, NEAR_UP_TO, draw)
    taken = np.sort(np.concatenate((codes, encoded(near, size))))
    layers.append(_without(near, codes, size))
    weights.append(np.full(len(layers[1]), each))
    far = _without(here.sampled(SAMPLE, draw, cold=cold)[0], taken, size)
    if each > 1:
        far = far[proximity.at_pairs(proximity.common_neighbours, here.plain, far) == 0]
    rest = _count(here, cold=cold) - len(here.linked) * (not cold) - len(layers[1]) * each - len(wanted)
    layers.append(far)
    weights.append(np.full(len(far), max(1.0, rest / max(1, len(far)))))
    pairs = layers[0].joined(layers[1]).joined(layers[2])
    is_tie = np.arange(len(pairs)) < len(wanted)
    return Population(pairs, is_tie, np.concatenate(weights), exhaustive=False)


def near_pairs(here: Scene, most: int, draw: np.random.Generator) -> tuple[Pairs, float]:
    """Return unlinked pairs with a common partner, ordered, and how many pairs each stands for (1 for all).

    Where there are more than ``most``, whole actors are drawn and only pairs that begin with one of them returned.
    """
    degree = np.asarray(here.degree, dtype=np.float64)
    walks = float((degree * (degree - 1) / 2).sum())
    share = min(1.0, most / max(walks, 1.0))
    rows = np.flatnonzero(draw.random(here.ties.size) < share).astype(np.int64) if share < 1 else here.known
    found = [_near(here.plain, rows[at : at + 512]) for at in range(0, len(rows), 512)]
    if not found:
        return Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)), 1.0
    whole = Pairs(np.concatenate([each.left for each in found]), np.concatenate([each.right for each in found]))
    return here.fresh(whole), 1.0 / share


def _near(plain: Any, rows: Numbers) -> Pairs:
    block = (plain[rows] @ plain).tocoo()
    left, right = rows[block.coords[0]], block.coords[1].astype(np.int64)
    return Pairs(left[left < right], right[left < right])


def candidates(here: Scene, most: int = ALL_PAIRS_UP_TO) -> Pairs:
    """Return the unlinked pairs worth scoring, ordered.

    All pairs of all actors while there are at most ``most``. Beyond: pairs with a common partner, pairs that share a
    value of an attribute with at most `BLOCK_UP_TO` holders, and, for an actor that these leave out, pairs with the
    best tied actors. Pairs at distance 3 come in by the attributes alone: there are too many of them to list.
    """
    size = here.ties.size
    if size * (size - 1) / 2 <= most:
        return here.fresh(all_pairs(np.arange(size)))
    codes = [encoded(near_pairs(here, most, np.random.default_rng(0))[0], size)]
    codes += [encoded(_block(each), size) for each in here.attributes]
    found = np.unique(np.concatenate(codes))
    left_out = np.setdiff1d(np.arange(size), np.concatenate((found // size, found % size)))
    best = np.argsort(-here.degree, kind="stable")[:10]
    one, other = np.repeat(left_out, len(best)), np.tile(best, len(left_out))
    apart = one != other
    fallback = Pairs(np.minimum(one, other)[apart], np.maximum(one, other)[apart])
    found = np.unique(np.concatenate((found, encoded(fallback, size))))
    return here.fresh(Pairs(found // size, found % size))


def _block(known: Attribute) -> Pairs:
    """Return the pairs that share a whole cell which few actors have."""
    order = np.argsort(known.codes, kind="stable")
    order = order[known.codes[order] >= 0]
    ends = np.cumsum(np.bincount(known.codes[order], minlength=known.values))
    groups = [group for group in np.split(order, ends[:-1]) if 1 < len(group) <= BLOCK_UP_TO]
    made = [all_pairs(group.astype(np.int64)) for group in groups]
    if not made:
        return Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    return Pairs(np.concatenate([each.left for each in made]), np.concatenate([each.right for each in made]))


def _without(pairs: Pairs, codes: Numbers, size: int) -> Pairs:
    return pairs[~np.isin(encoded(pairs, size), codes)] if len(codes) else pairs


def _count(here: Scene, *, cold: bool) -> float:
    known, alone = len(here.known), len(here.cold)
    return alone * (alone - 1) / 2 + alone * known if cold else known * (known - 1) / 2
