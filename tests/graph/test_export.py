"""The network's files are read back by the tools they are for."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from graph.export import flattened, gexf, graphml, nquads, trig, turtle
from graph.network import Link, Network, Node
from ontology import iris

if TYPE_CHECKING:
    from graph.embedded import Embedded


def node(key: str, **more: object) -> Node:
    known = {"label": key.title(), "kind": "company", "kind_label": "Entreprise", "group": "company"}
    return Node(key=key, iri=iris.thing("actor", key), **{**known, **more})  # type: ignore[arg-type]


def link(source: str, target: str, tie: str, weight: float = 1.0) -> Link:
    return Link(
        source=source, target=target, tie=iris.thing("tie", tie), kind="agreement", kind_label="Accord",
        layer="collaboration", label="Accord « A & B »", weight=weight, evidence=("urn:x:1", "urn:x:2"),
    )  # fmt: skip


@pytest.fixture
def network() -> Network:
    """Three actors, two ties between the first two; the third has none."""
    return Network(
        (
            node("a", label="A & \x00fils <b>", sectors=("btp", "banque"), latitude=50.5, mentions=3),
            node("b", collective=True),
            node("c"),
        ),
        (link("a", "b", "one", 1 / 3), link("a", "b", "two")),
    )


A, B, C = (iris.thing("actor", key) for key in "abc")


def test_networkx_reads_the_gexf_back_with_isolates_and_types(network: Network) -> None:
    back = nx.read_gexf(io.BytesIO(gexf(network)))
    assert set(back) == {A, B, C}
    assert back.number_of_edges() == 2
    assert nx.degree(back, C) == 0
    assert back.nodes[A]["label"] == "A & fils <b>"
    assert back.nodes[A]["sectors"] == "btp|banque"
    assert back.nodes[A]["latitude"] == 50.5
    assert back.nodes[A]["mentions"] == 3
    assert back.nodes[B]["collective"] is True
    assert "latitude" not in back.nodes[B]
    weights = sorted(float(data["weight"]) for _, _, data in back.edges(data=True))
    assert weights == pytest.approx([1 / 3, 1.0], abs=1e-5)
    assert {data["tie"] for _, _, data in back.edges(data=True)} == {iris.thing("tie", "one"), iris.thing("tie", "two")}


def test_networkx_reads_the_graphml_back_with_isolates_and_types(network: Network) -> None:
    back = nx.read_graphml(io.BytesIO(graphml(network, positions={"a": (1.5, -2.0)}, colours={"company": "#ff0080"})))
    assert set(back) == {A, B, C}
    assert back.number_of_edges() == 2
    assert back.nodes[A]["sectors"] == "btp|banque"
    assert back.nodes[A]["mentions"] == 3
    assert (back.nodes[A]["x"], back.nodes[A]["y"]) == (1.5, -2.0)
    assert back.nodes[C]["colour"] == "#ff0080"
    assert back.nodes[C]["collective"] is False
    assert "x" not in back.nodes[B]


def test_gephi_finds_colours_positions_and_declared_types(network: Network) -> None:
    root = ET.fromstring(gexf(network, positions={"a": (1.5, -2.0)}, colours={"company": "#ff0080"}))  # noqa: S314 - our own text
    space = {"g": "http://gexf.net/1.3", "v": "http://gexf.net/1.3/viz"}
    first = root.find("g:graph/g:nodes/g:node", space)
    assert first is not None
    assert first.find("v:color", space).attrib == {"r": "255", "g": "0", "b": "128", "a": "1.0"}  # type: ignore[union-attr]
    assert first.find("v:position", space).attrib == {"x": "1.500", "y": "-2.000", "z": "0.0"}  # type: ignore[union-attr]
    types = {one.get("id"): one.get("type") for one in root.iterfind(".//g:attribute", space)}
    assert types["latitude"] == "double"
    assert types["mentions"] == "integer"
    assert types["collective"] == "boolean"
    assert types["sectors"] == "string"
    assert "None" not in gexf(network).decode()


def test_an_empty_network_is_a_valid_file() -> None:
    assert len(nx.read_gexf(io.BytesIO(gexf(Network((), ()))))) == 0
    assert len(nx.read_graphml(io.BytesIO(graphml(Network((), ()))))) == 0


def test_the_world_keeps_its_actors_and_isolates(world_network: Network) -> None:
    back: nx.Graph[str] = nx.Graph(nx.read_gexf(io.BytesIO(gexf(world_network))))
    assert len(back) == 22
    assert back.number_of_edges() == 23
    assert sorted(iris.key_of(name) for name in nx.isolates(back)) == ["conseil-sigma", "federation-tau", "studio-rho"]
    assert gexf(world_network) == gexf(world_network)


def test_the_union_is_written_flat_and_the_facts_without_what_is_said_of_them(world_store: Embedded) -> None:
    from rdflib import Graph

    union = int(str(world_store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0]))
    assert len(Graph().parse(data=turtle(world_store), format="turtle")) == union
    assert flattened(world_store).count(b"\n") == union
    assert nquads(world_store).count(b"\n") == len(world_store)
    assert trig(world_store).count(b"graph:inferred {") == 1
