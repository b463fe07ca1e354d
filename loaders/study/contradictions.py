"""Finds the figures of the study that disagree, and says so in their notes; none is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from loaders.study.sectors import ObservationRow, boxes, employment, job_sheets, synthesis
from loaders.study.text import Line

__all__ = ["COPIED", "PARTS", "agree", "broken_sums", "contradictions", "observations"]

COPIED = (
    (
        "II.1.3.4",
        "Chiffres identiques à ceux de la construction (1.3.3) : sans doute recopiés par erreur.",
    ),
)
"""Sections whose figures are printed for another sector, word for word."""

PARTS = (
    ("industrie", ("industrie-mecanique-automobile", "industrie-transformation")),
    ("agriculture-agroalimentaire", ("agriculture", "agroalimentaire")),
    ("tertiaire-banque-assurance", ("tertiaire-superieur", "banque-assurance")),
    ("transports-logistique-commerce", ("commerce", "transport-logistique")),
)
"""Sectors that the study prints both as a whole and in parts."""

_SUMMED = ("effectif", "part-emploi")
_SAME_THING = {"effectif-fiche": "effectif"}
"""Indicators that the study itself presents as one figure (the headcount of the sector sheet)."""


def agree(left: Decimal, right: Decimal) -> bool:
    """Tell whether two figures are the same once rounded to the coarser of the two."""
    exponents = [value.as_tuple().exponent for value in (left, right)]
    coarser = Decimal(1).scaleb(max(exponent for exponent in exponents if isinstance(exponent, int)))
    return left.quantize(coarser, ROUND_HALF_UP) == right.quantize(coarser, ROUND_HALF_UP)


def _groups(rows: Sequence[ObservationRow]) -> dict[tuple[str, str], list[ObservationRow]]:
    grouped: dict[tuple[str, str], list[ObservationRow]] = defaultdict(list)
    for row in rows:
        grouped[_SAME_THING.get(row.indicator, row.indicator), row.about].append(row)
    return grouped


def contradictions(rows: Sequence[ObservationRow]) -> tuple[tuple[ObservationRow, ObservationRow], ...]:
    """Return each pair of rows that give different values of one indicator for one sector."""
    return tuple(
        (left, right)
        for group in _groups(rows).values()
        for rank, left in enumerate(group)
        for right in group[rank + 1 :]
        if not agree(Decimal(left.value), Decimal(right.value))
    )


def _step(row: ObservationRow) -> Decimal:
    exponent = Decimal(row.value).as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def broken_sums(rows: Sequence[ObservationRow]) -> tuple[tuple[ObservationRow, tuple[ObservationRow, ...]], ...]:
    """Return each figure of a whole with the figures of its parts, where rounding cannot explain the difference."""
    grouped = _groups(rows)
    broken = []
    for whole, parts in PARTS:
        for indicator in _SUMMED:
            told = [grouped.get((indicator, part), []) for part in parts]
            if not all(told):
                continue
            first = tuple(group[0] for group in told)
            for row in grouped.get((indicator, whole), []):
                difference = sum((Decimal(part.value) for part in first), Decimal(0)) - Decimal(row.value)
                if abs(difference) > sum((_step(part) for part in (row, *first)), Decimal(0)) / 2:
                    broken.append((row, first))
    return tuple(broken)


def _summed(parts: Sequence[ObservationRow]) -> str:
    lines = ", ".join(str(part.line) for part in parts)
    total = sum((Decimal(part.value) for part in parts), Decimal(0))
    return f"Somme des parties : {f'{total:,}'.replace(',', ' ').replace('.', ',')} (lignes {lines})."


def _noted(row: ObservationRow, others: Sequence[ObservationRow], sums: Sequence[str]) -> ObservationRow:
    notes = [] if row.named_line == row.line else [f"Secteur nommé à la ligne {row.named_line}."]
    certainty = row.certainty
    for section, remark in COPIED:
        if row.section == section:
            notes.append(remark)
            certainty = "unsure"
    notes.extend(f"Ailleurs : {other.printed} (ligne {other.line})." for other in others)
    notes.extend(sums)
    return replace(row, note=" ".join(notes), certainty=certainty)


def observations(lines: Sequence[Line]) -> tuple[ObservationRow, ...]:
    """Return every figure about sectors, in the order of the text, with notes on those that disagree."""
    rows = (*synthesis(lines), *boxes(lines), *employment(lines), *job_sheets(lines))
    against: dict[str, list[ObservationRow]] = defaultdict(list)
    for left, right in contradictions(rows):
        against[left.key].append(right)
        against[right.key].append(left)
    sums: dict[str, list[str]] = defaultdict(list)
    for whole, parts in broken_sums(rows):
        sums[whole.key].append(_summed(parts))
    return tuple(_noted(row, against[row.key], sums[row.key]) for row in rows)
