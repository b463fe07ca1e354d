"""Brokerage: who stands between others, by degree, betweenness, constraint, effective size and core."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.analysis.values import ActorRef, Phrase, fixed, ref
from graph.network import STRUCTURE, Network, Node

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["NO_TIE", "ActorMetrics", "brokerage"]

NO_TIE = Phrase(
    "Aucun lien connu : la contrainte et la taille efficace ne se calculent pas.",
    "No known tie: constraint and effective size cannot be computed.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMetrics:
    """The place of one actor in the network."""

    actor: ActorRef
    collective: bool
    degree: int
    """Number of partners."""
    weighted_degree: float
    """Sum of the weights of its ties."""
    betweenness: float
    """Share of the pairs of tied actors whose shortest paths pass by it, 0 to 1."""
    betweenness_working: float
    """The same without the ties of structure; the ranking goes by it."""
    constraint: float | None
    """Burt's constraint, weighted: low when its partners are strangers to each other; ``None`` without ties."""
    effective_size: float | None
    """Number of its partners less those that repeat each other; ``None`` without ties."""
    core: int
    """The largest k such that it stands among actors that all have k partners there."""
    is_articulation: bool
    rank: int | None
    """1 for the foremost broker; ``None`` for a group that the source does not name."""
    reason: Phrase | None
    """Why a measure is ``None``."""


def brokerage(network: Network) -> tuple[ActorMetrics, ...]:
    """Return the measures of every actor, foremost broker first.

    Parameters
    ----------
    network
        The projected network.

    Returns
    -------
    tuple of ActorMetrics
        By betweenness without structure ties, then betweenness, then label; groups that the source does not name
        come last and unranked. Betweenness counts unweighted shortest paths, divided by the pairs that can be made
        of the *other* tied actors: NetworkX's own figure once the actors without ties are set aside. Constraint is
        weighted, effective size is not.

    Raises
    ------
    Nothing
        Any network has measures.

    Examples
    --------
    >>> from graph.network import Link, Network, Node
    >>> def node(key):
    ...     return Node(key=key, iri="urn:" + key, label=key, kind="company", kind_label="E", group="company")
    >>> def link(a, b):
    ...     return Link(source=a, target=b, tie=a + b, kind="chair", kind_label="C", layer="collaboration", label="T")
    >>> star = Network(tuple(map(node, "abcd")), tuple(link(*pair) for pair in ("ab", "ac", "ad")))
    >>> best = brokerage(star)[0]
    >>> (best.actor.key, best.degree, best.betweenness, best.effective_size)
    ('a', 3, 1.0, 3.0)

    References
    ----------
    Freeman L. (1977), *A set of measures of centrality based on betweenness*, Sociometry 40(1).
    Burt R. (2004), *Structural holes and good ideas*, American Journal of Sociology 110(2).
    Borgatti S. (1997), *Structural holes: unpacking Burt's redundancy measures*, Connections 20(1).

    Reading
    -------
    A high rank says that many known paths pass by an actor: ask it for an introduction. It says nothing of its
    merit, and an actor that the sources describe at length ranks higher than one they hardly mention.
    """
    import networkx

    graph = network.graph()
    tied = graph.subgraph(node.key for node in network.nodes if graph.degree[node.key])
    constraint = networkx.constraint(tied, weight="weight") if tied else {}
    effective = networkx.effective_size(tied) if tied else {}
    cores = networkx.core_number(graph)
    cuts = set(networkx.articulation_points(graph))
    whole = _betweenness(graph)
    working = _working(network, whole)
    made = [
        ActorMetrics(
            actor=ref(node),
            collective=node.collective,
            degree=graph.degree[node.key],
            weighted_degree=_strength(graph, node),
            betweenness=whole[node.key],
            betweenness_working=working[node.key],
            constraint=_maybe(constraint, node),
            effective_size=_maybe(effective, node),
            core=cores[node.key],
            is_articulation=node.key in cuts,
            rank=None,
            reason=None if graph.degree[node.key] else NO_TIE,
        )
        for node in network.nodes
    ]
    made.sort(key=_order)
    return tuple(replace(each, rank=None if each.collective else rank) for rank, each in enumerate(made, start=1))


def _order(each: ActorMetrics) -> tuple[bool, float, float, int, str, str]:
    place = (-each.betweenness_working, -each.betweenness, -each.degree)
    return (each.collective, *place, each.actor.label, each.actor.key)


def _betweenness(graph: nx.Graph[str]) -> dict[str, float]:
    import networkx

    tied = sum(1 for _, degree in graph.degree() if degree)
    pairs = max(1, (tied - 1) * (tied - 2) // 2)
    raw = networkx.betweenness_centrality(graph, normalized=False)
    return {key: fixed(number / pairs) for key, number in raw.items()}


def _working(network: Network, whole: dict[str, float]) -> dict[str, float]:
    """Return betweenness without the ties of structure, or the whole when there are none."""
    if all(link.layer != STRUCTURE for link in network.links):
        return whole
    return _betweenness(network.restricted(tuple(layer for layer in network.layers if layer != STRUCTURE)).graph())


def _strength(graph: nx.Graph[str], node: Node) -> float:
    return fixed(sum(edge["weight"] for edge in graph[node.key].values()))


def _maybe(measured: dict[str, float], node: Node) -> float | None:
    number = measured.get(node.key)
    return None if number is None else fixed(number)
