"""Licences as the bibliography writes them, and the address of each; a source without one stays without one."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["OWN", "OWN_NAME", "UNSTATED", "licence_iri"]

OWN_NAME = "Licence Ouverte 2.0"
OWN = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
"""What Maillage's own work is under: its tables, its readings, its closures and analyses."""

UNSTATED = "non précisée"
"""What the bibliography writes where a source prints no licence; an empty cell says the same."""

_KNOWN: Mapping[str, str] = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "Licence Ouverte": OWN,
    OWN_NAME: OWN,
    "MIT": "https://spdx.org/licenses/MIT",
}


def licence_iri(name: str | None) -> str | None:
    """Return the address of a licence by its name; nothing when the source states none, or one not known here.

    >>> licence_iri("CC BY 4.0")
    'https://creativecommons.org/licenses/by/4.0/'
    >>> licence_iri("non précisée") is None
    True
    """
    return _KNOWN.get((name or "").strip())
