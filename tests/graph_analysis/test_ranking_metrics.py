from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.ranking_metrics import Quality, average_precision, precision_draws, quality, ranked


def judged(scores: list[float], ties: list[int], weight: list[float] | None = None) -> Quality:
    given_weight = None if weight is None else np.array(weight)
    return quality(ranked(np.array(scores), np.array(ties, dtype=bool), given_weight), tops=(1, 2, 3))


def test_figures_by_hand() -> None:
    """Ranking: tie, other, tie, other. Average precision (1 + 2/3) / 2; of four tie-other pairs three are right."""
    found = judged([4, 3, 2, 1], [1, 0, 1, 0])

    assert found.average_precision.value == pytest.approx((1 + 2 / 3) / 2, abs=1e-6)
    assert found.auc.value == 0.75
    assert [figure.value for _, figure in found.precision] == pytest.approx([1, 1 / 2, 2 / 3], abs=1e-6)
    assert [figure.value for _, figure in found.hits] == [0.5, 1.0, 1.0]


def test_a_constant_score_knows_nothing() -> None:
    found = judged([1] * 10, [1, 1, 0, 0, 0, 0, 0, 0, 0, 0])

    assert found.auc.value == 0.5
    assert found.average_precision.value == pytest.approx(0.2)
    assert found.precision[0][1].value == pytest.approx(0.2)


def test_the_order_of_equal_scores_never_counts() -> None:
    assert judged([1, 1, 0], [1, 0, 0]) == judged([1, 1, 0], [0, 1, 0])


def test_a_sampled_pair_stands_for_many() -> None:
    every = judged([3, 2, 2, 2, 1], [0, 0, 0, 0, 1])
    sampled = judged([3, 2, 1], [0, 0, 1], [1, 3, 1])

    assert (sampled.auc.value, sampled.average_precision.value) == (every.auc.value, every.average_precision.value)


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=40))
def test_average_precision_is_its_definition(rows: list[tuple[int, bool]]) -> None:
    scores, ties = np.array([float(score) for score, _ in rows]), np.array([tie for _, tie in rows])
    if not ties.any():
        return
    precise = [ties[scores >= score].mean() for score in scores[ties]]

    assert average_precision(ranked(scores, ties)) == pytest.approx(float(np.mean(precise)))


def test_intervals_hold_the_figure_and_repeat() -> None:
    draw = np.random.default_rng(1)
    ties = draw.random(500) < 0.1
    scores = draw.random(500) + ties * 0.5
    once, again = (quality(ranked(scores, ties), seed=3) for _ in range(2))

    assert once == again
    assert once.average_precision.low < once.average_precision.value < once.average_precision.high


def test_draws_of_one_seed_compare_two_scores() -> None:
    ties = np.arange(200) < 20
    good, bad = -np.arange(200.0), np.zeros(200)
    draws = [precision_draws(scores, ties, np.ones(200), seed=5) for scores in (good, bad)]

    assert (draws[0] == 1).all()
    assert draws[1].mean() == pytest.approx(0.1, abs=0.02)


def test_nothing_to_find_and_no_number_are_refused() -> None:
    with pytest.raises(ValueError, match="no tie"):
        ranked(np.array([1.0]), np.array([False]))
    with pytest.raises(ValueError, match="not a number"):
        ranked(np.array([np.nan, 1.0]), np.array([True, False]))
