"""Errors as answers: one shape (RFC 9457), one table from the exception tree to the status."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api import refusals
from api.answers import json_text
from api.formats import GRAPHS, HTML, PREFIXES, Format
from api.french import in_french
from api.guesses import meant
from api.negotiation import VARY, choose
from api.site import language_of
from api.wording import say
from ontology import errors

if TYPE_CHECKING:
    from starlette.types import Scope

__all__ = [
    "STATUSES",
    "Problem",
    "on_http",
    "on_invalid",
    "on_maillage",
    "problem_of",
    "respond",
    "status_of",
    "unexpected",
]

STATUSES: dict[type[errors.MaillageError], int] = {
    refusals.RequestRefused: 400,
    errors.ConfigurationRefused: 400,
    errors.TableRefused: 400,
    errors.QueryRefused: 400,
    refusals.QueryForbidden: 403,
    errors.UnknownName: 404,
    errors.IriRefused: 404,
    refusals.MethodRefused: 405,
    refusals.NotAcceptable: 406,
    refusals.Gone: 410,
    refusals.RequestTooSlow: 408,
    refusals.BodyTooLarge: 413,
    refusals.AddressTooLong: 414,
    refusals.MediaTypeRefused: 415,
    refusals.TooManyQueries: 429,
    refusals.ClientGone: 499,
    refusals.QueryTooCostly: 503,
    refusals.ServiceBusy: 503,
    errors.RemoteFailed: 502,
    errors.RemoteTimedOut: 504,
    errors.StoreUnavailable: 503,
    errors.QueryTimedOut: 504,
    errors.MaillageError: 500,
}
"""The status of each error; a class without a line of its own has that of its parent."""

_TITLES = {
    400: "Bad request", 403: "Forbidden", 404: "Not found", 405: "Method not allowed", 406: "Not acceptable",
    408: "Request timeout", 410: "Gone", 413: "Content too large", 414: "Address too long",
    415: "Unsupported media type", 429: "Too many requests", 499: "Client closed request",
    500: "Internal error", 502: "Bad gateway", 503: "Service unavailable", 504: "Timed out",
}  # fmt: skip
_JSON = Format("json", "application/problem+json", "JSON", ("application/json", "application/sparql-results+json"))
_TEXT = Format("txt", "text/plain", "text", ("text/csv", "text/tab-separated-values"))
_RETRY = "5"


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, as every format of the answer says it."""

    status: int
    detail: str
    remedy: str = ""
    line: int | None = None
    column: int | None = None
    available: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    french: str = ""
    """The whole sentence in French, where the error brings its own."""

    @property
    def title(self) -> str:
        """Return the short name of the status."""
        return _TITLES.get(self.status, "Error")

    @property
    def sentence(self) -> str:
        """Return what was found and what to do."""
        return f"{self.detail} {self.remedy}".strip()

    def told(self, language: str) -> str:
        """Return that sentence in a language; a part without French words stays in English."""
        if language != "fr":
            return self.sentence
        parts = (in_french(part) or part for part in (self.detail, self.remedy))
        return self.french or " ".join(part for part in parts if part)

    def heading(self, language: str) -> str:
        """Return the short name of the status in a language."""
        return say(f"problem.{self.status}", language) or self.title

    def members(self, language: str = "en") -> dict[str, object]:
        """Return the members of ``application/problem+json``."""
        said: dict[str, object] = {
            "type": "about:blank",
            "title": self.title if language == "en" else self.heading(language),
            "status": self.status,
            "detail": self.told(language),
        }
        optional = {"line": self.line, "column": self.column, "available": list(self.available) or None}
        said.update({name: value for name, value in optional.items() if value is not None})
        return said


def status_of(error: errors.MaillageError) -> int:
    """Return the status of an error, by the nearest class that has one."""
    return next(STATUSES[known] for known in type(error).__mro__ if known in STATUSES)


def problem_of(error: errors.MaillageError) -> Problem:
    """Return what an error of ours says to the outside: never a path, never a traceback."""
    status = status_of(error)
    headers = {"Retry-After": _RETRY} if status in {429, 502, 503, 504} else {}
    if isinstance(error, refusals.MethodRefused):
        headers["Allow"] = ", ".join(error.allowed)
    if isinstance(error, errors.StoreUnavailable) or status == 500:
        return Problem(status, "The graph cannot be read just now.", "Ask again in a moment.", headers=headers)
    return Problem(
        status,
        _sentence(error),
        error.remedy,
        *_place(error),
        getattr(error, "available", ()),
        headers,
        error.french,
    )


def _place(error: errors.MaillageError) -> tuple[int | None, int | None]:
    """Return the line and the column of a query that an error names; those of a table stand in its sentence."""
    return (error.line, error.column) if isinstance(error, errors.QueryRefused) else (None, None)


def _sentence(error: errors.MaillageError) -> str:
    """Return what was found, as a sentence, with the place in the query when the error keeps it apart."""
    if error.where.startswith("line "):
        return f"{error.where[:1].upper()}{error.where[1:]}: {error.found}"
    return error.found[:1].upper() + error.found[1:]


async def on_maillage(request: Request, error: Exception) -> Response:
    """Answer an error of ours."""
    if not isinstance(error, errors.MaillageError):
        return respond(request, Problem(500, "Something failed here."))
    return respond(request, problem_of(error))


async def on_http(request: Request, error: Exception) -> Response:
    """Answer an error of the framework: no such page, no such method; a guess is led to the page that it means."""
    if not isinstance(error, HTTPException):
        return respond(request, Problem(500, "Something failed here."))
    guess = meant(request) if error.status_code == 404 and request.method in {"GET", "HEAD"} else None
    if guess is not None:
        site = getattr(request.app.state, "site", None)
        root = site.settings.root_path if site is not None else ""
        return RedirectResponse(root + guess, 308, {"Cache-Control": "max-age=3600"})
    said = {
        404: f"There is nothing at {request.url.path}.",
        405: f"{request.method} is not answered at {request.url.path}.",
    }
    detail = said.get(error.status_code, error.detail)
    return respond(request, Problem(error.status_code, detail, headers={**(error.headers or {})}))


async def on_invalid(request: Request, _error: Exception) -> Response:
    """Answer a parameter that the framework refuses."""
    return respond(request, Problem(400, "A parameter has a value that cannot be read."))


def unexpected(scope: Scope) -> Response:
    """Return the answer to an error that nobody foresaw; the log keeps what it was."""
    return respond(Request(scope), Problem(500, "Something failed here; the failure is logged."))


def respond(request: Request, problem: Problem) -> Response:
    """Return a problem in the format that the client likes best; JSON when it names none that there is.

    Pages speak the language of the site; data formats are in English but for clients that ask for French.
    """
    shape = _shape(request)
    chosen = language_of(request) if shape is HTML else language_of(request, usual="en")
    headers = {"Vary": VARY, "Cache-Control": "no-store", "Content-Language": chosen, **problem.headers}
    if shape is HTML:
        body = _page(request, problem)
    elif shape is _TEXT:
        body = problem.told(chosen) + "\n"
    elif shape in GRAPHS:
        body = _description(problem, shape, chosen)
    else:
        shape, body = _JSON, json_text(problem.members(chosen))
    return Response(body, problem.status, {**headers, "Content-Type": shape.content_type})


def _shape(request: Request) -> Format:
    suffix = request.url.path.rpartition(".")[2] if "." in request.url.path.rpartition("/")[2] else None
    named = request.query_params.get("format") or suffix
    try:
        return choose((_JSON, HTML, _TEXT, *GRAPHS), request.headers.get("accept"), named)
    except refusals.NotAcceptable:
        return _JSON


def _page(request: Request, problem: Problem) -> str:
    site = getattr(request.app.state, "site", None)
    if site is None:
        return problem.sentence
    words = request.url.path.rstrip("/").rpartition("/")[2].replace("-", " ")[:100] if problem.status == 404 else ""
    return str(site.page(request, "problem.html", problem=problem, words=words))


def _description(problem: Problem, shape: Format, language: str) -> str:
    """Return a problem in RDF (the W3C vocabulary for HTTP), for clients that read nothing else."""
    from api.serialising import convert

    detail = problem.told(language).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\r", " ")
    turtle = (
        f"@prefix http: <http://www.w3.org/2011/http#> . @prefix dct: <{PREFIXES['dct']}> .\n"
        f'[] a http:Response ; http:statusCodeNumber {problem.status} ; dct:description "{detail}"@{language} .'
    )
    return convert(turtle.encode(), shape.suffix).decode()
