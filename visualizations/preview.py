"""A still picture of the network: one light SVG for the home page and the README."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from markupsafe import escape

from visualizations.layout import Layout, Mark, Zone, layout
from visualizations.palette import GROUPS, LINES, PAGE, GroupStyle, group_style, shape_path
from visualizations.spread import Box, overlaps
from visualizations.wording import words

if TYPE_CHECKING:
    from graph.network import Network, Node

__all__ = ["preview"]

LABELLED = 25
MARGIN = 40.0
LEGEND = 250.0
COLOURS = dict(PAGE)


def preview(network: Network, placed: Layout | None = None, *, language: str = "fr") -> str:
    """Return the network as SVG: every actor and tie, labels of the 25 best connected, a legend.

    Byte-identical for equal networks, under 150 kB for a regional one, readable without scripts or fonts of ours.
    """
    where = placed or layout(network)
    frame = where.frame
    unit = max(frame.width, 900.0) / 900.0
    width, height = frame.width + 2 * MARGIN, frame.height + 2 * MARGIN + LEGEND * unit / 3
    text = words(language)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
        f'lang="{language}" font-family="system-ui, Segoe UI, Roboto, Helvetica, Arial, sans-serif">',
        f"<title>{escape(text['preview.title'])}</title>",
        f"<desc>{escape(text['preview.desc'].format(actors=len(network.nodes), ties=_ties(network)))}</desc>",
        f'<rect width="100%" height="100%" fill="{COLOURS["paper"]}"/>',
        f'<g transform="translate({MARGIN - frame.x:.1f} {MARGIN - frame.y:.1f})">',
        *_zone(where.isolates, text["layout.isolates"], unit),
        *_lines(network, where, unit),
        *_marks(network, where),
        *_labels(where, unit, Box(frame.x + frame.width / 2, frame.y + frame.height / 2, width, frame.height + MARGIN)),
        "</g>",
        *_legend(network, text, unit, frame.height + 2 * MARGIN),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _ties(network: Network) -> int:
    return len({link.tie for link in network.links})


def _zone(zone: Zone | None, caption: str, unit: float) -> Iterator[str]:
    if zone is None:
        return
    yield (
        f'<rect x="{zone.x}" y="{zone.y}" width="{zone.width}" height="{zone.height}" rx="14" '
        f'fill="{COLOURS["ground"]}" stroke="{COLOURS["rule"]}" stroke-width="2"/>'
    )
    yield (
        f'<text x="{zone.x + 18:.1f}" y="{zone.y + 46:.1f}" font-size="{min(11 * unit, 36):.1f}" '
        f'fill="{COLOURS["muted"]}">{escape(caption)}</text>'
    )


def _lines(network: Network, where: Layout, unit: float) -> Iterator[str]:
    for style in LINES:
        pairs = sorted({(link.source, link.target) for link in network.links if link.layer == style.layer})
        if pairs:
            dashes = f' stroke-dasharray="{" ".join(map(str, style.dashes))}"' if style.dashes else ""
            yield (
                f'<path d="{"".join(_segment(where, *pair) for pair in pairs)}" fill="none" stroke="{style.ink}" '
                f'stroke-opacity=".55" stroke-width="{style.width * unit**0.5:.1f}"{dashes}/>'
            )


def _segment(where: Layout, source: str, target: str) -> str:
    one, other = where.marks[source], where.marks[target]
    return f"M{one.x:.0f} {one.y:.0f}L{other.x:.0f} {other.y:.0f}"


def _marks(network: Network, where: Layout) -> Iterator[str]:
    for style in GROUPS:
        members = [node for node in network.nodes if group_style(node.group) is style]
        if members:
            yield f"<g {_paint(style)}>"
            yield from (_mark(node, where.marks[node.key], style) for node in members)
            yield "</g>"


def _paint(style: GroupStyle) -> str:
    dashes = ' stroke-dasharray="4 3"' if style.dashed else ""
    return f'fill="{style.fill}" stroke="{style.ink}" stroke-width="1.5"{dashes}'


def _mark(node: Node, mark: Mark, style: GroupStyle) -> str:
    outline = shape_path(style.shape, mark.x, mark.y, mark.radius)
    return f'<path d="{outline}"><title>{escape(node.label)}</title></path>'


def _labels(where: Layout, unit: float, page: Box) -> Iterator[str]:
    """Yield the labels of the best connected, each where it covers no other and no mark of its rank."""
    ranked = [mark for mark in sorted(where.marks.values(), key=lambda mark: (-mark.degree, mark.key)) if mark.degree]
    size = 11.5 * unit
    yield (
        f'<g id="labels" font-size="{size:.1f}" text-anchor="middle" fill="{COLOURS["ink"]}" paint-order="stroke" '
        f'stroke="{COLOURS["paper"]}" stroke-width="{size / 4:.1f}" stroke-linejoin="round">'
    )
    taken = [Box(mark.x, mark.y, 2 * mark.radius, 2 * mark.radius) for mark in ranked[:LABELLED]]
    for place, mark in enumerate(ranked[:LABELLED]):
        others = taken[:place] + taken[place + 1 :]
        box = next((box for box in _places(mark, size) if _within(box, page) and not _covers(box, others)), None)
        if box is not None:
            taken.append(box)
            yield _text(mark, box, size)
    yield "</g>"


def _places(mark: Mark, size: float) -> Iterator[Box]:
    """Yield where a label may stand: under its mark, above, right, left."""
    width, height = 0.56 * size * max(map(len, mark.lines)), 1.12 * size * len(mark.lines)
    reach = 1.25 * mark.radius + 0.2 * size
    yield Box(mark.x, mark.y + reach + height / 2, width, height)
    yield Box(mark.x, mark.y - reach - height / 2, width, height)
    yield Box(mark.x + reach + width / 2, mark.y, width, height)
    yield Box(mark.x - reach - width / 2, mark.y, width, height)


def _within(box: Box, page: Box) -> bool:
    return abs(box.x - page.x) <= (page.width - box.width) / 2 and abs(box.y - page.y) <= (page.height - box.height) / 2


def _covers(box: Box, others: list[Box]) -> bool:
    return any(overlaps([box, other], 0.0) for other in others)


def _text(mark: Mark, box: Box, size: float) -> str:
    top = box.y - box.height / 2 + 0.85 * size
    spans = (
        f'<tspan x="{box.x:.0f}" y="{top + place * size * 1.12:.0f}">{escape(line)}</tspan>'
        for place, line in enumerate(mark.lines)
    )
    return f"<text>{''.join(spans)}</text>"


def _legend(network: Network, text: dict[str, str], unit: float, top: float) -> Iterator[str]:
    present = {group_style(node.group).group for node in network.nodes}
    size = 11 * unit
    yield f'<g font-size="{size:.1f}" fill="{COLOURS["ink"]}" transform="translate({MARGIN} {top:.0f}) scale(1)">'
    groups = [style for style in GROUPS if style.group in present]
    for place, style in enumerate(groups):
        x, y = (place % 4) * 215 * unit, (place // 4) * 20 * unit
        yield f'<path d="{shape_path(style.shape, x + 7 * unit, y, 6 * unit)}" {_paint(style)}/>'
        yield _caption(x + 20 * unit, y + size / 3, text[f"group.{style.group}"])
    rows = -(-len(groups) // 4)
    for place, line in enumerate(LINES):
        x, y = place * 215 * unit, (rows + 0.2) * 20 * unit
        dashes = f' stroke-dasharray="{" ".join(map(str, line.dashes))}"' if line.dashes else ""
        yield (
            f'<path d="M{x:.0f} {y:.0f}h{24 * unit:.0f}" stroke="{line.ink}" '
            f'stroke-width="{line.width * unit**0.5:.1f}"{dashes}/>'
        )
        yield _caption(x + 32 * unit, y + size / 3, text[f"layer.{line.layer}"])
    yield "</g>"


def _caption(x: float, y: float, label: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}">{escape(label)}</text>'
