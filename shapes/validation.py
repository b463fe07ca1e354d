"""Run the shapes over a graph with pySHACL and tell the findings in French and English.

Only SHACL core constraints are used: one ``sh:sparql`` shape costs thirty times all others together.
Shapes are parsed anew at each run, because pySHACL changes the graph of shapes it is given.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontology.iris import NS, key_of
from shapes.files import shapes
from shapes.findings import SEVERITIES, ValidationReport, Violation

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["ValidationReport", "Violation", "validate"]

_SH = "http://www.w3.org/ns/shacl#"
_PROV = "http://www.w3.org/ns/prov#"
_PREFERRED = "http://www.w3.org/2004/02/skos/core#prefLabel"
_TITLES = (_PREFERRED, "http://purl.org/dc/terms/title", NS + "printed")


def validate(triples: bytes, *, shapes_graph: Graph | None = None) -> ValidationReport:
    """Return what the shapes find in a graph.

    Parameters
    ----------
    triples
        N-Triples of the whole graph, flattened: facts, inferred statements, schemes and the subclass tree.
    shapes_graph
        Other shapes than ours; it may be changed by the run.

    Returns
    -------
    ValidationReport
        Findings sorted gravest first, then by the label of the thing and the message.
    """
    from pyshacl import validate as checked
    from rdflib import Graph

    started = time.perf_counter()
    checked_graph = Graph().parse(data=triples, format="nt")
    rules = shapes_graph if shapes_graph is not None else _shapes_graph()
    _, results, _ = checked(
        checked_graph, shacl_graph=_quickened(rules), inplace=True, allow_infos=True, allow_warnings=True
    )
    found = tuple(sorted(_findings(results, checked_graph, rules), key=_order))
    return ValidationReport(found, time.perf_counter() - started)


def _shapes_graph() -> Graph:
    from rdflib import Graph

    made = Graph()
    for path in shapes():
        made.parse(path, format="turtle")
    return made


def _quickened(rules: Graph) -> Graph:
    """Return the rules, the same to the letter of SHACL, as pySHACL checks them fastest.

    It goes over all that a rule says at each check, hence no words; and it checks a property of a shape thing by thing,
    but all things of a target at once, hence the targets of a shape that only has properties are given to these.
    """
    from rdflib import RDF, SH, Graph, URIRef

    words = {SH.message, URIRef(NS + "remedy")}
    made = Graph(store="SimpleMemory")
    for subject, predicate, value in rules:
        if predicate not in words:
            made.add((subject, predicate, value))
    within = {used for link in (SH.node, SH.property) for used in made.objects(None, link)}
    for shape in set(made.subjects(SH.targetClass)) - within:
        if set(made.predicates(shape)) <= {RDF.type, SH.targetClass, SH.property}:
            for rule in set(made.objects(shape, SH.property)):
                for target in made.objects(shape, SH.targetClass):
                    made.add((rule, SH.targetClass, target))
            made.remove((shape, SH.property, None))
    return made


def _order(found: Violation) -> tuple[int, str, str, str]:
    return (SEVERITIES.index(found.severity), found.focus_label, found.message_fr, found.focus)


@dataclass(frozen=True, slots=True)
class _Reader:
    results: Graph
    checked: Graph
    rules: Graph

    def one(self, graph: Graph, subject: Node | None, predicate: str) -> str | None:
        from rdflib import URIRef

        values = sorted(str(value) for value in graph.objects(subject, URIRef(predicate)))
        return values[0] if values else None

    def worded(self, graph: Graph, subject: Node | None, predicate: str, language: str) -> str:
        from rdflib import Literal, URIRef

        values = [value for value in graph.objects(subject, URIRef(predicate)) if isinstance(value, Literal)]
        fitting = sorted(str(value) for value in values if value.language == language)
        return fitting[0] if fitting else (str(min(values)) if values else "")


def _findings(results: Graph, checked: Graph, rules: Graph) -> Iterator[Violation]:
    from rdflib import RDF, URIRef

    reader = _Reader(results, checked, rules)
    for result in results.subjects(RDF.type, URIRef(_SH + "ValidationResult")):
        yield _finding(result, reader)


def _finding(result: Node, reader: _Reader) -> Violation:
    from rdflib import URIRef

    focus = reader.results.value(result, URIRef(_SH + "focusNode"))
    shape = reader.results.value(result, URIRef(_SH + "sourceShape"))
    severity = reader.one(reader.results, result, _SH + "resultSeverity") or ""
    table, row, locator = _row(focus, reader)
    return Violation(
        severity=key_of(severity).lower(),
        focus=str(focus),
        focus_label=_label(focus, reader),
        shape=key_of(str(shape)),
        path=_path(shape, reader.rules),
        value=_value(result, reader),
        message_fr=reader.worded(reader.rules, shape, _SH + "message", "fr"),
        message_en=reader.worded(reader.rules, shape, _SH + "message", "en"),
        remedy_fr=reader.worded(reader.rules, shape, NS + "remedy", "fr"),
        remedy_en=reader.worded(reader.rules, shape, NS + "remedy", "en"),
        table=table,
        row=row,
        locator=locator,
    )


def _path(shape: Node | None, rules: Graph) -> str:
    """Return the path of a rule as names joined by ``/``, each ``^name`` when walked backwards."""
    from rdflib import RDF, SH, URIRef

    path = rules.value(shape, SH.path)
    if path is None:
        return ""
    steps = [path] if isinstance(path, URIRef) or (path, RDF.first, None) not in rules else list(rules.items(path))
    return "/".join(_step(step, rules) for step in steps)


def _step(step: Node | None, rules: Graph) -> str:
    from rdflib import SH

    inverse = rules.value(step, SH.inversePath)
    return key_of(str(step)) if inverse is None else f"^{key_of(str(inverse))}"


def _label(focus: Node | None, reader: _Reader) -> str:
    for predicate in _TITLES:
        found = reader.worded(reader.checked, focus, predicate, "fr")
        if found:
            return found
    return key_of(str(focus))


def _value(result: Node, reader: _Reader) -> str | None:
    found = reader.one(reader.results, result, _SH + "value")
    return None if found is None or found == reader.one(reader.results, result, _SH + "focusNode") else found


def _row(focus: Node | None, reader: _Reader) -> tuple[str | None, str | None, str | None]:
    from rdflib import URIRef

    rows = sorted(str(node) for node in reader.checked.objects(focus, URIRef(_PROV + "wasDerivedFrom")))
    if not rows:
        return None, None, None
    evidence = URIRef(rows[0])
    source = key_of(reader.one(reader.checked, evidence, NS + "inSource") or "")
    section = reader.one(reader.checked, evidence, NS + "section")
    line = reader.one(reader.checked, evidence, NS + "line")
    parts = (source, section, f"l. {line}" if line else None)
    locator = ", ".join(part for part in parts if part)
    return (
        reader.one(reader.checked, evidence, NS + "tableName"),
        reader.one(reader.checked, evidence, NS + "rowKey"),
        locator or None,
    )
