"""The reference pages are what the code says now."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("analyses.md", "cli.md", "ontology.md", "questions.md", "settings.md", "shapes.md", "tables.md")


@cache
def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_reference", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_page_is_known() -> None:
    assert set(_generator().PAGES) == set(PAGES)
    assert {path.name for path in (ROOT / "docs" / "reference").glob("*.md")} == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_up_to_date(page: str) -> None:
    written = (ROOT / "docs" / "reference" / page).read_text(encoding="utf-8")
    assert written == _generator().written(page), "run: make reference"


def test_every_question_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "questions.md").read_text(encoding="utf-8")
    files = {path.stem for path in (ROOT / "graph" / "queries").glob("*.rq")}
    assert len(files) >= 20
    assert [name for name in sorted(files) if f"### {name}\n" not in page] == []


def test_every_option_of_the_command_line_is_explained() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert len(rows) > 25
    assert [row for row in rows if not row.split("|")[2].strip()] == []


def test_every_setting_is_explained() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert [row for row in page.splitlines() if row.startswith("| `") and not row.split("|")[3].strip()] == []


def test_the_picture_names_the_actors_it_draws(region: Path) -> None:
    from graph.connect import connect
    from graph.projection import project

    picture = (ROOT / "docs" / "network.svg").read_text(encoding="utf-8")
    actors = len(project(connect(region)).nodes)
    assert f"{actors} " in picture[: picture.index("</desc>")], "run: make reference"
    assert len(picture.encode()) < 150_000
