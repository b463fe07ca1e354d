"""Reads Tableau 04: the support bodies and the services each is ticked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.study.text import TICK, Line, Located, table_after
from ontology.iris import slug

__all__ = ["REMARKS", "SERVICES", "SupportOfferRow", "support_offers"]

SERVICES = ("competences", "rd", "financement", "animation", "accompagnement")
"""The five service columns, in their printed order."""

REMARKS = (
    ("Pôle Emploi", "likely", "La typologie imprimée paraît décalée d'une ligne ; les services sont ceux de la ligne."),
    ("Cité de l'IA", "certain", "Aucun service n'est coché."),
)
"""Rows whose printed cells call for a remark: organisation, certainty, note."""

_HEADER = r"ORGANISATION\tTYPLOGIE\t"
_SECTION = "II.1.4, Tableau 04"
_WIDTH = 2 + len(SERVICES)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportOfferRow(Located):
    """One row of ``support_offers.csv``."""

    organisation: str
    typology: str
    services: str


def _row(line: Line) -> SupportOfferRow:
    cells = (*line.cells, *("",) * _WIDTH)[:_WIDTH]
    organisation, typology, *ticks = cells
    certainty, note = "certain", ""
    if len(line.cells) != _WIDTH:
        certainty, note = "likely", f"{len(line.cells)} cellules imprimées au lieu de {_WIDTH}."
    for name, sure, remark in REMARKS:
        if name == organisation:
            certainty, note = sure, remark
    services = [service for service, tick in zip(SERVICES, ticks, strict=True) if tick == TICK]
    return SupportOfferRow(
        key=slug(organisation),
        organisation=organisation,
        typology=typology,
        services="|".join(services),
        section=_SECTION,
        line=line.number,
        certainty=certainty,
        note=note,
    )


def support_offers(lines: Sequence[Line]) -> tuple[SupportOfferRow, ...]:
    """Return the rows of Tableau 04 in their printed order."""
    return tuple(_row(line) for line in table_after(lines, _HEADER))
