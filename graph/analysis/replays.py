"""The training period played again: earlier networks and the ties that came next, or ties hidden at random."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analysis.pair_sets import YEAR, Pairs, TieList, encoded
from graph.analysis.pair_signs import DECAY, Attribute, scene
from graph.analysis.tie_forecast import ENOUGH, Exercise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

__all__ = ["SHARE", "Hiding", "dated_exercises", "hidden_by_date", "hidden_exercises", "hidden_pairs"]

WINDOWS = 3
"""Times that the training period is replayed."""
SHARE = 0.2
"""Share of the tied pairs that is hidden where no date tells the later ones."""


@dataclass(frozen=True, slots=True, eq=False)
class Hiding:
    """The ties to train on, the day they are seen from, and the pairs first tied afterwards."""

    train: TieList
    day: int
    coming: Pairs


def hidden_by_date(ties: TieList, day: int) -> Hiding:
    """Return the ties surely before a day, and the pairs that only the others tie."""
    early = ties.before(day)
    train = ties.kept(early)
    return Hiding(train, day, _new(train, ties.kept(~early)))


def hidden_pairs(ties: TieList, share: float, draw: np.random.Generator) -> Hiding:
    """Return the ties less those of a share of the pairs, drawn alike from each component and degree class.

    A pair is of the class of its less tied actor: one tie, two or three, four to seven, and so on. All ties of a
    hidden pair are hidden. The day is the one after the last date.
    """
    codes = np.unique(_codes(ties))
    left, right = codes // max(1, ties.size), codes % max(1, ties.size)
    degree = ties.degrees()
    least = np.minimum(degree[left], degree[right])
    classes = np.floor(np.log2(np.maximum(least, 1))).astype(np.int64)
    stratum = _components(ties)[left] * 64 + classes
    order = np.lexsort((draw.random(len(codes)), stratum))
    rank = np.empty(len(codes), dtype=np.int64)
    starts = np.r_[True, np.diff(stratum[order]) != 0]
    begin = np.maximum.accumulate(np.where(starts, np.arange(len(codes)), 0))
    rank[order] = np.arange(len(codes)) - begin
    sizes = np.unique(stratum, return_inverse=True, return_counts=True)
    quota = sizes[2][sizes[1]] * share
    hidden = codes[rank < np.floor(quota + draw.random(len(sizes[2]))[sizes[1]])]
    train = ties.kept(~np.isin(_codes(ties), hidden))
    return Hiding(
        train, int(ties.last.max(initial=0)) + 1, Pairs(hidden // max(1, ties.size), hidden % max(1, ties.size))
    )


def dated_exercises(
    train: TieList,
    day: int,
    attributes: tuple[Attribute, ...],
    decay: float = DECAY,
) -> tuple[Exercise, ...]:
    """Return the last windows of the training period, earliest first, each with the ties that came in it.

    A window is a year, or a quarter of a shorter period; it is widened until the windows hold enough new ties or
    take up most of the period. The last exercise, with nothing to come, is the network on the day itself.
    """
    dated = train.first[train.first >= 0]
    made: list[Exercise] = []
    if len(dated):
        span = day - int(dated.min())
        width = max(1, min(int(YEAR) + 1, span // (WINDOWS + 1)))
        while True:
            made = _windows(train, day, width, attributes, decay)
            if sum(len(each.coming) for each in made) >= 3 * ENOUGH or 2 * width * WINDOWS >= span:
                break
            width *= 2
    return (*made, Exercise(scene(train, day, attributes, decay), _none()))


def _windows(train: TieList, day: int, width: int, attributes: tuple[Attribute, ...], decay: float) -> list[Exercise]:
    made = []
    for back in range(WINDOWS, 0, -1):
        begin, end = day - back * width, day - (back - 1) * width
        hiding = hidden_by_date(train.kept(train.first < end), begin)
        if len(hiding.train) and len(hiding.coming):
            made.append(Exercise(scene(hiding.train, begin, attributes, decay), hiding.coming))
    return made


def hidden_exercises(
    train: TieList,
    day: int,
    attributes: tuple[Attribute, ...],
    draw: np.random.Generator,
    decay: float = DECAY,
) -> tuple[Exercise, ...]:
    """Return the same with ties hidden at random."""
    made = [hidden_pairs(train, SHARE, draw) for _ in range(WINDOWS)]
    return (
        *(Exercise(scene(each.train, day, attributes, decay), each.coming) for each in made if len(each.train)),
        Exercise(scene(train, day, attributes, decay), _none()),
    )


def _none() -> Pairs:
    return Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def _codes(ties: TieList) -> Numbers:
    return encoded(Pairs(ties.left, ties.right), ties.size)


def _new(train: TieList, later: TieList) -> Pairs:
    codes = np.setdiff1d(_codes(later), _codes(train))
    return Pairs(codes // max(1, train.size), codes % max(1, train.size))


def _components(ties: TieList) -> Numbers:
    from scipy.sparse.csgraph import connected_components

    return np.asarray(connected_components(ties.matrix(), directed=False)[1], dtype=np.int64)
