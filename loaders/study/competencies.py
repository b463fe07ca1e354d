"""Reads from annex 2 which competencies the occupations of each sector need and what AI does to them.

Tables print a competency beside an impact; which occupation they belong to is decided by ``loaders.study.displaced``
where the print is displaced. A competency of one occupation that several tables of a sector print with the same
impact is one row, whose note names the other lines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.names import spaced_fold
from loaders.study.annex2 import PrintedRow, printed_rows
from loaders.study.displaced import DISPLACED, REPEATED, Reading
from loaders.study.text import Line, Located
from loaders.study.trends import OccupationRow, occupation_key, occupations
from loaders.study.wordings import CLOSE, CORRECTED, GUESSED, IMPACTS, KEYS, LABELS, SAME
from ontology.errors import TableRefused
from ontology.iris import slug

__all__ = [
    "KEY_LENGTH",
    "CompetencyRow",
    "ImpactRow",
    "all_occupations",
    "annex_competencies",
    "competency_key",
    "impacts",
    "named_occupation",
    "readings",
]

KEY_LENGTH = 80
"""Longest slug that is a key by itself."""

_SHOWN_WORDS = 8
_SURENESS = ("certain", "likely", "unsure")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencyRow(Located):
    """One row of ``annex_competencies.csv``; ``printed`` is the wording of the cited line where its print is broken."""

    label: str
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactRow(Located):
    """One row of ``impacts.csv``; ``printed`` is the wording of the impact in the cited line."""

    occupation: str
    competency: str
    sector: str
    impact: str
    printed: str


def competency_key(label: str) -> str:
    """Return the slug of a competency, cut at a word and followed by eight signs of its hash when too long.

    >>> competency_key("Manager les équipes")
    'manager-les-equipes'
    """
    whole = slug(label)
    if len(whole) <= KEY_LENGTH:
        return whole
    cut = whole[: KEY_LENGTH + 1].rpartition("-")[0]
    return f"{cut}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def _bare(printed: str) -> str:
    """Return a printed competency without its full stop."""
    return printed if printed.endswith("...") else printed.rstrip(". ")


def _wording(printed: str) -> str:
    """Return a competency as it must read, its broken print put right."""
    return dict(CORRECTED).get(_bare(printed), _bare(printed))


def named_occupation(printed: str) -> str:
    """Return the key of an occupation of the annex; the same as elsewhere in the study when it is the same name."""
    keys = dict((*KEYS, *((label, key) for label, key, _ in SAME)))
    return keys.get(printed) or occupation_key(dict(LABELS).get(printed, printed))


def readings(lines: Sequence[Line]) -> tuple[tuple[PrintedRow, Reading | None], ...]:
    """Return each row of the annex with the reading that covers it; rows printed twice are left out.

    Raises
    ------
    TableRefused
        When a reading names an occupation that its table does not print, or covers no row.
    """
    copies = dict(REPEATED)
    rows = tuple(row for row in printed_rows(lines) if row.line not in copies)
    labels: dict[int, set[str]] = {}
    for row in rows:
        labels.setdefault(row.table, set()).add(row.occupation)
    told = tuple((row, _reading(row.line)) for row in rows)
    for row, reading in told:
        if reading and reading.occupation not in labels[row.table]:
            raise TableRefused(f"{reading.occupation!r} is not in the table.", where=f"line {row.line}")
    unused = [reading.first for reading in DISPLACED if all(other is not reading for _, other in told)]
    if told and unused:
        raise TableRefused(f"Readings of lines {unused} cover no row.", remedy="Read the annex again.")
    return told


def _reading(line: int) -> Reading | None:
    return next((reading for reading in DISPLACED if reading.first <= line <= reading.last), None)


def _short(label: str) -> str:
    """Return the first words of a long name."""
    told = label.split()
    return label if len(told) <= _SHOWN_WORDS else f"{' '.join(told[:_SHOWN_WORDS])}..."


def _remark(row: PrintedRow, reading: Reading | None) -> str:
    if not reading:
        return ""
    reason = f"{reading.reason[0].upper()}{reading.reason[1:]}."
    if reading.occupation == row.occupation:
        return reason
    return f"Imprimé sous « {_short(row.occupation)} ». {reason}"


def _impacts_of(printed: str) -> tuple[str, ...]:
    found = tuple(key for wording, key in IMPACTS if wording in printed)
    if not found:
        raise TableRefused(f"{printed!r} names no impact.", remedy="Add its wording to loaders.study.wordings.")
    return found


def _rows_of(row: PrintedRow, reading: Reading | None) -> Iterator[ImpactRow]:
    found = _impacts_of(row.impact)
    for impact in found:
        several = "La cellule imprime deux effets." if len(found) > 1 else ""
        yield ImpactRow(
            key=f"{row.sector}-{row.line}" + (f"-{impact}" if several else ""),
            occupation=named_occupation(reading.occupation if reading else row.occupation),
            competency=competency_key(_wording(row.competency)),
            sector=row.sector,
            impact=impact,
            printed=row.impact,
            section=row.section,
            line=row.line,
            certainty=reading.certainty if reading else "certain",
            note=" ".join(filter(None, (_remark(row, reading), several))),
        )


def _merged(same: Sequence[ImpactRow], copied: Sequence[int]) -> ImpactRow:
    """Return the surest of rows that say the same, its note naming the other lines."""
    ordered = sorted(same, key=lambda row: (_SURENESS.index(row.certainty), row.line))
    others = sorted((*(row.line for row in ordered[1:]), *copied))
    if not others:
        return ordered[0]
    also = f"Imprimé aussi : {'ligne' if len(others) == 1 else 'lignes'} {', '.join(map(str, others))}."
    return replace(ordered[0], note=" ".join(filter(None, (ordered[0].note, also))))


def impacts(lines: Sequence[Line]) -> tuple[ImpactRow, ...]:
    """Return what AI does to each competency of each occupation, once per sector."""
    groups: dict[tuple[str, str, str, str], list[ImpactRow]] = {}
    for printed, reading in readings(lines):
        for row in _rows_of(printed, reading):
            groups.setdefault((row.sector, row.occupation, row.competency, row.impact), []).append(row)
    return tuple(
        _merged(group, [copy for copy, original in REPEATED if original in {row.line for row in group}])
        for group in groups.values()
    )


def _competency(row: PrintedRow) -> CompetencyRow:
    bare, label = _bare(row.competency), _wording(row.competency)
    return CompetencyRow(
        key=competency_key(label),
        label=label,
        section=row.section,
        line=row.line,
        certainty="likely" if bare in GUESSED else "certain",
        printed="" if bare == label else row.competency,
        note="Impression corrigée par conjecture." if bare in GUESSED else "",
    )


def annex_competencies(lines: Sequence[Line]) -> tuple[CompetencyRow, ...]:
    """Return each competency once, at the first line that prints it; one wording is one competency."""
    named: dict[str, CompetencyRow] = {}
    for row, _ in readings(lines):
        made = _competency(row)
        named.setdefault(made.key, made)
    return tuple(named.values())


def _difference(printed: str, label: str) -> str:
    """Return how the annex's name of an occupation differs from the study's other name, as the end of a sentence."""
    told = {label: difference for label, _, difference in SAME}
    if dict(LABELS).get(printed) == label:
        return ", impression corrigée"
    default = "à la parenthèse près" if "(" in printed else "au nombre près"
    return f", {told.get(printed) or told.get(label) or default}"


def _new_occupation(row: PrintedRow, known: Mapping[str, OccupationRow]) -> OccupationRow:
    close = [known[name] for name in dict(CLOSE).get(row.occupation, ())]
    return OccupationRow(
        key=named_occupation(row.occupation),
        label=dict(LABELS).get(row.occupation, row.occupation),
        family="",
        section=row.section,
        line=row.named,
        note=" ".join(f"Proche de « {other.label} » (ligne {other.line}), gardé à part." for other in close),
    )


def _with_name(known: OccupationRow, row: PrintedRow) -> OccupationRow:
    """Return an occupation with the name that a row prints for it, unless it has that name already."""
    names = [known.label, *filter(None, known.also.split("|"))]
    if spaced_fold(row.occupation) in map(spaced_fold, names):
        return known
    difference = _difference(row.occupation, known.label)
    remark = f"Annexe 2 : « {row.occupation} » (ligne {row.named}){difference}."
    also = "|".join((*names[1:], row.occupation))
    return replace(known, also=also, note=" ".join(filter(None, (known.note, remark))))


def all_occupations(lines: Sequence[Line]) -> tuple[OccupationRow, ...]:
    """Return each occupation of the study once: those of part II first, then the ones that annex 2 alone names.

    An occupation of part II that the annex words otherwise has the annex's wording beside its own.
    """
    first = {row.key: row for row in occupations(lines)}
    named = dict(first)
    for row, _ in readings(lines):
        key = named_occupation(row.occupation)
        named[key] = _with_name(named[key] if key in named else _new_occupation(row, first), row)
    return tuple(named.values())
