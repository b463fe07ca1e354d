"""The network as pyvis holds it: nodes with fixed positions, edges by layer, options without physics."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from visualizations.layout import Layout, Mark
from visualizations.palette import LINES, PAGE, LineStyle, group_style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.network import Link, Network, Node

__all__ = ["drawn"]

Plain = dict[str, Any]
"""A node, an edge or options as vis-network reads them."""

_COLOURS = dict(PAGE)
_FACE = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif"
_BENDS = (0.0, 0.16, -0.16)
"""How far the ties of a pair that has several layers lean aside, so that each stays visible."""


WIDEN = 1.8
"""The drawing is first seen at about half its size: lines are that much wider."""


def drawn(network: Network, placed: Layout) -> tuple[list[Plain], list[Plain], Plain]:
    """Return the nodes, edges and options of a pyvis network.

    The lists are filled directly: ``add_edge`` of pyvis looks through all edges for each new one.
    """
    from pyvis.network import Network as Drawing

    drawing = Drawing()
    drawing.nodes = [_node(node, placed.marks[node.key]) for node in network.nodes]
    drawing.edges = list(_edges(network))
    drawing.options = _options()
    nodes, edges, _, _, _, options = drawing.get_network_data()
    return nodes, edges, json.loads(options)


def _node(node: Node, mark: Mark) -> Plain:
    style = group_style(node.group)
    return {
        "id": node.key,
        "label": "\n".join(mark.lines),
        "shape": style.shape,
        "size": mark.radius,
        "x": mark.x,
        "y": mark.y,
        "fixed": True,
        "physics": False,
        "color": {"background": style.fill, "border": style.ink},
        "borderWidth": 1.5,
        "shapeProperties": {"borderDashes": [4, 3] if style.dashed else False},
    }


def _edges(network: Network) -> list[Plain]:
    """Return one edge a pair and layer, with the ties it stands for."""
    found: Mapping[tuple[str, str], dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for link in network.links:
        found[link.source, link.target][link.layer].append(link)
    made = []
    for (source, target), layers in sorted(found.items()):
        present = [style for style in LINES if style.layer in layers]
        for bend, style in zip(_BENDS, present, strict=False):
            made.append(_edge(source, target, style, layers[style.layer], bend))
    return made


def _edge(source: str, target: str, style: LineStyle, links: list[Link], bend: float) -> Plain:
    weight = sum(link.weight for link in links)
    edge: Plain = {
        "id": f"{source}|{target}|{style.layer}",
        "from": source,
        "to": target,
        "layer": style.layer,
        "ties": sorted({link.tie for link in links}),
        "width": round(WIDEN * style.width * min(1.0 + 0.25 * max(weight - 1.0, 0.0), 2.0), 2),
        "dashes": [2 * dash for dash in style.dashes] or False,
        "color": {"color": style.ink, "highlight": style.ink, "hover": style.ink, "opacity": 0.7},
        "physics": False,
    }
    if bend:
        kind = "curvedCW" if bend > 0 else "curvedCCW"
        edge["smooth"] = {"enabled": True, "type": kind, "roundness": abs(bend)}
    return edge


def _options() -> Plain:
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 2019},
        "interaction": {
            "dragNodes": False,
            "hover": True,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": False,
            "keyboard": {"enabled": False},
            "tooltipDelay": 120,
        },
        "nodes": {
            "borderWidthSelected": 4,
            "font": {"face": _FACE, "color": _COLOURS["ink"]},
        },
        "edges": {"smooth": False, "selectionWidth": 1, "hoverWidth": 0.5},
    }
