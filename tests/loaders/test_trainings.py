from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.study.text import numbered
from loaders.study.trainings import FAMILIES, NO_TRAININGS, READINGS, TrainingRow, excluded, iso_duration, trainings


def sheet(*heading: str, city: str = "Lens", level: str = "6 (équivalence Bac+3)", ticked: tuple[str, ...] = ()) -> str:
    families = "\n".join(f"{name}\t{'✓' if key in ticked else ''}" for name, key in FAMILIES)
    return "\n\n".join(
        [
            *heading,
            f"Ville : {city}",
            f"Niveau CEC de la formation : {level}",
            "Durée moyenne de la formation : 2 ans",
            "Métiers cibles principaux de la formation :",
            families,
        ]
    )


def read(*sheets: str) -> tuple[TrainingRow, ...]:
    text = "\n\n".join(["# ANNEXE 03", "## FICHES FORMATION", *sheets, "# ANNEXE 04", "Ville : Ailleurs"])
    return trainings(numbered(text))


def test_a_heading_divides_into_provider_and_title() -> None:
    (row,) = read(sheet("## École Verte - Licence de maillage"))
    assert (row.provider, row.unit, row.label) == ("École Verte", "", "Licence de maillage")
    assert row.key == "ecole-verte-licence-de-maillage"
    assert row.line == 5


def test_a_heading_split_over_two_lines_is_joined_and_the_title_line_is_cited() -> None:
    (row,) = read(sheet("## École Verte", "### - Atelier Nord - Licence de maillage"))
    assert row.heading == "École Verte - Atelier Nord - Licence de maillage"
    assert (row.provider, row.unit, row.label) == ("École Verte", "Atelier Nord", "Licence de maillage")
    assert row.line == 7


def test_a_hyphen_inside_a_word_does_not_divide() -> None:
    (row,) = read(sheet("## École Verte - Maintenance des systèmes pluri-techniques"))
    assert row.label == "Maintenance des systèmes pluri-techniques"


def test_brackets_stay_in_the_title_but_leave_the_key() -> None:
    (row,) = read(sheet("## École Verte - Licence (jour ou soir)"))
    assert (row.label, row.key) == ("Licence (jour ou soir)", "ecole-verte-licence")


def test_place_level_duration_and_ticks_are_read() -> None:
    (row,) = read(sheet("## École Verte - Licence", ticked=("gouvernance", "autres")))
    assert (row.city, row.level, row.level_printed) == ("Lens", "6", "6 (équivalence Bac+3)")
    assert (row.duration, row.duration_printed) == ("P2Y", "2 ans")
    assert row.families == "gouvernance|autres"


def test_each_sheet_ends_where_the_next_begins() -> None:
    rows = read(sheet("## École Verte - Un", ticked=("autres",)), sheet("## École Verte - Deux", ticked=("direction",)))
    assert [row.families for row in rows] == ["autres", "direction"]


@pytest.mark.parametrize("heading", [heading for heading, _ in NO_TRAININGS])
def test_a_sheet_that_is_no_training_is_left_out_with_its_reason(heading: str) -> None:
    text = "\n\n".join(["# ANNEXE 03", sheet(f"## {heading}"), sheet("## École Verte - Licence"), "# ANNEXE 04"])
    assert [row.label for row in trainings(numbered(text))] == ["Licence"]
    ((left_out, line, reason),) = excluded(numbered(text))
    assert (left_out, line) == (heading, 3)
    assert reason


@pytest.mark.parametrize("heading", [heading for heading, _ in READINGS])
def test_a_recorded_judgement_holds_for_its_heading(heading: str) -> None:
    (row,) = read(sheet(f"## {heading}"))
    judged = dict(READINGS)[heading]
    assert (row.certainty, row.note) == (judged.certainty, judged.note)
    assert row.provider == (judged.provider or heading.split(" - ")[0])
    assert row.label in heading


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("1 an", "P1Y"),
        ("20 mois", "P20M"),
        ("2 jours", "P2D"),
        ("28 semaines", "P196D"),
        ("Quelques jours", ""),
        ("2 jours par semaines pendant 6 mois", ""),
        ("", ""),
    ],
)
def test_a_plain_duration_is_told_in_iso_8601_and_another_is_not(printed: str, iso: str) -> None:
    assert iso_duration(printed) == iso


@given(st.integers(1, 99), st.sampled_from([("ans", "Y"), ("mois", "M"), ("jours", "D")]))
def test_every_plain_duration_keeps_its_number(number: int, unit: tuple[str, str]) -> None:
    assert iso_duration(f"{number} {unit[0]}") == f"P{number}{unit[1]}"


def test_a_text_without_the_annex_gives_no_training() -> None:
    assert trainings(numbered("## École Verte - Licence\n\nVille : Lens")) == ()
