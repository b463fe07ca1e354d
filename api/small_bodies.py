"""Reads a small body that a form or a program sends: fields and one file, counted while it comes in, never stored."""

from __future__ import annotations

import asyncio
import email
import email.policy
from typing import TYPE_CHECKING

from api.protocol import parameters
from api.refusals import BodyTooLarge, MediaTypeRefused, RequestRefused, RequestTooSlow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

__all__ = ["fields"]

_FORM, _PARTS, _TABLE = "application/x-www-form-urlencoded", "multipart/form-data", "text/csv"
_KINDS = (_FORM, _PARTS, _TABLE)


async def fields(request: Request, most: int, seconds: float) -> Mapping[str, str]:
    """Return what a body holds: the fields of a form, or ``table`` for a table sent as it is.

    Parameters
    ----------
    most
        Bytes at most, counted while they come in.
    seconds
        Time for the whole body.

    Raises
    ------
    MediaTypeRefused
        For a body that is neither a form nor CSV, or that is packed.
    BodyTooLarge, RequestTooSlow, RequestRefused
        For one too long, too slow, or not UTF-8.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _KINDS:
        raise MediaTypeRefused(f"The media type {kind!r} is not read.", remedy=f"Send {', '.join(_KINDS)}.")
    if request.headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
        raise MediaTypeRefused("A packed body is not read.", remedy="Send it as it is.")
    try:
        async with asyncio.timeout(seconds):
            body = await _body(request, most)
    except TimeoutError as error:
        raise RequestTooSlow(f"The body did not come within {seconds:g} s.", remedy="Send it at once.") from error
    if kind == _FORM:
        return dict(parameters(body))
    return {"table": _text(body)} if kind == _TABLE else _parts(request.headers["content-type"], body)


async def _body(request: Request, most: int) -> bytes:
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > most:
            raise BodyTooLarge(
                f"The table is longer than {most} bytes.",
                remedy="Send fewer changes.",
                french=f"Le tableau dépasse {most} octets. Envoyer moins de changements.",
            )
    return bytes(found)


def _parts(header: str, body: bytes) -> dict[str, str]:
    """Return the fields of a form of several parts; an empty file counts as none."""
    head = f"Content-Type: {header}\r\nMIME-Version: 1.0\r\n\r\n".encode("latin-1", "replace")
    message = email.message_from_bytes(head + body, policy=email.policy.HTTP)
    found: dict[str, str] = {}
    for part in message.iter_parts() if message.is_multipart() else ():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes) and content:
            found[name] = _text(content)
    return found


def _text(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestRefused(
            "The table is not UTF-8.",
            remedy="Save it as CSV in UTF-8.",
            french="Le tableau n'est pas en UTF-8. L'enregistrer en CSV, encodage UTF-8.",
        ) from error
    if "\x00" in text:
        raise RequestRefused("The table holds a null character.", remedy="Send text.", french="Ce n'est pas du texte.")
    return text
