from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from loaders.edge_lists import UNDATED, EdgeRow, period, read_actors, read_edges, read_pairs
from ontology.errors import TableRefused

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2019-2-3", "2019-02-03", "2019-02-03"),
        ("2019-02-03T10:00:00", "2019-02-03", "2019-02-03"),
        ("2019.0", "2019-01-01", "2019-12-31"),
    ],
)
def test_dates_are_periods(text: str, first: str, last: str) -> None:
    assert period(text) == tuple(datetime.date.fromisoformat(day).toordinal() for day in (first, last))


@pytest.mark.parametrize("text", ["", "soon", "2019-13", "2019-02-30", "19", "0000"])
def test_what_is_no_date_has_no_period(text: str) -> None:
    assert period(text) is None


def test_ties_are_read_whatever_the_order_and_names_of_columns(tmp_path: Path) -> None:
    found = read_edges(written(tmp_path, "Year,To,From,weight,extra\n2019,b,a,0.5,x\n,c,b,,y\n"))
    first, last = period("2019") or (0, 0)

    assert found.rows == (EdgeRow("a", "b", first, last, 0.5), EdgeRow("b", "c", UNDATED, UNDATED, 1.0))
    assert found.refused == ()


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("a,,2019,1", "target", "The cell is empty."),
        ("a,a,2019,1", "target", "tied to itself"),
        ("a,b,20x9,1", "date", "no date"),
        ("a,b,2019,-2", "weight", "no weight"),
        ("a,b,2019,NaN", "weight", "no weight"),
        ("a,b,2019", "weight", "3 cells"),
    ],
)
def test_a_wrong_row_is_told_and_the_others_are_kept(tmp_path: Path, row: str, column: str, words: str) -> None:
    found = read_edges(written(tmp_path, f"source,target,date,weight\n{row}\nc,d,2019,1\n"))

    assert len(found.rows) == 1
    assert [(each.row, each.column) for each in found.refused] == [(2, column)]
    assert words in found.refused[0].sentence
    assert found.refused[0].remedy


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "empty"), ("a;b\n", "'source' is lost"), ("source,date\na,2019\n", "'target' is lost")],
)
def test_a_table_that_cannot_be_told_apart_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(TableRefused, match=words):
        read_edges(written(tmp_path, text))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableRefused, match="no such file"):
        read_edges(tmp_path / "none.csv")


def test_known_attributes_are_found_under_their_usual_names(tmp_path: Path) -> None:
    text = "id,label,Secteur,ville,size,unique\na,A,btp,Lens,10,1\nb,B,btp,Lille,10,2\nc,C,banque,Lille,20,3\n"
    found = read_actors(written(tmp_path, text))

    assert found.actors == ("a", "b", "c")
    assert sorted(found.attributes) == ["place", "sector", "size"]
    assert found.attributes["place"] == {"a": "Lens", "b": "Lille", "c": "Lille"}


def test_the_column_of_the_actor_is_the_one_that_the_ties_name(tmp_path: Path) -> None:
    path = written(tmp_path, "id,code,sector\n1,x,btp\n2,y,btp\n")

    assert read_actors(path).actors == ("1", "2")
    assert read_actors(path, {"x", "y"}).actors == ("x", "y")


def test_an_actor_that_stands_twice_is_told(tmp_path: Path) -> None:
    found = read_actors(written(tmp_path, "id,sector\na,btp\na,banque\n,btp\n"))

    assert found.attributes["sector"] == {"a": "btp"}
    assert [each.row for each in found.refused] == [3, 4]


def test_pairs_have_labels_or_none(tmp_path: Path) -> None:
    labelled = read_pairs(written(tmp_path, "source,target,label\na,b,1\na,c,non\na,d,perhaps\n"))
    plain = read_pairs(written(tmp_path, "source,target\na,b\n"))

    assert [row.is_tie for row in labelled.rows] == [True, False]
    assert [each.row for each in labelled.refused] == [4]
    assert (labelled.labelled, plain.labelled, plain.rows[0].is_tie) == (True, False, None)
