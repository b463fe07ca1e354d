"""From the store to the portfolio: seven queries (``queries/internal/portfolio-*.rq``), rows gathered by thing."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from graph.portfolio import CERTAINTIES, Commune, Fact, Finding, JobReading, Portfolio, TrainingOffer, UseCase
from graph.question import internal
from ontology.iris import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.rdf import Term
    from graph.store import Store

__all__ = ["portfolio"]

Row = dict[str, "Term"]


def portfolio(store: Store) -> Portfolio:
    """Return what the sources of a store say that its actors do, each kind of entry sorted by its keys."""
    return Portfolio(
        facts=_facts(store),
        use_cases=_use_cases(store),
        trainings=_trainings(store),
        jobs=_jobs(store),
        findings=_findings(store),
        communes=_communes(store),
        sources=_sources(store),
    )


def _facts(store: Store) -> tuple[Fact, ...]:
    rows = _grouped(store, "portfolio-facts", "actor", "aspect", "value")
    made = [
        Fact(
            actor=key_of(actor),
            aspect=aspect,
            value=key_of(value),
            locators=_locators(said),
            certainty=_certainty(said),
        )
        for (actor, aspect, value), said in rows.items()
    ]
    return tuple(sorted(made, key=lambda fact: (fact.actor, fact.aspect, fact.value)))


def _certainty(rows: Iterable[Row]) -> str:
    said = {key_of(str(row["certainty"])) for row in rows if "certainty" in row}
    return min(said & set(CERTAINTIES), key=CERTAINTIES.index, default=CERTAINTIES[0])


def _use_cases(store: Store) -> tuple[UseCase, ...]:
    made = [
        UseCase(
            key=key_of(iri),
            label=_text(rows, "label"),
            label_en=_text(rows, "labelEn") or _text(rows, "label"),
            actor=key_of(_text(rows, "actor")),
            sector=_key(rows, "sector"),
            function=_text(rows, "function"),
            technology=_text(rows, "technology"),
            status=key_of(_text(rows, "status")),
            partners=_keys(rows, "partner"),
            locators=_locators(rows),
            certainty=_certainty(rows),
        )
        for (iri,), rows in _grouped(store, "portfolio-use-cases", "case").items()
    ]
    return tuple(sorted(made, key=lambda case: case.key))


def _trainings(store: Store) -> tuple[TrainingOffer, ...]:
    made = [
        TrainingOffer(
            key=key_of(iri),
            label=_text(rows, "label"),
            bodies=tuple(sorted({*_keys(rows, "provider"), *_keys(rows, "unit")})),
            families=_keys(rows, "family"),
            level=_key(rows, "level"),
            place=_text(rows, "place") or None,
            locators=_locators(rows),
            certainty=_certainty(rows),
        )
        for (iri,), rows in _grouped(store, "portfolio-trainings", "training").items()
    ]
    return tuple(sorted(made, key=lambda training: training.key))


def _jobs(store: Store) -> tuple[JobReading, ...]:
    made = [
        JobReading(
            occupation=key_of(_text(rows, "occupation")),
            label=_text(rows, "occupationLabel"),
            family=_key(rows, "family"),
            sector=_key(rows, "sector"),
            trend=_key(rows, "trend"),
            competency=_text(rows, "competencyLabel") or None,
            impact=_key(rows, "impact"),
            locators=_locators(rows),
            certainty=_certainty(rows),
        )
        for _, rows in sorted(_grouped(store, "portfolio-trends", "reading").items())
    ]
    return tuple(sorted(made, key=lambda each: (each.sector or "", each.occupation, each.competency or "")))


def _findings(store: Store) -> tuple[Finding, ...]:
    made = [
        Finding(
            key=key_of(iri),
            label=_text(rows, "label"),
            label_en=_text(rows, "labelEn") or _text(rows, "label"),
            polarity=_key(rows, "polarity"),
            theme=_text(rows, "theme") or None,
            actors=_keys(rows, "actor"),
            locators=_locators(rows),
            certainty=_certainty(rows),
        )
        for (iri,), rows in _grouped(store, "portfolio-findings", "finding").items()
    ]
    return tuple(sorted(made, key=lambda finding: finding.key))


def _communes(store: Store) -> tuple[Commune, ...]:
    made = [
        Commune(
            code=code,
            label=_text(rows, "label"),
            departement=_text(rows, "departement"),
            latitude=_number(rows, "latitude"),
            longitude=_number(rows, "longitude"),
        )
        for (code,), rows in _grouped(store, "portfolio-places", "code").items()
    ]
    return tuple(sorted(made, key=lambda commune: commune.code))


def _sources(store: Store) -> tuple[tuple[str, str], ...]:
    rows = _grouped(store, "portfolio-sources", "source")
    return tuple(sorted((key_of(iri), _text(said, "title")) for (iri,), said in rows.items()))


def _grouped(store: Store, query: str, *names: str) -> dict[tuple[str, ...], list[Row]]:
    made: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in store.select(internal(query)):
        made[tuple(str(row[name]) for name in names)].append(dict(row))
    return dict(made)


def _text(rows: Iterable[Row], name: str) -> str:
    return min((str(row[name]) for row in rows if name in row), default="")


def _key(rows: Sequence[Row], name: str) -> str | None:
    found = _text(rows, name)
    return key_of(found) if found else None


def _keys(rows: Iterable[Row], name: str) -> tuple[str, ...]:
    return tuple(sorted({key_of(str(row[name])) for row in rows if name in row}))


def _number(rows: Sequence[Row], name: str) -> float | None:
    found = _text(rows, name)
    return float(Decimal(found)) if found else None


def _locators(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted({_locator(row) for row in rows if "source" in row}, key=_order))


def _locator(row: Mapping[str, Term]) -> str:
    """Return where the evidence stands: ``iahdf-2019, 1.2.1, l. 1275``."""
    line = f"l. {row['line']}" if "line" in row else ""
    return ", ".join(part for part in (key_of(str(row["source"])), str(row.get("section", "")), line) if part)


def _order(locator: str) -> tuple[str, int, str]:
    line = locator.rpartition("l. ")[2]
    return locator.split(",")[0], int(line) if line.isdecimal() else 0, locator
