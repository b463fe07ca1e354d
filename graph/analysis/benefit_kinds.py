"""The kinds of benefit that an introduction may bring, and what one holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.doubts import Doubt, doubts
from graph.analysis.values import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.analysis.ground import Ground
    from graph.network import Node
    from graph.portfolio import Entry, Portfolio

__all__ = ["KINDS", "Benefit", "Stage", "Telling", "told"]


@dataclass(frozen=True, slots=True)
class Stage:
    """What the rules look at."""

    ground: Ground
    portfolio: Portfolio


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """Why two organisations would both gain."""

    kind: str
    """Key of the rule, see `KINDS`."""
    strength: float
    """0 to 1: how much of it the sources say, and how near the two stand on it."""
    giver: str
    taker: str
    brings: Phrase
    """What the giver brings."""
    offers: Phrase
    """What the taker brings."""
    gain: Phrase
    """What comes of it for both."""
    step: Phrase
    """The first step: who does what, about which thing."""
    evidence: tuple[str, ...]
    caution: Phrase | None = None
    doubts: tuple[Doubt, ...] = ()
    """What it rests on that no source says for certain."""
    broad: bool = False
    """Whether the two share nothing but a broad topic (data in general): by itself no reason to meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a rule has to say of a pair."""

    brings: Phrase
    offers: Phrase
    gain: Phrase
    step: Phrase
    caution: Phrase | None = None
    broad: bool = False


def told(
    kind: str,
    strength: float,
    pair: tuple[Node, Node],
    telling: Telling,
    rests_on: Sequence[Entry],
    besides: Iterable[Entry] = (),
) -> Benefit:
    """Return a benefit from what a rule says of a giver and a taker; each place of a source is cited once.

    ``rests_on`` is cited; ``besides`` is what the rule takes for granted without telling it: only its doubts are told.
    """
    giver, taker = pair
    return Benefit(
        kind=kind,
        strength=strength,
        giver=giver.key,
        taker=taker.key,
        brings=telling.brings,
        offers=telling.offers,
        gain=telling.gain,
        step=telling.step,
        evidence=tuple(dict.fromkeys(locator for each in rests_on for locator in each.locators)),
        caution=telling.caution,
        doubts=doubts((*rests_on, *besides), pair),
        broad=telling.broad,
    )


KINDS: dict[str, Phrase] = {
    "peer": Phrase("Pairs de secteurs différents, même fonction", "Peers of different sectors, same function"),
    "provider": Phrase("Offre de la région et usager du secteur", "Offer of the region and user of the sector"),
    "open-door": Phrase("Laboratoire ouvert et éditeur du secteur", "Open laboratory and maker of the sector"),
    "skills": Phrase("Opérateur de compétences et métier touché", "Skills operator and a job that changes"),
    "research": Phrase("Laboratoire et entreprise sur la même technologie", "Laboratory and company on one technology"),
    "training": Phrase("Formation et entreprise sur le même sujet", "Training and company on one subject"),
    "sector-body": Phrase(
        "Structure du secteur et entreprise sans partenaire connu", "Body of the sector, company without partner"
    ),
    "ambassador": Phrase("Pionnier et structure de son secteur", "Pioneer and body of its sector"),
    "stated-absence": Phrase(
        "Éloignement que la source elle-même constate", "A distance that the source itself states"
    ),
    "view": Phrase("Même proposition dans la source", "One proposal in the source"),
    "laboratories": Phrase("Laboratoires du même domaine", "Laboratories of one field"),
    "territory": Phrase("Voisins hors de la métropole lilloise", "Neighbours outside the Lille metropolis"),
}
"""Name of each kind of benefit."""
