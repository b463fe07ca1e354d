"""What the sources say that actors do: use cases, trainings, sectors served, and what is said of jobs and the region.

A plain value beside `graph.network.Network`, free of RDF and of engines: the network says who is tied to whom, the
portfolio what each brings to a tie. Every entry carries its evidence as a person reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "CERTAINTIES",
    "Commune",
    "Entry",
    "Fact",
    "Finding",
    "JobReading",
    "Portfolio",
    "TrainingOffer",
    "UseCase",
]

PIONEER = "pionnier"
CERTAINTIES = ("certain", "likely", "unsure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that sources say of an actor."""

    actor: str
    aspect: str
    """``sector``, ``subfield``, ``role``, ``maturity``, ``size``, ``service``, ``place`` or
    ``interview``."""
    value: str
    """Key of a concept, code of a commune, or the document for which the actor was heard."""
    locators: tuple[str, ...]
    certainty: str = "certain"
    """The best that a source gives: ``certain``, ``likely`` or ``unsure``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCase:
    """A use of AI or of data in an organisation."""

    key: str
    label: str
    label_en: str
    actor: str
    sector: str | None
    function: str
    technology: str
    status: str
    """``in-use``, ``tested``, ``in-development`` or ``organised``."""
    partners: tuple[str, ...]
    locators: tuple[str, ...]
    certainty: str = "certain"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingOffer:
    """A training, with the bodies that give it and the job families it aims at."""

    key: str
    label: str
    bodies: tuple[str, ...]
    """The provider and the unit that delivers it."""
    families: tuple[str, ...]
    level: str | None
    place: str | None
    locators: tuple[str, ...]
    certainty: str = "certain"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobReading:
    """What a source says AI does to an occupation in a sector, or to one of its competencies."""

    occupation: str
    label: str
    family: str | None
    sector: str | None
    trend: str | None
    """``at-risk``, ``transforming``, ``new`` or ``little-affected``; ``None`` when it reads a competency."""
    competency: str | None
    impact: str | None
    """``untouched``, ``assisted``, ``augmented``, ``replaced`` or ``created``."""
    locators: tuple[str, ...]
    certainty: str = "certain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a source concludes on the region, or a tie that it says is absent."""

    key: str
    label: str
    label_en: str
    polarity: str | None
    """``strength``, ``weakness``, ``recommendation`` or ``statement``; ``None`` for a tie that is said to be absent."""
    theme: str | None
    actors: tuple[str, ...]
    locators: tuple[str, ...]
    certainty: str = "certain"

    @property
    def absence(self) -> bool:
        """Whether the source itself says that there is no tie."""
        return self.polarity is None


Entry = Fact | UseCase | TrainingOffer | JobReading | Finding
"""What a reason may rest on: each says where its sources stand and how sure the best of them is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commune:
    """A commune and where it lies."""

    code: str
    label: str
    departement: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """All entries, each kind sorted by its keys; empty where the sources say nothing."""

    facts: tuple[Fact, ...] = ()
    use_cases: tuple[UseCase, ...] = ()
    trainings: tuple[TrainingOffer, ...] = ()
    jobs: tuple[JobReading, ...] = ()
    findings: tuple[Finding, ...] = ()
    communes: tuple[Commune, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    """Key and title of each source."""
    _cases: dict[str, tuple[UseCase, ...]] = field(default_factory=dict, compare=False, repr=False)
    _offers: dict[str, tuple[TrainingOffer, ...]] = field(default_factory=dict, compare=False, repr=False)
    _facts: dict[tuple[str, str], tuple[Fact, ...]] = field(default_factory=dict, compare=False, repr=False)
    _findings: dict[str, list[Finding]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for case in self.use_cases:
            self._cases[case.actor] = (*self._cases.get(case.actor, ()), case)
        for offer in self.trainings:
            for body in offer.bodies:
                self._offers[body] = (*self._offers.get(body, ()), offer)
        for fact in self.facts:
            self._facts[fact.actor, fact.aspect] = (*self._facts.get((fact.actor, fact.aspect), ()), fact)
        for finding in self.findings:
            for actor in finding.actors:
                self._findings.setdefault(actor, []).append(finding)

    def cases_of(self, actor: str) -> tuple[UseCase, ...]:
        """Return the use cases of an actor."""
        return self._cases.get(actor, ())

    def trainings_of(self, actor: str) -> tuple[TrainingOffer, ...]:
        """Return the trainings that an actor gives, as provider or as unit."""
        return self._offers.get(actor, ())

    def pioneer(self, actor: str) -> bool:
        """Return whether a source calls an actor a pioneer."""
        return any(fact.value == PIONEER for fact in self._facts.get((actor, "maturity"), ()))

    def finding(self, key: str) -> Finding | None:
        """Return a finding by its key, ``None`` when the sources do not hold it."""
        return next((finding for finding in self.findings if finding.key == key), None)

    def said(self, actor: str, aspect: str, values: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return where the sources say an aspect of an actor, for some values or for all of them."""
        return tuple(dict.fromkeys(each for fact in self.facts_of(actor, aspect, values) for each in fact.locators))

    def facts_of(self, actor: str, aspect: str, values: Iterable[str] | None = None) -> tuple[Fact, ...]:
        """Return what the sources say on an aspect of an actor, for some values or for all of them."""
        wanted = None if values is None else set(values)
        return tuple(each for each in self._facts.get((actor, aspect), ()) if wanted is None or each.value in wanted)

    def certainty(self, actor: str, aspect: str, value: str) -> str:
        """Return how sure the sources are of a fact: ``certain``, ``likely`` or ``unsure``; the last without any."""
        found = (fact.certainty for fact in self._facts.get((actor, aspect), ()) if fact.value == value)
        return min(found, key=CERTAINTIES.index, default=CERTAINTIES[-1])

    def findings_of(self, actor: str) -> tuple[Finding, ...]:
        """Return the findings that concern an actor."""
        return tuple(self._findings.get(actor, ()))

    def absences_of(self, actor: str) -> tuple[Finding, ...]:
        """Return the ties of an actor that a source itself says are absent."""
        return tuple(finding for finding in self.findings_of(actor) if finding.absence)

    def departement_of(self, code: str | None) -> str | None:
        """Return the département of a commune, ``None`` when it is not known."""
        return next((commune.departement for commune in self.communes if commune.code == code), None)
