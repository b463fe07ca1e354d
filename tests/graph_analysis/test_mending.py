"""Where the mesh is torn, how it mixes against chance, who stands between whom, and what holds by a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from graph.analysis import analyse, table
from graph.analysis.communities import communities
from graph.analysis.fragility import fragile_ties
from graph.analysis.go_between import go_betweens
from graph.analysis.links import missing_links
from graph.analysis.null_model import Contrast, against_chance, assortativity
from graph.analysis.stability import DOUBLE, footings
from graph.analysis.ties import pair_ties
from graph.analysis.torn import NO_TIE_KNOWN, torn_mesh
from graph.portfolio import Finding, Portfolio
from graph.results import quads

if TYPE_CHECKING:
    from graph.network import Network
    from tests.graph_analysis.conftest import Make

LAB: dict[str, Any] = {"group": "research", "kind": "laboratory"}


def along(found: tuple[Contrast, ...], key: str) -> Contrast:
    return next(contrast for contrast in found if contrast.key == key)


def test_all_that_is_apart_from_the_largest_cluster_is_a_tear(make: Make) -> None:
    found = [tear for tear in torn_mesh(make("ab bc", "de")) if tear.layers.fr == "tous les liens"]

    assert [(tear.size, tear.bridgehead.key) for tear in found] == [(1, "d"), (1, "e")]
    assert {tear.claim for tear in found} == {NO_TIE_KNOWN}


def test_a_tear_says_so_when_a_source_states_the_absence(make: Make) -> None:
    said = Finding(
        key="x",
        label="D à l'écart",
        label_en="D apart",
        polarity=None,
        theme=None,
        actors=("d",),
        locators=("s, l. 4",),
    )
    found = next(tear for tear in torn_mesh(make("ab", "d"), Portfolio(findings=(said,))) if tear.bridgehead.key == "d")

    assert found.claim.fr == "la source le dit : D à l'écart"
    assert found.stated == ("s, l. 4",)


def test_a_tear_has_one_tie_to_mend_it_and_the_nearest_bridgehead(make: Make) -> None:
    network = make("ab bc", "d", b={"sectors": ("btp",)}, d={"sectors": ("btp",)})
    found = next(tear for tear in torn_mesh(network, None, missing_links(network)) if tear.bridgehead.key == "d")

    assert found.proposal is not None
    assert [actor.key for actor in found.proposal] == ["d", "b"]
    assert found.nearest is not None
    assert (found.nearest.key, found.shared and found.shared.fr) == ("b", "BTP")


def test_two_worlds_that_never_meet_mix_less_than_chance(make: Make) -> None:
    # Two squares with both diagonals, one of companies and one of laboratories, and no tie between them.
    labs = dict.fromkeys("wxyz", LAB)
    families = along(against_chance(make("ab ac ad bc bd cd wx wy wz xy xz yz", **labs)), "groups")

    assert families.across == 0
    assert families.assortativity == 1.0
    assert families.across_z is not None
    assert families.across_z < -2


def test_chance_leaves_each_actor_its_number_of_partners(make: Make) -> None:
    import random

    from graph.analysis.null_model import _rewired

    pairs = [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("d", "e"), ("e", "f")]
    for drawn in _rewired(pairs, random.Random(1), 20):  # noqa: S311
        for key in "abcdef":
            assert sum(key in pair for pair in drawn) == sum(key in pair for pair in pairs)
        assert len(set(drawn)) == len(pairs)


def test_the_same_seed_draws_the_same_chance(make: Make) -> None:
    network = make("ab bc cd de ef fa ac", a=LAB, d=LAB)

    assert against_chance(network, seed=3) == against_chance(network, seed=3)


def test_assortativity_of_newmans_example() -> None:
    # Ends: a has 6 of 10, b has 4 of 10; 4 of 5 pairs within: (0.8 - 0.52) / (1 - 0.52).
    assert assortativity({("a", "a"): 2.5, ("a", "b"): 1.0, ("b", "b"): 1.5}) == pytest.approx(0.28 / 0.48, abs=1e-6)
    assert assortativity({}) is None


def test_a_spread_needs_two_samples(make: Make) -> None:
    with pytest.raises(ValueError, match="two at least"):
        against_chance(make("ab"), samples=1)


ROLES: dict[str, dict[str, Any]] = {
    "m": {"roles": ("impactant",)},
    "u": {"roles": ("impacte",)},
    "v": {"roles": ("impacte",)},
    "h": {"roles": ("accompagnateur",)},
    "n": {"roles": ("impactant",)},
}


@pytest.mark.parametrize(
    ("ties", "broker", "role"),
    [
        ("hm hu", "h", "liaison"),  # a supporter between a maker and a user: three roles
        ("hu hv", "h", "consultant"),  # a supporter between two users
        ("mn mu", "m", "representative"),  # a maker between a maker and a user
    ],
)
def test_go_betweens_have_the_roles_of_gould_and_fernandez(make: Make, ties: str, broker: str, role: str) -> None:
    found = go_betweens(make(ties, "", **{key: known for key, known in ROLES.items() if key in ties}))

    assert [(each.actor.key, each.foremost, each.total) for each in found] == [(broker, role, 1.0)]


def test_a_closed_pair_needs_no_go_between_and_an_unknown_role_is_counted_apart(make: Make) -> None:
    assert go_betweens(make("hm hu mu", "", h=ROLES["h"], m=ROLES["m"], u=ROLES["u"])) == ()
    found = go_betweens(make("hm hu hz", "", h=ROLES["h"], m=ROLES["m"], u=ROLES["u"]))
    assert [(each.total, each.unknown) for each in found] == [(1.0, 2)]


def test_an_actor_of_two_roles_has_a_share_in_each(make: Make) -> None:
    both = {"roles": ("impacte", "accompagnateur")}
    found = go_betweens(make("hm hu", "", h=both, m=ROLES["m"], u=ROLES["u"]))[0]

    assert (found.liaison, found.representative) == (0.5, 0.5)


def test_the_bridge_between_two_triangles_is_the_most_fragile(joined: Network) -> None:
    first = fragile_ties(joined, pair_ties(joined))[0]

    assert (first.left.key, first.right.key, first.cut_off, first.detour) == ("c", "d", 3, None)
    assert first.overlap == 0
    # Whole: 7 ones, 4 halves, 4 thirds; without it: 6 ones.
    assert first.efficiency_lost == pytest.approx(1 - 6 / (7 + 4 / 2 + 4 / 3), abs=1e-6)
    assert "perdent tout chemin connu" in first.sentence.fr


def test_a_tie_of_a_triangle_leaves_a_way_round(joined: Network) -> None:
    tie = next(each for each in fragile_ties(joined, pair_ties(joined)) if each.left.key == "a")

    assert (tie.cut_off, tie.detour) == (0, 2)


def test_communities_of_two_cliques_are_firm(make: Make) -> None:
    network = make("ab ac ad bc bd cd ef eg eh fg fh gh de")
    found = footings(network, communities(network))

    assert {each.reading for each in found} == {"firm"}
    assert found == footings(network, communities(network))


@pytest.mark.parametrize("alone", ["", "a"])
def test_nothing_comes_of_nothing(make: Make, alone: str) -> None:
    network = make("", alone)

    assert go_betweens(network) == ()
    assert fragile_ties(network, ()) == ()
    assert footings(network, communities(network)) == ()
    assert {contrast.across for contrast in against_chance(network)} == {None}


def test_an_actor_between_two_cliques_stands_astride_and_nobody_else(make: Make) -> None:
    # Two cliques of four and m tied alike to two of each: no draw can say where it belongs.
    network = make("ab ac ad bc bd cd ef eg eh fg fh gh ma mb me mf")
    found = communities(network)
    double = {each.actor.key: each for each in footings(network, found) if each.also}

    assert set(double) <= {"m"}
    assert double["m"].reading == "double"
    assert double["m"].other_held >= DOUBLE
    assert {double["m"].home, double["m"].also} == {each.key for each in found.communities}


def test_the_overlap_is_shown_with_the_community_and_written_to_the_graph(make: Make) -> None:
    found = analyse(make("ab ac ad bc bd cd ef eg eh fg fh gh ma mb me mf"))
    also = [[actor.key for actor in row[-1]] for row in table(found, "communities").rows]  # type: ignore[union-attr]
    written = [quad for quad in quads(found) if str(quad.predicate).endswith("alsoCommunityOf")]

    assert sorted(map(len, also)) == [0, 1]
    assert ["m"] in also
    assert len(written) == 1
