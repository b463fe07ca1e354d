"""Positions are computed once, the same everywhere, with no actor or label over another."""

from __future__ import annotations

from itertools import pairwise

from graph.network import Network
from visualizations.layout import layout, layouts
from visualizations.spread import overlaps


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
