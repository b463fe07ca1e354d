"""The words for things: labels in the reader's language, and links on this server."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from api.wording import say
from graph.rdf import Iri, Literal
from ontology.iris import BASE, NS, key_of

if TYPE_CHECKING:
    from api.release import Release

__all__ = ["Names", "local_path"]


_LONGEST = 1000
"""Letters of an IRI that may bear a label: a client may ask for any, and what is remembered must stay small."""


class Names:
    """Labels of one release."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._labels = lru_cache(maxsize=20_000)(self._read)

    def label(self, iri: str, language: str) -> str:
        """Return the label of a thing: in the language, else in the other, else the last part of its IRI."""
        known = self._known(iri)
        return known.get(language) or known.get("fr") or known.get("en") or known.get("") or _plain_name(iri, language)

    def language_of(self, iri: str, language: str) -> str | None:
        """Return the language that the label really has, when it is not the one asked for."""
        known = self._known(iri)
        if language in known:
            return None
        return next((tag for tag in ("fr", "en") if tag in known), None)

    def _known(self, iri: str) -> dict[str, str]:
        """Return the labels of a thing, remembered unless its name is so long that it can be none of ours."""
        return self._labels(iri) if len(iri) <= _LONGEST else {}

    def _read(self, iri: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for row in self._release.rows("names-of", thing=Iri(iri)):
            name = row.get("name")
            if isinstance(name, Literal):
                tag = (name.language or "").lower().split("-")[0]
                found[tag] = min(found.get(tag, name.value), name.value)
        return found


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
