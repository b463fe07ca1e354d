"""The backtest: hide ties that are known, rank pairs by what is left, and see how high the hidden ones stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analysis.pair_candidates import population
from graph.analysis.pair_signs import DECAY, Attribute
from graph.analysis.ranking_metrics import Quality, Ranked, ranked, summary
from graph.analysis.replays import SHARE, Hiding, hidden_by_date, hidden_pairs
from graph.analysis.tie_forecast import Replayed
from graph.analysis.trained_score import BASELINES, METHODS, Trained, train
from graph.analysis.values import fixed
from ontology.errors import TableRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from graph.analysis.pair_sets import Pairs, TieList
    from graph.analysis.pair_signs import Scene

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Scores = dict[str, Floats | None]
    Rankings = dict[str, Ranked | None]

__all__ = ["Backtest", "Combination", "Method", "Stratum", "Weight", "backtest", "combination", "judged"]

TOPS = (10, 50, 100)
"""The k of precision and hits at k."""
DEGREES = ((1, 2, "degree-1-2"), (3, 9, "degree-3-9"), (10, 10**9, "degree-10+"))
"""Classes of the less tied actor of a pair."""
STRATA = ("all", "distance-2", *(name for _, _, name in DEGREES), "cold-start")


@dataclass(frozen=True, slots=True)
class Method:
    """How one method did on one set of pairs; ``quality`` is ``None`` where it has nothing to go by."""

    name: str
    baseline: bool
    quality: Quality | None


@dataclass(frozen=True, slots=True)
class Stratum:
    """The methods on one set of pairs, in the order of `METHODS`."""

    name: str
    pairs: int
    """Pairs that were ranked, weights counted."""
    ties: int
    """Hidden ties among them, summed over the repeats."""
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """What the combined score gives one standardised sign."""

    sign: str
    known: float
    """Between two actors with ties."""
    cold: float
    """With an actor that has none yet."""


@dataclass(frozen=True, slots=True)
class Combination:
    """How the combined score of pairs of tied actors was made."""

    way: str
    """``shared``, ``learned`` or ``weighted``: see `tie_forecast`."""
    learned_from: int
    """Ties of the training period that it was learned from; 0 when there were too few."""
    replays: tuple[Replayed, ...]
    weights: tuple[Weight, ...]


@dataclass(frozen=True, slots=True)
class Backtest:
    """The whole answer."""

    how: str
    """``dated`` or ``hidden``."""
    repeats: int
    actors: int
    trained: int
    """Tied pairs that were left to see."""
    hidden: int
    """Tied pairs to find, cold ones included, in the first repeat."""
    exhaustive: bool
    """Whether every unlinked pair of known actors was ranked."""
    strata: tuple[Stratum, ...]
    combined: Combination

    @property
    def main(self) -> Stratum:
        """Pairs of actors that had a tie each."""
        return self.strata[0]


def backtest(
    ties: TieList,
    day: int | None,
    attributes: tuple[Attribute, ...] = (),
    *,
    seed: int = 2019,
    repeats: int = 1,
    decay: float = DECAY,
) -> Backtest:
    """Return how well each method finds the ties that were hidden from it.

    Parameters
    ----------
    ties
        All ties. Those that are not surely before the day are hidden; what is hidden is a pair that has no earlier
        tie. Ties without a date are always seen.
    day
        The split, an ordinal; ``None`` hides a fifth of the tied pairs at random, alike in each component and degree
        class, so many times as ``repeats`` says.
    attributes
        Of the actors, in their order. ``sector`` and ``place`` are the ones of the baselines.
    seed
        Of all that is drawn.
    decay
        Years after which a tie counts a third in the recent signs.

    Returns
    -------
    Backtest
        The stratum ``all`` ranks every unlinked pair of actors that both had a tie, or, where these are more than
        `ALL_PAIRS_UP_TO`, the hidden ties, and a sample of the others with weights that stand for the rest.

    Raises
    ------
    TableRefused
        When there is nothing to train on or nothing to find.

    Examples
    --------
    >>> from graph.analysis.pair_sets import tie_list
    >>> early = [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e")]
    >>> made = tie_list([*((u, v, 1, 1, 1.0) for u, v in early), ("a", "d", 9, 9, 1.0)])
    >>> found = backtest(made, 5)
    >>> (found.main.pairs, found.main.ties, found.main.methods[-1].name)
    (5, 1, 'combined')

    References
    ----------
    Lü L., Zhou T. (2011), *Link prediction in complex networks: a survey*, Physica A 390(6).
    Yang Y., Lichtenwalter R., Chawla N. (2015), *Evaluating link prediction methods*, KIS 45(3).
    Ghasemian A. et al. (2020), *Stacking models for nearly optimal link prediction*, PNAS 117(38).

    Reading
    -------
    The figures say how well known ties are foretold, which is not the worth of a suggestion: the best introductions
    are those that would not have come by themselves. Average precision depends on the share of ties: compare methods
    in one stratum, never across. Ties of one project fall together, so the true intervals are wider.
    """
    rounds = [_round(ties, day, attributes, (seed, number), decay) for number in range(repeats if day is None else 1)]
    first = rounds[0]
    return Backtest(
        how="hidden" if day is None else "dated",
        repeats=len(rounds),
        actors=ties.size,
        trained=len(first.trained.scene.linked),
        hidden=first.hidden,
        exhaustive=all(held.exhaustive for each in rounds for held in each.held),
        strata=tuple(_strata(rounds, seed)),
        combined=combination(first.trained),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """The rankings of one stratum in one repeat."""

    stratum: str
    pairs: float
    ties: int
    exhaustive: bool
    rankings: Rankings


@dataclass(frozen=True, slots=True, eq=False)
class _Round:
    trained: Trained
    hidden: int
    held: tuple[_Held, ...]


def _round(
    ties: TieList, day: int | None, attributes: tuple[Attribute, ...], seed: tuple[int, int], decay: float
) -> _Round:
    hiding = hidden_pairs(ties, SHARE, np.random.default_rng(seed)) if day is None else hidden_by_date(ties, day)
    if not len(hiding.train):
        raise TableRefused("There is no tie to train on.", remedy="Choose a later split, or give earlier ties.")
    trained = train(hiding, attributes, seed[0] + seed[1], dated=day is not None, decay=decay)
    if not (~trained.scene.is_cold(hiding.coming)).any():
        raise TableRefused(
            "Nothing to find: no two actors with earlier ties are tied for the first time afterwards.",
            remedy="Choose an earlier split, or give more ties.",
        )
    return _Round(trained, len(hiding.coming), tuple(_held(trained, hiding)))


def _held(trained: Trained, hiding: Hiding) -> Iterator[_Held]:
    """Yield the strata that hold a hidden tie."""
    here = trained.scene
    for cold in (False, True):
        asked = population(here, hiding.coming, np.random.default_rng((trained.seed, 3)), cold=cold)
        if not asked.is_tie.any():
            continue
        scores = _scores(trained, asked.pairs)
        for name, chosen in _members(here, asked.pairs, scores, cold=cold).items():
            part = asked.part(chosen)
            if part.is_tie.any():
                parts = {method: None if found is None else found[chosen] for method, found in scores.items()}
                rankings = _rankings(parts, part.is_tie, part.weight)
                yield _Held(name, float(part.weight.sum()), int(part.is_tie.sum()), asked.exhaustive, rankings)


def _members(here: Scene, pairs: Pairs, scores: Scores, *, cold: bool) -> dict[str, Flags]:
    every = np.ones(len(pairs), dtype=np.bool_)
    if cold:
        return {"cold-start": every}
    near = scores["common-neighbours"]
    least = np.minimum(here.degree[pairs.left], here.degree[pairs.right])
    classes = {name: (least >= low) & (least <= high) for low, high, name in DEGREES}
    return {"all": every, "distance-2": every if near is None else near > 0, **classes}


def _scores(trained: Trained, pairs: Pairs) -> Scores:
    return {name: trained.score(name, pairs) for name in METHODS}


def _rankings(scores: Scores, is_tie: Flags, weight: Floats | None = None) -> Rankings:
    return {name: None if found is None else ranked(found, is_tie, weight) for name, found in scores.items()}


def _strata(rounds: list[_Round], seed: int) -> Iterator[Stratum]:
    for name in STRATA:
        held = [each for made in rounds for each in made.held if each.stratum == name]
        if held:
            ties = sum(each.ties for each in held)
            yield Stratum(name, round(held[0].pairs), ties, _methods([each.rankings for each in held], seed))


def _methods(rankings: list[Rankings], seed: int) -> tuple[Method, ...]:
    made = []
    for name in METHODS:
        found = tuple(ranking for each in rankings if (ranking := each[name]) is not None)
        made.append(Method(name, name in BASELINES, summary(found, TOPS, seed) if found else None))
    return tuple(made)


def combination(trained: Trained) -> Combination:
    """Return how the combined score came about."""
    found = zip(trained.known.names, trained.known.weights, trained.cold.weights, strict=True)
    weights = tuple(Weight(name, fixed(known), fixed(cold)) for name, known, cold in found)
    return Combination(trained.known.way, trained.known.coming, trained.known.replays, weights)


def judged(trained: Trained, pairs: Pairs, is_tie: Flags, seed: int = 2019) -> Stratum:
    """Return how each method ranks given pairs.

    Raises
    ------
    TableRefused
        When no pair is labelled a tie, or all are.
    """
    if is_tie.all() or not is_tie.any():
        raise TableRefused(
            f"All {len(pairs)} pairs have the same label: there is nothing to tell apart.",
            remedy="Give pairs labelled 1 (tied) and pairs labelled 0.",
        )
    rankings = _rankings(_scores(trained, pairs), is_tie)
    return Stratum("pairs", len(pairs), int(is_tie.sum()), _methods([rankings], seed))
