"""The branches of the exception tree that only a service over HTTP needs."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.errors import MaillageError, QueryRefused

__all__ = [
    "AddressTooLong",
    "BodyTooLarge",
    "ClientGone",
    "Gone",
    "MediaTypeRefused",
    "MethodRefused",
    "NotAcceptable",
    "QueryForbidden",
    "QueryTooCostly",
    "RequestRefused",
    "RequestTooSlow",
    "ServiceBusy",
    "TooManyQueries",
]


class RequestRefused(MaillageError):
    """A request breaks the protocol: a parameter missing, given twice, empty or badly encoded."""


class MediaTypeRefused(MaillageError):
    """A request body has a media type, a charset or an encoding that the service does not read."""


class AddressTooLong(MaillageError):
    """A request has an address longer than the service reads."""


class BodyTooLarge(MaillageError):
    """A request body is longer than the service reads."""


class MethodRefused(MaillageError):
    """A method that the address does not answer; ``allowed`` names those it does."""

    def __init__(self, found: str, allowed: Sequence[str]) -> None:
        super().__init__(found, remedy=f"Use {', '.join(allowed)}.")
        self.allowed = tuple(allowed)


class NotAcceptable(MaillageError):
    """No format of the answer is among those asked for; ``available`` lists the media types there are."""

    def __init__(self, asked: str, available: Sequence[str]) -> None:
        super().__init__(f"Nothing is available as {asked[:200]!r}.", remedy=f"Ask for one of {', '.join(available)}.")
        self.available = tuple(available)


class QueryForbidden(QueryRefused):
    """A well-formed query asks for what a public, read-only service does not do."""


class QueryTooCostly(MaillageError):
    """A query ended its worker: it needed more memory or depth than one query may have."""


class ServiceBusy(MaillageError):
    """Too many queries run and wait already."""


class TooManyQueries(MaillageError):
    """One client has as many queries running and waiting as it may."""


class RequestTooSlow(MaillageError):
    """A client took too long to send its request."""


class ClientGone(MaillageError):
    """The client hung up before its answer was ready."""


class Gone(MaillageError):
    """The thing was withdrawn; its IRI is never given to another."""
