"""Parameters are bound by terms, wherever a query uses them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.binding import bound, federates, form_of, written
from graph.embedded import Embedded
from graph.rdf import XSD, Blank, Iri, Literal, Quad
from ontology.errors import QueryRefused

X = "http://x.example/"
NAME = Iri(X + "name")


def iri(name: str) -> Iri:
    return Iri(X + name)


@pytest.fixture
def store() -> Embedded:
    """A knows B and C, B knows C; A stands in two graphs."""
    made = Embedded()
    knows = iri("knows")
    made.load(
        Quad(iri(one), knows, iri(other), iri(graph))
        for one, other, graph in (("a", "b", "g1"), ("a", "b", "g2"), ("a", "c", "g1"), ("b", "c", "g1"))
    )
    return made


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("SELECT ?o WHERE { ?who ?p ?o }", 2),
        ("SELECT ?who ?o { ?who ?p ?o }", 2),
        ("SELECT * { ?s ?p ?o FILTER(?s = ?who) }", 2),
        ("SELECT ?o { { SELECT ?o { ?who ?p ?o } } }", 2),
        ("SELECT ?o { { SELECT ?who ?o { ?who ?p ?o } } ?o ?q ?z }", 1),
        ("SELECT ?o { { ?who ?p ?o } UNION { ?s ?p ?o FILTER(?s != ?who) } }", 3),
        ("SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { ?who ?q ?s } FILTER(?s != ?who) }", 0),
        ("SELECT ?s ?o { ?s ?p ?o OPTIONAL { ?o ?q ?z FILTER(?s = ?who) } }", 3),
        ("# ?who {\nSELECT ?o { VALUES ?who { <http://x.example/a> } ?who ?p ?o FILTER(STR(?o) != '{ ?who') }", 2),
    ],
)
def test_a_parameter_means_its_term_everywhere(store: Embedded, query: str, count: int) -> None:
    assert len(store.select(query, {"who": iri("a")})) == count


def test_a_parameter_holds_under_an_aggregate(store: Embedded) -> None:
    rows = store.select("SELECT (COUNT(?o) AS ?n) { ?who ?p ?o }", {"who": iri("a")})
    assert str(rows.rows[0][0]) == "2"


def test_the_template_of_a_construct_is_left_alone(store: Embedded) -> None:
    assert b"/c>" in store.construct("CONSTRUCT { ?who ?p ?o } WHERE { ?who ?p ?o }", {"who": iri("b")})


def test_a_name_that_the_query_does_not_use_changes_nothing(store: Embedded) -> None:
    assert len(store.select("SELECT ?o { ?s ?p ?o }", {"nobody": iri("a")})) == 3


@given(st.text())
def test_any_text_bound_as_a_literal_comes_back_as_it_was(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    rows = Embedded().select("SELECT ?said {}", {"said": Literal(text)})
    assert rows.rows == ((Literal(text),),)


@pytest.mark.parametrize("value", ["http://x/a b", "http://x/> } ; DROP", "http://x/{", 'http://x/"', "http://x/\n"])
def test_an_iri_that_would_break_out_is_refused(value: str) -> None:
    with pytest.raises(QueryRefused, match="not an IRI"):
        written(Iri(value))


def test_terms_are_written_with_their_type_and_language() -> None:
    assert written(Literal('a"b\\\n', XSD + "string")) == '"a\\"b\\\\\\n"'
    assert written(Literal("3", XSD + "integer")) == f'"3"^^<{XSD}integer>'
    assert written(Literal("été", language="fr")) == '"été"@fr'


def test_a_blank_node_and_a_wrong_language_are_refused() -> None:
    with pytest.raises(QueryRefused, match="blank"):
        written(Blank("b1"))
    with pytest.raises(QueryRefused, match="language"):
        written(Literal("a", language="fr } #"))


def test_nothing_to_bind_leaves_the_text_as_it_is() -> None:
    assert bound("SELECT * {}", None) == "SELECT * {}"


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("PREFIX ask: <http://x/#select>\n# ASK\nSELECT * {}", "select"),
        ("ask {}", "ask"),
        ("describe <http://x/select>", "graph"),
        ("CONSTRUCT { ?s ?p 'SELECT' } WHERE { ?s ?p ?o }", "graph"),
    ],
)
def test_the_form_of_a_query_is_seen_past_comments_and_names(query: str, form: str) -> None:
    assert form_of(query) == form


def test_a_text_without_a_form_is_refused() -> None:
    with pytest.raises(QueryRefused, match="no SELECT"):
        form_of("DELETE WHERE { ?s ?p ?o }")


def test_service_is_seen_in_any_case_and_not_in_names_or_strings() -> None:
    assert federates("SELECT * { SeRvIcE <http://x/> { ?s ?p ?o } }")
    assert not federates("PREFIX x: <http://x/> # SERVICE\nSELECT ?service { ?service x:service 'SERVICE' }")
