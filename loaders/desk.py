"""The desk where rows are checked one by one: what is known so far, what was refused and why.

A row may be wrong in several cells; each gives one refusal and the row is left out. When a cell names a row
that was refused itself, the refusal names that first row, so that one repair is seen to be enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

from loaders.names import fold
from loaders.reading import Row
from ontology.errors import RowRefused

__all__ = ["Desk", "Entry", "Place"]


R = TypeVar("R")
Place = str
"""Table and row of a refusal, as printed: ``actors.csv, row 12``."""


@dataclass(slots=True)
class Desk:
    """What the loaded rows have made known, by table; filled in the order of the tables."""

    known: dict[str, dict[str, str]] = field(default_factory=dict)
    """Table -> key of each accepted row -> its label."""
    lost: dict[str, dict[str, Place]] = field(default_factory=dict)
    """Table -> key of each refused row -> the row where the trouble began."""
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    """Folded name -> actors that bear it, each with the row that says so."""
    lost_names: dict[str, Place] = field(default_factory=dict)
    """Folded name of a refused actor or spelling -> the row where the trouble began."""
    cities: dict[str, list[str]] = field(default_factory=dict)
    """Folded name of a commune -> INSEE codes."""
    refused: list[RowRefused] = field(default_factory=list)
    broken: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    """Table -> rows that could not even be read, as far as they could be told."""

    def accept(
        self, table: str, rows: Iterable[Row], build: Callable[[Entry], R], beside: tuple[str, ...] = ()
    ) -> tuple[R, ...]:
        """Return the records of the rows that hold, sorted by key; the others join ``refused``.

        ``beside`` names tables loaded before that make things of the same kind: a key of theirs is refused.
        """
        first: dict[str, int] = {}
        kept = []
        for row in rows:
            entry = Entry(row, self)
            record = build(entry)
            entry.once(first)
            entry.apart(beside)
            if entry.problems:
                self.lose(table, entry)
                continue
            self.known.setdefault(table, {})[row["key"]] = row["label"]
            kept.append((row["key"], record))
        self.known.setdefault(table, {})
        return tuple(record for _, record in sorted(kept, key=lambda pair: pair[0]))

    def lose(self, table: str, entry: Entry) -> None:
        """Leave a row out: its problems join ``refused``, its key leads to the row where the trouble began."""
        self.refused.extend(entry.problems)
        key = entry.row["key"]
        if key and key not in self.known.get(table, {}):
            self.lost.setdefault(table, {}).setdefault(key, entry.root)

    def lose_unread(self, table: str, rows: tuple[Row, ...]) -> None:
        """Remember the rows that could not be read, so that what needs them can name them."""
        self.broken[table] = rows
        for row in rows:
            self.lost.setdefault(table, {}).setdefault(row["key"], f"{row.table}, row {row.number}")

    def lose_table(self, table: str, place: Place) -> None:
        """Remember that a whole table was refused, so that what needs it can say so."""
        self.lost.setdefault(table, {})["*"] = place

    def root_of(self, table: str, key: str) -> Place | None:
        """Return the row that explains why a key of a table is unknown, or ``None``."""
        lost = self.lost.get(table, {})
        return lost.get(key) or lost.get("*")

    def name(self, spelling: str, actor: str, place: Place) -> None:
        """Remember that an actor bears a name."""
        self.names.setdefault(fold(spelling), {}).setdefault(actor, place)

    def close(self, word: str, words: Iterable[str]) -> str:
        """Return the sentence that names the closest known words, or nothing."""
        near = get_close_matches(word, list(words), n=3, cutoff=0.6)
        return f" Close: {', '.join(near)}." if near else ""


@dataclass(slots=True)
class Entry:
    """One row under check; each reader of a cell returns a neutral value once it has noted a problem."""

    row: Row
    desk: Desk
    problems: list[RowRefused] = field(default_factory=list)
    roots: list[Place] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """Table and row, as printed in the reasons of dependent rows."""
        return f"{self.row.table}, row {self.row.number}"

    @property
    def root(self) -> Place:
        """The row where this row's trouble began: another one when all its problems come from there."""
        return self.roots[0] if self.roots and len(self.roots) == len(self.problems) else self.place

    def refuse(self, column: str, reason: str, remedy: str, root: Place | None = None) -> None:
        """Note one problem of the row."""
        self.problems.append(
            RowRefused(self.row.table, self.row.number, column, self.row[column] if column else "", reason, remedy)
        )
        if root:
            self.roots.append(root)

    def once(self, first: dict[str, int]) -> None:
        """Refuse a key that an earlier row of the table has."""
        key = self.row["key"]
        if not key:
            return
        if key in first:
            self.refuse("key", f"The key stands already in row {first[key]}.", "Give this row a key of its own.")
        first.setdefault(key, self.row.number)

    def apart(self, tables: tuple[str, ...]) -> None:
        """Refuse a key that a row of another table has for a thing of the same kind."""
        for table in tables:
            if self.row["key"] in self.desk.known.get(table, {}):
                self.refuse("key", f"The key stands already in {table}.csv.", "Give this row a key of its own.")

    def depends(self, column: str, root: Place) -> None:
        """Refuse the row because the one it names was refused."""
        self.refuse(column, f"The row needs {root}, which was refused.", f"Repair {root}.", root)
