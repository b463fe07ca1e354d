"""What if: changes in a form or a table, and the network before and after; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers import answer
from api.envelope import envelope
from api.formats import HTML, TABLES
from api.names import local_path
from api.negotiation import choose
from api.problems import problem_of
from api.refusals import RequestRefused, ServiceBusy
from api.site import language_of, site_of
from api.small_bodies import fields
from graph.analysis import wording
from graph.analysis.club_tables import effect_rows
from graph.analysis.values import plain
from graph.analysis.what_if import CHANGES, COLUMNS, GROUPS, Change, keyed, read_changes, what_if
from ontology.errors import MaillageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from api.site import Site
    from graph.analysis.what_if import WhatIf

__all__ = ["router"]

router = APIRouter()
LINES = 4
"""Lines of the form; more changes come as a table."""
MOST = 500
"""Changes at most."""
BYTES = 200_000
"""Bytes of a table at most."""
_FIELDS = ("change", "actor", "other", "group")
_SHAPES = (TABLES[0], HTML)


@dataclass(frozen=True, slots=True)
class _Try:
    """What a reader asked for, and what came of it."""

    lines: Sequence[Mapping[str, str]]
    table: str = ""
    found: WhatIf | None = None
    error: MaillageError | None = None


@router.get("/what-if", summary="The network before and after a few changes")
def tried(request: Request) -> Response:
    """Answer the form, and under it the network before and after the changes of the address."""
    site = site_of(request)
    shape = choose(_SHAPES, request.headers.get("accept"), request.query_params.get("format"))
    lines = _lines(request)
    try:
        changes = _changes(lines)
        found = _compared(site, changes) if changes or shape is not HTML else None
    except MaillageError as error:
        if shape is not HTML:
            raise
        return _page(request, site, _Try(lines, error=error))
    if shape is not HTML and found is not None:
        return answer(request, _body(request, found), shape)
    return _page(request, site, _Try(lines, found=found))


@router.post("/what-if", summary="The network before and after the changes of a table")
async def table_tried(request: Request) -> Response:
    """Answer the network before and after the changes of a CSV table: pasted, uploaded, or the body itself."""
    site = site_of(request)
    shape = choose(_SHAPES, request.headers.get("accept"), request.query_params.get("format"))
    text = ""
    try:
        sent = await fields(request, BYTES, site.settings.upload)
        text = sent.get("file") or sent.get("table", "")
        found = await run_in_threadpool(_compared, site, _read(text))
    except MaillageError as error:
        if shape is not HTML:
            raise
        return await run_in_threadpool(_page, request, site, _Try(_lines(request), text, error=error))
    if shape is not HTML:
        return answer(request, _body(request, found), shape)
    return await run_in_threadpool(_page, request, site, _Try(_lines(request), text, found=found))


def _read(text: str) -> tuple[Change, ...]:
    if not text.strip():
        raise RequestRefused(
            "The table is empty.",
            remedy=f"Send rows under {','.join(COLUMNS)}.",
            french=f"Le tableau est vide. Écrire des lignes sous {','.join(COLUMNS)}.",
        )
    return read_changes(text, "table")


def _lines(request: Request) -> list[dict[str, str]]:
    """Return the lines of the form as the address fills them, at least as many as are shown."""
    given = request.query_params
    columns = {name: given.getlist(name) for name in _FIELDS}
    many = min(max(LINES, *(len(values) for values in columns.values())), MOST + 1)
    return [
        {name: values[at].strip()[:200] if at < len(values) else "" for name, values in columns.items()}
        for at in range(many)
    ]


def _changes(lines: Sequence[Mapping[str, str]]) -> tuple[Change, ...]:
    """Return the changes of the lines that are filled in, read as the rows of a table."""
    rows = [[line[name] for name in _FIELDS] for line in lines]
    filled = [at for at, row in enumerate(rows) if row[0] and any(row[1:3])]
    made = []
    for at in filled:
        change, actor, other, group = rows[at]
        known = read_changes(_as_table(change, actor, other, group), "form", at + 1)[0]
        made.append(Change(change=known.change, actor=actor, other=other, group=known.group, row=at + 1))
    return tuple(made)


def _as_table(*cells: str) -> str:
    quoted = (f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells)
    return f"{','.join(_FIELDS)}\n{','.join(quoted)}\n"


def _compared(site: Site, changes: tuple[Change, ...]) -> WhatIf:
    if len(changes) > MOST:
        raise RequestRefused(
            f"{len(changes)} changes are more than {MOST}.",
            remedy="Send fewer.",
            french=f"{len(changes)} changements, c'est plus que {MOST}. En envoyer moins.",
        )
    network, _ = site.release.ground
    if not site.tries.acquire(timeout=site.settings.upload):
        raise ServiceBusy("Too many comparisons run already.", french="Trop de comparaisons en cours ; réessayer.")
    try:
        return what_if(network, keyed(network, changes))
    finally:
        site.tries.release()


def _body(request: Request, found: WhatIf) -> str:
    chosen = language_of(request)
    rows = [{"figure": words[chosen], "before": before, "after": after} for words, before, after in effect_rows(found)]
    return envelope(
        request,
        rows,
        count=len(rows),
        language=chosen,
        changes=plain(found.changes),
        before=plain(found.before),
        after=plain(found.after),
        moved=plain(found.moved),
    )


def _page(request: Request, site: Site, made: _Try) -> Response:
    chosen = language_of(request)
    problem = problem_of(made.error) if made.error else None
    network, _ = site.release.ground
    page = site.page(
        request,
        "what_if.html",
        lines=made.lines,
        pasted=made.table,
        found=made.found,
        rows=[(words[chosen], _shown(before, chosen), _shown(after, chosen)) for words, before, after in
              (effect_rows(made.found) if made.found else ())],
        moved=[(each.actor, _shown(each.before, chosen), _shown(each.after, chosen)) for each in
               (made.found.moved if made.found else ())],
        changes=CHANGES,
        groups=[(key, wording.group(key)[chosen]) for key in GROUPS],
        actors=[node.label for node in network.nodes],
        problem=problem,
        most=MOST,
        longest=BYTES,
        path_of=lambda iri: local_path(iri) if any(node.iri == iri for node in network.nodes) else "",
        permanent=site.settings.public_url + _address(made.lines) if made.found and not made.table else "",
        name_of=lambda key: next((node.label for node in network.nodes if node.key == key), key),
    )  # fmt: skip
    return answer(request, page, HTML, status=problem.status if problem else 200)


def _shown(number: float | int | None, language: str) -> str:
    if number is None:
        return "–"
    text = str(number) if isinstance(number, int) else f"{number:.3f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "fr" else text


def _address(lines: Sequence[Mapping[str, str]]) -> str:
    """Return the permanent address of the lines that are filled in."""
    pairs = [(name, line[name]) for line in lines if line["change"] for name in _FIELDS]
    return "/what-if" + ("?" + urlencode(pairs) if pairs else "")
