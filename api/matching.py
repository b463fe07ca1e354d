"""Matches names to things of the graph, as spreadsheets are reconciled: candidates, scores, and when it is sure."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.searching import EXACT
from graph.search_index import folded
from ontology.iris import BASE, NS

if TYPE_CHECKING:
    from api.searching import Hit, Search

__all__ = ["PROPERTIES", "TYPES", "Candidate", "Property", "Query", "TypeOf", "match"]

_CERTAIN, _MOST = 100.0, 99.0
_PENALTY, _BONUS = 15.0, 5.0


@dataclass(frozen=True, slots=True)
class TypeOf:
    """A type that things are matched to: the class of the ontology, the kind in the IRI, its names."""

    id: str
    kind: str
    fr: str
    en: str

    @property
    def iri(self) -> str:
        """Return the class."""
        return NS + self.id


TYPES = (
    TypeOf("Actor", "actor", "Acteur", "Actor"),
    TypeOf("Training", "training", "Formation", "Training"),
    TypeOf("UseCase", "usecase", "Cas d'usage", "Use case"),
    TypeOf("Product", "product", "Produit", "Product"),
    TypeOf("Occupation", "occupation", "Métier", "Occupation"),
    TypeOf("Competency", "competency", "Compétence", "Competency"),
    TypeOf("Action", "action", "Action du plan", "Plan action"),
    TypeOf("Place", "place", "Lieu", "Place"),
    TypeOf("Concept", "scheme", "Notion", "Concept"),
)


@dataclass(frozen=True, slots=True)
class Property:
    """A property that a match may be refined by and a spreadsheet extended with."""

    id: str
    path: str
    """Name of the query that gives its values (``api/queries/values-...``), or the IRI of the property."""
    fr: str
    en: str
    types: tuple[str, ...] = ("Actor",)

    def name(self, language: str) -> str:
        """Return its name in a language."""
        return self.en if language == "en" else self.fr


PROPERTIES = (
    Property("kind", NS + "kind", "Sorte d'acteur", "Kind of actor"),
    Property("role", NS + "role", "Rôle", "Role"),
    Property("sector", NS + "sector", "Secteur", "Sector", ("Actor", "UseCase")),
    Property("place", NS + "locatedIn", "Commune", "Commune", ("Actor", "Training")),
    Property("departement", NS + "locatedIn/" + NS + "departementLabel", "Département", "Département",
             ("Actor", "Training")),
    Property("departement-code", NS + "locatedIn/" + NS + "departement", "Code du département", "Département code",
             ("Actor", "Training")),
    Property("insee", NS + "locatedIn/" + NS + "inseeCode", "Code commune", "Commune code", ("Actor", "Training")),
    Property("partner", NS + "collaboratesWith", "Partenaire de collaboration", "Collaboration partner"),
    Property("tied-to", NS + "connectedTo", "Acteur lié", "Actor tied to"),
    Property("provider", NS + "provider", "Dispensée par", "Provided by", ("Training",)),
    Property("level", NS + "level", "Niveau", "Level", ("Training",)),
    Property("spelling", "http://www.w3.org/2004/02/skos/core#altLabel", "Autre graphie", "Other spelling",
             tuple(each.id for each in TYPES)),
    Property("label", "http://www.w3.org/2004/02/skos/core#prefLabel", "Nom", "Name",
             tuple(each.id for each in TYPES)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """One name to match, with the types it may have and what else is known of it."""

    text: str
    types: frozenset[str]
    most: int
    known: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Pairs of a property and the values it should have, folded or as identifiers."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that may be meant, from 0 to 100, and whether it is sure."""

    hit: Hit
    score: float
    match: bool
    exact: bool


def match(search: Search, query: Query) -> tuple[Candidate, ...]:
    """Return the candidates of a query, best first; a query says nothing of the others in its batch.

    A match is sure when one thing alone is named exactly so (accents, case and signs aside) or by its identifier,
    and nothing else that is known of it contradicts.
    """
    asked = identified(search, query.text)
    whole = asked is not None and "/" in query.text
    hits = () if whole else search.candidates(query.text)
    hits = hits if asked is None or any(each.iri == asked.iri for each in hits) else (asked, *hits)
    found = [
        _scored(search, hit, query, named=asked is not None and hit.iri == asked.iri)
        for hit in hits
        if _fits(hit, query)
    ]
    sure = [each for each in found if each.exact and each.score >= _CERTAIN - 0.01]
    ranked = sorted(found, key=lambda each: (-each.score, len(each.hit.fr), each.hit.fr, each.hit.iri))
    return tuple(
        Candidate(each.hit, each.score, match=len(sure) == 1 and each is sure[0], exact=each.exact)
        for each in ranked[: query.most]
    )


def identified(search: Search, text: str) -> Hit | None:
    """Return the thing that a text is the identifier of: an IRI, ``actor/cristal``, or an actor's bare key."""
    bare = text.strip().removeprefix(BASE).removeprefix("id/")
    if not re.fullmatch(r"[a-z0-9./-]{1,300}", bare):
        return None
    paths = (f"id/{bare}", bare) if "/" in bare else (f"id/actor/{bare}",)
    kinds = {each.kind for each in TYPES}
    return next((hit for hit in (search.thing(BASE + path) for path in paths) if hit and hit.kind in kinds), None)


def _fits(hit: Hit, query: Query) -> bool:
    kinds = {each.kind for each in TYPES if each.id in query.types}
    return hit.kind in (kinds or {each.kind for each in TYPES})


def _scored(search: Search, hit: Hit, query: Query, *, named: bool) -> Candidate:
    exact = named or hit.tier == EXACT
    score = _CERTAIN if exact else min(_MOST, 100 * _likeness(query.text, hit))
    for name, values in query.known:
        keys, words = _values(search, hit, name)
        agrees = any(each in keys or each in words for each in values)
        if agrees and not exact:
            score = min(_MOST, score + _BONUS)
        elif keys and not agrees:
            score -= _PENALTY
    return Candidate(hit, round(max(score, 0.0), 2), match=False, exact=exact)


def _likeness(text: str, hit: Hit) -> float:
    names = {folded(name) for name in (hit.name, hit.fr, hit.en)}
    return max(difflib.SequenceMatcher(None, folded(text), name).ratio() for name in names)


def _values(search: Search, hit: Hit, name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return what a thing has for a property, as keys, and the words of its description; both folded.

    A thing of which nothing is known for the property contradicts nothing.
    """
    facet = {"kind": "type", "place": "departement", "departement-code": "departement"}.get(name, name)
    keys = {value.rpartition("/")[2] for known, value in search.facets_of(hit.iri) if known == facet}
    words = {folded(word) for about in (hit.about_fr, hit.about_en) for word in about.split(" · ")}
    return frozenset(map(folded, keys)), frozenset(words)
