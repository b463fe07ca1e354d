"""An error is one sentence: where, what was found, what to do."""

from __future__ import annotations

import dataclasses
import inspect

import pytest

from ontology import errors
from ontology.errors import MaillageError, QueryRefused, RowRefused, TableRefused


def test_a_sentence_has_the_place_the_finding_and_the_remedy() -> None:
    error = MaillageError("the column 'key' is missing.", where="actors.csv", remedy="Put it back.")
    assert str(error) == error.sentence == "actors.csv: the column 'key' is missing. Put it back."


def test_a_sentence_leaves_out_what_is_not_known() -> None:
    assert MaillageError("nothing is there.").sentence == "nothing is there."


@pytest.mark.parametrize("name", [name for name in errors.__all__ if name not in {"MaillageError", "RowRefused"}])
def test_each_error_is_of_the_one_tree_and_documented(name: str) -> None:
    found = getattr(errors, name)
    assert issubclass(found, MaillageError)
    assert inspect.getdoc(found)
    assert found("it went wrong.", where="here", remedy="Mend it.").sentence == "here: it went wrong. Mend it."


def test_each_error_of_the_module_is_public() -> None:
    written = {
        name for name, found in vars(errors).items() if inspect.isclass(found) and found.__module__ == errors.__name__
    }
    assert written == set(errors.__all__)


def test_a_refused_query_says_line_and_column() -> None:
    error = QueryRefused("a bracket is open.", line=3, column=14)
    assert (error.line, error.column) == (3, 14)
    assert QueryRefused("SERVICE is refused.").line is None


def test_a_refused_table_says_its_row_and_column() -> None:
    error = TableRefused("a byte is not UTF-8.", where="ties.csv", row=7, column="label")
    assert (error.row, error.column) == (7, "label")


def test_a_refused_row_reads_as_a_sentence() -> None:
    row = RowRefused("actors.csv", 12, "kind", "labo", "no kind of actor has this key.", "Write 'laboratory'.")
    assert (
        row.sentence
        == "actors.csv, row 12, column kind: found 'labo': no kind of actor has this key. Write 'laboratory'."
    )


def test_a_refused_row_without_column_or_value_stays_readable() -> None:
    row = RowRefused("actors.csv", 12, "", "", "the key is used twice.", "Change one.")
    assert row.sentence == "actors.csv, row 12: the key is used twice. Change one."


def test_a_refused_row_cannot_be_changed() -> None:
    row = RowRefused("actors.csv", 12, "", "", "a", "b")
    with pytest.raises(dataclasses.FrozenInstanceError):
        row.row = 13  # type: ignore[misc]
