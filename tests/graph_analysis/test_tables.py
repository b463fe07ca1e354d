from __future__ import annotations

import doctest
import importlib
import inspect
import json
import math
import pkgutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

import graph.analysis
from graph.analysis import ANALYSES, Analyses, analyse, table
from graph.analysis.tables import Table
from graph.analysis.values import ActorRef, Phrase, listed, plain
from graph.portfolio import Commune, JobReading, Portfolio, TrainingOffer
from ontology.errors import UnknownName

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make

MODULES = [f"graph.analysis.{module.name}" for module in pkgutil.iter_modules(graph.analysis.__path__)]
NAMES = [name for name, *_ in ANALYSES]


TAUGHT = Portfolio(
    trainings=(
        TrainingOffer(
            key="t",
            label="Master Transport",
            bodies=("h",),
            families=("ia-ingenieur",),
            level="7",
            place="59350",
            locators=("source, l. 1",),
        ),
    ),
    jobs=(
        JobReading(
            occupation="o",
            label="agents de quai",
            family=None,
            sector="transports-logistique-commerce",
            trend="at-risk",
            competency=None,
            impact=None,
            locators=("source, l. 2",),
        ),
        JobReading(
            occupation="p",
            label="maçons",
            family=None,
            sector="btp",
            trend=None,
            competency="Lire un plan",
            impact="assisted",
            locators=("source, l. 3",),
        ),
    ),
    communes=(Commune(code="59350", label="Lille", departement="59"),),
)


@pytest.fixture(scope="module")
def found(make: Make) -> Analyses:
    known: dict[str, dict[str, Any]] = {
        "a": {"sectors": ("btp",), "roles": ("impactant",), "departement": "59", "place": "59350"},
        "e": {"sectors": ("btp",), "roles": ("impacte",), "departement": "80"},
        "c": {"roles": ("accompagnateur",)},
        "d": {"roles": ("impacte",)},
        "g": {"group": "collective", "collective": True},
        "h": {"group": "training", "kind": "school"},
        "i": {"sectors": ("transport-logistique",), "roles": ("impacte",)},
    }
    return analyse(make("ab ac bc cd de df ef fg", "hi", **known), portfolio=TAUGHT)


def floats(value: object) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from floats(item)
    elif isinstance(value, list):
        for item in value:
            yield from floats(item)


def test_the_registry_has_each_analysis_once() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert {
        "clusters",
        "isolates",
        "communities",
        "bridges",
        "articulation",
        "brokerage",
        "mixing",
        "missing-links",
        "weak-ties",
    } <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_complete_in_both_languages(found: Analyses, name: str) -> None:
    made = table(found, name)
    registered = next(each for each in ANALYSES if each[0] == name)

    assert (made.name, made.title_fr, made.title_en) == registered[:3]
    assert made.rows or name == "backtest"
    for language in ("fr", "en"):
        assert made.title(language)
        assert made.reading(language)
        assert all(made.headings(language))
        for row in made.rows_in(language):
            assert len(row) == len(made.columns)
            assert all(cell is None or isinstance(cell, str | int | float) for cell in row)
        json.dumps(made.to_json(language), allow_nan=False)
    assert made.reading("fr") != made.reading("en")


def test_a_reading_never_takes_silence_for_absence(found: Analyses) -> None:
    for name in ("clusters", "isolates", "bridges", "articulation", "missing-links"):
        assert "ne veut pas dire « aucun lien »" in table(found, name).reading_fr
        assert "does not mean 'no tie'" in table(found, name).reading_en


def test_the_tables_name_what_was_found(found: Analyses) -> None:
    isolates = table(found, "isolates")

    assert [row[0] for row in isolates.rows_in()] == ["Acteur H", "Acteur I"]
    assert [row[:2] for row in table(found, "bridges").rows_in()] == [
        ("Acteur C", "Acteur D"),
        ("Acteur F", "Acteur G"),
    ]
    assert [row[1] for row in table(found, "articulation").rows_in()] == ["Acteur D", "Acteur C", "Acteur F"]


def test_an_unknown_analysis_is_refused_with_the_known_ones(found: Analyses) -> None:
    with pytest.raises(UnknownName, match="clusters, isolates"):
        table(found, "horoscope")


def test_a_cell_is_a_scalar_in_the_language_asked() -> None:
    actor = ActorRef("a", "urn:a", "Acteur A", "company", "Entreprise", "company")
    made = Table("t", "T", "T", (), ((Phrase("un", "one"), actor, (actor, actor), None, 2.5),), "", "")

    assert made.rows_in("en") == (("one", "Acteur A", "Acteur A, Acteur A", None, 2.5),)


@pytest.mark.parametrize("alone", ["", "a"])
def test_json_of_an_empty_network_has_no_number_that_is_none(make: Make, alone: str) -> None:
    analyses = analyse(make("", alone))
    made = analyses.to_json()

    json.dumps(made, allow_nan=False)
    assert all(math.isfinite(number) for number in floats(made))
    for name in NAMES:
        json.dumps(table(analyses, name).to_json(), allow_nan=False)


def test_what_is_no_number_becomes_null() -> None:
    assert plain((float("nan"), float("inf"), 1.5, None, True)) == [None, None, 1.5, None, True]
    with pytest.raises(TypeError, match="object"):
        plain(object())


def test_lists_are_cut_with_the_number_left_out() -> None:
    assert listed([], "fr") == ""
    assert listed(["A"], "fr") == "A"
    assert listed(list("ABCDE"), "fr") == "A, B, C, D et E"
    assert listed(list("ABCDEF"), "fr") == "A, B, C, D et 2 autres"


def test_bridges_are_sorted_by_the_part_they_would_cut(found: Analyses) -> None:
    assert [tie.sides[0].size for tie in found.bridges] == [3, 1]
    assert {tie.label for tie in found.bridges} <= {tie.label for tie in found.local_bridges}
    assert [each.bridgehead.key for each in found.isolates] == ["h", "i"]


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_the_docstrings_hold(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module)).failed == 0


@pytest.mark.parametrize(
    ("module", "function"),
    [
        ("articulation", "articulations"),
        ("brokerage", "brokerage"),
        ("clusters", "clusters"),
        ("communities", "communities"),
        ("links", "missing_links"),
        ("mixing", "mixing"),
        ("ties", "pair_ties"),
        ("ties", "weak_ties"),
        ("ambassadors", "ambassadors"),
        ("club", "roster"),
        ("covering", "solve"),
        ("fragility", "fragile_ties"),
        ("go_between", "go_betweens"),
        ("introductions", "introductions"),
        ("marketplace", "matches"),
        ("null_model", "against_chance"),
        ("rehearsal", "rehearse"),
        ("skills", "skills"),
        ("stability", "footings"),
        ("torn", "torn_mesh"),
        ("what_if", "what_if"),
    ],
)
def test_each_analysis_says_how_to_read_it(module: str, function: str) -> None:
    described = inspect.getdoc(getattr(importlib.import_module(f"graph.analysis.{module}"), function)) or ""

    for heading in ("Parameters", "Returns", "Raises", "Examples", "References", "Reading"):
        assert f"{heading}\n{'-' * len(heading)}" in described, heading
