"""Each row's statements stand in the graph of its evidence, and each node leads back to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from graph import mapping
from graph.assembly import assemble, described_sources, terminology
from graph.embedded import Embedded
from graph.evidence import locator, rows_of
from graph.labels import Labels, labels_of
from graph.rdf import XSD, Iri, Literal, Quad
from ontology import iris, records, terms
from ontology.records import Certainty, Evidence, Record
from ontology.vocabulary import ACTOR_KINDS, TIE_KINDS

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
EVIDENCE = iris.graph("evidence")


def said(quads: tuple[Quad, ...], subject: str, predicate: str) -> set[str]:
    return {quad.object.value for quad in quads if (quad.subject.value, quad.predicate.value) == (subject, predicate)}


@pytest.fixture
def quads(rows: tuple[Record, ...]) -> tuple[Quad, ...]:
    return tuple(assemble(rows))


def test_every_node_that_a_row_creates_leads_to_its_evidence_and_back(quads: tuple[Quad, ...]) -> None:
    created = {quad.subject: quad.graph for quad in quads if quad.predicate.value == TYPE}
    for node, graph in created.items():
        if graph.value == EVIDENCE:
            continue
        assert Quad(node, Iri(DERIVED), graph, graph) in quads
        assert Quad(graph, Iri(TYPE), Iri(terms.EVIDENCE), Iri(EVIDENCE)) in quads
    assert Counter(iri.value.split("/")[-2] for iri, graph in created.items() if graph.value != EVIDENCE) == Counter(
        actor=2, tie=2, involvement=3, place=1, person=1, interview=1, position=1, action=1
    )


def test_no_statement_stands_outside_a_row_or_the_graph_of_evidence(quads: tuple[Quad, ...]) -> None:
    rows = {quad.subject.value for quad in quads if quad.graph.value == EVIDENCE}
    assert {quad.graph.value for quad in quads} == rows | {EVIDENCE}


def test_every_subject_has_a_french_label(quads: tuple[Quad, ...]) -> None:
    labelled = {
        quad.subject
        for quad in quads
        if quad.predicate.value == LABEL and isinstance(quad.object, Literal) and quad.object.language == "fr"
    }
    assert {quad.subject for quad in quads} == labelled


def test_evidence_says_source_section_line_table_row_and_certainty(quads: tuple[Quad, ...]) -> None:
    row = iris.evidence("carnet", "interviews", "scierie")
    assert said(quads, row, LABEL) == {"carnet, II.1, l. 30"}
    assert said(quads, row, terms.LINE) == {"30"}
    assert said(quads, row, terms.TABLE_NAME) == {"interviews"}
    assert said(quads, row, terms.ROW_KEY) == {"scierie"}
    assert said(quads, row, terms.PRINTED) == {"La Scierie"}
    assert said(quads, row, terms.CERTAINTY) == {iris.concept("certainty", "certain")}
    assert said(quads, iris.evidence("carnet", "places", "59350"), terms.LINE) == set()


def test_a_tie_is_typed_and_layered_by_its_kind_and_each_partner_has_its_own_row(quads: tuple[Quad, ...]) -> None:
    tie = iris.thing("tie", "etude")
    assert said(quads, tie, TYPE) == {terms.JOINT_STUDY}
    assert said(quads, tie, terms.LAYER) == {iris.concept("layers", "collaboration")}
    partners = {quad.object.value: quad.graph.value for quad in quads if quad.predicate.value == terms.HAS_INVOLVEMENT}
    mill = iris.thing("involvement", "etude.scierie")
    assert partners[mill] == iris.evidence("carnet", "involvements", "etude.scierie")
    assert said(quads, mill, terms.INVOLVED_ACTOR) == {iris.thing("actor", "scierie")}
    starts = [quad.object for quad in quads if quad.predicate.value == "https://schema.org/startDate"]
    assert starts == [Literal("2018", XSD + "gYear")]


def test_a_contribution_is_a_proposed_tie_with_an_action(quads: tuple[Quad, ...]) -> None:
    tie = iris.thing("tie", "contribution-1.1.scierie")
    assert said(quads, tie, terms.STATUS) == {iris.concept("tie-status", "proposed")}
    assert said(quads, tie, terms.ACTION_PROPERTY) == {iris.thing("action", "1.1")}
    assert said(quads, tie, terms.PRINTED_LABEL) == {"les scieries"}
    assert "Scierie du Bois, contributeur proposé à l'action 1.1" in said(quads, tie, LABEL)


def test_the_same_fact_from_two_rows_stands_twice_and_counts_once(rows: tuple[Record, ...]) -> None:
    first = next(row for row in rows if isinstance(row, records.Spelling))
    second = replace(first, key="scierie.2", evidence=replace(first.evidence, row="scierie.2", line=99))
    store = Embedded()
    store.load(assemble((*rows, second)))
    query = "SELECT {} {{ {} <http://www.w3.org/2004/02/skos/core#altLabel> 'La Scierie'@fr {} }}"
    assert len(store.select(query.format("?g", "GRAPH ?g { ?s", "}"))) == 2
    assert len(store.select(query.format("?s", "?s", ""))) == 1


def test_composed_labels_name_what_the_node_joins(rows: tuple[Record, ...]) -> None:
    role = iris.concept("tie-roles", "academic")
    labels = Labels({(role, "fr"): "partenaire académique", (role, "en"): "academic partner"})
    found = said(tuple(assemble(rows, labels)), iris.thing("involvement", "etude.labo-nord"), LABEL)
    assert found == {"Labo Nord (partenaire académique)", "North Lab (academic partner)"}


def test_without_people_no_name_and_no_function_is_left(rows: tuple[Record, ...]) -> None:
    quads = tuple(assemble(rows, people=False))
    told = " ".join(quad.object.value for quad in quads)
    assert "Personne A" not in told
    assert "Directrice" not in told
    assert "/person/" not in told
    assert "/position/" not in told
    interview = iris.thing("interview", "scierie")
    assert said(quads, interview, terms.INTERVIEWEE) == {iris.thing("actor", "scierie")}


def test_an_interview_of_nobody_named_has_no_position(rows: tuple[Record, ...]) -> None:
    nameless = [replace(row, person=None) for row in rows if isinstance(row, records.Interview)]
    quads = tuple(assemble(nameless))
    assert iris.thing("position", "scierie") not in {quad.subject.value for quad in quads}


def test_the_rows_of_a_subject_are_found_as_subject_and_as_object(rows: tuple[Record, ...]) -> None:
    store = Embedded()
    store.load(described_sources([records.Source(key="carnet", title="Carnet de route", kind="notes")]))
    store.load(assemble(rows))
    found = rows_of(store, iris.thing("actor", "scierie"))
    assert [(row.table, row.row) for row in found] == [
        ("actors", "scierie"),
        ("contributions", "1.1.scierie"),
        ("interviews", "scierie"),
        ("involvements", "etude.scierie"),
        ("spellings", "scierie.1"),
    ]
    assert (found[0].title, found[0].locator, found[0].certainty) == (
        "Carnet de route",
        "carnet, II.1, l. 13",
        "certain",
    )
    assert found[2].printed == "La Scierie"
    assert rows_of(store, iris.thing("actor", "nobody")) == ()


def test_a_locator_leaves_out_what_is_unknown() -> None:
    assert locator("carnet", "II.1", None) == "carnet, II.1"
    assert locator("carnet", "", 3) == "carnet, l. 3"


def test_the_bibliography_dates_by_what_is_known() -> None:
    made = records.Source(key="carnet", title="Carnet", kind="notes", issued="2019-05", url="https://x.example/carnet")
    quads = tuple(described_sources([made]))
    node = iris.thing("source", "carnet")
    assert said(quads, node, "http://xmlns.com/foaf/0.1/page") == {"https://x.example/carnet"}
    issued = [quad.object for quad in quads if quad.predicate.value.endswith("issued")]
    assert issued == [Literal("2019-05", XSD + "gYearMonth")]


@pytest.mark.parametrize(
    ("printed", "kind"),
    [("2019", "gYear"), ("2019-05", "gYearMonth"), ("2019-05-01", "date"), ("printemps 2019", "string")],
)
def test_dates_take_the_type_of_their_shape(printed: str, kind: str) -> None:
    assert mapping.dated(printed) == Literal(printed, XSD + kind)


def test_every_kind_has_a_class_of_the_ontology() -> None:
    known = {iris.key_of(name) for name in terms.CLASSES}
    assert {kind.class_name for kind in (*ACTOR_KINDS, *TIE_KINDS)} <= known


def test_every_property_of_the_mapping_stands_in_the_ontology() -> None:
    declared = {*terms.OBJECT_PROPERTIES, *terms.DATATYPE_PROPERTIES}
    used = {field.predicate for rule in mapping.NODES.values() for field in rule.fields}
    used |= {field.predicate for field in (*mapping.ATTRIBUTES.values(), *mapping.SOURCE_FIELDS)}
    assert {name for name in used if name.startswith(iris.NS)} <= declared


def test_every_record_that_makes_a_node_is_mapped() -> None:
    told_elsewhere = {
        records.Spelling,
        records.Attribute,
        records.Dependency,
        records.Contribution,
        records.OccupationRole,
        records.Specialisation,
        records.Requirement,
        records.Match,
    }
    assert {*records.Record.__args__, records.Involvement} - told_elsewhere == set(mapping.NODES)


def test_the_terminology_has_no_blank_node_and_the_same_names_each_time() -> None:
    first, second = tuple(terminology()), tuple(terminology())
    assert first == second
    assert {quad.graph.value for quad in first} == {iris.graph("ontology"), iris.graph("schemes")}
    assert labels_of(first).of(Iri(iris.concept("layers", "structure")), "en").lower() == "structure"


def unanswered(store: Embedded, pattern: str) -> set[str]:
    query = "PREFIX mlg: <https://w3id.org/maillage/ns#> PREFIX prov: <http://www.w3.org/ns/prov#> "
    query += "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT DISTINCT ?node { "
    return {str(row["node"]) for row in store.select(query + pattern + " }")}


@pytest.mark.parametrize("which", ["world_store", "region_store"])
def test_in_the_whole_graph_evidence_leads_both_ways(which: str, request: pytest.FixtureRequest) -> None:
    store: Embedded = request.getfixturevalue(which)
    row = "GRAPH ?row { ?node a ?class } FILTER(CONTAINS(STR(?row), '/evidence/')) "
    assert unanswered(store, row)
    assert not unanswered(store, row + "FILTER NOT EXISTS { GRAPH ?row { ?node prov:wasDerivedFrom ?row } }")
    assert not unanswered(store, row + "FILTER NOT EXISTS { ?row a mlg:Evidence ; mlg:inSource/a mlg:Source }")
    labelled = "FILTER NOT EXISTS { ?node skos:prefLabel ?label FILTER(LANG(?label) = 'fr') }"
    assert not unanswered(store, row + labelled)


@pytest.mark.parametrize("which", ["world_store", "region_store"])
def test_in_the_whole_graph_nothing_points_to_a_thing_that_is_not_described(
    which: str, request: pytest.FixtureRequest
) -> None:
    store: Embedded = request.getfixturevalue(which)
    ours = "?s ?p ?node FILTER(ISIRI(?node) && STRSTARTS(STR(?node), 'https://w3id.org/maillage/')) "
    assert unanswered(store, ours)
    assert unanswered(store, ours + "FILTER NOT EXISTS { ?node ?q ?o }") == {terms.VERSION_IRI}


def test_a_match_reaches_the_concept_outside_with_its_name_and_code() -> None:
    match = records.Match(
        key="scieur.rome", kind="occupation", left="scieur", scheme="rome", target="H2205", label="Scieur",
        language="fr", relation="exactMatch",
        evidence=Evidence("carnet", "matches", "scieur.rome", "1", None, Certainty.CERTAIN),
    )  # fmt: skip
    skos = "http://www.w3.org/2004/02/skos/core#"
    target = iris.thing("reference", "rome-h2205")
    said = {(quad.subject.value, quad.predicate.value, str(quad.object)) for quad in assemble([match])}
    assert (iris.thing("occupation", "scieur"), skos + "exactMatch", str(Iri(target))) in said
    assert {predicate for subject, predicate, _ in said if subject == target} >= {skos + "prefLabel", skos + "notation"}
