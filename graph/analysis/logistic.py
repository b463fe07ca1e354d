"""Logistic regression with weights that are never negative: what a sign says in advance is not learned away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["Fitted", "fit"]


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """The log-odds of a tie: ``offset`` plus the sum of ``weights`` times the values."""

    offset: float
    weights: Floats

    def odds(self, values: Floats) -> Floats:
        """Return the log-odds of each row of values."""
        return np.asarray(self.offset + values @ self.weights, dtype=np.float64)


def fit(values: Floats, is_tie: Floats, weight: Floats, penalty: float) -> Fitted:
    """Return the weights, none below 0, that make the outcomes likeliest, less half the penalty times their squares.

    Parameters
    ----------
    values
        One row a pair, one column a score, columns on one scale.
    is_tie
        1 or 0 a row.
    weight
        How many pairs a row stands for.
    penalty
        Of a weight's square; larger draws the weights to 0.

    References
    ----------
    Hosmer D., Lemeshow S. (2000), *Applied logistic regression*, Wiley; solved by L-BFGS-B, Byrd R. et al. (1995).

    Examples
    --------
    >>> import numpy as np
    >>> made = fit(np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 0, 1, 1.0]), np.ones(4), penalty=0.1)
    >>> bool(made.weights[0] > 0)
    True
    """
    from scipy.optimize import minimize

    columns = values.shape[1]
    share = float((weight * is_tie).sum() / weight.sum())
    share = min(max(share, 1e-12), 1 - 1e-12)
    start = np.r_[np.log(share / (1 - share)), np.full(columns, 0.1)]

    def loss(found: Floats) -> tuple[float, Floats]:
        odds = found[0] + values @ found[1:]
        wrong = weight * (1 / (1 + np.exp(-np.clip(odds, -35, 35))) - is_tie)
        cost = float((weight * (np.logaddexp(0, odds) - is_tie * odds)).sum())
        slope = np.r_[wrong.sum(), values.T @ wrong + penalty * found[1:]]
        return cost + 0.5 * penalty * float((found[1:] ** 2).sum()), slope

    bounds = [(None, None), *[(0.0, None)] * columns]
    solved = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x
    return Fitted(float(solved[0]), np.asarray(solved[1:], dtype=np.float64))
