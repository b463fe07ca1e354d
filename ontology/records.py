"""The records that loaders emit: frozen values, each with the evidence it stands on.

Keys name things inside Maillage (``cristal``, ``humain``); they become IRIs in ``ontology.iris`` and
nowhere else. Concept values (kinds, roles, sectors, levels ...) are keys of the schemes in
``ontology/schemes``. A record says one thing that one row of one table says.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ontology.job_records import (
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
from ontology.plan_records import (
    Action,
    ActionPoint,
    BenchmarkRegion,
    Contribution,
    Deadline,
    Dependency,
    Funding,
    SuccessFactor,
    Target,
)
from ontology.provenance import Certainty, Evidence, IdentityDecision, Source

__all__ = [
    "Action",
    "ActionPoint",
    "Actor",
    "Attribute",
    "BenchmarkRegion",
    "Certainty",
    "Competency",
    "CompetencyImpact",
    "Contribution",
    "Deadline",
    "Dependency",
    "Evidence",
    "Finding",
    "Funding",
    "IdentityDecision",
    "Interview",
    "Involvement",
    "MainOccupation",
    "Match",
    "Observation",
    "Occupation",
    "OccupationRole",
    "Person",
    "Place",
    "Position",
    "Product",
    "Publication",
    "Record",
    "Requirement",
    "Source",
    "Specialisation",
    "Spelling",
    "SuccessFactor",
    "SupportOffer",
    "Target",
    "Tie",
    "Training",
    "Trend",
    "UseCase",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A commune of the COG: ``code`` is the INSEE code (``59350``)."""

    code: str
    label: str
    departement: str
    """INSEE code of the département (``59``)."""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An organisation, event or group of actors; ``kind`` is a key of the actor-kinds scheme."""

    key: str
    label: str
    kind: str
    scope: str
    """``regional``, ``national`` or ``international``."""
    label_en: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """Another way to write an actor's name."""

    key: str
    actor: str
    spelling: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute of one actor: ``name`` is role, sector, place, service, subfield, maturity or size."""

    key: str
    actor: str
    name: str
    value: str
    """A concept key, or an INSEE code for ``place``."""
    basis: str
    """``text`` when the source says it, ``name`` when the actor's own name does."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement:
    """One partner of a tie, with its role there."""

    key: str
    actor: str
    role: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A tie among actors: n-ary, typed by ``kind`` (a key of the tie-kinds scheme)."""

    key: str
    kind: str
    label: str
    label_en: str
    status: str
    """``established``, ``proposed``, ``ended`` or ``absent`` (a source says there is none)."""
    involvements: tuple[Involvement, ...]
    start: str | None = None
    end: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person in the professional function that a source prints."""

    key: str
    name: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A function that a person holds or held in an organisation, and in which role a document names the person."""

    key: str
    person: str
    actor: str
    function: str
    role: str
    """A key of the person-roles scheme: ``interviewee``, ``author``, ``past-position`` ..."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """An organisation interviewed for a document, by the voice of one person."""

    key: str
    actor: str
    person: str | None
    """``None`` when the graph is built without people, or the person has withdrawn."""
    function: str | None
    role: str | None
    """The list it stands in: ``impactant``, ``impacte`` or ``accompagnateur``; ``None`` when there is no such list."""
    document: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A training sheet: who trains, where, at which level, for which job families."""

    key: str
    label: str
    provider: str
    unit: str | None
    place: str
    level: int
    """Level of the European qualifications framework (CEC), 5 to 8."""
    level_printed: str
    duration: str | None
    """ISO 8601 duration when the printed one is plain (``P3Y``)."""
    duration_printed: str
    families: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportOffer:
    """A row of the list of support bodies: the services that one body is ticked for."""

    key: str
    actor: str
    typology: str | None
    services: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A figure about a sector, a territory or an actor."""

    key: str
    indicator: str
    about: str
    """A key of the sectors scheme, of the territories scheme, or of an actor."""
    territory: str | None
    """A key of the territories scheme: where a sector's or actor's figure holds; ``None`` when nothing says it."""
    value: Decimal
    qualifier: str | None
    """A key of the value-qualifiers scheme; ``None`` when the value is given as it is."""
    unit: str
    status: str
    """``observed``, ``estimated`` or ``projected``."""
    year: str | None
    dataset: str | None
    """What the document says the figure comes from, as a short label."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product or solution that a source names."""

    key: str
    label: str
    maker: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCase:
    """A return of experience: an organisation, what it does with AI or data, and how far it is.

    Without an organisation it is what a source sees done, or expects, in a whole sector.
    """

    key: str
    label: str
    label_en: str
    actor: str | None
    sector: str | None
    function: str | None
    technology: str | None
    status: str
    """``in-use``, ``tested``, ``in-development``, ``planned`` or ``organised`` (an internal organisation)."""
    product: str | None
    partners: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A strength, a weakness, a piece of advice or a plain statement of a source, in our words."""

    key: str
    label: str
    label_en: str
    polarity: str
    """``strength``, ``weakness``, ``recommendation`` or ``statement``."""
    theme: str
    concerns: tuple[str, ...]
    """Actors, sectors and territories."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A publication or page that a document cites; two rows may name the same ``publication``."""

    key: str
    publication: str
    """What the publication is known by; the row's own key, unless another row speaks of the same publication."""
    label: str
    """The title as printed."""
    language: str
    """Language of the title: ``fr`` or ``en``."""
    publishers: tuple[str, ...]
    """Actors that the document prints as publishers."""
    issued: str | None
    url: str | None
    """The address as the document prints it."""
    document: str
    """The source that cites it."""
    evidence: Evidence


Record = (
    Action
    | ActionPoint
    | Actor
    | Attribute
    | BenchmarkRegion
    | Competency
    | CompetencyImpact
    | Contribution
    | Deadline
    | Dependency
    | Finding
    | Funding
    | Interview
    | MainOccupation
    | Match
    | Observation
    | Occupation
    | OccupationRole
    | Person
    | Place
    | Position
    | Product
    | Publication
    | Specialisation
    | Requirement
    | Spelling
    | SuccessFactor
    | SupportOffer
    | Target
    | Tie
    | Training
    | Trend
    | UseCase
)
