"""Writes the graph in RDF syntaxes and the network in the formats of network tools; same input, same bytes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import fields
from typing import TYPE_CHECKING

from graph.network import Link, Node
from graph.syntax import flat, written_quads, written_triples
from ontology import iris

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.network import Network
    from graph.store import Store

__all__ = ["flattened", "gexf", "graphml", "nquads", "trig", "turtle"]

_NOT_FACTS = tuple(iris.graph(name) for name in ("quality", "meta"))
_ANALYSES = f"{iris.GRAPH}analysis/"
_GEXF = "http://gexf.net/1.3"
_VIZ = "http://gexf.net/1.3/viz"
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEFT_OUT = {"iri", "source", "target"}
"""Fields that are the identity or the ends of an element, not an attribute of it."""

Value = str | int | float | bool


def trig(store: Store) -> bytes:
    """Return every graph of a store as TriG, sorted, with prefixes."""
    return written_quads(store.lines())


def turtle(store: Store) -> bytes:
    """Return the union of the graphs as Turtle, sorted, with prefixes."""
    return written_triples(store.lines())


def nquads(store: Store) -> bytes:
    """Return every graph of a store as sorted N-Quads."""
    return store.lines()


def flattened(store: Store) -> bytes:
    """Return the N-Triples of the facts, inferences and terms, without quality notes, analyses and build notes."""
    return flat(store.lines(), _is_fact)


def _is_fact(graph: str) -> bool:
    return graph not in _NOT_FACTS and not graph.startswith(_ANALYSES)


def gexf(
    network: Network,
    *,
    positions: Mapping[str, tuple[float, float]] | None = None,
    colours: Mapping[str, str] | None = None,
) -> bytes:
    """Return a network as GEXF 1.3: one node an actor, isolates included, one edge a tie between two actors.

    Parameters
    ----------
    positions
        Node key -> (x, y).
    colours
        Group of actors (``company``, ``research`` ...) -> ``#rrggbb``.
    """
    root = ET.Element("gexf", {"xmlns": _GEXF, "xmlns:viz": _VIZ, "version": "1.3"})
    ET.SubElement(ET.SubElement(root, "meta"), "creator").text = "Maillage"
    graph = ET.SubElement(root, "graph", {"defaultedgetype": "undirected", "mode": "static"})
    _declared(graph, "node", Node)
    _declared(graph, "edge", Link)
    nodes, edges = ET.SubElement(graph, "nodes"), ET.SubElement(graph, "edges")
    for node in network.nodes:
        made = ET.SubElement(nodes, "node", {"id": node.iri, "label": _clean(node.label)})
        _valued(made, node)
        _shown(made, (colours or {}).get(node.group), (positions or {}).get(node.key))
    for place, link in enumerate(network.links):
        ends = {"source": network[link.source].iri, "target": network[link.target].iri}
        made = ET.SubElement(edges, "edge", {"id": str(place), **ends, "weight": f"{link.weight:.6g}"})
        made.set("label", _clean(link.label))
        _valued(made, link)
    return _written(root)


def graphml(
    network: Network,
    *,
    positions: Mapping[str, tuple[float, float]] | None = None,
    colours: Mapping[str, str] | None = None,
) -> bytes:
    """Return a network as GraphML, with the same nodes, edges and attributes as ``gexf``."""
    root = ET.Element("graphml", {"xmlns": _GRAPHML})
    keys = {(end, name): f"{end[0]}-{name}" for end, made in _ENDS for name, _ in _columns(made)}
    for (end, name), key in keys.items():
        kind = dict(_columns(dict(_ENDS)[end]))[name]
        _key(root, key, end, name, kind)
    for name, kind in (("x", "double"), ("y", "double"), ("colour", "string")):
        _key(root, f"n-{name}", "node", name, kind)
    graph = ET.SubElement(root, "graph", {"id": "maillage", "edgedefault": "undirected"})
    for node in network.nodes:
        made = ET.SubElement(graph, "node", {"id": node.iri})
        _data(made, {keys["node", name]: value for name, value in _values(node)})
        x, y = (positions or {}).get(node.key, (None, None))
        extra = {"n-x": x, "n-y": y, "n-colour": (colours or {}).get(node.group)}
        _data(made, {key: value for key, value in extra.items() if value is not None})
    for place, link in enumerate(network.links):
        ends = {"source": network[link.source].iri, "target": network[link.target].iri}
        made = ET.SubElement(graph, "edge", {"id": str(place), **ends})
        _data(made, {keys["edge", name]: value for name, value in _values(link)})
    return _written(root)


_ENDS: tuple[tuple[str, type[Node] | type[Link]], ...] = (("node", Node), ("edge", Link))
_KINDS = (("bool", "boolean"), ("int", "integer"), ("float", "double"))


def _columns(made: type[Node] | type[Link]) -> Iterator[tuple[str, str]]:
    """Yield the name and type of each attribute; tuples are strings joined by ``|``."""
    for item in fields(made):
        if item.name not in _LEFT_OUT:
            yield item.name, next((kind for name, kind in _KINDS if str(item.type).startswith(name)), "string")


def _values(item: Node | Link) -> Iterator[tuple[str, Value]]:
    """Yield the attributes that have a value."""
    for name, _ in _columns(type(item)):
        value = getattr(item, name)
        if isinstance(value, tuple):
            value = "|".join(value)
        if value is not None and value != "":
            yield name, value


def _declared(graph: ET.Element, end: str, made: type[Node] | type[Link]) -> None:
    declared = ET.SubElement(graph, "attributes", {"class": end, "mode": "static"})
    for name, kind in _columns(made):
        ET.SubElement(declared, "attribute", {"id": name, "title": name, "type": kind})


def _valued(element: ET.Element, item: Node | Link) -> None:
    holder = ET.SubElement(element, "attvalues")
    for name, value in _values(item):
        ET.SubElement(holder, "attvalue", {"for": name, "value": _worded(value)})


def _shown(element: ET.Element, colour: str | None, position: tuple[float, float] | None) -> None:
    if colour:
        red, green, blue = (str(int(colour.lstrip("#")[at : at + 2], 16)) for at in (0, 2, 4))
        ET.SubElement(element, "viz:color", {"r": red, "g": green, "b": blue, "a": "1.0"})
    if position:
        x, y = (f"{value:.3f}" for value in position)
        ET.SubElement(element, "viz:position", {"x": x, "y": y, "z": "0.0"})


def _key(root: ET.Element, key: str, end: str, name: str, kind: str) -> None:
    known = {"integer": "int"}.get(kind, kind)
    ET.SubElement(root, "key", {"id": key, "for": end, "attr.name": name, "attr.type": known})


def _data(element: ET.Element, values: Mapping[str, Value]) -> None:
    for key, value in values.items():
        ET.SubElement(element, "data", {"key": key}).text = _worded(value)


def _worded(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.9g}" if isinstance(value, float) else _clean(str(value))


def _clean(text: str) -> str:
    """Return the text without the signs that XML 1.0 cannot hold."""
    return _UNPRINTABLE.sub("", text)


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"
