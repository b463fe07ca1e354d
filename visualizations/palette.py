"""The one place for colours, shapes and line styles: the drawing, the report and the site read them here.

Light theme. Fills keep a distance from each other under the three common colour-vision deficiencies, inks reach
4.5:1 on the page and no meaning hangs on a colour alone: each group has a shape, each layer a line of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["COMMUNITIES", "GROUPS", "LINES", "PAGE", "GroupStyle", "LineStyle", "css", "group_style", "shape_path"]


@dataclass(frozen=True, slots=True)
class GroupStyle:
    """How the actors of one group are drawn; ``shape`` is a vis-network shape that ``shape_path`` also knows."""

    group: str
    fill: str
    ink: str
    shape: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How the ties of one layer are drawn; ``dashes`` is empty for an unbroken line."""

    layer: str
    ink: str
    width: float
    dashes: tuple[int, ...] = ()


GROUPS = (
    GroupStyle("company", "#2270b5", "#174f80", "dot"),
    GroupStyle("research", "#35b393", "#0b5a48", "square"),
    GroupStyle("training", "#f0b429", "#7a5300", "triangle"),
    GroupStyle("support", "#dd86c0", "#862f68", "diamond"),
    GroupStyle("public", "#d9541e", "#8f340d", "hexagon"),
    GroupStyle("initiative", "#46318f", "#3a2d78", "star"),
    GroupStyle("event", "#8ed1f0", "#1f617f", "triangleDown"),
    GroupStyle("collective", "#ffffff", "#5d6673", "dot", dashed=True),
)

LINES = (
    LineStyle("structure", "#6b7280", 1.4, (7, 5)),
    LineStyle("collaboration", "#1f4e79", 2.4),
    LineStyle("copresence", "#7d8998", 0.9),
)

COMMUNITIES = (
    "#2270b5", "#f0b429", "#35b393", "#dd86c0", "#d9541e", "#46318f", "#8ed1f0", "#8a6d3b",
    "#9cc53b", "#e58f8f", "#3d4b5c", "#b9a7e0",
)  # fmt: skip

PAGE = (
    ("paper", "#ffffff"),
    ("ground", "#f6f5f1"),
    ("raised", "#fdfdfb"),
    ("ink", "#1d2733"),
    ("muted", "#55606e"),
    ("rule", "#dcdad2"),
    ("accent", "#174f80"),
    ("accent-soft", "#e4eef7"),
    ("alert", "#a3260b"),
    ("alert-soft", "#fbe9e4"),
    ("caution", "#7a5300"),
    ("caution-soft", "#fdf3dc"),
    ("good", "#0b5a48"),
    ("good-soft", "#e1f3ee"),
    ("bridge", "#a3260b"),
    ("focus", "#0b57d0"),
)

_OUTLINES = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": ((0.0, -1.1), (1.1, 0.85), (-1.1, 0.85)),
    "triangleDown": ((0.0, 1.1), (1.1, -0.85), (-1.1, -0.85)),
    "diamond": ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)),
    "hexagon": ((1.05, 0.0), (0.525, 0.91), (-0.525, 0.91), (-1.05, 0.0), (-0.525, -0.91), (0.525, -0.91)),
    "star": (
        (0.0, -1.2), (0.3, -0.41), (1.14, -0.37), (0.49, 0.16), (0.71, 0.97),
        (0.0, 0.52), (-0.71, 0.97), (-0.49, 0.16), (-1.14, -0.37), (-0.3, -0.41),
    ),
}  # fmt: skip


def group_style(group: str) -> GroupStyle:
    """Return the style of a group; an unknown group is drawn as a collective, the most neutral one."""
    return next((style for style in GROUPS if style.group == group), GROUPS[-1])


def shape_path(shape: str, x: float, y: float, radius: float) -> str:
    """Return the ``d`` of an SVG path: the shape centred on a point.

    >>> shape_path("diamond", 0, 0, 10)
    'M0 -12L12 0L0 12L-12 0Z'
    """
    if shape not in _OUTLINES:
        return _circle(x, y, radius)
    points = (f"{_short(x + radius * dx)} {_short(y + radius * dy)}" for dx, dy in _OUTLINES[shape])
    return "M" + "L".join(points) + "Z"


def css() -> str:
    """Return every colour as a CSS custom property of ``:root``, for the templates of the drawing and of the site."""
    lines = [f"--{name}: {colour};" for name, colour in PAGE]
    for group in GROUPS:
        lines += [f"--fill-{group.group}: {group.fill};", f"--ink-{group.group}: {group.ink};"]
    lines += [f"--line-{line.layer}: {line.ink};" for line in LINES]
    return ":root {\n  " + "\n  ".join(lines) + "\n}\n"


def _circle(x: float, y: float, radius: float) -> str:
    side, width = _short(radius), _short(2 * radius)
    return f"M{_short(x - radius)} {_short(y)}a{side} {side} 0 1 0 {width} 0a{side} {side} 0 1 0 -{width} 0Z"


def _short(number: float) -> str:
    return f"{round(number, 1) + 0.0:g}"
