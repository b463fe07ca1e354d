"""How two actors without a tie know of each other today: who is tied to both, what they share, who could host them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.ground import Ground, path
from graph.analysis.values import ActorRef, Phrase, listed, ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.analysis.benefit_kinds import Stage
    from graph.network import Node

__all__ = ["Host", "Known", "Shared", "TieShown", "chain", "common_ground", "go_between", "host"]

NORD = "59"
"""Half of the known actors stand there: sharing it makes nobody a host, and hardly a common ground."""
BETWEEN = 2
"""Go-betweens named at most."""


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


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that two actors have in common."""

    words: Phrase
    evidence: tuple[str, ...]


def go_between(scene: Ground, left: Node, right: Node) -> tuple[Known, ...]:
    """Return the actors tied to both, the least busy first, each with where the sources tell both ties."""
    pair = (min(left.key, right.key), max(left.key, right.key))
    keys = sorted(scene.common.get(pair, ()), key=lambda key: (scene.degree(key), key))
    return tuple(
        Known(actor=ref(scene.network[key]), left=_tie(scene, key, left.key), right=_tie(scene, key, right.key))
        for key in keys[:BETWEEN]
    )


def _tie(scene: Ground, one: str, other: str) -> TieShown:
    ends = (min(one, other), max(one, other))
    links = [link for link in scene.network.links if (link.source, link.target) == ends]
    first = min(links, key=lambda link: (link.label, link.tie))
    return TieShown(first.label, first.locators)


def chain(scene: Ground, left: Node, right: Node) -> tuple[ActorRef, ...] | None:
    """Return the actors between two on a shortest chain of known ties; ``None`` when no chain joins them."""
    found = path(scene, left.key, right.key)
    return None if found is None else tuple(ref(scene.network[key]) for key in found)


def common_ground(stage: Stage, left: Node, right: Node) -> tuple[Shared, ...]:
    """Return what two actors have in common besides the reason to meet: a place, an interview, a finding."""
    return (*_places(stage, left, right), *_findings(stage, left, right), *_interviews(stage, left, right))


def _places(stage: Stage, left: Node, right: Node) -> Iterable[Shared]:
    shared = [code for code in left.places if code in right.places]
    if shared:
        label = next((site.label for site in left.sites if site.code == shared[0]), left.place_label or shared[0])
        said = [locator for node in (left, right) for locator in stage.portfolio.said(node.key, "place", shared[:1])]
        yield Shared(Phrase(f"même commune ({label})", f"one commune ({label})"), tuple(said))
        return
    near = sorted((set(left.departements) & set(right.departements)) - {NORD})
    if near:
        words = wording.departement(near[0])
        said = [locator for node in (left, right) for locator in stage.portfolio.said(node.key, "place")[:1]]
        yield Shared(Phrase(f"même département ({words.fr})", f"one département ({words.en})"), tuple(said))


def _findings(stage: Stage, left: Node, right: Node) -> Iterable[Shared]:
    both = {left.key, right.key}
    for finding in stage.portfolio.findings:
        if finding.polarity in ("strength", "weakness") and both <= set(finding.actors):
            words = Phrase(f"cités ensemble : {finding.label}", f"named together: {finding.label_en}")
            yield Shared(words, finding.locators)
            return


def _interviews(stage: Stage, left: Node, right: Node) -> Iterable[Shared]:
    said = [stage.portfolio.said(node.key, "interview") for node in (left, right)]
    documents = [{locator.split(",")[0] for locator in each} for each in said]
    if documents[0] & documents[1]:
        words = Phrase("entendus tous deux pour la même étude", "both heard for the same study")
        yield Shared(words, (said[0][0], said[1][0]))


def host(stage: Stage, left: Node, right: Node) -> Host | None:
    """Return the body best placed to host two actors whom nobody joins: tied to one, of a sector, next door.

    ``None`` when one of the two is such a body itself: it can host the other.
    """
    ends = (left, right)
    if any(node.group == "support" and node.services for node in ends):
        return None
    bodies = [
        node
        for node in stage.ground.eligible
        if node.group == "support" and node.services and node.scope == "regional" and node not in ends
    ]
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
        fr.append("aucun lien connu avec l'un ni l'autre")
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
