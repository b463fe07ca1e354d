"""What a reason rests on that its source does not say outright: readings that are likely or unsure, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.sizes import size_words
from graph.analysis.values import Phrase, listed
from graph.elision import elided
from graph.portfolio import CERTAINTIES, Fact, Finding, JobReading, TrainingOffer, UseCase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.network import Link, Network, Node
    from graph.portfolio import Entry

__all__ = ["READINGS", "Doubt", "caveat", "doubts", "pair_doubts", "together"]

READINGS: Mapping[str, tuple[Phrase, Phrase]] = {
    "unsure": (
        Phrase("Lecture incertaine", "Unsure reading"),
        Phrase("Lectures incertaines", "Unsure readings"),
    ),
    "likely": (
        Phrase("Lecture probable", "Likely reading"),
        Phrase("Lectures probables", "Likely readings"),
    ),
}
"""How a sentence names what is not certain, for one thing and for several; the least sure first."""
SHOWN = 6
"""Things that a sentence names at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One thing that a reason takes for granted and that no source says for certain."""

    certainty: str
    """``likely`` or ``unsure``."""
    what: Phrase
    evidence: tuple[str, ...]


def doubts(entries: Iterable[Entry], nodes: Iterable[Node], own: str | None = None) -> tuple[Doubt, ...]:
    """Return the doubts on what a reason rests on, the least sure first; nothing where all is certain.

    ``nodes`` are the actors that the entries may speak of; the one whose key is ``own`` is not named again.
    """
    named = {node.key: node for node in nodes}
    found = (
        Doubt(certainty=each.certainty, what=_words(each, named, own), evidence=each.locators)
        for each in entries
        if each.certainty != CERTAINTIES[0]
    )
    return together(found)


def pair_doubts(network: Network, left: str, right: str, own: str | None = None) -> tuple[Doubt, ...]:
    """Return the doubt on the surest known tie of a pair; nothing where one is certain or none is known.

    The side whose key is ``own`` is not named again.
    """
    ends = (min(left, right), max(left, right))
    links = [link for link in network.links if (link.source, link.target) == ends]
    best = min(links, key=lambda link: (CERTAINTIES.index(link.certainty), link.label, link.tie), default=None)
    return () if best is None or best.certainty == CERTAINTIES[0] else (_tie_doubt(network, best, own),)


def together(found: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Return doubts once each, the least sure first, else in the order in which they come."""
    once = dict.fromkeys(found)
    return tuple(sorted(once, key=lambda each: -CERTAINTIES.index(each.certainty)))


def caveat(found: Iterable[Doubt]) -> Phrase:
    """Return the sentences that tell doubts; empty when there is none.

    >>> told = Doubt(certainty="likely", what=Phrase("le secteur d'A (santé)", "the sector of A (health)"), evidence=())
    >>> caveat([told]).fr, caveat([]).fr
    ("Lecture probable : le secteur d'A (santé).", '')
    """
    held = tuple(found)
    french, english = list[str](), list[str]()
    for certainty, (one, several) in READINGS.items():
        whats = [each.what for each in held if each.certainty == certainty]
        if whats:
            lead = several if len(whats) > 1 else one
            french.append(f"{lead.fr} : {listed((each.fr for each in whats), 'fr', SHOWN)}.")
            english.append(f"{lead.en}: {listed((each.en for each in whats), 'en', SHOWN)}.")
    return Phrase(" ".join(french), " ".join(english))


def _tie_doubt(network: Network, link: Link, own: str | None) -> Doubt:
    names = [network[key].label for key in (link.source, link.target) if key != own]
    words = (
        Phrase(f"le lien avec {names[0]}", f"the tie with {names[0]}")
        if len(names) == 1
        else Phrase(f"le lien entre {names[0]} et {names[1]}", f"the tie between {names[0]} and {names[1]}")
    )
    return Doubt(certainty=link.certainty, what=words, evidence=link.locators)


def _words(entry: Entry, named: Mapping[str, Node], own: str | None) -> Phrase:
    match entry:
        case Fact():
            return _fact(entry, named[entry.actor], own)
        case UseCase():
            return Phrase(f"l'usage « {entry.label} »", f"the use '{entry.label_en}'")
        case TrainingOffer():
            return Phrase(f"la formation « {entry.label} »", f"the training '{entry.label}'")
        case JobReading():
            return Phrase(
                f"ce que l'IA change à « {entry.competency or entry.label} » ({entry.label})",
                f"what AI changes in '{entry.competency or entry.label}' ({entry.label})",
            )
        case Finding():
            return Phrase(f"« {entry.label} »", f"'{entry.label_en}'")


def _fact(fact: Fact, node: Node, own: str | None) -> Phrase:
    of_fr, of_en = ("", "") if node.key == own else (f" {elided(node.label)}", f" of {node.label}")
    match fact.aspect:
        case "sector":
            value, fr, en = wording.sector(fact.value), "le secteur", "the sector"
        case "subfield":
            value, fr, en = wording.subfield(fact.value), "le domaine de recherche", "the field of research"
        case "role":
            told = wording.role(fact.value)
            value = Phrase(told.fr.partition(" (")[0], told.en.partition(" (")[0])
            fr, en = "le rôle", "the role"
        case "size":
            value, fr, en = size_words(fact.value), "la taille", "the size"
        case "service":
            value, fr, en = wording.service(fact.value), "un service", "a service"
        case "place":
            town = next((site.label for site in node.sites if site.code == fact.value), fact.value)
            value, fr, en = Phrase(town, town), "la commune", "the commune"
        case "maturity":
            return (
                Phrase("sa place parmi les pionniers", "its place among the pioneers")
                if not of_fr
                else Phrase(f"la place{of_fr} parmi les pionniers", f"the place{of_en} among the pioneers")
            )
        case _:
            return Phrase(f"ce qui est dit{of_fr}", f"what is said{of_en}")
    return Phrase(f"{fr}{of_fr} ({value.fr})", f"{en}{of_en} ({value.en})")
