"""The report of a build, for people and for machines: what is known, refused, wrong and missing."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from graph.analysis.values import ActorRef, Phrase
from visualizations.chapters import contents, figures
from visualizations.machine import in_json, said
from visualizations.page import asset, environment, policy
from visualizations.palette import css
from visualizations.report_wording import REPORT_WORDS
from visualizations.sections import Way

if TYPE_CHECKING:
    from graph.release import Release
    from visualizations.sections import Cell, Grid, Section

__all__ = ["as_json", "render"]


LONG = 90
"""Letters from which a text needs a wide column."""


def render(release: Release, *, language: str = "fr") -> str:
    """Return the report as one self-contained page in both languages, open in one of them."""
    script, style = asset("report.js"), css() + asset("base.css", "report.css")
    return (
        environment()
        .get_template("report.html")
        .render(
            language=language,
            languages=("fr", "en") if language == "fr" else ("en", "fr"),
            words={each: {key: phrase[each] for key, phrase in REPORT_WORDS.items()} for each in ("fr", "en")},
            figures=figures(release),
            sections=contents(release),
            release=release.report,
            shown=_shown,
            sort_of=_sort_of,
            script=script,
            style=style,
            policy=policy((script,), (style,)),
        )
    )


def as_json(release: Release) -> bytes:
    """Return the report for machines: what the build counted, then the same sections, keys sorted."""
    told: dict[str, object] = json.loads(release.report.to_json())
    told["figures"] = {figure.key: figure.number for figure in figures(release)}
    told["sections"] = [_section(section) for section in contents(release)]
    return in_json(told)


def _section(section: Section) -> dict[str, object]:
    return {
        "key": section.key,
        "title": said(section.title),
        "reading": said(section.reading),
        "tables": [_grid(grid) for grid in section.grids],
    }


def _grid(grid: Grid) -> dict[str, object]:
    return {
        "key": grid.key,
        "title": said(grid.title),
        "columns": [{"key": each.key, "fr": each.fr, "en": each.en} for each in grid.columns],
        "rows": [[_cell(cell) for cell in row] for row in grid.rows],
        "more": grid.more,
    }


def _cell(cell: Cell) -> object:
    return {"path": cell.path, "label": said(cell.text)} if isinstance(cell, Way) else said(cell)


def _sort_of(cell: Cell) -> str:
    """Return how a cell is set: a way, an actor, actors, a number, a text or a long one."""
    if isinstance(cell, Way):
        return "way"
    if isinstance(cell, ActorRef):
        return "actor"
    if isinstance(cell, tuple):
        return "actors" if cell else "text"
    if isinstance(cell, Phrase) and len(cell.fr) > LONG:
        return "long"
    return "number" if isinstance(cell, int | float) and not isinstance(cell, bool) else "text"


def _shown(cell: Cell, language: str) -> str:
    """Return a cell as text: figures as the language writes them, unknown as a dash."""
    if cell is None or cell in ((), "") or (isinstance(cell, float) and not math.isfinite(cell)):
        return "–"
    if isinstance(cell, Phrase):
        return cell[language] or "–"
    if isinstance(cell, bool):
        return {"fr": ("non", "oui"), "en": ("no", "yes")}[language][cell]
    if isinstance(cell, int):
        return f"{cell:,}".replace(",", "\u202f" if language == "fr" else ",")
    if isinstance(cell, float):
        return f"{cell:g}".replace(".", "," if language == "fr" else ".")
    return cell.label if isinstance(cell, ActorRef) else str(cell)
