"""Introductions, what they would change, and who carries the message, on networks made by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from graph.analysis.introductions import introductions
from graph.analysis.topics import sectors_of, topics_of
from graph.network import Network
from graph.portfolio import Finding, JobReading, Portfolio, TrainingOffer
from ontology.errors import ConfigurationRefused
from tests.graph_analysis.handmade import MAKER, USER, case, finding

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make

LAB: dict[str, Any] = {"group": "research", "kind": "laboratory", "subfields": ("vision",)}


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
    assert found.way.steps is None


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


def test_two_makers_are_no_provider_and_user(make: Make) -> None:
    both = MAKER | {"roles": ("impactant", "impacte")}

    assert not introductions(make("", "ab", a=MAKER, b=both), None, Portfolio()).introductions


def test_a_maker_whose_development_is_open_meets_another_of_its_sector(make: Make) -> None:
    opened = case("a", "Édition", "Logiciels", status="in-development", label="Labo ouvert")
    door = replace(opened, partners=("start-ups",))
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


def test_those_whom_a_source_names_for_one_proposal_meet_once_for_all(make: Make) -> None:
    network = make("", "abc", c={"group": "support", "kind": "cluster"})
    found = only(network, Portfolio(findings=(finding("a", "b", "c"),)))

    assert (found.benefit.kind, found.left.key, found.right.key) == ("view", "c", "a")
    assert "avec Acteur B" in found.benefit.step.fr


@pytest.mark.parametrize(
    ("status", "said"),
    [("in-use", "vient voir"), ("tested", "les mesures de l'essai"), ("in-development", "ne soit figé")],
)
def test_the_first_step_depends_on_how_far_the_use_case_is(make: Make, status: str, said: str) -> None:
    portfolio = Portfolio(use_cases=(case("a", "Tri", "Reconnaissance d'images", status=status),))

    assert said in only(make("", "ab", a=USER, b=LAB), portfolio).benefit.step.fr


def test_a_group_that_a_source_only_cites_is_not_introduced(make: Make) -> None:
    portfolio = Portfolio(use_cases=(case("a", "Vente", "Données"),))
    cited = make("", "ab", a=MAKER, b=USER | {"scope": "international"})
    heard = make("", "ab", a=MAKER, b=USER | {"scope": "international", "heard": True})

    assert not introductions(cited, None, portfolio).introductions
    assert introductions(heard, None, portfolio).introductions
