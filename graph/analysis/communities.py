"""Communities: groups of actors more tied among themselves than with the rest, and how firm that division is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from math import log
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.values import ActorRef, Count, Phrase, counts, fixed, ref, refs
from graph.elision import elided

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from graph.network import Network, Node

__all__ = ["RUNS", "Communities", "Community", "Variation", "agreement", "communities"]

RUNS = 10
"""Louvain runs, each with a seed of its own: enough to see whether the division is an accident of the order."""

Partition = tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """Actors that are more tied among themselves than with the rest."""

    key: str
    """Key of its first member: stable while that member stays."""
    number: int
    name: Phrase
    size: int
    members: tuple[ActorRef, ...]
    centre: ActorRef
    """Its named member with the strongest ties inside."""
    kinds: tuple[Count, ...]
    groups: tuple[Count, ...]
    places: tuple[Count, ...]
    sectors: tuple[Count, ...]
    inside: float
    """Share of the weight of its members' ties that stays inside, 0 to 1."""
    stability: float
    """Mean share of the runs in which two of its members fall together, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """How much the division changes with the seed."""

    seeds: tuple[int, ...]
    modularity_mean: float | None
    modularity_min: float | None
    modularity_max: float | None
    agreement: float | None
    """Mean normalised mutual information between two runs, 0 to 1; ``None`` without any tie."""
    communities_min: int
    communities_max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Communities:
    """The division of highest modularity over the runs, and their variation."""

    communities: tuple[Community, ...]
    modularity: float | None
    seed: int
    """The seed of the run that is shown."""
    untied: int
    """Actors with no known tie: they are in no community."""
    variation: Variation


def communities(network: Network, seed: int = 2019, runs: int = RUNS) -> Communities:
    """Return the communities of a network by the Louvain method, weighted and seeded.

    Parameters
    ----------
    network
        The projected network; actors with no tie are left out.
    seed
        Seed of the first run; the others follow it.
    runs
        Number of runs; the one of highest modularity is kept, the first among equals.

    Returns
    -------
    Communities
        Largest community first, then by name; empty without any tie, with modularity ``None``.

    Raises
    ------
    ValueError
        When ``runs`` is below one.

    Examples
    --------
    >>> from graph.network import Link, Network, Node
    >>> def node(key):
    ...     return Node(key=key, iri="urn:" + key, label=key, kind="company", kind_label="E", group="company")
    >>> def link(a, b):
    ...     return Link(source=a, target=b, tie=a + b, kind="chair", kind_label="C", layer="collaboration", label="T")
    >>> pairs = ("ab", "ac", "bc", "cd", "de", "df", "ef")
    >>> found = communities(Network(tuple(map(node, "abcdef")), tuple(link(*pair) for pair in pairs)))
    >>> ["".join(member.key for member in community.members) for community in found.communities]
    ['abc', 'def']

    References
    ----------
    Blondel V. et al. (2008), *Fast unfolding of communities in large networks*, J. Stat. Mech. P10008.
    Danon L. et al. (2005), *Comparing community structure identification*, J. Stat. Mech. P09008.

    Reading
    -------
    A community is a way to draw the network, not a body that exists. When ``agreement`` or a community's
    ``stability`` is low, the border of the community is an accident of the method: do not found a decision on it.
    """
    if runs < 1:
        raise ValueError(f"{runs} runs cannot give a division; ask for one at least.")
    graph = network.graph()
    tied = [node for node in network.nodes if graph.degree[node.key]]
    numbered = _numbered(graph, tied)
    seeds = tuple(range(seed, seed + runs))
    partitions = [_louvain(numbered, each) for each in seeds] if tied else []
    scores = [_modularity(numbered, partition) for partition in partitions]
    best = max(range(len(scores)), key=lambda run: (scores[run], -run), default=0)
    shown = partitions[best] if partitions else ()
    made = [_community(graph, [tied[each] for each in sorted(part)], _stability(part, partitions)) for part in shown]
    made.sort(key=lambda community: (-community.size, community.name.fr, community.key))
    return Communities(
        communities=tuple(replace(community, number=number) for number, community in enumerate(made, start=1)),
        modularity=scores[best] if scores else None,
        seed=seeds[best],
        untied=len(network.nodes) - len(tied),
        variation=_variation(seeds, partitions, scores),
    )


def agreement(left: Partition, right: Partition) -> float:
    """Return the normalised mutual information of two partitions of the same items, 0 to 1.

    Two partitions that each hold everything in one part agree wholly (1).

    >>> agreement((frozenset({1, 2}), frozenset({3, 4})), (frozenset({3, 4}), frozenset({1, 2})))
    1.0
    >>> agreement((frozenset({1, 2}), frozenset({3, 4})), (frozenset({1, 3}), frozenset({2, 4})))
    0.0
    """
    total = sum(map(len, left))
    entropies = _entropy(left, total) + _entropy(right, total)
    if not entropies:
        return 1.0
    shared = 0.0
    for one in left:
        for other in right:
            both = len(one & other)
            if both:
                shared += both / total * log(both * total / (len(one) * len(other)))
    return fixed(2 * shared / entropies)


def _entropy(partition: Partition, total: int) -> float:
    return -sum(len(part) / total * log(len(part) / total) for part in partition)


def _numbered(graph: nx.Graph[str], tied: Sequence[Node]) -> nx.Graph[int]:
    """Return the graph on whole numbers: sets of strings have no fixed order, and Louvain reads sets."""
    import networkx

    made: nx.Graph[int] = networkx.Graph()
    position = {node.key: number for number, node in enumerate(tied)}
    made.add_nodes_from(range(len(tied)))
    for source, target in sorted(graph.edges()):
        made.add_edge(position[source], position[target], weight=graph[source][target]["weight"])
    return made


def _louvain(graph: nx.Graph[int], seed: int) -> Partition:
    import networkx

    found = networkx.community.louvain_communities(graph, weight="weight", seed=seed)
    return tuple(sorted(map(frozenset, found), key=min))


def _modularity(graph: nx.Graph[int], partition: Partition) -> float:
    import networkx

    return fixed(networkx.community.modularity(graph, map(set, partition), weight="weight"))


def _stability(part: frozenset[int], partitions: Sequence[Partition]) -> float:
    """Return the mean share of runs in which two members fall together; 1 for a single member."""
    pairs = len(part) * (len(part) - 1) // 2
    if not pairs:
        return 1.0
    together = 0
    for partition in partitions:
        sizes = [len(part & other) for other in partition]
        together += sum(size * (size - 1) // 2 for size in sizes)
    return fixed(together / (pairs * len(partitions)))


def _variation(seeds: tuple[int, ...], partitions: Sequence[Partition], scores: Sequence[float]) -> Variation:
    pairs = [agreement(one, other) for one, other in combinations(partitions, 2)]
    whole = 1.0 if partitions else None
    return Variation(
        seeds=seeds,
        modularity_mean=fixed(sum(scores) / len(scores)) if scores else None,
        modularity_min=min(scores, default=None),
        modularity_max=max(scores, default=None),
        agreement=fixed(sum(pairs) / len(pairs)) if pairs else whole,
        communities_min=min(map(len, partitions), default=0),
        communities_max=max(map(len, partitions), default=0),
    )


def _community(graph: nx.Graph[str], members: Sequence[Node], stability: float) -> Community:
    keys = {node.key for node in members}
    inner = {key: sum(edge["weight"] for other, edge in graph[key].items() if other in keys) for key in sorted(keys)}
    strength = sum(edge["weight"] for key in sorted(keys) for edge in graph[key].values())
    centre = min(members, key=lambda node: (node.collective, -fixed(inner[node.key]), node.label, node.key))
    return Community(
        key=min(keys),
        number=0,
        name=_name(members, centre),
        size=len(members),
        members=refs(members),
        centre=ref(centre),
        kinds=counts((node.kind for node in members), wording.kinds(members)),
        groups=counts((node.group for node in members), wording.group),
        places=counts((node.place for node in members if node.place), wording.places(members)),
        sectors=counts((sector for node in members for sector in node.sectors), wording.sector),
        inside=fixed(sum(inner.values()) / strength),
        stability=stability,
    )


def _name(members: Sequence[Node], centre: Node) -> Phrase:
    """Return a name from the families that hold a third of the named members, their commonest place, the centre."""
    named = [node for node in members if not node.collective] or members
    families = counts((node.group for node in named), wording.group)
    main = sorted(family.key for family in families[:2] if family.number * 3 >= len(named)) or [families[0].key]
    places = counts((node.place for node in named if node.place), wording.places(named))
    place = f", {places[0].fr}" if places and places[0].number * 3 >= len(named) else ""
    french = " et ".join(wording.group(key).fr for key in main)
    english = " and ".join(wording.group(key).en for key in main)
    return Phrase(
        f"{french[:1].upper()}{french[1:]}{place}, autour {elided(centre.label)}",
        f"{english[:1].upper()}{english[1:]}{place}, around {centre.label}",
    )
