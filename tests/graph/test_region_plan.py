"""Questions about the plan, the benchmark and works cited, against answers read in the documents, line by line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from graph.catalogue import ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.embedded import Embedded

ANSWERS: tuple[tuple[str, Mapping[str, str], str, list[tuple[str, ...]]], ...] = (
    (
        "points-of-action",
        {"action": "2.6"},
        "position aspectLabel line",
        [
            ("1", "Enjeu", "2644"),
            ("2", "Enjeu", "2644"),
            ("3", "Objectif", "2648"),
            ("4", "Objectif", "2649"),
            ("5", "Contenu", "2653"),
            ("6", "Contenu", "2653"),
            ("7", "Contenu", "2655"),
        ],
    ),
    (
        "main-occupations",
        {"sector": "banque-assurance"},
        "listingLabel position line",
        [
            *(("Par l'effectif", str(rank), str(3240 + rank)) for rank in range(1, 9)),
            *(("Propres au secteur", str(rank), str(3250 + rank)) for rank in range(1, 6)),
        ],
    ),
    ("main-occupations", {"sector": "btp"}, "occupationLabel", []),
    ("factors-of-territory", {"territory": "benelux"}, "factorLabel", []),
)


@pytest.mark.parametrize(("question", "values", "columns", "expected"), ANSWERS)
def test_a_question_says_what_the_study_says(
    region_store: Embedded, question: str, values: Mapping[str, str], columns: str, expected: list[tuple[str, ...]]
) -> None:
    found = ask(region_store, question, values)
    assert [tuple(str(row[name]) for name in columns.split()) for row in found] == expected


@pytest.mark.parametrize(
    ("territory", "factor", "actors"),
    [
        ("auvergne-rhone-alpes", "Évènements", {"SIDO", "5i Forum", "PRAIRIE"}),
        ("pays-de-la-loire", "Évènements", set()),
        ("pays-de-la-loire", "Pôles et clusters", {"Ouest Valorisation", "EMC2", "SPIRIT2025"}),
        ("occitanie", "Donneurs d'ordres", set()),
        ("hauts-de-france", "Financements", {"TRIMA", "EUROHUB", "WELCOME EU", "GENERATION S", "CREA HDF"}),
    ],
)
def test_the_benchmark_names_the_actors_of_each_factor(
    region_store: Embedded, territory: str, factor: str, actors: set[str]
) -> None:
    rows = ask(region_store, "factors-of-territory", {"territory": territory})
    told = [str(row.get("actors", "")) for row in rows if str(row["factorLabel"]) == factor]
    assert told
    assert {name for cell in told for name in cell.split(", ") if name} >= actors
    if not actors:
        assert set(told) == {""}


def test_no_event_is_told_for_industry_of_the_future(region_store: Embedded) -> None:
    rows = ask(region_store, "factors-of-territory", {"territory": "pays-de-la-loire"})
    assert [str(row["line"]) for row in rows if str(row["factorLabel"]) == "Évènements"] == ["3034"]


def test_all_seventeen_sheets_have_a_stake_and_an_objective(region_store: Embedded) -> None:
    for number in [
        *(f"1.{n}" for n in range(1, 6)),
        *(f"2.{n}" for n in range(1, 7)),
        *(f"3.{n}" for n in range(1, 7)),
    ]:
        rows = ask(region_store, "points-of-action", {"action": number})
        assert {"Enjeu", "Objectif", "Contenu"} <= {str(row["aspectLabel"]) for row in rows}, number
        assert [int(str(row["position"])) for row in rows] == list(range(1, len(rows) + 1))


def test_two_reports_are_cited_by_both_documents(region_store: Embedded) -> None:
    rows = ask(region_store, "publications-cited")
    citing = {str(row["publication"]): set[str]() for row in rows}
    for row in rows:
        citing[str(row["publication"])].add(str(row["sourceTitle"]))
    twice = {iri.rpartition("/")[2] for iri, sources in citing.items() if len(sources) == 2}
    assert twice == {"donner-un-sens-a-l-ia-2018", "vision-prospective-numerique-2017"}


def in_a_footnote(row: Mapping[str, object]) -> bool:
    """Parts I and II cite in footnotes only; the lists of works stand in annexes and under headings of their own."""
    return str(row["section"]).startswith(("I.", "II."))


def test_the_study_lists_47_works_and_the_collection_32(
    region_store: Embedded,
) -> None:
    rows = ask(region_store, "publications-cited")
    works = {(str(row["publication"]), str(row["section"])) for row in rows if not in_a_footnote(row)}
    assert Counter(section for _, section in works) == {
        "Annexe 5": 47,
        "Annexe 1": 1,
        "Références": 18,
        "Outils web": 4,
        "Nouvelles références": 10,
    }


def test_seventy_of_the_84_footnotes_cite_a_work(region_store: Embedded) -> None:
    """The others define, spell out or name an institution or a method (13), or name an interview (942)."""
    rows = ask(region_store, "publications-cited")
    lines = {int(str(row["line"])) for row in rows if in_a_footnote(row)}
    assert len(lines) == 70
    assert lines.isdisjoint({209, 211, 231, 277, 314, 455, 685, 763, 900, 942, 1622, 2000, 2106, 2108})
