from __future__ import annotations

from loaders.study.interviews import interviews
from loaders.study.text import numbered

TEXT = """# ANNEXE 04

## LISTES DE CONTACTS

Acteurs accompagnateurs interrogés :

ORGANISATIONS\tNOM\tFONCTION
Parc Mauve\tPersonne A\tDirectrice
Maison Grise\tPersonne B\t

### Acteurs impactants interrogés :

ORGANISATIONS\tNOM\tFONCTION
Atelier Bleu\tPersonne C\tGérant
\tPersonne D\t
Parc Mauve\tPersonne E\t

# ANNEXE 05

Parc Mauve\tPersonne F\t
"""


def test_each_list_gives_its_role_and_each_row_its_line() -> None:
    rows = interviews(numbered(TEXT))
    assert [(row.person, row.role, row.line) for row in rows] == [
        ("Personne A", "accompagnateur", 8),
        ("Personne B", "accompagnateur", 9),
        ("Personne C", "impactant", 14),
        ("Personne D", "impactant", 15),
        ("Personne E", "impactant", 16),
    ]
    assert [row.function for row in rows] == ["Directrice", "", "Gérant", "", ""]


def test_an_empty_organisation_is_the_one_above_and_only_likely() -> None:
    carried = interviews(numbered(TEXT))[3]
    assert (carried.organisation, carried.certainty) == ("Atelier Bleu", "likely")
    assert carried.note


def test_keys_name_the_organisation_and_never_the_person() -> None:
    assert [row.key for row in interviews(numbered(TEXT))] == [
        "accompagnateur-parc-mauve",
        "accompagnateur-maison-grise",
        "impactant-atelier-bleu",
        "impactant-atelier-bleu-2",
        "impactant-parc-mauve",
    ]
