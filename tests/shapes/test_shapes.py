"""Every rule of every shape is satisfied by the invented world, and reported once that world breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from ontology import files
from ontology.iris import NS
from shapes import validation
from shapes.files import shapes
from shapes.validation import validate

MLG = Namespace(NS)
SKOS_CONCEPT = URIRef("http://www.w3.org/2004/02/skos/core#Concept")
CONFORMING = Path(__file__).with_name("conforming.ttl")


def _rules() -> Graph:
    made = Graph()
    for path in shapes():
        made.parse(path)
    return made


RULES = _rules()
NODE_SHAPES = sorted(str(shape) for shape in RULES.subjects(RDF.type, SH.NodeShape))
PROPERTY_SHAPES = sorted(
    (str(owner), str(rule)) for owner, rule in RULES.subject_objects(SH.property) if isinstance(owner, URIRef)
)


def _conforming() -> Graph:
    return Graph().parse(CONFORMING)


def _focus(world: Graph, node_shape: str) -> list[Node]:
    """One thing of each class that the shape targets."""
    targets = RULES.objects(URIRef(node_shape), SH.targetClass)
    return [min(world.subjects(RDF.type, target), key=str) for target in targets]


def _only(node_shape: str, rule: str) -> Graph:
    """The rule alone, with its node shape."""
    made = Graph()
    for predicate in (RDF.type, SH.targetClass):
        for value in RULES.objects(URIRef(node_shape), predicate):
            made.add((URIRef(node_shape), predicate, value))
    made.add((URIRef(node_shape), SH.property, URIRef(rule)))
    _copy(URIRef(rule), made)
    return made


def _copy(node: Node, into: Graph) -> None:
    for predicate, value in RULES.predicate_objects(node):
        into.add((node, predicate, value))
        if not isinstance(value, URIRef | Literal):
            _copy(value, into)


def _steps(rule: str) -> list[tuple[URIRef, bool]]:
    """The path of a rule as (predicate, inverse) steps."""
    path = RULES.value(URIRef(rule), SH.path)
    assert path is not None
    nodes = list(RULES.items(path)) if (path, RDF.first, None) in RULES else [path]
    made: list[tuple[URIRef, bool]] = []
    for node in nodes:
        inverse = RULES.value(node, SH.inversePath)
        found = inverse if inverse is not None else node
        assert isinstance(found, URIRef)
        made.append((found, inverse is not None))
    return made


def _remove(world: Graph, focus: Node, steps: list[tuple[URIRef, bool]]) -> None:
    predicate, inverse = steps[0]
    reached = list(world.subjects(predicate, focus) if inverse else world.objects(focus, predicate))
    for node in reached:
        if len(steps) > 1:
            _remove(world, node, steps[1:])
        else:
            world.remove((node, predicate, focus) if inverse else (focus, predicate, node))


def _break(world: Graph, focus: Node, rule: str) -> None:
    """Make the focus break the rule: lack what it needs, or hold what it must not."""
    steps = _steps(rule)
    needs = any(RULES.value(URIRef(rule), term) for term in (SH.minCount, SH.qualifiedMinCount, SH.hasValue))
    if needs:
        _remove(world, focus, steps)
        return
    predicate, inverse = steps[0]
    for wrong in (Literal("  "), Literal("tout faux"), Literal(-999999)):
        world.add((wrong, predicate, focus) if inverse else (focus, predicate, wrong))


def _triples(world: Graph) -> bytes:
    return world.serialize(format="nt", encoding="utf-8")


def test_the_invented_world_satisfies_every_shape() -> None:
    report = validate(_triples(_conforming()))
    assert [found.sentence() for found in report.violations] == []
    assert report.conforms


@pytest.mark.parametrize("node_shape", NODE_SHAPES, ids=lambda iri: iri.split("#")[-1])
def test_the_invented_world_has_a_thing_for_each_shape(node_shape: str) -> None:
    assert len(_focus(_conforming(), node_shape)) >= 1


@pytest.mark.parametrize(
    ("node_shape", "rule"), PROPERTY_SHAPES, ids=[rule.split("#")[-1] for _, rule in PROPERTY_SHAPES]
)
def test_each_rule_reports_the_thing_that_breaks_it(node_shape: str, rule: str) -> None:
    for focus in _focus(_conforming(), node_shape):
        world = _conforming()
        _break(world, focus, rule)
        report = validate(_triples(world), shapes_graph=_only(node_shape, rule))
        assert str(focus) in {found.focus for found in report.violations if found.shape == rule.split("#")[-1]}


@pytest.mark.parametrize("rule", [rule for _, rule in PROPERTY_SHAPES], ids=lambda iri: iri.split("#")[-1])
def test_each_rule_speaks_french_and_english_and_says_what_to_do(rule: str) -> None:
    for predicate in (SH.message, MLG.remedy):
        languages = sorted(str(text.language) for text in RULES.objects(URIRef(rule), predicate))  # type: ignore[attr-defined]
        assert languages == ["en", "fr"]
    assert RULES.value(URIRef(rule), SH.severity) in (SH.Violation, SH.Warning, SH.Info)


def test_every_class_and_every_kind_of_tie_has_a_shape() -> None:
    model = Graph()
    for path in files.modules():
        model.parse(path)
    targeted = set(RULES.objects(None, SH.targetClass))
    for name in sorted(str(found) for found in model.subjects(RDF.type, None) if str(found).startswith(NS)):
        if (URIRef(name), RDF.type, URIRef("http://www.w3.org/2002/07/owl#Class")) not in model:
            continue
        ancestors = set(model.transitive_objects(URIRef(name), RDFS.subClassOf)) - {MLG.Actor}
        descendants = set(model.transitive_subjects(RDFS.subClassOf, URIRef(name)))
        assert targeted & (ancestors | descendants), f"{name} has no shape"
    ties = set(model.transitive_subjects(RDFS.subClassOf, MLG.Tie))
    assert ties <= targeted


def test_there_are_no_sparql_constraints() -> None:
    assert not list(RULES.subject_objects(SH.sparql))


def test_a_finding_names_the_actor_the_row_and_what_to_do() -> None:
    world = _conforming()
    usine = URIRef("https://w3id.org/maillage/id/actor/usine")
    world.remove((usine, MLG.kind, None))
    found = next(item for item in validate(_triples(world)).violations if item.severity == "violation")
    assert found.sentence() == (
        "À corriger — « Usine imaginaire » (essai.csv, ligne row ; test, 1, l. 1) : La nature de l'acteur manque, est "
        "double ou n'existe pas dans la liste « actor-kinds ». Corriger la colonne kind avec une clé de la liste "
        "« actor-kinds »."
    )
    assert found.sentence("en").startswith("To mend — 'Usine imaginaire' (essai.csv, row row")


def test_findings_come_gravest_first_and_warnings_do_not_fail_a_graph() -> None:
    world = _conforming()
    world.remove((URIRef("https://w3id.org/maillage/id/actor/labo"), MLG.supervisedBy, None))
    report = validate(_triples(world))
    assert report.conforms
    assert report.by_severity() == {"violation": 0, "warning": 1, "info": 0}


def test_concepts_are_checked_in_the_scheme_files_too() -> None:
    schemes = Graph()
    for path in files.schemes():
        schemes.parse(path)
    assert (None, RDF.type, SKOS_CONCEPT) in schemes
    found = [item.sentence() for item in validate(_triples(schemes)).violations if item.severity == "violation"]
    assert found == []


def test_the_path_of_a_finding_is_told_in_names() -> None:
    world = _conforming()
    tie = URIRef("https://w3id.org/maillage/id/tie/chair")
    world.remove((URIRef("https://w3id.org/maillage/id/involvement/chair-0"), MLG.involvementRole, None))
    found = {item.path for item in validate(_triples(world)).violations if item.focus == str(tie)}
    assert found == {"hasInvolvement/involvementRole"}


def test_rules_made_quick_find_what_the_rules_as_written_find(monkeypatch: pytest.MonkeyPatch) -> None:
    world = _conforming()
    for node_shape, rule in PROPERTY_SHAPES[::7]:
        for focus in _focus(_conforming(), node_shape):
            _break(world, focus, rule)
    quick = validate(_triples(world)).violations
    monkeypatch.setattr(validation, "_quickened", lambda rules: rules)
    as_written = validate(_triples(world)).violations
    assert len(quick) > 40
    assert sorted(quick, key=repr) == sorted(as_written, key=repr)
