"""Choosing N among many so that together they cover the most: an integer programme, solved with HiGHS.

The model knows nothing of clubs: candidates, things to cover with a weight each, a worth of each candidate by itself,
and floors ("at least three of these"). `solve` says whether the choice is proven best, and how far from the best it
may be when the solver stopped early.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

__all__ = ["Choice", "Cover", "Least", "Problem", "conflict", "solve", "value"]

TOLERANCE = 5e-4
"""Relative distance from the best at which a choice counts as proven: below what any weight can mean."""
INFEASIBLE = 2
"""The code by which SciPy says that no choice meets the constraints."""


@dataclass(frozen=True, slots=True)
class Cover:
    """One thing to cover: its weight and the candidates that cover it."""

    weight: float
    by: frozenset[int]


@dataclass(frozen=True, slots=True)
class Least:
    """A floor: at least so many of these candidates."""

    among: frozenset[int]
    number: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What to choose from, and what counts. The objective is the weight covered plus the worth of those chosen."""

    worth: tuple[float, ...]
    """The worth of each candidate by itself."""
    covers: tuple[Cover, ...]
    floors: tuple[Least, ...]
    size: int
    """At most so many are chosen."""

    def gains(self) -> _Gains:
        """Return a running account of what each further candidate would add."""
        return _Gains(self)


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates chosen, and how sure it is that no other choice is better."""

    chosen: tuple[int, ...]
    value: float
    bound: float
    """No choice can be worth more than this."""
    status: str
    """``optimal`` when proven, ``stopped`` when the solver ran out of time, ``infeasible`` when the floors conflict."""

    @property
    def gap(self) -> float:
        """Relative distance between what was found and the bound; a proven choice may keep up to `TOLERANCE` of it."""
        return max(0.0, (self.bound - self.value) / self.bound) if self.bound > 0 else 0.0


class _Gains:
    """What each candidate would add to those taken so far."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.covered: set[int] = set()
        self.of: list[list[int]] = [[] for _ in problem.worth]
        for number, cover in enumerate(problem.covers):
            for candidate in sorted(cover.by):
                self.of[candidate].append(number)

    def gain(self, candidate: int) -> float:
        """Return what a candidate adds now."""
        covers = self.problem.covers
        new = sum(covers[each].weight for each in self.of[candidate] if each not in self.covered)
        return self.problem.worth[candidate] + new

    def take(self, candidate: int) -> None:
        """Count a candidate as chosen."""
        self.covered.update(self.of[candidate])


def value(problem: Problem, chosen: Collection[int]) -> float:
    """Return the objective of a choice."""
    picked = frozenset(chosen)
    covered = sum(cover.weight for cover in problem.covers if cover.by & picked)
    return covered + sum(problem.worth[each] for each in sorted(picked))


def solve(problem: Problem, seconds: float = 20.0) -> Choice:
    """Return the best choice, or the best one found in time together with a bound on any other.

    Parameters
    ----------
    problem
        Candidates, weights, floors and size.
    seconds
        Time after which the solver stops; the choice is then the better of its own and a greedy one.

    Returns
    -------
    Choice
        With ``infeasible`` and nothing chosen when no choice meets the floors.

    Raises
    ------
    Nothing
        A problem without candidates has the empty choice.

    Examples
    --------
    >>> covers = (Cover(1.0, frozenset({0, 1})), Cover(1.0, frozenset({1})), Cover(3.0, frozenset({2})))
    >>> solve(Problem((0.0, 0.0, 0.0), covers, (), 2)).chosen
    (1, 2)

    References
    ----------
    Nemhauser G., Wolsey L., Fisher M. (1978), *An analysis of approximations for maximizing submodular set functions*,
    Mathematical Programming 14. Huangfu Q., Hall J. (2018), *Parallelizing the dual revised simplex method*, Math.
    Prog. Computation 10 (HiGHS).

    Reading
    -------
    "Optimal" speaks of the model: another weight gives another choice. A gap of 3% says that no choice can be worth
    more than 3% above the one shown.
    """
    if not problem.worth:
        met = all(floor.number <= 0 for floor in problem.floors)
        return Choice((), 0.0, 0.0, "optimal" if met else "infeasible")
    found = _programme(problem, seconds)
    if found.status == INFEASIBLE:
        return Choice((), 0.0, 0.0, "infeasible")
    picks = (
        [tuple(each for each, taken in enumerate(found.x[: len(problem.worth)]) if taken > 0.5)] if _has(found) else []
    )
    bound = -float(found.mip_dual_bound) if getattr(found, "mip_dual_bound", None) is not None else float("inf")
    if found.status != 0:
        picks.append(_greedy(problem))
        bound = min(bound, _ceiling(problem))
    chosen = max(filter(None, picks), key=lambda pick: value(problem, pick), default=())
    reached = value(problem, chosen)
    proven = found.status == 0 or bound - reached <= TOLERANCE * max(1.0, abs(bound))
    return Choice(chosen, reached, max(bound, reached), "optimal" if proven else "stopped")


def conflict(problem: Problem) -> tuple[int, ...]:
    """Return the numbers of floors that cannot be met together, none of which can be left out.

    A deletion filter: each floor that is not needed for the conflict is dropped in turn. Empty when the floors can be
    met.
    """
    kept = list(range(len(problem.floors)))
    if _feasible(problem, kept):
        return ()
    for floor in range(len(problem.floors)):
        without = [each for each in kept if each != floor]
        if not _feasible(problem, without):
            kept = without
    return tuple(kept)


def _feasible(problem: Problem, floors: Sequence[int]) -> bool:
    small = Problem(tuple(0.0 for _ in problem.worth), (), tuple(problem.floors[each] for each in floors), problem.size)
    return solve(small, 5.0).status != "infeasible"


def _has(found: Any) -> bool:
    return found.x is not None


def _programme(problem: Problem, seconds: float) -> Any:
    """Return what HiGHS answers: first the candidates (0 or 1), then what is covered (0 to 1)."""
    import numpy
    from scipy.optimize import Bounds, LinearConstraint, milp

    worth, covers = _condensed(problem)
    many, more = len(worth), len(covers)
    entries = [(row, column, 1.0) for row, cover in enumerate(covers) for column in sorted(cover.by)]
    entries += [(row, many + row, -1.0) for row in range(more)]
    rows = [LinearConstraint(_matrix(entries, more, many + more), 0.0, numpy.inf)] if more else []
    limits = [(0, column, 1.0) for column in range(many)]
    rows.append(LinearConstraint(_matrix(limits, 1, many + more), -numpy.inf, problem.size))
    if problem.floors:
        floors = [(row, column, 1.0) for row, floor in enumerate(problem.floors) for column in sorted(floor.among)]
        least = numpy.array([floor.number for floor in problem.floors], dtype=float)
        rows.append(LinearConstraint(_matrix(floors, len(problem.floors), many + more), least, numpy.inf))
    return milp(
        c=-numpy.array([*worth, *(cover.weight for cover in covers)]),
        integrality=numpy.array([1] * many + [0] * more),
        bounds=Bounds(0.0, 1.0),
        constraints=rows,
        options={"time_limit": seconds, "mip_rel_gap": TOLERANCE},
    )


def _matrix(entries: Sequence[tuple[int, int, float]], rows: int, columns: int) -> Any:
    from scipy.sparse import csc_array

    if not entries:
        return csc_array((rows, columns))
    down, across, what = zip(*entries, strict=True)
    return csc_array((what, (down, across)), shape=(rows, columns))


def _condensed(problem: Problem) -> tuple[list[float], tuple[Cover, ...]]:
    """Return the same problem with equal covers merged; what one candidate alone covers becomes its worth."""
    worth = list(problem.worth)
    merged: defaultdict[frozenset[int], float] = defaultdict(float)
    for cover in problem.covers:
        merged[cover.by] += cover.weight
    kept = []
    for by, weight in merged.items():
        if len(by) == 1:
            worth[next(iter(by))] += weight
        elif by:
            kept.append(Cover(weight, by))
    return worth, tuple(kept)


def _greedy(problem: Problem) -> tuple[int, ...]:
    """Return a choice made one by one, floors first; empty when it does not meet them."""
    gains, chosen = problem.gains(), list[int]()
    for floor in sorted(problem.floors, key=lambda each: len(each.among)):
        while sum(each in floor.among for each in chosen) < floor.number and len(chosen) < problem.size:
            _take_best(gains, chosen, floor.among)
    while len(chosen) < min(problem.size, len(problem.worth)):
        _take_best(gains, chosen, range(len(problem.worth)))
    met = all(sum(each in floor.among for each in chosen) >= floor.number for floor in problem.floors)
    return tuple(sorted(chosen)) if met else ()


def _take_best(gains: _Gains, chosen: list[int], among: Iterable[int]) -> None:
    taken = set(chosen)
    best = max((each for each in among if each not in taken), key=lambda each: (gains.gain(each), -each), default=None)
    if best is None:
        chosen.append(-1)
        return
    gains.take(best)
    chosen.append(best)


def _ceiling(problem: Problem) -> float:
    """Return a bound on any choice: what the whole crowd covers, plus the largest worths."""
    every = sum(cover.weight for cover in problem.covers if cover.by)
    return every + sum(sorted(problem.worth, reverse=True)[: problem.size])
