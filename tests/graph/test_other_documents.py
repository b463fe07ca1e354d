"""Questions about the other four documents, against answers read in the documents themselves, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.catalogue import ask
from ontology.iris import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.embedded import Embedded

PRESS = "Intelligence artificielle : la région montre l'exemple"
BENELUX = "Défis et opportunités pour la coopération Benelux dans le domaine de l'intelligence artificielle"

ANSWERS: tuple[tuple[str, Mapping[str, str], str, str, list[tuple[str, ...]]], ...] = (
    (
        "people-in-documents",
        {},
        PRESS,
        "roleLabel function line",
        [
            ("Personne citée", "Président du Medef Hauts-de-France", "8"),
            ("Personne citée", "Président de Région", "8"),
            ("Équipe du projet", "Représentant d'Opcalia", "12"),
        ],
    ),
    (
        "people-in-documents",
        {},
        BENELUX,
        "roleLabel actorLabel line",
        [
            ("Oratrice ou orateur", "Présidence belge du Benelux", "9"),
            ("Oratrice ou orateur", "Unité Robotique et IA", "13"),
        ],
    ),
    ("figures-by-source", {}, PRESS, "statusLabel figures", [("Projetée", "4")]),
    (
        "figures-by-source",
        {},
        BENELUX,
        "statusLabel figures",
        [("Observée", "2"), ("Projetée", "1")],
    ),
    ("use-cases-by-source", {}, PRESS, "statusLabel", []),
    ("use-cases-by-source", {}, BENELUX, "statusLabel", []),
    ("recommendations", {}, BENELUX, "line", [("11",), ("13",), ("11",)]),
)


@pytest.mark.parametrize(("question", "values", "title", "columns", "expected"), ANSWERS)
def test_a_question_says_what_the_document_says(
    region_store: Embedded,
    question: str,
    values: Mapping[str, str],
    title: str,
    columns: str,
    expected: list[tuple[str, ...]],
) -> None:
    found = [row for row in ask(region_store, question, values) if str(row["sourceTitle"]) == title]
    assert [tuple(str(row[name]) for name in columns.split()) for row in found] == expected


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        ("pays-du-benelux", {("Benelux", "11"), ("Forces de police", "11")}),
        ("pays-nordiques", {("Benelux", "15")}),
        ("impact-ai", set()),
    ],
)
def test_what_is_only_envisaged_is_not_said_to_be_done(
    region_store: Embedded, actor: str, expected: set[tuple[str, str]]
) -> None:
    rows = ask(region_store, "envisaged-ties", {"actor": actor})
    assert {(str(row["otherLabel"]), str(row["line"])) for row in rows} == expected


def test_an_actor_is_known_from_one_source_or_from_several(region_store: Embedded) -> None:
    one = {key_of(str(row["actor"])) for row in ask(region_store, "single-source-actors")}
    several = {key_of(str(row["actor"])) for row in ask(region_store, "several-sources-actors")}
    assert one.isdisjoint(several)
    assert {"opcalia", "google", "renault", "region-hauts-de-france"} <= several
    assert {"medef-hauts-de-france", "medef-lille-metropole", "evidenceb", "benelux"} <= one


def test_fifteen_interviews_of_the_collection_stand_beside_those_of_the_study(region_store: Embedded) -> None:
    rows = [row for row in ask(region_store, "interviews") if "roleLabel" not in row]
    assert len(rows) == 15
    heard = {str(row["actorLabel"]) for row in rows}
    assert {"AXA France", "Groupe Vyv", "Unow", "AgenT", "Salesforce"} <= heard
