"""What the search for missing links looks at, gathered once: partners, clusters, and who shares what."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from itertools import combinations
from math import log2
from typing import TYPE_CHECKING

from graph.network import STRUCTURE, Network, Node
from ontology.subfields import SUBFIELD_ITEMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["BROADER", "ELIGIBLE_GROUPS", "Ground", "eligible", "ground", "path", "rooted"]

ELIGIBLE_GROUPS = ("company", "research", "training", "support", "public")
"""Organisations alone are ever suggested: no event, no initiative (one joins those, which is another question),
no group that the source does not name, and never a person."""

BROADER = {
    "commerce": "transports-logistique-commerce",
    "transport-logistique": "transports-logistique-commerce",
    "ferroviaire": "industrie-mecanique-automobile",
    "banque": "banque-assurance",
    "assurance": "banque-assurance",
    "pharmacie": "industrie-transformation",
    "sante": "sante-social",
    "textile": "industrie-transformation",
    "automobile": "industrie-mecanique-automobile",
    "cybersecurite": "numerique-communication",
    "jeu-video": "industrie-culturelle-creative",
} | {item: domain for domain, items in SUBFIELD_ITEMS.items() for item in items}
"""A narrower sector or subfield and the one it belongs to, up to the sectors that the study compares: the wider
families above them (industry as a whole) hold too many actors to tell anything."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ground:
    """A network as the search sees it: named actors only, since a group without names introduces nobody."""

    network: Network
    eligible: tuple[Node, ...]
    neighbours: Mapping[str, Mapping[str, float]]
    """Actor -> partner -> weight of their ties, partners sorted by key."""
    strength: Mapping[str, float]
    component: Mapping[str, int]
    component_size: Mapping[int, int]
    common: Mapping[Pair, tuple[str, ...]]
    """Actors tied to both of an unlinked pair."""
    linked: frozenset[Pair]
    """Pairs that any tie joins."""
    structure: Mapping[str, frozenset[str]]
    """Actor -> partners by ties of structure."""
    sectors: Mapping[str, frozenset[str]]
    """Actor -> its sectors with the broader ones."""
    subfields: Mapping[str, frozenset[str]]
    holders: Mapping[tuple[str, str], int]
    """(attribute, value) -> number of eligible actors that have it."""

    def degree(self, key: str) -> int:
        """Return the number of an actor's named partners."""
        return len(self.neighbours[key])

    def rarity(self, attribute: str, value: str) -> float:
        """Return how telling it is to share a value: 1 when two actors have it, less the more have it."""
        return 2 / (1 + log2(max(2, self.holders[attribute, value])))

    def connected(self, left: str, right: str) -> bool:
        """Return whether a chain of ties among named actors joins two actors."""
        return self.component[left] == self.component[right]


def eligible(node: Node) -> bool:
    """Return whether an actor may be suggested to another one."""
    return node.group in ELIGIBLE_GROUPS and not node.collective


def rooted(network: Network) -> frozenset[str]:
    """Return the keys of the organisations that the sources show at work in the region.

    Those of regional scope; those that a source lists among its support bodies; and of the others with a role those
    that a study of the region interviewed, that have a known place in it, or, when they are national, that a tie joins
    to a regional actor. An international group that works with one of them, or is cited as an example, is none.
    """
    regional = {node.key for node in network.nodes if node.scope == "regional" and not node.collective}
    tied = {
        end for link in network.links if {link.source, link.target} & regional for end in (link.source, link.target)
    }
    return frozenset(
        node.key
        for node in network.nodes
        if eligible(node)
        and (
            node.key in regional
            or "accompagnateur" in node.roles
            or (node.roles and (node.heard or node.place or (node.scope == "national" and node.key in tied)))
        )
    )


def ground(network: Network) -> Ground:
    """Return what the search for missing links looks at."""
    neighbours = _neighbours(network)
    structure: dict[str, set[str]] = {node.key: set() for node in network.nodes}
    for link in network.links:
        if link.layer == STRUCTURE:
            structure[link.source].add(link.target)
            structure[link.target].add(link.source)
    chosen = tuple(node for node in network.nodes if eligible(node))
    sectors = {node.key: _widened(node.sectors) for node in network.nodes}
    subfields = {node.key: _widened(node.subfields) for node in network.nodes}
    component = dict(_components(neighbours))
    linked = frozenset((link.source, link.target) for link in network.links)
    return Ground(
        network=network,
        eligible=chosen,
        neighbours=neighbours,
        strength={key: sum(found.values()) for key, found in neighbours.items()},
        component=component,
        component_size=Counter(component.values()),
        common=_common(neighbours, linked, frozenset(node.key for node in chosen)),
        linked=linked,
        structure={key: frozenset(found) for key, found in structure.items()},
        sectors=sectors,
        subfields=subfields,
        holders=Counter(held for node in chosen for held in _held(node, sectors[node.key], subfields[node.key])),
    )


def path(ground: Ground, left: str, right: str) -> tuple[str, ...] | None:
    """Return the actors between two actors on a shortest path of known ties, or ``None`` when there is no path."""
    if not ground.connected(left, right):
        return None
    before = {left: left}
    waiting = deque([left])
    while right not in before:
        here = waiting.popleft()
        for there in ground.neighbours[here]:
            if there not in before:
                before[there] = here
                waiting.append(there)
    between: list[str] = []
    step = before[right]
    while step != left:
        between.append(step)
        step = before[step]
    return tuple(reversed(between))


def _neighbours(network: Network) -> dict[str, dict[str, float]]:
    named = {node.key for node in network.nodes if not node.collective}
    weights: dict[str, dict[str, float]] = {node.key: {} for node in network.nodes}
    for link in network.links:
        if link.source in named and link.target in named:
            for one, other in ((link.source, link.target), (link.target, link.source)):
                weights[one][other] = weights[one].get(other, 0.0) + link.weight
    return {key: dict(sorted(found.items())) for key, found in weights.items()}


def _widened(values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(values) | {BROADER[value] for value in values if value in BROADER}


def _held(node: Node, sectors: frozenset[str], subfields: frozenset[str]) -> Iterator[tuple[str, str]]:
    yield from (("sector", value) for value in sectors)
    yield from (("subfield", value) for value in subfields)
    if node.place:
        yield "place", node.place
    if node.departement:
        yield "departement", node.departement


def _components(neighbours: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for number, start in enumerate(neighbours):
        waiting = [start] if start not in seen else []
        seen.update(waiting)
        while waiting:
            here = waiting.pop()
            yield here, number
            new = [there for there in neighbours[here] if there not in seen]
            seen.update(new)
            waiting += new


def _common(
    neighbours: Mapping[str, Mapping[str, float]],
    linked: frozenset[Pair],
    chosen: frozenset[str],
) -> dict[Pair, tuple[str, ...]]:
    made: dict[Pair, tuple[str, ...]] = {}
    for between, around in sorted(neighbours.items()):
        for pair in combinations((key for key in around if key in chosen), 2):
            if pair not in linked:
                made[pair] = (*made.get(pair, ()), between)
    return made
