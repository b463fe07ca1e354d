"""The rules of the house that a machine can see, on every file that is tracked."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ontology", "shapes", "loaders", "graph", "visualizations", "api")
MODULE_LINES, FUNCTION_LINES = 400, 50
VAGUE = {"manager", "managers", "helper", "helpers", "util", "utils", "process", "data", "misc", "common"}
MAY_PRINT = {"api/printing.py", "api/cli.py", "install.py", "tests/run.py"}
MAY_SEE_THE_ENVIRONMENT = {"api/channel.py", "api/settings.py"}
"""The settings read it; the channel hands it on to the workers."""
TEXTS = {".py", ".md", ".toml", ".cff", ".ttl", ".rq", ".txt", ".html", ".css", ".js", ".csv", ".yml", ".yaml", ""}
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
REGISTRIES = re.compile(r"pypi\.org|pythonhosted|test\.pypi|registry\.npmjs|conda\.anaconda|index-url|--find-links")
MACHINE = re.compile(r"(?<![\w.:/-])/(?:home|Users|root|work|tmp|mnt|workspace)/[\w.-]+|\b[A-Z]:\\\\?Users\\")


def _sources() -> list[Path]:
    found = [path for name in PACKAGES for path in (ROOT / name).rglob("*.py")]
    return sorted([*found, ROOT / "maillage.py", ROOT / "install.py"])


def _modules() -> list[Path]:
    everywhere = [path for name in ("tests", "docs", "benchmarks") for path in (ROOT / name).rglob("*.py")]
    return sorted([*_sources(), *everywhere])


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_module_says_what_it_offers() -> None:
    silent = [
        _named(path)
        for path in _sources()
        if not path.name.startswith("_")
        and path.name != "install.py"
        and not path.parts[-2].startswith("_")
        and "__all__" not in _text(path)
    ]
    assert silent == []


def test_every_name_a_module_offers_is_there_and_documented() -> None:
    wrong = []
    for path in _sources():
        tree = ast.parse(_text(path))
        defined = {
            node.name: ast.get_docstring(node)
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        }
        wrong += [f"{_named(path)}: {name}" for name in _offered(tree) if name in defined and not defined[name]]
    assert wrong == []


def _offered(tree: ast.Module) -> list[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            return [str(name) for name in ast.literal_eval(node.value)] if isinstance(node.value, ast.List) else []
    return []


def test_every_module_opens_with_a_docstring() -> None:
    silent = [path for path in _modules() if _text(path).strip() and not ast.get_docstring(_tree(path))]
    assert [_named(path) for path in silent if path.relative_to(ROOT).parts[0] != "tests"] == []


def _tree(path: Path) -> ast.Module:
    return ast.parse(_text(path))


def test_modules_stay_under_their_ceiling() -> None:
    long = {_named(path): _text(path).count("\n") for path in _sources()}
    assert {name: lines for name, lines in long.items() if lines > MODULE_LINES} == {}


def test_functions_stay_under_their_ceiling() -> None:
    long = {}
    for path in _modules():
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1 - _docstring_lines(node)
                if lines > FUNCTION_LINES:
                    long[f"{_named(path)}: {node.name}"] = lines
    assert long == {}


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    return (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(node) else 0


def test_no_module_has_a_vague_name() -> None:
    assert [_named(path) for path in _modules() if set(path.stem.split("_")) & VAGUE] == []


def test_functions_return_and_never_print() -> None:
    printing = [
        f"{_named(path)}:{node.lineno}"
        for path in _sources()
        if _named(path) not in MAY_PRINT
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_only_the_settings_read_the_environment() -> None:
    reading = [
        _named(path)
        for path in _sources()
        if re.search(r"\bos\.(?:environ|getenv)\b", _text(path)) and _named(path) not in MAY_SEE_THE_ENVIRONMENT
    ]
    assert reading == []


def test_nothing_heavy_is_imported_by_the_face_of_the_distribution() -> None:
    heads = {path: [node for node in _tree(path).body if isinstance(node, ast.Import | ast.ImportFrom)]
             for path in (ROOT / "maillage.py", ROOT / "api" / "cli.py")}  # fmt: skip
    named = {name.split(".")[0] for nodes in heads.values() for node in nodes for name in _imported(node)}
    assert named <= {"__future__", "argparse", "collections", "pathlib", "sys", "traceback", "typing", "ontology"}


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names]


@pytest.fixture
def texts(root: Path, tracked: tuple[Path, ...]) -> dict[str, str]:
    """The text of every tracked file that is a text of ours."""
    ours = (name for name in tracked if name.suffix in TEXTS and "static" not in name.parts)
    read = {name.as_posix(): (root / name).read_bytes() for name in ours}
    return {name: body.decode("utf-8") for name, body in read.items() if b"\0" not in body and ".min." not in name}


def test_every_text_is_utf8_with_plain_line_ends(texts: dict[str, str]) -> None:
    wrong = [name for name, text in texts.items() if "\r" in text or (text and not text.endswith("\n"))]
    assert wrong == []


def test_nothing_is_left_to_do(texts: dict[str, str]) -> None:
    assert _lines_with(UNFINISHED, texts) == []


def test_no_file_names_a_package_registry(texts: dict[str, str]) -> None:
    assert _lines_with(REGISTRIES, texts) == []


def test_no_file_names_a_path_of_some_machine(texts: dict[str, str]) -> None:
    assert _lines_with(MACHINE, {name: text for name, text in texts.items() if not name.endswith(".csv")}) == []


def _lines_with(pattern: re.Pattern[str], texts: dict[str, str]) -> list[str]:
    here = Path(__file__).relative_to(ROOT).as_posix()
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts.items()
        if name != here
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_every_test_stands_by_its_package_and_can_be_found(tracked: tuple[Path, ...]) -> None:
    tests = [path for path in tracked if path.parts[0] == "tests" and path.suffix == ".py"]
    assert [str(path) for path in tests if path.name == "__init__.py"] == []
    assert {path.parts[1] for path in tests if len(path.parts) > 2} >= {*PACKAGES, "house"}


@pytest.mark.parametrize("name", ["README.md", "README.fr.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE",
                                  "CITATION.cff", "Makefile", ".ci/run", "loaders/tables/README.md"])  # fmt: skip
def test_the_promised_papers_are_there(name: str, root: Path) -> None:
    assert (root / name).stat().st_size > 100


def test_every_package_says_that_it_is_typed() -> None:
    assert [name for name in PACKAGES if not (ROOT / name / "py.typed").is_file()] == []
