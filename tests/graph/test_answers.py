"""Every named question answers, on the hand-made world, what its README worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.catalogue import ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.embedded import Embedded

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
    "use-cases-by-sector": ("useCaseLabel actorLabel", [("Lecture d'images", "Clinique Kappa")]),
    "use-cases-of": ("useCaseLabel partners", [("Maintenance prévue", "Laboratoire Delta ; Société Eta")]),
    "figures-of-sector": (
        "indicatorLabel value contradicted line",
        [
            ("Effectif", "1000", "oui", "232"),
            ("Effectif", "1200", "oui", "231"),
            ("Emplois du secteur", "1000", "", "300"),
            ("Emplois du secteur", "980", "", "300"),
            ("Emplois du secteur", "900", "", "300"),
            ("Impact moyen de l'IA sur l'emploi", "-10", "", "301"),
            ("Impact moyen de l'IA sur l'emploi", "-60", "", "301"),
            ("Part de l'emploi", "2.5", "", "234"),
            ("Recrutements en lien avec l'IA", "3", "", "302"),
            ("Recrutements en lien avec l'IA", "7", "", "302"),
            ("Salariés à sensibiliser ou former à l'IA", "50", "", "303"),
            ("Salariés à sensibiliser ou former à l'IA", "200", "", "303"),
        ],
    ),
    "contradictory-figures": (
        "aboutLabel oneValue oneLine otherValue otherLine",
        [("Banque et assurance", "1200", "231", "1000", "232")],
    ),
    "occupations-by-trend": ("occupationLabel line", [("guichetier", "285")]),
    "competencies-of-occupation": (
        "competencyLabel impactLabel line",
        [("Dialogue avec le client", "Augmentée", "286"), ("Saisie de dossiers", "Remplacée", "287")],
    ),
    "occupations-by-impact": (
        "occupationLabel competencyLabel line",
        [("commis", "Saisie de dossiers", "292"), ("guichetier", "Saisie de dossiers", "287")],
    ),
    "sectors-by-impact": (
        "sectorLabel assessed untouched assisted augmented replaced replacedShare",
        [("Banque et assurance", "4", "1", "0", "1", "2", "50"), ("Agriculture", "2", "0", "2", "0", "0", "0")],
    ),
    "competencies-across-sectors": (
        "competencyLabel sectors occupations effects",
        [("Contrôle des comptes", "2", "2", "2"), ("Dialogue avec le client", "2", "2", "2")],
    ),
    "occupations-across-sectors": (
        "occupationLabel sectors names",
        [("analyste de risques", "2", "Agriculture ; Banque et assurance")],
    ),
    "projections-of-sector": (
        "indicatorLabel first second third line",
        [
            ("Emplois du secteur", "1000", "980", "900", "300"),
            ("Impact moyen de l'IA sur l'emploi", "", "-10", "-60", "301"),
            ("Recrutements en lien avec l'IA", "", "3", "7", "302"),
            ("Salariés à sensibiliser ou former à l'IA", "", "50", "200", "303"),
        ],
    ),
    "needs-by-sector": (
        "sectorLabel recruited2022 recruited2027 trained2022 trained2027",
        [("Banque et assurance", "3", "7", "50", "200")],
    ),
    "job-balance": (
        "sectorLabel jobs2017 jobs2027 difference ai",
        [("Banque et assurance", "1000", "900", "-100", "-70")],
    ),
    "figures-of-territory": (
        "indicatorLabel value line",
        [("Acteurs accompagnateurs et actions fédératrices", "9", "305"), ("Établissements", "50", "233")],
    ),
    "figures-of-actor": ("indicatorLabel qualifierLabel value line", [("Permanents", "Environ", "12", "304")]),
    "matched-occupations": (
        "occupationLabel relation targetLabel code reason",
        [
            ("analyste de risques", "proche", "risk analyst", "", "Nom voisin"),
            ("guichetier", "exacte", "Guichetier / Guichetière", "C1201", "Même nom"),
        ],
    ),
    "matched-competencies": (
        "competencyLabel relation targetLabel code",
        [("Saisie de dossiers", "proche", "Saisie de données", "100000")],
    ),
    "trainings-for-occupation": (
        "trainingLabel placeLabel",
        [("Master Vision", "Lille"), ("Diplôme d'ingénieur Lambda", "Amiens")],
    ),
    "competencies-without-training": ("occupationLabel competencies", [("commis", "1"), ("guichetier", "1")]),
    "occupations-by-role": ("occupationLabel line", [("dresseur d'automates", "290")]),
    "specialisations-of-occupation": ("intoLabel line", [("vérificateur de modèles", "290")]),
    "competencies-required": ("competencyLabel line", [("Dialogue avec le client", "282")]),
    "findings-of-sector": ("polarityLabel findingLabel line", [("Faiblesse", "Peu de liens entre rives", "270")]),
    "occupations-of-family": ("occupationLabel trendLabel", [("vérificateur de modèles", "")]),
    "little-affected-yet-replaced": (
        "occupationLabel competencyLabel trendLine line",
        [("commis", "Saisie de dossiers", "296", "292")],
    ),
    "sectors-without-projection": ("sectorLabel", [("Agriculture",)]),
    "occupations-needing": (
        "occupationLabel impactLabel line",
        [("dresseur d'automates", "", "282"), ("analyste de risques", "Assistée", "294"),
         ("guichetier", "Augmentée", "286")],
    ),
    "people-in-documents": ("personLabel", []),
    "recommendations": ("findingLabel", []),
    "envisaged-ties": ("tieLabel otherLabel line", [("Rapprochement proposé", "Fédération Tau", "110")]),
    "use-cases-by-source": (
        "sourceTitle statusLabel useCases organisations",
        [("Le Monde fait main", "En service", "1", "1"), ("Le Monde fait main", "Testé", "1", "1")],
    ),
    "figures-by-source": (
        "statusLabel figures indicators",
        [("Projetée", "8", "4"), ("Observée", "7", "5"), ("Estimée", "1", "1")],
    ),
    "several-sources-actors": (
        "actorLabel sources",
        [("Usine Theta", "2"), ("Ferme Omicron", "2"), ("École Chi", "2")],
    ),
    "single-source-actors": (
        "actorLabel sources",
        [
            (label, "1")
            for label in (
                "Société Eta", "Laboratoire Gamma", "Université Alpha", "Cluster Epsilon", "Laboratoire Delta",
                "Banque Iota", "Alliance Omega", "Capteurs Pi", "Clinique Kappa", "École Lambda", "Conseil Sigma",
                "Institut Beta", "Équipe Mu", "Fédération Tau", "Géant Upsilon", "Laboratoires de la région",
                "Studio Rho", "Ville Zeta", "Salon Xi",
            )
        ],
    ),
    "contributors-of-action": (
        "actorLabel printedLabel",
        [("Cluster Epsilon", "Cluster Epsilon"), ("Laboratoires de la région", "les laboratoires")],
    ),
    "actions-of": ("number", [("1.1",), ("1.2",)]),
    "actions-depending-on": ("number", [("1.2",), ("2.1",)]),
    "action-details": (
        "aspect label funderLabel printedDate",
        [
            ("Financement", "Subvention de la ville", "Ville Zeta", ""),
            ("Public", "Formateurs", "", ""),
            ("Échéance", "Premier groupe formé", "", "avant fin 2020"),
        ],
    ),
    "points-of-action": (
        "position aspectLabel pointLabel line",
        [
            ("1", "Enjeu", "Trop peu de formateurs", "243"),
            ("2", "Objectif", "Former vingt formateurs", "244"),
            ("3", "Contenu", "Des cours du soir", "245"),
        ],
    ),
    "factors-of-territory": (
        "factorLabel statementLabel actors line",
        [
            ("Donneurs d'ordres", "Une usine qui commande", "Usine Theta", "272"),
            ("Dynamique de réseau", "Deux rives qui se parlent peu", "", "273"),
        ],
    ),
    "publications-cited": (
        "publicationLabel publisherLabel issued page sourceTitle",
        [
            ("Almanach des rives", "Usine Theta", "2018", "", "La Chronique des Deux Rives"),
            ("Almanach des rives", "Usine Theta", "2018", "https://example.org/almanach", "Le Monde fait main"),
            ("River lore", "", "2017-05", "", "Le Monde fait main"),
        ],
    ),
    "main-occupations": (
        "subsector listingLabel position occupationLabel",
        [("guichets", "Par l'effectif", "1", "guichetier"), ("guichets", "Par l'effectif", "2", "commis")],
    ),
    "plan-overview": ("number contributors", [("1.1", "2"), ("1.2", "1"), ("2.1", "0")]),
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


def answered(store: Embedded, values: Values, identifier: str, columns: str) -> list[tuple[str, ...]]:
    """Return some columns of an answer, as text."""
    rows = ask(store, identifier, values.get(identifier, {}))
    return [tuple(str(row.get(name, "")) for name in columns.split()) for row in rows]


@pytest.mark.parametrize("identifier", ANSWERS)
def test_the_answer_is_the_one_worked_out_by_hand(
    analysed_world_store: Embedded, world_values: Values, identifier: str
) -> None:
    columns, expected = ANSWERS[identifier]
    found = answered(analysed_world_store, world_values, identifier, columns)
    if identifier in ANALYSED:
        assert sorted(found) == sorted(expected)
    else:
        assert found == expected


def test_the_pairs_that_alone_join_two_parts_are_the_ten_bridges(
    analysed_world_store: Embedded, world_values: Values
) -> None:
    found = answered(analysed_world_store, world_values, "weak-ties", "leftLabel rightLabel")
    assert len(found) == 10
    assert ("Banque Iota", "Université Alpha") in found


def test_the_clusters_have_sixteen_three_and_one_members(analysed_world_store: Embedded, world_values: Values) -> None:
    sizes = [size for (size,) in answered(analysed_world_store, world_values, "isolated-clusters", "size")]
    assert sizes == ["16"] * 16 + ["3"] * 3 + ["1"] * 3


def test_every_suggestion_has_a_reason(analysed_world_store: Embedded, world_values: Values) -> None:
    found = answered(analysed_world_store, world_values, "suggested-ties", "leftLabel rightLabel reason")
    assert ("Société Eta", "Studio Rho") in {(left, right) for left, right, _ in found}
    assert all(reason for _, _, reason in found)


def test_all_that_is_known_of_an_actor_is_said_of_it(world_store: Embedded, world_values: Values) -> None:
    found = answered(world_store, world_values, "everything-about", "direction propertyLabel valueLabel")
    assert ("dit de lui", "situé à", "Lille") in found
    assert ("dit de lui", "secteur", "Industrie du numérique et de la communication") in found


def test_each_statement_leads_to_the_line_that_says_it(world_store: Embedded, world_values: Values) -> None:
    found = answered(world_store, world_values, "who-says-so", "propertyLabel valueLabel line")
    assert ("situé à", "Lille", "79") in found
    assert ("rôle", "Impactant", "77") in found


def test_without_people_the_organisation_is_heard_and_the_person_is_not(
    world_store_without_people: Embedded, world_values: Values
) -> None:
    found = answered(world_store_without_people, world_values, "interviews", "actorLabel personLabel")
    assert found == [("Cluster Epsilon", ""), ("Société Eta", ""), ("Banque Iota", "")]
    withheld = answered(world_store_without_people, world_values, "people-withheld", "held withheld")
    assert withheld == [("1", "1")] * 3
