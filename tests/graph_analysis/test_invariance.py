"""What must not matter: the names of actors, and actors that arrive elsewhere."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis import analyse
from graph.analysis.links import compare
from graph.network import Network

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make

KEYS = "abcdefgh"
PAIRS = tuple(left + right for left, right in combinations(KEYS, 2))
KNOWN = st.fixed_dictionaries(
    {
        "sectors": st.sampled_from([(), ("btp",), ("banque",), ("banque-assurance", "btp")]),
        "roles": st.sampled_from([(), ("impactant",), ("impacte",)]),
        "group": st.sampled_from(["company", "research", "support", "collective"]),
        "place": st.sampled_from([None, "59350", "80021"]),
    }
)


def drawn(make: Make, chance: st.DataObject) -> Network:
    """Return a network of eight actors with ties and attributes drawn by lot."""
    ties = chance.draw(st.lists(st.sampled_from(PAIRS), max_size=14))
    known: dict[str, Any] = {key: chance.draw(KNOWN) for key in KEYS}
    for facts in known.values():
        facts["collective"] = facts["group"] == "collective"
    made = make(" ".join(ties), KEYS, **known)
    layers = [chance.draw(st.sampled_from(["structure", "collaboration", "copresence"])) for _ in made.links]
    links = tuple(replace(link, layer=layer) for link, layer in zip(made.links, layers, strict=True))
    return Network(made.nodes, links)


def scores(network: Network, keys: str = KEYS) -> dict[frozenset[str], float]:
    return {frozenset(pair): compare(network, *pair).score for pair in combinations(keys, 2)}


def measures(network: Network, names: dict[str, str]) -> dict[str, object]:
    found = analyse(network)
    return {
        "clusters": {frozenset(names[member.key] for member in each.members) for each in found.components},
        "actors": {
            names[each.actor.key]: (
                each.degree,
                each.weighted_degree,
                each.betweenness,
                each.betweenness_working,
                each.constraint,
                each.effective_size,
                each.core,
                each.is_articulation,
            )
            for each in found.metrics
        },
        "ties": {
            frozenset((names[tie.left.key], names[tie.right.key])): (
                tie.is_bridge,
                tie.span,
                tie.overlap,
                tie.betweenness,
            )
            for tie in found.ties
        },
        "weak": {frozenset((names[tie.left.key], names[tie.right.key])): tie.score for tie in found.weak_ties},
        "cut": {names[each.actor.key]: each.cut_off for each in found.articulations},
    }


@settings(max_examples=25, deadline=None)
@given(chance=st.data(), shuffled=st.permutations(KEYS))
def test_other_keys_change_no_measure(make: Make, chance: st.DataObject, shuffled: list[str]) -> None:
    network = drawn(make, chance)
    new = dict(zip(KEYS, shuffled, strict=True))
    nodes = sorted((replace(node, key=new[node.key]) for node in network.nodes), key=lambda node: node.key)
    links = []
    for link in network.links:
        source, target = sorted((new[link.source], new[link.target]))
        links.append(replace(link, source=source, target=target))
    links.sort(key=lambda link: (link.source, link.target, link.tie))
    renamed = Network(tuple(nodes), tuple(links))

    assert measures(renamed, {key: key for key in KEYS}) == measures(network, new)
    assert scores(renamed) == {frozenset(new[key] for key in pair): score for pair, score in scores(network).items()}


@settings(max_examples=25, deadline=None)
@given(chance=st.data())
def test_an_actor_without_ties_changes_no_other_score(make: Make, chance: st.DataObject) -> None:
    network = drawn(make, chance)
    newcomer = replace(make("", "a").nodes[0], key="aa", iri="https://w3id.org/maillage/id/actor/aa")
    larger = Network(tuple(sorted((*network.nodes, newcomer), key=lambda each: each.key)), network.links)
    names = {key: key for key in (*KEYS, "aa")}
    before, after = measures(network, names), measures(larger, names)

    actors = after["actors"]
    clusters = after["clusters"]
    assert isinstance(actors, dict)
    assert isinstance(clusters, set)
    assert actors.pop("aa")[0] == 0
    clusters.remove(frozenset({"aa"}))
    assert after == before
    assert scores(larger) == scores(network)
    assert analyse(larger).communities.communities == analyse(network).communities.communities


def test_the_same_network_gives_the_same_analyses(make: Make) -> None:
    network = make("ab bc cd da ac ef fg", "h")

    assert analyse(network) == analyse(network)
    assert analyse(network).to_json() == analyse(network).to_json()
