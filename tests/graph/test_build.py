"""A build makes a whole release or nothing, and tells what it did."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.build import build
from graph.connect import connect
from graph.fingerprint import fingerprint
from graph.release import current, explained, locked, standing
from graph.report import BuildReport, Step
from ontology import iris
from ontology.errors import BuildFailed, TableRefused

if TYPE_CHECKING:
    from graph.release import Release

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "build.json",
    "dumps",
    "ecosystem.trig",
    "ecosystem.ttl",
    "network.gexf",
    "network.graphml",
    "report.json",
    "search.sqlite",
    "store",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, world_tables: Path) -> tuple[Path, BuildReport]:
    output = tmp_path_factory.mktemp("made") / "out"
    return output, build(output, tables=world_tables)


@pytest.fixture
def output(made: tuple[Path, BuildReport], tmp_path: Path) -> Path:
    """A copy of a finished build."""
    shutil.copytree(made[0], tmp_path / "out", symlinks=True)
    return tmp_path / "out"


BUILT = """
import sys
from pathlib import Path
from graph.build import build

build(Path(sys.argv[1]), tables=Path(sys.argv[2]))
"""


def page(release: Release) -> tuple[Path, ...]:
    path = release.folder / "page.html"
    path.write_text(f"{len(release.network.nodes)} actors, {release.report.quads} quads", encoding="utf-8")
    return (path,)


def counted(output: Path) -> int:
    return len(connect(output))


def test_a_release_stands_behind_stable_links(made: tuple[Path, BuildReport]) -> None:
    output, report = made
    assert {path.name for path in current(output).iterdir()} == FILES
    for name in FILES:
        assert (output / name).readlink() == Path("current") / name
    assert current(output).readlink() == Path("releases") / report.stamp
    assert counted(output) == report.quads


def test_the_report_counts_the_hand_made_world(made: tuple[Path, BuildReport]) -> None:
    report = made[1]
    assert sum(report.actors_by_kind.values()) == 22
    assert report.ties_by_layer == {"collaboration": 11, "copresence": 7, "structure": 3}
    assert report.ties_by_kind["contribution"] == 3
    assert sum(report.ties_by_kind.values()) == 21
    assert report.refused == ()
    assert report.kept == report.read
    assert report.quads_per_graph["inferred"] == report.inferred > 0
    assert sum(report.quads_per_graph.values()) == report.quads
    assert set(report.violations) == {"violation", "warning", "info"}
    assert [step.name for step in report.steps] == [
        "read", "assemble", "load", "close", "project", "analyse", "index", "validate", "count", "store", "export",
        "dump", "swap",
    ]  # fmt: skip
    assert 0 < report.megabytes < 2000


def test_what_the_shapes_find_stands_in_the_graph_of_quality(made: tuple[Path, BuildReport]) -> None:
    query = "SELECT (COUNT(?n) AS ?c) { GRAPH ?g { ?n a <https://w3id.org/maillage/ns#QualityNote> ; ?p ?severity } }"
    output, report = made
    from graph.rdf import Iri

    bindings = {"g": Iri(iris.graph("quality")), "p": Iri(iris.term("severity"))}
    found = int(str(connect(output).select(query, bindings).rows[0][0]))
    assert found >= sum(report.violations.values())


def test_two_builds_of_the_same_tables_write_the_same_bytes(
    made: tuple[Path, BuildReport], tmp_path: Path, world_tables: Path
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", BUILT, str(tmp_path), str(world_tables)], env=environment, check=True)
    for name in ("ecosystem.trig", "ecosystem.ttl", "network.gexf", "network.graphml"):
        assert (tmp_path / name).read_bytes() == (made[0] / name).read_bytes(), name


def test_nothing_is_done_when_nothing_changed(output: Path, world_tables: Path) -> None:
    before = current(output).readlink()
    again = build(output, tables=world_tables)
    assert again.unchanged
    assert again.lines()[0].startswith("unchanged")
    assert current(output).readlink() == before


def test_publishers_write_into_the_release_and_former_ones_are_forgotten(output: Path, world_tables: Path) -> None:
    told: list[Step] = []
    first = build(output, tables=world_tables, publishers=[page], progress=told.append)
    assert (output / "page.html").read_text(encoding="utf-8") == f"22 actors, {first.quads} quads"
    assert told[-2] == Step("page", told[-2].seconds, "page.html")
    second = build(output, tables=world_tables, force=True, moment=datetime(2019, 5, 1, tzinfo=UTC))
    assert not (output / "page.html").is_symlink()
    assert sorted(path.name for path in (output / "releases").iterdir()) == [first.stamp, second.stamp]
    assert '"2019-05-01"' in (output / "ecosystem.trig").read_text(encoding="utf-8")


KILLED = """
import os, signal, sys
from pathlib import Path
import graph.release
from graph.build import build

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

at = sys.argv[3]
if at.startswith("_"):
    setattr(graph.release, at, die)
build(Path(sys.argv[1]), tables=Path(sys.argv[2]), force=True, progress=lambda step: die() if step.name == at else None)
"""


@pytest.mark.parametrize("moment", ["read", "load", "close", "index", "export", "_synced", "_link", "_forgotten"])
def test_a_build_killed_at_any_moment_leaves_a_whole_release(output: Path, world_tables: Path, moment: str) -> None:
    expected = counted(output)
    command = [sys.executable, "-c", KILLED, str(output), str(world_tables), moment]
    ended = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert counted(output) == expected
    for name in FILES:
        assert (output / name).exists()


def test_the_leftovers_of_dead_builds_are_removed_by_the_next(output: Path, world_tables: Path) -> None:
    dead = output / "releases" / ".new-dead"
    (dead / "store").mkdir(parents=True)
    (output / ".current.link").symlink_to("nowhere")
    (output / ".lock").write_text("999999", encoding="utf-8")
    build(output, tables=world_tables, force=True)
    assert not dead.exists()
    assert not (output / ".current.link").is_symlink()


def test_two_builds_do_not_run_at_once(output: Path, world_tables: Path) -> None:
    with locked(output), pytest.raises(BuildFailed, match=f"process {os.getpid()}"):
        build(output, tables=world_tables, force=True)
    assert counted(output) > 0


def test_a_publisher_that_fails_leaves_the_former_release(output: Path, world_tables: Path) -> None:
    def full(release: Release) -> tuple[Path, ...]:
        raise OSError(errno.ENOSPC, "No space left on device", str(release.folder))

    before = current(output).readlink()
    with pytest.raises(BuildFailed, match="no space is left"):
        build(output, tables=world_tables, publishers=[full])
    assert current(output).readlink() == before
    assert not list((output / "releases").glob(".new-*"))


def test_what_stands_in_the_way_of_a_link_is_left_alone(output: Path, world_tables: Path) -> None:
    (output / "network.gexf").unlink()
    (output / "network.gexf").write_text("mine", encoding="utf-8")
    with pytest.raises(BuildFailed, match=r"network\.gexf"):
        build(output, tables=world_tables, force=True)
    assert (output / "network.gexf").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path, world_tables: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BuildFailed, match="cannot be written"):
        build(tmp_path / "file" / "out", tables=world_tables)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (OSError(errno.EROFS, "Read-only file system"), "cannot be written"),
        (PermissionError(errno.EACCES, "Permission denied"), "cannot be written"),
        (OSError("IO error: No space left on device: While appending"), "no space is left"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
def test_what_the_file_system_refuses_is_explained(problem: OSError, said: str) -> None:
    assert said in explained(problem, Path("out")).sentence


def test_a_missing_folder_of_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableRefused):
        build(tmp_path / "out", tables=tmp_path / "none")
    assert not (tmp_path / "out").exists()


def test_refused_rows_are_reported_and_the_others_kept(tmp_path: Path, world_tables: Path) -> None:
    tables = tmp_path / "tables"
    shutil.copytree(world_tables, tables)
    with (tables / "spellings.csv").open("a", encoding="utf-8") as handle:
        handle.write("nobody.1,nobody,Personne,nowhere,,,certain,\n")
    report = build(tmp_path / "out", tables=tables)
    assert report.refused_rows == 1
    assert report.kept == report.read - 1
    assert {refusal.table for refusal in report.refused} == {"spellings.csv"} or report.refused[0].table == "spellings"
    assert any("nobody" in line for line in report.lines())
    assert sum(report.actors_by_kind.values()) == 22
    back = BuildReport.from_json((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert back.refused == report.refused


def test_without_people_no_person_is_in_any_file(tmp_path: Path, world_tables: Path) -> None:
    build(tmp_path / "out", tables=world_tables, people=False)
    text = (tmp_path / "out" / "ecosystem.trig").read_text(encoding="utf-8")
    assert "mlg:Person " not in text.split("graph:schemes")[-1]
    assert "person:" not in text.replace("@prefix person:", "")


def test_the_fingerprint_follows_the_tables_and_the_choices(tmp_path: Path, world_tables: Path) -> None:
    tables = tmp_path / "tables"
    shutil.copytree(world_tables, tables)
    first = fingerprint(tables, ["people=True"])
    assert first == fingerprint(world_tables, ["people=True"]) != fingerprint(tables, ["people=False"])
    with (tables / "actors.csv").open("a", encoding="utf-8") as handle:
        handle.write("\n")
    assert fingerprint(tables, ["people=True"]) != first


def test_a_damaged_release_is_not_taken_for_whole(output: Path) -> None:
    mark = json.loads((output / "build.json").read_text(encoding="utf-8"))["fingerprint"]
    assert standing(output, mark) is not None
    assert standing(output, "other") is None
    (output / "report.json").resolve().write_text('{"stamp": 1}', encoding="utf-8")
    assert standing(output, mark) is None
    (output / "report.json").resolve().unlink()
    assert standing(output, mark) is None


def test_the_report_reads_back_from_its_json(made: tuple[Path, BuildReport]) -> None:
    output, report = made
    written = (output / "report.json").read_text(encoding="utf-8")
    assert BuildReport.from_json(written).to_json() == written
    keys = list(json.loads(written))
    assert keys == sorted(keys)
    assert any(line.startswith("rows") for line in report.lines())
    with pytest.raises(ValueError, match="stamp"):
        BuildReport.from_json("{}")
