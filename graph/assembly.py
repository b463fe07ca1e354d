"""Turns records into statements: each row's in the graph that bears the name of its evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph import mapping
from graph.evidence import locator
from graph.labels import Labels
from graph.rdf import XSD, Iri, Literal, Quad
from graph.syntax import read_turtle
from ontology import files, iris, records
from ontology import terms as mlg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.mapping import Field, NodeMapping
    from ontology.records import Evidence, Record, Source

__all__ = ["assemble", "described_sources", "terminology", "tombstones"]

_TYPE = Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_DERIVED = Iri("http://www.w3.org/ns/prov#wasDerivedFrom")
_DEPRECATED = Iri("http://www.w3.org/2002/07/owl#deprecated")
_META = Iri(iris.graph("meta"))
_EVIDENCE = Iri(iris.graph("evidence"))
_SOURCES = Iri(iris.graph("sources"))

_Node = records.Record | records.Involvement
_Simple = records.Spelling | records.Dependency | records.OccupationRole | records.Specialisation | records.Requirement


def terminology() -> Iterator[Quad]:
    """Yield the ontology (alignments included) and its concept schemes, each into its own graph."""
    ontology, schemes = Iri(iris.graph("ontology")), Iri(iris.graph("schemes"))
    for path in (*files.modules(), files.alignments()):
        yield from read_turtle(path, ontology)
    for path in files.schemes():
        yield from read_turtle(path, schemes)


def described_sources(sources: Iterable[Source]) -> Iterator[Quad]:
    """Yield the bibliography."""
    for source in sources:
        node = Iri(iris.thing("source", source.key))
        yield Quad(node, _TYPE, Iri(mlg.SOURCE), _SOURCES)
        yield from _fields(node, source, mapping.SOURCE_FIELDS, _SOURCES)


def tombstones(digests: Iterable[str]) -> Iterator[Quad]:
    """Yield what is left of people who withdrew: that an address is gone, under a digest and without a name."""
    for digest in digests:
        gone = Literal("true", XSD + "boolean")
        yield Quad(Iri(iris.thing("withdrawn", digest)), _DEPRECATED, gone, _META)


def assemble(rows: Iterable[Record], labels: Labels | None = None, *, people: bool = True) -> Iterator[Quad]:
    """Yield the statements of records and the description of their evidence.

    Parameters
    ----------
    rows
        Records; several may come from one row of a table.
    labels
        Names of concepts, for the labels of nodes that no source names; keys stand in for what is unknown.
    people
        False leaves every person out, and what evidence prints about them.
    """
    kept = tuple(rows)
    names = (labels or Labels({})).with_records(kept)
    described: dict[Iri, Evidence] = {}
    for record in kept:
        if isinstance(record, records.Person | records.Position) and not people:
            continue
        yield from _stated(record, names, people=people)
        for evidence in _evidences(record, people=people):
            iri = _iri_of(evidence)
            if iri not in described or evidence.printed:
                described[iri] = evidence
    for iri, evidence in described.items():
        yield from _described(iri, evidence)


def _iri_of(evidence: Evidence) -> Iri:
    return Iri(iris.evidence(evidence.source, evidence.table, evidence.row))


def _evidences(record: Record, *, people: bool) -> Iterator[Evidence]:
    """Yield the rows that a record stands on; without people, what an interview's row prints is left out."""
    silent = isinstance(record, records.Interview) and not people
    yield replace(record.evidence, printed=None, note=None) if silent else record.evidence
    if isinstance(record, records.Tie):
        yield from (involvement.evidence for involvement in record.involvements)


def _stated(record: Record, names: Labels, *, people: bool) -> Iterator[Quad]:
    graph = _iri_of(record.evidence)
    match record:
        case (
            records.Spelling()
            | records.Dependency()
            | records.OccupationRole()
            | records.Specialisation()
            | records.Requirement()
        ):
            yield _simple(record, graph)
        case records.Attribute():
            yield from _attribute(record, graph)
        case records.Contribution():
            yield from _contribution(record, graph, names)
        case records.Match():
            yield from _match(record, graph)
        case records.Interview():
            yield from _node(record, names)
            if people and record.person:
                yield from _position(record, record.person, graph, names)
        case records.Tie():
            yield from _node(record, names, (mapping.TIE_CLASSES[record.kind],))
            yield from _layer(Iri(iris.thing("tie", record.key)), record.kind, graph)
            for involvement in record.involvements:
                yield from _involvement(record.key, involvement, names)
        case records.Actor():
            yield from _node(record, names, (mapping.ACTOR_CLASSES[record.kind],))
        case _:
            yield from _node(record, names)


def _simple(record: _Simple, graph: Iri) -> Quad:
    """Return the one statement of a record that only says something of a node."""
    match record:
        case records.Spelling():
            actor = Iri(iris.thing("actor", record.actor))
            return Quad(actor, mapping.ALT_LABEL, mapping.french(record.spelling), graph)
        case records.Dependency():
            action, other = (Iri(iris.thing("action", key)) for key in (record.action, record.depends_on))
            return Quad(action, Iri(mlg.DEPENDS_ON), other, graph)
        case records.OccupationRole():
            role = mapping.concept_of("occupation-roles")(record.role)
            return Quad(Iri(iris.thing("occupation", record.occupation)), Iri(mlg.OCCUPATION_ROLE), role, graph)
        case records.Specialisation():
            occupation, into = (Iri(iris.thing("occupation", key)) for key in (record.occupation, record.into))
            return Quad(occupation, Iri(mlg.SPECIALISES_INTO), into, graph)
        case records.Requirement():
            competency = Iri(iris.thing("competency", record.competency))
            occupation = Iri(iris.thing("occupation", record.occupation))
            return Quad(occupation, Iri(mlg.REQUIRES_COMPETENCY), competency, graph)


def _node(record: _Node, names: Labels, classes: tuple[str, ...] = ()) -> Iterator[Quad]:
    """Yield a record's node: its classes, its evidence, its fields and, when no source names it, a composed label."""
    rule = mapping.NODES[type(record)]
    graph = _iri_of(record.evidence)
    node = Iri(iris.thing(rule.kind, getattr(record, rule.key)))
    for name in (*classes, *rule.classes):
        yield Quad(node, _TYPE, Iri(name), graph)
    yield Quad(node, _DERIVED, graph, graph)
    yield from _fields(node, record, rule.fields, graph)
    yield from _composed(node, record, rule, names, graph)


def _fields(node: Iri, record: object, fields: tuple[Field, ...], graph: Iri) -> Iterator[Quad]:
    for field in fields:
        for value in _values(getattr(record, field.name)):
            yield Quad(node, Iri(field.predicate), field.term(value), graph)


def _values(value: object) -> tuple[str, ...]:
    """Return the values of a field as text: none for an unknown one, several for a tuple."""
    if value is None or value == "":
        return ()
    return tuple(str(item) for item in value) if isinstance(value, tuple) else (str(value),)


def _composed(node: Iri, record: object, rule: NodeMapping, names: Labels, graph: Iri) -> Iterator[Quad]:
    for template, language, literal in ((rule.french, "fr", mapping.french), (rule.english, "en", mapping.english)):
        if template:
            found = {
                field.name: names.of(field.term(value), language)
                for field in rule.fields
                for value in _values(getattr(record, field.name))[:1]
            }
            yield Quad(node, mapping.PREF_LABEL, literal(template.format_map(found)), graph)


def _attribute(record: records.Attribute, graph: Iri) -> Iterator[Quad]:
    actor, field = Iri(iris.thing("actor", record.actor)), mapping.ATTRIBUTES[record.name]
    yield Quad(actor, Iri(field.predicate), field.term(record.value), graph)
    if record.name == "place" and record.basis:
        yield Quad(actor, Iri(mlg.PLACE_BASIS), mapping.concept_of("place-basis")(record.basis), graph)


def _layer(tie: Iri, kind: str, graph: Iri) -> Iterator[Quad]:
    yield Quad(tie, Iri(mlg.LAYER), mapping.concept_of("layers")(mapping.TIE_LAYERS[kind]), graph)


def _involvement(tie: str, record: records.Involvement, names: Labels) -> Iterator[Quad]:
    node, graph = Iri(iris.thing("involvement", record.key)), _iri_of(record.evidence)
    yield Quad(Iri(iris.thing("tie", tie)), Iri(mlg.HAS_INVOLVEMENT), node, graph)
    yield from _node(record, names)


def _contribution(record: records.Contribution, graph: Iri, names: Labels) -> Iterator[Quad]:
    """Yield the proposed tie between an actor and an action, with its one involvement."""
    key = f"contribution-{record.key}"
    tie, kind = Iri(iris.thing("tie", key)), "contribution"
    actor = names.of(mapping.thing_of("actor")(record.actor), "fr")
    for predicate, value in (
        (_TYPE.value, Iri(mapping.TIE_CLASSES[kind])),
        (_DERIVED.value, graph),
        (mapping.PREF_LABEL.value, mapping.french(f"{actor}, contributeur proposé à l'action {record.action}")),
        (mapping.PREF_LABEL.value, mapping.english(f"{actor}, proposed contributor to action {record.action}")),
        (mlg.TIE_KIND, mapping.concept_of("tie-kinds")(kind)),
        (mlg.STATUS, mapping.concept_of("tie-status")("proposed")),
        (mlg.ACTION_PROPERTY, Iri(iris.thing("action", record.action))),
        (mlg.PRINTED_LABEL, mapping.text(record.printed)),
    ):
        yield Quad(tie, Iri(predicate), value, graph)
    yield from _layer(tie, kind, graph)
    partner = records.Involvement(key=key, actor=record.actor, role="contributor", evidence=record.evidence)
    yield from _involvement(key, partner, names)


def _match(record: records.Match, graph: Iri) -> Iterator[Quad]:
    """Yield the match and, in the same graph, what names the concept outside."""
    target = mapping.outside(record.scheme, record.target)
    yield Quad(Iri(iris.thing(record.kind, record.left)), Iri(mapping.SKOS + record.relation), target, graph)
    yield Quad(target, _TYPE, Iri(mlg.REFERENCE_CONCEPT), graph)
    yield Quad(target, _DERIVED, graph, graph)
    yield Quad(target, mapping.PREF_LABEL, mapping.french(record.label), graph)
    if record.language == "en":
        yield Quad(target, mapping.PREF_LABEL, mapping.english(record.label), graph)
    source = Iri(iris.thing("source", record.evidence.source))
    yield Quad(target, Iri(mapping.DCT + "source"), source, graph)
    if record.scheme != "esco":
        yield Quad(target, Iri(mapping.SKOS + "notation"), mapping.text(record.target), graph)


def _position(record: records.Interview, who: str, graph: Iri, names: Labels) -> Iterator[Quad]:
    """Yield who spoke, in which function."""
    interview, position = (Iri(iris.thing(kind, record.key)) for kind in ("interview", "position"))
    person, actor = Iri(iris.thing("person", who)), Iri(iris.thing("actor", record.actor))
    label = f"{names.of(person, 'fr')}, {record.function or names.of(actor, 'fr')}"
    yield Quad(interview, Iri(mlg.INTERVIEWED_PERSON), person, graph)
    yield Quad(interview, Iri(mlg.POSITION_PROPERTY), position, graph)
    yield Quad(position, _TYPE, Iri(mlg.POSITION), graph)
    yield Quad(position, _DERIVED, graph, graph)
    yield Quad(position, mapping.PREF_LABEL, mapping.french(label), graph)
    yield Quad(position, Iri(mlg.HOLDER), person, graph)
    yield Quad(position, Iri(mlg.IN_ORGANISATION), actor, graph)
    if record.function:
        yield Quad(position, Iri(mlg.FUNCTION), mapping.text(record.function), graph)


def _described(iri: Iri, evidence: Evidence) -> Iterator[Quad]:
    """Yield the description of an evidence: what a reader needs to find the row and the line again."""
    yield Quad(iri, _TYPE, Iri(mlg.EVIDENCE), _EVIDENCE)
    reference = locator(evidence.source, evidence.section, evidence.line)
    yield Quad(iri, mapping.PREF_LABEL, mapping.french(reference), _EVIDENCE)
    yield Quad(iri, Iri(mlg.IN_SOURCE), Iri(iris.thing("source", evidence.source)), _EVIDENCE)
    yield Quad(iri, Iri(mlg.CERTAINTY), mapping.concept_of("certainty")(evidence.certainty), _EVIDENCE)
    if evidence.line is not None:
        yield Quad(iri, Iri(mlg.LINE), Literal(str(evidence.line), XSD + "integer"), _EVIDENCE)
    for predicate, value in (
        (mlg.SECTION, evidence.section),
        (mlg.TABLE_NAME, evidence.table),
        (mlg.ROW_KEY, evidence.row),
        (mlg.PRINTED, evidence.printed),
        (mlg.NOTE, evidence.note),
    ):
        if value:
            yield Quad(iri, Iri(predicate), mapping.text(value), _EVIDENCE)
