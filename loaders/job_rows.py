"""Rows about occupations, competencies, what AI changes in them, and their names in outside classifications."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.cells import choice, concept, evidence, key, optional, optional_concept, rank, reference, required, texts
from loaders.desk import Desk, Entry
from loaders.reading import Row
from ontology.records import (
    Competency,
    CompetencyImpact,
    MainOccupation,
    Match,
    Occupation,
    OccupationRole,
    Requirement,
    Specialisation,
    Trend,
)

__all__ = [
    "CLASSIFICATIONS",
    "annex_competencies",
    "competencies",
    "impacting_occupations",
    "impacts",
    "main_occupations",
    "matches",
    "occupation_roles",
    "occupations",
    "other_occupations",
    "other_trends",
    "requirements",
    "specialisations",
    "trends",
]

CLASSIFICATIONS = (
    ("esco", r"http://data\.europa\.eu/esco/(?:occupation|skill)/[0-9a-f-]{36}\Z"),
    ("rome", r"[A-N]\d{4}\Z"),
    ("rome-appellation", r"\d{5,6}\Z"),
    ("rome-skill", r"\d{6}\Z"),
)
"""Outside classifications, each with the shape of its targets."""

_OCCUPATIONS = ("occupations", "impacting_occupations", "other_occupations")
_COMPETENCIES = ("competencies", "annex_competencies")
_MATCHED = {"occupation": _OCCUPATIONS, "competency": _COMPETENCIES}


def _occupation(entry: Entry) -> Occupation:
    return Occupation(
        key=key(entry),
        label=required(entry, "label"),
        also=texts(entry, "also"),
        family=optional_concept(entry, "family", "job-families"),
        evidence=evidence(entry),
    )


def occupations(desk: Desk, rows: Sequence[Row]) -> tuple[Occupation, ...]:
    """Return the occupations that the study lists."""
    return desk.accept("occupations", rows, _occupation)


def impacting_occupations(desk: Desk, rows: Sequence[Row]) -> tuple[Occupation, ...]:
    """Return the occupations that sources name in prose as impacting or new."""
    return desk.accept("impacting_occupations", rows, _occupation, beside=("occupations",))


def other_occupations(desk: Desk, rows: Sequence[Row]) -> tuple[Occupation, ...]:
    """Return the occupations that other sources, or the first part of the study, name."""
    return desk.accept("other_occupations", rows, _occupation, beside=("occupations", "impacting_occupations"))


def _role(entry: Entry) -> OccupationRole:
    return OccupationRole(
        key=key(entry),
        occupation=reference(entry, "occupation", *_OCCUPATIONS),
        role=concept(entry, "role", "occupation-roles"),
        evidence=evidence(entry),
    )


def occupation_roles(desk: Desk, rows: Sequence[Row]) -> tuple[OccupationRole, ...]:
    """Return what occupations do in the arrival of AI."""
    return desk.accept("occupation_roles", rows, _role)


def _specialisation(entry: Entry) -> Specialisation:
    return Specialisation(
        key=key(entry),
        occupation=reference(entry, "occupation", *_OCCUPATIONS),
        into=reference(entry, "into", *_OCCUPATIONS),
        evidence=evidence(entry),
    )


def specialisations(desk: Desk, rows: Sequence[Row]) -> tuple[Specialisation, ...]:
    """Return which occupations divide into which."""
    return desk.accept("specialisations", rows, _specialisation)


def _competency(entry: Entry) -> Competency:
    return Competency(key=key(entry), label=required(entry, "label"), evidence=evidence(entry))


def competencies(desk: Desk, rows: Sequence[Row]) -> tuple[Competency, ...]:
    """Return the competencies that sources name in prose."""
    return desk.accept("competencies", rows, _competency)


def annex_competencies(desk: Desk, rows: Sequence[Row]) -> tuple[Competency, ...]:
    """Return the competencies of the annex of the study."""
    return desk.accept("annex_competencies", rows, _competency, beside=("competencies",))


def _requirement(entry: Entry) -> Requirement:
    return Requirement(
        key=key(entry),
        occupation=reference(entry, "occupation", *_OCCUPATIONS),
        competency=reference(entry, "competency", *_COMPETENCIES),
        evidence=evidence(entry),
    )


def requirements(desk: Desk, rows: Sequence[Row]) -> tuple[Requirement, ...]:
    """Return which competencies occupations ask for, as sources say in prose."""
    return desk.accept("requirements", rows, _requirement)


def _trend(entry: Entry) -> Trend:
    return Trend(
        key=key(entry),
        occupation=reference(entry, "occupation", *_OCCUPATIONS),
        sector=concept(entry, "sector", "sectors"),
        trend=concept(entry, "trend", "trends"),
        evidence=evidence(entry),
    )


def trends(desk: Desk, rows: Sequence[Row]) -> tuple[Trend, ...]:
    """Return what becomes of occupations in sectors."""
    return desk.accept("trends", rows, _trend)


def other_trends(desk: Desk, rows: Sequence[Row]) -> tuple[Trend, ...]:
    """Return what other sources, or the first part of the study, say becomes of occupations."""
    return desk.accept("other_trends", rows, _trend, beside=("trends",))


def _impact(entry: Entry) -> CompetencyImpact:
    return CompetencyImpact(
        key=key(entry),
        occupation=reference(entry, "occupation", *_OCCUPATIONS),
        competency=reference(entry, "competency", *_COMPETENCIES),
        sector=concept(entry, "sector", "sectors"),
        impact=concept(entry, "impact", "impacts"),
        evidence=evidence(entry),
    )


def impacts(desk: Desk, rows: Sequence[Row]) -> tuple[CompetencyImpact, ...]:
    """Return what AI does to the competencies of occupations."""
    return desk.accept("impacts", rows, _impact)


def _match(entry: Entry) -> Match:
    kind = choice(entry, "kind", tuple(_MATCHED), "kind of thing")
    scheme = choice(entry, "scheme", tuple(name for name, _ in CLASSIFICATIONS), "classification")
    target = required(entry, "target")
    shape = dict(CLASSIFICATIONS).get(scheme)
    if shape and target and not re.match(shape, target):
        entry.refuse("target", f"It is no target of {scheme}.", "Write the IRI of an ESCO concept, or a ROME code.")
    return Match(
        key=key(entry),
        kind=kind,
        left=reference(entry, "left", *_MATCHED.get(kind, _OCCUPATIONS)),
        scheme=scheme,
        target=target,
        label=required(entry, "label"),
        language=choice(entry, "language", ("fr", "en"), "language of names"),
        relation=choice(entry, "relation", ("exactMatch", "closeMatch"), "relation"),
        evidence=replace(evidence(entry), note=required(entry, "reason")),
    )


def matches(desk: Desk, rows: Sequence[Row]) -> tuple[Match, ...]:
    """Return the decisions on occupations, competencies and their likes in outside classifications."""
    return desk.accept("matches", rows, _match)


def _main_occupation(entry: Entry) -> MainOccupation:
    return MainOccupation(
        key=key(entry),
        occupation=reference(entry, "occupation", *_OCCUPATIONS),
        sector=concept(entry, "sector", "sectors"),
        subsector=optional(entry, "subsector"),
        listing=concept(entry, "listing", "occupation-listings"),
        rank=rank(entry, "rank"),
        evidence=evidence(entry),
    )


def main_occupations(desk: Desk, rows: Sequence[Row]) -> tuple[MainOccupation, ...]:
    """Return the ranks of occupations in the lists of main occupations of the sectors."""
    return desk.accept("main_occupations", rows, _main_occupation)
