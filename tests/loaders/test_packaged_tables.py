from __future__ import annotations

from collections import Counter

import pytest

from loaders.desk import Desk
from loaders.tables_index import TABLES
from loaders.tables_loader import FIRST, THEN, Loaded, load, packaged_tables
from ontology.records import Interview, Person, Position, Training


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load()


def test_no_row_of_the_packaged_tables_is_refused(loaded: Loaded) -> None:
    assert [told.sentence for told in loaded.refused] == []
    assert loaded.read == sum(len(path.read_bytes().splitlines()) - 1 for path in packaged_tables().glob("*.csv"))


def test_loading_twice_gives_the_same_records(loaded: Loaded) -> None:
    assert load() == loaded


def test_the_trainings_and_interviews_of_the_sources_are_all_there(loaded: Loaded) -> None:
    kinds = Counter(type(record) for record in loaded.records)
    heard = Counter(record.document for record in loaded.records if isinstance(record, Interview))
    assert heard == {"iahdf-2019": 67, "impact-ai-2020": 15}
    assert (kinds[Training], kinds[Person], kinds[Position]) == (79, 102, 37)


def test_without_people_no_name_of_a_person_is_left(loaded: Loaded) -> None:
    people = [record.name for record in loaded.records if isinstance(record, Person)]
    told = repr(load(people=False))
    assert [name for name in people if name in told] == []


def test_every_table_is_loaded_by_one_family() -> None:
    apart = ["sources", "withdrawn", "identity", "ties", "involvements", "interviews", "positions"]
    assert sorted([name for name, _ in (*FIRST, *THEN)] + apart) == sorted(table.name for table in TABLES)


def test_a_family_given_no_rows_gives_no_records() -> None:
    assert [family(Desk(), ()) for _, family in (*FIRST, *THEN)] == [()] * (len(FIRST) + len(THEN))
