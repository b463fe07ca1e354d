"""Rewrites the parsed tables from the study's text: ``python -m loaders.study SOURCE_FOLDER TABLES_FOLDER``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from loaders.study.competencies import CompetencyRow, ImpactRow, all_occupations, annex_competencies, impacts
from loaders.study.contradictions import observations
from loaders.study.interviews import InterviewRow, interviews
from loaders.study.projections import projections
from loaders.study.sectors import ObservationRow
from loaders.study.support_bodies import SupportOfferRow, support_offers
from loaders.study.text import Line, Located, read_study
from loaders.study.trainings import TrainingRow, trainings
from loaders.study.trends import OccupationRow, TrendRow, trends
from loaders.writing import csv_text
from ontology.errors import TableRefused

__all__ = ["TABLES", "columns_of", "parsed_tables", "write_tables"]

_LAST = ("source", "section", "line", "certainty", "note")

TABLES = (
    ("interviews", InterviewRow, interviews),
    ("trainings", TrainingRow, trainings),
    ("support_offers", SupportOfferRow, support_offers),
    ("observations", ObservationRow, observations),
    ("projections", ObservationRow, projections),
    ("occupations", OccupationRow, all_occupations),
    ("trends", TrendRow, trends),
    ("annex_competencies", CompetencyRow, annex_competencies),
    ("impacts", ImpactRow, impacts),
)
"""Each parsed table: name, class of its rows, parser."""


def columns_of(kind: type[Located]) -> tuple[str, ...]:
    """Return the columns of a table: the key, its own columns, then where the row stands."""
    named = [told.name for told in fields(kind) if told.metadata.get("column", True)]
    return ("key", *(name for name in named if name not in ("key", *_LAST)), *_LAST)


def _text(name: str, kind: type[Located], rows: Sequence[Located]) -> str:
    columns = columns_of(kind)
    twice = sorted({row.key for row in rows if sum(other.key == row.key for other in rows) > 1})
    if twice:
        raise TableRefused(f"Keys made twice: {', '.join(twice)}.", where=name, remedy="Tell the rows apart.")
    ordered = sorted(rows, key=lambda row: row.key)
    return csv_text(columns, ([str(getattr(row, column)) for column in columns] for row in ordered))


def parsed_tables(lines: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    """Return name and CSV text of every parsed table, read from the study's lines."""
    return tuple((name, _text(name, kind, parser(lines))) for name, kind, parser in TABLES)


def write_tables(sources: Path, tables: Path) -> tuple[tuple[Path, int], ...]:
    """Rewrite the parsed tables; returns each file with its number of rows.

    Raises
    ------
    TableRefused
        When a folder or the study is not there, or two rows would have one key; nothing is written then.
    """
    if not tables.is_dir():
        raise TableRefused("There is no folder of tables.", where=str(tables), remedy="Give the folder of the tables.")
    written = []
    for name, text in parsed_tables(read_study(sources)):
        path = tables / f"{name}.csv"
        path.write_bytes(text.encode("utf-8"))
        written.append((path, text.count("\n") - 1))
    return tuple(written)
