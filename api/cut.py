"""What a cut answer says of itself: in its head where the format has a place for it, in its headers always."""

from __future__ import annotations

from ontology.errors import QueryRefused

__all__ = ["cut_headers", "is_strict", "linked_head", "whole_only"]

_SILENT = frozenset({"csv", "tsv", "jsonld"})
_STRICT = b"handling=strict"


def cut_headers(cut: str, rows: int | None, suffix: str, address: str) -> list[tuple[bytes, bytes]]:
    """Return the headers of an answer that a cap ended; ``rows`` is ``None`` where they were not counted.

    Formats without a place to say it in bear a file name that does: whoever saves the answer has it before their eyes.
    """
    said = [
        (b"x-maillage-truncated", (cut if rows is None else f"{cut}; rows={rows}").encode()),
        (b"link", f'<{address}>; rel="help"'.encode()),
    ]
    if suffix in _SILENT:
        name = ("cut" if rows is None else f"cut-after-{rows}-rows") + f".{suffix}"
        said.append((b"content-disposition", f'inline; filename="{name}"'.encode()))
    return said


def linked_head(body: bytes, suffix: str, address: str) -> bytes:
    """Return a cut table whose head leads to what is to be known of it (``link`` of the SPARQL result formats).

    >>> linked_head(b'{"head":{"vars":["s"]},"results":{"bindings":[]}}', "json", "http://a/docs#cut")
    b'{"head":{"vars":["s"],"link":["http://a/docs#cut"]},"results":{"bindings":[]}}'
    """
    if suffix == "json" and body.startswith(b'{"head":{"vars":['):
        head, close, rest = body.partition(b"]")
        return head + close + f',"link":["{address}"]'.encode() + rest
    if suffix == "xml":
        head, close, rest = body.partition(b"</head>")
        return head + f'<link href="{address}"/>'.encode() + close + rest if close else body
    return body


def is_strict(prefer: bytes) -> bool:
    """Tell whether a client would rather have an error than a part (``Prefer: handling=strict``, RFC 7240)."""
    return _STRICT in prefer.lower().replace(b" ", b"")


def whole_only() -> QueryRefused:
    """Return the refusal of a part to a client that wants all or nothing."""
    return QueryRefused(
        "The answer is longer than this service gives at once.",
        remedy="Ask for it by parts with ORDER BY, LIMIT and OFFSET, or take a dump at /dumps/.",
        french="La réponse dépasse ce que ce service donne d'un coup. La demander par parties avec ORDER BY, LIMIT et "
        "OFFSET, ou prendre un export à /dumps/.",
    )
