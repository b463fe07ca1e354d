"""Skills and the marketplace, on a region of a few actors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from graph.analysis.competency_gaps import competency_gaps, gaps_by_sector
from graph.analysis.marketplace import matches, need
from graph.analysis.skills import skills
from graph.network import Network
from graph.portfolio import Commune, JobReading, Portfolio, TrainingOffer, UseCase
from ontology.errors import ConfigurationRefused, UnknownName

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make

SCHOOL: dict[str, Any] = {"group": "training", "kind": "school"}
SHOP: dict[str, Any] = {"sectors": ("commerce",), "roles": ("impacte",)}
CARRIER: dict[str, Any] = {"sectors": ("transport-logistique",), "roles": ("impacte",)}
ARRAS = Commune(code="62041", label="Arras", departement="62", latitude=50.29, longitude=2.77)
LILLE = Commune(code="59350", label="Lille", departement="59", latitude=50.63, longitude=3.05)


def offer(body: str, label: str, place: str, *families: str) -> TrainingOffer:
    return TrainingOffer(
        key=f"{body}-{label}",
        label=label,
        bodies=(body,),
        families=families,
        level="7",
        place=place,
        locators=("s, l. 5",),
    )


def job(label: str, trend: str | None = None, competency: str | None = None, family: str | None = None) -> JobReading:
    impact = "replaced" if competency else None
    return JobReading(
        occupation=label,
        label=label,
        family=family,
        sector="commerce",
        trend=trend,
        competency=competency,
        impact=impact,
        locators=("s, l. 8",),
    )


PORTFOLIO = Portfolio(
    trainings=(offer("s", "Master Transport", "59350", "ia-ingenieur"),),
    jobs=(job("caissier", "at-risk"), job("acheteur", competency="prévoir", family="ia-ingenieur")),
    communes=(LILLE, ARRAS),
)


def test_a_family_taught_in_one_departement_is_a_gap_in_the_other(make: Make) -> None:
    found = skills(make("", "s", s=SCHOOL), PORTFOLIO)
    engineers = [(each.departement, each.trainings) for each in found.coverage if each.family == "ia-ingenieur"]

    assert engineers == [("59", 1), ("62", 0)]
    assert next(each for each in found.gaps if each.family == "ia-ingenieur").nearest == ("Nord",)


def test_a_training_without_tie_to_its_sector_names_whom_to_meet(make: Make) -> None:
    found = skills(make("", "cs", s=SCHOOL, c=CARRIER), PORTFOLIO).untied

    assert [(each.training, [actor.key for actor in each.companies]) for each in found] == [("Master Transport", ["c"])]
    assert not skills(make("cs", "", s=SCHOOL, c=CARRIER), PORTFOLIO).untied


def test_a_body_with_a_known_company_is_not_among_the_lonely(make: Make) -> None:
    assert [actor.key for actor in skills(make("", "cs", s=SCHOOL), PORTFOLIO).bodies_without_company] == ["s"]
    assert skills(make("cs", "", s=SCHOOL), PORTFOLIO).bodies_without_company == ()


def test_a_changed_competency_shows_where_nobody_trains_for_it(make: Make) -> None:
    found = skills(make("", "s", s=SCHOOL), PORTFOLIO).competencies

    assert [(each.competency, each.impact, each.basis, each.taught, each.departements) for each in found] == [
        ("prévoir", "replaced", "family", ("Nord",), ("Pas-de-Calais",))
    ]


@pytest.mark.parametrize(
    ("competency", "sector", "basis", "lacking"),
    [
        ("Piloter des robots", "btp", "subject", ("Pas-de-Calais",)),  # a title names robots
        ("Conduire un camion", "transport-logistique", "sector", ("Nord", "Pas-de-Calais")),  # named alone, no answer
        ("Poser des tuiles", "btp", "none", ("Nord", "Pas-de-Calais")),  # no title names it
    ],
)
def test_a_training_answers_by_subject_else_by_sector(
    competency: str, sector: str, basis: str, lacking: tuple[str, ...]
) -> None:
    trainings = (offer("s", "Master Robotique", "59350"), offer("s", "Master Transport", "62041"))
    reading = replace(job("ouvrier", competency=competency), sector=sector)
    found = competency_gaps(Portfolio(trainings=trainings, jobs=(reading,), communes=(LILLE, ARRAS)))

    assert [(each.basis, each.departements) for each in found] == [(basis, lacking)]


def test_an_untouched_competency_is_no_gap_and_a_replaced_one_comes_first() -> None:
    readings = [replace(job("m", competency=name), impact=name) for name in ("untouched", "assisted", "replaced")]
    held = Portfolio(trainings=PORTFOLIO.trainings, jobs=tuple(readings), communes=(LILLE, ARRAS))

    assert [each.impact for each in competency_gaps(held)] == ["replaced", "assisted"]
    assert [(each.replaced, each.assisted) for each in gaps_by_sector(competency_gaps(held))] == [(1, 1)]


def test_a_sector_shows_its_jobs_at_risk(make: Make) -> None:
    found = skills(make("", "as", a=SHOP, s=SCHOOL), PORTFOLIO).demand[0]

    assert (found.sector, found.at_risk, found.companies, found.tied) == (
        "transports-logistique-commerce", ("caissier",), 1, 0,
    )  # fmt: skip


def test_a_training_body_and_a_company_are_proposed_on_one_sector(make: Make) -> None:
    found = skills(make("", "cs", s=SCHOOL, c=CARRIER), PORTFOLIO).pairs

    assert [(each.rank, each.body.key, each.company.key) for each in found] == [(1, "s", "c")]


@pytest.mark.parametrize("alone", ["", "a"])
def test_without_trainings_there_is_nothing_to_compare(make: Make, alone: str) -> None:
    found = skills(make("", alone))

    assert (found.coverage, found.untied, found.pairs) == ((), (), ())


MARKET = Portfolio(
    use_cases=(
        UseCase(
            key="k",
            label="Gestion des stocks",
            label_en="Stock management",
            actor="m",
            sector="commerce",
            function="Stocks",
            technology="",
            status="in-use",
            partners=(),
            locators=("s, l. 3",),
        ),
    ),
    communes=(LILLE, ARRAS),
)


@pytest.fixture
def market(make: Make) -> Network:
    maker = {"roles": ("impactant",), "sectors": ("commerce",)}
    at_arras = {"place": "62041", "place_label": "Arras", "departement": "62", "latitude": 50.29, "longitude": 2.77}
    return make("", "mnu", m=maker, n={**maker, **at_arras}, u=SHOP)


@pytest.mark.parametrize(
    "text",
    [
        "I am a retailer in Arras and want to forecast my stock with a regional supplier",
        "Détaillant à Arras, je veux prévoir mes stocks avec un fournisseur régional",
    ],
)
def test_a_need_in_plain_words_is_understood_and_answered(market: Network, text: str) -> None:
    asked = need(market, MARKET, text=text)
    found = matches(market, MARKET, asked)

    assert (asked.sectors, asked.topics, asked.partners) == (("commerce",), ("forecast",), ("supplier",))
    assert asked.place == ARRAS
    # m: subject 0.5, sector 0.3, region 0.05; n: sector 0.3, on the spot 0.15, region 0.05.
    assert [(each.actor.key, each.score) for each in found.matches] == [("m", 0.85), ("n", 0.5)]
    assert found.matches[0].reasons[0].fr == "cas connu : « Gestion des stocks »"
    assert found.matches[0].evidence == ("s, l. 3",)
    assert found.matches[0].caution is not None
    assert found.matches[1].kilometres == 0


def test_a_supplier_finds_who_may_need_its_offer(market: Network) -> None:
    found = matches(market, MARKET, need(market, MARKET, text="prévision des stocks", partners=("user",)))

    assert [each.actor.key for each in found.matches] == ["u"]
    assert found.matches[0].reasons[0].fr == "besoin courant du métier (commerce)"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"text": "prévoir mes stocks", "place": "Aras"}, "Did you mean arras"),
        ({"sector": "comerce"}, "Did you mean commerce"),
        ({"subfield": "visio"}, "Did you mean vision"),
        ({"text": "stock", "partners": ("banker",)}, "No kind of partner"),
    ],
)
def test_an_unknown_word_of_a_need_gets_a_hint(market: Network, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(UnknownName, match=said):
        need(market, MARKET, **asked)


def test_a_need_that_says_nothing_is_refused(market: Network) -> None:
    with pytest.raises(ConfigurationRefused, match="nothing tells"):
        need(market, MARKET, text="bonjour")


def test_an_empty_market_answers_nobody(make: Make) -> None:
    assert matches(make(), None, need(make(), text="prévoir mes stocks")).matches == ()


def test_a_training_made_with_a_company_of_its_sector_is_tied_to_it(make: Make) -> None:
    network = make("as", "c", a={"sectors": ("pharmacie",)}, s=SCHOOL, c={"sectors": ("sante",)})
    master = Portfolio(trainings=(offer("s", "Master data science en santé", "59350"),), communes=(LILLE,))
    cocreated = replace(network.links[0], kind="cocreation", label="Master « Data Science pour la Santé »")

    assert [each.sector for each in skills(network, master).untied] == ["sante-social"]
    assert not skills(Network(network.nodes, (cocreated,)), master).untied
