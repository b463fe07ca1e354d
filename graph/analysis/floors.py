"""Floors of a club, as a user writes them: ``laboratory>=3``, ``departement:80>=1``, ``departement:*>=1``."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.ground import BROADER
from graph.analysis.sizes import SIZES, size_words, sizes_known, sizes_of
from graph.analysis.values import Phrase
from ontology.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from graph.network import Node

__all__ = ["DIMENSIONS", "Floor", "floors", "meets", "side_of_lille", "values_of"]

LILLE = (50.6317, 3.0478)
METROPOLE_KM = 15.0
"""The metropolis of Lille is read as what lies within 15 km of Lille: Roubaix, Tourcoing, Villeneuve-d'Ascq."""

ALIASES = {
    "lab": "laboratory",
    "labs": "laboratory",
    "laboratoire": "laboratory",
    "entreprise": "company",
    "recherche": "research",
    "formation": "training",
    "accompagnement": "support",
    "pme": "sme",
    "eti": "mid-size",
    "tpe": "micro",
    "start-up": "startup",
    "grand-groupe": "large",
}
_WRITTEN = re.compile(r"\s*(?:(?P<dimension>[a-z-]+)\s*:)?\s*(?P<value>[\w*-]+)\s*>=\s*(?P<number>\d+)\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """At least so many members that have a value."""

    dimension: str
    value: str
    number: int

    @property
    def text(self) -> str:
        """The floor as it is written."""
        return f"{self.dimension}:{self.value}>={self.number}"

    @property
    def label(self) -> Phrase:
        """The floor as a person says it."""
        words = _WORDS[self.dimension](self.value)
        return Phrase(f"au moins {self.number} × {words.fr}", f"at least {self.number} × {words.en}")


def _territory(node: Node) -> tuple[str, ...]:
    points = {(node.latitude, node.longitude), *((site.latitude, site.longitude) for site in node.sites)}
    known = {side_of_lille(*point) for point in points}
    return tuple(sorted(side for side in known if side))


def side_of_lille(latitude: float | None, longitude: float | None) -> str:
    """Return ``metropole`` within 15 km of Lille, ``hors-metropole`` beyond, nothing where a number is missing."""
    if latitude is None or longitude is None:
        return ""
    north = 111.2 * (latitude - LILLE[0])
    east = 111.2 * cos(radians(LILLE[0])) * (longitude - LILLE[1])
    return "metropole" if hypot(north, east) <= METROPOLE_KM else "hors-metropole"


def _sectors(node: Node) -> tuple[str, ...]:
    return tuple(sorted({*node.sectors, *(BROADER[each] for each in node.sectors if each in BROADER)}))


DIMENSIONS: Mapping[str, Callable[[Node], tuple[str, ...]]] = {
    "group": lambda node: (node.group,),
    "kind": lambda node: (node.kind,),
    "role": lambda node: node.roles,
    "departement": lambda node: node.departements,
    "territory": _territory,
    "sector": _sectors,
    "place": lambda node: node.places,
    "size": sizes_of,
}
"""What a floor may count, in the order in which a bare value is looked for."""

_TERRITORIES = {
    "metropole": Phrase("métropole lilloise (15 km)", "Lille metropolis (15 km)"),
    "hors-metropole": Phrase("hors de la métropole lilloise", "outside the Lille metropolis"),
}
_KINDS_FR = {
    "laboratory": "laboratoire",
    "solution-provider": "fournisseur de solutions d'IA",
    "affected-company": "entreprise impactée",
    "school": "école",
    "university": "université",
    "competitiveness-cluster": "pôle de compétitivité",
    "innovation-park": "parc d'innovation",
    "excellence-site": "site d'excellence",
}


def _kind(key: str) -> Phrase:
    return Phrase(_KINDS_FR.get(key, wording.kind_en(key)), wording.kind_en(key))


def _place(key: str) -> Phrase:
    return Phrase(f"commune {key}", f"commune {key}")


_WORDS: Mapping[str, Callable[[str], Phrase]] = {
    "group": wording.group,
    "kind": _kind,
    "role": wording.role,
    "departement": wording.departement,
    "territory": lambda key: wording.named(_TERRITORIES, key),
    "sector": wording.sector,
    "place": _place,
    "size": size_words,
}


def values_of(node: Node, dimension: str) -> tuple[str, ...]:
    """Return the values that an actor has along a dimension."""
    return DIMENSIONS[dimension](node)


def meets(node: Node, floor: Floor) -> bool:
    """Return whether an actor counts towards a floor."""
    return floor.value in values_of(node, floor.dimension)


def floors(written: Iterable[str], candidates: Sequence[Node]) -> tuple[Floor, ...]:
    """Return floors from what a user wrote; ``*`` stands for every value that a candidate has.

    Parameters
    ----------
    written
        Each ``value>=number`` or ``dimension:value>=number``; the dimensions are those of `DIMENSIONS`.
    candidates
        The actors that may become members.

    Raises
    ------
    UnknownName
        When a floor cannot be read, or nothing in the network bears its value; the remedy names close ones.

    Examples
    --------
    >>> from graph.network import Node
    >>> lab = Node(key="l", iri="urn:l", label="L", kind="laboratory", kind_label="Laboratoire", group="research")
    >>> [floor.text for floor in floors(["lab>=1", "group:research>=1"], [lab])]
    ['kind:laboratory>=1', 'group:research>=1']
    """
    known = {name: sorted({value for node in candidates for value in of(node)}) for name, of in DIMENSIONS.items()}
    return tuple(floor for text in written for floor in _read(text, known, candidates))


def _read(text: str, known: Mapping[str, Sequence[str]], candidates: Sequence[Node]) -> list[Floor]:
    found = _WRITTEN.match(text)
    if not found:
        raise UnknownName(f"{text!r} is no floor.", remedy="Write for instance laboratory>=3 or departement:*>=1.")
    dimension, value, number = found["dimension"], found["value"], int(found["number"])
    if dimension and dimension not in DIMENSIONS:
        raise UnknownName(f"No floor counts {dimension!r}.", remedy=f"Use one of: {', '.join(DIMENSIONS)}.")
    if dimension and value == "*":
        return [Floor(dimension=dimension, value=each, number=number) for each in known[dimension]]
    named = ALIASES.get(value, value)
    for name in (dimension,) if dimension else DIMENSIONS:
        if named in known[name]:
            return [Floor(dimension=name, value=named, number=number)]
    if dimension == "size" or (not dimension and named in SIZES):
        raise UnknownName(
            f"No company that could be a member is known as {value!r} in these sources.",
            remedy=sizes_known(candidates).sentence.en,
        )
    every = sorted({value for name in ((dimension,) if dimension else DIMENSIONS) for value in known[name]})
    close = difflib.get_close_matches(named, every, n=3, cutoff=0.4)
    remedy = f"Did you mean {', '.join(close)}?" if close else f"Known values: {', '.join(every[:12])}."
    raise UnknownName(f"No actor that could be a member is known as {value!r} in these sources.", remedy=remedy)
