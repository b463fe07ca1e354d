"""The embedded store answers SPARQL over the union of its graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.embedded import Embedded
from graph.rdf import XSD, Iri, Literal, Quad
from ontology.errors import QueryRefused, StoreUnavailable, UnknownName

if TYPE_CHECKING:
    from pathlib import Path

X = "http://x.example/"


def quad(subject: str, value: Iri | Literal, graph: str) -> Quad:
    return Quad(Iri(X + subject), Iri(X + "says"), value, Iri(X + graph))


QUADS = (
    quad("a", Literal("oui", language="fr"), "g1"),
    quad("a", Literal("oui", language="fr"), "g2"),
    quad("b", Literal("1.50", XSD + "decimal"), "g1"),
    quad("b", Iri(X + "a"), "g2"),
)


@pytest.fixture
def store() -> Embedded:
    made = Embedded()
    made.load(QUADS)
    return made


def test_the_default_graph_is_the_union_and_counts_a_statement_once(store: Embedded) -> None:
    assert len(store.select("SELECT * { ?s ?p ?o }")) == 3
    assert str(store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0]) == "3"


def test_named_graphs_say_who_says_so(store: Embedded) -> None:
    said = store.select("SELECT ?g { GRAPH ?g { ?s ?p 'oui'@fr } } ORDER BY ?g")
    assert [str(row["g"]) for row in said] == [X + "g1", X + "g2"]
    assert len(store) == 4


def test_from_limits_the_query_to_a_graph(store: Embedded) -> None:
    assert len(store.select("SELECT * FROM <http://x.example/g2> { ?s ?p ?o }")) == 2
    assert len(store.select("SELECT * FROM <file:///etc/hosts> { ?s ?p ?o }")) == 0


def test_quads_come_back_each_in_its_graph_the_union_left_out(store: Embedded) -> None:
    found = tuple(store.quads())
    assert len(found) == 4
    assert {(one.subject, one.graph) for one in found} == {(one.subject, one.graph) for one in QUADS}


def test_rows_hold_our_terms_and_nothing_for_what_is_unbound(store: Embedded) -> None:
    rows = store.select("SELECT ?o ?z { <http://x.example/a> ?p ?o OPTIONAL { ?o <http://x.example/none> ?z } }")
    assert rows.variables == ("o", "z")
    assert rows.rows[0][0] == Literal("oui", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "fr")
    assert list(rows) == [{"o": rows.rows[0][0]}]


def test_ask_and_construct(store: Embedded) -> None:
    assert store.ask("ASK { ?s ?p ?o }")
    assert not store.ask(f"ASK {{ <{X}c> ?p ?o }}")
    lines = store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").splitlines()
    assert len(lines) == 3
    assert lines == sorted(lines)


@pytest.mark.parametrize(("method", "query"), [("select", "ASK {}"), ("ask", "SELECT * {}"), ("construct", "ASK {}")])
def test_a_query_of_another_form_is_refused(store: Embedded, method: str, query: str) -> None:
    with pytest.raises(QueryRefused):
        getattr(store, method)(query)


def test_a_syntax_error_tells_line_and_column_of_the_users_text(store: Embedded) -> None:
    with pytest.raises(QueryRefused) as caught:
        store.select("SELECT *\nWHERE { ?s ?p ", {"s": Iri(X + "a")})
    assert (caught.value.line, caught.value.column) == (2, 15)
    assert "line 2, column 15: syntax error" in caught.value.sentence


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "INSERT DATA { <http://x/a> <http://x/b> <http://x/c> }",
        "LOAD <http://127.0.0.1:9/>",
    ],
)
def test_services_and_updates_are_refused(store: Embedded, query: str) -> None:
    with pytest.raises(QueryRefused):
        store.query_bytes(query)


@pytest.mark.parametrize(
    ("query", "media_type", "start"),
    [
        ("SELECT ?s { ?s ?p ?o }", None, b'{"head"'),
        ("SELECT ?s { ?s ?p ?o }", "text/csv", b"s\r\n"),
        ("SELECT ?s { ?s ?p ?o }", "text/tab-separated-values", b"?s\n"),
        ("ASK { ?s ?p ?o }", "application/sparql-results+xml", b"<?xml"),
        ("DESCRIBE <http://x.example/a>", None, b"<http://x.example/a>"),
        ("DESCRIBE <http://x.example/a>", "application/ld+json", b"["),
    ],
)
def test_answers_are_written_in_sparql_formats(
    store: Embedded, query: str, media_type: str | None, start: bytes
) -> None:
    answer = store.query_bytes(query, media_type)
    assert answer.body.startswith(start)
    assert media_type in (None, answer.media_type)


def test_a_format_of_another_form_is_refused(store: Embedded) -> None:
    with pytest.raises(UnknownName, match="text/csv"):
        store.query_bytes("DESCRIBE <http://x.example/a>", "text/csv")


def test_the_dataset_of_the_protocol_replaces_the_union(store: Embedded) -> None:
    query = "SELECT * { ?s ?p ?o }"
    assert store.query_bytes(query, "text/csv", default_graphs=[X + "g2"]).body.count(b"\r\n") == 3
    assert store.query_bytes(query, "text/csv", named_graphs=[X + "g2"]).body.count(b"\r\n") == 1
    assert (
        store.query_bytes("SELECT * { GRAPH ?g { ?s ?p ?o } }", "text/csv", named_graphs=[X + "g2"]).body.count(b"\r\n")
        == 3
    )


def test_relative_names_stand_under_the_base(store: Embedded) -> None:
    assert b"true" in store.query_bytes("ASK { <a> ?p ?o }", base_iri=X).body


def test_a_folder_keeps_what_was_loaded_and_readers_stand_beside_each_other(tmp_path: Path) -> None:
    writer = Embedded(tmp_path / "store")
    writer.load(QUADS)
    writer.flush()
    writer.close()
    one, other = (Embedded(tmp_path / "store", read_only=True) for _ in range(2))
    assert len(one) == len(other) == 4
    with pytest.raises(StoreUnavailable, match="reading only"):
        one.load(QUADS)


def test_a_missing_folder_a_second_writer_and_a_closed_store_are_told(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="maillage build"):
        Embedded(tmp_path / "none", read_only=True)
    writer = Embedded(tmp_path / "store")
    with pytest.raises(StoreUnavailable, match="other writer"):
        Embedded(tmp_path / "store")
    writer.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        writer.select("SELECT * {}")
