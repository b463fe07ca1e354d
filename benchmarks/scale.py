"""Measure the analyses of a large network: ``python -m benchmarks.scale [ACTORS TIES]``.

A made-up network of 100,000 actors and 300,000 ties: a thousand groups, seven ties in ten inside one, partners drawn
by a law with few very active actors. NetworkX runs the same on the largest network on which it is done in seconds.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.analysis import large_networks
from graph.analysis.pair_sets import Pairs, TieList, encoded
from graph.analysis.pair_signs import scene

ACTORS, TIES = 100_000, 300_000
COMPARED = 5_000
"""Actors of the network on which NetworkX is compared."""
SECONDS, GIGABYTES = 60.0, 4.0
"""What is promised."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One analysis, how long it took and what it found."""

    name: str
    seconds: float
    found: str


def network(actors: int, ties: int, seed: int = 2019) -> TieList:
    """Return the made-up network."""
    draw = np.random.default_rng(seed)
    groups = max(1, actors // 100)
    active = draw.pareto(2.0, actors) + 0.2
    order = np.argsort(draw.integers(groups, size=actors), kind="stable")
    reach = np.cumsum(active[order])
    left = order[np.searchsorted(reach, draw.random(ties * 2) * reach[-1])]
    near = (np.argsort(order)[left] + draw.integers(1, 100, size=ties * 2)) % actors
    far = np.searchsorted(reach, draw.random(ties * 2) * reach[-1])
    right = order[np.where(draw.random(ties * 2) < 0.7, near, far)]
    apart = left != right
    pairs = Pairs(np.minimum(left, right)[apart], np.maximum(left, right)[apart])
    codes = draw.permutation(np.unique(encoded(pairs, actors)))[:ties]
    days = np.full(len(codes), 737_000, dtype=np.int64)
    keys = tuple(f"a{number:06}" for number in range(actors))
    return TieList(keys, codes // actors, codes % actors, days, days, np.ones(len(codes)))


def ours(ties: TieList) -> list[Timed]:
    """Return each analysis as Maillage runs it."""
    matrix = ties.matrix()
    return [
        _timed("components", lambda: large_networks.components(matrix), lambda found: f"{found.max() + 1}"),
        _timed(
            "communities",
            lambda: large_networks.communities(matrix),
            lambda found: f"{found.max() + 1}, modularity {large_networks.modularity(matrix, found):.3f}",
        ),
        _timed("bridges", lambda: large_networks.bridges(matrix), lambda found: f"{len(found)}"),
        _timed("constraint", lambda: large_networks.constraint(matrix), lambda found: f"mean {np.nanmean(found):.3f}"),
        _timed(
            "missing links",
            lambda: large_networks.top_missing_links(scene(ties, 738_000)),
            lambda found: f"{len(found[0])} kept",
        ),
    ]


def theirs(ties: TieList) -> list[Timed]:
    """Return the same by plain NetworkX; resource allocation over the pairs at distance 2 for the missing links."""
    import networkx

    graph = networkx.Graph(list(zip(ties.left.tolist(), ties.right.tolist(), strict=True)))
    graph.add_nodes_from(range(ties.size))

    def missing() -> list[tuple[Any, Any, float]]:
        near = {(u, w) for u in graph for v in graph[u] for w in graph[v] if u < w and w not in graph[u]}
        return sorted(networkx.resource_allocation_index(graph, near), key=lambda each: -each[2])[:1000]

    return [
        _timed("components", lambda: list(networkx.connected_components(graph)), lambda found: f"{len(found)}"),
        _timed(
            "communities",
            lambda: networkx.community.louvain_communities(graph, seed=1),
            lambda found: f"{len(found)}, modularity {networkx.community.modularity(graph, found):.3f}",
        ),
        _timed("bridges", lambda: list(networkx.bridges(graph)), lambda found: f"{len(found)}"),
        _timed(
            "constraint",
            lambda: networkx.constraint(graph),
            lambda found: f"mean {np.nanmean(list(found.values())):.3f}",
        ),
        _timed("missing links", missing, lambda found: f"{len(found)} kept"),
    ]


def _timed(name: str, run: Callable[[], Any], told: Callable[[Any], str]) -> Timed:
    began = time.perf_counter()
    found = run()
    return Timed(name, time.perf_counter() - began, told(found))


def main(arguments: list[str] | None = None) -> int:
    """Print both tables; return 1 when the promise is not kept."""
    made = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__.splitlines()[0])
    made.add_argument("actors", nargs="?", type=int, default=ACTORS)
    made.add_argument("ties", nargs="?", type=int, default=TIES)
    parsed = made.parse_args(arguments)
    large = ours(network(parsed.actors, parsed.ties))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    total = sum(each.seconds for each in large)
    print(f"{parsed.actors} actors, {parsed.ties} ties\n")
    print("\n".join(f"{each.name:<14} {each.seconds:8.2f} s  {each.found}" for each in large))
    print(f"{'in all':<14} {total:8.2f} s  peak memory {memory:.2f} GB\n")
    small = network(COMPARED, 3 * COMPARED)
    print(f"{COMPARED} actors, {3 * COMPARED} ties: plain NetworkX against ours")
    for one, other in zip(theirs(small), ours(small), strict=True):
        ratio = f"{one.seconds / max(other.seconds, 1e-9):6.1f} times"
        print(f"{one.name:<14} {one.seconds:8.2f} s {other.seconds:8.2f} s  {ratio}  {one.found} / {other.found}")
    return 0 if total <= SECONDS and memory <= GIGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
