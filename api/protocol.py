"""Reads a request of the SPARQL 1.1 Protocol, strictly: what a client sends is taken as it is or refused by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from api.lexing import Dataset
from api.refusals import BodyTooLarge, MediaTypeRefused, QueryForbidden, RequestRefused

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["Asked", "parameters", "read"]

_FORM, _DIRECT, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]*\Z")
_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client asks: the query (empty when it sent none), the dataset and the format it names."""

    query: str
    dataset: Dataset | None
    format: str | None


async def read(request: Request, most: int) -> Asked:
    """Return what a GET, a form POST or a direct POST asks.

    Raises
    ------
    RequestRefused
        For a parameter that is missing, given twice, empty or not UTF-8.
    MediaTypeRefused
        For a body of another type, charset or content coding.
    BodyTooLarge
        For a body above ``most`` bytes.
    QueryForbidden
        For an update, however it is sent.
    """
    address = parameters(request.scope["query_string"])
    if request.method == "GET":
        return _asked(address, required=False)
    kind, charset = _media(request)
    body = await _body(request, most)
    if kind == _UPDATE:
        raise QueryForbidden("Updates are disabled: this endpoint is read-only.", remedy="Send a query.")
    if kind == _FORM:
        return _asked((*address, *parameters(body)), required=True)
    if charset not in {"", "utf-8", "utf8"}:
        raise MediaTypeRefused(f"The charset {charset!r} is not read.", remedy="Send UTF-8.")
    if any(name == "query" for name, _ in address):
        raise RequestRefused("A query stands in the address and in the body.", remedy="Send it once.")
    return _asked((*address, ("query", _text(body, "The body"))), required=True)


def _media(request: Request) -> tuple[str, str]:
    """Return the media type of the body and its charset."""
    header = request.headers.get("content-type", "")
    kind, _, rest = header.partition(";")
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"", "identity"}:
        raise MediaTypeRefused(f"The content coding {coding!r} is not read.", remedy="Send the body as it is.")
    if kind.strip().lower() not in {_FORM, _DIRECT, _UPDATE}:
        found = f"The media type {kind.strip()!r} is not read." if header else "The request has no media type."
        raise MediaTypeRefused(found, remedy=f"Send {_DIRECT} or {_FORM}.")
    charset = re.search(r"charset\s*=\s*\"?([^\s\";]+)", rest, re.IGNORECASE)
    return kind.strip().lower(), charset[1].lower() if charset else ""


async def _body(request: Request, most: int) -> bytes:
    """Return the body, counted while it comes in: the length that a client declares is not trusted."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > most:
            raise BodyTooLarge(f"The request is longer than {most} bytes.", remedy="Send a shorter query.")
    return bytes(found)


def parameters(text: bytes) -> tuple[tuple[str, str], ...]:
    """Return the name and value pairs of a query string or form, each decoded once.

    >>> parameters(b"query=ASK%7B%7D&a=1+2")
    (('query', 'ASK{}'), ('a', '1 2'))

    Raises
    ------
    RequestRefused
        When a part is not percent-encoded UTF-8.
    """
    pairs = (part.partition(b"=") for part in text.split(b"&") if part)
    return tuple((_decoded(name), _decoded(value)) for name, _, value in pairs)


def _decoded(part: bytes) -> str:
    if _PERCENT.search(part):
        raise RequestRefused("A parameter has a % that no two hexadecimal digits follow.", remedy="Encode it as %25.")
    return _text(unquote_to_bytes(part.replace(b"+", b" ")), "A parameter")


def _text(raw: bytes, subject: str) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestRefused(f"{subject} is not UTF-8.", remedy="Encode the query as UTF-8.") from error
    if "\x00" in text:
        raise RequestRefused(f"{subject} holds a null character.", remedy="Leave it out.")
    return text


def _asked(pairs: tuple[tuple[str, str], ...], *, required: bool) -> Asked:
    """Return what the pairs say; names that the protocol does not know have no effect."""
    if any(name in {"update", "using-graph-uri", "using-named-graph-uri"} for name, _ in pairs):
        raise QueryForbidden("Updates are disabled: this endpoint is read-only.", remedy="Send a query.")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise RequestRefused("The parameter query stands twice.", remedy="Send one query a request.")
    if queries and not queries[0].strip():
        raise RequestRefused("The query is empty.", remedy="Send a SELECT, ASK, CONSTRUCT or DESCRIBE query.")
    if required and not queries:
        raise RequestRefused("The parameter query is missing.", remedy="Send one.")
    named = [value for name, value in pairs if name in {"format", "output"} and value]
    return Asked(queries[0] if queries else "", _dataset(pairs), named[0] if named else None)


def _dataset(pairs: tuple[tuple[str, str], ...]) -> Dataset | None:
    default = tuple(value for name, value in pairs if name == "default-graph-uri" and value)
    named = tuple(value for name, value in pairs if name == "named-graph-uri" and value)
    for iri in (*default, *named):
        if not _ABSOLUTE.match(iri):
            raise RequestRefused(f"The graph {iri!r} is not an absolute IRI.", remedy="Write it whole.")
    return Dataset(default, named) if default or named else None
