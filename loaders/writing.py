"""Writes a table the one way all tables are written, so that equal rows give equal bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = ["csv_text", "write_csv"]


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the text of a table: a header line, comma, LF, quotes only where needed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table as UTF-8, replacing the file."""
    path.write_bytes(csv_text(columns, rows).encode("utf-8"))
