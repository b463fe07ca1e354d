"""The combined score: the signs of a coming tie, weighed by what is known in general and by what past ties teach.

Nothing after the day of the forecast is looked at. The training period is replayed: a few times the network is taken
as it stood earlier, and the ties that came next are the answers to learn from. Five ways of weighing stand against each
other in each replay, learned on the earlier ones: the *weighted sum* (fixed weights, written down in
`pair_signs.PRIOR`), the *learned* one (logistic regression, weights not negative), the *shared* one (half each,
brought to one spread), the *single* one (the sign that ranked best alone, the learned sum telling equals apart) and
the *led* one (half that sign, half the learned sum). The shared one is kept unless another is clearly better there:
what the past taught and what holds in general guard each other when the times change. Where fewer than `FEW` ties
teach, no choice among ways can be trusted and the led one is taken: the sign that ranked best holds the sum in place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analysis.logistic import Fitted, fit
from graph.analysis.pair_signs import COLD_PRIOR, PRIOR, Scale, Scene, reference, signs
from graph.analysis.ranking_metrics import average_precision, precision_draws, ranked
from graph.analysis.values import fixed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.analysis.pair_sets import Pairs

    Floats = NDArray[np.float64]

__all__ = ["Exercise", "Forecast", "Replayed", "learn"]

OTHERS = 60_000
"""Pairs without a coming tie that an exercise learns from."""
ENOUGH = 20
"""Coming ties below which nothing is learned."""
PENALTY = 5.0
SHARED = "shared"
LED = "led"
FEW = 100
"""Coming ties below which the replays are too thin to choose by: the led way is kept."""
CLEARLY = 0.9
"""Share of the bootstrap draws that another way must win against the shared one to be taken."""
ASIDE = 1e-3
"""Weight of the learned sum where it only tells equals apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Exercise:
    """A network as it stood, and the pairs that were first tied next."""

    scene: Scene
    coming: Pairs


@dataclass(frozen=True, slots=True)
class Replayed:
    """How one way of weighing did in the replays, the first one aside."""

    way: str
    average_precision: float
    wins: float
    """Share of bootstrap draws in which it beats the shared way, 0 to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Weights of the standardised signs; their sum is the log-odds of a tie within a period like those replayed."""

    names: tuple[str, ...]
    weights: Floats
    offset: float
    way: str
    coming: int
    """Ties that it was learned from; 0 when there were too few."""
    replays: tuple[Replayed, ...]

    def odds(self, scale: Scale, raw: Floats) -> Floats:
        """Return the log-odds of pairs from their raw signs."""
        return np.asarray(self.offset + scale.applied(raw) @ self.weights, dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class _Lesson:
    """An exercise as numbers: standardised signs, answers, and how many pairs a row stands for."""

    names: tuple[str, ...]
    values: Floats
    answers: Floats
    weight: Floats


def learn(exercises: tuple[Exercise, ...], seed: int, *, cold: bool) -> Forecast:
    """Return the weights for pairs of known actors, or for pairs with an actor that has no tie yet (``cold``).

    Parameters
    ----------
    exercises
        At least one, earliest first. One without coming ties gives the names of the signs and nothing to learn.
    seed
        Of the drawn pairs without a tie.
    """
    lessons = [_lesson(exercise, (seed, number), cold=cold) for number, exercise in enumerate(exercises)]
    taught = [lesson for lesson in lessons if lesson.answers.any()]
    prior = _prior(lessons[-1].names, cold=cold)
    coming = int(sum(lesson.answers.sum() for lesson in taught))
    if coming < ENOUGH:
        return Forecast(lessons[-1].names, prior / max(prior.sum(), 1.0), 0.0, "weighted", 0, ())
    replays = _replays(taught, prior, seed) if len(taught) > 1 else ()
    way = LED if coming < FEW else _best(replays)
    weights = _weights(taught, prior)[way]
    level = _level(taught, weights)
    return Forecast(lessons[-1].names, weights * level.weights[0], level.offset, way, coming, replays)


def _lesson(exercise: Exercise, seed: tuple[int, int], *, cold: bool) -> _Lesson:
    here = exercise.scene
    coming = exercise.coming[here.is_cold(exercise.coming) == cold]
    others, each = here.sampled(OTHERS, np.random.default_rng(seed), cold=cold)
    names, raw = signs(here, coming.joined(others))
    scale = reference(here, seed[0], cold=cold)
    answers = np.r_[np.ones(len(coming)), np.zeros(len(others))]
    return _Lesson(names, scale.applied(raw), answers, np.where(answers > 0, 1.0, each))


def _prior(names: tuple[str, ...], *, cold: bool) -> Floats:
    known = COLD_PRIOR if cold else PRIOR
    return np.array([known.get(name, known.get(name.split(":")[0], 0.0)) for name in names])


def _weights(lessons: list[_Lesson], prior: Floats) -> dict[str, Floats]:
    """Return the weights of each way, each brought to a spread of 1; the shared one first."""
    values = np.concatenate([lesson.values for lesson in lessons])
    weight = np.concatenate([lesson.weight for lesson in lessons])
    answers = np.concatenate([lesson.answers for lesson in lessons])
    learned = _spread_one(values, weight, fit(values, answers, weight, PENALTY).weights)
    weighted = _spread_one(values, weight, prior)
    best = _single(lessons)
    single = _spread_one(values, weight, best) + ASIDE * learned
    led = (_spread_one(values, weight, best) + learned) / 2
    return {SHARED: (learned + weighted) / 2, "learned": learned, "weighted": weighted, "single": single, LED: led}


def _single(lessons: list[_Lesson]) -> Floats:
    """Return 1 for the sign that ranks best alone, 0 for the others."""
    columns = range(len(lessons[0].names))
    best = max(columns, key=lambda column: sum(_precision(each, each.values[:, column]) for each in lessons))
    return np.array([float(column == best) for column in columns])


def _precision(lesson: _Lesson, scores: Floats) -> float:
    return average_precision(ranked(scores, lesson.answers > 0, lesson.weight))


def _spread_one(values: Floats, weight: Floats, weights: Floats) -> Floats:
    sums = values @ weights
    spread = float(np.sqrt(np.cov(sums, aweights=weight))) if len(sums) > 1 else 0.0
    return weights / spread if spread > 0 else weights


def _replays(lessons: list[_Lesson], prior: Floats, seed: int) -> tuple[Replayed, ...]:
    """Return how each way did in every lesson but the first, learned on those before it."""
    taken = [_replay(lessons[:number], lessons[number], prior, seed) for number in range(1, len(lessons))]
    return tuple(
        Replayed(
            way,
            fixed(float(np.mean([sums[way][0] for sums in taken]))),
            fixed(float(np.mean(sum(sums[way][1] - sums[SHARED][1] for sums in taken) > 0))),
        )
        for way in taken[0]
    )


def _replay(before: list[_Lesson], lesson: _Lesson, prior: Floats, seed: int) -> dict[str, tuple[float, Floats]]:
    """Return each way's average precision in a lesson, and in its bootstrap draws as a share of the shared way's."""
    sums = {way: lesson.values @ weights for way, weights in _weights(before, prior).items()}
    draws = {way: precision_draws(found, lesson.answers > 0, lesson.weight, seed) for way, found in sums.items()}
    usual = max(float(draws[SHARED].mean()), 1e-12)
    return {way: (_precision(lesson, found), draws[way] / usual) for way, found in sums.items()}


def _best(replays: tuple[Replayed, ...]) -> str:
    """Return the shared way, or the best of those that clearly beat it."""
    clear = [each for each in replays if each.wins >= CLEARLY]
    return max(clear, key=lambda each: each.average_precision).way if clear else SHARED


def _level(lessons: list[_Lesson], weights: Floats) -> Fitted:
    """Return the offset and slope that turn the sum into log-odds."""
    sums = np.concatenate([lesson.values @ weights for lesson in lessons])
    weight = np.concatenate([lesson.weight for lesson in lessons])
    answers = np.concatenate([lesson.answers for lesson in lessons])
    made = fit(sums[:, None], answers, weight, 1e-6)
    return made if made.weights[0] > 0 else Fitted(made.offset, np.ones(1))
