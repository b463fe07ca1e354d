"""What a roster is chosen from: the candidates, what each would reach and represent, and what it is worth."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING

from graph.analysis.covering import Cover, Least, Problem
from graph.analysis.floors import Floor, meets
from graph.analysis.ground import BROADER, rooted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.network import Network, Node
    from graph.portfolio import Portfolio

__all__ = [
    "UNITS",
    "WEIGHTS",
    "WORTH",
    "Label",
    "Scene",
    "candidates",
    "covers_of",
    "partners_of",
    "problem_of",
    "weights_of",
]

UNITS = ("department-of-school",)
"""Kinds that sit in the club by the body they belong to."""
WEIGHTS: Mapping[str, float] = {
    "reach": 30.0,
    "worth": 35.0,
    "sector": 15.0,
    "community": 5.0,
    "departement": 10.0,
    "role": 5.0,
}
"""Points out of 100. What members bring by themselves (pioneers, known uses of AI, standing, how well the sources know
them) and whom they reach count alike, since a club needs both; then sectors and territory; then communities (by size)
and roles, which seldom decide."""

WORTH: Mapping[str, float] = {"pioneer": 0.3, "case": 0.2, "standing": 0.25, "coverage": 0.25}
"""What makes the worth of a candidate: a source calls it a pioneer; a use of AI, or a field of AI that it works on,
is known; its partners and the mentions of it, of those of the best-connected and most often named candidate, on a scale
that flattens."""

Label = tuple[str, str]
"""A dimension and a value."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The candidates, and what each would cover."""

    nodes: tuple[Node, ...]
    covers: Mapping[Label, frozenset[int]]
    portfolio: Portfolio
    partners: Mapping[str, frozenset[str]]
    """Each named actor and those it is tied to, itself left out."""


def candidates(network: Network) -> tuple[Node, ...]:
    """Return the organisations that may become members: those that the sources show at work in the region.

    People, events, initiatives and groups without names are never candidates; a department sits there by its school.
    """
    here = rooted(network)
    return tuple(node for node in network.nodes if node.key in here and node.kind not in UNITS)


def partners_of(network: Network) -> dict[str, frozenset[str]]:
    """Return the named partners of each named actor; events and unnamed groups are left out."""
    made: dict[str, set[str]] = {
        node.key: set() for node in network.nodes if not node.collective and node.group != "event"
    }
    for link in network.links:
        if link.source in made and link.target in made:
            made[link.source].add(link.target)
            made[link.target].add(link.source)
    return {key: frozenset(found) for key, found in made.items()}


def covers_of(
    nodes: Sequence[Node],
    partners: Mapping[str, frozenset[str]],
    communities: Mapping[str, int],
    portfolio: Portfolio,
) -> dict[Label, frozenset[int]]:
    """Return which candidates cover each actor, sector, community, département and role."""
    made: defaultdict[Label, set[int]] = defaultdict(set)
    for key in partners:
        made["reach", key] = set()
    for each, node in enumerate(nodes):
        for key in (node.key, *partners[node.key]):
            made["reach", key].add(each)
        for dimension, label in _labels(node, communities, portfolio):
            made[dimension, label].add(each)
    return {label: frozenset(by) for label, by in sorted(made.items())}


def _labels(node: Node, communities: Mapping[str, int], portfolio: Portfolio) -> Iterable[Label]:
    """Return what a candidate represents: broad sectors, départements (its trainings' too), roles, community."""
    yield from (("sector", label) for label in {BROADER.get(sector, sector) for sector in node.sectors})
    yield from (("role", label) for label in node.roles)
    places = {portfolio.departement_of(training.place) for training in portfolio.trainings_of(node.key)}
    yield from (("departement", label) for label in {*node.departements, *places} if label)
    if node.key in communities:
        yield "community", str(communities[node.key])


def weights_of(scene_covers: Mapping[Label, frozenset[int]]) -> dict[Label, float]:
    """Return the points of each thing to cover; a community counts by the candidates in it, the others alike."""
    totals: defaultdict[str, int] = defaultdict(int)
    for (dimension, _), by in scene_covers.items():
        totals[dimension] += len(by) if dimension == "community" else 1
    return {
        (dimension, label): WEIGHTS[dimension] * (len(by) if dimension == "community" else 1) / totals[dimension]
        for (dimension, label), by in scene_covers.items()
    }


def problem_of(scene: Scene, asked: Sequence[Floor], size: int) -> Problem:
    """Return the choice to make as an integer programme states it."""
    weights = weights_of(scene.covers)
    most = _Most(
        max((len(scene.partners[node.key]) for node in scene.nodes), default=0),
        max((node.mentions for node in scene.nodes), default=0),
    )
    least = tuple(
        Least(frozenset(each for each, node in enumerate(scene.nodes) if meets(node, floor)), floor.number)
        for floor in asked
    )
    return Problem(
        worth=tuple(WEIGHTS["worth"] * _worth(scene, node, most) / size for node in scene.nodes),
        covers=tuple(Cover(weights[label], by) for label, by in scene.covers.items()),
        floors=least,
        size=size,
    )


@dataclass(frozen=True, slots=True)
class _Most:
    """The most partners and mentions that a candidate has."""

    partners: int
    mentions: int


def _worth(scene: Scene, node: Node, most: _Most) -> float:
    """Return 0 to 1: see `WORTH`."""
    found = {
        "pioneer": float(scene.portfolio.pioneer(node.key)),
        "case": float(bool(scene.portfolio.cases_of(node.key) or node.subfields)),
        "standing": _flat(len(scene.partners[node.key]), most.partners),
        "coverage": _flat(node.mentions, most.mentions),
    }
    return sum(WORTH[name] * share for name, share in found.items())


def _flat(number: int, most: int) -> float:
    return log1p(number) / log1p(most) if most else 0.0
