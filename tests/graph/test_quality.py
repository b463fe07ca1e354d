"""What the shapes find becomes notes that a query can read."""

from __future__ import annotations

from dataclasses import replace

from graph.quality import note_of, noted
from ontology import iris, terms
from shapes.findings import Violation

FOUND = Violation(
    severity="warning", focus=iris.thing("actor", "scierie"), focus_label="Scierie", shape="ActorShape", path="kind",
    value="x", message_fr="Sans genre.", message_en="No kind.", remedy_fr="Donnez-en un.", remedy_en="Give one.",
    table="actors", row="scierie", locator="carnet, l. 3",
)  # fmt: skip


def test_a_finding_keeps_its_words_its_row_and_its_thing() -> None:
    quads = tuple(noted(note_of(FOUND)))
    told = {(quad.predicate.value, str(quad.object)) for quad in quads}
    assert {quad.graph.value for quad in quads} == {iris.graph("quality")}
    assert {
        (terms.FOCUS, FOUND.focus),
        (terms.SEVERITY, "warning"),
        (terms.MESSAGE, "Sans genre."),
        (terms.MESSAGE, "No kind."),
        (terms.REMEDY, "Give one."),
        (terms.TABLE_NAME, "actors"),
        (terms.ROW_KEY, "scierie"),
        ("http://www.w3.org/ns/shacl#resultPath", "kind"),
    } <= told


def test_the_same_finding_has_the_same_name_in_every_build() -> None:
    first = replace(FOUND, path="n6b20b1754cf342f797b30a6f6e959478b1")
    second = replace(FOUND, path="nb1fabca16fb8432c9b1c400ada10b580b1")
    assert tuple(noted(note_of(first))) == tuple(noted(note_of(second)))
    assert note_of(FOUND).key != note_of(replace(FOUND, value="y")).key
