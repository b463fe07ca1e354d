"""The records about the action plan and the benchmark it leans on."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.provenance import Evidence

__all__ = [
    "Action",
    "ActionPoint",
    "BenchmarkRegion",
    "Contribution",
    "Deadline",
    "Dependency",
    "Funding",
    "SuccessFactor",
    "Target",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action of the plan."""

    key: str
    number: str
    label: str
    label_en: str
    axis: str
    national: str | None
    """National feasibility as printed: ``yes``, ``by-branches``, an actor's name, or ``None``."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """An actor or group proposed as contributor to an action."""

    key: str
    action: str
    actor: str
    printed: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """An action that names another one it builds on."""

    key: str
    action: str
    depends_on: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A public that an action aims at."""

    key: str
    action: str
    label: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """What the plan says of an action's funding; ``actor`` when a funder is named."""

    key: str
    action: str
    label: str
    actor: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A step of an action with the date it is due."""

    key: str
    action: str
    label: str
    printed: str
    start: str | None
    end: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPoint:
    """What the sheet of an action says under one of its headings, in our words."""

    key: str
    action: str
    aspect: str
    """``stake``, ``objective``, ``content``, ``step``, ``condition`` or ``indicator``."""
    position: str
    """Place of the point in the sheet, from 1 on: two points of one action never share it."""
    label: str
    label_en: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkRegion:
    """A region the study compares Hauts-de-France with."""

    key: str
    label: str
    theme: str
    territory: str | None = None
    """A key of the territories scheme, for what is said of the region as a territory."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessFactor:
    """What the benchmark says of a territory for one success factor, in our words."""

    key: str
    territory: str
    factor: str
    """A key of the success-factors scheme."""
    label: str
    label_en: str
    concerns: tuple[str, ...]
    """Actors that it names."""
    evidence: Evidence
