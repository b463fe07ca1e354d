"""The kinds of benefit that an introduction may bring, each with the first step that it calls for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.values import Phrase

if TYPE_CHECKING:
    from graph.analysis.ground import Ground
    from graph.portfolio import Portfolio

__all__ = ["KINDS", "Benefit", "Stage"]


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
    evidence: tuple[str, ...]
    caution: Phrase | None = None


KINDS: dict[str, tuple[Phrase, Phrase]] = {
    "peer": (
        Phrase("Pairs de secteurs différents, même fonction", "Peers of different sectors, same function"),
        Phrase(
            "Visite croisée de deux heures : chacun montre son cas, puis une fiche de retour d'expérience commune.",
            "A two-hour visit each way: each shows its case, then one joint note of experience.",
        ),
    ),
    "provider": (
        Phrase("Offre régionale et besoin du même secteur", "Regional offer and need in one sector"),
        Phrase(
            "Démonstration sur site d'une heure, précédée d'un point sur les données que l'utilisateur possède déjà.",
            "A one-hour demonstration on site, after a look at what figures the user holds already.",
        ),
    ),
    "research": (
        Phrase("Laboratoire et entreprise sur la même technologie", "Laboratory and company on one technology"),
        Phrase(
            "Une demi-journée au laboratoire sur une question de l'entreprise ; un stage de master avant toute thèse.",
            "Half a day at the laboratory on one question of the company; a master's placement before any thesis.",
        ),
    ),
    "training": (
        Phrase("Formation et entreprise sur le même sujet", "Training and company on one subject"),
        Phrase(
            "Un projet tuteuré sur un cas de l'entreprise et l'intervention d'un de ses praticiens dans la formation.",
            "A tutored project on a case of the company, and one of its practitioners in the classroom.",
        ),
    ),
    "sector-body": (
        Phrase(
            "Structure du secteur et entreprise sans partenaire connu", "Body of the sector, company without partner"
        ),
        Phrase(
            "Un rendez-vous d'une heure : où en est l'entreprise, à quels membres de la structure la présenter.",
            "A one-hour meeting: where the company stands, whom among its members the body may introduce it to.",
        ),
    ),
    "ambassador": (
        Phrase("Pionnier et structure de son secteur", "Pioneer and body of its sector"),
        Phrase(
            "Un petit déjeuner de retour d'expérience chez le pionnier, invités choisis par la structure.",
            "A breakfast of experience at the pioneer's, guests chosen by the body.",
        ),
    ),
    "stated-absence": (
        Phrase("Éloignement que la source elle-même constate", "A distance that the source itself states"),
        Phrase(
            "Une visite de laboratoire à laboratoire et un premier co-encadrement de stage.",
            "A visit from laboratory to laboratory and a first placement supervised together.",
        ),
    ),
    "laboratories": (
        Phrase("Laboratoires du même domaine, villes différentes", "Laboratories of one field, different towns"),
        Phrase(
            "Un séminaire commun d'une journée et l'inventaire des plateformes que chacun peut ouvrir.",
            "A joint seminar of one day and a list of the platforms that each can open.",
        ),
    ),
    "territory": (
        Phrase("Voisins hors de la métropole lilloise", "Neighbours outside the Lille metropolis"),
        Phrase(
            "Une matinée entreprises et étudiants sur place, dans les murs de la structure d'accompagnement.",
            "A morning of companies and students on the spot, hosted by the support body.",
        ),
    ),
}
"""Name and first step of each kind of benefit."""
