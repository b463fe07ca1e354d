"""Gould and Fernandez's brokerage roles: between whom an actor stands, by the roles that the study tells apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from graph.analysis.null_model import study_role
from graph.analysis.values import ActorRef, Phrase, fixed, ref

if TYPE_CHECKING:
    from graph.network import Network

__all__ = ["ROLES", "GoBetween", "go_betweens"]

ROLES: dict[str, Phrase] = {
    "coordinator": Phrase("coordinateur", "coordinator"),
    "representative": Phrase("représentant", "representative"),
    "consultant": Phrase("médiateur", "itinerant broker"),
    "liaison": Phrase("liaison", "liaison"),
}
"""Coordinator: joins two of its own role. Representative (or gatekeeper: the same where ties have no direction): one
of its own role and one of another. Consultant: two of one other role. Liaison: three different roles."""


PARTNERS = 400
"""Partners of which all pairs are looked at; of a busier actor, every n-th partner stands for n."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoBetween:
    """How often one actor stands between two partners who have no tie, by brokerage role."""

    actor: ActorRef
    part: tuple[str, ...]
    """Its role or roles in the study."""
    coordinator: float
    representative: float
    consultant: float
    liaison: float
    unknown: int
    """Open pairs of partners of which one has no known role."""

    @property
    def total(self) -> float:
        """All open pairs of known roles that it joins."""
        return fixed(self.coordinator + self.representative + self.consultant + self.liaison)

    @property
    def foremost(self) -> str | None:
        """The role it plays most; ``None`` when it joins nobody."""
        return max(ROLES, key=lambda role: (getattr(self, role), role)) if self.total else None


def go_betweens(network: Network) -> tuple[GoBetween, ...]:
    """Return the brokerage roles of every named actor that joins two partners without a tie, busiest first.

    Parameters
    ----------
    network
        The projected network. Events, initiatives and alliances join people without having a role: they are left out
        as brokers, not as partners.

    Returns
    -------
    tuple of GoBetween
        An actor of several roles counts a share in each, so that the figures may be fractions. Those of an actor of
        more than `PARTNERS` partners are estimates.

    Raises
    ------
    Nothing
        A network without open pairs has none.

    Examples
    --------
    >>> from graph.network import Link, Network, Node
    >>> def node(key, role):
    ...     known = {"kind": "company", "kind_label": "E", "group": "company", "roles": (role,)}
    ...     return Node(key=key, iri="urn:" + key, label=key, **known)
    >>> def link(a, b):
    ...     return Link(source=a, target=b, tie=a + b, kind="chair", kind_label="C", layer="collaboration", label="T")
    >>> actors = (node("a", "impactant"), node("b", "accompagnateur"), node("c", "impacte"))
    >>> found = go_betweens(Network(actors, (link("a", "b"), link("b", "c"))))
    >>> [(each.actor.key, each.foremost, each.liaison) for each in found]
    [('b', 'liaison', 1.0)]

    References
    ----------
    Gould R., Fernandez R. (1989), *Structures of mediation: a formal approach to brokerage in transaction networks*,
    Sociological Methodology 19.

    Reading
    -------
    Liaisons and itinerant brokers are the ones to ask for an introduction across roles. The figures grow with what the
    sources tell of an actor's partners.
    """
    graph = network.graph()
    part = {node.key: study_role(node) for node in network.nodes}
    made = []
    for node in network.nodes:
        if node.collective or node.group in ("event", "initiative") or not part[node.key]:
            continue
        counted, unknown = dict.fromkeys(ROLES, 0.0), 0
        around = sorted(graph[node.key])
        step = max(1, -(-len(around) // PARTNERS))
        for left, right in combinations(around[::step], 2):
            if graph.has_edge(left, right):
                continue
            if not part[left] or not part[right]:
                unknown += step * step
                continue
            _count(counted, part[node.key], part[left], part[right], step * step)
        if sum(counted.values()):
            fixed_counts = {role: fixed(number) for role, number in counted.items()}
            made.append(GoBetween(actor=ref(node), part=part[node.key], unknown=unknown, **fixed_counts))
    made.sort(key=lambda each: (-each.total, each.actor.label, each.actor.key))
    return tuple(made)


def _count(
    counted: dict[str, float], own: tuple[str, ...], left: tuple[str, ...], right: tuple[str, ...], times: int
) -> None:
    share = times / (len(own) * len(left) * len(right))
    for mine in own:
        for one in left:
            for other in right:
                counted[_role(mine, one, other)] += share


def _role(mine: str, one: str, other: str) -> str:
    if mine == one == other:
        return "coordinator"
    if mine in (one, other):
        return "representative"
    return "consultant" if one == other else "liaison"
