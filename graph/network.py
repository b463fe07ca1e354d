"""The projected network: actors and typed, weighted ties between pairs of them.

A plain value, free of RDF and of engines, so that every analysis is a function of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["COLLABORATION", "COPRESENCE", "LAYERS", "STRUCTURE", "Link", "Network", "Node", "Site"]

STRUCTURE = "structure"
COLLABORATION = "collaboration"
COPRESENCE = "copresence"
LAYERS = (STRUCTURE, COLLABORATION, COPRESENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A commune where an actor stands."""

    code: str
    """INSEE code."""
    label: str
    departement: str
    latitude: float | None = None
    longitude: float | None = None

    def __str__(self) -> str:
        return f"{self.label} ({self.code})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor as the analyses see it. All keys are concept keys, labels are French."""

    key: str
    iri: str
    label: str
    kind: str
    kind_label: str
    group: str
    """The broad family for colours: company, research, training, support, public, initiative, event, collective."""
    scope: str = "regional"
    roles: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    subfields: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    """Job families that its trainings aim at."""
    place: str | None = None
    """INSEE code of the foremost commune."""
    place_label: str | None = None
    departement: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    sites: tuple[Site, ...] = ()
    """Every commune that a source gives, the foremost first; that one is told by ``place`` and its like as well."""
    collective: bool = False
    """True for a group that the source does not name one by one (``branches``, ``laboratories``)."""
    mentions: int = 0
    """Number of evidence rows that speak of the actor: its coverage."""
    sources: tuple[str, ...] = ()
    studied: bool = False
    """True when a study or a report of the region speaks of the actor, rather than an article or interviews only."""
    size: str | None = None
    """Size that a source gives in a word: ``startup``, ``sme``, ``mid-size`` or ``large``."""
    headcount: int | None = None
    """People that a source prints for the company or its site in the region; ``None`` for nearly all of them."""
    heard: bool = False
    """True when such a study interviewed it."""

    @property
    def regional(self) -> bool:
        """Whether the actor belongs to the network of the region by itself, without a partner there."""
        return self.studied or self.scope == "regional"

    @property
    def departements(self) -> tuple[str, ...]:
        """Every département where the actor stands, sorted."""
        known = {site.departement for site in self.sites} | ({self.departement} if self.departement else set())
        return tuple(sorted(known))

    @property
    def places(self) -> tuple[str, ...]:
        """The INSEE codes of every commune where the actor stands, the foremost first."""
        codes = (*((self.place,) if self.place else ()), *(site.code for site in self.sites))
        return tuple(dict.fromkeys(codes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One pair of actors joined by one tie. A tie among n partners gives n(n-1)/2 links of weight 1/(n-1)."""

    source: str
    target: str
    """Keys of the two nodes, ``source < target``."""
    tie: str
    """IRI of the n-ary tie."""
    kind: str
    kind_label: str
    layer: str
    label: str
    weight: float = 1.0
    status: str = "established"
    start: str | None = None
    evidence: tuple[str, ...] = ()
    """IRIs of the evidence rows."""
    locators: tuple[str, ...] = ()
    """The same as a person reads it: ``iahdf-2019, 1.2.1, l. 1275``."""
    certainty: str = "certain"
    """``certain``, ``likely`` or ``unsure``: the least sure of the tie and of the part that each side has in it."""


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes sorted by key and links sorted by (source, target, tie)."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    layers: tuple[str, ...] = LAYERS
    left_out: tuple[str, ...] = ()
    """IRIs of ties with too many partners to say anything of a pair; they give no link."""
    _by_key: dict[str, Node] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._by_key.update({node.key: node for node in self.nodes})

    def __getitem__(self, key: str) -> Node:
        return self._by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def restricted(self, layers: tuple[str, ...]) -> Network:
        """Return the same actors with the ties of some layers only."""
        kept = tuple(link for link in self.links if link.layer in layers)
        return Network(self.nodes, kept, layers, self.left_out)

    def graph(self) -> nx.Graph[str]:
        """Return an undirected NetworkX graph: one edge a pair, ``weight`` summed over its links."""
        import networkx

        made: nx.Graph[str] = networkx.Graph()
        made.add_nodes_from(node.key for node in self.nodes)
        for link in self.links:
            known = made.get_edge_data(link.source, link.target, default={"weight": 0.0})
            made.add_edge(link.source, link.target, weight=known["weight"] + link.weight)
        return made
