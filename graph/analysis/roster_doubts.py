"""What the reason for a member rests on that no source says for certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis.doubts import Doubt, doubts, pair_doubts, together
from graph.analysis.ground import BROADER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.analysis.values import ActorRef
    from graph.network import Network, Node
    from graph.portfolio import Entry, Portfolio

__all__ = ["member_doubts"]


def member_doubts(
    network: Network,
    portfolio: Portfolio,
    node: Node,
    partners: Sequence[ActorRef],
    alone: Iterable[tuple[str, str]],
) -> tuple[Doubt, ...]:
    """Return the doubts on what a member brings, on the ties it alone has and on what it alone stands for.

    ``alone`` are the dimensions and keys that no other member covers.
    """
    rests_on = [*_brings(portfolio, node), *(each for what in alone for each in _covers(portfolio, node, *what))]
    ties = (doubt for actor in partners for doubt in pair_doubts(network, node.key, actor.key, own=node.key))
    return together((*doubts(rests_on, (node,), own=node.key), *ties))


def _brings(portfolio: Portfolio, node: Node) -> Iterator[Entry]:
    """Yield what a reason says that the organisation has, in the order in which it is looked for."""
    yield from portfolio.facts_of(node.key, "maturity")
    if cases := portfolio.cases_of(node.key):
        yield cases[0]
    elif node.subfields:
        yield from portfolio.facts_of(node.key, "subfield")
    elif offers := portfolio.trainings_of(node.key):
        yield from offers
    else:
        yield from portfolio.facts_of(node.key, "service")


def _covers(portfolio: Portfolio, node: Node, dimension: str, key: str) -> Iterator[Entry]:
    if dimension == "sector":
        own = [each for each in node.sectors if key in (each, BROADER.get(each))]
        yield from portfolio.facts_of(node.key, "sector", own)
    elif dimension == "role":
        yield from portfolio.facts_of(node.key, "role", (key,))
    elif dimension == "departement":
        places = [site.code for site in node.sites if site.departement == key]
        yield from portfolio.facts_of(node.key, "place", places or node.places)
