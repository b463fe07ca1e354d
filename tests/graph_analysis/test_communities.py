from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import networkx
import pytest

from graph.analysis.communities import Communities, agreement, communities
from graph.network import Network

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make


def members(found: Communities) -> list[str]:
    return ["".join(member.key for member in community.members) for community in found.communities]


def test_two_triangles_joined_by_a_bridge_are_two_communities(joined: Network) -> None:
    found = communities(joined)

    assert members(found) == ["abc", "def"]
    # Worked out by hand: 7 ties, 3 inside each triangle, 7 ends each: 2 * (3/7 - (7/14)**2) = 5/14.
    assert found.modularity == pytest.approx(5 / 14, abs=1e-6)
    assert [community.inside for community in found.communities] == [pytest.approx(6 / 7, abs=1e-6)] * 2


def test_a_firm_division_agrees_with_itself_over_the_seeds(joined: Network) -> None:
    variation = communities(joined).variation

    assert len(set(variation.seeds)) == 10
    assert variation.agreement == 1.0
    assert variation.modularity_min == variation.modularity_mean == variation.modularity_max
    assert (variation.communities_min, variation.communities_max) == (2, 2)
    assert [community.stability for community in communities(joined).communities] == [1.0, 1.0]


def test_modularity_is_that_of_networkx(make: Make) -> None:
    network = make("ab ac bc cd de ef fg eg gh hi hj ij ab")
    found = communities(network)
    parts = [{member.key for member in community.members} for community in found.communities]

    expected = networkx.community.modularity(network.graph(), parts, weight="weight")
    assert found.modularity == pytest.approx(expected, abs=1e-6)


def test_actors_without_ties_are_in_no_community(make: Make) -> None:
    found = communities(make("ab", "cd"))

    assert members(found) == ["ab"]
    assert found.untied == 2


@pytest.mark.parametrize("alone", ["", "a", "ab"])
def test_without_ties_there_is_no_community_and_no_figure(make: Make, alone: str) -> None:
    found = communities(make("", alone))

    assert found.communities == ()
    assert found.modularity is None
    assert found.variation.agreement is None
    assert found.variation.modularity_mean is None


def test_a_name_says_family_place_and_centre_in_both_languages(make: Make) -> None:
    amiens = {"place": "80021", "place_label": "Amiens", "group": "research"}
    (found,) = communities(make("ab ac", a=amiens, b=amiens, c={"collective": True})).communities

    assert found.name.fr == "Recherche, Amiens, autour d'Acteur A"
    assert found.name.en == "Research, Amiens, around Acteur A"


def test_no_run_is_refused(joined: Network) -> None:
    with pytest.raises(ValueError, match="0 runs"):
        communities(joined, runs=0)


def test_agreement_of_unrelated_divisions_is_none() -> None:
    rows = (frozenset({1, 2}), frozenset({3, 4}))
    columns = (frozenset({1, 3}), frozenset({2, 4}))

    assert agreement(rows, columns) == 0.0
    assert agreement(rows, rows) == 1.0
    assert agreement((frozenset({1, 2}),), (frozenset({1, 2}),)) == 1.0


SCRIPT = """
from conftest import make_network
from graph.analysis.communities import communities
print(communities(make_network("ab bc cd de ef fg gh ha ac eg bf dh ij jk ki ia")))
"""


def test_the_division_is_the_same_in_every_process() -> None:
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parents[1])])
    answers = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
