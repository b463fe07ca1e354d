"""One version number everywhere, and locked dependencies that name no place to fetch them from."""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

import maillage
from ontology.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

REQUIREMENT = re.compile(r"[a-z0-9][a-z0-9._-]*(?:\[[a-z,]+\])?==[^ ]+(?: ; [^\\]+)?", re.IGNORECASE)


def test_the_version_is_the_same_everywhere(root: Path, region: Path) -> None:
    from api.app import create_app
    from api.settings import Settings
    from graph.connect import connect

    core = (root / "ontology" / "core.ttl").read_text(encoding="utf-8")
    cited = (root / "CITATION.cff").read_text(encoding="utf-8")
    said = {
        "maillage": maillage.__version__,
        "ontology": re.findall(r'owl:versionInfo "([^"]+)"', core)[0],
        "ontology's IRI": re.findall(r"owl:versionIRI <[^>]*/ns/([^>]+)>", core)[0],
        "citation": re.findall(r"^version: (\S+)$", cited, re.MULTILINE)[0],
        "service": create_app(Settings(release=region / "current")).version,
        "graph": _stated(connect(region)),
    }
    assert {name: found for name, found in said.items() if found != __version__} == {}


def _stated(store: object) -> str:
    from graph.embedded import Embedded

    assert isinstance(store, Embedded)
    rows = store.select(
        "SELECT ?version WHERE { GRAPH <https://w3id.org/maillage/graph/meta> "
        "{ ?build <http://www.w3.org/2002/07/owl#versionInfo> ?version } }"
    )
    return str(rows.rows[0][0])


def test_the_changelog_speaks_of_this_version(root: Path) -> None:
    assert f"## {__version__}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_terminal_says_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        maillage.main(["--version"])
    assert capsys.readouterr().out == f"maillage {__version__}\n"


def test_the_face_of_the_distribution_is_small_and_documented() -> None:
    assert maillage.__all__ == ["__version__", "analyse", "build", "connect", "draw", "main", "validate"]
    assert [name for name in maillage.__all__[1:] if not getattr(maillage, name).__doc__] == []


@pytest.mark.parametrize("lock", ["run.txt", "test.txt"])
def test_each_locked_requirement_has_hashes_and_no_address(lock: str, root: Path) -> None:
    text = (root / "requirements" / lock).read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith("#")]
    assert len(entries) > 20
    for entry in entries:
        head, *hashes = [line.strip().rstrip("\\").strip() for line in entry.strip().splitlines()]
        assert REQUIREMENT.fullmatch(head), head
        assert hashes, head
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", each) for each in hashes), head
    assert "://" not in text


def test_what_runs_is_locked_alike_for_tests(root: Path) -> None:
    run, test = (_pins((root / "requirements" / name).read_text(encoding="utf-8")) for name in ("run.txt", "test.txt"))
    assert run.items() <= test.items()


def test_each_dependency_that_is_asked_for_is_locked(root: Path) -> None:
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    run, test = (_pins((root / "requirements" / name).read_text(encoding="utf-8")) for name in ("run.txt", "test.txt"))
    assert {_name(each) for each in [*project["dependencies"], *extras["build"]]} <= set(run)
    assert {_name(each) for each in extras["test"]} <= set(test)


def _pins(text: str) -> dict[str, str]:
    return {_name(found[1]): found[2] for found in re.finditer(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)}


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")


def test_what_is_installed_is_what_is_described() -> None:
    from importlib.metadata import PackageNotFoundError

    try:
        found = version("maillage")
    except PackageNotFoundError:
        pytest.skip("maillage runs from its sources")
    assert found == __version__
