"""Rectangles that must not cover each other: pushed apart where they overlap, packed where they are separate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Box", "overlaps", "packed", "spread"]

ROUNDS = 300
STRETCH_EVERY = 40
STRETCH = 1.05


class Box(NamedTuple):
    """A rectangle by its centre and its sides."""

    x: float
    y: float
    width: float
    height: float


def spread(boxes: Sequence[Box]) -> NDArray[np.float64]:
    """Return how far to move each box, as (dx, dy), so that none covers another.

    Overlapping pairs give way along the side that costs least, all at once, round after round; a crowd that stays
    tight is stretched now and then. What still overlaps after the last round stays so.
    """
    start = np.array([(box.x, box.y) for box in boxes], dtype=float).reshape(-1, 2)
    half = np.array([(box.width, box.height) for box in boxes], dtype=float).reshape(-1, 2) / 2
    centres = start.copy()
    reach = half[:, None, :] + half[None, :, :]
    above = np.triu(np.ones((len(boxes), len(boxes)), dtype=bool), 1)
    for turn in range(1, ROUNDS + 1):
        gaps = centres[:, None, :] - centres[None, :, :]
        depth = reach - np.abs(gaps)
        left, right = np.nonzero(above & (depth[..., 0] > 0.5) & (depth[..., 1] > 0.5))
        if not len(left):
            break
        _give_way(centres, left, right, depth[left, right], gaps[left, right])
        if turn % STRETCH_EVERY == 0:
            centres *= STRETCH
    return np.asarray(centres - start, dtype=float)


def _give_way(
    centres: NDArray[np.float64],
    left: NDArray[np.intp],
    right: NDArray[np.intp],
    depth: NDArray[np.float64],
    gaps: NDArray[np.float64],
) -> None:
    """Move the boxes of overlapping pairs apart, each by a little under half the overlap."""
    axis = (depth[:, 1] < depth[:, 0]).astype(np.intp)
    rows = np.arange(len(left))
    side = np.where(gaps[rows, axis] >= 0, 1.0, -1.0)
    push = side * (depth[rows, axis] * 0.42 + 0.3)
    np.add.at(centres, (left, axis), push)
    np.add.at(centres, (right, axis), -push)


def overlaps(boxes: Sequence[Box], tolerance: float = 2.0) -> int:
    """Return how many pairs of boxes cover each other by more than a tolerance on both sides.

    >>> overlaps([Box(0, 0, 10, 10), Box(5, 5, 10, 10), Box(50, 0, 10, 10)])
    1
    """
    found = 0
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            wide = (one.width + other.width) / 2 - abs(one.x - other.x)
            tall = (one.height + other.height) / 2 - abs(one.y - other.y)
            found += wide > tolerance and tall > tolerance
    return found


def packed(sizes: Sequence[tuple[float, float]], gutter: float, aspect: float = 1.2) -> list[tuple[float, float]]:
    """Return the top left corner of each rectangle, packed as high as they go into a ground of a wanted aspect.

    Each rectangle in turn takes the highest place free of those before it, then the leftmost (a skyline). Give
    large ones first.

    >>> packed([(100, 50), (40, 20), (40, 30)], 10)
    [(0.0, 0.0), (0.0, 60.0), (50.0, 60.0)]
    """
    if not sizes:
        return []
    area = sum((width + gutter) * (height + gutter) for width, height in sizes)
    limit = max(max(width for width, _ in sizes), (area * aspect) ** 0.5)
    placed: list[tuple[float, float, float, float]] = []
    for width, height in sizes:
        lefts = sorted({0.0, *(left for left, *_ in placed), *(left + wide + gutter for left, _, wide, _ in placed)})
        fitting = [left for left in lefts if left + width <= limit] or [0.0]
        top, left = min((_rest(placed, left, width, gutter), left) for left in fitting)
        placed.append((left, top, float(width), float(height)))
    return [(left, top) for left, top, _, _ in placed]


def _rest(placed: Sequence[tuple[float, float, float, float]], left: float, width: float, gutter: float) -> float:
    """Return the top of a rectangle that comes to rest under all those above its stretch."""
    under = (
        top + tall + gutter
        for start, top, wide, tall in placed
        if start < left + width + gutter and left < start + wide + gutter
    )
    return max(under, default=0.0)
