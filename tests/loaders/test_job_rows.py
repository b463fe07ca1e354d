from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.tables_loader import load
from ontology.records import Match, Observation, Occupation, OccupationRole, Requirement, Specialisation

if TYPE_CHECKING:
    from tests.loaders.conftest import World


def test_an_occupation_has_its_other_names(world: World) -> None:
    found = {record.key: record.also for record in load(world.write()).records if isinstance(record, Occupation)}
    assert found == {"tisserand": ("Tisseur", "Tisseuse"), "dresseur": ()}


def test_a_role_a_specialisation_a_requirement_and_a_match_name_what_they_are_about(world: World) -> None:
    records = load(world.write()).records
    (role,) = (record for record in records if isinstance(record, OccupationRole))
    (change,) = (record for record in records if isinstance(record, Specialisation))
    (need,) = (record for record in records if isinstance(record, Requirement))
    (match,) = (record for record in records if isinstance(record, Match))
    assert (role.occupation, role.role) == ("dresseur", "emerging")
    assert (change.occupation, change.into) == ("tisserand", "dresseur")
    assert (need.occupation, need.competency) == ("dresseur", "ourdir")
    assert (match.scheme, match.target, match.relation, match.evidence.note) == (
        "rome",
        "B1804",
        "exactMatch",
        "Même nom",
    )


def test_a_figure_may_be_about_an_actor(world: World) -> None:
    records = load(world.write()).records
    assert "labo-rouge" in {record.about for record in records if isinstance(record, Observation)}


@pytest.mark.parametrize(
    ("table", "column", "value", "reason"),
    [
        ("matches", "target", "1804", "It is no target of rome."),
        ("matches", "relation", "sameAs", "It is no relation."),
        ("matches", "language", "de", "It is no language of names."),
        ("matches", "reason", "", "The cell is empty."),
        (
            "matches",
            "left",
            "tisseur",
            "None of occupations.csv, impacting_occupations.csv, other_occupations.csv has a row 'tisseur'.",
        ),
        ("impacts", "competency", "tisser", "None of competencies.csv, annex_competencies.csv has a row 'tisser'."),
        ("annex_competencies", "key", "ourdir", "The key stands already in competencies.csv."),
        ("impacting_occupations", "key", "tisserand", "The key stands already in occupations.csv."),
        ("figures", "key", "emplois-total-btp", "The key stands already in projections.csv."),
        ("projections", "key", "effectif-btp", "The key stands already in observations.csv."),
        ("occupation_roles", "role", "weaver", "It is no key of the scheme occupation-roles."),
    ],
)
def test_one_wrong_cell_is_told(world: World, table: str, column: str, value: str, reason: str) -> None:
    told = load(world.set(table, 2, column, value).write()).refused
    assert (f"{table}.csv", 2, column, reason) in {(each.table, each.row, each.column, each.reason) for each in told}
