"""The ontology is consistent, and a planted contradiction is seen."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from ontology import files, terms
from ontology.consistency import ConsistencyReport, ConsistencyStatus, check
from ontology.errors import TableRefused

if TYPE_CHECKING:
    from pathlib import Path

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")

PREFIXES = b"""
@prefix mlg: <https://w3id.org/maillage/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix schema: <https://schema.org/> .
@prefix essai: <https://example.org/essai/> .
"""


@needs_java
def test_the_ontology_is_consistent_and_every_class_can_have_a_member() -> None:
    report = check()
    assert report.status is ConsistencyStatus.CONSISTENT
    assert report.unsatisfiable == ()
    assert report.sound
    assert report.classes >= len(terms.CLASSES)
    assert report.seconds > 0
    assert report.sentence.startswith("Consistent: each of the ")


@needs_java
def test_the_alignments_contradict_nothing() -> None:
    assert check(files.alignments().read_bytes()).sound


@needs_java
def test_the_schemes_contradict_nothing() -> None:
    assert check(b"\n".join(path.read_bytes() for path in files.schemes())).sound


@needs_java
def test_someone_who_is_both_person_and_organisation_is_a_contradiction() -> None:
    report = check(PREFIXES + b"essai:alpha a mlg:Person, mlg:Company .")
    assert report.status is ConsistencyStatus.INCONSISTENT
    assert not report.sound
    assert report.sentence.startswith("Inconsistent: ")


@needs_java
def test_a_tie_of_two_layers_is_a_contradiction() -> None:
    report = check(PREFIXES + b"essai:lien a mlg:Membership, mlg:Chair .")
    assert report.status is ConsistencyStatus.INCONSISTENT


@needs_java
def test_an_actor_tied_to_itself_is_a_contradiction() -> None:
    report = check(PREFIXES + b"essai:alpha mlg:collaboratesWith essai:alpha .")
    assert report.status is ConsistencyStatus.INCONSISTENT


@needs_java
def test_a_class_that_nothing_can_belong_to_is_named_by_its_label() -> None:
    planted = b"""
        essai:Both a owl:Class ; rdfs:label "Person and company"@en, "Personne et entreprise"@fr ;
            rdfs:subClassOf mlg:Person, mlg:Company .
        essai:Bare a owl:Class ; rdfs:subClassOf essai:Both .
    """
    report = check(PREFIXES + planted)
    assert report.status is ConsistencyStatus.CONSISTENT
    assert report.unsatisfiable == ("Person and company", "https://example.org/essai/Bare")
    assert not report.sound
    assert "nothing can belong to: Person and company" in report.sentence


@needs_java
def test_a_check_leaves_nothing_behind_for_the_next_one() -> None:
    assert check(PREFIXES + b"essai:alpha a mlg:Person, mlg:Company .").status is ConsistencyStatus.INCONSISTENT
    assert check().sound


@needs_java
def test_facts_with_dates_and_years_can_be_checked() -> None:
    """HermiT refuses these datatypes, so they are left out instead of breaking the check."""
    facts = b"""
        essai:chaire a mlg:Chair ; schema:startDate "2019"^^xsd:gYear ; schema:endDate "2021-06-30"^^xsd:date .
        essai:effectif a mlg:Observation ; mlg:value 12.5 ; mlg:year "2015"^^xsd:gYear .
    """
    report = check(PREFIXES + facts)
    assert report.sound
    assert report.triples < check(PREFIXES + facts.replace(b"^^xsd:gYear", b"")).triples


@needs_java
def test_a_company_may_provide_impact_and_be_affected() -> None:
    assert check(PREFIXES + b"essai:alpha a mlg:SolutionProvider, mlg:AffectedCompany, mlg:TrainingProvider .").sound


def test_without_java_nothing_is_called_consistent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    report = check()
    assert report.status is ConsistencyStatus.NOT_CHECKED
    assert not report.sound
    assert report.sentence.startswith("Not checked: no Java was found")


def test_a_java_that_does_not_run_is_not_checked_either(tmp_path: Path) -> None:
    missing = check(java=str(tmp_path / "java"))
    assert missing.status is ConsistencyStatus.NOT_CHECKED
    assert "could not run HermiT" in missing.sentence


def test_a_java_that_fails_is_not_checked_either(tmp_path: Path) -> None:
    broken = tmp_path / "java"
    broken.write_text("#!/bin/sh\necho 'no memory left' >&2\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    assert check(java=str(broken)).status is ConsistencyStatus.NOT_CHECKED


def test_statements_that_are_no_turtle_are_refused() -> None:
    with pytest.raises(TableRefused, match="no Turtle"):
        check(b"essai:alpha a", java="java")


def test_a_report_with_an_empty_class_is_not_sound() -> None:
    report = ConsistencyReport(ConsistencyStatus.CONSISTENT, unsatisfiable=("Chair",))
    assert not report.sound
    assert report.sentence == "Consistent, but nothing can belong to: Chair."
