"""A table as the service answers it: JSON with columns and rows, CSV, or cells for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.answers import csv_table, plain_number

if TYPE_CHECKING:
    from api.envelope import Paging
    from api.facts import Shown

__all__ = ["Cell", "Table"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the value as data, and as a page shows it."""

    value: object
    shown: Shown


@dataclass(frozen=True, slots=True)
class Table:
    """Columns (key, heading) and rows of cells."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]

    def headings(self) -> list[dict[str, str]]:
        """Return the columns for a machine."""
        return [{"key": key, "label": label} for key, label in self.columns]

    def records(self, paging: Paging) -> list[dict[str, object]]:
        """Return the rows of a page for a machine."""
        keys = [key for key, _ in self.columns]
        return [
            {key: plain_number(cell.value) for key, cell in zip(keys, row, strict=True)}
            for row in paging.part(self.rows)
        ]

    def csv(self) -> str:
        """Return the table as CSV, headings in the reader's language."""
        return csv_table([label for _, label in self.columns], ([cell.value for cell in row] for row in self.rows))
