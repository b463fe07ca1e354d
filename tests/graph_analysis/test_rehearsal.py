from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from graph.analysis import analyse, table
from graph.analysis.lead import lead
from graph.analysis.rehearsal import CRITERIA_METHOD, ENOUGH, Rehearsal, rehearse
from graph.analysis.trained_score import METHODS
from graph.network import Network

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make

BIPARTITE = " ".join(one + other for one in "abcdef" for other in "ghijkl")
"""Thirty-six ties: who stands on one side is tied to all of the other side."""


@pytest.fixture(scope="module")
def found(make: Make) -> Rehearsal:
    return rehearse(make(BIPARTITE))


def test_hidden_ties_of_two_sides_are_found_by_paths_of_three_and_not_by_common_partners(found: Rehearsal) -> None:
    assert found.tied == 36
    assert found.hidden == pytest.approx(10 * 36 / 5, abs=5)
    assert found.precision("l3") == 1.0
    assert found.precision("common-neighbours") < found.precision("random") < found.precision("l3")  # type: ignore[operator]


def test_every_method_has_its_row_the_combined_one_and_the_criteria_last(found: Rehearsal) -> None:
    assert tuple(each.name for each in found.methods) == (*METHODS, CRITERIA_METHOD)
    assert [each.name for each in found.methods if each.baseline] == list(METHODS[:5])


def test_the_same_seed_gives_the_same_figures(make: Make, found: Rehearsal) -> None:
    assert rehearse(make(BIPARTITE)) == found
    assert rehearse(make(BIPARTITE), seed=1) != found


def test_proposed_ties_and_unnamed_groups_are_neither_seen_nor_hidden(make: Make, found: Rehearsal) -> None:
    network = make(f"{BIPARTITE} ab cm", m={"collective": True})
    links = tuple(
        replace(link, status="proposed") if (link.source, link.target) == ("a", "b") else link for link in network.links
    )
    assert rehearse(Network(network.nodes, links)) == found


@pytest.mark.parametrize(("ties", "number"), [("", 0), ("ab bc", 2)])
def test_too_few_ties_give_no_row_and_say_why(make: Make, ties: str, number: int) -> None:
    made = table(analyse(make(ties, "x")), "backtest")

    assert made.rows == ()
    assert f"{number} paires liées sont trop peu (au moins {ENOUGH})" in made.reading_fr
    assert f"{number} linked pairs are too few (at least {ENOUGH})" in made.reading_en
    assert rehearse(make(ties, "x")).sentence.fr in made.reading_fr


def test_pairs_that_keep_no_other_tie_cannot_be_found_again(make: Make) -> None:
    small = make("ab")
    nodes = tuple(replace(small.nodes[0], key=f"k{number:02}") for number in range(60))
    links = tuple(
        replace(small.links[0], source=f"k{number:02}", target=f"k{number + 1:02}", tie=f"urn:{number}")
        for number in range(0, 60, 2)
    )
    made = rehearse(Network(nodes, links))

    assert made.methods == ()
    assert "keep another tie" in made.sentence.en


def test_too_many_actors_are_left_to_the_command(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.analysis.rehearsal.LARGE", 5)
    made = rehearse(make(BIPARTITE))

    assert made.methods == ()
    assert "too many" in made.sentence.en


def test_the_suggestions_end_with_the_figure(make: Make) -> None:
    analyses = analyse(make(BIPARTITE))
    rows = table(analyses, "backtest").rows_in()

    assert [row[2] for row in rows] == sorted((row[2] for row in rows), reverse=True)  # type: ignore[type-var]
    assert {"combined", CRITERIA_METHOD} <= {row[0] for row in rows}
    for name in ("missing-links", "introductions"):
        made = table(analyses, name)
        assert made.reading_fr.endswith(analyses.rehearsal.sentence.fr)
        assert made.reading_en.endswith(analyses.rehearsal.sentence.en)
        assert f"sur {analyses.rehearsal.hidden} liens cachés" in made.reading_fr
    json.dumps(analyses.to_json(), allow_nan=False)


def test_criteria_that_stand_surely_above_chance_are_said_to(make: Make) -> None:
    sides = {key: {"sectors": (key,)} for key in "abcdefghijkl"}
    groups = ("abcdef", "ghijkl")
    for number, group in enumerate(groups):
        for key in group:
            sides[key] = {"sectors": (("btp", "textile")[number],)}
    cliques = " ".join(one + other for group in groups for one in group for other in group if one < other)

    told = rehearse(make(cliques, **sides)).sentence
    assert "mieux que le hasard" in told.fr
    assert "better than chance" in told.en


def test_the_region_is_replayed(region_store: object) -> None:
    from graph.projection import project

    assert rehearse(project(region_store)).hidden >= 20  # type: ignore[arg-type]


def test_the_lead_of_the_combined_score_is_told_draw_by_draw(found: Rehearsal) -> None:
    known = found.lead()

    assert known is not None
    assert known.draws == found.repeats == 10
    assert known.low <= known.difference <= known.high
    assert known.over not in ("combined", "criteria")


def test_draws_of_one_network_are_no_independent_networks() -> None:
    # Differences 0, 0.1, 0, 0.1: mean 0.05, deviation 0.0577; half-width 1.96 * 0.0577 * sqrt(1/4 + 1/4) = 0.08.
    known = lead("l3", (0.3, 0.4, 0.3, 0.4), (0.3, 0.3, 0.3, 0.3))

    assert (known.difference, known.wins, known.sure) == (0.05, 2, False)
    assert known.high - known.difference == pytest.approx(0.08, abs=1e-4)
