"""The search index of a release: every public name and description in one SQLite file.

SQLite's FTS5 needs no server and stands in Python itself. Names are kept folded (no accents, no case), in the order
in which they would be shown, so that the best completions of a text are the first rows met and a completion stays
fast whatever the size of the graph. All the words of a thing stand there a second time as stems, those of its names
apart from those of its description: they join the words of several names, and the forms of one word. Wrong letters
are caught by the deletions that two spellings have in common (SymSpell, W. Garbe 2012): two words at one deletion from
a same text are at most two letters apart.

People stand in the index under their name with the function that the source prints, and only those who have one.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graph.rdf import Iri, Literal
from graph.stemming import stems
from ontology.iris import BASE, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.store import Store

__all__ = ["FACETS", "NAME", "VERSION", "Entry", "deletions", "entries", "folded", "write"]

NAME = "search.sqlite"
FACETS = ("kind", "type", "sector", "departement", "role", "status")
"""What a search may be narrowed by; ``kind`` is the kind of thing, ``type`` the kind of actor, tie or training."""

_LOOKUPS = Path(__file__).resolve().parent / "lookups"
_APART = frozenset(
    {"involvement", "position", "impact", "trend", "component", "community", "suggestion", "metrics", "note",
     "interview", "withdrawn", "mainoccupation"}
)  # fmt: skip
"""Kinds of things that nobody looks for by name."""
_FIRST = ("actor", "training", "usecase", "tie", "action", "occupation", "product", "person", "competency", "place")
_LAST = len(_FIRST)
_ALT = "http://www.w3.org/2004/02/skos/core#altLabel"
_LETTERS = 8
"""Letters of a word that the deletions are made of; the rest of a long word rarely tells words apart."""
_SHORTEST = 4
_SCHEMA = """
CREATE TABLE thing(id INTEGER PRIMARY KEY, iri TEXT UNIQUE, kind TEXT, fr TEXT, en TEXT, about_fr TEXT, about_en TEXT);
CREATE TABLE name(id INTEGER PRIMARY KEY, thing INTEGER, name TEXT, folded TEXT);
CREATE TABLE facet(facet TEXT, value TEXT, thing INTEGER, PRIMARY KEY(facet, value, thing)) WITHOUT ROWID;
CREATE TABLE spelling(deleted TEXT, word TEXT, PRIMARY KEY(deleted, word)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(folded, content='', prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE texts USING fts5(names, about, content='', prefix='1 2 3 4', tokenize='unicode61');
"""
_INDEXES = """
CREATE INDEX name_folded ON name(folded);
CREATE INDEX name_thing ON name(thing);
CREATE INDEX facet_thing ON facet(thing);
INSERT INTO words(words) VALUES('optimize');
INSERT INTO texts(texts) VALUES('optimize');
"""
VERSION = 2
"""Of the tables above; an index of another version is not read."""


@dataclass(slots=True)
class Entry:
    """One thing as the index holds it; filled while the graph is read."""

    iri: str
    kind: str
    labels: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    about: dict[str, list[str]] = field(default_factory=lambda: {"fr": [], "en": []})
    facets: set[tuple[str, str]] = field(default_factory=set)

    def label(self, language: str) -> str:
        """Return the label in a language, else in the other, else without one, else the key."""
        known = self.labels
        return known.get(language) or known.get("fr") or known.get("en") or known.get("") or key_of(self.iri)

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Where the thing stands among equals: actors first, short names before long ones."""
        rank = _FIRST.index(self.kind) if self.kind in _FIRST else _LAST
        return rank, len(self.label("fr")), folded(self.label("fr")), self.iri


def folded(text: str) -> str:
    """Return a text for comparing: no accents, no case, single spaces between letters and digits.

    >>> folded("Université d'Artois")
    'universite d artois'
    """
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
        text = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def deletions(word: str) -> frozenset[str]:
    """Return a word's first letters, whole and with any one of them left out.

    >>> sorted(deletions("lens"))
    ['ens', 'len', 'lens', 'les', 'lns']
    """
    start = word[:_LETTERS]
    return frozenset({start, *(start[:at] + start[at + 1 :] for at in range(len(start)))})


def entries(store: Store) -> tuple[Entry, ...]:
    """Return all that can be searched in a store, in the order of the index."""
    found: dict[str, Entry] = {}
    for thing, predicate, name in _read(store, "search-names"):
        kind = _kind(thing)
        if kind is None or not isinstance(name, Literal):
            continue
        entry = found.setdefault(thing, Entry(thing, kind))
        entry.names.add(name.value)
        if predicate != _ALT:
            tag = (name.language or "").partition("-")[0]
            entry.labels[tag] = min(entry.labels.get(tag, name.value), name.value)
    _describe(store, found)
    _place(store, found)
    _prove(store, found)
    return tuple(sorted((each for each in found.values() if _is_public(each)), key=lambda entry: entry.order))


def _is_public(entry: Entry) -> bool:
    """Tell whether a thing may be found: a person only with the function that the source prints."""
    return entry.kind != "person" or bool(entry.about["fr"])


def _kind(iri: str) -> str | None:
    """Return the kind of a thing that is searched, ``scheme`` for concepts, else ``None``."""
    parts = iri.removeprefix(BASE).split("/")
    if parts[0] == "scheme":
        return "scheme"
    return parts[1] if parts[0] == "id" and len(parts) > 1 and parts[1] not in _APART else None


def _read(store: Store, lookup: str) -> Iterator[tuple[str, str, Iri | Literal]]:
    rows = store.select((_LOOKUPS / f"{lookup}.rq").read_text(encoding="utf-8"))
    for row in rows:
        thing, value = row.get("thing"), row.get("value")
        if isinstance(thing, Iri) and isinstance(value, Iri | Literal):
            yield thing.value, str(row.get("property", "")), value


def _describe(store: Store, found: dict[str, Entry]) -> None:
    """Add what is said of each thing in words: definitions, functions, and the words for its kind and place."""
    for thing, _, text in sorted(_read(store, "search-texts"), key=lambda row: (row[0], row[1], str(row[2]))):
        if thing not in found or not isinstance(text, Literal):
            continue
        told = found[thing].about
        for language in ("fr", "en"):
            if (text.language or language) == language and text.value not in told[language]:
                told[language].append(text.value)


def _place(store: Store, found: dict[str, Entry]) -> None:
    for thing, facet, value in _read(store, "search-facets"):
        if thing in found:
            path = str(value).removeprefix(BASE + "scheme/")
            found[thing].facets.add((facet, path if facet == "type" else key_of(path)))


def _prove(store: Store, found: dict[str, Entry]) -> None:
    """Add the rows of evidence: they are listed and counted, and not found by their words."""
    for thing, _, value in _read(store, "search-evidence"):
        found[thing] = Entry(thing, "evidence", {"": str(value)})


def write(path: Path | str, found: Iterable[Entry]) -> sqlite3.Connection:
    """Write an index and return it open; ``":memory:"`` keeps it in memory."""
    index = sqlite3.connect(path, check_same_thread=False)
    index.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;"
        f"PRAGMA user_version={VERSION};" + _SCHEMA
    )
    words: dict[str, set[str]] = defaultdict(set)
    number = 0
    for identifier, entry in enumerate(found, 1):
        _write_thing(index, identifier, entry)
        for name in sorted(entry.names, key=lambda name: (name not in entry.labels.values(), name)):
            number += 1
            plain = folded(name)
            index.execute("INSERT INTO name VALUES(?, ?, ?, ?)", (number, identifier, name, plain))
            index.execute("INSERT INTO words(rowid, folded) VALUES(?, ?)", (number, plain))
            for word in plain.split():
                if len(word) >= _SHORTEST and word not in words:
                    words[word] = set(deletions(word))
    rows = sorted((deleted, word) for word, each in words.items() for deleted in each)
    index.executemany("INSERT INTO spelling VALUES(?, ?)", rows)
    index.executescript(_INDEXES)
    index.commit()
    return index


def _write_thing(index: sqlite3.Connection, identifier: int, entry: Entry) -> None:
    about = {language: " · ".join(told) for language, told in entry.about.items()}
    index.execute(
        "INSERT INTO thing VALUES(?, ?, ?, ?, ?, ?, ?)",
        (identifier, entry.iri, entry.kind, entry.label("fr"), entry.label("en"), about["fr"], about["en"]),
    )
    rows = [("kind", entry.kind, identifier), *((facet, value, identifier) for facet, value in sorted(entry.facets))]
    index.executemany("INSERT OR IGNORE INTO facet VALUES(?, ?, ?)", rows)
    names, told = (_stemmed(texts) for texts in (sorted(entry.names), about.values()))
    if names or told:
        index.execute("INSERT INTO texts(rowid, names, about) VALUES(?, ?, ?)", (identifier, names, told))


def _stemmed(texts: Iterable[str]) -> str:
    """Return the stems of texts, each once: which words a thing has counts, not how often."""
    return " ".join(dict.fromkeys(word for text in texts for word in stems(folded(text))))
