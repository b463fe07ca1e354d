"""What the fact sheet of an actor holds: plain values with their proofs."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Card", "OfferFact", "Partner", "Proof", "Term", "TieFact", "TrainingFact", "UseCaseFact"]


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A concept, or any text, in both languages."""

    key: str
    fr: str
    en: str


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """The table row that a fact stands on, and the place in the source that it cites."""

    iri: str
    source: str
    title: str
    section: str
    line: int | None
    certainty: Term
    note: str


@dataclass(frozen=True, slots=True, order=True)
class Partner:
    """An actor in a tie, with its role there."""

    key: str
    label: str
    role: Term


@dataclass(frozen=True, slots=True)
class TieFact:
    """A tie of any status with all its partners."""

    iri: str
    kind: Term
    layer: str
    status: Term
    label: Term
    start: str
    end: str
    partners: tuple[Partner, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class TrainingFact:
    """A training that an actor provides or delivers."""

    iri: str
    label: str
    level: str
    place: str
    duration: str
    families: tuple[Term, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class OfferFact:
    """The support services of an actor."""

    iri: str
    typology: str
    services: tuple[Term, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class UseCaseFact:
    """What an organisation does with AI, and how far it is."""

    iri: str
    label: Term
    technology: str
    status: Term
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All that the fact sheet of one actor shows."""

    key: str
    iri: str
    label: Term
    kind: Term
    spellings: tuple[str, ...] = ()
    roles: tuple[Term, ...] = ()
    sectors: tuple[Term, ...] = ()
    subfields: tuple[Term, ...] = ()
    place: str = ""
    departement: str = ""
    departement_label: str = ""
    ties: tuple[TieFact, ...] = ()
    trainings: tuple[TrainingFact, ...] = ()
    offers: tuple[OfferFact, ...] = ()
    use_cases: tuple[UseCaseFact, ...] = ()
    proofs: tuple[Proof, ...] = ()
