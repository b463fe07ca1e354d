"""Named questions on actors, ties and evidence answer what the README of the hand-made world worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.embedded import Embedded
    from tests.graph.conftest import Answered

    Values = Mapping[str, Mapping[str, str]]

ANALYSED = {"articulation-actors"}
"""Answers whose order depends on a score: compared as sets."""

ANSWERS: Mapping[str, tuple[str, list[tuple[str, ...]]]] = {
    "collaborators-of": (
        "partnerLabel tieLabel line",
        [
            ("Clinique Kappa", "Lecture d'images chez Clinique Kappa", "104"),
            ("Laboratoire Delta", "Projet Quatre", "101"),
            ("Laboratoire Gamma", "Projet Quatre", "101"),
            ("Usine Theta", "Projet Quatre", "101"),
            ("École Lambda", "Master Images", "102"),
        ],
    ),
    "partners-of-partners": (
        "candidateLabel shared through",
        [
            ("Laboratoire Delta", "1", "Société Eta"),
            ("Laboratoire Gamma", "1", "Société Eta"),
            ("Usine Theta", "1", "Société Eta"),
            ("École Lambda", "1", "Société Eta"),
        ],
    ),
    "common-partners": ("partnerLabel", [("Société Eta",)]),
    "ties-of": (
        "otherLabel otherRoleLabel statusLabel",
        [
            ("Fédération Tau", "Partenaire", "Proposé"),
            ("Alliance Omega", "Organisation rejointe", "Établi"),
            ("Cluster Epsilon", "Participant", "Établi"),
        ],
    ),
    "alliance-partners": (
        "roleLabel actorLabel",
        [
            ("Membre", "Institut Beta"),
            ("Membre", "Université Alpha"),
            ("Membre", "École Lambda"),
            ("Participant", "Cluster Epsilon"),
            ("Participant", "Équipe Mu"),
            ("Soutien", "Ville Zeta"),
        ],
    ),
    "alliances-of": ("allianceLabel roleLabel line", [("Alliance Omega", "Participant", "131")]),
    "most-collaborations": (
        "actorLabel partners",
        [
            ("Société Eta", "5"),
            ("Laboratoire Delta", "3"),
            ("Laboratoire Gamma", "3"),
            ("Usine Theta", "3"),
            ("Ferme Omicron", "2"),
            ("Banque Iota", "1"),
            ("Capteurs Pi", "1"),
            ("Clinique Kappa", "1"),
            ("Géant Upsilon", "1"),
            ("Laboratoires de la région", "1"),
            ("Université Alpha", "1"),
            ("École Chi", "1"),
            ("École Lambda", "1"),
        ],
    ),
    "large-collaborations": (
        "tieLabel size partners",
        [("Projet Quatre", "4", "Laboratoire Delta ; Laboratoire Gamma ; Société Eta ; Usine Theta")],
    ),
    "role-bridges": (
        "actorLabel impactants impactes",
        [
            ("Laboratoire Gamma", "4", "1"),
            ("Université Alpha", "4", "1"),
            ("Société Eta", "3", "2"),
            ("Laboratoire Delta", "3", "1"),
        ],
    ),
    "isolated-actors": (
        "actorLabel mentions",
        [("Conseil Sigma", "5"), ("Fédération Tau", "4"), ("Studio Rho", "4")],
    ),
    "copresence-only": (
        "actorLabel ties",
        [
            ("Alliance Omega", "6"),
            ("Cluster Epsilon", "4"),
            ("Institut Beta", "4"),
            ("Salon Xi", "2"),
            ("Équipe Mu", "2"),
            ("Ville Zeta", "1"),
        ],
    ),
    "same-sector-no-tie": ("leftLabel rightLabel", [("Société Eta", "Studio Rho")]),
    "neighbours-no-tie": ("placeLabel leftLabel rightLabel", [("Lille", "Société Eta", "Studio Rho")]),
    "stated-absences": ("actorLabel line", [("Capteurs Pi", "108"), ("Laboratoire Delta", "108")]),
    "laboratories-of": (
        "laboratoryLabel placeLabel",
        [("Laboratoire Delta", "Amiens"), ("Laboratoire Gamma", "Lille")],
    ),
    "laboratories-and-supervisors": (
        "supervisorLabel laboratoryLabel",
        [
            ("Institut Beta", "Laboratoire Gamma"),
            ("Université Alpha", "Laboratoire Delta"),
            ("Université Alpha", "Laboratoire Gamma"),
        ],
    ),
    "companies-of-laboratory": (
        "companyLabel throughLabel tieLabel",
        [
            ("Géant Upsilon", "Laboratoires de la région", "Thèses avec Géant Upsilon"),
            ("Société Eta", "Laboratoire Gamma", "Projet Quatre"),
            ("Usine Theta", "Laboratoire Gamma", "Projet Quatre"),
        ],
    ),
    "companies-and-research": (
        "companyLabel researchLabel",
        [
            ("Banque Iota", "Université Alpha"),
            ("Société Eta", "Laboratoire Delta"),
            ("Société Eta", "Laboratoire Gamma"),
            ("Usine Theta", "Laboratoire Delta"),
            ("Usine Theta", "Laboratoire Gamma"),
        ],
    ),
    "laboratories-without-company": ("laboratoryLabel", [("Équipe Mu",)]),
    "actors-by-subfield": ("actorLabel", [("Laboratoire Gamma",)]),
    "trainings-in-place": ("trainingLabel providerLabel", [
        ("Licence Données", "Université Alpha"),
        ("Master Vision", "Université Alpha"),
    ]),
    "trainings-at-level": ("trainingLabel", [("Master Vision",), ("Diplôme d'ingénieur Lambda",)]),
    "trainings-for-family": (
        "trainingLabel placeLabel",
        [("Master Vision", "Lille"), ("Diplôme d'ingénieur Lambda", "Amiens")],
    ),
    "trainings-of": ("trainingLabel placeLabel", [("Master Vision", "Lille")]),
    "providers-in-place": ("providerLabel trainings lowest highest", [("Université Alpha", "2", "6", "7")]),
    "support-by-service": ("bodyLabel typology", [("Cluster Epsilon", "Cluster"), ("Conseil Sigma", "Cabinet")]),
    "support-combination": ("bodyLabel", [("Fédération Tau",)]),
    "actors-by-role": (
        "actorLabel",
        [("Banque Iota",), ("Clinique Kappa",), ("Ferme Omicron",), ("Usine Theta",)],
    ),
    "actors-by-sector": ("actorLabel", [("Capteurs Pi",), ("Ferme Omicron",)]),
    "actors-by-departement": (
        "actorLabel",
        [("Conseil Sigma",), ("Laboratoire Delta",), ("Usine Theta",), ("École Lambda",), ("Équipe Mu",)],
    ),
    "actors-by-kind": ("actorLabel", [("Laboratoire Delta",), ("Laboratoire Gamma",)]),
    "evidence-of-tie": (
        "tieLabel sourceTitle line",
        [
            ("Projet Quatre", "La Chronique des Deux Rives", "12"),
            ("Projet Quatre", "Le Monde fait main", "101"),
            ("Projet Quatre", "Le Monde fait main", "101"),
        ],
    ),
    "evidence-of-actor": (
        "tableName rowKey line",
        [
            ("actors", "studio-rho", "28"),
            ("attributes", "studio-rho.role.impactant", "77"),
            ("attributes", "studio-rho.sector.numerique-communication", "78"),
            ("attributes", "studio-rho.place.59350", "79"),
        ],
    ),
    "uncertain-rows": (
        "certaintyLabel rowKey",
        [
            ("Incertain", "relation-mu-tau"),
            ("Probable", "equipe-mu.place.80021"),
            ("Probable", "theses-upsilon"),
        ],
    ),
    "interviews": (
        "roleLabel actorLabel personLabel function",
        [
            ("Accompagnateur", "Cluster Epsilon", "Personne C", "Directrice"),
            ("Impactant", "Société Eta", "Personne A", "Responsable de la recherche"),
            ("Impacté", "Banque Iota", "Personne B", "Responsable des données"),
        ],
    ),
    "people-withheld": (
        "roleLabel held withheld",
        [("Accompagnateur", "1", "0"), ("Impactant", "1", "0"), ("Impacté", "1", "0")],
    ),
    "articulation-actors": ("actorLabel degree", [
        ("Alliance Omega", "6"),
        ("Cluster Epsilon", "2"),
        ("Université Alpha", "4"),
        ("Société Eta", "5"),
        ("Salon Xi", "2"),
        ("Géant Upsilon", "2"),
        ("Ferme Omicron", "2"),
    ]),
}  # fmt: skip
"""Columns and the rows they hold, as worked out in ``world/README.md``."""


@pytest.mark.parametrize("identifier", ANSWERS)
def test_the_answer_is_the_one_worked_out_by_hand(
    analysed_world_store: Embedded, world_values: Values, answered: Answered, identifier: str
) -> None:
    columns, expected = ANSWERS[identifier]
    found = answered(analysed_world_store, world_values, identifier, columns)
    if identifier in ANALYSED:
        assert sorted(found) == sorted(expected)
    else:
        assert found == expected


def test_the_pairs_that_alone_join_two_parts_are_the_ten_bridges(
    analysed_world_store: Embedded, world_values: Values, answered: Answered
) -> None:
    found = answered(analysed_world_store, world_values, "weak-ties", "leftLabel rightLabel")
    assert len(found) == 10
    assert ("Banque Iota", "Université Alpha") in found


def test_the_clusters_have_sixteen_three_and_one_members(
    analysed_world_store: Embedded, world_values: Values, answered: Answered
) -> None:
    sizes = [size for (size,) in answered(analysed_world_store, world_values, "isolated-clusters", "size")]
    assert sizes == ["16"] * 16 + ["3"] * 3 + ["1"] * 3


def test_every_suggestion_has_a_reason(
    analysed_world_store: Embedded, world_values: Values, answered: Answered
) -> None:
    found = answered(analysed_world_store, world_values, "suggested-ties", "leftLabel rightLabel reason")
    assert ("Société Eta", "Studio Rho") in {(left, right) for left, right, _ in found}
    assert all(reason for _, _, reason in found)


def test_all_that_is_known_of_an_actor_is_said_of_it(
    world_store: Embedded, world_values: Values, answered: Answered
) -> None:
    found = answered(world_store, world_values, "everything-about", "direction propertyLabel valueLabel")
    assert ("dit de lui", "situé à", "Lille") in found
    assert ("dit de lui", "secteur", "Industrie du numérique et de la communication") in found


def test_each_statement_leads_to_the_line_that_says_it(
    world_store: Embedded, world_values: Values, answered: Answered
) -> None:
    found = answered(world_store, world_values, "who-says-so", "propertyLabel valueLabel line")
    assert ("situé à", "Lille", "79") in found
    assert ("rôle", "Impactant", "77") in found


def test_without_people_the_organisation_is_heard_and_the_person_is_not(
    world_store_without_people: Embedded, world_values: Values, answered: Answered
) -> None:
    found = answered(world_store_without_people, world_values, "interviews", "actorLabel personLabel")
    assert found == [("Cluster Epsilon", ""), ("Société Eta", ""), ("Banque Iota", "")]
    withheld = answered(world_store_without_people, world_values, "people-withheld", "held withheld")
    assert withheld == [("1", "1")] * 3


def test_an_actor_is_mentioned_wherever_a_statement_bears_its_name(world_store: Embedded) -> None:
    prefix = "PREFIX mlg: <https://w3id.org/maillage/ns#> SELECT DISTINCT ?actor ?evidence { "
    said = world_store.select(
        prefix + "?actor mlg:kind ?kind . ?evidence mlg:inSource ?source . "
        "{ GRAPH ?evidence { ?actor ?p ?o } } UNION { GRAPH ?evidence { ?s ?p ?actor } } }"
    )
    inferred = world_store.select(prefix + "?actor mlg:mentionedIn ?evidence }")
    assert len(inferred) == len(set(inferred.rows)) > 20
    assert set(inferred.rows) == set(said.rows)
