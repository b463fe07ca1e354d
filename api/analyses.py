"""The analyses of the network: the tables that the build computed, as pages, JSON and CSV."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import answer
from api.envelope import Paging, envelope
from api.facts import Shown
from api.formats import HTML, TABLES
from api.names import local_path
from api.negotiation import choose
from api.site import language_of, site_of
from api.tables import Cell, Table
from graph.analysis import ANALYSES, analyse
from ontology.errors import UnknownName
from visualizations.machine import table_in_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.release import Release
    from api.site import Site

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True)
class _Analysis:
    """One analysis in one language."""

    name: str
    title: str
    reading: str
    table: Table


@router.get("/analyses", summary="The list of analyses")
def analyses(request: Request) -> Response:
    """Answer the list: a page or JSON."""
    site, chosen = site_of(request), language_of(request)
    shape = choose((TABLES[0], HTML), request.headers.get("accept"), request.query_params.get("format"))
    known = [_read(each, chosen) for each in _raw(site)]
    if shape is HTML:
        return answer(request, site.page(request, "analyses.html", analyses=known), HTML)
    listed = [
        {"name": each.name, "title": each.title, "reading": each.reading, "rows": len(each.table.rows),
         "url": f"{site.settings.public_url}/analyses/{each.name}"}
        for each in known
    ]  # fmt: skip
    paging = Paging.of(request, size=100, most=500)
    body = envelope(request, paging.part(listed), count=len(listed), paging=paging, language=chosen)
    return answer(request, body, shape)


@router.get("/analyses/{identifier}", summary="One analysis")
def analysis(request: Request, identifier: str) -> Response:
    """Answer one table: a page, JSON or CSV."""
    site, chosen = site_of(request), language_of(request)
    name, _, suffix = identifier.partition(".")
    found = _named(site, name, chosen)
    shape = choose((*TABLES, HTML), request.headers.get("accept"), suffix or request.query_params.get("format"))
    if shape is HTML:
        links = tuple((each.label, f"/analyses/{name}.{each.suffix}", each.media) for each in TABLES)
        return answer(request, site.page(request, "analysis.html", analysis=found, alternates=links), HTML)
    if shape.suffix == "csv":
        return answer(request, found.table.csv(), shape, {"Content-Disposition": f'attachment; filename="{name}.csv"'})
    paging = Paging.of(request, size=1000, most=10_000)
    body = envelope(
        request,
        found.table.records(paging),
        count=len(found.table.rows),
        paging=paging,
        links={"json": f"/analyses/{name}.json", "csv": f"/analyses/{name}.csv", "html": f"/analyses/{name}"},
        language=chosen,
        analysis=name,
        title=found.title,
        reading=found.reading,
        columns=found.table.headings(),
    )
    return answer(request, body, shape)


def _raw(site: Site) -> list[Mapping[str, Any]]:
    """Return the tables of the release; one that has none is analysed once, at the first question."""
    found = site.release.analyses.get("tables")
    return found if isinstance(found, list) else _computed(site.release)


@lru_cache(maxsize=1)
def _computed(release: Release) -> list[Mapping[str, Any]]:
    network, portfolio = release.ground
    found = analyse(network, portfolio=portfolio)
    return [table_in_json(made(found)) for _, _, _, made in ANALYSES]


def _named(site: Site, name: str, language: str) -> _Analysis:
    known = {each["name"]: each for each in _raw(site)}
    if name not in known:
        close = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
        remedy = f"Did you mean {', '.join(close)}?" if close else "Ask for the list of analyses."
        raise UnknownName(f"There is no analysis {name!r}.", remedy=remedy)
    return _read(known[name], language)


def _read(raw: Mapping[str, Any], language: str) -> _Analysis:
    columns = tuple((each["key"], each[language]) for each in raw["columns"])
    rows = tuple(tuple(_cell(cell, language) for cell in row) for row in raw["rows"])
    return _Analysis(raw["name"], raw["title"][language], raw["reading"][language], Table(columns, rows))


def _cell(raw: Any, language: str) -> Cell:
    if isinstance(raw, dict) and "iri" in raw:
        return Cell(raw["label"], Shown(raw["label"], raw["iri"], local_path(raw["iri"]) or ""))
    if isinstance(raw, dict):
        return Cell(raw[language], Shown(raw[language]))
    if isinstance(raw, list):
        parts = [_cell(each, language) for each in raw]
        text = ", ".join(part.shown.text for part in parts)
        return Cell(text, Shown(text))
    return Cell(raw, Shown(_text(raw, language)))


def _text(raw: object, language: str) -> str:
    if raw is None:
        return ""
    if isinstance(raw, bool):
        words = ("oui", "non") if language == "fr" else ("yes", "no")
        return words[0] if raw else words[1]
    if isinstance(raw, float):
        text = f"{raw:.3f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if language == "fr" else text
    return json.dumps(raw) if isinstance(raw, dict) else str(raw)
