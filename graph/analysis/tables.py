"""A table that the terminal, the site and the report print alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from graph.analysis.values import ActorRef, Phrase, Plain

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ABSENCE",
    "ACTOR",
    "KIND",
    "LEFT",
    "RANK",
    "RIGHT",
    "SCORE",
    "SENTENCE",
    "Cell",
    "Column",
    "Table",
    "figure",
]

Cell = str | int | float | bool | None | Phrase | ActorRef | tuple[ActorRef, ...]
"""What a row may hold: actors keep their IRI, so that a page can link to them."""


class Column(NamedTuple):
    """A column: its key and its heading in both languages."""

    key: str
    fr: str
    en: str


ABSENCE = Phrase(
    "« Aucun lien connu dans ces sources » ne veut pas dire « aucun lien ».",
    "'No tie known in these sources' does not mean 'no tie'.",
)
"""What every reading that rests on silence repeats."""

RANK = Column("rank", "Rang", "Rank")
ACTOR = Column("actor", "Acteur", "Actor")
KIND = Column("kind", "Type", "Kind")
LEFT, RIGHT = Column("left", "Acteur", "Actor"), Column("right", "Autre acteur", "Other actor")
SCORE = Column("score", "Score", "Score")
SENTENCE = Column("sentence", "En clair", "In plain words")


@dataclass(frozen=True, slots=True)
class Table:
    """One analysis as rows, with the sentence that says what may be concluded."""

    name: str
    title_fr: str
    title_en: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    reading_fr: str
    reading_en: str

    def title(self, language: str = "fr") -> str:
        """Return the title in ``fr`` or ``en``."""
        return self.title_en if language == "en" else self.title_fr

    def reading(self, language: str = "fr") -> str:
        """Return what a decision-maker may and may not conclude, in ``fr`` or ``en``."""
        return self.reading_en if language == "en" else self.reading_fr

    def headings(self, language: str = "fr") -> tuple[str, ...]:
        """Return the headings of the columns in ``fr`` or ``en``."""
        return tuple(column.en if language == "en" else column.fr for column in self.columns)

    def rows_in(self, language: str = "fr") -> tuple[tuple[str | int | float | bool | None, ...], ...]:
        """Return the rows as scalars, texts in one language and actors by their label."""
        return tuple(tuple(_scalar(cell, language) for cell in row) for row in self.rows)

    def to_json(self, language: str = "fr") -> dict[str, Plain]:
        """Return the table as JSON can say it: columns, and one object a row."""
        keys = [column.key for column in self.columns]
        columns: list[Plain] = [
            {"key": key, "label": label} for key, label in zip(keys, self.headings(language), strict=True)
        ]
        rows: list[Plain] = [dict(zip(keys, row, strict=True)) for row in self.rows_in(language)]
        return {
            "name": self.name,
            "title": self.title(language),
            "reading": self.reading(language),
            "columns": columns,
            "rows": rows,
        }


def _scalar(cell: Cell, language: str) -> str | int | float | bool | None:
    if isinstance(cell, Phrase):
        return cell[language]
    if isinstance(cell, ActorRef):
        return cell.label
    if isinstance(cell, tuple):
        return _labels(cell)
    return cell


def _labels(actors: Iterable[ActorRef]) -> str:
    return ", ".join(actor.label for actor in actors)


def figure(number: float | None) -> float | None:
    """Return a figure as a table shows it, to three decimals."""
    return None if number is None else round(number, 3)
