"""The network of the hand-made world is the one that its README draws."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import networkx
import pytest

from graph.assembly import assemble, described_sources, terminology
from graph.embedded import Embedded
from graph.labels import labels_of
from graph.projection import HUB_ROLES, MOST_PARTNERS, project
from graph.question import internal
from loaders.tables_loader import load
from ontology.records import Actor, Certainty, Evidence, Involvement, Tie
from ontology.vocabulary import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from graph.network import Link, Network, Node
    from graph.rdf import Term
    from graph.store import Rows

DEGREES = {
    "alliance-omega": 6, "labo-gamma": 5, "societe-eta": 5, "universite-alpha": 4, "labo-delta": 4, "usine-theta": 3,
    "institut-beta": 2, "ecole-lambda": 2, "cluster-epsilon": 2, "salon-xi": 2, "geant-upsilon": 2, "ferme-omicron": 2,
    "banque-iota": 1, "clinique-kappa": 1, "equipe-mu": 1, "ville-zeta": 1, "laboratoires-reunis": 1, "capteurs-pi": 1,
    "ecole-chi": 1, "studio-rho": 0, "conseil-sigma": 0, "federation-tau": 0,
}  # fmt: skip
ISOLATES = {"conseil-sigma", "federation-tau", "studio-rho"}
SMALL = {"capteurs-pi", "ferme-omicron", "ecole-chi"}
BRIDGES = {
    ("banque-iota", "universite-alpha"), ("clinique-kappa", "societe-eta"), ("alliance-omega", "cluster-epsilon"),
    ("cluster-epsilon", "salon-xi"), ("geant-upsilon", "salon-xi"), ("geant-upsilon", "laboratoires-reunis"),
    ("alliance-omega", "equipe-mu"), ("alliance-omega", "ville-zeta"), ("capteurs-pi", "ferme-omicron"),
    ("ecole-chi", "ferme-omicron"),
}  # fmt: skip
ARTICULATIONS = {
    "universite-alpha", "societe-eta", "alliance-omega", "cluster-epsilon", "salon-xi", "geant-upsilon",
    "ferme-omicron",
}  # fmt: skip


def of_tie(network: Network, key: str) -> list[Link]:
    return [link for link in network.links if link.tie.endswith(f"/{key}")]


def test_every_actor_group_and_event_is_a_node_and_no_person_is(world_network: Network) -> None:
    keys = [node.key for node in world_network.nodes]
    assert keys == sorted(DEGREES)
    assert not [node for node in world_network.nodes if "/person/" in node.iri]


def test_the_links_are_the_24_of_the_readme(world_network: Network) -> None:
    assert len(world_network.links) == 24
    assert Counter(link.layer for link in world_network.links) == {"collaboration": 13, "copresence": 8, "structure": 3}
    assert [(link.source, link.target, link.tie) for link in world_network.links] == sorted(
        (link.source, link.target, link.tie) for link in world_network.links
    )
    assert all(link.source < link.target for link in world_network.links)


def test_degrees_components_bridges_and_articulations(world_network: Network) -> None:
    graph = world_network.graph()
    assert dict(graph.degree()) == DEGREES
    parts = {frozenset(part) for part in networkx.connected_components(graph)}
    rest = frozenset(DEGREES) - ISOLATES - SMALL
    assert parts == {rest, frozenset(SMALL), *(frozenset({key}) for key in ISOLATES)}
    assert {tuple(sorted(pair)) for pair in networkx.bridges(graph)} == BRIDGES
    assert set(networkx.articulation_points(graph)) == ARTICULATIONS


def test_constraint_of_nodes_without_common_partners(world_network: Network) -> None:
    found = networkx.constraint(world_network.graph(), ["ferme-omicron", "capteurs-pi", "salon-xi"], weight="weight")
    assert found == pytest.approx({"ferme-omicron": 0.5, "capteurs-pi": 1.0, "salon-xi": 0.5})


def test_four_partners_give_six_links_of_a_third(world_network: Network) -> None:
    links = of_tie(world_network, "projet-quatre")
    assert len(links) == 6
    assert [link.weight for link in links] == pytest.approx([1 / 3] * 6)
    assert world_network.graph().edges["labo-delta", "labo-gamma"]["weight"] == pytest.approx(4 / 3)


def test_members_are_linked_with_their_alliance_not_with_each_other(world_network: Network) -> None:
    links = of_tie(world_network, "omega-membres")
    assert {(link.source, link.target, link.weight) for link in links} == {
        ("alliance-omega", "ecole-lambda", 1.0),
        ("alliance-omega", "institut-beta", 1.0),
        ("alliance-omega", "universite-alpha", 1.0),
    }


def test_an_event_stands_between_its_organiser_and_its_host(world_network: Network) -> None:
    pairs = {(link.source, link.target) for link in of_tie(world_network, "salon-xi-organisation")}
    assert pairs == {("cluster-epsilon", "salon-xi"), ("geant-upsilon", "salon-xi")}


@pytest.mark.parametrize("key", ["absence-pi-delta", "accord-ancien"])
@pytest.mark.parametrize("proposed", [False, True])
def test_absent_and_ended_ties_give_no_link(world_store: Embedded, key: str, proposed: bool) -> None:
    assert of_tie(project(world_store, proposed=proposed), key) == []


def test_proposed_ties_count_only_when_asked(world_store: Embedded, world_network: Network) -> None:
    network = project(world_store, proposed=True)
    added = set(network.links) - set(world_network.links)
    assert set(world_network.links) <= set(network.links)
    assert {(link.source, link.target, link.kind, link.status) for link in added} == {
        ("equipe-mu", "federation-tau", "working-relation", "proposed"),
        ("cluster-epsilon", "laboratoires-reunis", "contribution", "proposed"),
    }
    (contribution,) = (link for link in added if link.kind == "contribution")
    assert contribution.tie.endswith("/id/action/1.1")
    assert contribution.label == "Former les formateurs"


def test_layers_restrict_the_links_and_keep_the_nodes(world_store: Embedded, world_network: Network) -> None:
    network = project(world_store, layers=("collaboration",))
    assert network == world_network.restricted(("collaboration",))
    assert network.nodes == world_network.nodes
    sizes = sorted(len(part) for part in networkx.connected_components(network.graph()))
    assert sizes == [1] * 9 + [2, 2, 3, 6]


def test_a_training_given_by_a_unit_adds_nothing_by_itself(world_network: Network) -> None:
    between = [link for link in world_network.links if {link.source, link.target} == {"labo-gamma", "universite-alpha"}]
    assert [link.kind for link in between] == ["supervision"]


def test_a_node_carries_what_the_tables_say(world_network: Network) -> None:
    node = world_network["societe-eta"]
    assert (node.label, node.kind, node.group, node.scope) == (
        "Société Eta",
        "solution-provider",
        "company",
        "regional",
    )
    assert (node.roles, node.sectors) == (("impactant",), ("numerique-communication",))
    assert (node.place, node.place_label, node.departement) == ("59350", "Lille", "59")
    assert (node.latitude, node.longitude) == (50.63, 3.06)
    assert node.kind_label == "Fournisseur de solutions d'IA"
    assert not node.collective
    assert world_network["labo-gamma"].subfields == ("vision",)


def test_an_actor_without_a_place_has_none(world_network: Network) -> None:
    node = world_network["ville-zeta"]
    assert (node.place, node.place_label, node.departement, node.latitude) == (None, None, None, None)


def test_a_group_is_collective_and_an_event_is_not(world_network: Network) -> None:
    assert [node.key for node in world_network.nodes if node.collective] == ["laboratoires-reunis"]
    assert world_network["salon-xi"].group == "event"


@pytest.mark.parametrize(("key", "rows"), [("societe-eta", 12), ("studio-rho", 4), ("ville-zeta", 3)])
def test_mentions_count_the_rows_that_speak_of_an_actor(world_network: Network, key: str, rows: int) -> None:
    assert world_network[key].mentions == rows


def test_sources_are_those_that_speak_of_the_actor(world_network: Network) -> None:
    assert world_network["usine-theta"].sources == ("chronique-2021", "monde-2020")
    assert world_network["studio-rho"].sources == ("monde-2020",)


def test_services_come_from_offers_and_families_from_trainings(world_network: Network) -> None:
    assert world_network["cluster-epsilon"].services == ("accompagnement", "animation", "financement")
    assert world_network["universite-alpha"].families == ("developpement-tests", "exploitation", "ia-ingenieur")
    assert world_network["labo-gamma"].families == ("developpement-tests", "ia-ingenieur")


def test_a_link_says_where_it_stands_in_the_order_of_the_lines(world_network: Network) -> None:
    (link,) = of_tie(world_network, "master-images")
    assert link.locators == ("monde-2020, 3, l. 102",)
    assert len(link.evidence) == 3
    both = next(link for link in of_tie(world_network, "projet-quatre") if link.target == "usine-theta")
    assert both.locators == ("chronique-2021, 2, l. 12", "monde-2020, 3, l. 101")
    assert (both.start, both.label, both.kind_label) == ("2019-03", "Projet Quatre", "Collaboration de recherche")


def test_the_order_of_loading_changes_nothing(world_tables: Path, world_network: Network) -> None:
    loaded = load(world_tables)
    terms = tuple(terminology())
    store = Embedded()
    store.load(reversed(tuple(assemble(reversed(loaded.records), labels_of(terms)))))
    store.load(described_sources(loaded.sources))
    store.load(terms)
    assert project(store) == world_network


def test_two_queries_read_the_whole_store(world_store: Embedded) -> None:
    class Counting:
        asked: list[str] = []  # noqa: RUF012

        def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> Rows:
            self.asked.append(query)
            return world_store.select(query, bindings)

    counting: Any = Counting()
    project(counting)
    assert counting.asked == [internal("nodes"), internal("links")]


def tied(size: int, kind: str = "research-collaboration", hub: str | None = None) -> Embedded:
    """Return a store with one tie among ``size`` fictional actors; the first has the role of the hub, if any."""
    at = Evidence("monde-2020", "ties", "essai", "1", 1, Certainty.CERTAIN)
    keys = [f"acteur-{number}" for number in range(size)]
    roles = [hub if hub and not number else "partner" for number in range(size)]
    partners = tuple(
        Involvement(key=f"essai.{key}", actor=key, role=role, evidence=at)
        for key, role in zip(keys, roles, strict=True)
    )
    tie = Tie(key="essai", kind=kind, label="Essai", label_en="Trial", status="established", involvements=partners,
              evidence=at)  # fmt: skip
    actors = [Actor(key=key, label=key.title(), kind="company", scope="regional", evidence=replace(at, row=key))
              for key in keys]  # fmt: skip
    terms = tuple(terminology())
    store = Embedded()
    store.load(terms)
    store.load(assemble([*actors, tie], labels_of(terms)))
    return store


@pytest.mark.parametrize("size", [2, 3, 7, MOST_PARTNERS])
def test_each_partner_of_a_collaboration_spends_a_weight_of_one(size: int) -> None:
    network = project(tied(size))
    assert len(network.links) == size * (size - 1) // 2
    spent = dict(network.graph().degree(weight="weight"))
    assert list(spent.values()) == pytest.approx([1.0] * size)


def test_a_tie_of_too_many_partners_is_left_out_and_listed() -> None:
    network = project(tied(MOST_PARTNERS + 1))
    assert network.links == ()
    assert network.left_out == ("https://w3id.org/maillage/id/tie/essai",)
    assert len(network.nodes) == MOST_PARTNERS + 1
    assert network.restricted(("structure",)).left_out == network.left_out


def test_a_setting_without_a_hub_joins_its_partners_with_each_other() -> None:
    assert len(project(tied(4, kind="working-group")).links) == 6


def test_a_hub_counts_in_structure_and_copresence_alone() -> None:
    assert len(project(tied(4, kind="affiliation", hub="parent")).links) == 3
    assert len(project(tied(4, kind="agreement", hub="parent")).links) == 6


def test_a_tie_with_one_partner_gives_no_link() -> None:
    assert project(tied(1)).links == ()


def test_hub_roles_are_roles_of_ties() -> None:
    assert set(SCHEMES["tie-roles"]) >= HUB_ROLES


def test_an_empty_store_gives_an_empty_network() -> None:
    network = project(Embedded())
    assert (network.nodes, network.links, network.left_out) == ((), (), ())


def test_the_network_of_the_region_has_the_isolates_that_the_question_names(region_store: Embedded) -> None:
    from graph.catalogue import ask
    from ontology.iris import key_of

    network = project(region_store, perimeter="all")
    isolates = {key for key, degree in network.graph().degree() if degree == 0}
    assert isolates == {key_of(str(row["actor"])) for row in ask(region_store, "isolated-actors")}


def test_the_perimeter_keeps_the_region_and_its_direct_partners(region_store: Embedded) -> None:
    everyone, region = project(region_store, perimeter="all"), project(region_store)
    own = {node.key for node in everyone.nodes if node.regional}
    assert own < set(everyone.graph())
    working = project(region_store, layers=("collaboration", "copresence"), perimeter="all").graph()
    near = {other for key in own for other in working[key]}
    assert {node.key for node in region.nodes} == own | near
    inside = {node.key for node in region.nodes}
    assert region.links == tuple(link for link in everyone.links if {link.source, link.target} <= inside)
    assert "cristal" in region
    assert "station-f" in everyone
    assert "station-f" not in region
    assert "microsoft" in region
    assert "apple" not in region, "being one of the GAFAM is no tie with the region"


def test_the_perimeter_does_not_depend_on_the_layers(region_store: Embedded) -> None:
    assert project(region_store, layers=("structure",)).nodes == project(region_store).nodes


def place_rows(*said: tuple[str, str, str]) -> list[dict[str, object]]:
    """Return what the store answers of one actor: (aspect, value, certainty or commune taught in)."""
    rows: list[dict[str, object]] = [
        {"actor": "urn:u", "aspect": "kind", "value": "urn:university", "label": "Université"}
    ]
    for aspect, value, more in said:
        row: dict[str, object] = {"actor": "urn:u", "aspect": aspect, "value": value, "label": more}
        if aspect == "place":
            row |= {"label": value, "departement": value[:2], "certainty": f"urn:certainty/{more}"}
        rows.append(row)
    return rows


class Told:
    """A store that answers the rows it was given."""

    def __init__(self, rows: list[dict[str, object]]) -> None:
        self.rows = rows

    def select(self, query: str) -> list[dict[str, object]]:
        return self.rows if "?aspect" in query else []


def placed(*said: tuple[str, str, str]) -> Node:
    return project(Told(place_rows(*said))).nodes[0]  # type: ignore[arg-type]


def test_of_several_communes_the_most_certain_is_foremost() -> None:
    node = placed(("place", "02691", "unsure"), ("place", "80021", "certain"))

    assert (node.place, node.departement) == ("80021", "80")
    assert (node.places, node.departements) == (("80021", "02691"), ("02", "80"))


def test_among_equals_the_commune_of_most_trainings_is_foremost() -> None:
    taught = [("taught", "urn:t1", "80021"), ("taught", "urn:t2", "80021"), ("taught", "urn:t3", "02691")]

    assert placed(("place", "02691", "certain"), ("place", "80021", "certain"), *taught).place == "80021"


def test_without_more_the_lowest_code_is_foremost_whatever_the_order() -> None:
    said = [("place", "80021", "certain"), ("place", "59350", "certain")]

    assert placed(*said).place == placed(*reversed(said)).place == "59350"


def test_a_commune_said_twice_keeps_its_best_certainty() -> None:
    said = [("place", "59350", "unsure"), ("place", "59512", "likely"), ("place", "59350", "certain")]

    assert placed(*said).places == ("59350", "59512")
