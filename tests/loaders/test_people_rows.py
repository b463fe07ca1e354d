from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.people_rows import name_digest
from loaders.tables_loader import load
from ontology.records import Interview, Person, Position

if TYPE_CHECKING:
    from tests.loaders.conftest import World


def test_the_digest_of_a_name_does_not_depend_on_case_accents_or_spacing() -> None:
    assert name_digest("Zoé  PERSONNE") == name_digest("zoe personne")
    assert name_digest("Personne A") != name_digest("Personne B")


def test_a_person_who_withdrew_leaves_the_interview_of_the_organisation(world: World) -> None:
    world.add("interviews", "impacte-ecole", "École Verte", "Personne B", "", "impacte", *world.certain)
    world.add("withdrawn", "retrait-1", name_digest("PERSONNE a"), "2024-01-01", "demande")
    loaded = load(world.write())
    assert loaded.refused == ()
    assert [record.name for record in loaded.records if isinstance(record, Person)] == ["Personne B"]
    assert [record.person for record in loaded.records if isinstance(record, Interview)] == [None, "personne-b"]
    assert "Personne A" not in repr(loaded.records)


def test_a_person_interviewed_twice_is_one_person(world: World) -> None:
    world.add("interviews", "impacte-ecole", "École Verte", "Personne A", "", "impacte", *world.certain)
    loaded = load(world.write())
    assert [record.key for record in loaded.records if isinstance(record, Person)] == ["personne-a"]
    assert [record.person for record in loaded.records if isinstance(record, Interview)] == ["personne-a"] * 2


def test_a_position_gives_a_person_and_an_interview_only_when_heard(world: World) -> None:
    world.add("positions", "chronique-ecole-1", "École Verte", "Personne D", "Directrice", "author", *world.certain)
    world.add("positions", "chronique-ecole-2", "École Verte", "Personne E", "Juriste", "interviewee", *world.certain)
    loaded = load(world.write())
    assert loaded.refused == ()
    held = [record for record in loaded.records if isinstance(record, Position)]
    assert [(each.person, each.function, each.role) for each in held] == [
        ("personne-d", "Directrice", "author"),
        ("personne-e", "Juriste", "interviewee"),
    ]
    heard = [record for record in loaded.records if isinstance(record, Interview) and record.role is None]
    assert [(each.person, each.function) for each in heard] == [("personne-e", "Juriste")]


def test_of_a_person_left_out_only_the_interview_stays(world: World) -> None:
    world.add("positions", "chronique-ecole-1", "École Verte", "Personne D", "Directrice", "author", *world.certain)
    world.add("positions", "chronique-ecole-2", "École Verte", "Personne E", "Juriste", "interviewee", *world.certain)
    world.add("withdrawn", "retrait-1", name_digest("Personne E"), "2024-01-01", "demande")
    folder = world.write()
    told = repr(load(folder).records)
    assert ("Personne D" in told, "Personne E" in told, "Juriste" in told) == (True, False, False)
    nobody = load(folder, people=False).records
    assert [record for record in nobody if isinstance(record, Person | Position)] == []
    assert [record.key for record in nobody if isinstance(record, Interview) and record.role is None] == [
        "chronique-ecole-2"
    ]
    assert "Personne D" not in repr(nobody)


def test_the_keys_of_packaged_positions_name_nobody() -> None:
    held = {record.key: record.person.split("-") for record in load().records if isinstance(record, Position)}
    assert held
    assert [key for key, name in held.items() if {part for part in name if len(part) > 2} & set(key.split("-"))] == []
