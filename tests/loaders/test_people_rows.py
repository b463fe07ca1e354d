from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.people_rows import name_digest
from loaders.tables_loader import load
from ontology.records import Interview, Person

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
