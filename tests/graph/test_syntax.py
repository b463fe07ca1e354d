"""RDF files are read and written the same way each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from rdflib import Graph

from graph.mapping import french
from graph.rdf import XSD, Iri, Literal, Quad
from graph.syntax import VOCABULARIES, flat, prefixes, read_turtle, written_lines, written_quads, written_triples
from ontology import iris
from ontology.errors import BuildFailed

if TYPE_CHECKING:
    from pathlib import Path

ROW = iris.evidence("carnet", "actors", "a")
QUADS = tuple(
    Quad(Iri(iris.thing("actor", key)), Iri(iris.term("number")), value, Iri(graph))
    for key, value, graph in (
        ("b", french("deux\n« 2 »"), iris.graph("inferred")),
        ("a", Literal("1", XSD + "integer"), ROW),
        ("a", Literal("1", XSD + "integer"), iris.graph("inferred")),
        ("a", Iri(iris.concept("layers", "structure")), ROW),
    )
)
LINES = written_lines(QUADS)


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    trig = set(ox.parse(written_quads(LINES), format=ox.RdfFormat.TRIG))
    lines = set(ox.parse(written_lines(QUADS), format=ox.RdfFormat.N_QUADS))
    assert trig == lines
    assert len(trig) == 4
    assert len(Graph().parse(data=written_triples(LINES), format="turtle")) == 3
    path = tmp_path / "back.ttl"
    path.write_bytes(written_triples(LINES))
    assert {quad.object for quad in read_turtle(path, Iri(ROW))} == {quad.object for quad in QUADS}


def test_the_order_of_statements_does_not_change_a_byte() -> None:
    turned = written_lines(QUADS[::-1])
    assert turned == LINES
    for write in (written_quads, written_triples):
        assert write(LINES) == write(b"".join(LINES.splitlines(keepends=True)[::-1]))


def test_names_are_short_and_prefixes_sorted() -> None:
    text = written_quads(LINES).decode()
    assert "actor:a mlg:number 1 , scheme-layers:structure ." in text
    assert "ev-carnet:actors-a {" in text
    heads = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert heads == sorted(heads)


def test_no_namespace_begins_another_so_that_a_name_is_always_cut_at_the_same_place() -> None:
    spaces = sorted(prefixes(LINES).values())
    assert len(spaces) == len(set(spaces)) > len(VOCABULARIES)
    assert not [(one, other) for one in spaces for other in spaces if one != other and other.startswith(one)]


def test_lines_hold_graphs_or_not() -> None:
    assert LINES.count(b"\n") == 4
    assert flat(LINES).count(b"\n") == 3
    assert b"graph/inferred" not in flat(LINES)
    assert flat(LINES, iris.graph("inferred").__eq__).count(b"\n") == 2


def test_blank_nodes_are_named_after_the_file(tmp_path: Path) -> None:
    path = tmp_path / "trees.ttl"
    path.write_text("@prefix : <http://x.example/> . :a :b [ :c ( 1 2 ) ] .", encoding="utf-8")
    found = {quad.subject.value for quad in read_turtle(path, Iri(ROW))}
    assert found == {"http://x.example/a"} | {f"{iris.BASE}.well-known/genid/trees-{n}" for n in (1, 2, 3)}


def test_a_file_that_is_no_turtle_or_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "torn.ttl"
    path.write_text("<http://x.example/a> <b", encoding="utf-8")
    with pytest.raises(BuildFailed, match="no Turtle"):
        list(read_turtle(path, Iri(ROW)))
    with pytest.raises(BuildFailed, match="cannot be read"):
        list(read_turtle(tmp_path / "none.ttl", Iri(ROW)))
