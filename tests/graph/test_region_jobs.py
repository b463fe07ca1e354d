"""Questions about jobs, competencies and figures, against answers read in the study itself, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.catalogue import ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.embedded import Embedded

ANSWERS: tuple[tuple[str, Mapping[str, str], str, list[tuple[str, ...]]], ...] = (
    (
        "competencies-of-occupation",
        {"occupation": "Responsable e-commerce"},
        "competencyLabel impactLabel line",
        [
            ("Elaborer la stratégie e-commerce", "Augmentée", "4391"),
            ("Piloter et organiser les actions commerciales", "Assistée", "4392"),
            ("Analyser la performance du e-shop", "Remplacée", "4393"),
            ("Manager les équipes e-commerce", "Inchangée", "4394"),
        ],
    ),
    ("competencies-of-occupation", {"occupation": "urbaniste"}, "competencyLabel", []),
    (
        "occupations-by-impact",
        {"sector": "btp", "impact": "replaced"},
        "occupationLabel line",
        [
            ("conducteurs d'engins", "3369"),
            ("ingénieurs et cadres d'étude du bâtiment et des travaux publics", "3381"),
            ("techniciens géomètres topographes", "3374"),
            ("techniciens géomètres topographes", "3375"),
        ],
    ),
    ("occupations-by-impact", {"sector": "proprete-securite", "impact": "replaced"}, "occupationLabel", []),
    ("occupations-by-impact", {"sector": "btp", "impact": "created"}, "occupationLabel", []),
    (
        "projections-of-sector",
        {"sector": "banque-assurance"},
        "first second third line",
        [
            ("", "5310", "3800", "3316"),
            ("", "-4640", "-11760", "3317"),
            ("48400", "49070", "41110", "3318"),
            ("", "-1070", "-2350", "3319"),
            ("", "-970", "-5650", "3320"),
            ("", "-2600", "-3760", "3321"),
            ("", "-2040", "-8000", "3322"),
            ("", "270", "1070", "3323"),
            ("", "-2310", "-9070", "3324"),
            ("", "300", "1370", "3325"),
            ("", "2450", "12330", "3326"),
        ],
    ),
    ("projections-of-sector", {"sector": "numerique-communication"}, "third", []),
    (
        "sectors-without-projection",
        {},
        "sectorLabel",
        [("Emplois transversaux",), ("Industrie du numérique et de la communication",)],
    ),
    (
        "figures-of-territory",
        {"territory": "ville-lille"},
        "indicatorLabel value line",
        [
            ("Part des acteurs impactants de la région", "36", "1269"),
            ("Part des acteurs impactants de la région", "36", "1319"),
            ("Part des formations de la région", "50", "1855"),
        ],
    ),
    (
        "figures-of-territory",
        {"territory": "zone-emploi-lille"},
        "value unitLabel year line",
        [("14100", "Personnes", "2015", "1251"), ("58", "Pour cent", "2015", "1251")],
    ),
    (
        "figures-of-actor",
        {"actor": "cril"},
        "indicatorLabel value line",
        [("Membres", "62", "1283"), ("Permanents", "39", "1283")],
    ),
    ("figures-of-actor", {"actor": "vekia"}, "value", []),
    ("trainings-for-occupation", {"occupation": "infirmier"}, "trainingLabel", []),
    ("competencies-without-training", {"impact": "created"}, "occupationLabel", []),
    (
        "occupations-by-role",
        {"role": "prescriber"},
        "occupationLabel line",
        [("Dirigeant", "1638"), ("managers", "1638")],
    ),
    (
        "specialisations-of-occupation",
        {"occupation": "ingénieurs en optimisation"},
        "intoLabel line",
        [
            ("ingénieurs deep learning", "1632"),
            ("spécialistes prédictions", "1632"),
            ("techniciens en machine learning", "1632"),
        ],
    ),
    ("specialisations-of-occupation", {"occupation": "soudeur"}, "intoLabel", []),
    (
        "occupations-by-role",
        {"role": "sought"},
        "occupationLabel line",
        [
            ("cadres en maintenance-sécurité", "43"),
            ("cadres en process-méthodes", "43"),
            ("cadres en qualité", "43"),
            ("consultant IA", "670"),
            ("développeurs IA", "670"),
            ("employé R&D", "670"),
            ("Data Scientist", "701"),
            ("Chargé des méthodes outils et qualité", "747"),
            ("Consultant systèmes et réseaux", "747"),
            ("Développeur", "747"),
            ("Expert Technique", "747"),
            ("Responsable Sécurité de l'information", "747"),
        ],
    ),
    (
        "competencies-required",
        {"occupation": "employé R&D"},
        "competencyLabel line",
        [("Expertise en IA", "670")],
    ),
    (
        "competencies-required",
        {"occupation": "Data Scientist"},
        "competencyLabel line",
        [
            ("Apprentissage machine", "1620"),
            ("Data science", "1620"),
            ("Expertise en IA", "1608"),
            ("Formalisation des besoins clients", "1608"),
            ("Gestion des données", "1608"),
            ("Informatique", "701"),
            ("Informatique", "1620"),
            ("Langages de programmation", "1608"),
            ("Mathématiques", "701"),
            ("Mathématiques", "1620"),
            ("Probabilités", "1620"),
            ("Statistique", "701"),
            ("Statistique", "1620"),
        ],
    ),
    (
        "use-cases-by-sector",
        {"sector": "agriculture"},
        "useCaseLabel actorLabel line",
        [
            ("Base commune et interfaces entre les outils des agriculteurs", "Advitam", "1441"),
            ("Culture intérieure automatisée", "", "842"),
            ("Optimisation de l'utilisation de produits chimiques sur une parcelle", "", "841"),
            ("Outil d'aide à la décision de haut niveau réunissant ces technologies", "", "841"),
            ("Prise de vue des cultures par drone", "", "841"),
            ("Prévision des risques météo", "", "841"),
            ("Reconnaissance de fruits", "", "841"),
            ("Reconnaissance de la maturité des cultures", "", "841"),
            ("Reconnaissance de maladies des cultures", "", "841"),
            ("Robots de cueillette", "", "842"),
            ("Tracteurs autonomes", "", "842"),
        ],
    ),
    ("occupations-of-family", {"family": "autres"}, "occupationLabel", []),
    (
        "occupations-of-family",
        {"family": "ia-ingenieur"},
        "occupationLabel trendLabel",
        [("Data Scientist", "Nouveau"), ("Ingénieur IA", ""), ("Responsable intégration IA", "")],
    ),
    (
        "little-affected-yet-replaced",
        {},
        "occupationLabel trendLine line",
        [("conducteurs d'engins", "1832", "3369"), ("déclarants de douane", "1724", "4377")],
    ),
    (
        "occupations-needing",
        {"words": "bionettoyage"},
        "occupationLabel impactLabel line",
        [("Agent en milieu médical", "Inchangée", "4132")],
    ),
)
"""Question, values, columns, and the rows that the text gives; an empty list where the text says nothing."""

HOLDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("sectors-by-impact", "sectorLabel assessed untouched assisted augmented replaced", (
        "Banque et assurance", "28", "5", "12", "3", "8",
    )),
    ("sectors-by-impact", "sectorLabel assessed replaced replacedShare", ("Propreté et sécurité", "19", "0", "0")),
    ("competencies-across-sectors", "competencyLabel sectors effects", (
        "Manager l'équipe rattachée au service", "2", "1",
    )),
    ("occupations-across-sectors", "occupationLabel names", (
        "juristes", "BTP ; Tertiaire supérieur, services et conseil aux entreprises",
    )),
    ("needs-by-sector", "sectorLabel recruited2022 recruited2027 trained2022 trained2027", (
        "Transports Logistique Commerce", "170", "3090", "3590", "113490",
    )),
    ("job-balance", "sectorLabel jobs2017 jobs2027 difference ai", (
        "Transports Logistique Commerce", "362260", "324270", "-37990", "-63700",
    )),
    ("matched-occupations", "occupationLabel relation code", ("Data Scientist", "exacte", "M1405")),
    ("matched-competencies", "competencyLabel relation code", ("Probabilités", "exacte", "125870")),
    ("occupations-by-role", "occupationLabel line", ("Chief ethics officer", "702")),
    ("trainings-for-occupation", "familyLabel", ("Métiers spécifiques IA de niveau ingénieur",)),
)  # fmt: skip
"""Question asked with its example, columns, and a row that the answer must hold."""

DISAGREEMENTS = [
    ("BTP", "7", "6.6"),
    ("Hauts-de-France", "277", "276"),
    ("Hauts-de-France", "4200", "4000"),
    ("Hauts-de-France", "4200", "5000"),
    ("Hauts-de-France", "81", "80"),
    ("Hauts-de-France", "93", "91"),
    ("Industrie mécanique et automobile", "180663", "180637"),
    ("Industrie mécanique et automobile", "80", "65"),
    ("Santé, social et services à la personne", "17.2", "17"),
    ("Tourisme, hôtellerie, restauration, loisirs et sport", "4.3", "4"),
    ("Transports Logistique Commerce", "80", "70"),
]
"""What the study says in two ways about one indicator: lines 1251 to 1941, 2271, Tableau 3 and its sections, and the
titles of two pages of annex 2 (3789 and 3791, 4341 and 4343)."""


def answered(store: Embedded, identifier: str, values: Mapping[str, str], columns: str) -> list[tuple[str, ...]]:
    rows = ask(store, identifier, values)
    return [tuple(str(row.get(name, "")) for name in columns.split()) for row in rows]


@pytest.mark.parametrize(("identifier", "values", "columns", "expected"), ANSWERS)
def test_the_answer_is_what_the_study_prints(
    region_store: Embedded, identifier: str, values: Mapping[str, str], columns: str, expected: list[tuple[str, ...]]
) -> None:
    assert answered(region_store, identifier, values, columns) == expected


@pytest.mark.parametrize(("identifier", "columns", "row"), HOLDS)
def test_the_answer_holds_what_the_study_prints(
    region_store: Embedded, identifier: str, columns: str, row: tuple[str, ...]
) -> None:
    from graph.catalogue import question

    assert row in answered(region_store, identifier, question(identifier).example, columns)


def test_the_figures_that_the_study_gives_in_two_ways_are_all_found(region_store: Embedded) -> None:
    found = answered(region_store, "contradictory-figures", {}, "aboutLabel oneValue otherValue")
    pairs = {(about, *sorted((one, other))) for about, one, other in found}
    assert pairs == {(about, *sorted((one, other))) for about, one, other in DISAGREEMENTS}


def test_two_sectors_share_a_competency_with_two_different_effects(region_store: Embedded) -> None:
    found = answered(region_store, "competencies-across-sectors", {}, "competencyLabel effects")
    assert [label for label, effects in found if effects == "2"] == [
        "Identifier l'intervention et les modes opératoires à partir des documents techniques"
    ]
