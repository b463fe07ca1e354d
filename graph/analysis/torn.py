"""The torn mesh: every cluster and isolate under each choice of layers, what is known of it, and one tie to mend it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.clusters import cluster_sets
from graph.analysis.ground import eligible
from graph.analysis.reasons import coverage
from graph.analysis.values import ActorRef, Count, Phrase, fixed, ref
from graph.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.analysis.clusters import Cluster, ClusterSet
    from graph.analysis.introductions import Introductions
    from graph.analysis.links import MissingLinks
    from graph.network import Network, Node

__all__ = ["NO_TIE_KNOWN", "Tear", "torn_mesh"]

NO_TIE_KNOWN = Phrase("aucun lien connu dans ces sources", "no tie known in these sources")

HEADS = 200
"""Clusters at most among which the nearest is looked for, the largest first."""
Proposal = tuple[str, str, Phrase]
"""An actor of the cluster, one outside, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tear:
    """A cluster apart from the largest one, or an isolate."""

    layers: Phrase
    """The choice of layers."""
    size: int
    bridgehead: ActorRef
    """Its best-connected named member: the first to call."""
    members: tuple[ActorRef, ...]
    kinds: tuple[Count, ...]
    places: tuple[Count, ...]
    sectors: tuple[Count, ...]
    nearest: ActorRef | None
    """The bridgehead of another cluster that shares most with it: sectors, then place; ``None`` without any."""
    shared: Phrase | None
    """What it shares with it."""
    mentions: int
    coverage: float
    """How much the sources say of its members on average, 0 to 1."""
    stated: tuple[str, ...]
    """Where a source itself says that a tie is absent; empty when all there is is silence."""
    claim: Phrase
    proposal: tuple[ActorRef, ActorRef] | None
    """One tie to make: an actor of the cluster and one outside."""
    why: Phrase | None


def torn_mesh(
    network: Network,
    portfolio: Portfolio | None = None,
    links: MissingLinks | None = None,
    programme: Introductions | None = None,
) -> tuple[Tear, ...]:
    """Return all that stands apart from the largest cluster, under each choice of layers.

    Parameters
    ----------
    network
        The projected network.
    portfolio
        Tells the ties that a source itself says are absent.
    links, programme
        Where the proposed tie is looked for: first among the introductions, then among the missing links.

    Returns
    -------
    tuple of Tear
        By choice of layers, larger clusters first. The claim says "no tie known in these sources" for an isolate
        unless a source states the absence.

    Raises
    ------
    Nothing
        An empty network has no tear.

    Examples
    --------
    >>> from graph.network import Network, Node
    >>> def node(key):
    ...     return Node(key=key, iri="urn:" + key, label=key, kind="company", kind_label="E", group="company")
    >>> [tear.claim.en for tear in torn_mesh(Network((node("a"), node("b")), ()))][:1]
    ['no tie known in these sources']

    References
    ----------
    Hopcroft J., Tarjan R. (1973), *Algorithm 447*, CACM 16(6).

    Reading
    -------
    Silence is not absence: read the coverage first. An actor mentioned twice was hardly looked at.
    """
    proposals = _proposals(network, links, programme)
    held = portfolio or Portfolio()
    made: list[Tear] = []
    for found in cluster_sets(network):
        heads = _heads(network, found)
        apart = [cluster for cluster in found.clusters if cluster.number > 1 or cluster.isolated]
        made += [_tear(network, held, found, cluster, heads, proposals) for cluster in apart]
    return tuple(made)


def _heads(network: Network, found: ClusterSet) -> list[tuple[Cluster, Node, frozenset[str], frozenset[str]]]:
    """Return each cluster of two and more with its head, its sectors and its places."""
    return [
        (
            cluster,
            network[cluster.bridgehead.key],
            frozenset(each.key for each in cluster.sectors),
            frozenset(each.key for each in cluster.places),
        )
        for cluster in [each for each in found.groups if not each.bridgehead.collective][:HEADS]
    ]


def _tear(
    network: Network,
    held: Portfolio,
    found: ClusterSet,
    cluster: Cluster,
    heads: Sequence[tuple[Cluster, Node, frozenset[str], frozenset[str]]],
    proposals: Mapping[str, Sequence[Proposal]],
) -> Tear:
    keys = [member.key for member in cluster.members]
    inside = frozenset(keys)
    offers = (offer for key in keys for offer in proposals.get(key, ()) if offer[1] not in inside)
    best = next(offers, None)
    nearest, shared = _nearest(cluster, heads)
    stated = tuple(locator for key in keys for absence in held.absences_of(key) for locator in absence.locators)
    return Tear(
        layers=found.layers.name,
        size=cluster.size,
        bridgehead=cluster.bridgehead,
        members=cluster.members,
        kinds=cluster.kinds,
        places=cluster.places,
        sectors=cluster.sectors,
        nearest=nearest,
        shared=shared,
        mentions=cluster.mentions,
        coverage=fixed(sum(coverage(network[key]) for key in keys) / len(keys)),
        stated=tuple(dict.fromkeys(stated)),
        claim=_claim(cluster, held, keys),
        proposal=(ref(network[best[0]]), ref(network[best[1]])) if best else None,
        why=best[2] if best else None,
    )


def _claim(cluster: Cluster, held: Portfolio, keys: Iterable[str]) -> Phrase:
    absences = [absence for key in keys for absence in held.absences_of(key)]
    if absences:
        return Phrase(f"la source le dit : {absences[0].label}", f"the source says so: {absences[0].label_en}")
    if cluster.isolated:
        return NO_TIE_KNOWN
    return Phrase(
        f"{cluster.size} acteurs liés entre eux ; vers les autres, {NO_TIE_KNOWN.fr}",
        f"{cluster.size} actors tied among themselves; to others, {NO_TIE_KNOWN.en}",
    )


def _nearest(
    cluster: Cluster, heads: Sequence[tuple[Cluster, Node, frozenset[str], frozenset[str]]]
) -> tuple[ActorRef | None, Phrase | None]:
    sectors, places = {each.key: each for each in cluster.sectors}, {each.key: each for each in cluster.places}
    rated = []
    for other, head, of, at in heads:
        if other.key == cluster.key:
            continue
        common = [sectors[key] for key in sorted(of & sectors.keys())] + [
            places[key] for key in sorted(at & places.keys())
        ]
        if common:
            score = 2 * len(of & sectors.keys()) + len(at & places.keys())
            rated.append((-score, -other.size, head.label, head.key, common))
    if not rated:
        return None, None
    _, _, _, key, common = min(rated, key=lambda each: each[:4])
    head = next(node for _, node, _, _ in heads if node.key == key)
    return ref(head), Phrase(", ".join(each.fr for each in common[:3]), ", ".join(each.en for each in common[:3]))


def _proposals(
    network: Network, links: MissingLinks | None, programme: Introductions | None
) -> dict[str, list[Proposal]]:
    made: defaultdict[str, list[Proposal]] = defaultdict(list)
    chosen = programme.introductions if programme else ()
    others = links.suggestions if links else ()
    found: list[Proposal] = [(each.left.key, each.right.key, each.sentence) for each in chosen]
    found += [(link.left.key, link.right.key, link.reason) for link in others]
    for left, right, why in found:
        if eligible(network[left]) and eligible(network[right]):
            made[left].append((left, right, why))
            made[right].append((right, left, why))
    return dict(made)
