"""Where each actor stands in the drawing: computed here, seeded, so that the page never has to settle.

Each connected component is laid out by stress majorisation, the energy of Kamada and Kawai brought down by
matrix products; boxes that hold a mark and its label are then pushed apart, components are packed on shelves,
and actors without a known tie stand in a grid of their own.

References: Kamada T., Kawai S. (1989), *An algorithm for drawing general undirected graphs*; Gansner E., Koren Y.,
North S. (2004), *Graph drawing by stress majorization*.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from visualizations.palette import GROUPS
from visualizations.spread import Box, packed, spread

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    from graph.network import Network

__all__ = ["COLUMN", "ROW", "Layout", "Mark", "Zone", "layout", "layouts", "short", "wrapped"]

UNIT = 92.0
"""Drawing units for one step along a tie."""

FILLED, FILLED_CROWD, CROWD = 0.34, 0.2, 12
"""Share of a component's ground that marks and labels may cover before it is stretched; less for a crowd of actors."""

ASPECT = 1.25
"""How much wider than tall a component is drawn."""

LANDSCAPE, PORTRAIT = 1.45, 0.62
"""Width by height of the whole drawing."""

ROUNDS = 180
LABEL_WIDTH = 20
LABEL_LINES = 3
GUTTER = 70.0
COLUMN = 290.0
ROW = 42.0
CAPTION = 76.0
LETTER, LINE = 7.4, 16.0
"""Width of a letter and height of a line at full size."""


_GROUP_ORDER = {style.group: place for place, style in enumerate(GROUPS)}


@dataclass(frozen=True, slots=True)
class Mark:
    """One actor as drawn: centre, radius, and its label cut into lines.

    The label stands under the mark, or beside it for an actor without a tie.
    """

    key: str
    x: float
    y: float
    radius: float
    lines: tuple[str, ...]
    degree: int

    @property
    def box(self) -> Box:
        """The rectangle that the mark and its label fill."""
        return _box(self)


@dataclass(frozen=True, slots=True)
class Zone:
    """A captioned rectangle of the drawing: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Marks by key, the zone of the actors without a known tie (None when there is none), and the whole frame."""

    marks: Mapping[str, Mark]
    isolates: Zone | None
    frame: Zone


def layout(network: Network, seed: int = 2019) -> Layout:
    """Return where every actor stands on a screen wider than tall; equal for equal networks and seeds."""
    return layouts(network, seed)[0]


def layouts(network: Network, seed: int = 2019) -> tuple[Layout, Layout]:
    """Return the arrangements for a landscape and for a portrait screen; equal for equal networks and seeds.

    Cost: a few matrix products a round, 0.4 s for 250 actors. An empty network gives empty layouts.
    """
    import networkx

    graph = network.graph()
    joined = [sorted(part) for part in networkx.connected_components(graph) if len(part) > 1]
    joined.sort(key=lambda part: (-len(part), part))
    marks = {node.key: _mark(node.key, node.label, int(graph.degree[node.key])) for node in network.nodes}
    parts = [_component(graph.subgraph(part), marks, seed) for part in joined]
    order = {node.key: (_GROUP_ORDER.get(node.group, 99), node.label, node.key) for node in network.nodes}
    alone = sorted((mark for mark in marks.values() if not mark.degree), key=lambda mark: order[mark.key])
    return _arranged(parts, alone, LANDSCAPE), _arranged(parts, alone, PORTRAIT)


def _arranged(parts: Sequence[list[Mark]], alone: Sequence[Mark], aspect: float) -> Layout:
    placed = {mark.key: mark for part in _shelved(parts, aspect) for mark in part}
    grid, zone = _grid(alone, _frame([mark.box for mark in placed.values()]), aspect)
    placed.update({mark.key: mark for mark in grid})
    boxes = [mark.box for mark in placed.values()] + ([_zone_box(zone)] if zone else [])
    return Layout({key: placed[key] for key in sorted(placed)}, zone, _frame(boxes))


def wrapped(label: str, width: int = LABEL_WIDTH, lines: int = LABEL_LINES) -> tuple[str, ...]:
    """Return a label cut into a few short lines, with an ellipsis when it is longer still.

    >>> wrapped("Institut fictif de recherche en tissage et maillage du territoire du Nord")
    ('Institut fictif de', 'recherche en tissage', 'et maillage du…')
    """
    cut = textwrap.wrap(label, width, break_long_words=True) or [""]
    if len(cut) <= lines:
        return tuple(cut)
    return (*cut[: lines - 1], cut[lines - 1].rstrip(" ,;-") + "…")


def short(label: str) -> str:
    """Return the acronym that opens a long label, or the label itself: what a drawing has room for.

    >>> short("CFI - Centre fictif des inventions")
    'CFI'
    """
    head, dash, _ = label.partition(" - ")
    return head if dash and len(label) > LABEL_WIDTH and len(head) > 1 else label


def _mark(key: str, label: str, degree: int) -> Mark:
    lines = wrapped(short(label)) if degree else (short(label),)
    return Mark(key, 0.0, 0.0, round(9.0 + 4.0 * degree**0.5, 1), lines, degree)


def _moved(mark: Mark, x: float, y: float) -> Mark:
    return Mark(mark.key, round(float(x), 1), round(float(y), 1), mark.radius, mark.lines, mark.degree)


def _box(mark: Mark) -> Box:
    if not mark.degree:
        return Box(mark.x + COLUMN / 2 - ROW / 2, mark.y, COLUMN, ROW)
    width = max(2.6 * mark.radius, LETTER * max(map(len, mark.lines)) + 8)
    label = LINE * len(mark.lines) + 6
    return Box(mark.x, mark.y + label / 2, width, 2.4 * mark.radius + label)


def _component(graph: nx.Graph[str], marks: Mapping[str, Mark], seed: int) -> list[Mark]:
    keys = sorted(graph)
    points = _stress(_targets(graph, keys), seed) * UNIT
    points[:, 0] *= ASPECT
    points *= _room(points, [marks[key] for key in keys])
    boxes = [_box(_moved(marks[key], x, y)) for key, (x, y) in zip(keys, points, strict=True)]
    shifts = spread(boxes)
    return [_moved(marks[key], x + dx, y + dy) for key, (x, y), (dx, dy) in zip(keys, points, shifts, strict=True)]


def _room(points: NDArray[np.float64], marks: Sequence[Mark]) -> float:
    """Return how much to stretch a component so that its boxes fill a fair share of its ground."""
    filled = FILLED_CROWD if len(marks) > CROWD else FILLED
    needed = sum(mark.box.width * mark.box.height for mark in marks) / filled
    sides = np.maximum(np.ptp(points, axis=0), UNIT)
    return float(max(1.0, (needed / (sides[0] * sides[1])) ** 0.5))


def _targets(graph: nx.Graph[str], keys: Sequence[str]) -> NDArray[np.float64]:
    """Return the wanted distance of each pair: shortest path, where ties of busy actors are longer."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import shortest_path

    index = {key: place for place, key in enumerate(keys)}
    degree = np.array([graph.degree[key] for key in keys], dtype=float)
    ends = np.array([(index[left], index[right]) for left, right in graph.edges])
    lengths = 0.75 + 0.2 * np.sqrt(np.maximum(degree[ends[:, 0]], degree[ends[:, 1]]))
    links = csr_array((lengths, (ends[:, 0], ends[:, 1])), shape=(len(keys), len(keys)))
    return np.asarray(shortest_path(links, directed=False), dtype=float)


def _stress(targets: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    """Return points in the plane whose distances come close to the targets (SMACOF with weights 1/d²)."""
    count = len(targets)
    weights = 1.0 / np.where(targets > 0, targets, 1.0) ** 2
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1.0 / count) - 1.0 / count
    points = _start(targets, seed)
    for _ in range(ROUNDS):
        gaps = np.linalg.norm(points[:, None, :] - points[None, :, :], axis=2)
        pull = weights * targets / np.where(gaps > 1e-9, gaps, 1e-9)
        np.fill_diagonal(pull, 0.0)
        points = inverse @ ((np.diag(pull.sum(axis=1)) - pull) @ points)
    return _laid_flat(points)


def _start(targets: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    """Return classical scaling of the targets, slightly shaken so that no two points coincide."""
    count = len(targets)
    centring = np.eye(count) - 1.0 / count
    values, vectors = np.linalg.eigh(-0.5 * centring @ (targets**2) @ centring)
    top = values.argsort()[::-1][:2]
    points = np.zeros((count, 2))
    points[:, : len(top)] = vectors[:, top] * np.sqrt(np.maximum(values[top], 1e-6))
    shake = np.random.default_rng(seed).normal(scale=0.05, size=(count, 2))
    return np.asarray(points * np.sign(points.sum(axis=0) + 1e-9) + shake, dtype=float)


def _laid_flat(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the points turned so that the longer side of the cloud lies flat."""
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    axes = axes * np.where(axes.sum(axis=1, keepdims=True) < 0, -1.0, 1.0)
    return np.asarray(centred @ axes.T, dtype=float)


def _shelved(parts: Sequence[list[Mark]], aspect: float) -> list[list[Mark]]:
    """Return the components packed side by side, those that need most room first."""
    frames = [_frame([mark.box for mark in part]) for part in parts]
    order = sorted(range(len(parts)), key=lambda place: (-frames[place].width * frames[place].height, place))
    found = packed([(frames[place].width, frames[place].height) for place in order], GUTTER, 0.8 * aspect)
    corners = [corner for _, corner in sorted(zip(order, found, strict=True))]
    return [
        [_moved(mark, mark.x - frame.x + left, mark.y - frame.y + top) for mark in part]
        for part, frame, (left, top) in zip(parts, frames, corners, strict=True)
    ]


def _grid(alone: Sequence[Mark], others: Zone, aspect: float) -> tuple[list[Mark], Zone | None]:
    """Return the actors without a tie as a list beside the rest, or under it, and the captioned zone around it."""
    if not alone:
        return [], None
    zone, columns = min(
        (_beside(len(alone), others), _under(len(alone), others)), key=lambda found: _skew(others, found[0], aspect)
    )
    rows = -(-len(alone) // columns)
    placed = [
        _moved(
            mark,
            zone.x + COLUMN * (place // rows) + ROW / 2,
            zone.y + CAPTION + ROW * (place % rows + 0.5),
        )
        for place, mark in enumerate(alone)
    ]
    return placed, zone


def _beside(count: int, others: Zone) -> tuple[Zone, int]:
    columns = max(1, -(-count // max(1, int((others.height - CAPTION) // ROW))))
    return _zone(others.x + others.width + GUTTER, others.y, count, columns), columns


def _under(count: int, others: Zone) -> tuple[Zone, int]:
    columns = max(1, min(count, round(max(others.width, 900.0) / COLUMN)))
    return _zone(others.x, others.y + others.height + (GUTTER if others.height else 0.0), count, columns), columns


def _zone(x: float, y: float, count: int, columns: int) -> Zone:
    rows = -(-count // columns)
    return Zone(round(x, 1), round(y, 1), columns * COLUMN, CAPTION + rows * ROW + 12)


def _skew(others: Zone, zone: Zone, aspect: float) -> float:
    """Return how far the whole frame would be from the wanted aspect."""
    width = max(others.x + others.width, zone.x + zone.width) - others.x
    height = max(others.y + others.height, zone.y + zone.height) - others.y
    return float(abs(np.log(width / height / aspect)))


def _zone_box(zone: Zone) -> Box:
    return Box(zone.x + zone.width / 2, zone.y + zone.height / 2, zone.width, zone.height)


def _frame(boxes: Iterable[Box]) -> Zone:
    every = list(boxes)
    if not every:
        return Zone(0.0, 0.0, 0.0, 0.0)
    left = min(box.x - box.width / 2 for box in every)
    top = min(box.y - box.height / 2 for box in every)
    right = max(box.x + box.width / 2 for box in every)
    bottom = max(box.y + box.height / 2 for box in every)
    return Zone(round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1))
