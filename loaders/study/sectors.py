"""Reads the figures about sectors: Tableau 3, the boxes of section 5, sections 1.3.x and 2.3.x.

The study prints several figures for the same thing; all are kept, each with its line, and those that
disagree say so in their note (``loaders.study.contradictions``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.study.text import Line, Located, plain, table_after

__all__ = ["REGION", "SECTORS", "ObservationRow", "boxes", "employment", "headings_with_key", "job_sheets", "synthesis"]

SECTORS = (
    ("Transports Logistique Commerce", "transports-logistique-commerce"),
    ("Tertiaire supérieur, services et conseil aux entreprises", "tertiaire-superieur"),
    ("Industrie mécanique et automobile", "industrie-mecanique-automobile"),
    ("Banque et assurance", "banque-assurance"),
    ("Industrie de transformation", "industrie-transformation"),
    ("Santé, social et services à la personne", "sante-social"),
    ("BTP", "btp"),
    ("Agroalimentaire", "agroalimentaire"),
    ("Industrie du numérique et de la communication", "numerique-communication"),
    ("Tourisme, hôtellerie, restauration, loisirs et sport", "tourisme-loisirs"),
    ("Propreté et sécurité", "proprete-securite"),
    ("Agriculture", "agriculture"),
    ("Artisanat", "artisanat"),
    ("Formation pro", "formation-professionnelle"),
    ("Industrie culturelle et créative", "industrie-culturelle-creative"),
    ("Industrie", "industrie"),
    ("Commerce", "commerce"),
    ("tertiaire supérieur", "tertiaire-superieur"),
    ("banque et assurance", "banque-assurance"),
    ("Transport et logistique", "transport-logistique"),
    ("Santé, social et service à la personne", "sante-social"),
    (
        "Industrie mécanique, métallurgique, automobile, aéronautique et ferroviaire, services de l'automobile",
        "industrie-mecanique-automobile",
    ),
    (
        "Matériaux, industrie de transformation : textile, chimie, plasturgie, pharmacie, verre, bois-papier-carton",
        "industrie-transformation",
    ),
    ("Agriculture, agroalimentaire, pêche", "agriculture-agroalimentaire"),
    ("Transports, logistique, commerce", "transports-logistique-commerce"),
    ("Santé social services à la personne", "sante-social"),
    (
        "Tertiaire supérieur, services et conseil aux entreprises, banque assurance",
        "tertiaire-banque-assurance",
    ),
    ("Tourisme, hôtellerie, restauration loisirs, sport", "tourisme-loisirs"),
    ("Transport, logistique et commerce", "transports-logistique-commerce"),
    ("Métallurgie et industrie mécanique et automobile", "industrie-mecanique-automobile"),
    ("Industrie agroalimentaire", "agroalimentaire"),
)
"""Every printed name of a sector with its key; the same sector is printed in several ways."""

REGION = "hauts-de-france"
_BOX = (
    ("Impact économique", "impact-economique", "", "score-1-4", "estimated", ""),
    ("Maturité", "maturite", "", "score-1-4", "estimated", "analyse des consultants"),
    ("France", "part-emploi-france", "france", "percent", "observed", ""),
    ("Hauts-de-France", "part-emploi", REGION, "percent", "observed", ""),
    ("Impact sur l'emplois & compétences", "impact-ia", "", "score-1-4", "estimated", ""),
)
_SYNTHESIS = (
    ("effectif", "persons", "observed"),
    ("poids-economie", "percent", "observed"),
    ("impact-ia", "score-1-4", "estimated"),
)
_BRANCH_CONTRACT = "Contrat de Branche, C2RP, 2018"
_FIGURE = r"\d[\d  ]*(?:,\d+)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationRow(Located):
    """One row of ``observations.csv``; ``line`` prints the figure, ``named_line`` names what it is about."""

    indicator: str
    about: str
    territory: str = ""
    value: str
    qualifier: str = ""
    unit: str
    status: str
    year: str = ""
    dataset: str = ""
    printed: str
    named_line: int = field(metadata={"column": False})


def headings_with_key(lines: Sequence[Line], numbering: str) -> Iterator[tuple[str, str, int, tuple[Line, ...]]]:
    """Yield number, sector key, line and body of each heading whose number matches and that names a sector."""
    sectors = dict(SECTORS)
    found = re.compile(rf"({numbering})\s+(.+)")
    places = [place for place, line in enumerate(lines) if line.heading]
    for rank, place in enumerate(places):
        match = found.fullmatch(lines[place].heading or "")
        if not match or match.group(2) not in sectors:
            continue
        stop = places[rank + 1] if rank + 1 < len(places) else len(lines)
        yield match.group(1), sectors[match.group(2)], lines[place].number, tuple(lines[place + 1 : stop])


def _number(printed: str) -> str:
    """Return the plain decimal of a printed figure: ``363 098`` -> ``363098``, ``2,9/4`` -> ``2.9``."""
    bare = printed.split("/")[0].replace("%", "")
    return re.sub(r"\s", "", bare).replace(",", ".")


def synthesis(lines: Sequence[Line]) -> Iterator[ObservationRow]:
    """Yield the three figures of each sector of Tableau 3."""
    sectors = dict(SECTORS)
    for line in table_after(lines, r"SECTEURS PROPOSÉS\t"):
        label, *figures = line.cells
        for (indicator, unit, status), printed in zip(_SYNTHESIS, figures, strict=True):
            yield ObservationRow(
                key=f"{indicator}-{sectors[label]}-tableau-3",
                indicator=indicator,
                about=sectors[label],
                value=_number(printed),
                unit=unit,
                status=status,
                dataset=_BRANCH_CONTRACT,
                printed=printed,
                section="I.5, Tableau 3",
                line=line.number,
                named_line=line.number,
            )


def boxes(lines: Sequence[Line]) -> Iterator[ObservationRow]:
    """Yield the five figures of the box that opens each sector of section 5."""
    indicators = {label: rest for label, *rest in _BOX}
    for section, sector, number, body in headings_with_key(lines, r"5\.\d"):
        for line in body:
            label, printed = (*line.cells, "", "", "")[1].rstrip(" :"), line.cells[-1]
            if label not in indicators or len(line.cells) != 3:
                continue
            indicator, territory, unit, status, dataset = indicators[label]
            yield ObservationRow(
                key=f"{indicator}-{sector}-{section}",
                indicator=indicator,
                about=sector,
                territory=territory,
                value=_number(printed),
                unit=unit,
                status=status,
                dataset=dataset,
                printed=printed,
                section=f"I.{section}",
                line=line.number,
                named_line=number,
            )


_EMPLOYMENT = re.compile(
    rf"(?P<effectif>{_FIGURE}) emplois (?P<part>{_FIGURE}%) de l'emploi tous secteurs "
    rf"(?P<etablissements>{_FIGURE}) établissements (?P<share>{_FIGURE}%) des établissements tous secteurs"
)
_EMPLOYMENT_INDICATORS = (
    ("effectif", "effectif", "persons"),
    ("part", "part-emploi", "percent"),
    ("etablissements", "etablissements", "establishments"),
    ("share", "part-etablissements", "percent"),
)


def employment(lines: Sequence[Line]) -> Iterator[ObservationRow]:
    """Yield jobs, establishments and their shares as sections 1.3.x print them."""
    for section, sector, number, body in headings_with_key(lines, r"1\.3\.\d"):
        for line in body:
            found = _EMPLOYMENT.fullmatch(plain(line.text))
            if not found:
                continue
            for group, indicator, unit in _EMPLOYMENT_INDICATORS:
                yield ObservationRow(
                    key=f"{indicator}-{sector}-{section}",
                    indicator=indicator,
                    about=sector,
                    territory=REGION,
                    value=_number(found[group]),
                    unit=unit,
                    status="observed",
                    printed=found[group],
                    section=f"II.{section}",
                    line=line.number,
                    named_line=number,
                )


_JOB_SHEET = re.compile(
    rf"(?P<sheet>{_FIGURE}) \(fiche sectorielle HdF\)\s+(?P<dads>{_FIGURE}) \((?P<dataset>DADS 2015[^)]*)\)"
)


def job_sheets(lines: Sequence[Line]) -> Iterator[ObservationRow]:
    """Yield the two headcounts and the impact score that open each section 2.3.4 to 2.3.13."""
    for section, sector, number, body in headings_with_key(lines, r"2\.3\.\d+"):
        for line in body:
            found = _JOB_SHEET.match(line.text)
            if not found:
                continue
            figures = (
                ("effectif-fiche", found["sheet"], "persons", "observed", "", "fiche sectorielle HdF"),
                ("effectif-dads", found["dads"], "persons", "observed", "2015", found["dataset"].replace(" – ", ", ")),
                ("impact-ia", line.cells[1], "score-1-4", "estimated", "", ""),
            )
            for indicator, printed, unit, status, year, dataset in figures:
                yield ObservationRow(
                    key=f"{indicator}-{sector}-{section}",
                    indicator=indicator,
                    about=sector,
                    territory=REGION,
                    value=_number(printed),
                    unit=unit,
                    status=status,
                    year=year,
                    dataset=dataset,
                    printed=printed,
                    section=f"II.{section}",
                    line=line.number,
                    named_line=number,
                )
