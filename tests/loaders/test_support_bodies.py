from __future__ import annotations

from loaders.study.support_bodies import support_offers
from loaders.study.text import numbered

HEADER = "ORGANISATION\tTYPLOGIE\tCOMPÉTENCES\tR&D\tFINANCEMENT\tANIMATION ÉCO\tACCOMPAGNEMENT ENTREPRISE"


def test_ticks_are_read_by_their_column() -> None:
    text = (
        f"Tableau\n\n{HEADER}\nParc Mauve\tParc\t\t✓\t\t✓\t\nMaison Grise\t\t\t\t✓\t\t✓\n\nParc Oublié\tParc\t✓\t\t\t\t"
    )
    rows = support_offers(numbered(text))
    assert [(row.key, row.typology, row.services, row.line) for row in rows] == [
        ("parc-mauve", "Parc", "rd|animation", 4),
        ("maison-grise", "", "financement|accompagnement", 5),
    ]
    assert {row.certainty for row in rows} == {"certain"}


def test_a_row_with_another_number_of_cells_is_kept_as_likely_and_says_so() -> None:
    (short,) = support_offers(numbered(f"{HEADER}\nParc Mauve\tParc\t✓"))
    assert (short.services, short.certainty) == ("competences", "likely")
    assert "3 cellules" in short.note


def test_a_row_without_a_tick_offers_nothing_known() -> None:
    (row,) = support_offers(numbered(f"{HEADER}\nParc Mauve\tParc\t\t\t\t\t"))
    assert row.services == ""
