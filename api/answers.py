"""Builds responses: one place for content types, entity tags and downloads."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from starlette.responses import Response

from api.formats import HTML
from api.negotiation import VARY

if TYPE_CHECKING:
    from starlette.requests import Request

    from api.formats import Format

__all__ = ["answer", "csv_table", "json_text", "plain_number"]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def answer(
    request: Request,
    body: bytes | str,
    shape: Format,
    headers: Mapping[str, str] | None = None,
    *,
    status: int = 200,
) -> Response:
    """Return a response with an entity tag over its content, or 304 when the client holds that content already."""
    content = body.encode() if isinstance(body, str) else body
    tag = f'"{hashlib.blake2b(content + shape.suffix.encode(), digest_size=12).hexdigest()}"'
    sent = {"ETag": tag, "Vary": VARY, "Cache-Control": "no-cache", **(headers or {})}
    if shape is HTML:
        sent |= {"Vary": f"{VARY}, Cookie", **_remembered(request)}
    if status == 200 and request.method in {"GET", "HEAD"} and _holds(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=sent)
    return Response(content, status, {**sent, "Content-Type": shape.content_type})


def _remembered(request: Request) -> dict[str, str]:
    """Return the header that makes a browser keep the language that its reader chose."""
    chosen = request.query_params.get("lang")
    if chosen not in {"fr", "en"}:
        return {}
    path = getattr(request.app.state, "site", None)
    root = path.settings.root_path if path is not None else ""
    return {"Set-Cookie": f"lang={chosen}; Path={root or '/'}; Max-Age=31536000; SameSite=Lax"}


def _holds(header: str | None, tag: str) -> bool:
    held = [each.strip().removeprefix("W/") for each in (header or "").split(",")]
    return tag in held or "*" in held


def json_text(value: object) -> str:
    """Return JSON for people and machines; raises on NaN, which no reader accepts."""
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def plain_number(value: object) -> object:
    """Return a value that JSON can hold: not-a-number and infinity become ``None``."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def csv_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return RFC 4180 text, with formulas defused: a spreadsheet runs cells that start like one."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    is_formula = text.startswith(_FORMULA_STARTS) and not _is_number(text)
    return "'" + text if is_formula else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
