"""Who could bring two actors without a tie together: one tied to both, a short chain, or a bridgehead to propose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.doubts import Doubt, doubts, pair_doubts, together
from graph.analysis.ground import Ground, path
from graph.analysis.values import ActorRef, Phrase, listed, ref

if TYPE_CHECKING:
    from graph.analysis.benefit_kinds import Stage
    from graph.network import Link, Node
    from graph.portfolio import Entry

__all__ = ["FAR", "Host", "Known", "TieShown", "Way", "way"]

NORD = "59"
"""Half of the known actors stand there: sharing it makes nobody a host."""
BETWEEN = 2
"""Go-betweens named at most."""
FAR = 3
"""Ties of a chain beyond which nobody on it is asked for an introduction."""
GATHERS = ("competitiveness-cluster", "cluster")
"""Kinds of bodies that gather a sector, whether or not a source details their services."""


@dataclass(frozen=True, slots=True)
class TieShown:
    """A tie that makes an actor known to another."""

    label: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An actor tied to both sides, with the tie to each."""

    actor: ActorRef
    left: TieShown
    right: TieShown


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A body that could host a first meeting, and why."""

    actor: ActorRef
    why: Phrase
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How two actors come to meet."""

    standing: str
    """``go-between`` (tied to both), ``chain`` (up to `FAR` known ties), ``bridgehead`` (a body that is proposed, with
    no known tie to both), ``side`` (one of the two, whose trade it is) or ``organiser`` (nobody: the club calls)."""
    steps: int | None
    """Ties between the two today; ``None`` when no chain of known ties joins them."""
    go_betweens: tuple[Known, ...]
    chain: tuple[ActorRef, ...]
    """Actors between the two on a shortest chain of known ties."""
    host: Host | None
    words: Phrase
    doubts: tuple[Doubt, ...]
    """What of it no source says for certain."""


def way(stage: Stage, left: Node, right: Node) -> Way:
    """Return the way with the firmest ground: a go-between, a chain of up to `FAR` ties, else a bridgehead to propose.

    What is known and what is proposed are never mixed: a bridgehead is said to be proposed, with the reason.
    """
    scene = stage.ground
    between, chain = _go_between(scene, left, right), path(scene, left.key, right.key)
    steps = None if chain is None else len(chain) + 1
    near = bool(between) or (steps is not None and steps <= FAR)
    gathering = next((node for node in (left, right) if _gathers(node)), None)
    found = None if near or gathering else _host(stage, left, right)
    standing = (
        "go-between" if between
        else "chain" if near
        else "side" if gathering
        else "bridgehead" if found
        else "organiser"
    )  # fmt: skip
    actors = tuple(ref(scene.network[key]) for key in chain or ())
    links = tuple(ref(scene.network[each]) for each in _asked(between, chain, near=near))
    named = gathering.label if gathering else found.actor.label if found else ""
    return Way(
        standing=standing,
        steps=steps,
        go_betweens=between,
        chain=actors,
        host=found,
        words=_words(standing, links, named, found, steps),
        doubts=_doubts(stage, (left, right), tuple(each.key for each in links), found),
    )


def _asked(between: tuple[Known, ...], chain: tuple[str, ...] | None, *, near: bool) -> tuple[str, ...]:
    return tuple(each.actor.key for each in between) or (chain or () if near else ())


def _words(standing: str, asked: tuple[ActorRef, ...], named: str, found: Host | None, steps: int | None) -> Phrase:
    names = [actor.label for actor in asked]
    far = Phrase("", "") if steps is None or standing in ("go-between", "chain") else Phrase(
        f" Une chaîne connue existe, mais de {steps} liens.", f" A known chain exists, but of {steps} ties."
    )  # fmt: skip
    why = found.why if found else Phrase("", "")
    told = {
        "go-between": Phrase(
            f"Lien connu avec les deux : {listed(names, 'fr')}.", f"Known tie to both: {listed(names, 'en')}."
        ),
        "chain": Phrase(
            f"Chaîne connue de {steps} liens : par {', puis '.join(names)}.",
            f"Known chain of {steps} ties: by {', then '.join(names)}.",
        ),
        "side": Phrase(
            f"Aucun intermédiaire connu. Tête de pont proposée : {named}, l'un des deux, dont accueillir est le rôle.",
            f"No known go-between. Bridgehead proposed: {named}, one of the two, whose part it is to host.",
        ),
        "bridgehead": Phrase(
            f"Aucun intermédiaire connu. Tête de pont proposée : {named}, {why.fr}.",
            f"No known go-between. Bridgehead proposed: {named}, {why.en}.",
        ),
        "organiser": Phrase(
            "Aucun intermédiaire connu, et aucune structure du secteur ou du lieu dans ces sources : l'animateur du "
            "club invite.",
            "No known go-between, and no body of the sector or the place in these sources: the club's organiser "
            "invites.",
        ),
    }[standing]
    return Phrase(told.fr + far.fr, told.en + far.en)


def _go_between(scene: Ground, left: Node, right: Node) -> tuple[Known, ...]:
    """Return the actors tied to both, the least busy first, each with where the sources tell both ties."""
    pair = (min(left.key, right.key), max(left.key, right.key))
    keys = sorted(scene.common.get(pair, ()), key=lambda key: (scene.degree(key), key))
    return tuple(
        Known(actor=ref(scene.network[key]), left=_tie(scene, key, left.key), right=_tie(scene, key, right.key))
        for key in keys[:BETWEEN]
    )


def _tie(scene: Ground, one: str, other: str) -> TieShown:
    first = min(_links(scene, one, other), key=lambda link: (link.label, link.tie))
    return TieShown(first.label, first.locators)


def _links(scene: Ground, one: str, other: str) -> list[Link]:
    ends = (min(one, other), max(one, other))
    return [link for link in scene.network.links if (link.source, link.target) == ends]


def _gathers(node: Node) -> bool:
    """Return whether an actor is a body that hosts others."""
    return node.group == "support" and bool(node.services or node.kind in GATHERS)


def _host(stage: Stage, left: Node, right: Node) -> Host | None:
    """Return the body best placed to host two actors whom nobody joins: tied to one, of a sector, next door."""
    ends = (left, right)
    bodies = [node for node in stage.ground.eligible if _gathers(node) and node.scope == "regional"]
    rated = [(score, node) for node in bodies if (score := _hosting(stage.ground, node, ends))]
    if not rated:
        return None
    _, best = min(rated, key=lambda each: (-each[0], each[1].label, each[1].key))
    return Host(actor=ref(best), why=_why(stage.ground, best, ends), evidence=_evidence(stage, best, ends))


def _hosting(scene: Ground, node: Node, ends: tuple[Node, Node]) -> float:
    tied = sum(end.key in scene.neighbours[node.key] for end in ends)
    sectors = sum(bool(set(node.sectors) & scene.sectors[end.key]) for end in ends)
    near = sum(bool(set(node.places) & set(end.places)) for end in ends if end.departement != NORD)
    return tied + sectors + 0.4 * near + 0.2 * ("animation" in node.services) if tied or sectors or near else 0.0


def _why(scene: Ground, node: Node, ends: tuple[Node, Node]) -> Phrase:
    fr, en = list[str](), list[str]()
    tied = [end.label for end in ends if end.key in scene.neighbours[node.key]]
    of_sector = [end.label for end in ends if set(node.sectors) & scene.sectors[end.key]]
    near = [end.label for end in ends if set(node.places) & set(end.places)]
    for names, french, english in (
        (tied, "lien connu", "known tie"),
        (of_sector, "même secteur", "same sector"),
        (near, "même commune", "same commune"),
    ):
        if names:
            fr.append(f"{french} ({listed(names, 'fr')})")
            en.append(f"{english} ({listed(names, 'en')})")
    if not tied:
        fr.append("sans lien connu avec l'un ni l'autre")
        en.append("no known tie to either")
    return Phrase(", ".join(fr), ", ".join(en))


def _evidence(stage: Stage, node: Node, ends: tuple[Node, Node]) -> tuple[str, ...]:
    made: list[str] = []
    for end in ends:
        if end.key in stage.ground.neighbours[node.key]:
            made += _tie(stage.ground, node.key, end.key).evidence
    for aspect in ("service", "sector", "place"):
        made += stage.portfolio.said(node.key, aspect)
    return tuple(dict.fromkeys(made))[:2]


def _doubts(stage: Stage, ends: tuple[Node, Node], asked: tuple[str, ...], found: Host | None) -> tuple[Doubt, ...]:
    """Return the doubts on the ties by which a way leads, or on what makes a bridgehead."""
    network = stage.ground.network
    if found is None:
        return together(
            doubt
            for key in asked
            for other in (*asked, *(end.key for end in ends))
            if other != key
            for doubt in pair_doubts(network, key, other)
        )
    node = network[found.actor.key]
    ties = [doubt for end in ends for doubt in pair_doubts(network, node.key, end.key)]
    rests_on: list[Entry] = []
    if any(set(node.sectors) & stage.ground.sectors[end.key] for end in ends):
        rests_on += stage.portfolio.facts_of(node.key, "sector")
    if any(set(node.places) & set(end.places) for end in ends):
        rests_on += stage.portfolio.facts_of(node.key, "place")
    return together((*ties, *doubts(rests_on, (node,))))
