"""Reads the tables of annex 2 (occupation, competency, impact of AI) as they are printed, row by row.

The cells that name an occupation span several rows in the document; in the text they often stand on another row
than the first of their block. This module only reads what is printed; ``loaders.study.displaced`` holds the
decisions on the rows that stand beside the wrong occupation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.study.text import Line, between, plain

__all__ = ["SECTIONS", "PrintedRow", "printed_rows", "sector_lines"]

SECTIONS = (
    (r"Métiers représentant 80% des effectifs du secteur agroalimentaire", "agroalimentaire", "agroalimentaire"),
    (r"## Analyse des emplois du secteur banque et assurance", "banque-assurance", "banque et assurance"),
    (r"## Analyse des emplois du secteur BTP", "btp", "BTP"),
    (
        r"## Analyse des emplois dans l'industrie de transformation",
        "industrie-transformation",
        "industrie de transformation",
    ),
    (
        r"## Analyse des emplois dans la métallurgie",
        "industrie-mecanique-automobile",
        "métallurgie et industrie mécanique",
    ),
    (r"## Analyse des emplois du numérique", "numerique-communication", "numérique et communication"),
    (r"- Principaux métiers du secteur .* « propreté »", "proprete-securite", "propreté et sécurité"),
    (r"## Analyse des emplois sur le secteur santé", "sante-social", "santé, social et services à la personne"),
    (
        r"## Analyse des emplois le secteur des transports",
        "transports-logistique-commerce",
        "transports, logistique et commerce",
    ),
    (r"## Analyse des emplois dans le secteur tertiaire", "tertiaire-superieur", "tertiaire supérieur"),
    (r"## Analyse des emplois transversaux", "transversal", "emplois transversaux"),
)
"""The line that opens each sector, the key of the sector, its name in a section; in the order of the text.

The pages on cleaning and security have lost their heading: they open with their first list of occupations.
"""

_HEADER = re.compile(r"Métiers?\tCompétences\tImpact IA\Z")
_HEADER_OF_ONE = re.compile(r"Compétences\tImpact IA\Z")
_ONE = re.compile(r"Précision sur le (.+)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """One row of a table; ``occupation`` is the last label printed at or above it in the same table.

    ``named`` is the line of that label (of the heading, where a table is about one occupation), ``table`` the line
    of the table's header.
    """

    line: int
    table: int
    named: int
    sector: str
    section: str
    occupation: str
    competency: str
    impact: str


def sector_lines(lines: Sequence[Line]) -> Iterator[tuple[str, str, Line]]:
    """Yield every line of annex 2 that belongs to a sector, with the sector's key and section."""
    sector, section = "", ""
    for line in between(lines, "# ANNEXE 02", "# ANNEXE 03"):
        for opening, key, name in SECTIONS:
            if re.match(opening, line.text):
                sector, section = key, f"Annexe 2, {name}"
        if sector:
            yield sector, section, line


def printed_rows(lines: Sequence[Line]) -> Iterator[PrintedRow]:
    """Yield the rows of every table in their printed order; a blank line or a heading ends a table."""
    table, width, label, named = 0, 0, "", 0
    title, titled = "", 0
    for sector, section, line in sector_lines(lines):
        text = line.text.strip("\n ")
        if line.heading:
            found = _ONE.match(line.heading)
            title, titled = (found.group(1), line.number) if found else ("", 0)
        if _HEADER.match(text):
            table, width, label, named = line.number, 3, "", 0
        elif title and _HEADER_OF_ONE.match(text):
            table, width, label, named = line.number, 2, title, titled
        elif table and len(line.cells) == width:
            *first, competency, impact = map(plain, line.cells)
            if first and first[0]:
                label, named = first[0], line.number
            yield PrintedRow(
                line=line.number,
                table=table,
                named=named,
                sector=sector,
                section=section,
                occupation=label,
                competency=competency,
                impact=impact,
            )
        else:
            table = 0
