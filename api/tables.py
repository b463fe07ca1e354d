"""A table as the service answers it: JSON with columns and rows, CSV, or cells for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.answers import csv_table, json_text, plain_number

if TYPE_CHECKING:
    from collections.abc import Mapping

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

    def json(self, about: Mapping[str, object]) -> str:
        """Return the table as JSON, after what it is about."""
        keys = [key for key, _ in self.columns]
        return json_text(
            {
                **about,
                "columns": [{"key": key, "label": label} for key, label in self.columns],
                "rows": [
                    {key: plain_number(cell.value) for key, cell in zip(keys, row, strict=True)} for row in self.rows
                ],
                "count": len(self.rows),
            }
        )

    def csv(self) -> str:
        """Return the table as CSV, headings in the reader's language."""
        return csv_table([label for _, label in self.columns], ([cell.value for cell in row] for row in self.rows))
