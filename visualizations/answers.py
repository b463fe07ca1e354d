"""The answers of our own queries as plain text cells, grouped by what they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.rdf import Literal
from visualizations.facts import Term

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["Answer", "Row", "answers"]

_QUERIES = Path(__file__).resolve().parent / "queries"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the text of each cell, empty when unbound, and the language of the texts that have one."""

    cells: Mapping[str, str]
    languages: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a SELECT, in an order that depends on their content alone."""

    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def by(self, name: str) -> Mapping[str, Answer]:
        """Return the rows of each value of a column; a value that is not there has no row."""
        grouped: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            grouped[row[name]].append(row)
        made: dict[str, Answer] = defaultdict(lambda: Answer(()))
        made.update({value: Answer(tuple(rows)) for value, rows in grouped.items()})
        return made

    def one(self, name: str) -> str:
        """Return the first value of a column, empty when there is none."""
        return next((row[name] for row in self.rows if row[name]), "")

    def text(self, name: str, otherwise: Term) -> Term:
        """Return the texts of a column in both languages; English falls back on French, French on ``otherwise``."""
        said: dict[str, str] = {}
        for row in self.rows:
            if row[name]:
                said.setdefault(row.languages.get(name, ""), row[name])
        french = said.get("fr") or said.get("") or said.get("en") or otherwise.fr
        return Term(otherwise.key, french, said.get("en") or (otherwise.en if french == otherwise.fr else french))


def answers(store: Store, name: str) -> Answer:
    """Return the answer of one of our own queries (``queries/{name}.rq``)."""
    found = store.select((_QUERIES / f"{name}.rq").read_text(encoding="utf-8"))
    rows = [
        Row(
            {column: str(term) for column, term in row.items()},
            {column: term.language for column, term in row.items() if isinstance(term, Literal) and term.language},
        )
        for row in found
    ]
    rows.sort(key=lambda row: (sorted(row.cells.items()), sorted(row.languages.items())))
    return Answer(tuple(rows))
