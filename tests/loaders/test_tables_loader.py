from __future__ import annotations

import shutil
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

import pytest

from loaders.tables_loader import Loaded, load
from ontology.errors import RowRefused, TableRefused
from ontology.records import (
    Actor,
    Certainty,
    Finding,
    Interview,
    Observation,
    Person,
    Place,
    SupportOffer,
    Tie,
    Training,
    UseCase,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loaders.conftest import World

T = TypeVar("T")

EVERY = 35
"""Records of the invented world: 2 places, 3 actors, a spelling, 2 attributes, a tie, a person, an interview ..."""


def of_kind(loaded: Loaded, kind: type[T]) -> list[T]:
    return [record for record in loaded.records if isinstance(record, kind)]


def refused_alone(world: World, table: str, row: int, column: str, *, kept: int = EVERY) -> RowRefused:
    """Load the world, check that one cell alone is refused, and that ``kept`` records are loaded."""
    loaded = load(world.write())
    (told,) = loaded.refused
    assert (told.table, told.row, told.column) == (f"{table}.csv", row, column)
    assert len(loaded.records) == kept
    assert told.remedy
    return told


def test_the_invented_world_loads_whole(world: World) -> None:
    loaded = load(world.write())
    assert loaded.refused == ()
    assert len(loaded.records) == EVERY
    assert loaded.read == sum(len(rows) for rows in world.rows.values()) == 37
    assert [source.key for source in loaded.sources] == ["bulletin"]


def test_each_record_carries_the_evidence_of_its_row(world: World) -> None:
    world.rows["support_offers"][0][-2:] = ["likely", "À relire"]
    (offer,) = of_kind(load(world.write()), SupportOffer)
    evidence = offer.evidence
    assert (evidence.source, evidence.table, evidence.row) == ("bulletin", "support-offers", "ecole-verte")
    assert (evidence.section, evidence.line, evidence.certainty) == ("1", 3, Certainty.LIKELY)
    assert (evidence.printed, evidence.note) == ("École  verte", "À relire")


def test_printed_names_find_their_actor_whatever_case_accents_and_spaces(world: World) -> None:
    loaded = load(world.write())
    assert [training.provider for training in of_kind(loaded, Training)] == ["ecole-verte"]
    assert [training.place for training in of_kind(loaded, Training)] == ["62498"]
    assert [interview.actor for interview in of_kind(loaded, Interview)] == ["atelier-bleu"]


def test_a_tie_holds_its_partners_and_a_figure_its_number(world: World) -> None:
    loaded = load(world.write())
    (tie,) = of_kind(loaded, Tie)
    assert [(partner.actor, partner.role) for partner in tie.involvements] == [
        ("atelier-bleu", "company"),
        ("labo-rouge", "academic"),
    ]
    assert (tie.start, tie.end) == ("2019", "2019-05")
    assert [figure.value for figure in of_kind(loaded, Observation)] == [Decimal(1200), Decimal(1210), Decimal(4)]
    assert [place.longitude for place in of_kind(loaded, Place)] == [Decimal("3.06"), None]


def test_the_order_of_rows_changes_nothing(world: World, tmp_path: Path) -> None:
    straight = load(world.write())
    for rows in world.rows.values():
        rows.reverse()
    assert load(world.write()) == straight


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "reason"),
    [
        ("attributes", 2, "value", "59999", "places.csv has no row '59999'."),
        ("trainings", 2, "city", "Lents", "places.csv has no commune of this name."),
        ("observations", 2, "source", "gazette", "sources.csv has no row 'gazette'."),
        ("observations", 2, "source", "", "The cell is empty."),
        ("observations", 2, "value", "1 200", "It is no number."),
        ("observations", 2, "value", "NaN", "It is no number."),
        ("observations", 2, "qualifier", "roughly", "It is no key of the scheme value-qualifiers."),
        ("observations", 2, "about", "bpt", "It is no sector, territory or actor."),
        ("observations", 2, "line", "3-4", "It is no line number."),
        ("observations", 2, "line", "0", "It is no line number."),
        ("observations", 2, "certainty", "sure", "It is no key of the scheme certainty."),
        ("observations", 2, "year", "2019-13", "It is no date of the calendar."),
        ("usecases", 2, "partners", "atelier-bleu|labo-vert", "actors.csv has no row 'labo-vert'."),
        ("usecases", 2, "actor", "", "Neither an organisation nor a sector is named."),
        ("trainings", 2, "families", "gouvernance|direktion", "'direktion' is no key of the scheme job-families."),
        ("trainings", 2, "duration", "3 ans", "It is no ISO 8601 duration."),
        ("trainings", 2, "provider", "École Jaune", "No actor bears this name."),
        ("trainings", 2, "level", "9", "It is no key of the scheme cec-levels."),
        (
            "trends",
            2,
            "occupation",
            "tisserande",
            "None of occupations.csv, impacting_occupations.csv, other_occupations.csv has a row 'tisserande'.",
        ),
        ("contributions", 2, "action", "1.2", "actions.csv has no row '1.2'."),
        ("support_offers", 2, "key", "École verte", "'École verte' is not a key."),
    ],
)
def test_one_wrong_cell_is_told_with_file_row_column_and_remedy_and_the_rest_loads(
    world: World, table: str, row: int, column: str, value: str, reason: str
) -> None:
    told = refused_alone(world.set(table, row, column, value), table, row, column, kept=EVERY - 1)
    assert told.reason == reason
    assert told.found == value


def test_remedies_name_close_words(world: World) -> None:
    told = refused_alone(world.set("observations", 2, "about", "bpt"), "observations", 2, "about", kept=EVERY - 1)
    assert "Close: btp." in told.remedy


@pytest.mark.parametrize("date", ["2019-02-30", "19", "mai 2019", "2019-5", "2019-00"])
def test_a_date_outside_the_calendar_is_refused(world: World, date: str) -> None:
    loaded = load(world.set("ties", 2, "end", date).write())
    assert (loaded.refused[0].table, loaded.refused[0].column, loaded.refused[0].found) == ("ties.csv", "end", date)
    assert "2019-05-20" in loaded.refused[0].remedy
    assert of_kind(loaded, Tie) == []


@pytest.mark.parametrize("date", ["2019", "2019-05", "2020-02-29", ""])
def test_years_months_days_and_no_date_at_all_are_accepted(world: World, date: str) -> None:
    (tie,) = of_kind(load(world.set("ties", 2, "start", "2019").set("ties", 2, "end", date).write()), Tie)
    assert tie.end == (date or None)


def test_an_end_before_its_start_is_refused(world: World) -> None:
    loaded = load(world.set("ties", 2, "end", "2018").write())
    assert loaded.refused[0].reason == "It comes before the start, 2019."


def test_the_later_of_two_rows_with_one_key_is_refused_and_names_the_first(world: World) -> None:
    world.add("actors", "labo-rouge", "Labo Grenat", "", "laboratory", "regional", *world.certain)
    told = refused_alone(world, "actors", 5, "key")
    assert told.reason == "The key stands already in row 4."
    assert [actor.label for actor in of_kind(load(world.folder), Actor)] == [
        "Atelier Bleu",
        "École Verte",
        "Labo Rouge",
    ]


def test_every_wrong_cell_of_a_row_is_told(world: World) -> None:
    loaded = load(world.set("actors", 4, "kind", "labo").set("actors", 4, "scope", "local").write())
    assert [told.column for told in loaded.refused if told.table == "actors.csv"] == ["kind", "scope"]


def test_a_name_of_two_actors_resolves_to_neither(world: World) -> None:
    world.add("spellings", "labo-rouge.1", "labo-rouge", "E.C.V", *world.certain)
    world.add("spellings", "labo-rouge.2", "labo-rouge", "ecv", *world.certain)
    told = refused_alone(world, "trainings", 2, "provider", kept=EVERY + 1)
    assert told.reason == (
        "The name belongs to 2 actors: ecole-verte (spellings.csv, row 2); labo-rouge (spellings.csv, row 4)."
    )


def test_rows_that_need_a_refused_actor_name_the_row_where_the_trouble_began(world: World) -> None:
    loaded = load(world.set("actors", 3, "kind", "school-of-weaving").write())
    root, *dependent = loaded.refused
    assert (root.table, root.row, root.column) == ("actors.csv", 3, "kind")
    assert {(told.table, told.column) for told in dependent} == {
        ("spellings.csv", "actor"),
        ("trainings.csv", "provider"),
        ("support_offers.csv", "organisation"),
        ("usecases.csv", "actor"),
        ("publications.csv", "publishers"),
    }
    assert {told.reason for told in dependent} == {"The row needs actors.csv, row 3, which was refused."}
    assert {told.remedy for told in dependent} == {"Repair actors.csv, row 3."}


def test_a_tie_left_with_one_partner_is_refused_with_the_row_where_the_trouble_began(world: World) -> None:
    loaded = load(world.set("actors", 4, "scope", "local").write())
    told = [(one.table, one.row, one.reason) for one in loaded.refused]
    needs = "The row needs actors.csv, row 4, which was refused."
    assert ("ties.csv", 2, needs) in told
    assert ("involvements.csv", 2, needs) in told
    assert ("involvements.csv", 3, needs) in told
    assert of_kind(loaded, Tie) == []


def test_a_tie_with_one_partner_in_its_table_is_refused_as_such(world: World) -> None:
    del world.rows["involvements"][1]
    loaded = load(world.write())
    assert [(told.table, told.reason) for told in loaded.refused] == [
        ("ties.csv", "The tie has fewer than two partners."),
        ("involvements.csv", "The row needs ties.csv, row 2, which was refused."),
    ]


def test_a_tie_that_loses_one_of_three_partners_keeps_the_others(world: World) -> None:
    world.add("involvements", "these.x", "these", "nobody", "funder", *world.certain)
    refused_alone(world, "involvements", 4, "actor")


def test_a_lost_column_loses_its_table_and_what_needs_it_the_rest_loads(world: World) -> None:
    path = world.write() / "actions.csv"
    path.write_text("key,number,label,label_en,axis,source,section,line,certainty,note\n", "utf-8")
    loaded = load(world.folder)
    assert [(told.table, told.row, told.column) for told in loaded.refused] == [
        ("actions.csv", 1, "national"),
        ("contributions.csv", 2, "action"),
        ("action_points.csv", 2, "action"),
        ("action_points.csv", 3, "action"),
    ]
    assert {told.reason for told in loaded.refused[1:]} == {"The row needs actions.csv, which was refused."}
    assert len(loaded.records) == EVERY - 4


def test_a_row_in_another_encoding_is_refused_with_what_needs_it_the_rest_loads(world: World) -> None:
    path = world.write() / "actors.csv"
    path.write_bytes(path.read_bytes().replace("École".encode(), "École".encode("latin-1")))
    loaded = load(world.folder)
    root, *dependent = loaded.refused
    assert (root.table, root.row, root.column, root.found) == ("actors.csv", 3, "label", "\\xc9cole Verte")
    assert {told.reason for told in dependent} == {"The row needs actors.csv, row 3, which was refused."}
    assert {actor.key for actor in of_kind(loaded, Actor)} == {"atelier-bleu", "labo-rouge"}


def test_a_missing_table_is_told_and_a_missing_folder_refused(world: World) -> None:
    (world.write() / "products.csv").unlink()
    loaded = load(world.folder)
    assert [(told.table, told.column) for told in loaded.refused] == [("products.csv", ""), ("usecases.csv", "product")]
    shutil.rmtree(world.folder)
    with pytest.raises(TableRefused, match="no folder of tables"):
        load(world.folder)


def test_an_optional_reference_may_be_empty(world: World) -> None:
    loaded = load(world.set("usecases", 2, "product", "").set("products", 2, "maker", "").write())
    assert loaded.refused == ()
    assert [case.product for case in of_kind(loaded, UseCase)] == [None]


def test_people_can_be_left_out_while_the_organisation_stays_interviewed(world: World) -> None:
    loaded = load(world.write(), people=False)
    assert of_kind(loaded, Person) == []
    (interview,) = of_kind(loaded, Interview)
    assert (interview.actor, interview.person, interview.function) == ("atelier-bleu", None, None)
    assert "Personne A" not in repr(loaded)


def test_a_withdrawal_that_is_no_digest_is_refused(world: World) -> None:
    world.add("withdrawn", "retrait-1", "Personne B", "2024-01-01", "demande")
    told = refused_alone(world, "withdrawn", 2, "name", kept=EVERY - 1)
    assert "SHA-256" in told.reason


def test_nobody_is_shown_while_the_withdrawal_list_cannot_be_read_whole(world: World) -> None:
    (world.write() / "withdrawn.csv").write_text("key,name,date\n", "utf-8")
    loaded = load(world.folder)
    assert [told.column for told in loaded.refused] == ["reason"]
    assert of_kind(loaded, Person) == []


def test_decisions_on_identity_are_read_and_a_pair_decided_twice_is_refused(world: World) -> None:
    world.add("identity", "Atelier Bleu", "Atelier bleu SARL", "same", "Même adresse")
    world.add("identity", "Atelier bleu SARL", "Atelier Bleu", "different", "Autre adresse")
    world.add("identity", "Labo Rouge", "Labo Rose", "perhaps", "Proches")
    loaded = load(world.write())
    assert [decision.decision for decision in loaded.decisions] == ["same"]
    assert [(told.row, told.column) for told in loaded.refused] == [(3, "right"), (4, "decision")]
    assert loaded.refused[0].reason == "The pair is decided already in row 2."


def test_an_action_cannot_depend_on_itself(world: World) -> None:
    world.add("dependencies", "1.1-1.1", "1.1", "1.1", *world.certain)
    told = refused_alone(world, "dependencies", 2, "depends_on")
    assert "itself" in told.reason


def test_an_interview_needs_a_person_with_letters(world: World) -> None:
    loaded = load(world.set("interviews", 2, "person", "?!").write())
    assert [(told.table, told.column) for told in loaded.refused] == [("interviews.csv", "person")]


def test_a_city_that_two_communes_bear_resolves_to_neither(world: World) -> None:
    world.add("places", "80462", "Lens", "80", "", "", *world.certain)
    told = refused_alone(world, "trainings", 2, "city")
    assert told.reason == "2 communes bear this name: 62498, 80462."


def test_a_training_in_a_refused_commune_names_the_commune_s_row(world: World) -> None:
    loaded = load(world.set("places", 3, "latitude", "north").write())
    assert [(told.table, told.row, told.column) for told in loaded.refused] == [
        ("places.csv", 3, "latitude"),
        ("trainings.csv", 2, "city"),
    ]
    assert loaded.refused[1].reason == "The row needs places.csv, row 3, which was refused."


@pytest.mark.parametrize("column", ["city", "provider", "label"])
def test_an_empty_cell_that_must_be_filled_is_refused(world: World, column: str) -> None:
    told = refused_alone(world.set("trainings", 2, column, ""), "trainings", 2, column, kept=EVERY - 1)
    assert (told.found, told.reason) == ("", "The cell is empty.")


def test_a_city_without_a_letter_is_no_commune(world: World) -> None:
    told = refused_alone(world.set("trainings", 2, "city", "?"), "trainings", 2, "city", kept=EVERY - 1)
    assert told.reason == "places.csv has no commune of this name."


def test_a_row_without_a_key_is_refused(world: World) -> None:
    told = refused_alone(world.set("trends", 2, "key", ""), "trends", 2, "key", kept=EVERY - 1)
    assert told.reason == "The cell is empty."


def test_a_name_lost_with_the_whole_table_of_actors_leads_to_that_table(world: World) -> None:
    (world.write() / "actors.csv").unlink()
    loaded = load(world.folder)
    offers = [told for told in loaded.refused if told.table == "support_offers.csv"]
    assert [told.reason for told in offers] == ["The row needs actors.csv, which was refused."]


def test_a_use_case_may_be_a_sectors_and_a_finding_may_concern_one(world: World) -> None:
    row = world.rows["usecases"][0]
    row[3:5] = ["", "btp"]
    concerns = ("atelier-bleu|btp", *world.certain)
    world.rows["findings"] = [["peu-de-liens", "Peu de liens", "Few ties", "statement", "territoire", *concerns]]
    loaded = load(world.write())
    assert loaded.refused == ()
    assert [(case.actor, case.sector) for case in of_kind(loaded, UseCase)] == [(None, "btp")]
    assert [found.concerns for found in of_kind(loaded, Finding)] == [("atelier-bleu", "btp")]


def test_a_finding_that_concerns_neither_an_actor_nor_a_sector_is_refused(world: World) -> None:
    concerns = ("bpt", *world.certain)
    world.rows["findings"] = [["peu-de-liens", "Peu de liens", "Few ties", "statement", "territoire", *concerns]]
    (told,) = load(world.write()).refused
    assert (told.table, told.column, told.reason) == ("findings.csv", "concerns", "actors.csv has no row 'bpt'.")
