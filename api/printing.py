"""How the command line prints: lines, aligned columns, CSV, query results."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ontology.errors import ConfigurationRefused

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["FORMATS", "answer", "cell", "columns", "comma_separated", "say"]

FORMATS: Mapping[str, str | None] = {
    "table": None,
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
}
_GAP = "  "
_NARROWEST = 8
_TRUTH = {"fr": ("non", "oui"), "en": ("no", "yes")}


def say(line: str) -> None:
    """Print one line and let it be seen at once."""
    print(line, flush=True)  # noqa: T201 - this module is how the terminal is written to


def cell(value: object, language: str = "fr") -> str:
    """Return a value as a cell: nothing for ``None``, three decimals for a fraction, a word for a truth value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _TRUTH[language][value]
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def columns(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print aligned columns, the widest ones cut to the width of the terminal."""
    widths = _widths(headings, rows)
    for row in (headings, ["-" * width for width in widths], *rows):
        parts = (_cut(text, width).ljust(width) for text, width in zip(row, widths, strict=True))
        say(_GAP.join(parts).rstrip())


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    widths = [max(len(text) for text in column) for column in zip(headings, *rows, strict=True)]
    if not sys.stdout.isatty():
        return widths
    room = shutil.get_terminal_size().columns - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def comma_separated(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print RFC 4180 CSV."""
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    sys.stdout.flush()


def answer(store: Store, sparql: str, form: str) -> None:
    """Print the answer of a query in a format of ``FORMATS``; a table is for SELECT, ASK and graphs alike."""
    from graph.embedded import Embedded

    if not isinstance(store, Embedded):
        raise ConfigurationRefused("only a built store can be queried here.", remedy="Query the endpoint itself.")
    found = store.query_bytes(sparql, FORMATS[form] or _plain_media(sparql))
    if FORMATS[form] is None and found.form == "select":
        _table(found.body)
    else:
        sys.stdout.buffer.write(found.body if found.body.endswith(b"\n") else found.body + b"\n")
        sys.stdout.buffer.flush()


def _plain_media(sparql: str) -> str:
    from graph.binding import form_of

    return "text/csv" if form_of(sparql) in ("select", "ask") else "text/turtle"


def _table(body: bytes) -> None:
    rows = csv.reader(io.StringIO(body.decode("utf-8"), newline=""))
    headings, *others = ([" ".join(value.split()) for value in row] for row in rows)
    columns(headings, others)
