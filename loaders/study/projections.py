"""Reads the projections of annex 2: jobs of nine sectors in 2017, 2022 and 2027, and what makes them change.

A figure of 2022 is a change from 2017 to 2022, one of 2027 a change from 2022 to 2027; totals are numbers of jobs.
The print often puts the minus sign in a column of its own or drops it: the sign is that of the indicator, and the
relations that the tables obey (``RELATIONS``) confirm it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from loaders.study.annex2 import sector_lines
from loaders.study.sectors import REGION, ObservationRow
from loaders.study.text import Line, plain

__all__ = ["INDICATORS", "RELATIONS", "YEARS", "Indicator", "Relation", "projections", "residuals"]

YEARS = ("2017", "2022", "2027")


class Indicator(NamedTuple):
    """A row of a projection: the beginning of its printed label, its key, the sign of its figures."""

    printed: str
    key: str
    sign: int


class Relation(NamedTuple):
    """An indicator of a year and the sum that must give it; ``carried`` adds the same indicator of the year before."""

    whole: str
    parts: tuple[str, ...]
    carried: bool = False


INDICATORS = (
    Indicator("Evolution naturelle du marché", "evolution-naturelle", 1),
    Indicator("Evolution par l'impact de l'IA", "evolution-ia-technologies-productivite", -1),
    Indicator("TOTAL", "emplois-total", 1),
    Indicator("Impact moyen de l'IA pure", "impact-ia-pure", -1),
    Indicator("Impact moyen de l'IA couplée", "impact-ia-couplee", -1),
    Indicator("Impact moyen autres technologies", "impact-autres-technologies", -1),
    Indicator("Impact moyen de l'IA", "impact-ia-moyen", -1),
    Indicator("Dont création d'activité", "creation-activite", 1),
    Indicator("Dont diminution d'activité", "diminution-activite", -1),
    Indicator("Personnes recrutées", "recrutements-ia", 1),
    Indicator("Sensibilisation ou formation", "sensibilisation-formation", 1),
)
"""In the printed order; the first whose label begins a printed one is meant."""

RELATIONS = (
    Relation("emplois-total", ("evolution-naturelle", "evolution-ia-technologies-productivite"), carried=True),
    Relation(
        "evolution-ia-technologies-productivite", ("impact-ia-pure", "impact-ia-couplee", "impact-autres-technologies")
    ),
    Relation("impact-ia-moyen", ("impact-ia-pure", "impact-ia-couplee")),
    Relation("impact-ia-moyen", ("creation-activite", "diminution-activite")),
)
"""What the tables obey, up to the rounding of their figures to tens."""

_SIMULATION = "Katalyse, simulation avec l'outil Impakt'RH"
_BRANCH = "Contrat de filière et données ACOSS, avril 2019"
_CAPTION = "Total 2017 : contrat de filière"
_FIGURE = re.compile(r"(-?)\s*(\d[\d\s]*)\Z")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A printed figure: its digits, its cell, and whether a minus touches it or stands in the cell before."""

    digits: str
    printed: str
    attached: bool
    before: bool


def _figures(cells: Sequence[str]) -> tuple[_Figure, ...]:
    found = []
    for rank, cell in enumerate(cells):
        match = _FIGURE.match(cell)
        if match:
            before = rank > 0 and cells[rank - 1] == "-"
            found.append(_Figure(re.sub(r"\s", "", match.group(2)), cell, match.group(1) == "-", before))
    return tuple(found)


def _indicator(label: str) -> Indicator | None:
    return next((told for told in INDICATORS if label.startswith(told.printed)), None)


def _labelled(lines: Sequence[Line]) -> Iterator[tuple[str, str, Indicator, Line, Line]]:
    """Yield sector, section, indicator, line of the label and line of the figures of each row."""
    label: tuple[Indicator, Line] | None = None
    for sector, section, line in sector_lines(lines):
        cells = tuple(map(plain, line.cells))
        indicator = _indicator(cells[0])
        if indicator:
            label = indicator, line
        if label and len(cells) > 1 and _figures(cells[1:]) and (indicator or not cells[0]):
            yield sector, section, label[0], label[1], line
            label = None


def _sign_note(figure: _Figure, sign: int) -> str:
    if sign < 0 and figure.attached:
        return ""
    if sign < 0:
        where = "imprimé dans une colonne à part" if figure.before else "non imprimé"
        return f"Signe moins {where} ; les totaux le donnent."
    if figure.attached or figure.before:
        return "Un signe moins est imprimé devant ; les totaux l'excluent."
    return ""


def _observation(
    sector: str,
    section: str,
    indicator: Indicator,
    named: Line,
    line: Line,
    year: str,
    figure: _Figure,
    *,
    branch: bool,
) -> ObservationRow:
    remark = _sign_note(figure, indicator.sign)
    elsewhere = "" if named == line else f"Libellé imprimé à la ligne {named.number}."
    return ObservationRow(
        key=f"{indicator.key}-{sector}-annexe-2-{year}",
        indicator=indicator.key,
        about=sector,
        territory=REGION,
        value=f"{'-' if indicator.sign < 0 else ''}{figure.digits}",
        unit="persons",
        status="estimated" if year == YEARS[0] else "projected",
        year=year,
        dataset=_BRANCH if branch and year == YEARS[0] else _SIMULATION,
        printed=figure.printed,
        section=section,
        line=line.number,
        named_line=named.number,
        certainty="likely" if remark else "certain",
        note=" ".join(filter(None, (elsewhere, remark))),
    )


def projections(lines: Sequence[Line]) -> tuple[ObservationRow, ...]:
    """Return every figure of the projections, in the order of the text."""
    captioned = {sector for sector, _, line in sector_lines(lines) if _CAPTION in line.text}
    rows = []
    for sector, section, indicator, named, line in _labelled(lines):
        figures = _figures(tuple(map(plain, line.cells))[1:])
        for year, figure in zip(YEARS[-len(figures) :], figures, strict=True):
            rows.append(_observation(sector, section, indicator, named, line, year, figure, branch=sector in captioned))
    return tuple(rows)


def residuals(rows: Sequence[ObservationRow]) -> tuple[tuple[str, str, Relation, int], ...]:
    """Return sector, year, relation and residual (printed whole minus sum of its parts) of every relation."""
    values = {(row.about, row.indicator, row.year): int(row.value) for row in rows}
    found = []
    for sector in dict.fromkeys(row.about for row in rows):
        for before, year in pairwise(YEARS):
            for relation in RELATIONS:
                told = sum(values[sector, part, year] for part in relation.parts)
                if relation.carried:
                    told += values[sector, relation.whole, before]
                found.append((sector, year, relation, values[sector, relation.whole, year] - told))
    return tuple(found)
