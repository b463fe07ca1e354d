"""The named questions: a list, and for each a form, a table, JSON and CSV under one permanent address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import answer
from api.envelope import OWN, Paging, envelope
from api.facts import Shown
from api.formats import HTML, TABLES
from api.negotiation import choose
from api.problems import problem_of
from api.site import language_of, site_of
from api.tables import Cell, Table
from api.terms import translated
from graph import catalogue
from graph.rdf import XSD, Iri, Literal
from ontology.errors import MaillageError

if TYPE_CHECKING:
    from api.facts import Facts
    from api.site import Site
    from graph.rdf import Term
    from graph.store import Rows

__all__ = ["router", "table_of", "title_of"]

router = APIRouter()
_NUMBERS = frozenset({XSD + "integer", XSD + "decimal", XSD + "double", XSD + "float"})


@router.get("/questions", summary="The list of named questions")
def questions(request: Request) -> Response:
    """Answer the list: a page or JSON."""
    site, chosen = site_of(request), language_of(request)
    shape = choose((TABLES[0], HTML), request.headers.get("accept"), request.query_params.get("format"))
    known = catalogue.questions()
    if shape is HTML:
        groups = {group: [each for each in known if each.group == group] for group in catalogue.GROUPS}
        return answer(request, site.page(request, "questions.html", groups=groups), HTML)
    paging = Paging.of(request, size=100, most=500)
    listed = [_listed(site, each, chosen) for each in paging.part(known)]
    return answer(request, envelope(request, listed, count=len(known), paging=paging, language=chosen), shape)


def _listed(site: Site, question: catalogue.Question, language: str) -> dict[str, object]:
    return {
        "id": question.id,
        "group": question.group,
        "title": question.title(language),
        "about": question.about(language),
        "parameters": [
            {"name": each.name, "type": each.kind, "scheme": each.scheme, "label": each.label(language),
             "example": each.example}
            for each in question.parameters
        ],
        "columns": [{"key": each.name, "label": each.label(language)} for each in question.columns],
        "url": f"{site.settings.public_url}/questions/{question.id}",
    }  # fmt: skip


@router.get("/questions/{identifier}", summary="One question: form and answer")
def question(request: Request, identifier: str) -> Response:
    """Answer a question with the parameters of the address; the page without them shows the form."""
    site, chosen = site_of(request), language_of(request)
    name, _, suffix = identifier.partition(".")
    asked = catalogue.question(name)
    named = suffix or request.query_params.get("format")
    shape = choose((*TABLES, HTML), request.headers.get("accept"), named)
    values = {key: value for key, value in request.query_params.items() if key not in OWN}
    if shape is HTML:
        return _page(request, site, asked, values)
    table = table_of(site.facts(request), asked, catalogue.ask(site.release.store, name, values))
    if shape.suffix == "csv":
        return answer(request, table.csv(), shape, {"Content-Disposition": f'attachment; filename="{asked.id}.csv"'})
    paging = Paging.of(request, size=1000, most=10_000)
    ways = {shape.suffix: path for shape, (_, path, _) in zip(TABLES, _alternates(asked, values), strict=True)}
    body = envelope(
        request,
        table.records(paging),
        count=len(table.rows),
        paging=paging,
        links={**ways, "html": _permanent(asked, values), "list": "/questions"},
        language=chosen,
        question=asked.id,
        title=title_of(site, asked, values, chosen),
        about=asked.about(chosen),
        values=values,
        columns=table.headings(),
    )
    return answer(request, body, shape)


def _page(request: Request, site: Site, asked: catalogue.Question, values: dict[str, str]) -> Response:
    """Return the form, filled in, with the answer under it once every parameter is given."""
    given = {name: value for name, value in values.items() if value.strip()}
    table, problem, text = None, None, ""
    if len(given) >= len(asked.parameters):
        try:
            table = table_of(site.facts(request), asked, catalogue.ask(site.release.store, asked.id, given))
            text = catalogue.written_out(site.release.store, asked.id, given)
        except MaillageError as error:
            problem = problem_of(error)
    page = site.page(
        request,
        "question.html",
        question=asked,
        title=title_of(site, asked, given, language_of(request)),
        values=given,
        choices={each.name: catalogue.choices(site.release.store, each) for each in asked.parameters},
        table=_paired(table, asked) if table else None,
        problem=problem,
        query=text,
        alternates=_alternates(asked, given) if table else (),
        permanent=site.settings.public_url + _permanent(asked, given),
    )
    return answer(request, page, HTML, status=problem.status if problem else 200)


def _paired(table: Table, asked: catalogue.Question) -> Table:
    """Return the table for a page: a thing and its label, two columns of the answer, become one column of links."""
    keys = [key for key, _ in table.columns]
    links = {column.name: column.names for column in asked.columns if column.names in keys}
    kept = [at for at, key in enumerate(keys) if key not in links.values()]
    taken = {at: keys.index(links[keys[at]] or "") if keys[at] in links else at for at in kept}
    return Table(
        tuple(table.columns[at] for at in kept),
        tuple(tuple(row[taken[at]] if row[taken[at]].shown.text else row[at] for at in kept) for row in table.rows),
    )


def title_of(site: Site, asked: catalogue.Question, given: dict[str, str], language: str) -> str:
    """Return the title of a question with the words for the values given, so that it reads as a sentence."""
    return asked.title(language, _labels(site, asked, given))


def _labels(site: Site, asked: catalogue.Question, given: dict[str, str]) -> dict[str, str]:
    found = dict(given)
    for parameter in asked.parameters:
        for choice in catalogue.choices(site.release.store, parameter):
            if choice.key == given.get(parameter.name):
                found[parameter.name] = choice.label
    return found


def _permanent(asked: catalogue.Question, given: dict[str, str]) -> str:
    """Return the address of a question with its values, the same whatever the order in which they were given."""
    ordered = {each.name: given[each.name] for each in asked.parameters if each.name in given}
    return f"/questions/{asked.id}" + ("?" + urlencode(ordered) if ordered else "")


def _alternates(asked: catalogue.Question, given: dict[str, str]) -> tuple[tuple[str, str, str], ...]:
    query = "?" + urlencode(given) if given else ""
    return tuple((shape.label, f"/questions/{asked.id}.{shape.suffix}{query}", shape.media) for shape in TABLES)


def table_of(facts: Facts, asked: catalogue.Question, rows: Rows) -> Table:
    """Return the answer of a question as a table in the reader's language."""
    if facts.language == "en":
        rows = translated(asked, rows, facts.release.english)
    headings = {column.name: column.label(facts.language) for column in asked.columns}
    columns = tuple((name, headings.get(name, name)) for name in rows.variables)
    return Table(columns, tuple(tuple(_cell(facts, term) for term in row) for row in rows.rows))


def _cell(facts: Facts, term: Term | None) -> Cell:
    if term is None:
        return Cell(None, Shown(""))
    if isinstance(term, Iri):
        return Cell(term.value, facts.shown(term))
    if isinstance(term, Literal) and term.datatype in _NUMBERS:
        return Cell(_number(term.value), facts.shown(term))
    return Cell(str(term), facts.shown(term))


def _number(text: str) -> int | float | str:
    try:
        return int(text) if text.lstrip("+-").isdigit() else float(text)
    except ValueError:
        return text
