"""Rows about trainings, support offers and figures."""

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
    required,
)
from loaders.desk import Desk, Entry
from loaders.reading import Row
from ontology.records import Observation, SupportOffer, Training
from ontology.vocabulary import SCHEMES

__all__ = ["figures", "observations", "projections", "support_offers", "trainings"]

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


def _about(entry: Entry) -> str:
    """Return the sector, territory or actor that a figure is about."""
    if entry.row["about"] in entry.desk.known.get("actors", {}):
        return entry.row["about"]
    return choice(entry, "about", (*SCHEMES["sectors"], *SCHEMES["territories"]), "sector, territory or actor")


def _observation(entry: Entry) -> Observation:
    return Observation(
        key=key(entry),
        indicator=concept(entry, "indicator", "indicators"),
        about=_about(entry),
        territory=optional_concept(entry, "territory", "territories"),
        value=number(entry, "value"),
        qualifier=optional_concept(entry, "qualifier", "value-qualifiers"),
        unit=concept(entry, "unit", "units"),
        status=concept(entry, "status", "observation-status"),
        year=date(entry, "year"),
        dataset=optional(entry, "dataset"),
        evidence=evidence(entry),
    )


def observations(desk: Desk, rows: Sequence[Row]) -> tuple[Observation, ...]:
    """Return the figures about sectors."""
    return desk.accept("observations", rows, _observation)


def projections(desk: Desk, rows: Sequence[Row]) -> tuple[Observation, ...]:
    """Return what is projected for sectors."""
    return desk.accept("projections", rows, _observation, beside=("observations",))


def figures(desk: Desk, rows: Sequence[Row]) -> tuple[Observation, ...]:
    """Return the figures about territories, actors and the study itself, typed by hand."""
    return desk.accept("figures", rows, _observation, beside=("observations", "projections"))
