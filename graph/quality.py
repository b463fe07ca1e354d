"""Notes on the quality of the graph: what the shapes find and what was decided on names, in a graph of their own."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.mapping import PREF_LABEL, english, french, text
from graph.rdf import Iri, Literal, Quad
from ontology import iris
from ontology import terms as mlg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapes.findings import Violation

__all__ = ["Note", "note_of", "noted"]

_TYPE = Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_SHACL = "http://www.w3.org/ns/shacl#"
_NAMELESS = re.compile(r"n[0-9a-f]{32}b\d+\Z|N[0-9a-f]{32}\Z")
"""A blank node of rdflib: what stands for a path of several steps, another in each run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One remark on some things of the graph."""

    key: str
    severity: str
    focus: tuple[str, ...]
    messages: tuple[Literal, ...]
    remedies: tuple[Literal, ...] = ()
    shape: str | None = None
    path: str | None = None
    value: str | None = None
    table: str | None = None
    row: str | None = None


def note_of(found: Violation) -> Note:
    """Return what the shapes found as a note; the same finding has the same key in every build."""
    told = "\n".join((found.shape, found.focus, found.value or "", found.message_fr))
    return Note(
        key=f"shape-{hashlib.sha256(told.encode()).hexdigest()[:16]}",
        severity=found.severity,
        focus=(found.focus,),
        messages=(french(found.message_fr), english(found.message_en)),
        remedies=(french(found.remedy_fr), english(found.remedy_en)),
        shape=found.shape,
        path=None if _NAMELESS.match(found.path) else found.path,
        value=found.value,
        table=found.table,
        row=found.row,
    )


def noted(note: Note) -> Iterator[Quad]:
    """Yield the statements of a note."""
    node, graph = Iri(iris.thing("note", note.key)), Iri(iris.graph("quality"))
    yield Quad(node, _TYPE, Iri(mlg.QUALITY_NOTE), graph)
    for focus in note.focus:
        yield Quad(node, Iri(mlg.FOCUS), Iri(focus), graph)
    for message in note.messages:
        yield Quad(node, PREF_LABEL, message, graph)
        yield Quad(node, Iri(mlg.MESSAGE), message, graph)
    for remedy in note.remedies:
        if remedy.value:
            yield Quad(node, Iri(mlg.REMEDY), remedy, graph)
    for predicate, value in (
        (mlg.SEVERITY, note.severity),
        (_SHACL + "sourceShape", note.shape),
        (_SHACL + "resultPath", note.path),
        (_SHACL + "value", note.value),
        (mlg.TABLE_NAME, note.table),
        (mlg.ROW_KEY, note.row),
    ):
        if value:
            yield Quad(node, Iri(predicate), text(value), graph)
