"""Ambassadors: for each sector and each département, the organisation best placed to carry the message of AI."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.ground import BROADER, ground, rooted
from graph.analysis.values import ActorRef, Phrase, fixed, listed, ref, refs
from graph.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.analysis.ground import Ground
    from graph.network import Network, Node
    from graph.portfolio import UseCase

__all__ = ["Ambassador", "ambassadors"]

IN_USE = ("in-use", "organised")
TRIED = ("tested",)
STARTED = ("in-development",)
"""Uses under way: an example where nobody is further, and said to be so. A mere trial is none."""
PIONEER, CASES, STANDING = 0.6, 0.3, 0.1
"""A source's own word comes first; then uses of AI at work; partners decide among equals."""
HALF_CASES = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambassador:
    """The best-placed organisation of one sector or one département."""

    scope: str
    """``sector`` or ``departement``."""
    key: str
    name: Phrase
    actor: ActorRef | None
    """``None`` when the sources name no organisation there with AI at work."""
    relay: ActorRef | None
    """A support, research or training body of that sector or place, to carry the message on."""
    score: float
    pioneer: bool
    audience: tuple[ActorRef, ...]
    """Companies there of which no use of AI is known."""
    message: Phrase
    evidence: tuple[str, ...]


def ambassadors(network: Network, portfolio: Portfolio | None = None) -> tuple[Ambassador, ...]:
    """Return the best-placed ambassador of each sector, then of each département.

    Parameters
    ----------
    network
        The projected network.
    portfolio
        Pioneers and use cases; without it no ambassador can be named.

    Returns
    -------
    tuple of Ambassador
        Sectors with an organisation first, by name, then départements. An ambassador is a company at work in the region
        that a source calls a pioneer, or one with a use of AI at work, or at least under way: never a person, never an
        actor said to be only interested or trying.

    Raises
    ------
    Nothing
        An empty network has none.

    Examples
    --------
    >>> from graph.network import Network
    >>> ambassadors(Network((), ()))
    ()

    References
    ----------
    Valente T., Davis R. (1999), *Accelerating the diffusion of innovations using opinion leaders*, Annals AAPSS 566.

    Reading
    -------
    Best placed among those that these sources describe. Whether it is willing is the first question to ask it. Most
    companies have no known commune here, so that the départements show relays more often than ambassadors.
    """
    scene, held = ground(network), portfolio or Portfolio()
    here = rooted(network)
    local = [node for node in scene.eligible if node.key in here]
    sectors = sorted({BROADER.get(sector, sector) for node in local for sector in node.sectors})
    made = [
        _ambassador(scene, held, ("sector", key), [node for node in local if key in scene.sectors[node.key]])
        for key in sectors
    ]
    made.sort(key=lambda each: (each.actor is None, each.name.fr))
    codes = sorted({code for node in local for code in node.departements})
    places = (
        _ambassador(scene, held, ("departement", key), [node for node in local if key in node.departements])
        for key in codes
    )
    return (*made, *places)


def _ambassador(scene: Ground, held: Portfolio, of: tuple[str, str], there: list[Node]) -> Ambassador:
    scope, key = of
    name = wording.sector(key) if scope == "sector" else wording.departement(key)
    able = [(_placed(scene, held, node), node) for node in there if node.group == "company" and _able(held, node)]
    able.sort(key=lambda each: (-each[0], each[1].label, each[1].key))
    score, best = able[0] if able else (0.0, None)
    audience = [node for node in there if node.group == "company" and not _able(held, node) and _listens(node)]
    relay = _relay(scene, [node for node in there if best is None or scope != "sector" or _same_trade(node, best, key)])
    cases = _working(held, best)
    evidence = [*(held.said(best.key, "maturity") if best else ()), *(each for case in cases for each in case.locators)]
    return Ambassador(
        scope=scope,
        key=key,
        name=name,
        actor=ref(best) if best else None,
        relay=ref(relay) if relay else None,
        score=fixed(score),
        pioneer=bool(best and held.pioneer(best.key)),
        audience=refs(audience),
        message=_message(cases, relay) if best else _nobody(held, there, scope),
        evidence=tuple(dict.fromkeys(evidence)),
    )


def _able(held: Portfolio, node: Node) -> bool:
    return held.pioneer(node.key) or bool(_working(held, node))


def _of_status(held: Portfolio, node: Node, statuses: tuple[str, ...]) -> list[UseCase]:
    return [case for case in held.cases_of(node.key) if case.status in statuses]


def _listens(node: Node) -> bool:
    """Return whether a company is one to convince: those that only make AI are not."""
    return "impacte" in node.roles or "impactant" not in node.roles


def _working(held: Portfolio, node: Node | None) -> list[UseCase]:
    """Return the uses of AI at work, without any those under way."""
    return (_of_status(held, node, IN_USE) or _of_status(held, node, STARTED)) if node else []


def _placed(scene: Ground, held: Portfolio, node: Node) -> float:
    cases, partners = len(_of_status(held, node, IN_USE)), scene.degree(node.key)
    started = len(_of_status(held, node, STARTED))
    known = CASES * (cases + started / 10) / (cases + started / 10 + HALF_CASES) + STANDING * partners / (partners + 3)
    return fixed(PIONEER * held.pioneer(node.key) + known)


def _same_trade(node: Node, best: Node, sector: str) -> bool:
    """Return whether a body serves the ambassador's own trade, not only the family of trades around it."""
    return bool(set(node.sectors) & {*best.sectors, sector})


def _relay(scene: Ground, there: Iterable[Node]) -> Node | None:
    bodies = [node for node in there if node.group in ("support", "training", "research")]
    return min(
        bodies,
        key=lambda node: (node.group != "support", -len(node.services), -scene.degree(node.key), node.label, node.key),
        default=None,
    )


def _nobody(held: Portfolio, there: Iterable[Node], scope: str) -> Phrase:
    """Return why nobody is named: of a département, few companies have a known commune; of a sector, who is trying."""
    if scope == "departement":
        return Phrase(
            "Aucune entreprise dont ces sources disent à la fois la commune et l'IA à l'œuvre : passer par le relais.",
            "No company of which these sources tell both the commune and AI at work: go through the relay.",
        )
    trying = [node.label for node in there if node.group == "company" and _of_status(held, node, TRIED)]
    fr = f" (à l'essai seulement : {listed(sorted(trying), 'fr')})" if trying else ""
    en = f" (on trial only: {listed(sorted(trying), 'en')})" if trying else ""
    return Phrase(
        f"Aucune entreprise de ce secteur dont ces sources disent l'IA à l'œuvre{fr} : passer par le relais.",
        f"No company of this sector of which these sources tell AI at work{en}: go through the relay.",
    )


def _message(cases: list[UseCase], relay: Node | None) -> Phrase:
    by = Phrase(f", relayé par {relay.label}", f", passed on by {relay.label}") if relay else Phrase("", "")
    if not cases:
        return Phrase(
            f"Une stratégie et une équipe d'experts, selon la source{by.fr}.",
            f"A strategy and a team of experts, says the source{by.en}.",
        )
    stage = Phrase("", "") if cases[0].status in IN_USE else Phrase(" (en développement)", " (under development)")
    return Phrase(f"« {cases[0].label} »{stage.fr}{by.fr}.", f"'{cases[0].label_en}'{stage.en}{by.en}.")
