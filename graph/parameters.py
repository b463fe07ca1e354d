"""Turns what a person gives for a parameter (a key, an IRI, a name) into the term that the query needs."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from graph.question import Parameter, Question, internal
from graph.rdf import XSD, Iri, Literal, Term
from ontology.errors import QueryRefused, UnknownName
from ontology.iris import key_of, scheme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Store

__all__ = ["Choice", "choices", "terms"]

_NAMES = {
    "actor": "actor-names",
    "alliance": "alliance-names",
    "place": "place-names",
    "action": "action-names",
    "occupation": "occupation-names",
}
_ARTICLES = re.compile(r"\b(?:le|la|les|l|de|du|des|d|the|of)\b")
_TEXT_LENGTH = 200
_SHOWN = 5


class _Name(NamedTuple):
    """One name of a thing that a parameter accepts."""

    iri: str
    text: str
    language: str
    is_other: bool
    """True for a spelling beside the label."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a parameter accepts, with the words to show for it."""

    key: str
    label: str
    iri: str


def terms(store: Store, question: Question, values: Mapping[str, str]) -> dict[str, Term]:
    """Return the term for each parameter of a question.

    Raises
    ------
    UnknownName
        When a value names nothing in the store, or a parameter that the question does not have is given.
    QueryRefused
        When a parameter is missing or its value has the wrong type.
    """
    names = [parameter.name for parameter in question.parameters]
    for given in values:
        if given not in names:
            known = f"It takes {', '.join(names)}." if names else "It takes no parameter."
            raise UnknownName(f"{given!r} is no parameter of {question.id}.", remedy=known)
    return {parameter.name: _term(store, question, parameter, values) for parameter in question.parameters}


def choices(store: Store, parameter: Parameter) -> tuple[Choice, ...]:
    """Return what a parameter accepts, sorted by label; nothing for free text and integers."""
    if parameter.kind in {"integer", "text"}:
        return ()
    labels: dict[str, str] = {}
    for name in sorted(_names(store, parameter), key=_order):
        labels.setdefault(name.iri, name.text if name.language else key_of(name.iri))
    made = (Choice(key_of(iri), label, iri) for iri, label in labels.items())
    return tuple(sorted(made, key=lambda choice: (_folded(choice.label), choice.key)))


def _order(name: _Name) -> tuple[bool, bool, bool, str]:
    """Return what makes the label the first of a thing's names: its preferred one, in French, in words."""
    return name.is_other, name.language != "fr", not name.language, name.text


def _term(store: Store, question: Question, parameter: Parameter, values: Mapping[str, str]) -> Term:
    value = values.get(parameter.name, "").strip()
    if not value:
        raise QueryRefused(
            f"the question {question.id} needs {parameter.name} ({parameter.label_en}).",
            remedy=f"Give one, for example {parameter.name}={parameter.example}.",
            french=f"La question demande {parameter.name} ({parameter.label_fr}). "
            f"En donner un, par exemple {parameter.name}={parameter.example}.",
        )
    if parameter.kind == "integer":
        return _integer(parameter, value)
    if parameter.kind == "text":
        return _text(parameter, value)
    return _named(store, parameter, value)


def _integer(parameter: Parameter, value: str) -> Literal:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", value):
        raise QueryRefused(
            f"{value!r} is no whole number for {parameter.name}.", remedy=f"Give one such as {parameter.example}."
        )
    return Literal(str(int(value)), XSD + "integer")


def _text(parameter: Parameter, value: str) -> Literal:
    if len(value) > _TEXT_LENGTH or any(unicodedata.category(sign) == "Cc" for sign in value):
        raise QueryRefused(
            f"the text for {parameter.name} is too long or holds control signs.",
            remedy=f"Give at most {_TEXT_LENGTH} letters, such as {parameter.example}.",
        )
    return Literal(value)


def _named(store: Store, parameter: Parameter, value: str) -> Iri:
    """Return the thing that a key, an IRI or a name designates; a key wins over an equal name."""
    known = _names(store, parameter)
    by_key = {iri for iri, *_ in known if value in {iri, key_of(iri)}}
    wanted = _folded(value)
    found = by_key or {iri for iri, name, *_ in known if wanted and _folded(name) == wanted}
    if len(found) == 1:
        return Iri(found.pop())
    if found:
        keys = ", ".join(sorted(key_of(iri) for iri in found))
        raise UnknownName(f"{value!r} names several things.", remedy=f"Give the key of one: {keys}.")
    close = _close(known, value)
    raise UnknownName(
        f"{value!r} is not known ({parameter.label_en}).",
        remedy=f"Did you mean {close}?" if close else f"Give a key, an IRI or a name, for example {parameter.example}.",
        french=f"« {value} » n'est pas connu ({parameter.label_fr}). "
        + (f"Peut-être : {close} ?" if close else f"Donner une clé ou un nom, par exemple {parameter.example}."),
    )


def _names(store: Store, parameter: Parameter) -> list[_Name]:
    """Return every name of everything the parameter accepts."""
    if parameter.scheme is not None:
        rows = store.select(internal("concept-names"), {"scheme": Iri(scheme(parameter.scheme))})
    else:
        rows = store.select(internal(_NAMES[parameter.kind]))
    found = ((row.get("thing"), row.get("name"), str(row.get("property", ""))) for row in rows)
    return [
        _Name(iri.value, name.value, name.language or "", said.endswith("#altLabel"))
        for iri, name, said in found
        if isinstance(iri, Iri) and isinstance(name, Literal)
    ]


def _close(known: list[_Name], value: str) -> str:
    """Return the keys of the things whose names are closest, by spelling and by shared words; may be empty."""
    wanted = _folded(value)
    folded: dict[str, str] = {}
    for iri, name, *_ in sorted(known):
        folded.setdefault(_folded(name), iri)
        folded.setdefault(_folded(key_of(iri)), iri)
    close = difflib.get_close_matches(wanted, folded, n=_SHOWN, cutoff=0.7)
    close += sorted(name for name in folded if min(len(name), len(wanted)) > 2 and (wanted in name or name in wanted))
    return ", ".join(list(dict.fromkeys(key_of(folded[name]) for name in close))[:_SHOWN])


def _folded(name: str) -> str:
    """Return a name without case, accents, signs and articles, for comparing."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", " ", plain)
    return " ".join(_ARTICLES.sub(" ", words).split())
