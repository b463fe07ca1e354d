"""Connected components: which actors a chain of known ties joins, and which stand apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.values import ActorRef, Count, Phrase, counts, ref, refs
from graph.network import COLLABORATION, COPRESENCE, LAYERS, Network, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

__all__ = ["LAYER_SETS", "Cluster", "ClusterSet", "LayerSet", "cluster_sets", "clusters", "component_of"]


@dataclass(frozen=True, slots=True)
class LayerSet:
    """A choice of layers under which clusters are looked for."""

    key: str
    name: Phrase
    layers: tuple[str, ...]
    named: bool = False
    """Whether the groups that the source does not name are set aside: they join what nobody can introduce."""


LAYER_SETS = (
    LayerSet("all", Phrase("tous les liens", "all ties"), LAYERS),
    LayerSet("named", Phrase("entre acteurs nommés", "among named actors"), LAYERS, named=True),
    LayerSet("working", Phrase("sans les liens de structure", "without structure"), (COLLABORATION, COPRESENCE)),
    LayerSet("collaboration", Phrase("collaborations seules", "collaborations alone"), (COLLABORATION,)),
)
"""All ties; all ties among named actors; without hierarchy, since a supervising body joins what does not
work together; formal work alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Actors that a chain of known ties joins; a cluster of one is an actor with no known tie."""

    key: str
    """``{layer set}.{key of its first member}``: stable while that member stays."""
    number: int
    """1 for the largest cluster of its layer set."""
    layers: str
    size: int
    ties: int
    """Number of linked pairs."""
    members: tuple[ActorRef, ...]
    bridgehead: ActorRef
    """Its best-connected named member: most partners, then strongest ties. The first to call."""
    kinds: tuple[Count, ...]
    places: tuple[Count, ...]
    departements: tuple[Count, ...]
    sectors: tuple[Count, ...]
    mentions: int
    """Number of evidence rows on its members: how much was looked at before calling it apart."""

    @property
    def isolated(self) -> bool:
        """Whether it is a single actor."""
        return self.size == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSet:
    """The clusters under one choice of layers."""

    layers: LayerSet
    clusters: tuple[Cluster, ...]
    """Largest first, then by label of the bridgehead; isolates come last."""

    @property
    def isolates(self) -> tuple[Cluster, ...]:
        """The clusters of one actor."""
        return tuple(cluster for cluster in self.clusters if cluster.isolated)

    @property
    def groups(self) -> tuple[Cluster, ...]:
        """The clusters of two actors and more."""
        return tuple(cluster for cluster in self.clusters if not cluster.isolated)


def clusters(network: Network, layers: LayerSet = LAYER_SETS[0]) -> ClusterSet:
    """Return every connected component and every isolate of a network under some layers.

    Parameters
    ----------
    network
        The projected network.
    layers
        The layers whose ties count.

    Returns
    -------
    ClusterSet
        Each actor in exactly one cluster (each named one, when groups are set aside); empty for an empty network.

    Raises
    ------
    Nothing
        Any network has components.

    Examples
    --------
    >>> from graph.network import Link, Network, Node
    >>> def node(key):
    ...     return Node(key=key, iri="urn:" + key, label=key.upper(), kind="company", kind_label="E", group="company")
    >>> link = Link(source="a", target="b", tie="urn:t", kind="chair", kind_label="C", layer="collaboration", label="T")
    >>> found = clusters(Network((node("a"), node("b"), node("c")), (link,)))
    >>> [[member.label for member in cluster.members] for cluster in found.clusters]
    [['A', 'B'], ['C']]

    References
    ----------
    Hopcroft J., Tarjan R. (1973), *Algorithm 447: efficient algorithms for graph manipulation*, CACM 16(6).

    Reading
    -------
    Two clusters have no chain of ties *in these sources*. That is not proof that nobody knows anybody: an actor
    mentioned once was hardly looked at (see ``mentions``).
    """
    import networkx

    kept = network.restricted(layers.layers)
    graph = kept.graph()
    if layers.named:
        graph.remove_nodes_from([node.key for node in network.nodes if node.collective])
    made = [_cluster(kept, graph.subgraph(component), layers.key) for component in networkx.connected_components(graph)]
    made.sort(key=lambda cluster: (-cluster.size, cluster.bridgehead.label, cluster.key))
    return ClusterSet(layers=layers, clusters=tuple(_numbered(made)))


def cluster_sets(network: Network) -> tuple[ClusterSet, ...]:
    """Return the clusters under each layer set that the network can answer for.

    Its own layers come first (with every actor, then among named actors), then the narrower sets within them.
    """
    own = [replace(each, layers=network.layers) for each in LAYER_SETS[:2]]
    others = [each for each in LAYER_SETS[2:] if set(each.layers) < set(network.layers)]
    return tuple(clusters(network, each) for each in (*own, *others))


def component_of(found: ClusterSet) -> dict[str, Cluster]:
    """Return the cluster of each actor, by the actor's key."""
    return {member.key: cluster for cluster in found.clusters for member in cluster.members}


def _numbered(made: list[Cluster]) -> Iterator[Cluster]:
    for number, cluster in enumerate(made, start=1):
        yield replace(cluster, number=number)


def _cluster(network: Network, graph: nx.Graph[str], layers: str) -> Cluster:
    members = [network[key] for key in sorted(graph)]
    return Cluster(
        key=f"{layers}.{members[0].key}",
        number=0,
        layers=layers,
        size=len(members),
        ties=graph.number_of_edges(),
        members=refs(members),
        bridgehead=ref(min(members, key=lambda node: _reach(graph, node))),
        kinds=counts((node.kind for node in members), wording.kinds(members)),
        places=counts((node.place for node in members if node.place), wording.places(members)),
        departements=counts((node.departement for node in members if node.departement), wording.departement),
        sectors=counts((sector for node in members for sector in node.sectors), wording.sector),
        mentions=sum(node.mentions for node in members),
    )


def _reach(graph: nx.Graph[str], node: Node) -> tuple[bool, int, float, str, str]:
    strength = sum(edge["weight"] for edge in graph[node.key].values())
    return (node.collective, -graph.degree[node.key], -round(strength, 6), node.label, node.key)
