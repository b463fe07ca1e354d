"""A network with what was learned on it: every method's score for any pairs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.analysis import proximity
from graph.analysis.pair_sets import Pairs, encoded
from graph.analysis.pair_signs import DECAY, Attribute, Scale, Scene, reference, shared, signs
from graph.analysis.replays import Hiding, dated_exercises, hidden_exercises
from graph.analysis.tie_forecast import Forecast, learn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["BASELINES", "METHODS", "Trained", "train"]

BASELINES = ("random", "degree-product", "common-neighbours", "same-sector", "same-place")
STRUCTURAL: Mapping[str, proximity.RowScore] = {
    "common-neighbours": proximity.common_neighbours,
    "jaccard": proximity.jaccard,
    "adamic-adar": proximity.adamic_adar,
    "resource-allocation": proximity.resource_allocation,
    "l3": proximity.l3,
    "katz": partial(proximity.katz, longest=3),
    "local-walk": proximity.local_walk,
}
METHODS = (*BASELINES, *(name for name in STRUCTURAL if name not in BASELINES), "combined")
UNTAUGHT = 3.0
"""How far, in log-odds, a pair with an untied actor stands behind others while no past tie teaches it."""
CHUNK = 400_000
"""Pairs whose signs are held at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """A network with the weights learned on it, ready to score any pair."""

    scene: Scene
    known: Forecast
    cold: Forecast
    known_scale: Scale
    cold_scale: Scale
    seed: int

    def combined(self, pairs: Pairs) -> Floats:
        """Return the log-odds of a tie for each pair; comparable between all pairs."""
        parts = [self._combined(pairs[at : at + CHUNK]) for at in range(0, len(pairs), CHUNK)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _combined(self, pairs: Pairs) -> Floats:
        found = np.zeros(len(pairs))
        cold = self.scene.is_cold(pairs)
        for forecast, scale, chosen in ((self.known, self.known_scale, ~cold), (self.cold, self.cold_scale, cold)):
            if chosen.any():
                found[chosen] = forecast.odds(scale, signs(self.scene, pairs[chosen])[1])
        return found

    def score(self, method: str, pairs: Pairs) -> Floats | None:
        """Return the scores of one of `METHODS`, ``None`` where the actors lack what it looks at."""
        if method == "combined":
            return self.combined(pairs)
        if method == "random":
            return _lots(encoded(pairs, self.scene.ties.size), self.seed)
        if method == "degree-product":
            return proximity.degree_product(self.scene.plain, pairs)
        if method in STRUCTURAL:
            return proximity.at_pairs(STRUCTURAL[method], self.scene.plain, pairs)
        named = [known for known in self.scene.attributes if known.name == method.removeprefix("same-")]
        return shared(named[0], pairs) if named else None


def train(
    hiding: Hiding,
    attributes: tuple[Attribute, ...],
    seed: int,
    *,
    dated: bool,
    decay: float = DECAY,
    untied: bool = True,
) -> Trained:
    """Return the weights learned within the training period, and nothing that came after it.

    Without ``untied``, nothing is learned of actors that have no tie, which halves the work; pairs with one of them
    are then scored as if it were tied.
    """
    if dated:
        exercises = dated_exercises(hiding.train, hiding.day, attributes, decay)
    else:
        draw = np.random.default_rng((seed, 1))
        exercises = hidden_exercises(hiding.train, hiding.day, attributes, draw, decay)
    here = exercises[-1].scene
    known = learn(exercises, seed, cold=False)
    cold = learn(exercises, seed, cold=True) if untied else known
    return Trained(
        scene=here,
        known=known,
        cold=cold if cold.coming else replace(cold, offset=known.offset - UNTAUGHT),
        known_scale=reference(here, seed, cold=False),
        cold_scale=reference(here, seed, cold=True),
        seed=seed,
    )


def _lots(codes: Any, seed: int) -> Floats:
    """Return a number in [0, 1) for each pair that depends on the pair and the seed alone (splitmix64)."""
    mixed = codes.astype(np.uint64) + np.uint64((seed * 2 + 1) * 0x9E3779B97F4A7C15 % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return np.asarray((mixed ^ (mixed >> np.uint64(31))) / np.float64(2**64), dtype=np.float64)
