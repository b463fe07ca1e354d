"""What the READMEs and the guides show is what happens: their commands are run and their output compared."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Built

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.fr.md")
DOCS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))
GUIDES = tuple(page for page in DOCS if "reference" not in page)
PAGES = (*READMES, *GUIDES)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
QUOTED = re.compile(r"`(?:maillage|\.venv/bin/maillage) ([a-z]+)")
MAKE = re.compile(r"(?:`|^|\s)make ([a-z][a-z-]*)(?=[` \n]|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Session:
    """One command of a page and the output shown under it."""

    page: str
    command: str
    shown: tuple[str, ...]


def _blocks(page: str, language: str) -> list[str]:
    return [body for found, body in FENCE.findall((ROOT / page).read_text(encoding="utf-8")) if found == language]


def _sessions() -> Iterator[Session]:
    for page in PAGES:
        for block in _blocks(page, "console"):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *shown = part.rstrip("\n").split("\n")
                yield Session(page, command, tuple(shown))


SESSIONS = tuple(_sessions())
QUERIES = tuple((page, block) for page in PAGES for block in _blocks(page, "sparql"))


@pytest.fixture(scope="module")
def terminal(built_region: Built) -> Callable[[str], str]:
    """A folder with a fresh build, where each command is run once; what it printed."""
    printed = {"maillage build": built_region.printed}

    def run(command: str) -> str:
        if command not in printed:
            printed[command] = _run(shlex.split(command), built_region.folder)
        return printed[command]

    return run


def _run(words: list[str], folder: Path) -> str:
    import maillage

    assert words[0] == "maillage"
    body = io.BytesIO()
    said = io.TextIOWrapper(body, encoding="utf-8", write_through=True)
    with contextlib.chdir(folder), contextlib.redirect_stdout(said):
        assert maillage.main(words[1:]) == 0, words
    return body.getvalue().decode("utf-8")


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: f"{session.page}: {session.command[:50]}")
def test_a_command_prints_what_the_page_shows(session: Session, terminal: Callable[[str], str]) -> None:
    printed = [_plain(line) for line in terminal(session.command).splitlines()]
    at, gap = 0, False
    for line in session.shown:
        if line.strip() == "...":
            gap = True
            continue
        fits = [place for place in range(at, len(printed)) if _fits(_plain(line), printed[place])]
        assert fits, f"{session.command} does not print: {line}"
        assert gap or fits[0] == at, f"{session.command} prints something before: {line}"
        at, gap = fits[0] + 1, False
    assert gap or at == len(printed), f"{session.command} prints more: {printed[at]}"


def _plain(line: str) -> str:
    return re.sub(r"-{2,}", "--", " ".join(line.split()))


def _fits(shown: str, printed: str) -> bool:
    """Say whether a printed line is the one shown, whose final `...` stands for the rest of it."""
    if shown.endswith("..."):
        return printed.startswith(shown.removesuffix("...").rstrip())
    return shown == printed


@pytest.mark.parametrize(("page", "query"), QUERIES, ids=[page for page, _ in QUERIES])
def test_a_query_of_a_page_finds_something(page: str, query: str, terminal: Callable[[str], str]) -> None:
    form = "ntriples" if re.search(r"^(?:CONSTRUCT|DESCRIBE)\b", query, re.MULTILINE) else "csv"
    answered = terminal(shlex.join(["maillage", "query", query, "--format", form]))
    assert len(answered.strip().splitlines()) > 1, page


@pytest.mark.parametrize("page", [page for page in PAGES if _blocks(page, "python")])
def test_the_python_of_a_page_runs(page: str, built_region: Built) -> None:
    space: dict[str, object] = {}
    with contextlib.chdir(built_region.folder), contextlib.redirect_stdout(io.StringIO()):
        for block in _blocks(page, "python"):
            exec(compile(block, page, "exec"), space)  # noqa: S102 - what the page tells its reader to run


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_and_targets_that_a_page_names_exist(page: str) -> None:
    from api.commands import COMMANDS

    text = (ROOT / page).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    code = "\n".join([*re.findall(r"`[^`\n]+`", text), *(body for _, body in FENCE.findall(text))])
    assert set(QUOTED.findall(text)) <= set(COMMANDS)
    assert set(MAKE.findall(code)) <= targets


@pytest.mark.parametrize("page", PAGES)
def test_the_links_of_a_page_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [link for link in LINK.findall(text) if not ((ROOT / page).parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_no_person_is_named_in_a_page(page: str) -> None:
    import csv

    with (ROOT / "loaders" / "tables" / "interviews.csv").open(encoding="utf-8", newline="") as table:
        people = {row["person"].strip() for row in csv.DictReader(table)} - {""}
    assert len(people) > 20
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [person for person in people if person in text] == []


@pytest.mark.parametrize("page", READMES)
def test_the_readme_shows_the_network_and_how_to_start(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert "](docs/network.svg)" in text
    assert "make run" in text
    assert "ready: http://127.0.0.1:8000/" in text
    assert {session.command.split()[1] for session in SESSIONS if session.page == page} >= {"ask", "draw", "analyse"}
    assert [one for one, _ in QUERIES if one == page]


def test_the_guides_cover_the_whole_command_line_and_every_setting() -> None:
    from api.commands import COMMANDS
    from api.settings import VARIABLES

    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))
    assert [name for name in COMMANDS if f"maillage {name}" not in text] == []
    assert [variable for variable, *_ in VARIABLES if f"`{variable}`" not in text] == []


def test_the_guides_name_every_public_function() -> None:
    import maillage

    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))
    assert [name for name in maillage.__all__ if name != "__version__" and f"maillage.{name}" not in text] == []


def test_contributing_names_files_that_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = [each.rstrip("/") for each in re.findall(r"`([a-z_]+/[\w./-]*)`", text)]
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []
