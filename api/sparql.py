"""The SPARQL 1.1 Protocol endpoint: queries, the service description and the editor at one address."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers import answer
from api.asking import examined, job_of
from api.description import service_description
from api.formats import GRAPHS, HTML, SOLUTIONS
from api.negotiation import choose, prefers_html
from api.problems import problem_of
from api.protocol import read
from api.refusals import ClientGone, NotAcceptable
from api.serialising import convert
from api.site import language_of, site_of
from api.wording import say
from graph import catalogue
from ontology.errors import MaillageError

if TYPE_CHECKING:
    from api.protocol import Asked
    from api.sandbox import Answer, Job
    from api.site import Site

__all__ = ["examples", "router"]

router = APIRouter()
_SHOWN = 500
"""Rows that the page shows; the data formats give all."""
_PAGE = 50_000
"""Rows that a page counts."""
_EXAMPLES = 12


@router.api_route("/sparql", methods=["GET", "POST"], summary="SPARQL 1.1 query endpoint")
@router.api_route("/sparql/", methods=["GET", "POST"], include_in_schema=False)
async def sparql(request: Request) -> Response:
    """Answer the editor for people or the service description for machines; data answers are ``api.endpoint``'s."""
    site = site_of(request)
    is_page = request.method == "GET" and prefers_html(request.headers.get("accept"), (*SOLUTIONS, *GRAPHS))
    try:
        asked = await read(request, site.settings.body_bytes)
    except MaillageError as error:
        if is_page:
            return await run_in_threadpool(_editor, request, site, _Outcome(error=error))
        raise
    if asked.query:
        return await _answered_page(request, site, asked)
    return await run_in_threadpool(_editor if is_page else _described, request, site)


def _described(request: Request, site: Site) -> Response:
    named = request.query_params.get("format") or request.query_params.get("output")
    try:
        shape = choose(GRAPHS, request.headers.get("accept"), named)
    except NotAcceptable:
        shape = GRAPHS[0]
    return answer(request, convert(service_description(site).encode(), shape.suffix), shape)


async def _run(request: Request, site: Site, job: Job) -> Answer:
    """Return the answer of the pool; a client that hangs up frees its worker."""
    result = asyncio.ensure_future(site.pool.answer(job, request.client.host if request.client else ""))
    watch = asyncio.ensure_future(_hang_up(request))
    both: set[asyncio.Future[Any]] = {result, watch}
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if not result.done():
            raise ClientGone("The client hung up.")
        return result.result()
    finally:
        for each in both:
            each.cancel()
        await asyncio.gather(*both, return_exceptions=True)


async def _hang_up(request: Request) -> None:
    """Return when the client has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the editor shows under the query."""

    query: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[dict[str, Any] | None, ...], ...] = ()
    total: int = 0
    cut: bool = False
    truth: bool | None = None
    text: str = ""
    lines: int = 0
    """Lines of a graph that are shown, 0 when all are."""
    error: MaillageError | None = None

    @property
    def has_table(self) -> bool:
        """Tell whether there is a table to show, be it empty."""
        return bool(self.columns)


async def _answered_page(request: Request, site: Site, asked: Asked) -> Response:
    """Return the editor with the query and its answer: works without a script, and has a permanent address."""
    try:
        found = await run_in_threadpool(examined, site, asked)
        job = job_of(asked, SOLUTIONS[0], found, rows=_PAGE)
        outcome = _outcome(asked.query, await _run(request, site, job))
    except ClientGone:
        raise
    except MaillageError as error:
        outcome = _Outcome(query=asked.query, error=error)
    return await run_in_threadpool(_editor, request, site, outcome)


def _outcome(query: str, result: Answer) -> _Outcome:
    if result.kind == "graph":
        lines = result.body.decode().splitlines(keepends=True)
        shown = _SHOWN if len(lines) > _SHOWN else 0
        text = "".join(lines[:_SHOWN])
        return _Outcome(query=query, text=text, lines=shown, total=result.rows or 0, cut=bool(result.cut))
    said = json.loads(result.body)
    if result.kind == "boolean":
        return _Outcome(query=query, truth=said["boolean"])
    columns = tuple(said["head"]["vars"])
    rows = tuple(tuple(row.get(name) for name in columns) for row in said["results"]["bindings"][:_SHOWN])
    return _Outcome(query=query, columns=columns, rows=rows, total=result.rows or 0, cut=bool(result.cut))


def _editor(request: Request, site: Site, outcome: _Outcome | None = None) -> Response:
    chosen = language_of(request)
    shown = outcome or _Outcome()
    problem = problem_of(shown.error) if shown.error else None
    page = site.page(
        request,
        "sparql.html",
        examples=examples(site, chosen),
        outcome=shown,
        problem=problem,
        intro=say("sparql.intro", chosen, seconds=f"{site.settings.deadline:g}", rows=site.settings.rows),
        shapes=GRAPHS if shown.text else SOLUTIONS,
        facts=site.facts(request),
    )
    return answer(request, page, HTML, problem.headers if problem else None, status=problem.status if problem else 200)


def examples(site: Site, language: str) -> tuple[tuple[str, str], ...]:
    """Return the title and text of the example queries: named questions with their example values filled in."""
    found: list[tuple[str, str]] = []
    per_group: dict[str, int] = {}
    for question in catalogue.questions():
        per_group[question.group] = per_group.get(question.group, 0) + 1
        if per_group[question.group] > 2 or len(found) == _EXAMPLES:
            continue
        with contextlib.suppress(MaillageError):
            text = catalogue.written_out(site.release.store, question.id, question.example)
            found.append((question.title(language, question.example), text))
    return tuple(found)
