"""The parts of the report as values: a heading, how to read it, tables whose rows lead to the pages of things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from graph.analysis.tables import Column, Table
from graph.analysis.values import ActorRef, Phrase

__all__ = ["Cell", "Figure", "Grid", "Section", "Way", "grid_of"]


@dataclass(frozen=True, slots=True)
class Way:
    """A text that leads to a page of ours; ``path`` is relative to the root of the site."""

    path: str
    text: Phrase


Cell = str | int | float | bool | None | Phrase | ActorRef | tuple[ActorRef, ...] | Way


class Figure(NamedTuple):
    """A key figure: what is counted, how many, and the part of the report that tells more."""

    key: str
    label: Phrase
    number: int
    section: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the report; ``more`` is the number of rows that only the machine-readable tables hold."""

    key: str
    title: Phrase
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: int = 0
    folded: bool = False
    """Whether it opens on demand only."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report: its reading says what may and may not be concluded."""

    key: str
    title: Phrase
    reading: Phrase
    grids: tuple[Grid, ...]


def grid_of(table: Table, *, shown: int | None = None, folded: bool = False) -> Grid:
    """Return the table of an analysis as a grid of the report, cut after the first rows when asked."""
    kept = table.rows if shown is None else table.rows[:shown]
    title = Phrase(table.title_fr, table.title_en)
    return Grid(table.name, title, table.columns, kept, len(table.rows) - len(kept), folded)
