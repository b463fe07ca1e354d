"""Odd and broken networks: each analysis answers plainly or the network is refused, never a crash or a silent zero."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from graph.analysis import ANALYSES, analyse
from graph.analysis.fragility import fragile_ties
from graph.analysis.go_between import PARTNERS, go_betweens
from graph.network import Network
from ontology.errors import NetworkRefused

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make

NAN, INFINITY = float("nan"), float("inf")
ODD: dict[str, tuple[str, str, dict[str, Any]]] = {
    "empty": ("", "", {}),
    "one actor": ("", "a", {}),
    "one pair": ("ab", "", {}),
    "two isolates": ("", "ab", {}),
    "a group alone": ("", "a", {"a": {"group": "collective", "collective": True}}),
    "a group and its partner": ("ab", "", {"a": {"group": "collective", "collective": True}}),
    "a place that is no number": ("ab", "c", {"a": {"latitude": NAN, "longitude": NAN, "place": "x"}}),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", [name for name, _, _, _ in ANALYSES])
def test_every_table_of_an_odd_network_is_plain(make: Make, odd: str, name: str) -> None:
    ties, alone, known = ODD[odd]
    made = next(of for known_name, _, _, of in ANALYSES if known_name == name)(_analysed(make, ties, alone, known))

    json.dumps(made.to_json(), allow_nan=False)
    assert made.reading_fr
    assert made.reading_en


def _analysed(make: Make, ties: str, alone: str, known: dict[str, Any]) -> Any:
    return analyse(make(ties, alone, **known))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"weight": NAN}, "weight nan"),
        ({"weight": INFINITY}, "weight inf"),
        ({"weight": 0.0}, "weight 0.0"),
        ({"weight": -1.0}, "weight -1.0"),
        ({"target": "a"}, "joins 'a' to itself"),
        ({"target": "zz"}, "'zz', which is no actor of the network"),
    ],
)
def test_a_network_that_cannot_be_read_is_refused_by_name(make: Make, change: dict[str, Any], said: str) -> None:
    network = make("ab bc")
    broken = Network(network.nodes, (replace(network.links[0], **change), *network.links[1:]))

    with pytest.raises(NetworkRefused, match=said):
        analyse(broken)


def test_an_actor_that_stands_twice_is_refused(make: Make) -> None:
    network = make("ab")

    with pytest.raises(NetworkRefused, match="'a' stands 2 times"):
        analyse(Network((*network.nodes, network.nodes[0]), network.links))


def test_a_large_network_without_ties_has_no_fragile_tie_and_needs_no_matrix() -> None:
    nodes = tuple(replace(one, key=f"n{at}") for at, one in enumerate([_plain()] * 20_000))

    assert fragile_ties(Network(nodes, ()), ()) == ()


def _plain() -> Any:
    from tests.graph_analysis.conftest import node

    return node("a")


def test_the_brokerage_of_a_hub_is_estimated_from_a_part_of_its_partners(make: Make) -> None:
    one = make("ab", "", a={"roles": ("accompagnateur",)}, b={"roles": ("impacte",)})
    hub, leaf, tie = one["a"], one["b"], one.links[0]
    many = 3 * PARTNERS
    leaves = tuple(replace(leaf, key=f"b{at:05}") for at in range(many))
    links = tuple(replace(tie, target=each.key, tie=f"urn:{each.key}") for each in leaves)
    found = go_betweens(Network((hub, *leaves), links))

    exact = many * (many - 1) / 2
    assert [each.actor.key for each in found] == ["a"]
    assert found[0].consultant == pytest.approx(exact, rel=0.01)
