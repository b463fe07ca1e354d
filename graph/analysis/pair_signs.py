"""The signs that two actors will be tied: structural scores, activity and shared attributes, on one scale.

A network is looked at as it stood on a day. Raw signs are pressed by a logarithm and standardised against a sample of
the unlinked pairs of that same day, so that what is learned on an early, small network applies to a later, larger one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.analysis import proximity
from graph.analysis.pair_sets import Pairs, TieList, all_pairs, encoded, free, sampled_pairs, unlinked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]

__all__ = [
    "COLD_PRIOR",
    "DECAY",
    "PRIOR",
    "Attribute",
    "Scale",
    "Scene",
    "attribute",
    "reference",
    "scene",
    "shared",
    "signs",
]

DECAY = 3.0
"""Years after which a tie counts a third (1/e) of a new one in the recent variants."""
AFFINITY_UP_TO = 60
"""Values of an attribute up to which the mixing of each two of them is learned."""
REFERENCE = 60_000
"""Unlinked pairs drawn to standardise the signs."""
PRESENT_AT_LEAST = 0.01
"""A sign that fewer pairs have than this is standardised as if this share had it."""
CHUNK = 500_000

PRIOR: Mapping[str, float] = {
    "degree-product": 1.0,
    "recent-activity": 1.0,
    "resource-allocation": 1.0,
    "adamic-adar": 1.0,
    "l3": 1.0,
    "l3-weighted": 1.0,
    "l3-recent": 1.0,
    "local-walk": 1.0,
}
"""What the weighted sum gives each standardised sign before anything is learned: all signs that comparisons on many
networks found to hold, alike (Kovács 2019, Zhou 2009, Ghasemian 2020). Attributes get theirs by learning."""
COLD_PRIOR: Mapping[str, float] = {"activity": 1.0, "shared": 0.5, "affinity": 0.5}
"""The same for pairs with an actor that has no tie yet; by the name of the sign or its first part."""


@dataclass(frozen=True, slots=True, eq=False)
class Attribute:
    """One attribute of all actors."""

    name: str
    codes: Numbers
    """A number for the whole cell, -1 when empty."""
    parts: Any
    """Sparse matrix of actors by single values, for cells that list several; ``None`` when none does."""

    @property
    def values(self) -> int:
        """The number of different cells."""
        return int(self.codes.max(initial=-1)) + 1


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """The network as it stood on a day."""

    ties: TieList
    attributes: tuple[Attribute, ...]
    degree: Numbers
    linked: Numbers
    """The sorted numbers of the tied pairs."""
    plain: Any
    weighted: Any
    recent: Any
    affinities: Mapping[str, Floats]
    """Attribute -> logarithm of how much more often two values are tied than chance has it."""

    @property
    def dated(self) -> bool:
        """Whether any tie has a date."""
        return bool((self.ties.first >= 0).any())

    @property
    def known(self) -> Numbers:
        """The actors with a tie."""
        return np.flatnonzero(self.degree > 0).astype(np.int64)

    @property
    def cold(self) -> Numbers:
        """The actors without."""
        return np.flatnonzero(self.degree == 0).astype(np.int64)

    def is_cold(self, pairs: Pairs) -> NDArray[np.bool_]:
        """Return which pairs have an actor without a tie."""
        return np.asarray((self.degree[pairs.left] == 0) | (self.degree[pairs.right] == 0), dtype=np.bool_)

    def fresh(self, pairs: Pairs) -> Pairs:
        """Return the pairs that no tie joins here."""
        return unlinked(pairs, self.linked, self.ties.size)

    def is_free(self, pairs: Pairs) -> NDArray[np.bool_]:
        """Return which pairs no tie joins here."""
        return free(pairs, self.linked, self.ties.size)

    def sampled(self, number: int, draw: np.random.Generator, *, cold: bool = False) -> tuple[Pairs, float]:
        """Return unlinked pairs of known actors, or with a cold one, and how many pairs each stands for.

        All of them when there are no more than ``number``.
        """
        groups = (self.cold, np.arange(self.ties.size)) if cold else (self.known, self.known)
        whole = len(groups[0]) * (len(groups[0]) - 1) / 2
        if cold:
            whole += len(self.cold) * len(self.known)
        if whole <= number:
            every = self.fresh(all_pairs(groups[1]))
            return every[self.is_cold(every) == cold], 1.0
        drawn = sampled_pairs(groups, self.linked, self.ties.size, number, draw)
        whole -= 0 if cold else len(self.linked)
        return drawn, max(1.0, whole / max(1, len(drawn)))


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """How raw signs become standard ones."""

    unit: Floats
    mean: Floats
    spread: Floats

    def applied(self, raw: Floats) -> Floats:
        """Return standardised signs."""
        return np.asarray((_pressed(raw, self.unit) - self.mean) / self.spread, dtype=np.float64)

    @classmethod
    def of(cls, raw: Floats) -> Scale:
        """Return the scale on which some pairs have mean 0 and spread 1, a rare sign less; without pairs none."""
        if not len(raw):
            one = np.ones(raw.shape[1])
            return cls(one, one * 0, one)
        present = np.maximum((raw != 0).sum(axis=0), 1)
        unit = np.maximum(np.abs(raw).sum(axis=0) / present, 1e-12)
        pressed = _pressed(raw, unit)
        typical = np.sqrt((pressed**2).sum(axis=0) / present)
        floor = np.maximum(typical * np.sqrt(PRESENT_AT_LEAST), 1e-9)
        return cls(unit, pressed.mean(axis=0), np.maximum(pressed.std(axis=0), floor))


def _pressed(raw: Floats, unit: Floats) -> Floats:
    return np.asarray(np.sign(raw) * np.log1p(10 * np.abs(raw) / unit), dtype=np.float64)


def attribute(name: str, cells: tuple[str, ...]) -> Attribute:
    """Return an attribute from the actors' cells; several values stand in one cell divided by ``|``."""
    from scipy.sparse import coo_array

    whole = {cell: number for number, cell in enumerate(sorted({cell for cell in cells if cell}))}
    codes = np.array([whole.get(cell, -1) for cell in cells], dtype=np.int64)
    if not any("|" in cell for cell in whole):
        return Attribute(name, codes, None)
    single = [(row, part.strip()) for row, cell in enumerate(cells) for part in cell.split("|") if part.strip()]
    column = {part: number for number, part in enumerate(sorted({part for _, part in single}))}
    places = ([row for row, _ in single], [column[part] for _, part in single])
    parts = coo_array((np.ones(len(single)), places), shape=(len(cells), max(1, len(column)))).tocsr()
    return Attribute(name, codes, parts)


def scene(ties: TieList, day: int, attributes: tuple[Attribute, ...] = (), decay: float = DECAY) -> Scene:
    """Return the network that some ties make, seen from a day."""
    linked = np.unique(encoded(Pairs(ties.left, ties.right), ties.size))
    plain = proximity.binary(ties.matrix(np.ones(len(ties))))
    small = [each for each in attributes if 1 < each.values <= AFFINITY_UP_TO]
    return Scene(
        ties=ties,
        attributes=attributes,
        degree=ties.degrees(),
        linked=linked,
        plain=plain,
        weighted=ties.matrix(),
        recent=ties.matrix(ties.recent(day, decay)),
        affinities={each.name: _affinity(linked, ties.size, each) for each in small},
    )


def _affinity(linked: Numbers, size: int, known: Attribute) -> Floats:
    """Return log((seen + 2) / (expected + 2)) for each two values; the last row and column stand for no value."""
    codes = np.where(known.codes < 0, known.values, known.codes)
    seen = np.zeros((known.values + 1, known.values + 1))
    one, other = codes[linked // max(1, size)], codes[linked % max(1, size)]
    np.add.at(seen, (one, other), 1.0)
    np.add.at(seen, (other, one), 1.0)
    ends = seen.sum(axis=1)
    return np.asarray(np.log((seen + 2) / (np.outer(ends, ends) / max(ends.sum(), 1.0) + 2)), dtype=np.float64)


def signs(here: Scene, pairs: Pairs) -> tuple[tuple[str, ...], Floats]:
    """Return the names and the raw values of the signs, one row a pair."""
    made: dict[str, Floats] = {}
    structural = (
        ("resource-allocation", proximity.resource_allocation, here.plain),
        ("local-walk", proximity.local_walk, here.weighted),
        ("adamic-adar", proximity.adamic_adar, here.plain),
        ("jaccard", proximity.jaccard, here.plain),
        ("l3", proximity.l3, here.plain),
        ("l3-weighted", proximity.l3, here.weighted),
        *_besides(here),
    )
    made["degree-product"] = proximity.degree_product(here.plain, pairs)
    if here.dated:
        made["recent-activity"] = proximity.degree_product(here.recent, pairs)
    for name, score, ties in structural:
        made[name] = proximity.at_pairs(score, ties, pairs)
    made["in-three-steps"] = (made["l3"] > 0).astype(np.float64)
    made["activity"] = _sum_of_logs(here.degree.astype(np.float64), pairs)
    for known in here.attributes:
        made[f"shared:{known.name}"] = shared(known, pairs)
        if known.name in here.affinities:
            made[f"affinity:{known.name}"] = _mixing(here.affinities[known.name], known.codes, pairs)
    return tuple(made), np.column_stack(list(made.values()))


def _besides(here: Scene) -> tuple[tuple[str, proximity.RowScore, Any], ...]:
    """Return the signs of recent ties; without dates they would say the same twice, and plain walks stand in."""
    if here.dated:
        return ("local-walk-recent", proximity.local_walk, here.recent), ("l3-recent", proximity.l3, here.recent)
    return (("local-walk-plain", proximity.local_walk, here.plain),)


def shared(known: Attribute, pairs: Pairs) -> Floats:
    """Return 1 where both actors have a value of the attribute in common, 0 where not or unknown."""
    if known.parts is None:
        ours, theirs = known.codes[pairs.left], known.codes[pairs.right]
        return np.asarray((ours == theirs) & (ours >= 0), dtype=np.float64)
    found = [_overlap(known.parts, pairs[at : at + CHUNK]) for at in range(0, len(pairs), CHUNK)]
    met: Floats = np.concatenate(found) if found else np.zeros(0)
    return np.asarray(met > 0, dtype=np.float64)


def _overlap(parts: Any, pairs: Pairs) -> Floats:
    return np.asarray(parts[pairs.left].multiply(parts[pairs.right]).sum(axis=1), dtype=np.float64).reshape(-1)


def _mixing(table: Floats, codes: Numbers, pairs: Pairs) -> Floats:
    return np.asarray(table[codes[pairs.left], codes[pairs.right]], dtype=np.float64)


def _sum_of_logs(values: Floats, pairs: Pairs) -> Floats:
    logs = np.log1p(values)
    return np.asarray(logs[pairs.left] + logs[pairs.right], dtype=np.float64)


def reference(here: Scene, seed: int, *, cold: bool) -> Scale:
    """Return the scale of the signs on this day."""
    pairs, _ = here.sampled(REFERENCE, np.random.default_rng((seed, 7)), cold=cold)
    return Scale.of(signs(here, pairs)[1])
