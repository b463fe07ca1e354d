"""How well a score ranks pairs: area under the curve, average precision, precision and hits at the top.

Scores may be equal and pairs may carry weights (a sampled pair stands for many). Equal scores share their place, so
that the order of a file never helps a method: a constant score has an area of one half.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analysis.values import fixed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

__all__ = ["Estimate", "Quality", "Ranked", "average_precision", "precision_draws", "quality", "ranked", "summary"]

DRAWS = 200
"""Bootstrap draws of an interval."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Quality:
    """The figures of one ranking, all higher is better."""

    auc: Estimate
    """Chance that a tie ranks before a pair without one, 0 to 1, 0.5 for no knowledge."""
    average_precision: Estimate
    """Mean over the ties of the share of ties among all that rank as high, 0 to 1; the share of ties for none."""
    precision: tuple[tuple[int, Estimate], ...]
    """k -> share of ties among the first k."""
    hits: tuple[tuple[int, Estimate], ...]
    """k -> share of the ties that rank before the k-th pair without one."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A ranking told as steps, one for each score that some tie has, best first."""

    ties: Floats
    """Ties at each step."""
    above: Floats
    """Weight of the others ranked between this step and the former."""
    beside: Floats
    """Weight of the others at the step's own score."""
    below: float
    """Weight of the others under the last step."""

    @property
    def share(self) -> float:
        """The share of ties, which is the average precision of a constant score."""
        ties = float(self.ties.sum())
        return ties / (ties + float(self.above.sum() + self.beside.sum()) + self.below)


def ranked(scores: Floats, is_tie: Flags, weight: Floats | None = None) -> Ranked:
    """Return the steps of a ranking.

    Raises
    ------
    ValueError
        When no pair is a tie, or a score is NaN.
    """
    if np.isnan(scores).any():
        raise ValueError("A score is not a number.")
    if not is_tie.any():
        raise ValueError("There is no tie to find.")
    others = np.ones(len(scores)) if weight is None else weight
    steps, place = np.unique(-scores[is_tie], return_inverse=True)
    ties = np.bincount(place, minlength=len(steps)).astype(np.float64)
    rest, mass = -scores[~is_tie], others[~is_tie]
    before = np.searchsorted(steps, rest, side="left")
    same = (before < len(steps)) & (steps[np.minimum(before, len(steps) - 1)] == rest)
    above = np.bincount(before[~same], weights=mass[~same], minlength=len(steps) + 1)
    beside = np.bincount(before[same], weights=mass[same], minlength=len(steps))
    return Ranked(ties, above[:-1].astype(np.float64), beside.astype(np.float64), float(above[-1]))


def average_precision(found: Ranked) -> float:
    """Return the average precision of a ranking, equal scores sharing their place."""
    hit = np.cumsum(found.ties)
    seen = hit + np.cumsum(found.above + found.beside)
    return float((found.ties * hit / np.maximum(seen, 1e-12)).sum() / max(hit[-1], 1e-12))


def precision_draws(scores: Floats, is_tie: Flags, weight: Floats, seed: int, draws: int = 80) -> Floats:
    """Return the average precision in each draw of a bootstrap; the draws of one seed are the same for any scores.

    So two methods can be compared draw by draw, which tells more than whether their intervals overlap.
    """
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    ends = np.append(ordered[1:] != ordered[:-1], True)
    draw = np.random.default_rng(seed)
    found = np.zeros(draws)
    for number in range(draws):
        drawn = (weight * draw.poisson(1.0, len(scores)))[order]
        hits = np.cumsum(drawn * is_tie[order])[ends]
        seen = np.cumsum(drawn)[ends]
        parts = np.diff(hits, prepend=0.0) * hits / np.maximum(seen, 1e-12)
        found[number] = parts.sum() / max(float(hits[-1]), 1e-12)
    return found


def _auc(found: Ranked) -> float:
    before = np.cumsum(found.above + found.beside)
    others = before[-1] + found.below
    if others <= 0:
        return 1.0
    behind = others - before + found.beside / 2
    return float((found.ties * behind).sum() / (found.ties.sum() * others))


def _precision(found: Ranked, k: int) -> float:
    """Return the share of ties among the first k, a step on the border giving its share."""
    ends = np.cumsum(found.ties + found.above + found.beside)
    begins = ends - found.ties - found.beside
    size = np.maximum(ends - begins, 1e-12)
    taken = np.clip((k - begins) / size, 0.0, 1.0)
    total = float(ends[-1]) + found.below
    return float((found.ties * taken).sum()) / max(min(float(k), total), 1e-12)


def _hits(found: Ranked, k: int) -> float:
    others = np.cumsum(found.above + found.beside) - found.beside / 2
    return float(found.ties[others < k].sum() / found.ties.sum())


def quality(found: Ranked, tops: tuple[int, ...] = (10, 50, 100), seed: int = 0, draws: int = DRAWS) -> Quality:
    """Return the figures of a ranking with bootstrap intervals.

    The bootstrap draws how often each pair counts from a Poisson law of mean 1, which for many pairs is the same as
    drawing pairs with replacement and costs only the number of ties. Ties of one project are no independent draws,
    so the true interval is wider.
    """
    return summary((found,), tops, seed, draws)


def summary(repeats: tuple[Ranked, ...], tops: tuple[int, ...], seed: int = 0, draws: int = DRAWS) -> Quality:
    """Return the mean figures of the rankings of several repeats, the intervals over all of their draws."""
    each = max(20, draws // len(repeats))
    drawn = [_drawn(found, np.random.default_rng((seed, number)), each) for number, found in enumerate(repeats)]
    flat = [again for found in drawn for again in found]
    return Quality(
        _estimate([_auc(found) for found in repeats], [_auc(found) for found in flat]),
        _estimate([average_precision(found) for found in repeats], [average_precision(found) for found in flat]),
        tuple((k, _estimate([_precision(f, k) for f in repeats], [_precision(f, k) for f in flat])) for k in tops),
        tuple((k, _estimate([_hits(f, k) for f in repeats], [_hits(f, k) for f in flat])) for k in tops),
    )


def _drawn(found: Ranked, draw: np.random.Generator, draws: int) -> list[Ranked]:
    made = [
        Ranked(
            draw.poisson(found.ties).astype(np.float64),
            draw.poisson(found.above).astype(np.float64),
            draw.poisson(found.beside).astype(np.float64),
            float(draw.poisson(found.below)),
        )
        for _ in range(draws)
    ]
    return [again for again in made if again.ties.sum()]


def _estimate(values: list[float], draws: list[float]) -> Estimate:
    value = float(np.mean(values))
    low, high = (float(number) for number in np.percentile(draws, (2.5, 97.5))) if draws else (value, value)
    return Estimate(fixed(value), fixed(min(low, value)), fixed(max(high, value)))
