"""Rows about products, use cases, findings of the diagnosis, regions compared and publications cited."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.cells import (
    actors_or,
    address,
    choice,
    concept,
    date,
    evidence,
    key,
    optional,
    optional_actor_key,
    optional_concept,
    reference,
    references,
    required,
)
from loaders.desk import Desk, Entry
from loaders.reading import Row
from ontology.records import BenchmarkRegion, Finding, Product, Publication, SuccessFactor, UseCase

__all__ = ["findings", "products", "publications", "regions", "success_factors", "usecases"]


def _product(entry: Entry) -> Product:
    return Product(
        key=key(entry),
        label=required(entry, "label"),
        maker=optional_actor_key(entry, "maker"),
        evidence=evidence(entry),
    )


def products(desk: Desk, rows: Sequence[Row]) -> tuple[Product, ...]:
    """Return the products and solutions that sources name."""
    return desk.accept("products", rows, _product)


def _sector(entry: Entry) -> str | None:
    """Return the sector; a use case names an organisation, a sector, or both."""
    if not entry.row["actor"] and not entry.row["sector"]:
        entry.refuse("actor", "Neither an organisation nor a sector is named.", "Fill the column actor or sector.")
    return optional_concept(entry, "sector", "sectors")


def _usecase(entry: Entry) -> UseCase:
    return UseCase(
        key=key(entry),
        label=required(entry, "label"),
        label_en=required(entry, "label_en"),
        actor=optional_actor_key(entry, "actor"),
        sector=_sector(entry),
        function=optional(entry, "function"),
        technology=optional(entry, "technology"),
        status=concept(entry, "status", "use-case-status"),
        product=reference(entry, "product", "products") if entry.row["product"] else None,
        partners=references(entry, "partners", "actors"),
        evidence=evidence(entry),
    )


def usecases(desk: Desk, rows: Sequence[Row]) -> tuple[UseCase, ...]:
    """Return the use cases."""
    return desk.accept("usecases", rows, _usecase)


def _finding(entry: Entry) -> Finding:
    return Finding(
        key=key(entry),
        label=required(entry, "label"),
        label_en=required(entry, "label_en"),
        polarity=concept(entry, "polarity", "finding-polarity"),
        theme=required(entry, "theme"),
        concerns=actors_or(entry, "concerns", "sectors", "territories"),
        evidence=evidence(entry),
    )


def findings(desk: Desk, rows: Sequence[Row]) -> tuple[Finding, ...]:
    """Return the findings: strengths, weaknesses, advice and plain statements."""
    return desk.accept("findings", rows, _finding)


def _region(entry: Entry) -> BenchmarkRegion:
    return BenchmarkRegion(
        key=key(entry),
        label=required(entry, "label"),
        theme=required(entry, "theme"),
        territory=optional_concept(entry, "territory", "territories"),
        evidence=evidence(entry),
    )


def regions(desk: Desk, rows: Sequence[Row]) -> tuple[BenchmarkRegion, ...]:
    """Return the regions that the study compares Hauts-de-France with."""
    return desk.accept("regions", rows, _region)


def _factor(entry: Entry) -> SuccessFactor:
    return SuccessFactor(
        key=key(entry),
        territory=concept(entry, "territory", "territories"),
        factor=concept(entry, "factor", "success-factors"),
        label=required(entry, "label"),
        label_en=required(entry, "label_en"),
        concerns=references(entry, "concerns", "actors"),
        evidence=evidence(entry),
    )


def success_factors(desk: Desk, rows: Sequence[Row]) -> tuple[SuccessFactor, ...]:
    """Return what the study says of each territory for the factors that make an ecosystem succeed."""
    return desk.accept("success_factors", rows, _factor)


def _publication(entry: Entry) -> Publication:
    return Publication(
        key=key(entry),
        publication=required(entry, "publication"),
        label=required(entry, "label"),
        language=choice(entry, "language", ("fr", "en"), "language of a title"),
        publishers=references(entry, "publishers", "actors"),
        issued=date(entry, "issued"),
        url=address(entry, "url"),
        document=entry.row["source"],
        evidence=evidence(entry),
    )


def publications(desk: Desk, rows: Sequence[Row]) -> tuple[Publication, ...]:
    """Return the publications that the documents cite."""
    return desk.accept("publications", rows, _publication)
