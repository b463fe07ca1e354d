"""How firm communities are: divisions of the network resampled, and what each actor's place rests on."""

from __future__ import annotations

import random
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from graph.analysis.values import ActorRef, Phrase, fixed, ref

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

    from graph.analysis.communities import Communities
    from graph.network import Network

__all__ = ["DOUBLE", "DRAWS", "FIRM", "Footing", "footings"]

DRAWS = 40
KEPT = 0.9
"""Share of the pairs kept in each draw."""
FIRM, DOUBLE = 0.8, 0.35
"""Share of the draws above which a place is firm; share with another community above which it is said to be double."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """How firmly an actor stands in its community."""

    actor: ActorRef
    home: str
    """Key of its community."""
    community: Phrase
    held: float
    """Mean share of the draws in which it falls with a member of its community, 0 to 1."""
    other: Phrase | None
    """The other community that it falls with most; ``None`` when with none."""
    other_held: float
    reading: str
    """``firm``, ``double`` (two communities claim it) or ``loose``."""
    also: str | None
    """Key of the other community when the place is double: there the communities overlap. ``None`` otherwise."""


def footings(network: Network, found: Communities, seed: int = 2019, draws: int = DRAWS) -> tuple[Footing, ...]:
    """Return how firmly each actor stands in its community when some ties are left out and the seed changes.

    Parameters
    ----------
    network
        The projected network.
    found
        Its communities.
    seed
        Seed of the draws; each has a Louvain seed of its own.
    draws
        Times that the network is drawn again, each time without one pair in ten: in a network this thin, a bootstrap
        with replacement would measure missing pairs rather than communities.

    Returns
    -------
    tuple of Footing
        Loosest first; empty without ties.

    Raises
    ------
    Nothing
        A network without communities has none.

    Examples
    --------
    >>> from graph.analysis.communities import communities
    >>> from graph.network import Network
    >>> footings(Network((), ()), communities(Network((), ())))
    ()

    References
    ----------
    Rosvall M., Bergstrom C. (2010), *Mapping change in large networks*, PLoS ONE 5(1). Lancichinetti A., Fortunato S.
    (2012), *Consensus clustering in complex networks*, Scientific Reports 2.

    Reading
    -------
    A loose place says that the community of this actor is an accident of a few ties: do not build on it. A double one
    is a natural go-between: the actor falls with its own community in fewer than `FIRM` of the draws and with another
    one in `DOUBLE` of them or more, so that both may call it theirs. Elsewhere no overlap is claimed.
    """
    graph = network.graph()
    pairs = sorted(graph.edges())
    if not pairs:
        return ()
    chance = random.Random(seed)  # noqa: S311
    runs = [_division(graph, pairs, chance, seed + draw) for draw in range(draws)]
    members = {each.key: [member.key for member in each.members] for each in found.communities}
    names = {each.key: each.name for each in found.communities}
    made = [_footing(network, key, home, members, names, runs) for home, keys in members.items() for key in keys]
    made.sort(key=lambda each: (each.held, each.actor.label, each.actor.key))
    return tuple(made)


def _division(
    graph: nx.Graph[str], pairs: Sequence[tuple[str, str]], chance: random.Random, seed: int
) -> Mapping[str, int]:
    import networkx

    number = {key: each for each, key in enumerate(sorted(graph))}
    keys = sorted(graph)
    again: nx.Graph[int] = networkx.Graph()
    again.add_nodes_from(range(len(keys)))
    for left, right in sorted(chance.sample(pairs, k=ceil(KEPT * len(pairs)))):
        again.add_edge(number[left], number[right], weight=graph[left][right]["weight"])
    parts = networkx.community.louvain_communities(again, weight="weight", seed=seed)
    return {keys[member]: place for place, part in enumerate(sorted(parts, key=min)) for member in part}


def _footing(
    network: Network,
    key: str,
    home: str,
    members: Mapping[str, Sequence[str]],
    names: Mapping[str, Phrase],
    runs: Sequence[Mapping[str, int]],
) -> Footing:
    shares = {community: _together(key, keys, runs) for community, keys in members.items()}
    held = shares.pop(home)
    best = max(shares, key=lambda community: (shares[community], community), default=None)
    other = shares[best] if best else 0.0
    reading = "firm" if held >= FIRM else "double" if other >= DOUBLE else "loose"
    return Footing(
        actor=ref(network[key]),
        home=home,
        community=names[home],
        held=fixed(held),
        other=names[best] if best and other else None,
        other_held=fixed(other),
        reading=reading,
        also=best if reading == "double" else None,
    )


def _together(key: str, members: Sequence[str], runs: Sequence[Mapping[str, int]]) -> float:
    others = [member for member in members if member != key]
    if not others:
        return 1.0
    return sum(run[key] == run[member] for run in runs for member in others) / (len(others) * len(runs))
