"""The words for things: labels in the reader's language, links on this server, and the search over all names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from api.wording import say
from graph.rdf import Iri, Literal
from ontology.iris import BASE, NS, key_of

if TYPE_CHECKING:
    from api.release import Release
    from graph.rdf import Term

__all__ = ["Found", "Names", "folded", "local_path"]

_ALT = "http://www.w3.org/2004/02/skos/core#altLabel"
_SEARCHED = (BASE + "id/", BASE + "scheme/")
_HIDDEN_KINDS = frozenset({"involvement", "position", "impact", "trend", "component", "community", "suggestion"})


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of a search: the thing, its label, the name that matched and how well (0 is best)."""

    iri: str
    label: str
    name: str
    kind: str
    rank: int


class Names:
    """Labels and searchable names of one release."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._labels = lru_cache(maxsize=20_000)(self._read)

    def label(self, iri: str, language: str) -> str:
        """Return the label of a thing: in the language, else in the other, else the last part of its IRI."""
        known = self._labels(iri)
        return known.get(language) or known.get("fr") or known.get("en") or known.get("") or _plain_name(iri, language)

    def language_of(self, iri: str, language: str) -> str | None:
        """Return the language that the label really has, when it is not the one asked for."""
        known = self._labels(iri)
        if language in known:
            return None
        return next((tag for tag in ("fr", "en") if tag in known), None)

    def _read(self, iri: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for row in self._release.rows("names-of", thing=Iri(iri)):
            name = row.get("name")
            if isinstance(name, Literal):
                tag = (name.language or "").lower().split("-")[0]
                found[tag] = min(found.get(tag, name.value), name.value)
        return found

    def search(self, text: str, language: str, most: int = 50) -> tuple[Found, ...]:
        """Return the things that a text names, best first: whole names, then starts, then words, then parts."""
        wanted = folded(text)
        if not wanted:
            return ()
        best: dict[str, Found] = {}
        for iri, name, plain in self._index:
            rank = _rank(plain, wanted)
            if rank is None or (iri in best and best[iri].rank <= rank):
                continue
            best[iri] = Found(iri, self.label(iri, language), name, _kind(iri), rank)
        return tuple(sorted(best.values(), key=lambda hit: (hit.rank, len(hit.label), hit.label, hit.iri))[:most])

    def actor_named(self, key: str) -> str | None:
        """Return the IRI of the one actor that has a spelling whose key this would be, or ``None``."""
        plain = folded(key)
        found = {iri for iri, _, name in self._index if name == plain and iri.startswith(BASE + "id/actor/")}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _index(self) -> tuple[tuple[str, str, str], ...]:
        """IRI, name and folded name of all that can be searched."""
        rows = ((row["thing"], row["name"]) for row in self._release.rows("names"))
        return tuple(
            (thing.value, name.value, folded(name.value))
            for thing, name in rows
            if isinstance(thing, Iri) and isinstance(name, Literal) and _is_searched(thing)
        )


def _is_searched(thing: Term) -> bool:
    text = str(thing)
    return text.startswith(_SEARCHED) and _kind(text) not in _HIDDEN_KINDS


def _kind(iri: str) -> str:
    """Return the kind of a thing of ours, ``scheme`` for concepts."""
    parts = iri.removeprefix(BASE).split("/")
    return parts[1] if parts[0] == "id" and len(parts) > 1 else parts[0]


def folded(text: str) -> str:
    """Return a text for comparing: no accents, no case, single spaces between letters and digits.

    >>> folded("Université d'Artois")
    'universite d artois'
    """
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    return re.sub(r"[\W_]+", " ", letters).strip()


def _rank(name: str, wanted: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    if all(f" {word}" in f" {name}" for word in wanted.split()):
        return 3
    return 4 if len(wanted) > 2 and wanted in name else None


def _plain_name(iri: str, language: str) -> str:
    """Return the words for a term of a public vocabulary, else the last part of the IRI."""
    name = key_of(iri)
    return ("" if iri.startswith(BASE) else say(f"term.{name}", language)) or name or iri


def local_path(iri: str) -> str | None:
    """Return the address on this server of an IRI of ours, or ``None``.

    >>> local_path("https://w3id.org/maillage/id/actor/cristal")
    '/id/actor/cristal'
    """
    if iri.startswith(NS):
        return "/ns#" + iri.removeprefix(NS)
    return "/" + iri.removeprefix(BASE) if iri.startswith(BASE) else None
