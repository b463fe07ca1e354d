"""Rows are counted and cut where they end, whatever stands in their values and wherever the blocks fall."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api import rows
from api.rows import Full, RowSink

if TYPE_CHECKING:
    from collections.abc import Callable

FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
BITING = st.text(alphabet='},{"\\\n\r\t:aé<>&[]', max_size=12)
"""Values made of what the formats are made of."""


def in_json(body: bytes) -> int:
    return len(json.loads(body)["results"]["bindings"])


def in_xml(body: bytes) -> int:
    return len(ElementTree.fromstring(body).findall(".//{*}result"))  # noqa: S314 - our own answer


def in_csv(body: bytes) -> int:
    return len(list(csv.reader(io.StringIO(body.decode(), newline="")))) - 1


def in_tsv(body: bytes) -> int:
    return body.count(b"\n") - 1


READ: dict[str, Callable[[bytes], int]] = {"json": in_json, "xml": in_xml, "csv": in_csv, "tsv": in_tsv}


def written(values: list[tuple[str, str | None]], suffix: str, block: int, cap: int) -> tuple[bytes, RowSink]:
    def cell(value: str | None) -> str:
        return "UNDEF" if value is None else str(ox.Literal(value))

    data = " ".join(f"({cell(one)} {cell(other)})" for one, other in values)
    found = ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {data} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    parts: list[bytes] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "_FIRST", block)
        patch.setattr(rows, "_BLOCK", block)
        sink = RowSink(suffix, parts.append, cap, 0)
        whole = found.serialize(None, FORMATS[suffix])
        assert whole is not None
        try:
            for at in range(0, len(whole), 7):
                sink.write(whole[at : at + 7])
        except Full:
            pass
        sink.close()
    return b"".join(parts), sink


@pytest.mark.parametrize("suffix", sorted(FORMATS))
@given(
    values=st.lists(st.tuples(BITING, st.none() | BITING), max_size=12),
    block=st.integers(1, 400),
    cap=st.integers(0, 14),
)
def test_as_many_rows_leave_as_may(suffix: str, values: list[tuple[str, str | None]], block: int, cap: int) -> None:
    if suffix in {"csv", "tsv"}:  # an empty line is a row there, which the readers above do not count
        values = [(one or "x", other) for one, other in values]
    body, sink = written(values, suffix, block, cap)
    kept = min(len(values), cap) if cap else len(values)
    assert sink.rows == kept
    assert READ[suffix](body) == kept
    assert sink.cut == ("rows" if kept < len(values) else "")


@given(text=st.text(alphabet='},{"\\a', max_size=80))
def test_counting_json_rows_agrees_with_listing_them(text: str) -> None:
    body = text.encode()
    ends = rows._json(body)
    if b"{}" not in body:
        assert rows._json_count(body) == (len(ends), ends[-1] if ends else 0)


def test_rows_of_a_large_answer_without_a_cap_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_COUNTED", 100)
    monkeypatch.setattr(rows, "_FIRST", 40)
    monkeypatch.setattr(rows, "_BLOCK", 40)
    many = " ".join(f'"{number}}},{{"' for number in range(200))
    found = ox.Store().query(f"SELECT ?a {{ VALUES ?a {{ {many} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    whole = found.serialize(None, ox.QueryResultsFormat.JSON)
    assert whole is not None
    for limit, count, cut in ((0, 200, ""), (3000, None, "bytes")):
        parts: list[bytes] = []
        sink = RowSink("json", parts.append, 0, limit)
        with contextlib.suppress(Full):
            for at in range(0, len(whole), 7):
                sink.write(whole[at : at + 7])
        sink.close()
        said = json.loads(b"".join(parts))
        assert (sink.rows, sink.cut) == (None, cut)
        assert said.get("truncated") == ({"by": "bytes"} if cut else None)
        assert [each["a"]["value"] for each in said["results"]["bindings"]] == [
            f"{number}}},{{" for number in range(count or len(said["results"]["bindings"]))
        ]
