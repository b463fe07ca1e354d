"""Whether a network can be analysed at all: a clear refusal instead of a wrong figure or a failure deep inside."""

from __future__ import annotations

from collections import Counter
from math import isfinite
from typing import TYPE_CHECKING

from ontology.errors import NetworkRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.network import Network

__all__ = ["sound"]


def sound(network: Network) -> Network:
    """Return the network itself when every link joins two of its actors with a weight above zero.

    Raises
    ------
    NetworkRefused
        When a key stands twice, a link joins an actor to itself or to one that is not there, or a weight is no number
        above zero; the sentence names the first case and how many there are.

    Examples
    --------
    >>> from graph.network import Network
    >>> sound(Network((), ())).nodes
    ()
    """
    faults = list(_faults(network))
    if faults:
        more = f" ({len(faults)} such faults in all)" if len(faults) > 1 else ""
        raise NetworkRefused(f"{faults[0]}{more}.", remedy="Mend the network before it is analysed.")
    return network


def _faults(network: Network) -> Iterator[str]:
    for key, times in Counter(node.key for node in network.nodes).items():
        if times > 1:
            yield f"the actor {key!r} stands {times} times"
    for link in network.links:
        ends = (link.source, link.target)
        stranger = next((key for key in ends if key not in network), None)
        if stranger is not None:
            yield f"the link {link.tie!r} joins {stranger!r}, which is no actor of the network"
        elif link.source == link.target:
            yield f"the link {link.tie!r} joins {link.source!r} to itself"
        elif not (isfinite(link.weight) and link.weight > 0):
            yield f"the link {link.tie!r} has the weight {link.weight}, which is no number above zero"
