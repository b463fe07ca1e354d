"""A built release as the service reads it: its store, its reports, its pages."""

from __future__ import annotations

import hashlib
import json
import time
from email.utils import formatdate
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.searching import Search
from api.terms import english_terms
from graph.connect import connect
from graph.portfolio_projection import portfolio
from graph.projection import project
from ontology.errors import StoreUnavailable, UnknownName
from ontology.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.settings import Settings
    from graph.network import Network
    from graph.portfolio import Portfolio
    from graph.rdf import Iri, Term
    from graph.store import Rows, Store

__all__ = ["DOWNLOADS", "PAGES", "Release", "lookup"]

_QUERIES = Path(__file__).resolve().parent / "queries"

PAGES: dict[str, str] = {"network": "network.html", "report": "report.html", "dossier": "dossier.html"}
"""Pages that the build wrote whole."""

DOWNLOADS: dict[str, str] = {
    "ecosystem.trig": "application/trig",
    "ecosystem.ttl": "text/turtle",
    "network.svg": "image/svg+xml",
    "network-en.svg": "image/svg+xml",
    "network.gexf": "application/gexf+xml",
    "network.graphml": "application/graphml+xml",
    "report.json": "application/json",
    "build.json": "application/json",
    "analyses.json": "application/json",
}
"""Files of a release that anyone may take, with their media types."""


class Release:
    """One release, opened once; ``current`` may be swapped meanwhile without effect here."""

    def __init__(self, settings: Settings, *, changed: bool = False) -> None:
        self._changed = changed
        self.folder = settings.release.resolve()
        self._opened = time.time()
        self.store: Store = connect(settings.store_place, timeout=settings.deadline)

    def rows(self, query: str, **bindings: Term) -> Rows:
        """Return the rows of one of the service's own queries (``api/queries``)."""
        return self.store.select(lookup(query), bindings or None)

    def tombstone(self, thing: Iri) -> bool:
        """Tell whether a thing was withdrawn."""
        return self.store.ask(lookup("tombstone-of"), {"thing": thing})

    @cached_property
    def search(self) -> Search:
        """The search index that the build wrote, else one made of the store, as it is now."""
        return Search.over(None if self._changed else self.folder, self.store)

    @cached_property
    def triples(self) -> str:
        """How many statements the store has, each counted once."""
        return str(next(iter(self.rows("counts")))["triples"])

    @cached_property
    def departements(self) -> Mapping[str, str]:
        """The names of the départements by their code."""
        return {str(row["code"]): str(row["name"]) for row in self.rows("departements")}

    @cached_property
    def english(self) -> Mapping[str, str]:
        """The English name of each term by its French one."""
        return english_terms(self.store)

    @cached_property
    def ground(self) -> tuple[Network, Portfolio]:
        """The network and what its actors do, projected at the first question."""
        return project(self.store), portfolio(self.store)

    @cached_property
    def build(self) -> Mapping[str, Any]:
        """What the build reported; empty when there is no report."""
        return self._json("build.json")

    @cached_property
    def analyses(self) -> Mapping[str, Any]:
        """What the analyses found; empty when there is none."""
        return self._json("analyses.json")

    @cached_property
    def modified(self) -> str:
        """When the release was made, as an HTTP date."""
        path = self.folder / "build.json"
        return formatdate(path.stat().st_mtime if path.is_file() else self._opened, usegmt=True)

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The names of the graphs in the store."""
        return frozenset(str(row["g"]) for row in self.rows("graphs"))

    @cached_property
    def tag(self) -> str:
        """A short text that differs from one build to the next."""
        said = json.dumps(self.build, sort_keys=True, default=str)
        return hashlib.blake2b(f"{__version__} {self.folder.name} {said}".encode(), digest_size=8).hexdigest()

    def file(self, name: str) -> Path:
        """Return the path of a file that may be served.

        Raises
        ------
        UnknownName
            When the name is none of ``DOWNLOADS`` and ``PAGES``, or the build did not write it.
        """
        path = self.folder / name
        if name not in {*DOWNLOADS, *PAGES.values()} or not path.is_file():
            raise UnknownName(f"This release has no {name}.", remedy="See the list of downloads on the home page.")
        return path

    def has(self, name: str) -> bool:
        """Tell whether the build wrote a file."""
        return (self.folder / name).is_file()

    def close(self) -> None:
        """Let go of the store."""
        if "search" in self.__dict__:
            self.search.close()
        close = getattr(self.store, "close", None)
        if close is not None:
            close()

    def _json(self, name: str) -> Mapping[str, Any]:
        path = self.folder / name
        if not path.is_file():
            return {}
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise StoreUnavailable(f"{name} of the release is not JSON.", remedy="Build again.") from error
        return found if isinstance(found, dict) else {}


def lookup(name: str) -> str:
    """Return the text of one of the service's own queries."""
    return (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")
