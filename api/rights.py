"""What each part of the graph is under, in RDF: the licence of its source, or plainly that the source states none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.source_dumps import OWN_PART
from ontology.licences import OWN, OWN_NAME, UNSTATED, licence_iri

if TYPE_CHECKING:
    from api.release import Release

__all__ = ["MIXED", "Part", "own_part", "parts_of", "quoted", "rights"]

MIXED = (
    "Le travail de Maillage est sous Licence Ouverte 2.0 ; ce qui vient d'une source garde la licence de cette source "
    "(voir LICENCES.csv).",
    "Maillage's own work is under the Licence Ouverte 2.0; what comes from a source keeps that source's licence "
    "(see LICENCES.csv).",
)
"""For files that hold what several sources say, in French and English."""

_UNSTATED = (
    "La source ne précise pas de licence. Faits, chiffres, noms et titres sont repris avec leur référence ; son texte "
    "n'est pas redistribué.",
    "The source states no licence. Facts, figures, names and titles are carried over with their reference; its text "
    "is not redistributed.",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One source as the graph knows it, or our own work: its key, IRI, title, and the name of its licence."""

    key: str
    iri: str
    title: str
    publisher: str
    licence: str

    @property
    def licence_iri(self) -> str | None:
        """The address of the licence, when the source states one that has an address."""
        return licence_iri(self.licence)


def parts_of(release: Release) -> tuple[Part, ...]:
    """Return the sources of a release, by key."""
    found = [
        Part(
            key=str(row["source"]).rpartition("/")[2],
            iri=str(row["source"]),
            title=str(row.get("title") or ""),
            publisher=str(row.get("publisher") or ""),
            licence=str(row.get("licence") or UNSTATED),
        )
        for row in release.rows("sources")
    ]
    return tuple(sorted(found, key=lambda part: part.key))


def own_part() -> Part:
    """Return our own work as a part: ontology, schemes, closures, analyses."""
    return Part(OWN_PART, "", "Maillage", "Maillage", OWN_NAME)


def rights(part: Part | None) -> str:
    """Return ``dct:license`` and ``dct:rights`` of a part, or of a whole of several when there is none, in Turtle."""
    if part is None:
        return f"dct:license <{OWN}> ; {_statement(*MIXED)}"
    if part.licence_iri is not None:
        return f"dct:license <{part.licence_iri}>"
    if part.licence in {"", UNSTATED}:
        return _statement(*_UNSTATED)
    return _statement(part.licence, part.licence)


def _statement(french: str, english: str) -> str:
    return f"dct:rights [ a dct:RightsStatement ; rdfs:label {quoted(french)}@fr, {quoted(english)}@en ]"


def quoted(value: str) -> str:
    """Return a text as Turtle writes it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r").replace("\n", "\\n")
    return f'"{escaped}"'
