"""The records about work: occupations, competencies, what becomes of them, and their names elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.provenance import Evidence

__all__ = [
    "Competency",
    "CompetencyImpact",
    "MainOccupation",
    "Match",
    "Occupation",
    "OccupationRole",
    "Requirement",
    "Specialisation",
    "Trend",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """An occupation (métier), as the source words it."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    """Other names that sources print."""
    family: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """What becomes of an occupation in a sector: at-risk, transforming, new or little-affected."""

    key: str
    occupation: str
    sector: str
    trend: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Competency:
    """A competency as the source words it."""

    key: str
    label: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencyImpact:
    """What AI does to one competency of one occupation."""

    key: str
    occupation: str
    competency: str
    sector: str
    impact: str
    """``untouched``, ``assisted``, ``augmented``, ``replaced`` or ``created``."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationRole:
    """What an occupation does in the arrival of AI: a key of the occupation-roles scheme."""

    key: str
    occupation: str
    role: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Specialisation:
    """An occupation that a source expects to divide: ``into`` is one of those it becomes."""

    key: str
    occupation: str
    into: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A competency that a source says an occupation asks for."""

    key: str
    occupation: str
    competency: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A decision: an occupation or a competency of ours and a concept of an outside classification."""

    key: str
    kind: str
    """``occupation`` or ``competency``."""
    left: str
    scheme: str
    """``esco``, ``rome`` (a card), ``rome-appellation`` or ``rome-skill``."""
    target: str
    """The concept's IRI in ESCO, its code in ROME."""
    label: str
    """The concept's name there."""
    language: str
    """``fr``; ``en`` where the concept has no French name: the English one then stands for both."""
    relation: str
    """``exactMatch`` or ``closeMatch``."""
    evidence: Evidence
    """Its note is the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MainOccupation:
    """The rank of an occupation in a list of the main occupations of a sector."""

    key: str
    occupation: str
    sector: str
    subsector: str | None
    """The part of the sector that the list speaks of, as printed."""
    listing: str
    """``volume`` (by headcount) or ``specific`` (proper to the sector)."""
    rank: str
    evidence: Evidence
