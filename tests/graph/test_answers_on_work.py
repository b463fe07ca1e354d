"""Named questions on work, figures and the plan answer what the README of the hand-made world worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.embedded import Embedded
    from tests.graph.conftest import Answered

    Values = Mapping[str, Mapping[str, str]]

ANSWERS: Mapping[str, tuple[str, list[tuple[str, ...]]]] = {
    "use-cases-by-sector": ("useCaseLabel actorLabel", [("Lecture d'images", "Clinique Kappa")]),
    "use-cases-of": ("useCaseLabel partners", [("Maintenance prévue", "Laboratoire Delta ; Société Eta")]),
    "figures-of-sector": (
        "indicatorLabel territoryLabel value contradicted line",
        [
            ("Effectif", "", "1000", "oui", "232"),
            ("Effectif", "Hauts-de-France", "1200", "oui", "231"),
            ("Emplois du secteur", "", "1000", "", "300"),
            ("Emplois du secteur", "", "980", "", "300"),
            ("Emplois du secteur", "", "900", "", "300"),
            ("Impact moyen de l'IA sur l'emploi", "", "-10", "", "301"),
            ("Impact moyen de l'IA sur l'emploi", "", "-60", "", "301"),
            ("Part de l'emploi", "", "2.5", "", "234"),
            ("Recrutements en lien avec l'IA", "", "3", "", "302"),
            ("Recrutements en lien avec l'IA", "", "7", "", "302"),
            ("Salariés à sensibiliser ou former à l'IA", "", "50", "", "303"),
            ("Salariés à sensibiliser ou former à l'IA", "", "200", "", "303"),
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
}  # fmt: skip
"""Columns and the rows they hold, as worked out in ``world/README.md``."""


@pytest.mark.parametrize("identifier", ANSWERS)
def test_the_answer_is_the_one_worked_out_by_hand(
    analysed_world_store: Embedded, world_values: Values, answered: Answered, identifier: str
) -> None:
    columns, expected = ANSWERS[identifier]

    assert answered(analysed_world_store, world_values, identifier, columns) == expected
