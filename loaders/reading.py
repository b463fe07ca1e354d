"""Reads a table of facts with its row numbers, and says exactly what is wrong with each row it leaves out.

A row number is the one a spreadsheet shows: 1 for the header, each record one row however many lines its
quoted cells take, blank lines counted. One wrong row never hides the others; only a table that cannot be
told apart (no file, no readable header, a column lost or doubled) is refused as a whole.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ontology.errors import RowRefused, TableRefused

__all__ = ["Row", "Table", "read_csv", "read_table"]

_UTF8_REMEDY = "Save the table as UTF-8 (in a spreadsheet: CSV UTF-8)."
_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00")


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: the table's file name, the row number, the cells by column (stripped, NFC)."""

    table: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell of a column; empty when the table has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: rows that hold, what is wrong with the others, and those others as far as readable."""

    rows: tuple[Row, ...]
    refused: tuple[RowRefused, ...]
    broken: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Printed:
    """A record as the parser met it: its row number, the lines it spans, its raw cells."""

    number: int
    first_line: int
    last_line: int
    cells: tuple[str, ...]


def read_csv(
    path: Path, columns: Sequence[str], optional: Sequence[str] = ()
) -> tuple[tuple[Row, ...], tuple[RowRefused, ...]]:
    """Return the readable rows of a table and the refused ones (see ``read_table``)."""
    read = read_table(path, columns, optional)
    return read.rows, read.refused


def read_table(path: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> Table:
    """Return the rows of a table that can be read, and what is wrong with the others.

    Columns may stand in any order; those in ``optional`` may be absent. Cells are stripped and
    NFC-normalised; an empty cell is an empty string. A byte order mark is tolerated. A table without rows
    gives empty tuples.

    Raises
    ------
    TableRefused
        When the file is missing, is no UTF-8 text from its header on, or a column is lost, extra or doubled.
    """
    raw = _bytes(path)
    records = _records(path, raw)
    header = next(records, None)
    names = _header(path, raw, header, columns, optional)
    rows: list[Row] = []
    refused: list[RowRefused] = []
    broken: list[Row] = []
    for record in records:
        if not any(cell.strip() for cell in record.cells):
            continue
        problem = _wrong_width(path, record, names) or _wrong_bytes(path, raw, record, names)
        if problem:
            refused.append(problem)
        cells = {name: _clean(_guessed(cell)) for name, cell in zip(names, record.cells, strict=False)}
        (broken if problem else rows).append(Row(path.name, record.number, MappingProxyType(cells)))
    return Table(tuple(rows), tuple(refused), tuple(broken))


def _bytes(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
    except FileNotFoundError as missing:
        remedy = "Put the table back, or restore it from the repository."
        raise TableRefused("The table is missing.", where=str(path), remedy=remedy) from missing
    except OSError as unreadable:
        raise TableRefused(
            f"The table cannot be read ({unreadable.strerror}).", where=str(path), remedy="Check the file's rights."
        ) from unreadable
    for mark in _OTHER_MARKS:
        if raw.startswith(mark) or (mark == b"\x00" and mark in raw):
            offset = raw.find(mark)
            line = raw[:offset].count(b"\n") + 1
            found = f"Byte 0x{raw[offset]:02X} at offset {offset} (line {line}) shows a text that is not UTF-8."
            raise TableRefused(found, where=path.name, remedy=_UTF8_REMEDY, row=line)
    return raw.removeprefix(b"\xef\xbb\xbf")


def _records(path: Path, raw: bytes) -> Iterator[_Printed]:
    """Yield every record, header first; bytes that are not UTF-8 pass as lone surrogates, to be told row by row."""
    reader = csv.reader(io.StringIO(raw.decode("utf-8", "surrogateescape"), newline=""), strict=True)
    number, line = 0, 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            found = f"The quotes of the record that starts on line {line} cannot be told apart ({wrong})."
            raise TableRefused(
                found, where=f"{path.name}, row {number}", remedy="Close the quotes, double those inside.", row=number
            ) from wrong
        yield _Printed(number, line, reader.line_num, tuple(cells))
        line = reader.line_num + 1


def _header(
    path: Path, raw: bytes, record: _Printed | None, columns: Sequence[str], optional: Sequence[str]
) -> tuple[str, ...]:
    """Return the column names, or refuse the table for the first thing wrong with them."""
    where = f"{path.name}, row 1"
    expected = f"The columns are: {', '.join(columns)}."
    if record is None:
        raise TableRefused("The table is empty.", where=where, remedy=expected)
    wrong = _wrong_bytes(path, raw, record, [str(rank) for rank, _ in enumerate(record.cells, start=1)])
    if wrong:
        raise TableRefused(wrong.reason, where=where, remedy=wrong.remedy, column=wrong.column)
    names = tuple(_clean(cell) for cell in record.cells)
    lost = [name for name in columns if name not in names]
    extra = [name for name in names if name not in columns and name not in optional]
    doubled = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    for found, told in (("is lost", lost), ("stands twice", doubled), ("is not known here", extra)):
        if told:
            raise TableRefused(
                f"Column {', '.join(repr(name) for name in told)} {found}.",
                where=where,
                remedy=expected,
                column=told[0],
            )
    return names


def _wrong_width(path: Path, record: _Printed, names: Sequence[str]) -> RowRefused | None:
    if len(record.cells) == len(names):
        return None
    short = len(record.cells) < len(names)
    column = names[len(record.cells)] if short else ""
    reason = f"The row has {len(record.cells)} cells, the header {len(names)}."
    remedy = "Add the missing cells." if short else "Quote the cells that hold a comma, or remove the extra cells."
    return RowRefused(path.name, record.number, column, ",".join(record.cells)[:80], reason, remedy)


def _wrong_bytes(path: Path, raw: bytes, record: _Printed, names: Sequence[str]) -> RowRefused | None:
    """Return the refusal of a record that holds bytes outside UTF-8: the first one, its offset and line."""
    for name, cell in zip(names, record.cells, strict=False):
        if not any("\udc80" <= sign <= "\udcff" for sign in cell):
            continue
        offset, line = _first_wrong_byte(raw, record)
        shown = cell.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        reason = f"Byte 0x{raw[offset]:02X} at offset {offset} (line {line}) is not UTF-8."
        return RowRefused(path.name, record.number, name, shown, reason, _UTF8_REMEDY)
    return None


def _first_wrong_byte(raw: bytes, record: _Printed) -> tuple[int, int]:
    lines = raw.splitlines(keepends=True)
    before = sum(len(line) for line in lines[: record.first_line - 1])
    part = b"".join(lines[record.first_line - 1 : record.last_line])
    try:
        part.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return before + wrong.start, record.first_line + part[: wrong.start].count(b"\n")
    return before, record.first_line


def _guessed(cell: str) -> str:
    """Return a cell as it was most likely meant: bytes that are not UTF-8 come from old Windows tables."""
    if not any("\udc80" <= sign <= "\udcff" for sign in cell):
        return cell
    return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _clean(cell: str) -> str:
    return unicodedata.normalize("NFC", cell).strip()
