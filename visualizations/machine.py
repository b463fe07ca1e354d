"""What our values look like in JSON: keys sorted, actors with their IRI, no figure that is not a number."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from graph.analysis.values import ActorRef, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.analysis.tables import Table

__all__ = ["in_json", "in_one_language", "said", "table_in_json"]


def in_json(told: object) -> bytes:
    """Return a value as JSON: keys sorted, one-space indents, a final newline, UTF-8."""
    return (json.dumps(told, ensure_ascii=False, allow_nan=False, indent=1, sort_keys=True) + "\n").encode()


def table_in_json(table: Table) -> dict[str, object]:
    """Return a table in both languages: title, reading, columns and rows of cells."""
    return {
        "name": table.name,
        "title": {"fr": table.title_fr, "en": table.title_en},
        "reading": {"fr": table.reading_fr, "en": table.reading_en},
        "columns": [{"key": each.key, "fr": each.fr, "en": each.en} for each in table.columns],
        "rows": [[said(cell) for cell in row] for row in table.rows],
    }


def said(cell: object) -> object:
    """Return a cell as JSON can say it.

    >>> said(float("nan")) is None
    True
    """
    if isinstance(cell, Phrase):
        return {"fr": cell.fr, "en": cell.en}
    if isinstance(cell, ActorRef):
        return {"iri": cell.iri, "label": cell.label}
    if isinstance(cell, tuple):
        return [said(each) for each in cell]
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell


def in_one_language(told: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return what ``table_in_json`` made as ``Table.to_json`` says it: one language, actors by their label."""
    keys = [each["key"] for each in told["columns"]]
    return {
        "name": told["name"],
        "title": told["title"][language],
        "reading": told["reading"][language],
        "columns": [{"key": each["key"], "label": each[language]} for each in told["columns"]],
        "rows": [dict(zip(keys, (_scalar(cell, language) for cell in row), strict=True)) for row in told["rows"]],
    }


def _scalar(cell: Any, language: str) -> Any:
    if isinstance(cell, list):
        return ", ".join(str(_scalar(each, language)) for each in cell)
    if isinstance(cell, dict):
        return cell["label"] if "iri" in cell else cell[language]
    return cell
