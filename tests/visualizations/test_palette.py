"""The palette can be read by people who see colours otherwise, and says nothing by colour alone."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest

from graph.network import LAYERS
from ontology.vocabulary import ACTOR_GROUPS
from visualizations.palette import COMMUNITIES, GROUPS, LINES, PAGE, css, group_style, shape_path

# Machado, Oliveira, Fernandes (2009), severity 1.
SIGHT = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.0520)),
    "deuteranopia": ((0.3673, 0.8607, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
    "tritanopia": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}


def linear(colour: str) -> list[float]:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """Return the colour in CIELAB as one of the kinds of sight perceives it."""
    mixed = (sum(w * p for w, p in zip(row, linear(colour), strict=True)) for row in SIGHT[sight])
    red, green, blue = (min(1.0, max(0.0, part)) for part in mixed)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return (116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))


def test_every_group_and_layer_has_a_style() -> None:
    assert {style.group for style in GROUPS} == set(ACTOR_GROUPS)
    assert {line.layer for line in LINES} == set(LAYERS)


def test_an_unknown_group_is_drawn_as_a_collective() -> None:
    assert group_style("martian").group == "collective"


@pytest.mark.parametrize("sight", SIGHT)
def test_fills_stay_apart_whatever_the_sight(sight: str) -> None:
    nearest = min(dist(seen(one.fill, sight), seen(other.fill, sight)) for one, other in combinations(GROUPS, 2))
    assert nearest > 15


def test_outlines_and_texts_reach_the_contrast_that_people_need() -> None:
    colours = dict(PAGE)
    assert all(contrast(style.ink, colours["paper"]) >= 4.5 for style in GROUPS)
    assert all(contrast(line.ink, colours["paper"]) >= 3 for line in LINES)
    for name in ("ink", "muted", "accent", "alert", "caution", "good", "focus"):
        assert contrast(colours[name], colours["ground"]) >= 4.5, name
    for name in ("alert", "caution", "good"):
        assert contrast(colours[name], colours[f"{name}-soft"]) >= 4.5, name


def test_no_two_groups_and_no_two_layers_differ_by_colour_alone() -> None:
    assert len({(style.shape, style.dashed) for style in GROUPS}) == len(GROUPS)
    assert len({(line.width, line.dashes) for line in LINES}) == len(LINES)


def test_the_style_sheet_names_every_colour() -> None:
    text = css()
    for name, colour in PAGE:
        assert f"--{name}: {colour};" in text
    assert all(f"--fill-{style.group}: {style.fill};" in text for style in GROUPS)


def test_every_shape_is_a_closed_path() -> None:
    for style in GROUPS:
        path = shape_path(style.shape, 3, 4, 10)
        assert path.startswith("M")
        assert path.endswith("Z")


def test_community_colours_are_all_different() -> None:
    assert len(set(COMMUNITIES)) == len(COMMUNITIES)
