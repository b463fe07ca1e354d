"""Applies the recorded judgements on names: one actor, one IRI; what is not the same, or unsure, is kept as a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.mapping import ALT_LABEL, PREF_LABEL, english, french
from graph.quality import Note, noted
from graph.rdf import Iri, Quad
from ontology import iris, records
from ontology.errors import IriRefused
from ontology.records import IdentityDecision, Record

__all__ = ["Identity", "judged"]

_REPLACES: Final = Iri("http://purl.org/dc/terms/replaces")
_WORDS: Mapping[str, tuple[str, str]] = {
    "same": ("le même acteur", "the same actor"),
    "different": ("deux acteurs différents", "two different actors"),
    "unsure": ("peut-être le même acteur, non tranché", "maybe the same actor, undecided"),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """Which actor IRIs stand for another, and what was decided on which names."""

    kept: Mapping[str, str]
    """IRI of an actor that was merged -> IRI of the actor that stands for it."""
    notes: tuple[Note, ...]

    def merged(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Yield statements with merged actors under one IRI; the name of a merged actor becomes another spelling."""
        if not self.kept:
            yield from quads
            return
        for quad in quads:
            subject, value, predicate = self._one(quad.subject), quad.object, quad.predicate
            if subject != quad.subject and predicate == PREF_LABEL:
                predicate = ALT_LABEL
            yield Quad(subject, predicate, self._one(value) if isinstance(value, Iri) else value, quad.graph)

    def recorded(self) -> Iterator[Quad]:
        """Yield the judgements, and which IRI replaces which, into the graph of quality."""
        graph = Iri(iris.graph("quality"))
        for old, new in sorted(self.kept.items()):
            yield Quad(Iri(new), _REPLACES, Iri(old), graph)
        for note in self.notes:
            yield from noted(note)

    def _one(self, term: Iri) -> Iri:
        return Iri(self.kept.get(term.value, term.value))


def judged(decisions: Iterable[IdentityDecision], rows: Iterable[Record]) -> Identity:
    """Return what the decisions mean for the actors of the records.

    A name is a key, a label or a spelling of an actor. ``same`` merges the right actor into the left one, and so on
    along a chain; a merge that would join two actors judged different is not made, since a wrong merge costs more than
    a missed one.
    """
    taken = tuple(decisions)
    known = _names(rows)
    apart = [pair for one in taken if one.decision == "different" and (pair := _pair(one, known))]
    kept: dict[str, str] = {}
    for decision in taken:
        pair = _pair(decision, known)
        if decision.decision == "same" and pair:
            _join(kept, pair, apart)
    flat = {iris.thing("actor", key): iris.thing("actor", _root(kept, key)) for key in kept}
    return Identity(flat, tuple(_note(decision, known, kept) for decision in taken))


def _join(kept: dict[str, str], pair: tuple[str, str], apart: list[tuple[str, str]]) -> None:
    left, right = (_root(kept, key) for key in pair)
    tried = {**kept, right: left}
    if left != right and all(_root(tried, one) != _root(tried, other) for one, other in apart):
        kept[right] = left


def _root(kept: Mapping[str, str], key: str) -> str:
    while key in kept:
        key = kept[key]
    return key


def _names(rows: Iterable[Record]) -> Mapping[str, str]:
    """Return the actor of each name; a key wins over a label, and a label over a spelling."""
    keys, labels, spellings = {}, {}, {}
    for row in rows:
        if isinstance(row, records.Actor):
            keys[row.key] = row.key
            labels[_folded(row.label)] = row.key
        elif isinstance(row, records.Spelling):
            spellings[_folded(row.spelling)] = row.actor
    return {**spellings, **labels, **keys}


def _folded(name: str) -> str:
    try:
        return iris.slug(name)
    except IriRefused:
        return name


def _actor(name: str, known: Mapping[str, str]) -> str | None:
    return known.get(name) or known.get(_folded(name))


def _pair(decision: IdentityDecision, known: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the two actors of a decision, when both names are known and not one actor's already."""
    left, right = _actor(decision.left, known), _actor(decision.right, known)
    return (left, right) if left and right and left != right else None


def _note(decision: IdentityDecision, known: Mapping[str, str], kept: Mapping[str, str]) -> Note:
    words = _WORDS[decision.decision]
    actors = {_root(kept, key) for name in (decision.left, decision.right) if (key := _actor(name, known))}
    pair = f"« {decision.left} », « {decision.right} »"
    return Note(
        key=f"identity-{_folded(decision.left)}-{_folded(decision.right)}",
        severity="info",
        focus=tuple(sorted(iris.thing("actor", key) for key in actors)),
        messages=(french(f"{pair} : {words[0]}. {decision.reason}"), english(f"{pair}: {words[1]}.")),
        table="identity",
    )
