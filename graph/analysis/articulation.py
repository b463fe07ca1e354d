"""Articulation actors: whose departure would cut a cluster, and into what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.analysis.values import ActorRef, Phrase, listed, ref, refs

if TYPE_CHECKING:
    import networkx as nx

    from graph.network import Network

__all__ = ["Articulation", "Part", "articulations"]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the parts that would be left."""

    size: int
    members: tuple[ActorRef, ...]
    """Left empty for the largest part: the rest of the cluster, whose list would say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Articulation:
    """An actor that alone holds parts of its cluster together."""

    actor: ActorRef
    parts: tuple[Part, ...]
    """What would be left of the cluster, largest part first."""
    cut_off: int
    """Number of actors outside the largest part."""
    rank: int | None
    """By actors cut off, then label; ``None`` for a group that the source does not name."""
    sentence: Phrase


def articulations(network: Network) -> tuple[Articulation, ...]:
    """Return the actors whose removal would leave their cluster in more parts.

    Parameters
    ----------
    network
        The projected network.

    Returns
    -------
    tuple of Articulation
        Ranked ones first (most actors cut off, then label), groups that the source does not name last.

    Raises
    ------
    Nothing
        Any network has articulation points, maybe none.

    Examples
    --------
    >>> from graph.network import Link, Network, Node
    >>> def node(key):
    ...     return Node(key=key, iri="urn:" + key, label=key, kind="company", kind_label="E", group="company")
    >>> def link(a, b):
    ...     return Link(source=a, target=b, tie=a + b, kind="chair", kind_label="C", layer="collaboration", label="T")
    >>> path = Network(tuple(map(node, "abcd")), tuple(link(*pair) for pair in ("ab", "bc", "cd")))
    >>> [(each.actor.key, [part.size for part in each.parts]) for each in articulations(path)]
    [('b', [2, 1]), ('c', [2, 1])]

    References
    ----------
    Hopcroft J., Tarjan R. (1973), *Algorithm 447: efficient algorithms for graph manipulation*, CACM 16(6).

    Reading
    -------
    The network leans on these actors: a second go-between beside each of them makes it more robust. That others
    "fall away" means that these sources name no other way to reach them, not that none exists.
    """
    import networkx

    graph = network.graph()
    made = [_articulation(network, graph, key) for key in sorted(networkx.articulation_points(graph))]
    made.sort(key=lambda each: (each.actor.collective, -each.cut_off, each.actor.label, each.actor.key))
    return tuple(replace(each, rank=None if each.actor.collective else rank) for rank, each in enumerate(made, start=1))


def _articulation(network: Network, graph: nx.Graph[str], key: str) -> Articulation:
    import networkx

    cluster = networkx.node_connected_component(graph, key) - {key}
    parts = [
        Part(size=len(part), members=refs(map(network.__getitem__, part)))
        for part in networkx.connected_components(graph.subgraph(cluster))
    ]
    parts.sort(key=lambda part: (-part.size, part.members[0].label, part.members[0].key))
    actor = ref(network[key])
    return Articulation(
        actor=actor,
        parts=(replace(parts[0], members=()), *parts[1:]),
        cut_off=sum(part.size for part in parts[1:]),
        rank=None,
        sentence=_sentence(actor, parts),
    )


def _sentence(actor: ActorRef, parts: list[Part]) -> Phrase:
    away = [member.label for part in parts[1:] for member in part.members]
    number = len(away)
    lost = Phrase(
        f"{number} acteur{'s' if number > 1 else ''} ({listed(away, 'fr')})",
        f"{number} actor{'s' if number > 1 else ''} ({listed(away, 'en')})",
    )
    return Phrase(
        f"Sans {actor.label}, sa grappe se partage en {len(parts)} : {lost.fr} hors du plus grand reste, "
        f"qui compte {parts[0].size} acteur{'s' if parts[0].size > 1 else ''}.",
        f"Without {actor.label} its cluster falls into {len(parts)} parts: {lost.en} outside the largest one, "
        f"which has {parts[0].size} actor{'s' if parts[0].size > 1 else ''}.",
    )
