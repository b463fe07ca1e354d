"""Positions are computed once, the same everywhere, with no actor or label over another."""

from __future__ import annotations

import time
from itertools import pairwise

from graph.network import Network
from visualizations.layout import Layout, layout, layouts, short, wrapped
from visualizations.spread import Box, overlaps, packed, spread


def test_every_actor_has_a_place(invention: Network) -> None:
    for placed in layouts(invention):
        assert set(placed.marks) == {node.key for node in invention.nodes}


def test_the_same_network_gives_the_same_places(invention: Network) -> None:
    assert layout(invention) == layout(Network(invention.nodes, invention.links))


def test_another_seed_gives_other_places(invention: Network) -> None:
    assert layout(invention, seed=1) != layout(invention, seed=2)


def test_no_label_covers_another(invention: Network) -> None:
    for placed in layouts(invention):
        assert overlaps([mark.box for mark in placed.marks.values()]) == 0


def test_actors_without_a_tie_stand_in_their_zone_and_no_other_does(invention: Network) -> None:
    for placed in layouts(invention):
        zone = placed.isolates
        assert zone is not None
        for mark in placed.marks.values():
            inside = zone.x <= mark.x <= zone.x + zone.width and zone.y <= mark.y <= zone.y + zone.height
            assert inside == (mark.degree == 0)


def test_a_larger_degree_gives_a_larger_mark(invention: Network) -> None:
    marks = sorted(layout(invention).marks.values(), key=lambda mark: mark.degree)
    assert all(one.radius <= other.radius for one, other in pairwise(marks))


def test_portrait_is_taller_than_landscape(invention: Network) -> None:
    wide, tall = layouts(invention)
    assert wide.frame.width > wide.frame.height
    assert tall.frame.width / tall.frame.height < wide.frame.width / wide.frame.height


def test_the_frame_holds_everything(invention: Network) -> None:
    frame = layout(invention).frame
    for mark in layout(invention).marks.values():
        assert frame.x <= mark.x <= frame.x + frame.width
        assert frame.y <= mark.y <= frame.y + frame.height


def test_a_region_is_laid_out_in_little_time(invention: Network) -> None:
    started = time.perf_counter()
    layouts(invention)
    assert time.perf_counter() - started < 3


def test_an_empty_network_has_an_empty_layout() -> None:
    empty = layout(Network((), ()))
    assert isinstance(empty, Layout)
    assert empty.marks == {}
    assert empty.isolates is None


def test_isolates_alone_have_a_zone(invention: Network) -> None:
    only = layout(Network(invention.nodes[:3], ()))
    assert only.isolates is not None
    assert len(only.marks) == 3


def test_a_pair_alone_is_drawn(invention: Network) -> None:
    link = invention.links[0]
    pair = layout(Network((invention[link.source], invention[link.target]), (link,)))
    one, other = pair.marks.values()
    assert (one.x, one.y) != (other.x, other.y)
    assert pair.isolates is None


def test_labels_are_cut_into_short_lines() -> None:
    assert wrapped("") == ("",)
    assert all(len(line) <= 21 for line in wrapped("Pôle fictif d'excellence des étoffes et des fibres du littoral"))
    assert short("CFI - Centre fictif des inventions") == "CFI"
    assert short("A - B") == "A - B"


def test_boxes_that_overlap_are_pushed_apart() -> None:
    boxes = [Box(0, 0, 40, 20), Box(5, 3, 40, 20), Box(2, 1, 40, 20)]
    moved = [
        Box(box.x + dx, box.y + dy, box.width, box.height) for box, (dx, dy) in zip(boxes, spread(boxes), strict=True)
    ]
    assert overlaps(boxes) == 3
    assert overlaps(moved) == 0


def test_packed_rectangles_never_meet() -> None:
    sizes = [(300.0, 200.0), (120.0, 90.0), (100.0, 40.0), (80.0, 80.0), (60.0, 30.0)]
    corners = packed(sizes, 10)
    boxes = [Box(x + w / 2, y + h / 2, w, h) for (x, y), (w, h) in zip(corners, sizes, strict=True)]
    assert overlaps(boxes) == 0
    assert packed([], 10) == []
