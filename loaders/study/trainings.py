"""Reads the training sheets of annex 3: who trains, where, at which level, for which job families."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.study.text import TICK, Line, Located, between
from ontology.iris import slug

__all__ = ["FAMILIES", "NO_TRAININGS", "READINGS", "Reading", "TrainingRow", "excluded", "iso_duration", "trainings"]

FAMILIES = (
    ("Métiers du développement commercial", "developpement-commercial"),
    ("Métier de la gouvernance", "gouvernance"),
    ("Métiers du pilotage opérationnel", "pilotage-operationnel"),
    ("Métiers de l'offre de services", "offre-de-services"),
    ("Métiers de la conception des logiciels et des systèmes embarqués", "conception-logiciels"),
    ("Métiers du développement et tests des logiciels et des systèmes embarqués", "developpement-tests"),
    ("Métiers de la mise en production et de l'exploitation probatoire", "mise-en-production"),
    ("Métiers de l'exploitation et l'amélioration Continue", "exploitation"),
    ("Métiers spécifiques IA de niveau technicien", "ia-technicien"),
    ("Métiers spécifiques IA de niveau ingénieur", "ia-ingenieur"),
    ("Direction de l'entreprise", "direction"),
    ("Autres métiers", "autres"),
)
"""The twelve job families as annex 3 prints them, with their keys."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A judgement on one heading: how it divides, or why the reading is not certain."""

    provider: str = ""
    unit: str = ""
    label: str = ""
    certainty: str = "certain"
    note: str = ""


NO_TRAININGS = (
    (
        "ISEN LILLE - Service Robotics Team - Projet INCASE sur l'industrie 4.0",
        "an interregional project of a research team: no job family is ticked and no diploma is named",
    ),
)
"""Sheets of annex 3 that describe something else than a training, with the reason."""

READINGS = (
    (
        "IUT de Roubaix - Université de Lille - DUT statistique et informatique décisionnelle",
        Reading("Université de Lille", "IUT de Roubaix", "DUT statistique et informatique décisionnelle"),
    ),
    (
        "IMT Lille Douai - ARMINES - Doctorat au Département Informatique et Automatique - GROUPE A^3",
        Reading(
            "IMT Lille Douai",
            "ARMINES",
            "Doctorat au Département Informatique et Automatique - GROUPE A^3",
            "likely",
            "Le titre nomme ARMINES et un département ; ARMINES est retenu comme unité.",
        ),
    ),
    (
        "ESME Sudria - Doctorat à l'ESME RESEARCH LAB",
        Reading("ESME Sudria", "ESME RESEARCH LAB", "Doctorat à l'ESME RESEARCH LAB"),
    ),
    (
        "Université d'Artois - Doctorat au laboratoire du Génie informatique et d'automatique de l'Artois",
        Reading(
            "Université d'Artois",
            "laboratoire du Génie informatique et d'automatique de l'Artois",
            "Doctorat au laboratoire du Génie informatique et d'automatique de l'Artois",
        ),
    ),
    (
        "NobleProg - Formations courtes en intelligence artificielle",
        Reading(certainty="likely", note="La fiche désigne un ensemble de formations courtes, pas une seule."),
    ),
    (
        "UTC - Stages cours (inter ou intra entreprise) Infrastructure et systèmes d'informations",
        Reading(certainty="likely", note="La fiche désigne un ensemble de stages courts, pas un seul."),
    ),
    (
        "UTC - Master parcours apprentissage et optimisation des systèmes complexes (AOS)",
        Reading(certainty="likely", note="Peut-être le même master que la fiche de la ligne 6293."),
    ),
    (
        "EISEG - MSc in Big Data Analytics for businesses",
        Reading(note="Imprimé EISEG ; l'école s'écrit IÉSEG."),
    ),
)
"""Headings that the plain rule (provider - unit - title) would divide wrongly, or that call for a remark."""

_UNITS = (("ans", "Y"), ("an", "Y"), ("mois", "M"), ("jours", "D"), ("jour", "D"))
_SECTION = "Annexe 3"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRow(Located):
    """One row of ``trainings.csv``."""

    label: str
    heading: str
    provider: str
    unit: str
    city: str
    level: str
    level_printed: str
    duration: str
    duration_printed: str
    families: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    heading: str
    line: int
    body: tuple[Line, ...]

    def value(self, label: str) -> str:
        """Return the text after ``label :`` in the sheet, or nothing."""
        for line in self.body:
            if line.text.startswith(label) and ":" in line.text:
                return line.text.split(":", 1)[1].strip()
        return ""


def iso_duration(printed: str) -> str:
    """Return the ISO 8601 form of a plain duration, or nothing.

    Weeks become days, since ``xsd:duration`` has no weeks.

    >>> iso_duration("3 ans"), iso_duration("28 semaines"), iso_duration("Quelques jours")
    ('P3Y', 'P196D', '')
    """
    found = re.fullmatch(r"(\d+)\s+(ans?|mois|jours?|semaines?)", printed.strip())
    if not found:
        return ""
    number, unit = int(found.group(1)), found.group(2)
    if unit.startswith("semaine"):
        return f"P{7 * number}D"
    return f"P{number}{dict(_UNITS)[unit]}"


def _sheets(lines: Sequence[Line]) -> tuple[_Sheet, ...]:
    """Cut annex 3 at each ``Ville :``; the heading is the one or two heading lines above it."""
    annex = between(lines, r"# ANNEXE 03", r"# ANNEXE 04")
    starts = [place for place, line in enumerate(annex) if line.text.startswith("Ville :")]
    sheets = []
    for rank, start in enumerate(starts):
        stop = starts[rank + 1] if rank + 1 < len(starts) else len(annex)
        above = annex[starts[rank - 1] if rank else 0 : start]
        heading, line = _heading(above)
        sheets.append(_Sheet(heading, line, annex[start:stop]))
    return tuple(sheets)


def _heading(above: Sequence[Line]) -> tuple[str, int]:
    """Join a heading split over two lines: a title that starts with a hyphen follows its provider."""
    headed = [line for line in above if line.heading]
    last = headed[-1]
    title = last.heading or ""
    if title.startswith("-") and len(headed) > 1:
        return f"{headed[-2].heading} {title}", last.number
    return title, last.number


def _divided(heading: str) -> Reading:
    """Divide a heading into provider, unit and title: the recorded judgement first, else the hyphens."""
    judged = dict(READINGS).get(heading, Reading())
    if judged.provider:
        return judged
    parts = heading.split(" - ")
    unit = parts[1] if len(parts) > 2 else ""
    label = " - ".join(parts[2:] if unit else parts[1:]) or heading
    return Reading(parts[0], unit, label, judged.certainty, judged.note)


def _ticked(sheet: _Sheet) -> tuple[str, ...]:
    families = dict(FAMILIES)
    return tuple(families[line.cells[0]] for line in sheet.body if line.cells[0] in families and TICK in line.cells[1:])


def _row(sheet: _Sheet) -> TrainingRow:
    reading = _divided(sheet.heading)
    level = sheet.value("Niveau CEC")
    duration = sheet.value("Durée moyenne")
    bare = re.sub(r"\([^)]*\)", "", reading.label)
    return TrainingRow(
        key=slug(f"{reading.provider} {bare}"),
        label=reading.label,
        heading=sheet.heading,
        provider=reading.provider,
        unit=reading.unit,
        city=sheet.value("Ville"),
        level=level[:1],
        level_printed=level,
        duration=iso_duration(duration),
        duration_printed=duration,
        families="|".join(_ticked(sheet)),
        section=_SECTION,
        line=sheet.line,
        certainty=reading.certainty,
        note=reading.note,
    )


def trainings(lines: Sequence[Line]) -> tuple[TrainingRow, ...]:
    """Return the training sheets of annex 3, in their order, without the sheets that are no trainings."""
    left_out = dict(NO_TRAININGS)
    return tuple(_row(sheet) for sheet in _sheets(lines) if sheet.heading not in left_out)


def excluded(lines: Sequence[Line]) -> tuple[tuple[str, int, str], ...]:
    """Return the sheets left out: heading, line, reason."""
    reasons = dict(NO_TRAININGS)
    return tuple(
        (sheet.heading, sheet.line, reasons[sheet.heading]) for sheet in _sheets(lines) if sheet.heading in reasons
    )
