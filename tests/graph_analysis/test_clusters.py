from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.analysis.clusters import LAYER_SETS, ClusterSet, cluster_sets, clusters, component_of
from graph.network import Network

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make


def members(found: ClusterSet) -> list[str]:
    return ["".join(sorted(member.key for member in cluster.members)) for cluster in found.clusters]


def test_every_actor_is_in_one_cluster_largest_first_and_isolates_last(make: Make) -> None:
    found = clusters(make("ab bc de", "fg"))

    assert members(found) == ["abc", "de", "f", "g"]
    assert [cluster.number for cluster in found.clusters] == [1, 2, 3, 4]
    assert members(ClusterSet(layers=found.layers, clusters=found.isolates)) == ["f", "g"]
    assert members(ClusterSet(layers=found.layers, clusters=found.groups)) == ["abc", "de"]


def test_an_empty_network_has_no_cluster() -> None:
    assert clusters(Network((), ())).clusters == ()


def test_one_actor_is_a_cluster_of_one_with_no_tie(make: Make) -> None:
    (only,) = clusters(make("", "a")).clusters

    assert (only.size, only.ties, only.isolated, only.bridgehead.key) == (1, 0, True, "a")


def test_the_bridgehead_is_the_best_connected_named_member(make: Make) -> None:
    star = "ab ac ad"

    assert clusters(make(star)).clusters[0].bridgehead.key == "a"
    assert clusters(make(star + " bc", a={"collective": True})).clusters[0].bridgehead.key == "b"


def test_a_cluster_counts_kinds_places_departements_and_sectors(make: Make) -> None:
    lens = {"place": "62498", "place_label": "Lens", "departement": "62", "sectors": ("btp",), "mentions": 2}
    (found,) = clusters(make("ab", a=lens, b={"mentions": 3, "sectors": ("btp",)})).clusters

    assert [(count.fr, count.number) for count in found.places] == [("Lens", 1)]
    assert [(count.en, count.number) for count in found.departements] == [("Pas-de-Calais", 1)]
    assert [(count.en, count.number) for count in found.sectors] == [("construction", 2)]
    assert [(count.key, count.number) for count in found.kinds] == [("company", 2)]
    assert found.mentions == 5


def test_each_choice_of_layers_has_clusters_of_its_own(make: Make) -> None:
    network = make("ab bc cd")
    layers = dict(zip(("ab", "bc", "cd"), ("structure", "copresence", "collaboration"), strict=True))
    links = tuple(replace(link, layer=layers[link.source + link.target]) for link in network.links)
    found = {each.layers.key: members(each) for each in cluster_sets(Network(network.nodes, links))}

    assert list(found) == [each.key for each in LAYER_SETS]
    assert found["all"] == ["abcd"]
    assert found["working"] == ["bcd", "a"]
    assert found["collaboration"] == ["cd", "a", "b"]


def test_clusters_among_named_actors_set_groups_aside(make: Make) -> None:
    found = {each.layers.key: members(each) for each in cluster_sets(make("ab bc", b={"collective": True}))}

    assert found["all"] == ["abc"]
    assert found["named"] == ["a", "c"]


def test_a_network_of_one_layer_answers_for_that_layer_alone(make: Make) -> None:
    restricted = make("ab").restricted(("collaboration",))

    assert [each.layers.key for each in cluster_sets(restricted)] == ["all", "named"]
    assert cluster_sets(restricted)[0].layers.layers == ("collaboration",)


def test_the_cluster_of_each_actor_is_found_by_its_key(make: Make) -> None:
    found = clusters(make("ab", "c"))

    assert {key: cluster.key for key, cluster in component_of(found).items()} == {
        "a": "all.a",
        "b": "all.a",
        "c": "all.c",
    }
