"""Where the mesh is torn and how to mend it: the analyses behind the club, gathered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.ambassadors import Ambassador, ambassadors
from graph.analysis.club import Club, roster, usual_floors
from graph.analysis.fragility import Fragile, fragile_ties
from graph.analysis.go_between import GoBetween, go_betweens
from graph.analysis.introductions import Introductions, introductions
from graph.analysis.null_model import Contrast, against_chance
from graph.analysis.skills import Skills, skills
from graph.analysis.stability import Footing, footings
from graph.analysis.torn import Tear, torn_mesh
from graph.analysis.what_if import WhatIf, ties_of, what_if

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.analysis.communities import Communities
    from graph.analysis.links import MissingLinks
    from graph.analysis.ties import PairTie
    from graph.network import Network
    from graph.portfolio import Portfolio

__all__ = ["LARGE", "Mending", "community_of", "mend"]

LARGE = 5000
"""Actors above which the analyses that look at a network many times are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """What is torn, what holds by a thread, and the club that would mend it."""

    torn: tuple[Tear, ...]
    contrasts: tuple[Contrast, ...]
    footings: tuple[Footing, ...]
    go_betweens: tuple[GoBetween, ...]
    fragile: tuple[Fragile, ...]
    club: Club
    introductions: Introductions
    effect: WhatIf
    """The network before and after all the introductions."""
    ambassadors: tuple[Ambassador, ...]
    skills: Skills


def mend(
    network: Network,
    portfolio: Portfolio | None,
    found: Communities,
    ties: Iterable[PairTie],
    links: MissingLinks,
    seed: int = 2019,
) -> Mending:
    """Return the analyses behind the club, with the club of usual size and floors."""
    where = community_of(found)
    large = len(network.nodes) > LARGE
    programme = introductions(network, where, portfolio)
    return Mending(
        torn=torn_mesh(network, portfolio, links, programme),
        contrasts=against_chance(network, seed),
        footings=() if large else footings(network, found, seed),
        go_betweens=go_betweens(network),
        fragile=fragile_ties(network, ties),
        club=roster(network, where, portfolio, written=usual_floors(network)),
        introductions=programme,
        effect=what_if(network, ties_of(programme.introductions)),
        ambassadors=ambassadors(network, portfolio),
        skills=skills(network, portfolio),
    )


def community_of(found: Communities) -> Mapping[str, int]:
    """Return the number of the community of each actor that has one."""
    return {member.key: each.number for each in found.communities for member in each.members}
