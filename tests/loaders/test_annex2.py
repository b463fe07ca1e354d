from __future__ import annotations

import pytest

from loaders.study.annex2 import printed_rows
from loaders.study.competencies import competency_key, impacts
from loaders.study.projections import RELATIONS, projections, residuals
from loaders.study.text import numbered
from ontology.errors import TableRefused

TABLE = """# ANNEXE 02

## Analyse des emplois du secteur BTP en région

Métiers\tCompétences\tImpact IA
Tisserand\tNouer les fils.\tnon touchée
\tChoisir les couleurs\ten augmentation en remplacement
Teinturier\tChoisir les couleurs\ten assistance

# ANNEXE 03
"""
FIGURES = """# ANNEXE 02

## Analyse des emplois du secteur BTP en région

\t2017\t2022\t2027
Evolution naturelle du marché\t\t10\t20
Evolution par l'impact de l'IA et autres\t-\t4\t6
<b>TOTAL</b>\t<b>100</b>\t<b>106</b>\t<b>120</b>
Impact moyen de l'IA pure\t-\t1\t2
Impact moyen de l'IA couplée\t-\t2\t3
Impact moyen autres technologies\t-\t1\t1
Impact moyen de l'IA\t-\t3\t5
Dont création d'activité\t\t1\t1
Dont diminution d'activité humaine\t-\t4\t6

# ANNEXE 03
"""


def test_a_row_belongs_to_the_last_occupation_printed_above_it() -> None:
    rows = list(printed_rows(numbered(TABLE)))
    assert [(row.occupation, row.competency, row.line, row.named) for row in rows] == [
        ("Tisserand", "Nouer les fils.", 6, 6),
        ("Tisserand", "Choisir les couleurs", 7, 6),
        ("Teinturier", "Choisir les couleurs", 8, 8),
    ]
    assert {(row.sector, row.table) for row in rows} == {("btp", 5)}


def test_a_cell_with_two_effects_gives_two_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.study.competencies.DISPLACED", ())
    found = [(row.key, row.competency, row.impact) for row in impacts(numbered(TABLE))]
    assert found == [
        ("btp-6", "nouer-les-fils", "untouched"),
        ("btp-7-augmented", "choisir-les-couleurs", "augmented"),
        ("btp-7-replaced", "choisir-les-couleurs", "replaced"),
        ("btp-8", "choisir-les-couleurs", "assisted"),
    ]


def test_a_reading_that_covers_no_row_is_refused() -> None:
    with pytest.raises(TableRefused, match="cover no row"):
        impacts(numbered(TABLE))


def test_a_long_competency_has_a_key_cut_at_a_word() -> None:
    key = competency_key("Nouer " + "longuement " * 12)
    assert len(key) <= 90
    assert key.startswith("nouer-longuement-longuement")


def test_signs_are_those_that_the_sums_give() -> None:
    rows = projections(numbered(FIGURES))
    values = {(row.indicator, row.year): row.value for row in rows}
    assert values["emplois-total", "2017"] == "100"
    assert (values["impact-ia-moyen", "2022"], values["creation-activite", "2022"]) == ("-3", "1")
    assert {row.certainty for row in rows if row.indicator == "impact-ia-pure"} == {"likely"}
    assert {row.status for row in rows if row.year == "2017"} == {"estimated"}
    found = residuals(rows)
    assert len(found) == 2 * len(RELATIONS)
    assert {residual for *_, residual in found} == {0}
