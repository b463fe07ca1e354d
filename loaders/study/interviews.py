"""Reads the contact lists of annex 4: who was interviewed, for which organisation, in which role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.study.text import Line, Located, between
from ontology.iris import slug

__all__ = ["REMARKS", "ROLES", "InterviewRow", "interviews"]

ROLES = (
    ("Acteurs accompagnateurs interrogés", "accompagnateur"),
    ("Acteurs impactants interrogés", "impactant"),
    ("Acteurs impactés interrogés", "impacte"),
)
"""Titles of the three lists and the role each stands for."""

REMARKS = (
    (
        "Université Polytechnique Hauts-de-France",
        "unsure",
        "La même personne est imprimée pour deux universités ; cette ligne-ci paraît déplacée.",
    ),
    ("EPITECH - École pour l'informatique et les nouvelles technologies", "likely", "Le nom imprimé est incomplet."),
)
"""Rows whose printed cells call for a remark: organisation, certainty, note."""

_COLUMNS = "ORGANISATIONS"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewRow(Located):
    """One row of ``interviews.csv``; organisation and person as printed."""

    organisation: str
    person: str
    function: str
    role: str


def _row(line: Line, role: str, above: str) -> InterviewRow:
    printed, person, function = (*line.cells, "", "")[:3]
    certainty, note = "certain", ""
    if not printed:
        certainty, note = "likely", "Organisation vide sur la ligne : reprise de la ligne au-dessus."
    organisation = printed or above
    for name, sure, remark in REMARKS:
        if name == organisation:
            certainty, note = sure, remark
    return InterviewRow(
        key=f"{role}-{slug(organisation)}",
        organisation=organisation,
        person=person,
        function=function,
        role=role,
        section=f"Annexe 4, acteurs {role}s",
        line=line.number,
        certainty=certainty,
        note=note,
    )


def _distinct(rows: Sequence[InterviewRow]) -> tuple[InterviewRow, ...]:
    """Return the rows with a number in the key of the second and later interviews of one organisation."""
    seen: Counter[str] = Counter()
    told = []
    for row in rows:
        seen[row.key] += 1
        told.append(row if seen[row.key] == 1 else replace(row, key=f"{row.key}-{seen[row.key]}"))
    return tuple(told)


def interviews(lines: Sequence[Line]) -> tuple[InterviewRow, ...]:
    """Return the rows of the three lists of annex 4; an empty organisation is the one above it."""
    role, above = "", ""
    rows = []
    titles = dict(ROLES)
    for line in between(lines, r"# ANNEXE 04", r"# ANNEXE 05"):
        title = (line.heading or line.text).rstrip(" :")
        role = titles.get(title, role)
        if "\t" not in line.text or line.cells[0] == _COLUMNS:
            continue
        rows.append(_row(line, role, above))
        above = rows[-1].organisation
    return _distinct(rows)
