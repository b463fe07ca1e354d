"""Each error is one sentence that says what was found and what to do, and an exit code that tells a script."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.house.conftest import Command

CODE = "import sys, maillage; sys.exit(maillage.main())"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", "colaborators-of", "actor=inria"), ("colaborators-of", "Did you mean", "collaborators-of")),
        (("ask", "collaborators-of", "inria"), ("'inria'", "NAME=VALUE")),
        (("ask", "collaborators-of", "actr=inria"), ("'actr'", "actor")),
        (("ask", "collaborators-of"), ("needs actor", "for example actor=")),
        (("ask", "collaborators-of", "actor=centrale lile"), ("centrale lile", "Did you mean", "centrale-lille")),
        (("ask", "trainings-at-level", "level=12"), ("'12'",)),
        (("query", "SELECT WHERE"), ("line 1",)),
        (("query", "INSERT DATA { <a:a> <a:b> <a:c> }"), ()),
        (("query", "nowhere.rq", "--file"), ("nowhere.rq", "no such file")),
        (("query", COUNT, "--format", "yaml"), ("'yaml'", "Use one of table, json")),
        (("analyse", "clusterz"), ("clusterz", "clusters")),
        (("draw", "/nowhere/at/all/network.html"), ("/nowhere/at/all/network.html", "cannot be written")),
        (("export", "gexf", "/nowhere/at/all/network.gexf"), ("cannot be written",)),
    ],
)
def test_a_wrong_demand_is_answered_by_one_sentence(
    arguments: tuple[str, ...], said: tuple[str, ...], region: Path, maillage_here: Command
) -> None:
    ended = maillage_here(*arguments, "--output", str(region))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("maillage: ")
    assert ended.err.count("\n") == 1, ended.err
    assert [words for words in said if words not in ended.err] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "isolated-actors"),
        ("query", COUNT),
        ("analyse", "clusters"),
        ("validate",),
        ("draw", "n.html"),
        ("export", "trig", "n.trig"),
        ("serve", "--port", "0"),
    ],
)
def test_no_build_there_is_said_with_the_command_that_makes_one(
    arguments: tuple[str, ...], tmp_path: Path, maillage_here: Command
) -> None:
    ended = maillage_here(*arguments, "--output", str(tmp_path / "none"))
    assert ended.code == 2
    assert ended.err.count("\n") == 1
    assert "maillage build" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_doctor_without_a_build_still_examines(tmp_path: Path, maillage_here: Command) -> None:
    ended = maillage_here("doctor", "--output", str(tmp_path / "none"), "--json")
    found = {each["what"]: each for each in json.loads(ended.out)}
    assert ended.code == 0
    assert found["build"]["advice"] == "Run maillage build."


def test_a_taken_port_is_refused_before_anything_is_built(tmp_path: Path, maillage_here: Command) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = maillage_here("serve", "--build", "--port", port, "--output", str(tmp_path / "build"))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert port in ended.err
    assert "--port" in ended.err
    assert not (tmp_path / "build").exists()


def test_a_wrong_setting_of_the_environment_is_named(
    region: Path, maillage_here: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILLAGE_DEADLINE", "soon")
    ended = maillage_here("serve", "--output", str(region), "--port", "0")
    assert ended.code == 2
    assert "MAILLAGE_DEADLINE is 'soon'" in ended.err


def test_an_output_that_cannot_be_written_is_one_sentence(tmp_path: Path, maillage_here: Command) -> None:
    (tmp_path / "file").write_text("here", encoding="utf-8")
    ended = maillage_here("build", "--output", str(tmp_path / "file" / "build"), "--tables", str(tmp_path / "none"))
    assert ended.code == 2
    assert ended.err.count("\n") == 1


@pytest.fixture
def wrong_tables(world_tables: Path, tmp_path: Path) -> Path:
    """The hand-made world with one row whose place does not exist."""
    folder = tmp_path / "tables"
    shutil.copytree(world_tables, folder)
    table = folder / "attributes.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    names = lines[0].split(",")
    at = next(number for number, line in enumerate(lines) if line.split(",")[names.index("name")] == "place")
    cells = lines[at].split(",")
    cells[names.index("value")] = "99999"
    lines[at] = ",".join(cells)
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_a_bad_row_is_named_with_its_column_and_remedy_and_the_others_are_in(
    wrong_tables: Path, tmp_path: Path, maillage_here: Command
) -> None:
    output = str(tmp_path / "build")
    ended = maillage_here("build", "--tables", str(wrong_tables), "--output", output, "--json")
    assert ended.code == 1
    (refused,) = json.loads(ended.out)["refused"]
    assert (refused["table"], refused["column"], refused["found"]) == ("attributes.csv", "value", "99999")
    assert refused["row"] > 1
    assert refused["remedy"]
    told = json.loads(maillage_here("build", "--tables", str(wrong_tables), "--output", output, "--json").out)
    assert told["unchanged"] is True
    assert told["kept"] == told["read"] - 1
    assert maillage_here("build", "--tables", str(wrong_tables), "--output", output).code == 1
    said = maillage_here("build", "--tables", str(wrong_tables), "--output", output, "--force").out
    assert f"attributes.csv, row {refused['row']}, column value: found '99999'" in said


@pytest.mark.parametrize("seconds", [0.3, 1.2, 2.5])
def test_a_killed_build_leaves_the_old_store_answering(
    seconds: float, region: Path, world_tables: Path, tmp_path: Path, maillage_here: Command
) -> None:
    output = tmp_path / "build"
    shutil.copytree(region, output, symlinks=True)
    before = maillage_here("query", COUNT, "--format", "csv", "--output", str(output)).out
    command = [sys.executable, "-c", CODE, "build", "--force", "--output", str(output)]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, start_new_session=True) as building:
        time.sleep(seconds)
        os.killpg(building.pid, signal.SIGKILL)
        assert building.wait(10) == -signal.SIGKILL
    after = maillage_here("query", COUNT, "--format", "csv", "--output", str(output))
    assert (after.code, after.out) == (0, before)
