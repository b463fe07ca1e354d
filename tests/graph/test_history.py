"""Two releases are told apart by their counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.history import Change, changes, kept
from graph.report import BuildReport

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = BuildReport(stamp="1", version="0", fingerprint="a", quads=10, actors_by_kind={"company": 2, "event": 1})
AFTER = replace(BEFORE, stamp="2", quads=12, actors_by_kind={"company": 3, "school": 1})


def test_only_the_counts_that_differ_are_told() -> None:
    assert changes(BEFORE, AFTER) == (
        Change("quads", 10, 12),
        Change("actors: company", 2, 3),
        Change("actors: school", 0, 1),
        Change("actors: event", 1, 0),
    )
    assert changes(BEFORE, AFTER)[3].line.split() == ["-1", "actors:", "event", "(1", "->", "0)"]
    assert changes(BEFORE, BEFORE) == ()


def test_the_reports_on_disk_are_read_oldest_first(tmp_path: Path) -> None:
    for name, text in (("b", AFTER.to_json()), ("a", BEFORE.to_json()), ("c", "torn")):
        (tmp_path / "releases" / name).mkdir(parents=True)
        (tmp_path / "releases" / name / "report.json").write_text(text, encoding="utf-8")
    assert [report.stamp for report in kept(tmp_path)] == ["1", "2"]
    assert kept(tmp_path / "none") == ()
