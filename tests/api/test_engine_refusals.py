"""What the engine says of a query reaches its author as a sentence, with the place and the words there."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from api.engine_refusals import engine_failure, engine_refusal
from api.refusals import QueryTooCostly
from ontology.errors import QueryRefused


def refused(query: str) -> str:
    with pytest.raises(SyntaxError) as found:
        ox.Store().query(query)
    return str(engine_refusal("syntax", str(found.value), query))


@pytest.mark.parametrize(
    ("query", "place", "why"),
    [
        ("SELECT * WHERE { ?s ?p ", "line 1, column 24", "at the end of the query"),
        ("SELECT * { ?s foaf:name ?x }", "line 1, column 24", "before “?x }”: prefix not found"),
        ("SELECT ?s\nWHERE { ?s ?p ?l }\nGROUP BY ?l", "line 3", "the SELECT contains a variable that is unbound"),
        ("SELECT * { ?s a <b c> }", "line 1", "IRI parsing failed"),
        ("SELECT * {} LIMIT x", "line 1, column 19", "before “x”: expected HAVING, OFFSET, OPTIONAL or VALUES"),
    ],
)
def test_a_syntax_error_is_a_sentence(query: str, place: str, why: str) -> None:
    said = refused(query)
    assert place in said
    assert why in said
    assert "u{" not in said
    assert len(said) < 200


def test_where_it_is_wrong_is_quoted_shortly() -> None:
    assert "…" in refused("SELECT * { ?s ?p } " + "x" * 5000)


def test_how_a_worker_fell_decides_what_is_said() -> None:
    panicked = "thread '<unnamed>' (7) panicked at a.rs:1:\n"
    assert "STR(?x)" in str(engine_failure(panicked + "comparison function does not correctly implement a total order"))
    assert isinstance(engine_failure(panicked + "index out of bounds"), QueryRefused)
    assert isinstance(engine_failure("memory allocation of 8 bytes failed"), QueryTooCostly)
    assert isinstance(engine_failure(""), QueryTooCostly)
