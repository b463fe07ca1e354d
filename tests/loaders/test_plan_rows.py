from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.tables_loader import load
from ontology.records import ActionPoint, MainOccupation, Publication, SuccessFactor

if TYPE_CHECKING:
    from tests.loaders.conftest import World


def test_the_points_of_an_action_have_a_heading_and_a_position(world: World) -> None:
    found = [record for record in load(world.write()).records if isinstance(record, ActionPoint)]
    assert [(point.action, point.aspect, point.position) for point in found] == [
        ("1.1", "stake", "1"),
        ("1.1", "objective", "2"),
    ]


def test_a_publication_may_have_an_english_title_and_two_publishers(world: World) -> None:
    (found,) = (record for record in load(world.write()).records if isinstance(record, Publication))
    assert (found.label, found.language) == ("Loom lore", "en")
    assert found.publishers == ("ecole-verte", "labo-rouge")
    assert found.url == "www.example.org/a_b"


def test_a_factor_names_a_territory_and_actors_and_a_main_occupation_has_a_rank(world: World) -> None:
    records = load(world.write()).records
    (factor,) = (record for record in records if isinstance(record, SuccessFactor))
    (main,) = (record for record in records if isinstance(record, MainOccupation))
    assert (factor.territory, factor.factor, factor.concerns) == ("nord", "events", ("labo-rouge",))
    assert (main.occupation, main.listing, main.rank) == ("tisserand", "volume", "1")


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "reason"),
    [
        ("action_points", 3, "position", "1", "Row 2 has this position in the same action."),
        ("action_points", 2, "position", "0", "It is no rank."),
        ("action_points", 2, "position", "1.5", "It is no rank."),
        ("action_points", 2, "aspect", "wish", "It is no key of the scheme action-aspects."),
        ("action_points", 2, "label_en", "", "The cell is empty."),
        ("success_factors", 2, "factor", "luck", "It is no key of the scheme success-factors."),
        ("success_factors", 2, "territory", "mars", "It is no key of the scheme territories."),
        ("publications", 2, "label", "", "The cell is empty."),
        ("publications", 2, "url", "see the shelf", "It is no address of a page."),
        ("publications", 2, "issued", "spring 2018", "It is no date of the calendar."),
        ("main_occupations", 2, "rank", "first", "It is no rank."),
        ("main_occupations", 2, "listing", "loud", "It is no key of the scheme occupation-listings."),
    ],
)
def test_one_wrong_cell_is_told(world: World, table: str, row: int, column: str, value: str, reason: str) -> None:
    refused = load(world.set(table, row, column, value).write()).refused
    assert [(told.table, told.row, told.reason) for told in refused] == [(f"{table}.csv", row, reason)]
