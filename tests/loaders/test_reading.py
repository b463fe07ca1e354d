from __future__ import annotations

import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading import read_csv
from loaders.writing import write_csv
from ontology.errors import TableRefused

COLUMNS = ("key", "label")
CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30).map(
    lambda text: unicodedata.normalize("NFC", text).strip()
)


def table(folder: Path, raw: bytes) -> Path:
    path = folder / "invented.csv"
    path.write_bytes(raw)
    return path


def test_row_numbers_are_those_of_a_spreadsheet_with_quoted_newlines_and_blank_lines(tmp_path: Path) -> None:
    path = table(tmp_path, b'key,label\na,"two\nlines"\nb,one\n\nc,after a blank\n')
    rows, refused = read_csv(path, COLUMNS)
    assert [(row.number, row["key"]) for row in rows] == [(2, "a"), (3, "b"), (5, "c")]
    assert rows[0]["label"] == "two\nlines"
    assert refused == ()


def test_cells_are_stripped_and_composed_and_a_byte_order_mark_is_tolerated(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Béthune")
    rows, _ = read_csv(table(tmp_path, f"\ufeffkey,label\n a , {decomposed} \n".encode()), COLUMNS)
    assert (rows[0]["key"], rows[0]["label"]) == ("a", "Béthune")


def test_columns_may_stand_in_another_order_and_optional_ones_be_absent(tmp_path: Path) -> None:
    rows, _ = read_csv(table(tmp_path, b"label,key\nA,a\n"), COLUMNS, optional=("printed",))
    assert (rows[0]["key"], rows[0]["label"], rows[0]["printed"]) == ("a", "A", "")


@pytest.mark.parametrize(
    ("raw", "row", "cells", "column"),
    [
        (b"key,label\na\nb,B\n", 2, "1 cells, the header 2", "label"),
        (b"key,label\nb,B\na,A,more\n", 3, "3 cells, the header 2", ""),
    ],
)
def test_a_row_too_short_or_too_long_is_refused_alone(
    tmp_path: Path, raw: bytes, row: int, cells: str, column: str
) -> None:
    rows, refused = read_csv(table(tmp_path, raw), COLUMNS)
    assert [found["key"] for found in rows] == ["b"]
    assert (refused[0].row, refused[0].column) == (row, column)
    assert cells in refused[0].reason
    assert refused[0].remedy


def test_a_row_that_is_not_utf_8_is_refused_alone_with_byte_offset_and_line(tmp_path: Path) -> None:
    raw = b'key,label\na,"two\nlines"\nb,B\xe9thune\nc,C\n'
    rows, refused = read_csv(table(tmp_path, raw), COLUMNS)
    assert [found["key"] for found in rows] == ["a", "c"]
    (told,) = refused
    assert (told.table, told.row, told.column, told.found) == ("invented.csv", 3, "label", "B\\xe9thune")
    assert f"0xE9 at offset {raw.index(0xE9)} (line 4)" in told.reason
    assert "UTF-8" in told.remedy


@pytest.mark.parametrize(
    ("raw", "found", "column"),
    [
        (b"key\na\n", "Column 'label' is lost.", "label"),
        (b"key,label,colour\na,A,blue\n", "Column 'colour' is not known here.", "colour"),
        (b"key,label,key\na,A,a\n", "Column 'key' stands twice.", "key"),
        (b"", "The table is empty.", ""),
        (b"key,\xe9tiquette\n", "Byte 0xE9 at offset 4 (line 1) is not UTF-8.", "2"),
        ("key,label\n".encode("utf-16"), "Byte 0xFF at offset 0 (line 1) shows a text that is not UTF-8.", ""),
    ],
)
def test_a_table_whose_header_cannot_be_used_is_refused_whole(
    tmp_path: Path, raw: bytes, found: str, column: str
) -> None:
    with pytest.raises(TableRefused) as caught:
        read_csv(table(tmp_path, raw), COLUMNS)
    assert caught.value.found == found
    assert caught.value.column == column
    assert "invented.csv" in caught.value.where
    assert caught.value.remedy


def test_open_quotes_refuse_the_table_and_name_the_row_where_they_start(tmp_path: Path) -> None:
    with pytest.raises(TableRefused) as caught:
        read_csv(table(tmp_path, b'key,label\na,A\nb,"open\n'), COLUMNS)
    assert caught.value.row == 3


def test_a_missing_table_and_a_folder_in_its_place_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableRefused, match="missing"):
        read_csv(tmp_path / "none.csv", COLUMNS)
    with pytest.raises(TableRefused, match="cannot be read"):
        read_csv(tmp_path, COLUMNS)


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS), max_size=8))
def test_what_is_written_is_read_back(rows: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "written.csv"
        write_csv(path, COLUMNS, rows)
        read, refused = read_csv(path, COLUMNS)
    assert [(row["key"], row["label"]) for row in read] == rows
    assert [row.number for row in read] == list(range(2, len(rows) + 2))
    assert refused == ()


@given(st.binary(max_size=200))
def test_any_bytes_give_rows_or_refusals_each_row_once(raw: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = table(Path(folder), b"key,label\n" + raw)
        try:
            rows, refused = read_csv(path, COLUMNS)
        except TableRefused:
            return
    numbers = [row.number for row in rows] + [told.row for told in refused]
    assert len(numbers) == len(set(numbers))
