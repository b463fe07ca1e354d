from __future__ import annotations

import pytest

from loaders.study.text import numbered
from loaders.study.trends import KEPT_TOGETHER, enumerated, occupation_key, occupations, trends

JOBS = (
    "1 200 (fiche)\t2\t<p><b>Métiers à risques</b> : tisserands, ouvriers (maçons, plombiers...)</p> "
    "<p><b>Nouveau métier</b> : BIM managers,</p>"
)
TEXT = f"""- Métiers du développement commercial : Commercial, Tisserand...
- Métiers de l'offre de services, Chef de nuance / teinte : Formateur...
- Métiers imaginaires : Rêveur

### 2.3.12 BTP

EFFECTIFS\tIMPACT\tMÉTIERS
{JOBS}

**Métiers à risques** : prose, qui ne se lit pas
"""


def test_each_trend_lists_its_occupations_with_the_line_that_prints_them() -> None:
    rows = trends(numbered(TEXT))
    assert [(row.occupation, row.trend, row.printed) for row in rows] == [
        ("tisserand", "at-risk", "tisserands"),
        ("ouvrier", "at-risk", "ouvriers (maçons, plombiers...)"),
        ("bim-manager", "new", "BIM managers"),
    ]
    assert {(row.sector, row.line, row.section) for row in rows} == {("btp", 8, "II.2.3.12")}


def test_an_occupation_printed_in_two_places_is_one_with_its_family() -> None:
    rows = {row.key: row for row in occupations(numbered(TEXT))}
    assert (rows["tisserand"].label, rows["tisserand"].family, rows["tisserand"].line) == (
        "Tisserand",
        "developpement-commercial",
        1,
    )
    assert (rows["bim-manager"].label, rows["bim-manager"].family) == ("BIM managers", "")
    assert "reveur" not in rows


def test_an_example_printed_before_the_colon_is_kept_as_likely() -> None:
    rows = {row.key: row for row in occupations(numbered(TEXT))}
    aside = rows["chef-de-nuance-teinte"]
    assert (aside.family, aside.certainty) == ("offre-de-services", "likely")


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("préparateurs de commandes", "preparateur-de-commandes"),
        ("agents d'exploitation routière", "agent-d-exploitation-routiere"),
        ("techniciens commerciaux", "technicien-commercial"),
        ("aides-soignants", "aide-soignant"),
        ("Data Scientists", "data-scientist"),
        ("Chargé de programmes", "charge-de-programmes"),
        ("PMO", "pmo"),
    ],
)
def test_the_key_of_an_occupation_is_its_singular(label: str, key: str) -> None:
    assert occupation_key(label) == key


def test_commas_inside_brackets_or_a_kept_name_do_not_divide() -> None:
    (kept,) = KEPT_TOGETHER
    assert enumerated(f"un, deux (a, b), {kept}, trois...") == ("un", "deux (a, b)", kept, "trois")
