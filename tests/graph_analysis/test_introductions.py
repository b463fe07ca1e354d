"""Introductions, what they would change, and who carries the message, on networks made by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from graph.analysis.ambassadors import ambassadors
from graph.analysis.benefit_kinds import Telling, told
from graph.analysis.introductions import introductions
from graph.analysis.meeting_programme import PER_RECIPE, REPEAT, Candidate, Caps, choose
from graph.analysis.topics import sectors_of, topics_of
from graph.analysis.values import Phrase
from graph.analysis.what_if import Change, changed, read_changes, state, ties_of, what_if
from graph.network import Network
from graph.portfolio import Fact, Finding, JobReading, Portfolio, TrainingOffer, UseCase
from ontology.errors import ConfigurationRefused, TableRefused, UnknownName

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make

MAKER: dict[str, Any] = {"roles": ("impactant",), "sectors": ("commerce",)}
USER: dict[str, Any] = {"roles": ("impacte",), "sectors": ("commerce",)}
LAB: dict[str, Any] = {"group": "research", "kind": "laboratory", "subfields": ("vision",)}


def case(actor: str, function: str, technology: str, status: str = "in-use", label: str = "Un cas") -> UseCase:
    return UseCase(
        key=f"{actor}-{function}",
        label=label,
        label_en="A case",
        actor=actor,
        sector=None,
        function=function,
        technology=technology,
        status=status,
        partners=(),
        locators=(f"source, l. {ord(actor)}",),
    )


def only(network: Network, portfolio: Portfolio, **asked: Any) -> Any:
    found = introductions(network, None, portfolio, **asked).introductions
    assert len(found) == 1
    return found[0]


def test_a_provider_meets_a_user_of_its_sector(make: Make) -> None:
    portfolio = Portfolio(use_cases=(case("a", "Points de vente", "Capteurs", label="Mesure de la fréquentation"),))
    found = only(make("", "abc", a=MAKER, b=USER), portfolio)

    assert (found.benefit.kind, found.left.key, found.right.key) == ("provider", "a", "b")
    assert "« Mesure de la fréquentation »" in found.sentence.fr
    assert found.benefit.evidence == ("source, l. 97",)
    assert found.isolation == 1.0
    assert found.distance is None


def test_a_laboratory_meets_a_company_on_one_technology(make: Make) -> None:
    portfolio = Portfolio(use_cases=(case("a", "Tri", "Reconnaissance d'images"),))
    found = only(make("", "ab", a=USER, b=LAB), portfolio)

    assert (found.benefit.kind, found.left.key) == ("research", "b")
    assert "vision" in found.benefit.brings.fr


def test_peers_share_a_function_and_no_sector(make: Make) -> None:
    cases = (case("a", "Qualité", "Caméras"), case("b", "Qualité", "Mesures"), case("c", "Qualité", "Mesures"))
    actors = {"a": {"sectors": ("textile",)}, "b": {"sectors": ("automobile",)}, "c": {"sectors": ("textile",)}}
    found = introductions(make("", "abc", **actors), None, Portfolio(use_cases=cases)).introductions

    assert {frozenset((each.left.key, each.right.key)) for each in found} == {frozenset("ab"), frozenset("bc")}


def test_a_training_meets_a_company_on_one_subject(make: Make) -> None:
    offer = TrainingOffer(
        key="t", label="Master Robotique", bodies=("b",), families=(), level="7", place=None, locators=("source, l. 9",)
    )
    portfolio = Portfolio(use_cases=(case("a", "Entrepôt", "Robots"),), trainings=(offer,))
    found = only(make("", "ab", a=USER, b={"group": "training", "kind": "school"}), portfolio)

    assert found.benefit.kind == "training"
    assert found.benefit.evidence == ("source, l. 9", "source, l. 97")


def test_a_stated_absence_is_a_reason_and_is_cited(make: Make) -> None:
    said = Finding(
        key="apart",
        label="A à l'écart",
        label_en="A apart",
        polarity=None,
        theme=None,
        actors=("a",),
        locators=("source, l. 7",),
    )
    network = make("", "ab", a=LAB, b=LAB | {"departement": "59"})
    found = only(network, Portfolio(findings=(said,)))

    assert found.benefit.kind == "stated-absence"
    assert "source, l. 7" in found.benefit.evidence


def test_two_labels_that_fit_are_no_reason_by_themselves(make: Make) -> None:
    support = {"group": "support", "kind": "cluster", "services": ("animation",)}

    assert not introductions(make("", "ab", a=support, b={"roles": ("impacte",)}), None, Portfolio()).introductions


def test_known_ties_are_never_introduced(make: Make) -> None:
    assert not introductions(make("ab", "", a=MAKER, b=USER), None, Portfolio()).introductions


def test_nobody_is_introduced_more_often_than_asked(make: Make) -> None:
    users = dict.fromkeys("bcdefgh", USER)
    network = make("", "abcdefgh", a=MAKER, **users)
    found = introductions(network, None, Portfolio(), most=40, per_actor=2)
    uses = Counter(actor.key for each in found.introductions for actor in (each.left, each.right))

    assert uses["a"] == 2
    assert [each.rank for each in found.introductions] == [1, 2]
    assert found.status == "optimal"


def test_one_kind_of_reason_never_fills_the_programme(make: Make) -> None:
    makers, users = dict.fromkeys("abcdef", MAKER), dict.fromkeys("uvwxyz", USER)
    found = introductions(make("", "abcdefuvwxyz", **makers, **users), None, Portfolio(), most=8)

    assert Counter(each.benefit.kind for each in found.introductions) == {"provider": 2}


def test_an_isolate_that_arrives_elsewhere_changes_no_benefit(make: Make) -> None:
    one = introductions(make("", "ab", a=MAKER, b=USER), None, Portfolio()).introductions[0]
    other = introductions(make("", "abz", a=MAKER, b=USER), None, Portfolio()).introductions[0]

    assert (one.benefit, one.feasibility, one.gain) == (other.benefit, other.feasibility, other.gain)


@pytest.mark.parametrize("alone", ["", "a"])
def test_nobody_to_introduce_gives_an_empty_programme(make: Make, alone: str) -> None:
    found = introductions(make("", alone))

    assert (found.introductions, found.total, found.gap) == ((), 0.0, 0.0)


def test_a_programme_of_none_is_refused(make: Make) -> None:
    with pytest.raises(ConfigurationRefused):
        introductions(make("ab"), most=0)


def test_learning_a_trade_is_not_machine_learning() -> None:
    assert topics_of("Ingénieur par apprentissage : informatique") == ()
    assert [topic.key for topic in topics_of("Apprentissage et optimisation")] == ["forecast", "data"]
    assert sectors_of("Master Transport, Mobilités, Réseaux") == ("transport-logistique",)


def test_a_tie_between_two_isolates_is_seen_before_and_after(make: Make) -> None:
    found = what_if(make("ab", "cd"), [Change(change="add-tie", actor="c", other="d")])

    assert (found.before.isolates, found.after.isolates) == (2, 0)
    assert (found.before.clusters, found.after.clusters) == (1, 2)
    # 2 of the 12 ordered pairs, then 4.
    assert found.before.reach == pytest.approx(2 / 12, abs=1e-6)
    assert found.after.reach == pytest.approx(4 / 12, abs=1e-6)
    assert {each.actor.key for each in found.moved} == {"c", "d"}


def test_efficiency_and_distance_of_a_path_are_those_by_hand(make: Make) -> None:
    found = state(make("ab bc"))

    # Distances 1, 1 and 2: mean 4/3, efficiency (1 + 1 + 1/2) / 3.
    assert found.distance == pytest.approx(4 / 3, abs=1e-6)
    assert found.efficiency == pytest.approx(2.5 / 3, abs=1e-6)


def test_a_removed_tie_never_raises_reach(make: Make) -> None:
    network = make("ab bc ca cd de")
    before = state(network).reach
    for link in network.links:
        after = changed(network, [Change(change="remove-tie", actor=link.source, other=link.target)])
        assert state(after).reach <= before


def test_actors_come_and_go(make: Make) -> None:
    network = make("ab bc")
    more = changed(
        network,
        [Change(change="add-actor", actor="new", label="Nouveau"), Change(change="add-tie", actor="new", other="a")],
    )

    assert state(more).ties == 3
    assert state(changed(network, [Change(change="remove-actor", actor="b")])).ties == 0
    assert len(network.links) == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(change="add-tie", actor="a", other="zz"), "No actor has the key 'zz'"),
        (Change(change="remove-tie", actor="a", other="c"), "No known tie joins"),
        (Change(change="add-tie", actor="a", other="a"), "No known tie joins"),
        (Change(change="add-actor", actor="a"), "is there already"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(make: Make, change: Change, said: str) -> None:
    with pytest.raises(UnknownName, match=said):
        changed(make("ab bc"), [change])


def test_changes_are_read_from_a_table() -> None:
    found = read_changes("change,actor,other\nadd-tie,a,b\nremove-actor,c,\n")

    assert [(each.change, each.actor, each.other) for each in found] == [
        ("add-tie", "a", "b"),
        ("remove-actor", "c", ""),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("actor,other\na,b\n", "'change' is missing"),
        ("change,actor,other\nmarry,a,b\n", "row 2: 'marry' is no change"),
        ("change,actor,other\nadd-tie,a,\n", "row 2: an actor's key is missing"),
        ("change,actor,group\nadd-actor,a,cats\n", "'cats' is no family"),
        ("", "'change' is missing"),
    ],
)
def test_a_table_of_changes_that_cannot_be_read_says_where(text: str, said: str) -> None:
    with pytest.raises(TableRefused, match=said):
        read_changes(text)


def test_an_empty_network_has_a_state(make: Make) -> None:
    found = state(make())

    assert (found.actors, found.reach, found.distance, found.constraint) == (0, 0.0, None, None)


def test_introductions_become_ties_to_try(make: Make) -> None:
    found = introductions(make("", "ab", a=MAKER, b=USER), None, Portfolio())

    assert [(each.actor, each.other) for each in ties_of(found.introductions)] == [("a", "b")]


def test_the_ambassador_of_a_sector_is_its_pioneer(make: Make) -> None:
    pioneer = Fact(actor="b", aspect="maturity", value="pionnier", locators=("source, l. 2",))
    portfolio = Portfolio(facts=(pioneer,), use_cases=(case("a", "Vente", "Données"), case("b", "Vente", "Données")))
    found = ambassadors(make("", "abc", a=USER, b=USER, c=USER), portfolio)

    assert [(each.key, each.actor and each.actor.key, each.pioneer) for each in found] == [
        ("transports-logistique-commerce", "b", True)
    ]
    assert [actor.key for actor in found[0].audience] == ["c"]
    assert found[0].evidence[0] == "source, l. 2"


def test_where_nobody_has_ai_at_work_no_ambassador_is_invented(make: Make) -> None:
    found = ambassadors(make("", "a", a=USER | {"departement": "59"}), Portfolio())

    assert [(each.scope, each.actor) for each in found] == [("sector", None), ("departement", None)]


def test_two_makers_are_no_provider_and_user(make: Make) -> None:
    both = MAKER | {"roles": ("impactant", "impacte")}

    assert not introductions(make("", "ab", a=MAKER, b=both), None, Portfolio()).introductions


def test_a_maker_whose_development_is_open_meets_another_of_its_sector(make: Make) -> None:
    door = replace(case("a", "Édition", "Logiciels", "in-development", "Labo ouvert"), partners=("start-ups",))
    portfolio = Portfolio(use_cases=(door, case("b", "Édition", "Logiciels", label="Un logiciel")))
    found = only(make("", "ab", a=MAKER, b=MAKER), portfolio)

    assert (found.benefit.kind, found.left.key, found.right.key) == ("open-door", "a", "b")
    assert "« Un logiciel »" in found.benefit.step.fr


def test_a_skills_operator_meets_a_company_on_a_job_of_its_trade(make: Make) -> None:
    operator = {"group": "support", "kind": "skills-operator", "scope": "national", "sectors": ("commerce",)}
    jobs = (reading("docker", "Charger un navire"), reading("vendeur en magasin", "Encaisser"))
    found = only(make("", "ab", a=USER, b=operator), Portfolio(jobs=jobs))

    assert found.benefit.kind == "skills"
    assert "« Encaisser »" in found.benefit.offers.fr
    assert "source, l. 8" in found.benefit.evidence
    assert found.benefit.caution is not None


def reading(label: str, competency: str) -> JobReading:
    return JobReading(
        occupation=label,
        label=label,
        family=None,
        sector="transports-logistique-commerce",
        trend=None,
        competency=competency,
        impact="replaced",
        locators=("source, l. 8",),
    )


def finding(*actors: str, polarity: str = "recommendation") -> Finding:
    return Finding(
        key="f",
        label="Une proposition",
        label_en="A proposal",
        polarity=polarity,
        theme=None,
        actors=actors,
        locators=("source, l. 5",),
    )


def test_those_whom_a_source_names_for_one_proposal_meet_once_for_all(make: Make) -> None:
    network = make("", "abc", c={"group": "support", "kind": "cluster"})
    found = only(network, Portfolio(findings=(finding("a", "b", "c"),)))

    assert (found.benefit.kind, found.left.key, found.right.key) == ("view", "c", "a")
    assert "avec Acteur B" in found.benefit.step.fr


def test_a_go_between_is_named_with_both_ties_and_where_they_stand(make: Make) -> None:
    network = make("ac bc", "", a=MAKER, b=USER)
    found = only(network, Portfolio(use_cases=(case("a", "Vente", "Données"),)))
    known = found.go_betweens[0]

    assert known.actor.key == "c"
    assert (known.left.evidence, known.right.evidence) == (("source, l. 0",), ("source, l. 1",))
    assert [actor.key for actor in found.chain] == ["c"]
    assert found.host is None


def test_a_host_says_whether_it_knows_either_side(make: Make) -> None:
    body = {"group": "support", "kind": "cluster", "services": ("animation",), "sectors": ("commerce",)}
    users = {"a": MAKER, "b": USER}
    portfolio = Portfolio(use_cases=(case("a", "Vente", "Données"),))
    stranger = introductions(make("", "abz", **users, z=body), None, portfolio).introductions
    friend = introductions(make("bz", "a", **users, z=body), None, portfolio).introductions
    hosts = [next(each.host for each in found if each.benefit.kind == "provider") for found in (stranger, friend)]

    assert hosts[0] is not None
    assert "aucun lien connu avec l'un ni l'autre" in hosts[0].why.fr
    assert hosts[1] is not None
    assert hosts[1].why.fr.startswith("lien connu (Acteur B)")


def test_what_two_share_besides_is_told_with_its_place(make: Make) -> None:
    heard = [Fact(actor=key, aspect="interview", value="etude", locators=(f"etude, l. {key}",)) for key in "ab"]
    at_arras = {"place": "62041", "place_label": "Arras", "departement": "62"}
    portfolio = Portfolio(
        facts=tuple(heard),
        use_cases=(case("a", "Vente", "Données"),),
        findings=(finding("a", "b", polarity="strength"),),
    )
    found = only(make("", "ab", a=MAKER | at_arras, b=USER | at_arras), portfolio)

    assert [shared.words.fr for shared in found.common] == [
        "même commune (Arras)",
        "cités ensemble : Une proposition",
        "entendus tous deux pour la même étude",
    ]
    assert found.common[2].evidence == ("etude, l. a", "etude, l. b")


def candidate(network: Network, left: str, right: str, feasibility: float) -> Candidate:
    words = Phrase("x", "x")
    telling = Telling(brings=words, offers=words, gain=words, step=words)
    pair = (network[left], network[right])
    made = told("provider", 1.0, pair, telling, ())
    return Candidate(*pair, made, feasibility, relief=(0.0, 0.0), shortening=0.0, crossing=1.0)


def test_another_meeting_goes_before_the_same_actor_again_for_the_same_reason(make: Make) -> None:
    network = make("", "abuvwx")
    # Gains 0.30, 0.27 and 0.15: the second would be a again, which costs 0.2.
    pairs = [candidate(network, "a", "u", 1.0), candidate(network, "a", "v", 0.9), candidate(network, "b", "x", 0.5)]
    found = choose(pairs, Caps(most=2, per_actor=9, per_kind=9), 5.0)

    assert [(each.left.key, each.right.key) for each in found.candidates] == [("a", "u"), ("b", "x")]
    assert (found.total, found.bound) == pytest.approx((450, 450))


def test_repetition_leaves_no_room_in_a_programme_and_stops_at_two(make: Make) -> None:
    network = make("", "auvw")
    pairs = [candidate(network, "a", other, 0.5) for other in "uvw"]
    found = choose(pairs, Caps(most=9, per_actor=9, per_kind=9), 5.0)

    assert len(found.candidates) == PER_RECIPE
    assert found.total == pytest.approx(1000 * (2 * 0.15 - REPEAT))


@pytest.mark.parametrize(
    ("status", "said"),
    [("in-use", "vient voir"), ("tested", "les mesures de l'essai"), ("in-development", "ne soit figé")],
)
def test_the_first_step_depends_on_how_far_the_use_case_is(make: Make, status: str, said: str) -> None:
    portfolio = Portfolio(use_cases=(case("a", "Tri", "Reconnaissance d'images", status),))

    assert said in only(make("", "ab", a=USER, b=LAB), portfolio).benefit.step.fr


def test_a_group_that_a_source_only_cites_is_not_introduced(make: Make) -> None:
    portfolio = Portfolio(use_cases=(case("a", "Vente", "Données"),))
    cited = make("", "ab", a=MAKER, b=USER | {"scope": "international"})
    heard = make("", "ab", a=MAKER, b=USER | {"scope": "international", "heard": True})

    assert not introductions(cited, None, portfolio).introductions
    assert introductions(heard, None, portfolio).introductions
