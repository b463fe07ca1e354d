from __future__ import annotations

from decimal import Decimal

import pytest

from loaders.study.contradictions import COPIED, agree, broken_sums, contradictions, observations
from loaders.study.text import numbered

FIGURES = (
    "<b>1 300 emplois</b> 6,6% de l'emploi tous secteurs\t<b>4 établissements</b> 1% des établissements tous secteurs\n"
)
BTP = f"### 1.3.3 BTP\n\n{FIGURES}"
TABLE = "SECTEURS PROPOSÉS\tE\tP\tI\nBTP\t1 200\t7%\t2\nAgriculture\t10\t1%\t1\nAgroalimentaire\t20\t1%\t3\n"
FARMING = f"### 1.3.4 Agriculture, agroalimentaire, pêche\n\n{FIGURES}"


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [("7", "6.6", True), ("7", "6.4", False), ("6.6", "6.6", True), ("15", "14.50", True), ("363098", "369098", False)],
)
def test_figures_agree_when_rounding_explains_the_difference(left: str, right: str, same: bool) -> None:
    assert agree(Decimal(left), Decimal(right)) is same
    assert agree(Decimal(right), Decimal(left)) is same


def test_figures_that_disagree_are_all_kept_and_name_each_other() -> None:
    rows = {row.key: row for row in observations(numbered(f"{TABLE}\n{BTP}"))}
    assert (rows["effectif-btp-tableau-3"].value, rows["effectif-btp-1.3.3"].value) == ("1200", "1300")
    assert rows["effectif-btp-tableau-3"].note == "Ailleurs : 1 300 (ligne 8)."
    assert rows["effectif-btp-1.3.3"].note == "Secteur nommé à la ligne 6. Ailleurs : 1 200 (ligne 2)."
    assert len(contradictions(tuple(rows.values()))) == 1


def test_figures_printed_for_another_sector_are_unsure() -> None:
    rows = [row for row in observations(numbered(FARMING)) if row.section == COPIED[0][0]]
    assert len(rows) == 4
    assert {row.certainty for row in rows} == {"unsure"}


def test_a_whole_that_is_not_the_sum_of_its_parts_says_so() -> None:
    rows = observations(numbered(f"{TABLE}\n{FARMING}"))
    ((whole, parts),) = broken_sums(rows)
    assert (whole.about, [part.about for part in parts]) == (
        "agriculture-agroalimentaire",
        ["agriculture", "agroalimentaire"],
    )
    assert "Somme des parties : 30 (lignes 3, 4)." in whole.note
