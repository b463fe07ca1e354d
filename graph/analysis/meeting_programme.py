"""Which meetings to choose together: an integer programme over candidates, solved by HiGHS."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.analysis.benefit_kinds import Benefit
    from graph.network import Node

__all__ = ["GAIN", "Candidate", "Caps", "Chosen", "choose"]

GAIN = {"isolation": 0.4, "distance": 0.3, "crossing": 0.3}
"""What a tie would change: actors out of isolation, distances, and borders crossed."""
REPEAT = 0.2
"""What it costs to meet an actor a second time for one kind of reason, of a gain of 0 to 1: the same company shown to
three retailers is one idea, not three, and any other meeting of nearly the same gain goes first."""
ROOM = 2 * REPEAT
"""What every meeting is worth besides its gain, so that repetition decides which meetings fill a programme and never
leaves room in it. It is taken off again from what is told."""
PER_RECIPE = 2
"""Meetings at most of one actor for one kind of reason."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair that could meet, with all that decides on it."""

    left: Node
    right: Node
    benefit: Benefit
    feasibility: float
    relief: tuple[float, float]
    """Relief of isolation of either side, 0 to 1."""
    shortening: float
    crossing: float

    @property
    def steady(self) -> float:
        """What the pair brings whatever else is chosen."""
        return self.feasibility * (GAIN["distance"] * self.shortening + GAIN["crossing"] * self.crossing)

    def relieved(self, side: int) -> float:
        """Return what the pair brings to the isolation of one side, counted once for each actor."""
        return self.feasibility * GAIN["isolation"] * self.relief[side] / 2

    @property
    def gain(self) -> float:
        """What the pair brings alone."""
        return self.steady + self.relieved(0) + self.relieved(1)

    @property
    def recipes(self) -> tuple[tuple[str, str], ...]:
        """Each side with the kind of reason for which it is met."""
        return tuple((node.key, self.benefit.kind) for node in (self.left, self.right))


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """At most so many meetings: in all, for one actor, and of one kind of reason."""

    most: int
    per_actor: int
    per_kind: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """The candidates chosen, what they bring together in thousandths, and how good that is."""

    candidates: tuple[Candidate, ...]
    total: float
    bound: float
    status: str
    """``optimal`` or ``stopped``. The bound is that of programmes of as many meetings."""


def choose(pairs: Sequence[Candidate], caps: Caps, seconds: float) -> Chosen:
    """Return the meetings that gain the most together within the caps.

    The relief of an actor's isolation counts once, however often it is met; a second meeting of an actor for one kind
    of reason costs `REPEAT`. When the solver finds nothing in time, the candidates are taken in their order.
    """
    if not pairs:
        return Chosen((), 0.0, 0.0, "optimal")
    found = _programme(pairs, caps, seconds)
    if found.x is None:
        chosen = tuple(_greedy(pairs, caps))
        return Chosen(chosen, _total(chosen), 1000 * sum(pair.gain for pair in pairs[: caps.most]), "stopped")
    chosen = tuple(pair for pair, taken in zip(pairs, found.x, strict=False) if taken > 0.5)
    total = _total(chosen)
    bound = max(total, -float(found.mip_dual_bound) - 1000 * ROOM * len(chosen))
    return Chosen(chosen, total, bound, "optimal" if found.status == 0 else "stopped")


def _programme(pairs: Sequence[Candidate], caps: Caps, seconds: float) -> Any:
    """Return what HiGHS answers: each pair (0 or 1), the relief that it brings to either side, each repetition."""
    import numpy
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csc_array

    many, recipes = len(pairs), _recipes(pairs)
    limits: list[float] = []
    entries: list[tuple[int, int, float]] = []
    for columns, limit in _rows(pairs, caps, recipes):
        entries += [(len(limits), column, weight) for column, weight in columns]
        limits.append(limit)
    rows, places, what = zip(*entries, strict=True)
    matrix = csc_array((what, (rows, places)), shape=(len(limits), 3 * many + len(recipes)))
    gains = [pair.steady + ROOM for pair in pairs] + [pair.relieved(side) for pair in pairs for side in (0, 1)]
    gains += [-REPEAT] * len(recipes)
    return milp(
        c=-1000 * numpy.array(gains),
        integrality=numpy.array([1] * many + [0] * (2 * many + len(recipes))),
        bounds=Bounds(0.0, 1.0),
        constraints=LinearConstraint(matrix, -numpy.inf, numpy.array(limits)),
        options={"time_limit": seconds, "mip_rel_gap": 1e-4},
    )


def _recipes(pairs: Sequence[Candidate]) -> list[tuple[tuple[str, str], list[int]]]:
    """Return each actor and kind of reason that several candidates share, with those candidates."""
    made: dict[tuple[str, str], list[int]] = {}
    for each, pair in enumerate(pairs):
        for recipe in pair.recipes:
            made.setdefault(recipe, []).append(each)
    return sorted((recipe, those) for recipe, those in made.items() if len(those) > 1)


def _rows(
    pairs: Sequence[Candidate], caps: Caps, recipes: Sequence[tuple[tuple[str, str], list[int]]]
) -> Iterator[tuple[list[tuple[int, float]], float]]:
    """Yield each constraint: its columns with their weights, and what they may sum to."""
    many = len(pairs)
    actors: dict[str, list[tuple[int, float]]] = {}
    relief: dict[str, list[tuple[int, float]]] = {}
    kinds: dict[str, list[tuple[int, float]]] = {}
    for each, pair in enumerate(pairs):
        kinds.setdefault(pair.benefit.kind, []).append((each, 1.0))
        for side, node in enumerate((pair.left, pair.right)):
            relieved = many + 2 * each + side
            actors.setdefault(node.key, []).append((each, 1.0))
            relief.setdefault(node.key, []).append((relieved, 1.0))
            yield [(relieved, 1.0), (each, -1.0)], 0.0
    yield [(each, 1.0) for each in range(many)], float(caps.most)
    yield from ((columns, float(caps.per_actor)) for _, columns in sorted(actors.items()))
    yield from ((columns, 1.0) for _, columns in sorted(relief.items()))
    yield from ((columns, float(caps.per_kind)) for _, columns in sorted(kinds.items()))
    for place, (_, those) in enumerate(recipes):
        yield [*((each, 1.0) for each in those), (3 * many + place, 1.0 - PER_RECIPE)], 1.0


def _total(chosen: Sequence[Candidate]) -> float:
    """Return the gain of a programme in thousandths: each actor's relief counted once, each repetition paid for."""
    relief: dict[str, float] = {}
    for pair in chosen:
        for side, node in enumerate((pair.left, pair.right)):
            relief[node.key] = max(relief.get(node.key, 0.0), pair.relieved(side))
    again = sum(uses - 1 for uses in Counter(recipe for pair in chosen for recipe in pair.recipes).values())
    return 1000 * (sum(pair.steady for pair in chosen) + sum(relief.values()) - REPEAT * again)


def _greedy(pairs: Sequence[Candidate], caps: Caps) -> list[Candidate]:
    uses: Counter[object] = Counter()
    chosen: list[Candidate] = []
    for pair in pairs:
        ends, kind = (pair.left.key, pair.right.key), (pair.benefit.kind,)
        free = all(uses[key] < caps.per_actor for key in ends) and uses[kind] < caps.per_kind
        free = free and all(uses[recipe] < PER_RECIPE for recipe in pair.recipes)
        if free and len(chosen) < caps.most:
            chosen.append(pair)
            uses.update((*ends, kind, *pair.recipes))
    return chosen
