"""Rows about trainings, support offers, figures, occupations and what AI changes in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.cells import (
    actor_named,
    choice,
    city,
    concept,
    concepts,
    date,
    evidence,
    key,
    number,
    optional,
    optional_concept,
    reference,
    required,
)
from loaders.desk import Desk, Entry
from loaders.reading import Row
from ontology.records import (
    Competency,
    CompetencyImpact,
    Observation,
    Occupation,
    SupportOffer,
    Training,
    Trend,
)
from ontology.vocabulary import SCHEMES

__all__ = ["competencies", "impacts", "observations", "occupations", "support_offers", "trainings", "trends"]

_DURATION = re.compile(r"P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?\Z")


def _duration(entry: Entry) -> str | None:
    found = optional(entry, "duration")
    if found and not _DURATION.match(found):
        entry.refuse("duration", "It is no ISO 8601 duration.", "Write P3Y, P6M, P2D or leave the cell empty.")
    return found


def _training(entry: Entry) -> Training:
    level = concept(entry, "level", "cec-levels")
    return Training(
        key=key(entry),
        label=required(entry, "label"),
        provider=actor_named(entry, "provider"),
        unit=actor_named(entry, "unit") if entry.row["unit"] else None,
        place=city(entry, "city"),
        level=int(level) if level in SCHEMES["cec-levels"] else 0,
        level_printed=required(entry, "level_printed"),
        duration=_duration(entry),
        duration_printed=required(entry, "duration_printed"),
        families=concepts(entry, "families", "job-families"),
        evidence=evidence(entry, printed="heading"),
    )


def trainings(desk: Desk, rows: Sequence[Row]) -> tuple[Training, ...]:
    """Return the training sheets, their printed provider, unit and city resolved."""
    return desk.accept("trainings", rows, _training)


def _offer(entry: Entry) -> SupportOffer:
    return SupportOffer(
        key=key(entry),
        actor=actor_named(entry, "organisation"),
        typology=optional(entry, "typology"),
        services=concepts(entry, "services", "services"),
        evidence=evidence(entry, printed="organisation"),
    )


def support_offers(desk: Desk, rows: Sequence[Row]) -> tuple[SupportOffer, ...]:
    """Return the rows of the list of support bodies."""
    return desk.accept("support_offers", rows, _offer)


def _observation(entry: Entry) -> Observation:
    return Observation(
        key=key(entry),
        indicator=concept(entry, "indicator", "indicators"),
        about=choice(entry, "about", (*SCHEMES["sectors"], *SCHEMES["territories"]), "sector or territory"),
        value=number(entry, "value"),
        unit=concept(entry, "unit", "units"),
        status=concept(entry, "status", "observation-status"),
        year=date(entry, "year"),
        dataset=optional(entry, "dataset"),
        evidence=evidence(entry),
    )


def observations(desk: Desk, rows: Sequence[Row]) -> tuple[Observation, ...]:
    """Return the figures about sectors and territories."""
    return desk.accept("observations", rows, _observation)


def _occupation(entry: Entry) -> Occupation:
    return Occupation(
        key=key(entry),
        label=required(entry, "label"),
        family=optional_concept(entry, "family", "job-families"),
        evidence=evidence(entry),
    )


def occupations(desk: Desk, rows: Sequence[Row]) -> tuple[Occupation, ...]:
    """Return the occupations."""
    return desk.accept("occupations", rows, _occupation)


def _competency(entry: Entry) -> Competency:
    return Competency(key=key(entry), label=required(entry, "label"), evidence=evidence(entry))


def competencies(desk: Desk, rows: Sequence[Row]) -> tuple[Competency, ...]:
    """Return the competencies."""
    return desk.accept("competencies", rows, _competency)


def _trend(entry: Entry) -> Trend:
    return Trend(
        key=key(entry),
        occupation=reference(entry, "occupation", "occupations"),
        sector=concept(entry, "sector", "sectors"),
        trend=concept(entry, "trend", "trends"),
        evidence=evidence(entry),
    )


def trends(desk: Desk, rows: Sequence[Row]) -> tuple[Trend, ...]:
    """Return what becomes of occupations in sectors."""
    return desk.accept("trends", rows, _trend)


def _impact(entry: Entry) -> CompetencyImpact:
    return CompetencyImpact(
        key=key(entry),
        occupation=reference(entry, "occupation", "occupations"),
        competency=reference(entry, "competency", "competencies"),
        sector=concept(entry, "sector", "sectors"),
        impact=concept(entry, "impact", "impacts"),
        evidence=evidence(entry),
    )


def impacts(desk: Desk, rows: Sequence[Row]) -> tuple[CompetencyImpact, ...]:
    """Return what AI does to the competencies of occupations."""
    return desk.accept("impacts", rows, _impact)
