from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from graph.analysis import links
from graph.analysis.criteria import CRITERIA
from graph.analysis.links import Suggestion, compare, missing_links, suggestions_for
from graph.network import Network
from ontology.errors import UnknownName

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make

LAB: dict[str, Any] = {"group": "research", "kind": "laboratory", "sectors": ("btp",)}
MAKER: dict[str, Any] = {"kind": "solution-provider", "roles": ("impactant",), "sectors": ("banque",)}
USER: dict[str, Any] = {"kind": "affected-company", "roles": ("impacte",), "sectors": ("banque-assurance",)}
BODY: dict[str, Any] = {"group": "support", "kind": "cluster", "services": ("competences", "animation")}
SCHOOL: dict[str, Any] = {"group": "training", "kind": "school", "families": ("ia-ingenieur", "ia-technicien")}


def values(suggestion: Suggestion) -> dict[str, float]:
    return {part.key: part.value for part in suggestion.parts}


def test_weights_for_sum_to_one_and_those_against_are_negative() -> None:
    assert sum(each.weight for each in CRITERIA if each.weight > 0) == pytest.approx(1)
    assert {each.key for each in CRITERIA if each.weight < 0} == {"hub", "hierarchy", "supervising", "beyond-region"}
    assert all(each.why for each in CRITERIA)


def test_a_pair_in_two_clusters_is_ranked_with_its_reasons(make: Make) -> None:
    lens = {"place": "62498", "place_label": "Lens", "departement": "62"}
    network = make("ab ac cd ef", a=MAKER | lens, e=USER | lens)
    best = missing_links(network).suggestions[0]

    assert (best.left.key, best.right.key, best.rank) == ("a", "e", 1)
    assert (best.distance, best.path, best.go_betweens) == (None, (), ())
    assert values(best)["complementarity"] == 1.0
    assert values(best)["shared-sector"] == 1.0
    assert {part.key: part.facts for part in best.parts}["shared-sector"] == ("banque-assurance",)
    for words in (
        "banque et assurance",
        "même commune (Lens)",
        "Acteur A propose de l'IA, Acteur E en a l'usage",
        "deux grappes (4 et 2 acteurs nommés)",
        "aucune chaîne d'acteurs nommés ne les relie",
    ):
        assert words in best.reason.fr
    for words in ("banking and insurance", "same commune (Lens)", "two clusters (of 4 and 2 named actors)"):
        assert words in best.reason.en


def test_linked_pairs_are_never_suggested(make: Make) -> None:
    network = make("ab bc", a=MAKER, b=USER, c=MAKER)

    assert [(each.left.key, each.right.key) for each in missing_links(network).suggestions] == [("a", "c")]


@pytest.mark.parametrize(
    "other",
    [
        {"group": "event", "kind": "event"},
        {"group": "initiative", "kind": "alliance"},
        {"group": "collective", "kind": "group", "collective": True},
        {"group": "person", "kind": "person"},
    ],
)
def test_organisations_alone_are_suggested(make: Make, other: dict[str, Any]) -> None:
    found = missing_links(make("", "ab", a=MAKER, b=other | {"sectors": ("banque",)}))

    assert found.suggestions == ()
    assert found.actors == 1


def test_a_common_partner_can_introduce(make: Make) -> None:
    found = compare(make("ab bc bd"), "a", "c")

    assert [actor.key for actor in found.go_betweens] == ["b"]
    assert found.distance == 2
    assert "Acteur B est lié aux deux" in found.reason.fr
    # One common partner of degree 3: 1/3 over 1/3 + 1/4.
    assert values(found)["resource-allocation"] == pytest.approx(4 / 7, abs=1e-6)
    assert values(found)["common-neighbours"] == pytest.approx(1 / 3, abs=1e-6)


def test_the_shortest_path_is_named_when_nobody_knows_both(make: Make) -> None:
    found = compare(make("ab bc cd"), "a", "d")

    assert [actor.key for actor in found.path] == ["b", "c"]
    assert found.distance == 3
    assert "the shortest path goes by Acteur B and Acteur C" in found.reason.en


def test_an_unnamed_group_introduces_nobody(make: Make) -> None:
    found = compare(make("ab bc", b={"collective": True}), "a", "c")

    assert found.distance is None
    assert "common-neighbours" not in values(found)


def test_a_rare_sector_tells_more_than_a_common_one(make: Make) -> None:
    few = make("", "abcdef", a=LAB, b=LAB)
    many = make("", "abcdef", **dict.fromkeys("abcdef", LAB))

    assert values(compare(few, "a", "b"))["shared-sector"] > values(compare(many, "a", "b"))["shared-sector"]


def test_a_support_body_is_suggested_to_an_untied_company_it_can_serve(make: Make) -> None:
    found = compare(make("", "ab", a=USER, b=BODY), "a", "b")

    assert values(found)["services"] == pytest.approx(2 / 3, abs=1e-6)
    assert values(found)["complementarity"] == 1.0
    assert "Acteur B offre des services utiles à Acteur A (animation et compétences)" in found.reason.fr


def test_a_body_of_another_sector_is_no_match(make: Make) -> None:
    found = compare(make("", "ab", a=USER, b=BODY | {"sectors": ("textile",)}), "a", "b")

    assert "services" not in values(found)
    assert "complementarity" not in values(found)


def test_a_school_is_suggested_to_a_company_that_recruits_its_students(make: Make) -> None:
    found = compare(make("", "ab", a=MAKER, b=SCHOOL), "a", "b")

    assert values(found)["competencies"] == pytest.approx(2 / 6, abs=1e-6)
    assert "Acteur B forme à des métiers utiles à Acteur A" in found.reason.fr


@pytest.mark.parametrize(
    ("left", "right", "value"),
    [(MAKER, USER, 1.0), (LAB, {"sectors": ("btp",)}, 0.8), (LAB, {}, 0.6), (SCHOOL, {}, 0.5), (LAB, SCHOOL, None)],
)
def test_roles_complete_each_other_by_rule(make: Make, left: Any, right: Any, value: float | None) -> None:
    assert values(compare(make("", "ab", a=left, b=right), "a", "b")).get("complementarity") == value


def test_hubs_hierarchy_and_supervising_bodies_count_against(make: Make) -> None:
    hub = make(" ".join("a" + key for key in "bcdefghijklmnopqrstu"), "z")
    roof = make("ab ac ad", "z", "structure", a={"group": "training", "kind": "university"})

    assert values(compare(hub, "a", "z"))["hub"] == pytest.approx(5 / 20)
    assert values(compare(roof, "b", "c"))["hierarchy"] == 1.0
    assert values(compare(roof, "a", "z"))["supervising"] == 1.0
    assert values(compare(make("", "ab", a={"scope": "national"}), "a", "b"))["beyond-region"] == 0.5
    assert "viser plutôt l'une de ses unités" in compare(roof, "a", "z").reason.fr


def test_scores_stay_between_zero_and_one(make: Make) -> None:
    network = make("ab bc cd", "ez", a=MAKER, b=USER, c=LAB, d=BODY, e=SCHOOL, z={"scope": "national"})

    for left, right in combinations("abcdez", 2):
        found = compare(network, left, right)
        assert 0 <= found.score <= 1
        assert found.score == pytest.approx(max(0, sum(part.contribution for part in found.parts)), abs=1e-5)


def test_confidence_follows_what_the_sources_say(make: Make) -> None:
    told = {"sectors": ("btp",), "place": "59350", "roles": ("impacte",), "mentions": 4}

    assert compare(make("", "ab", a=told, b=told), "a", "b").confidence == "good"
    poor = compare(make("", "ab", a=told), "a", "b")
    assert (poor.confidence, poor.coverage) == ("poor", 0.0)
    assert "commune d'Acteur B non connue" in [phrase.fr for phrase in poor.unknown]
    assert not any("Acteur A" in phrase.fr for phrase in poor.unknown)
    assert "wish to meet" in poor.unknown[-1].en


def test_ranks_run_from_one_by_score_then_label(make: Make) -> None:
    found = missing_links(make("ab bc", "defg", a=MAKER, d=USER, e=USER, f=BODY, g=SCHOOL)).suggestions

    assert [each.rank for each in found] == list(range(1, len(found) + 1))
    assert [(-each.score, each.label) for each in found] == sorted((-each.score, each.label) for each in found)


def test_the_ranking_keeps_few_for_each_and_one_for_every_untied_actor(make: Make) -> None:
    keys = "abcdefghijklmnop"
    found = missing_links(make("", keys, **dict.fromkeys(keys, LAB)), limit=3)
    named = [actor.key for each in found.suggestions for actor in (each.left, each.right)]

    assert set(named) == set(keys)
    assert len(found.suggestions) < 16
    full = missing_links(make("", keys, **dict.fromkeys(keys, LAB)))
    assert max(len(full.of(key)) for key in keys) <= links.PER_ACTOR
    assert full.considered == 120
    assert full.exhaustive


def test_large_networks_score_only_pairs_with_something_in_common(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    network = make("ab bc", "defg", d=LAB, e=LAB, f={"place": "59350"}, g={"place": "59350"})
    monkeypatch.setattr(links, "ALL_PAIRS_UP_TO", 3)
    found = missing_links(network)

    assert not found.exhaustive
    pairs = {each.left.key + each.right.key for each in found.suggestions}
    assert {"ac", "de", "fg"} <= pairs


def test_one_actor_has_suggestions_of_its_own(make: Make) -> None:
    network = make("ab", "cde", a=MAKER, b=USER, c=USER, d=USER, e={"group": "event", "kind": "event"})
    found = suggestions_for(network, "a", limit=1)

    assert [(each.right.key, each.rank) for each in found] == [("c", 1)]
    assert suggestions_for(network, "e") == ()


def test_an_unknown_actor_is_refused_by_name(make: Make) -> None:
    with pytest.raises(UnknownName, match="'nobody'"):
        suggestions_for(make("ab"), "nobody")
    with pytest.raises(UnknownName, match="'nobody'"):
        compare(make("ab"), "a", "nobody")


def test_a_known_tie_is_said_when_two_linked_actors_are_compared(make: Make) -> None:
    found = compare(make("ab"), "b", "a")

    assert (found.left.key, found.distance) == ("a", 1)
    assert "Un lien connu les joint déjà" in found.reason.fr


def test_small_networks_have_nothing_to_suggest(make: Make) -> None:
    for network in (make(), make("", "a"), make("ab")):
        assert missing_links(network).suggestions == ()
    assert isinstance(missing_links(Network((), ())).criteria, tuple)
