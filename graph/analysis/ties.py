"""Ties between pairs: bridges, local bridges with their span, overlap, load, and the weak ties worth tending."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.analysis.values import ActorRef, Phrase, fixed, listed, ref, refs
from graph.elision import elided

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from graph.network import Link, Network

__all__ = ["WEAK_TIE_WEIGHTS", "PairTie", "Side", "pair_ties", "weak_ties"]

LOAD, IRREPLACEABLE, THIN = 0.6, 0.2, 0.2
WEAK_TIE_WEIGHTS: Mapping[str, float] = {"load": LOAD, "irreplaceable": IRREPLACEABLE, "thin": THIN}
"""What makes a weak tie worth tending: first how many actors reach each other over it (load), then how long the
way round would be (irreplaceable), then on how few known ties it rests (thin)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two parts that the loss of a bridge would leave."""

    of: ActorRef
    size: int
    members: tuple[ActorRef, ...]
    """Left empty for the larger side: the rest of the cluster, whose list would say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairTie:
    """All that joins one pair of actors, and its place in the network."""

    left: ActorRef
    right: ActorRef
    ties: tuple[str, ...]
    """IRIs of the n-ary ties."""
    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    """French labels of the kinds of tie."""
    layers: tuple[str, ...]
    locators: tuple[str, ...]
    multiplicity: int
    """Number of distinct ties."""
    weight: float
    is_bridge: bool
    """Nothing else joins the two sides."""
    is_local_bridge: bool
    """No actor is tied to both ends; every bridge is one."""
    span: int | None
    """Length of the way round a local bridge, 3 at least; ``None`` when there is none (a bridge) or no local bridge."""
    overlap: float | None
    """Share of the two ends' other partners that they have in common; ``None`` when neither has another one."""
    betweenness: float
    """Share of the pairs of tied actors whose shortest paths pass here."""
    sides: tuple[Side, ...] = ()
    """The two parts, smaller first, when it is a bridge."""
    collective: bool = False
    """Whether an end is a group that the source does not name; such ties are ranked nowhere."""
    score: float | None = None
    rank: int | None = None
    sentence: Phrase | None = None

    @property
    def label(self) -> str:
        """The two labels."""
        return f"{self.left.label} – {self.right.label}"


def pair_ties(network: Network) -> tuple[PairTie, ...]:
    """Return every linked pair with its measures.

    Parameters
    ----------
    network
        The projected network.

    Returns
    -------
    tuple of PairTie
        By label, then keys; empty without ties. Edge betweenness counts unweighted shortest paths, divided by the
        number of pairs of actors that have a tie at all, so that an actor without ties changes nothing.

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
    >>> ring = Network(tuple(map(node, "abcde")), tuple(link(*pair) for pair in ("ab", "bc", "cd", "ae", "de")))
    >>> sorted({(tie.is_bridge, tie.is_local_bridge, tie.span) for tie in pair_ties(ring)})
    [(False, True, 4)]

    References
    ----------
    Granovetter M. (1973), *The strength of weak ties*, American Journal of Sociology 78(6).
    Onnela J.-P. et al. (2007), *Structure and tie strengths in mobile communication networks*, PNAS 104(18).
    Girvan M., Newman M. (2002), *Community structure in social and biological networks*, PNAS 99(12).

    Reading
    -------
    A bridge is the only *known* joint between two parts. The two parts may well meet where these sources did not
    look; what is sure is that the sources name nobody else to call.
    """
    import networkx

    graph = network.graph()
    bridges = {tuple(sorted(pair)) for pair in networkx.bridges(graph)}
    loads = _loads(graph)
    links: dict[tuple[str, str], list[Link]] = {}
    for link in network.links:
        links.setdefault((link.source, link.target), []).append(link)
    made = [_pair_tie(network, graph, pair, links[pair], loads[pair], pair in bridges) for pair in sorted(links)]
    return tuple(sorted(made, key=lambda tie: (tie.label, tie.left.key, tie.right.key)))


def weak_ties(ties: Iterable[PairTie]) -> tuple[PairTie, ...]:
    """Return the local bridges between named actors, ranked by what would be lost with them.

    Parameters
    ----------
    ties
        The linked pairs, from `pair_ties`.

    Returns
    -------
    tuple of PairTie
        Highest score first, then by label, with ``score`` in [0, 1], ``rank`` and ``sentence``.

    Raises
    ------
    Nothing
        No tie gives no ranking.

    Examples
    --------
    >>> weak_ties(())
    ()

    References
    ----------
    Granovetter M. (1973), as above: no strong tie is a bridge, so that news from elsewhere comes by weak ones.

    Reading
    -------
    A tie high in this list is worth tending, or doubling with a second one. "Weak" says that the two ends share no
    partner; it says nothing of how well they work together.
    """
    scored = [replace(tie, score=_score(tie)) for tie in ties if tie.is_local_bridge and not tie.collective]
    scored.sort(key=lambda tie: (-(tie.score or 0.0), tie.label, tie.left.key, tie.right.key))
    return tuple(replace(tie, rank=rank, sentence=_sentence(tie)) for rank, tie in enumerate(scored, start=1))


def _loads(graph: nx.Graph[str]) -> dict[tuple[str, str], float]:
    import networkx

    tied = sum(1 for _, degree in graph.degree() if degree)
    pairs = max(1, tied * (tied - 1) // 2)
    raw = networkx.edge_betweenness_centrality(graph, normalized=False)
    return {(min(pair), max(pair)): load / pairs for pair, load in raw.items()}


def _pair_tie(
    network: Network,
    graph: nx.Graph[str],
    pair: tuple[str, str],
    links: list[Link],
    load: float,
    is_bridge: bool,
) -> PairTie:
    left, right = (network[key] for key in pair)
    shared = set(graph[left.key]) & set(graph[right.key])
    around = graph.degree[left.key] + graph.degree[right.key] - 2 - len(shared)
    return PairTie(
        left=ref(left),
        right=ref(right),
        ties=tuple(sorted({link.tie for link in links})),
        labels=tuple(sorted({link.label for link in links})),
        kinds=tuple(sorted({link.kind_label for link in links})),
        layers=tuple(sorted({link.layer for link in links})),
        locators=tuple(sorted({locator for link in links for locator in link.locators})),
        multiplicity=len({link.tie for link in links}),
        weight=fixed(sum(link.weight for link in links)),
        is_bridge=is_bridge,
        is_local_bridge=not shared,
        span=None if shared or is_bridge else _way_round(graph, pair),
        overlap=fixed(len(shared) / around) if around else None,
        betweenness=fixed(load),
        sides=_sides(network, graph, pair) if is_bridge else (),
        collective=left.collective or right.collective,
    )


def _way_round(graph: nx.Graph[str], pair: tuple[str, str]) -> int:
    """Return the length of the shortest path between two tied actors that does not use their own tie."""
    import networkx

    without = networkx.restricted_view(graph, (), (pair,))
    return int(networkx.shortest_path_length(without, *pair))


def _sides(network: Network, graph: nx.Graph[str], pair: tuple[str, str]) -> tuple[Side, ...]:
    import networkx

    without = networkx.restricted_view(graph, (), (pair,))
    parts = [networkx.node_connected_component(without, key) for key in pair]
    made = [
        Side(of=ref(network[key]), size=len(part), members=refs(map(network.__getitem__, part)))
        for key, part in zip(pair, parts, strict=True)
    ]
    small, large = sorted(made, key=lambda side: (side.size, side.of.label, side.of.key))
    return small, replace(large, members=())


def _score(tie: PairTie) -> float:
    """Return how much would be lost with a local bridge; half of all pairs passing over it counts as all."""
    irreplaceable = 1 - 1 / tie.sides[0].size if tie.span is None else 1 - 2 / tie.span
    return fixed(LOAD * min(1.0, 2 * tie.betweenness) + IRREPLACEABLE * irreplaceable + THIN / tie.multiplicity)


def _sentence(tie: PairTie) -> Phrase:
    lost = _loss(tie)
    label = tie.labels[0]
    if tie.multiplicity == 1:
        rest = Phrase(f"Il repose sur un seul lien connu : {label}.", f"It rests on one known tie: {label}.")
    else:
        number = tie.multiplicity
        rest = Phrase(f"Il repose sur {number} liens connus.", f"It rests on {number} known ties.")
    return Phrase(f"{lost.fr} {rest.fr}", f"{lost.en} {rest.en}")


def _loss(tie: PairTie) -> Phrase:
    ends = (tie.left.label, tie.right.label)
    if tie.span is not None:
        fr, en = " et ".join(ends), " and ".join(ends)
        between = tie.span - 1
        return Phrase(
            f"Le lien entre {fr} est un raccourci : sans lui, le chemin connu le plus court passe par "
            f"{between} intermédiaires.",
            f"The tie between {en} is a short cut: without it the shortest known path has {between} go-betweens.",
        )
    small, large = tie.sides
    if small.size == 1:
        return Phrase(
            f"Le lien avec {large.of.label} est le seul lien connu {elided(small.of.label)}.",
            f"The tie with {large.of.label} is the only known tie of {small.of.label}.",
        )
    names = [actor.label for actor in small.members]
    return Phrase(
        f"Sans le lien entre {' et '.join(ends)}, {small.size} acteurs ({listed(names, 'fr')}) sont coupés "
        f"des {large.size} autres de leur grappe.",
        f"Without the tie between {' and '.join(ends)}, {small.size} actors ({listed(names, 'en')}) are cut off "
        f"from the {large.size} others of their cluster.",
    )
