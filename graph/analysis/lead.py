"""By how much one method leads another over repeated draws of the same network, and whether that is sure."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev
from typing import TYPE_CHECKING

from graph.analysis.values import fixed

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["HIDDEN_TO_SEEN", "Lead", "lead"]

HIDDEN_TO_SEEN = 0.25
"""A fifth is hidden, four fifths are seen."""
SPREADS = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The mean difference of two methods, draw by draw."""

    over: str
    """The method that is compared with."""
    draws: int
    wins: int
    """Draws in which the first is ahead."""
    difference: float
    low: float
    high: float
    """Ends of the 95% interval; both are the difference with one draw."""

    @property
    def sure(self) -> bool:
        """Whether the whole interval lies above 0."""
        return self.draws > 1 and self.low > 0


def lead(over: str, ours: Sequence[float], theirs: Sequence[float]) -> Lead:
    """Return by how much one method leads another, both measured on the same draws.

    The draws overlap, since all hide ties of one network: the variance is raised for it, else ten draws would look
    like ten networks.

    References
    ----------
    Nadeau C., Bengio Y. (2003), *Inference for the generalization error*, Machine Learning 52(3).

    Examples
    --------
    >>> found = lead("l3", (0.4, 0.5), (0.3, 0.3))
    >>> (found.wins, found.difference, found.sure)
    (2, 0.15, True)
    """
    apart = [mine - other for mine, other in zip(ours, theirs, strict=True)]
    mean = fmean(apart)
    half = SPREADS * stdev(apart) * sqrt(1 / len(apart) + HIDDEN_TO_SEEN) if len(apart) > 1 else 0.0
    return Lead(
        over=over,
        draws=len(apart),
        wins=sum(each > 0 for each in apart),
        difference=fixed(mean),
        low=fixed(mean - half),
        high=fixed(mean + half),
    )
