from __future__ import annotations

import datetime
import random
from itertools import combinations

import networkx as nx
import numpy as np
import pytest

from graph.analysis.backtest import Backtest, Stratum, backtest, judged
from graph.analysis.logistic import fit
from graph.analysis.pair_candidates import candidates, population
from graph.analysis.pair_sets import Pairs, TieList, all_pairs, encoded, sampled_pairs, tie_list
from graph.analysis.pair_signs import Attribute, attribute, scene, shared, signs
from graph.analysis.replays import Hiding, dated_exercises, hidden_by_date, hidden_pairs
from graph.analysis.tie_forecast import learn
from graph.analysis.trained_score import BASELINES, METHODS, train
from ontology.errors import TableRefused

NONE = Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def year(number: int) -> tuple[int, int]:
    return datetime.date(number, 1, 1).toordinal(), datetime.date(number, 12, 31).toordinal()


def dated(*rows: tuple[str, str, int]) -> TieList:
    return tie_list([(source, target, *year(when), 1.0) for source, target, when in rows])


def town(seed: int = 1) -> tuple[TieList, tuple[Attribute, ...]]:
    """A hundred and twenty actors in eight sectors; nine ties in ten join a sector and mostly close a triangle."""
    draw = random.Random(seed)  # noqa: S311 - a made-up town, no secret
    partners: dict[int, set[int]] = {actor: set() for actor in range(120)}
    rows = []
    for number in range(1000):
        one = draw.randrange(120)
        near = [third for other in sorted(partners[one]) for third in sorted(partners[other]) if third != one]
        if near and draw.random() < 0.6:
            other = draw.choice(near)
        else:
            other = draw.choice([each for each in range(120) if draw.random() > 0.9 or each % 8 == one % 8])
        if other != one:
            partners[one].add(other)
            partners[other].add(one)
            rows.append((f"n{one:03}", f"n{other:03}", *year(2010 + number // 100), 1.0))
    ties = tie_list(rows)
    sectors = tuple(f"s{int(actor[1:]) % 8}" for actor in ties.actors)
    places = tuple(f"p{int(actor[1:]) % 11}" for actor in ties.actors)
    return ties, (attribute("sector", sectors), attribute("place", places))


def precision(found: Stratum) -> dict[str, float]:
    return {each.name: each.quality.average_precision.value for each in found.methods if each.quality}


@pytest.fixture(scope="module")
def tested() -> Backtest:
    ties, attributes = town()
    return backtest(ties, year(2017)[0], attributes)


def test_the_combined_score_beats_every_baseline(tested: Backtest) -> None:
    found = precision(tested.main)

    assert all(found["combined"] > found[name] for name in BASELINES)


def test_each_method_has_one_row_in_each_stratum(tested: Backtest) -> None:
    assert {each.name for each in tested.strata} >= {"all", "distance-2", "degree-10+"}
    for stratum in tested.strata:
        assert tuple(each.name for each in stratum.methods) == METHODS


def test_the_same_seed_gives_the_same_answer(tested: Backtest) -> None:
    ties, attributes = town()

    assert backtest(ties, year(2017)[0], attributes) == tested


def test_hiding_by_date_leaves_out_what_may_be_later() -> None:
    ties = dated(("a", "b", 2015), ("b", "c", 2016), ("a", "c", 2017), ("a", "b", 2017))
    by_year = hidden_by_date(ties, year(2017)[0])
    by_month = hidden_by_date(ties, datetime.date(2016, 6, 1).toordinal())

    assert (len(by_year.train), [*zip(by_year.coming.left, by_year.coming.right, strict=True)]) == (2, [(0, 2)])
    assert len(by_month.train) == 1


def test_a_repeated_tie_is_nothing_to_find() -> None:
    with pytest.raises(TableRefused, match="Nothing to find"):
        backtest(dated(("a", "b", 2015), ("a", "b", 2017)), year(2016)[0])


def test_a_split_before_all_ties_is_refused() -> None:
    with pytest.raises(TableRefused, match="no tie to train on"):
        backtest(dated(("a", "b", 2015)), year(2000)[0])


def test_nothing_after_the_split_is_looked_at() -> None:
    ties, attributes = town()
    day = year(2016)[0]
    early = ties.before(day)
    turned = TieList(ties.actors, ties.left, ties.right, ties.first, ties.last, np.where(early, ties.weight, 77.0))
    pairs = all_pairs(np.arange(60))
    known, other = (
        train(Hiding(hidden_by_date(each, day).train, day, NONE), attributes, 1, dated=True).combined(pairs)
        for each in (ties, turned)
    )

    assert known.tolist() == other.tolist()


def test_random_hiding_takes_its_share_of_each_class() -> None:
    graph = nx.disjoint_union(nx.complete_graph(12), nx.cycle_graph(40))
    ties = tie_list([(f"{u:02}", f"{v:02}", -1, -1, 1.0) for u, v in graph.edges()])
    hidden = hidden_pairs(ties, 0.25, np.random.default_rng(2))
    in_first = int((hidden.coming.left < 12).sum())

    assert len(hidden.coming) + len(hidden.train) == len(ties)
    assert in_first == pytest.approx(66 / 4, abs=1)
    assert len(hidden.coming) - in_first == 10


def test_random_repeats_are_averaged() -> None:
    graph = nx.karate_club_graph()
    ties = tie_list([(f"k{u:02}", f"k{v:02}", -1, -1, 1.0) for u, v in graph.edges()])
    found = backtest(ties, None, repeats=3)

    assert (found.how, found.repeats) == ("hidden", 3)
    assert precision(found.main)["combined"] > precision(found.main)["common-neighbours"]


def test_missing_attributes_leave_the_row_empty() -> None:
    ties, _ = town()
    found = backtest(ties, year(2017)[0])
    empty = [each.name for each in found.main.methods if each.quality is None]

    assert empty == ["same-sector", "same-place"]


def test_actors_without_ties_are_a_stratum_of_their_own() -> None:
    ties, attributes = town()
    codes = np.array([int(actor[1:]) for actor in ties.actors])
    late = (codes[ties.left] < 30) | (codes[ties.right] < 30)
    kept = ties.kept(~late | (ties.first >= year(2017)[0]))
    found = {each.name: precision(each) for each in backtest(kept, year(2017)[0], attributes).strata}

    assert found["cold-start"]["combined"] > found["cold-start"]["same-sector"]
    assert found["cold-start"]["common-neighbours"] == pytest.approx(found["cold-start"]["l3"])


def test_given_pairs_are_judged() -> None:
    ties, attributes = town()
    hiding = hidden_by_date(ties, year(2017)[0])
    trained = train(hiding, attributes, 1, dated=True)
    others = trained.scene.sampled(300, np.random.default_rng(1))[0]
    pairs = hiding.coming.joined(others)
    is_tie = np.arange(len(pairs)) < len(hiding.coming)

    assert precision(judged(trained, pairs, is_tie))["combined"] > 0.6
    with pytest.raises(TableRefused, match="same label"):
        judged(trained, others, np.zeros(len(others), dtype=np.bool_))


def test_too_few_ties_teach_nothing_and_say_so() -> None:
    ties = dated(("a", "b", 2010), ("b", "c", 2011), ("c", "d", 2012), ("a", "c", 2013), ("b", "d", 2014))
    found = backtest(ties, year(2013)[0])

    assert (found.combined.way, found.combined.learned_from) == ("weighted", 0)


def test_an_isolate_changes_no_other_score() -> None:
    ties, attributes = town()
    wider = TieList((*ties.actors, "zzz"), ties.left, ties.right, ties.first, ties.last, ties.weight)
    cells = [(*("" if code < 0 else str(code) for code in each.codes), "") for each in attributes]
    more = tuple(attribute(each.name, known) for each, known in zip(attributes, cells, strict=True))
    plain = tuple(attribute(each.name, known[:-1]) for each, known in zip(attributes, cells, strict=True))
    pairs = all_pairs(np.arange(40))
    here, there = (signs(scene(each, 800_000, known), pairs)[1] for each, known in ((ties, plain), (wider, more)))

    assert here == pytest.approx(there)


def test_cells_with_several_values_share_any_of_them() -> None:
    known = attribute("sector", ("btp|banque", "banque", "sante", ""))
    pairs = Pairs(np.array([0, 0, 2]), np.array([1, 2, 3]))

    assert shared(known, pairs).tolist() == [1.0, 0.0, 0.0]


def test_a_sampled_population_stands_for_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    from graph.analysis import pair_candidates

    ties, _ = town()
    hiding = hidden_by_date(ties, year(2017)[0])
    here = scene(hiding.train, hiding.day)
    whole = population(here, hiding.coming, np.random.default_rng(1), cold=False)
    monkeypatch.setattr(pair_candidates, "ALL_PAIRS_UP_TO", 10)
    monkeypatch.setattr(pair_candidates, "SAMPLE", 2000)
    part = population(here, hiding.coming, np.random.default_rng(1), cold=False)
    monkeypatch.setattr(pair_candidates, "NEAR_UP_TO", 2500)
    layered = population(here, hiding.coming, np.random.default_rng(1), cold=False)

    assert layered.weight.sum() == pytest.approx(whole.weight.sum(), rel=0.1)
    assert (whole.exhaustive, part.exhaustive) == (True, False)
    assert int(part.is_tie.sum()) == int(whole.is_tie.sum())
    assert part.weight.sum() == pytest.approx(whole.weight.sum(), rel=0.01)
    assert len(np.unique(encoded(part.pairs, ties.size))) == len(part.pairs)


def test_candidates_of_a_large_network_are_near_alike_or_a_way_out() -> None:
    ties = tie_list([("a", "b", -1, -1, 1.0), ("b", "c", -1, -1, 1.0)], "abcdexy")
    here = scene(ties, 1, (attribute("place", ("", "", "", "lens", "lens", "", "")),))
    found = candidates(here, most=3)
    keys = {ties.actors[left] + ties.actors[right] for left, right in zip(found.left, found.right, strict=True)}

    assert {"ac", "de", "bx", "by"} <= keys
    assert not keys & {"ab", "bc"}
    assert len(candidates(here)) == 21 - 2


def test_sampled_pairs_are_unlinked_and_distinct() -> None:
    everyone = np.arange(30)
    linked = encoded(all_pairs(np.arange(10)), 30)
    found = sampled_pairs((everyone, everyone), linked, 30, 200, np.random.default_rng(4))

    assert len(found) == 200
    assert (found.left < found.right).all()
    assert not np.isin(encoded(found, 30), linked).any()


def test_learned_weights_find_what_matters_and_are_never_negative() -> None:
    draw = np.random.default_rng(3)
    values = draw.normal(size=(4000, 3))
    chance = 1 / (1 + np.exp(-(1.5 * values[:, 0] - 1.0 * values[:, 2] - 1)))
    made = fit(values, (draw.random(4000) < chance).astype(float), np.ones(4000), penalty=1.0)

    assert made.weights[0] == pytest.approx(1.3, abs=0.3)
    assert made.weights[1] == pytest.approx(0, abs=0.1)
    assert made.weights[2] == 0


def test_windows_end_at_the_split_and_follow_each_other() -> None:
    ties, attributes = town()
    exercises = dated_exercises(hidden_by_date(ties, year(2017)[0]).train, year(2017)[0], attributes)

    assert [len(each.coming) > 0 for each in exercises] == [True, True, True, False]
    assert sorted(len(each.scene.ties) for each in exercises) == [len(each.scene.ties) for each in exercises]
    assert learn(exercises, 1, cold=False).coming > 100


def test_more_actors_than_pairs_can_be_counted_are_sampled_for_learning() -> None:
    rows = [(f"a{u:04}", f"a{v:04}", *year(2010 + (u + v) % 8), 1.0) for u, v in combinations(range(0, 1200, 3), 2)]
    ties = tie_list([row for number, row in enumerate(rows) if number % 40 == 0])
    here = scene(ties, year(2018)[0])
    pairs, each = here.sampled(500, np.random.default_rng(1))

    assert len(pairs) == 500
    assert each * 500 == pytest.approx(len(here.known) * (len(here.known) - 1) / 2 - len(here.linked), rel=0.01)
