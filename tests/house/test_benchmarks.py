"""The measures of the benchmarks are medians and peaks, and what fails is said."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def timing(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that measures, without the folder of the sources on the path."""
    spec = importlib.util.spec_from_file_location("benchmarks_timing", ROOT / "benchmarks" / "timing.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "benchmarks_timing", module)
    spec.loader.exec_module(module)
    return module


def test_the_median_of_the_runs_counts(timing: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 10.0, 40.0, 50.0, 52.0])
    monkeypatch.setattr(timing.time, "perf_counter", lambda: next(clock))
    assert timing.seconds(lambda: None, 3) == 2.0


WEIGHING = """
import pathlib, runpy, sys
apart = runpy.run_path(sys.argv[1])["apart"]
for code in ("pass", "kept = b'x' * 60_000_000"):
    found = apart(code, runs=1, folder=pathlib.Path(sys.argv[2]))
    print(found.seconds, found.megabytes)
"""
"""In a small process: a child's peak is never below what its parent weighed when it was started."""


def test_a_process_of_its_own_is_timed_and_weighed(tmp_path: Path) -> None:
    script = [sys.executable, "-c", WEIGHING, str(ROOT / "benchmarks" / "timing.py"), str(tmp_path)]
    said = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    light, heavy = ([float(figure) for figure in line.split()] for line in said.splitlines())
    assert light[0] > 0
    assert heavy[1] > light[1] + 50


def test_a_process_that_fails_is_no_measure(timing: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no bread"):
        timing.apart("raise SystemExit('no bread')", runs=1, folder=tmp_path)


def test_the_results_are_kept_with_their_machine() -> None:
    results = (ROOT / "benchmarks" / "results.md").read_text(encoding="utf-8")
    for words in ("cores", "Python 3.", "pyoxigraph", "build, process included", "closure, owlrl / ours", "--help"):
        assert words in results
