from __future__ import annotations

from loaders.study.sectors import boxes, employment, job_sheets, synthesis
from loaders.study.text import numbered

SYNTHESIS = (
    "SECTEURS PROPOSÉS\tEFFECTIF\tPOIDS\tIMPACT\nBTP\t1 200\t12%\t2\nFormation pro\t15\t2%\t3\n\nAgriculture\t9\t7%\t1"
)
BOX = """## 5.9 BTP

TECHNOLOGIE\tImpact économique :\t1,5/4
\tMaturité :\t2/4
EMPLOI\tFrance :\t6,4%
\tHauts-de-France :\t7%
\tImpact sur l'emplois & compétences :\t2/4

### La maturité du secteur
"""
EMPLOYMENT = """### 1.3.3 BTP

EMPLOI\tÉTABLISSEMENTS
<b>1 200 emplois</b> 6,6% de l'emploi tous secteurs\t<b>430 établissements</b> 10,3% des établissements tous secteurs
"""
JOBS = """### 2.3.12 BTP

EFFECTIFS\tIMPACT\tMÉTIERS
1 200 (fiche sectorielle HdF)  1 250 (DADS 2015 – section FZ)\t2\t<b>Nouveau métier</b> : tisserands
"""


def test_tableau_3_gives_three_figures_a_sector_up_to_its_blank_line() -> None:
    rows = list(synthesis(numbered(SYNTHESIS)))
    assert [(row.indicator, row.about, row.value, row.unit) for row in rows] == [
        ("effectif", "btp", "1200", "persons"),
        ("poids-economie", "btp", "12", "percent"),
        ("impact-ia", "btp", "2", "score-1-4"),
        ("effectif", "formation-professionnelle", "15", "persons"),
        ("poids-economie", "formation-professionnelle", "2", "percent"),
        ("impact-ia", "formation-professionnelle", "3", "score-1-4"),
    ]
    assert [row.line for row in rows] == [2, 2, 2, 3, 3, 3]


def test_a_box_gives_five_figures_each_on_its_line_below_the_heading_that_names_the_sector() -> None:
    rows = list(boxes(numbered(BOX)))
    assert [(row.indicator, row.value, row.line) for row in rows] == [
        ("impact-economique", "1.5", 3),
        ("maturite", "2", 4),
        ("part-emploi-france", "6.4", 5),
        ("part-emploi", "7", 6),
        ("impact-ia", "2", 7),
    ]
    assert {(row.about, row.named_line, row.section) for row in rows} == {("btp", 1, "I.5.9")}


def test_employment_and_establishments_are_told_apart() -> None:
    rows = list(employment(numbered(EMPLOYMENT)))
    assert [(row.indicator, row.value, row.printed) for row in rows] == [
        ("effectif", "1200", "1 200"),
        ("part-emploi", "6.6", "6,6%"),
        ("etablissements", "430", "430"),
        ("part-etablissements", "10.3", "10,3%"),
    ]


def test_the_two_headcounts_of_a_job_sheet_keep_where_they_come_from() -> None:
    sheet, dads, impact = job_sheets(numbered(JOBS))
    assert (sheet.indicator, sheet.value, sheet.dataset, sheet.year) == (
        "effectif-fiche",
        "1200",
        "fiche sectorielle HdF",
        "",
    )
    assert (dads.indicator, dads.value, dads.dataset, dads.year) == (
        "effectif-dads",
        "1250",
        "DADS 2015, section FZ",
        "2015",
    )
    assert (impact.value, impact.unit, impact.key) == ("2", "score-1-4", "impact-ia-btp-2.3.12")


def test_a_heading_that_names_no_known_sector_is_passed_over() -> None:
    assert list(boxes(numbered(BOX.replace("BTP", "Tissage")))) == []
