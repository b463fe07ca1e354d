"""The one shape of every JSON success: ``data``, and ``meta`` with the count, the page and the links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from api.answers import json_text
from api.refusals import RequestRefused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

__all__ = ["OWN", "Paging", "envelope"]

_Row = TypeVar("_Row")

OWN = frozenset({"format", "lang", "page", "size"})
"""Parameters of an address that say how to answer, not what."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is asked for."""

    page: int
    size: int

    @classmethod
    def of(cls, request: Request, *, size: int, most: int) -> Paging:
        """Return the page that an address asks for.

        Raises
        ------
        RequestRefused
            When ``page`` or ``size`` is no number, or out of its range.
        """
        return cls(_number(request, "page", 1, 1_000_000), _number(request, "size", size, most))

    def pages(self, count: int) -> int:
        """Return how many pages a list has; an empty one has a single page."""
        return max(1, -(-count // self.size))

    def part(self, rows: Sequence[_Row]) -> Sequence[_Row]:
        """Return the rows of the page."""
        return rows[(self.page - 1) * self.size : self.page * self.size]


def _number(request: Request, name: str, usual: int, most: int) -> int:
    text = request.query_params.get(name)
    if text is None or not text.strip():
        return usual
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:12]) <= most):
        raise RequestRefused(
            f"The parameter {name} cannot be read: {text[:40]!r}.", remedy=f"Give a whole number from 1 to {most}."
        )
    return int(text)


def envelope(
    request: Request,
    found: object,
    *,
    count: int,
    paging: Paging | None = None,
    links: Mapping[str, str] | None = None,
    **about: object,
) -> str:
    """Return a success as JSON; addresses in ``links`` begin with ``/`` and come out whole."""
    site = request.app.state.site
    base: str = site.settings.public_url
    told: dict[str, object] = {"count": count, "language": about.pop("language", None)}
    ways = {"self": _address(base, request, paging.page if paging else None)}
    if paging:
        pages = paging.pages(count)
        told["page"] = {"number": paging.page, "size": paging.size, "pages": pages}
        ways |= {"first": _address(base, request, 1), "last": _address(base, request, pages)}
        if 1 < paging.page <= pages:
            ways["previous"] = _address(base, request, paging.page - 1)
        if paging.page < pages:
            ways["next"] = _address(base, request, paging.page + 1)
    ways |= {name: base + path for name, path in (links or {}).items()}
    told = {**{key: value for key, value in told.items() if value is not None}, **about, "links": ways}
    return json_text({"data": found, "meta": told})


def _address(base: str, request: Request, page: int | None) -> str:
    """Return the address of this list at another page, with every other parameter as it was given."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    if page is not None and page > 1:
        kept.append(("page", str(page)))
    query = urlencode(kept)
    return base + request.url.path + ("?" + query if query else "")
