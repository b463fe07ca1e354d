"""Searches the index of a release: completions while one types, and full answers with facets and pages."""

from __future__ import annotations

import difflib
import json
import sqlite3
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.search_index import FACETS, NAME, VERSION, deletions, entries, folded, write
from graph.stemming import stems
from ontology.errors import StoreUnavailable
from ontology.iris import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from graph.store import Store

__all__ = ["EXACT", "FUZZY", "SOME", "START", "Answer", "Hit", "Search"]

EXACT, START, WORDS, NAMES, TEXT, FUZZY, SOME = range(7)
"""How a thing was found, best first: whole name, start of a name, words of a name, stems of words in all its names, in
its names and description, wrong letters, and all words but one."""

_ROWS = 20_000
"""Names looked at for one text; who writes a single letter reads no further."""
_COMPARED = 300
_CORRECTIONS = 12
_SHORTEST = 4
_FEWEST, _MOST = 2, 8
"""Words of a text of which one may be missing."""
_BY_THING = frozenset({NAMES, TEXT, SOME})
"""Tiers that look at all the words of a thing at once, not at one name."""
_How = tuple[int, int, str]
"""Tier, place within it, and the name that matched."""

_Row = tuple[Any, ...]
"""Number of the thing, its columns, the name that matched when there is one."""

_COLUMNS = "thing.id, iri, kind, fr, en, about_fr, about_en"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its labels and description, the name that matched and how well."""

    iri: str
    kind: str
    fr: str
    en: str
    about_fr: str
    about_en: str
    name: str
    tier: int

    @property
    def key(self) -> str:
        """Return the kind and key, as the addresses of this site write them (``actor/cristal``)."""
        return self.iri.removeprefix(BASE + "id/").removeprefix(BASE)

    def label(self, language: str) -> str:
        """Return the label in a language."""
        return self.en if language == "en" else self.fr

    def about(self, language: str) -> str:
        """Return the description in a language."""
        return self.about_en if language == "en" else self.about_fr


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of hits, how many there are in all, and how many each facet value has."""

    hits: tuple[Hit, ...]
    count: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]


class Search:
    """The index of one release, opened for reading; safe to ask from several threads."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index
        self._lock = threading.Lock()

    @classmethod
    def over(cls, folder: Path | None, store: Store) -> Search:
        """Open the index that the build wrote; a release or a server that has none is read into memory."""
        path = folder / NAME if folder else None
        if path is None or not path.is_file():
            return cls(write(":memory:", entries(store)))
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            index = sqlite3.connect(address, uri=True, check_same_thread=False)
            if index.execute("PRAGMA user_version").fetchone()[0] == VERSION:
                return cls(index)
        except sqlite3.Error as error:
            raise StoreUnavailable("the search index cannot be read.", remedy="Build again.") from error
        index.close()
        return cls(write(":memory:", entries(store)))  # of a build before the tables changed

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            self._index.close()

    def suggest(self, text: str, kinds: Sequence[str] = (), most: int = 10) -> tuple[Hit, ...]:
        """Return the best completions of a text, each thing once."""
        wanted = folded(text)
        found: dict[int, Hit] = {}
        if not wanted:
            return ()
        with self._lock:
            for tier in (EXACT, START, WORDS, NAMES, TEXT, FUZZY):
                if tier == FUZZY and found:
                    break
                for row in self._named(tier, wanted, kinds, most * 4):
                    found.setdefault(row[0], _hit(row, tier))
                if len(found) >= most:
                    break
        return tuple(found.values())[:most]

    def search(self, text: str, chosen: Mapping[str, str] | None = None, *, page: int = 1, size: int = 25) -> Answer:
        """Return one page of what a text finds among the things of the chosen facet values."""
        wanted, start = folded(text), (page - 1) * size
        with self._lock:
            found = self._matched(wanted) if wanted else self._all(evidence="evidence" in (chosen or {}).values())
            for facet, value in (chosen or {}).items():
                kept = {row[0] for row in self._rows("SELECT thing FROM facet WHERE facet=? AND value=?", facet, value)}
                found = {thing: how for thing, how in found.items() if thing in kept}
            ranked = sorted(found, key=lambda thing: (*found[thing][:2], thing))
            shown = ranked[start : start + size]
            return Answer(self._hits(shown, found), len(ranked), self._facets(ranked))

    def candidates(self, text: str, most: int = 50) -> tuple[Hit, ...]:
        """Return what may be meant by a name: every tier, wrong letters too, descriptions left out."""
        wanted = folded(text)
        found: dict[int, Hit] = {}
        with self._lock:
            for tier in (EXACT, START, WORDS, NAMES, FUZZY) if wanted else ():
                for row in self._named(tier, wanted, (), most):
                    found.setdefault(row[0], _hit(row, tier))
        return tuple(found.values())

    def named(self, name: str, kind: str) -> tuple[str, ...]:
        """Return the IRIs of the things of a kind that have exactly a name, accents and case aside."""
        with self._lock:
            return tuple(dict.fromkeys(row[1] for row in self._named(EXACT, folded(name), (kind,), 10)))

    def thing(self, iri: str) -> Hit | None:
        """Return the entry of a thing."""
        with self._lock:
            row = next(iter(self._rows(f"SELECT {_COLUMNS}, fr FROM thing WHERE iri=?", iri)), None)  # noqa: S608
        return _hit(row, EXACT) if row else None

    def facets_of(self, iri: str) -> frozenset[tuple[str, str]]:
        """Return the facet values of a thing."""
        asked = "SELECT facet, value FROM facet JOIN thing ON thing.id=facet.thing WHERE iri=?"
        with self._lock:
            return frozenset((row[0], row[1]) for row in self._rows(asked, iri))

    def _rows(self, query: str, *values: object) -> list[_Row]:
        found: list[_Row] = self._index.execute(query, values).fetchall()
        return found

    def _named(self, tier: int, wanted: str, kinds: Sequence[str], most: int) -> list[_Row]:
        """Return the rows of a tier: number of the thing, its columns, the name that matched."""
        among = f" AND kind IN ({','.join('?' * len(kinds))})" if kinds else ""
        if tier == EXACT:
            value: str | None = wanted
            where, order, source = "name.folded=?", "name.id", "name"
        else:
            value = self._expression(tier, wanted)
            where, order, source = "words MATCH ?", "words.rowid", "words JOIN name ON name.id=words.rowid"
        if value is None:
            return []
        if tier in _BY_THING:
            return self._worded(value, among, kinds, most)
        query = (
            f"SELECT {_COLUMNS}, name.name FROM {source} JOIN thing ON thing.id=name.thing "  # noqa: S608 - own text
            f"WHERE {where}{among} ORDER BY {order} LIMIT ?"
        )
        rows = self._rows(query, value, *kinds, _COMPARED if tier == FUZZY else most)
        if tier != FUZZY:
            return rows
        return sorted(rows, key=lambda row: (-_likeness(wanted, folded(row[-1])), row[0]))[:most]

    def _worded(self, expression: str, among: str, kinds: Sequence[str], most: int) -> list[_Row]:
        """Return the things whose stems an expression finds, under their label."""
        query = (
            f"SELECT {_COLUMNS}, fr FROM texts JOIN thing ON thing.id=texts.rowid "  # noqa: S608 - own text
            f"WHERE texts MATCH ?{among} ORDER BY texts.rowid LIMIT ?"
        )
        return self._rows(query, expression, *kinds, most)

    def _expression(self, tier: int, wanted: str) -> str | None:
        """Return what FTS5 is asked; the words are letters and digits only, so that quotes are safe."""
        if tier == START:
            return f'^ "{wanted}" *'
        if tier == WORDS:
            return " ".join(f'"{word}" *' for word in wanted.split())
        if tier == FUZZY:
            return self._corrected(wanted)
        asked = [f'"{word}" *' for word in dict.fromkeys(stems(wanted))][:_MOST]
        if tier == SOME:
            return _all_but_one(asked)
        return ("names : " if tier == NAMES else "") + f"({' AND '.join(asked)})"

    def _corrected(self, wanted: str) -> str | None:
        """Return the words with those that differ by a letter or two; ``None`` when there is nothing to correct."""
        parts, corrected = [], False
        for word in wanted.split()[:8]:
            near = self._near(word) if len(word) >= _SHORTEST else []
            corrected = corrected or bool(near)
            parts.append("(" + " OR ".join([f'"{word}" *', *(f'"{each}"' for each in near)]) + ")")
        return " AND ".join(parts) if corrected else None

    def _near(self, word: str) -> list[str]:
        variants = sorted(deletions(word))
        marks = ",".join("?" * len(variants))
        query = f"SELECT DISTINCT word FROM spelling WHERE deleted IN ({marks}) LIMIT 500"  # noqa: S608 - marks only
        most = 1 if len(word) < 6 else 2
        scored = ((_distance(word, str(row[0])), str(row[0])) for row in self._rows(query, *variants))
        return [found for far, found in sorted(scored) if 0 < far <= most][:_CORRECTIONS]

    def _matched(self, wanted: str) -> dict[int, _How]:
        found: dict[int, _How] = {}
        for tier in (EXACT, START, WORDS):
            for row in self._named(tier, wanted, (), _ROWS):
                found.setdefault(row[0], (tier, 0, row[-1]))
        for tier in (NAMES, TEXT):
            expression = self._expression(tier, wanted)
            for row in self._rows("SELECT rowid FROM texts WHERE texts MATCH ? LIMIT ?", expression, _ROWS):
                found.setdefault(row[0], (tier, 0, ""))
        for tier in (FUZZY, SOME):
            if not found:
                for at, row in enumerate(self._named(tier, wanted, (), _COMPARED)):
                    found.setdefault(row[0], (tier, at, row[-1]))
        return found

    def _all(self, *, evidence: bool) -> dict[int, _How]:
        unlisted = "" if evidence else " WHERE kind<>'evidence'"
        return {row[0]: (TEXT, 0, "") for row in self._rows(f"SELECT id FROM thing{unlisted}")}  # noqa: S608

    def _hits(self, shown: Sequence[int], found: Mapping[int, _How]) -> tuple[Hit, ...]:
        query = f"SELECT {_COLUMNS} FROM thing WHERE id=?"  # noqa: S608 - own columns
        rows = [self._rows(query, thing)[0] for thing in shown]
        return tuple(
            _hit((*row, found[thing][2] or row[3]), found[thing][0]) for thing, row in zip(shown, rows, strict=True)
        )

    def _facets(self, things: Iterable[int]) -> dict[str, tuple[tuple[str, int], ...]]:
        query = (
            "SELECT facet, value, COUNT(*) FROM facet WHERE thing IN (SELECT value FROM json_each(?)) "
            "GROUP BY facet, value ORDER BY COUNT(*) DESC, value"
        )
        counted: dict[str, list[tuple[str, int]]] = {facet: [] for facet in FACETS}
        for facet, value, count in self._rows(query, json.dumps(list(things))):
            counted[str(facet)].append((str(value), count))
        return {facet: tuple(rows) for facet, rows in counted.items()}


def _all_but_one(asked: Sequence[str]) -> str | None:
    """Return an expression for all words but any one; ``None`` when too few words would be left, or too many."""
    if not _FEWEST <= len(asked) <= _MOST:
        return None
    left = (" AND ".join((*asked[:at], *asked[at + 1 :])) for at in range(len(asked)))
    return " OR ".join(f"({each})" for each in left)


def _hit(row: _Row, tier: int) -> Hit:
    _, iri, kind, fr, en, about_fr, about_en, name = row
    return Hit(iri, kind, fr, en, about_fr, about_en, name, tier)


def _likeness(wanted: str, name: str) -> float:
    """Return how alike two folded names are, 0 to 1."""
    return difflib.SequenceMatcher(None, wanted, name).ratio()


def _distance(left: str, right: str, most: int = 3) -> int:
    """Return the letters to change, add, leave out or swap to make one word the other; ``most`` when it is more.

    >>> _distance("univesrite", "universite")
    1
    """
    if abs(len(left) - len(right)) >= most:
        return most
    before: list[int] = []
    row = list(range(len(right) + 1))
    for at, sign in enumerate(left, 1):
        older, before, row = before, row, [at]
        for to, other in enumerate(right, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (sign != other))
            if at > 1 and to > 1 and sign == right[to - 2] and left[at - 2] == other:
                cost = min(cost, older[to - 2] + 1)
            row.append(cost)
    return min(row[-1], most)
