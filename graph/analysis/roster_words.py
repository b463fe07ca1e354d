"""Sentences for the roster: why an organisation is in, and where the sources say so."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.doubts import caveat
from graph.analysis.ground import BROADER
from graph.analysis.roster_scene import UNITS
from graph.analysis.values import ActorRef, Phrase, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.analysis.doubts import Doubt
    from graph.network import Network, Node
    from graph.portfolio import Portfolio, TrainingOffer

__all__ = ["covered", "evidence", "named", "why"]

_ONLY = {
    "sector": (
        Phrase("seul membre du secteur", "only member of the sector"),
        Phrase("seul membre des secteurs", "only member of the sectors"),
    ),
    "departement": (
        Phrase("seul membre dans", "only member in"),
        Phrase("seul membre dans", "only member in"),
    ),
    "role": (
        Phrase("seul membre du rôle", "only member of the role"),
        Phrase("seul membre des rôles", "only member of the roles"),
    ),
}
"""What a member alone represents, for one value and for several."""
_THE = {
    "Aisne": "l'Aisne",
    "Nord": "le Nord",
    "Oise": "l'Oise",
    "Pas-de-Calais": "le Pas-de-Calais",
    "Somme": "la Somme",
}
"""The names of the départements as a French sentence has them."""
NAMED = 3
"""Partners that a reason names."""


def why(
    node: Node,
    reached: Sequence[ActorRef],
    covers: Sequence[tuple[str, Phrase]],
    needed: Sequence[Phrase],
    portfolio: Portfolio,
    doubtful: Sequence[Doubt] = (),
) -> Phrase:
    """Return why an organisation is in the roster: what it brings, whom it alone reaches, what it alone represents.

    What of it is a likely or unsure reading is told in a sentence of its own.
    """
    parts = [*_brings(node, portfolio), *_ties(reached), *_covers(covers)]
    if len(parts) < 2:
        parts += _needed(needed)
    if not parts:
        parts = [Phrase("renforce ce que d'autres membres couvrent déjà", "adds to what other members cover already")]
    french, english = "; ".join(part.fr for part in parts), "; ".join(part.en for part in parts)
    told = caveat(doubtful)
    return Phrase(
        f"{french[:1].upper()}{french[1:]}.".replace("; ", " ; ") + (f" {told.fr}" if told.fr else ""),
        f"{english[:1].upper()}{english[1:]}." + (f" {told.en}" if told.en else ""),
    )


def named(reached: Iterable[ActorRef], node: Node) -> tuple[ActorRef, ...]:
    """Return the partners that a reason names: neither the organisation itself nor a unit of a school."""
    return tuple(actor for actor in reached if actor.key != node.key and actor.kind not in UNITS)


def covered(node: Node, dimension: str, key: str) -> Phrase:
    """Return the words for what a member alone represents; its own sector is named beside a broader one."""
    if dimension == "departement":
        return wording.departement(key)
    if dimension != "sector":
        return wording.role(key) if dimension == "role" else Phrase(f"communauté {key}", f"community {key}")
    own = next((each for each in node.sectors if BROADER.get(each, each) == key), key)
    broad, narrow = wording.sector(key), wording.sector(own)
    return broad if own == key else Phrase(f"{broad.fr} ({narrow.fr})", f"{broad.en} ({narrow.en})")


def evidence(network: Network, portfolio: Portfolio, node: Node, partners: Sequence[ActorRef]) -> tuple[str, ...]:
    """Return where the sources say what a reason says: what the organisation does first, then each tie named."""
    found = list(portfolio.said(node.key, "maturity"))
    found += [locator for case in portfolio.cases_of(node.key)[:1] for locator in case.locators]
    for aspect in ("subfield", "service", "sector"):
        found += portfolio.said(node.key, aspect)[:1]
    found += [locator for offer in _foremost(portfolio, node) for locator in offer.locators[:1]]
    for actor in partners[:NAMED]:
        pair = {node.key, actor.key}
        found += next((link.locators[:2] for link in network.links if {link.source, link.target} == pair), ())
    found += portfolio.said(node.key, "role")[:1]
    if not found:
        found = [each for link in network.links if node.key in (link.source, link.target) for each in link.locators]
    return tuple(dict.fromkeys(found))


def _foremost(portfolio: Portfolio, node: Node) -> list[TrainingOffer]:
    """Return one training for each commune where an organisation teaches."""
    seen = {offer.place: offer for offer in reversed(portfolio.trainings_of(node.key))}
    return [seen[place] for place in sorted(seen, key=lambda each: each or "")]


def _brings(node: Node, portfolio: Portfolio) -> list[Phrase]:
    made = []
    if portfolio.pioneer(node.key):
        made.append(Phrase("cité parmi les pionniers de l'IA", "named among the pioneers of AI"))
    cases = portfolio.cases_of(node.key)
    if cases:
        first = cases[0]
        made.append(
            Phrase(f"apporte un cas connu ({_low(first.label)})", f"brings a known case ({_low(first.label_en)})")
        )
    elif node.subfields:
        words = [wording.subfield(each) for each in node.subfields]
        fr, en = listed((each.fr for each in words), "fr"), listed((each.en for each in words), "en")
        made.append(Phrase(f"recherche en {fr}", f"research on {en}"))
    elif portfolio.trainings_of(node.key):
        made.append(_teaches(node, portfolio))
    elif node.services:
        words = [wording.service(each) for each in node.services]
        fr, en = listed((each.fr for each in words), "fr"), listed((each.en for each in words), "en")
        made.append(Phrase(f"services recensés : {fr}", f"services listed: {en}"))
    return made


def _teaches(node: Node, portfolio: Portfolio) -> Phrase:
    offers = portfolio.trainings_of(node.key)
    names = {commune.code: commune.label for commune in portfolio.communes}
    towns = [town for town, _ in Counter(names[each.place] for each in offers if each.place in names).most_common(3)]
    many = "s" if len(offers) > 1 else ""
    at_fr = f" ({listed(towns, 'fr')})" if towns else ""
    at_en = f" ({listed(towns, 'en')})" if towns else ""
    return Phrase(f"{len(offers)} formation{many} recensée{many}{at_fr}", f"{len(offers)} training{many} listed{at_en}")


def _low(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _ties(reached: Sequence[ActorRef]) -> list[Phrase]:
    others = [actor.label for actor in reached]
    if not others:
        return []
    return [
        Phrase(
            f"seul membre lié à {listed(others, 'fr', NAMED)}",
            f"only member tied to {listed(others, 'en', NAMED)}",
        )
    ]


def _covers(covers: Sequence[tuple[str, Phrase]]) -> list[Phrase]:
    made = []
    for dimension, only in _ONLY.items():
        words = [label for name, label in covers if name == dimension]
        if words:
            fr = listed((_THE.get(word.fr, word.fr) for word in words), "fr")
            en = listed((word.en for word in words), "en")
            made.append(Phrase(f"{only[len(words) > 1].fr} {fr}", f"{only[len(words) > 1].en} {en}"))
    return made


def _needed(labels: Sequence[Phrase]) -> list[Phrase]:
    if not labels:
        return []
    fr, en = listed((label.fr for label in labels), "fr"), listed((label.en for label in labels), "en")
    return [Phrase(f"répond au plancher demandé ({fr})", f"meets the floor set ({en})")]
