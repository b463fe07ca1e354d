"""Sentences for the roster: why an organisation is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis.values import ActorRef, Phrase, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.network import Node
    from graph.portfolio import Portfolio, UseCase

__all__ = ["why"]

_ONLY = {
    "sector": Phrase("seul membre du secteur", "only member of the sector"),
    "departement": Phrase("seul membre dans le département", "only member in the département"),
    "role": Phrase("seul membre du rôle", "only member of the role"),
}


def why(
    node: Node,
    reached: Sequence[ActorRef],
    covers: Sequence[tuple[str, Phrase]],
    needed: Sequence[Phrase],
    portfolio: Portfolio,
) -> Phrase:
    """Return why an organisation is in the roster, strongest reason first."""
    brings = _brings(portfolio.pioneer(node.key), portfolio.cases_of(node.key))
    parts = [*brings, *_ties(node, reached), *_covers(covers)]
    if len(parts) < 2:
        parts += _needed(needed)
    if not parts:
        parts = [Phrase("renforce ce que d'autres membres couvrent déjà", "adds to what other members cover already")]
    french, english = "; ".join(part.fr for part in parts), "; ".join(part.en for part in parts)
    return Phrase(f"{french[:1].upper()}{french[1:]}.".replace("; ", " ; "), f"{english[:1].upper()}{english[1:]}.")


def _brings(pioneer: bool, cases: Sequence[UseCase]) -> list[Phrase]:
    made = []
    if pioneer:
        made.append(Phrase("cité parmi les pionniers de l'IA", "named among the pioneers of AI"))
    if cases:
        first = cases[0]
        made.append(
            Phrase(f"apporte un cas connu ({_low(first.label)})", f"brings a known case ({_low(first.label_en)})")
        )
    return made


def _low(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _ties(node: Node, reached: Sequence[ActorRef]) -> list[Phrase]:
    others = [actor.label for actor in reached if actor.key != node.key]
    if not others:
        return []
    return [
        Phrase(
            f"seul membre lié à {listed(others, 'fr', 3)}",
            f"only member tied to {listed(others, 'en', 3)}",
        )
    ]


def _covers(covers: Sequence[tuple[str, Phrase]]) -> list[Phrase]:
    made = []
    for dimension, only in _ONLY.items():
        words = [label for name, label in covers if name == dimension]
        if words:
            fr, en = listed((word.fr for word in words), "fr"), listed((word.en for word in words), "en")
            made.append(Phrase(f"{only.fr} {fr}", f"{only.en} {en}"))
    return made


def _needed(labels: Sequence[Phrase]) -> list[Phrase]:
    if not labels:
        return []
    fr, en = listed((label.fr for label in labels), "fr"), listed((label.en for label in labels), "en")
    return [Phrase(f"répond au plancher demandé ({fr})", f"meets the floor set ({en})")]
