"""The right answers of a release, read in this process straight from its store: no worker, no cache, no HTTP."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pyoxigraph as ox

__all__ = ["KnownAnswers", "Probe", "plain", "rows_of_csv", "rows_of_json"]

_LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
_ACTOR = "<https://w3id.org/maillage/ns#Actor>"


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing of a release that requests ask about, with its French label."""

    iri: str
    label: str

    @property
    def path(self) -> str:
        """The address of its page on any host."""
        return "/" + self.iri.removeprefix("https://w3id.org/maillage/")


class KnownAnswers:
    """What one release answers."""

    def __init__(self, release: Path) -> None:
        import pyoxigraph

        self.release = release
        self._store = pyoxigraph.Store.read_only(str((release / "store").resolve()))

    @cached_property
    def actors(self) -> tuple[Probe, ...]:
        """The actors of the release, persons left out: those of two releases are the same."""
        found = self._store.query(
            f"SELECT ?a ?l WHERE {{ ?a a {_ACTOR} ; {_LABEL} ?l FILTER(LANG(?l) = 'fr')"
            " FILTER NOT EXISTS { ?a a <https://w3id.org/maillage/ns#Person> } } ORDER BY ?a ?l"
        )
        return tuple(Probe(row["a"].value, row["l"].value) for row in _rows(found))

    def warm(self) -> None:
        """Read what is kept, before any clock runs."""
        _ = (self.actors, self.questions)

    def rows(self, query: str) -> Counter[Hashable]:
        """Return the rows of a SELECT as ``rows_of_json`` gives them."""
        found = self._store.query(query)
        return Counter(tuple(None if term is None else _bare(term) for term in row) for row in _rows(found))

    def count(self, query: str) -> int:
        """Return how many rows a SELECT has."""
        return sum(1 for _ in _rows(self._store.query(query)))

    @cached_property
    def questions(self) -> dict[str, Counter[Hashable]]:
        """Address of each named question with its example values -> its rows."""
        from urllib.parse import urlencode

        from graph import catalogue
        from graph.embedded import Embedded

        asked = Embedded(self.release / "store", read_only=True)
        found: dict[str, Counter[Hashable]] = {}
        for known in catalogue.questions():
            rows = catalogue.ask(asked, known.id, known.example)
            address = f"/questions/{known.id}.json?{urlencode({**known.example, 'size': '10000'})}"
            found[address] = Counter(tuple(plain(term) for term in row) for row in rows.rows)
        return found


def _rows(found: object) -> ox.QuerySolutions:
    import pyoxigraph

    if not isinstance(found, pyoxigraph.QuerySolutions):
        raise TypeError(f"{found!r} has no rows")
    return found


def _bare(term: object) -> str:
    return str(getattr(term, "value", term))


def rows_of_json(body: bytes) -> Counter[Hashable]:
    """Return the rows of SPARQL results in JSON, each a tuple of bare values in the order of the columns."""
    said = json.loads(body)
    names = said["head"]["vars"]
    return Counter(
        tuple(row[name]["value"] if name in row else None for name in names) for row in said["results"]["bindings"]
    )


def rows_of_csv(body: bytes) -> Counter[Hashable]:
    """Return the rows of SPARQL results in CSV, a missing value as ``None``."""
    rows = list(csv.reader(io.StringIO(body.decode(), newline="")))
    return Counter(tuple(value or None for value in row) for row in rows[1:])


def plain(value: object) -> str:
    """Return a value of a table as a text that is the same on both sides: ``1``, ``1.0`` and ``1.00`` are one."""
    text = "" if value is None else str(value)
    try:
        return repr(float(text))
    except ValueError:
        return text
