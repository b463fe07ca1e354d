"""Every command of the terminal works on a real build, in every form it prints."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

from api.cli import parser

if TYPE_CHECKING:
    from pathlib import Path

    from tests.house.conftest import Command


COMMANDS = (
    "build", "serve", "ask", "query", "analyse", "validate", "draw", "export", "doctor", "club", "what-if", "match",
    "backtest", "load",
)  # fmt: skip
HEAVY = ("rdflib", "pyoxigraph", "networkx", "fastapi", "numpy", "scipy", "uvicorn", "pyshacl", "owlready2", "pyvis")
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3"


def test_the_commands_are_there() -> None:
    from api.commands import COMMANDS as KNOWN

    assert set(KNOWN) == set(COMMANDS)
    assert all(command in parser().format_help() for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_shows_an_example_that_can_be_parsed(command: str, maillage_here: Command) -> None:
    ended = maillage_here(command, "--help")
    example = ended.out.rpartition("example: maillage ")[2].strip()
    assert ended.code == 0
    assert example.startswith(command)
    assert parser().parse_args(_words(example)).command == command


def _words(line: str) -> list[str]:
    import shlex

    return shlex.split(line)


def test_help_imports_nothing_heavy(maillage_apart: Command) -> None:
    code = (
        "import sys, maillage\n"
        "try:\n    maillage.main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print('HEAVY', sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    ended = maillage_apart(code=code)
    assert ended.out.splitlines()[-1] == "HEAVY []"


def test_without_a_command_the_usage_is_said_and_the_exit_code_is_2(maillage_here: Command) -> None:
    ended = maillage_here()
    assert (ended.code, ended.out) == (2, "")
    assert "usage: maillage" in ended.err


def test_build_leaves_every_promised_file(region: Path) -> None:
    promised = ("ecosystem.trig", "ecosystem.ttl", "network.html", "report.html", "report.json", "network.gexf")
    assert [name for name in promised if not (region / name).stat().st_size] == []
    assert (region / "store").is_dir()


def test_a_second_build_does_nothing_and_says_so(region: Path, maillage_here: Command) -> None:
    ended = maillage_here("build", "--output", str(region))
    assert ended.code in {0, 1}
    assert ended.out.startswith("unchanged: ")


def test_build_in_json_is_the_report_alone(region: Path, maillage_here: Command) -> None:
    told = json.loads(maillage_here("build", "--output", str(region), "--json").out)
    assert told["unchanged"] is True
    assert told["quads"] > 10_000
    assert sum(told["actors_by_kind"].values()) > 100


def test_ask_lists_the_questions(maillage_here: Command) -> None:
    french, english = maillage_here("ask"), maillage_here("ask", "--lang", "en", "--json")
    assert "collaborators-of" in french.out
    listed = json.loads(english.out)
    assert len(listed) >= 20
    assert {"question", "title", "parameters"} == set(listed[0])


def test_ask_answers_in_a_table_in_json_and_in_csv(region: Path, maillage_here: Command) -> None:
    asked = ("ask", "collaborators-of", "actor=centrale-lille", "--output", str(region))
    table, told, rows = maillage_here(*asked), maillage_here(*asked, "--json"), maillage_here(*asked, "--csv")
    assert [table.code, told.code, rows.code] == [0, 0, 0]
    listed = json.loads(told.out)
    assert listed[0]["partnerLabel"] in table.out
    assert listed[0]["partner"].startswith("https://w3id.org/maillage/id/actor/")
    assert "https://" not in table.out
    assert maillage_here(*asked, "--lang", "en").out.startswith("Partner ")
    partners = [row["Partenaire"] for row in csv.DictReader(io.StringIO(rows.out))]
    assert partners == [row["partnerLabel"] for row in listed]


def test_ask_answers_every_question_with_its_example(region: Path, maillage_here: Command) -> None:
    from graph.catalogue import questions

    empty = []
    for known in questions():
        values = [f"{name}={value}" for name, value in known.example.items()]
        ended = maillage_here("ask", known.id, *values, "--json", "--output", str(region))
        assert ended.code == 0, ended.err
        if not json.loads(ended.out):
            empty.append(known.id)
    assert set(empty) <= {"contradictory-figures", "people-withheld", "stated-absences"}


@pytest.mark.parametrize("form", ["table", "json", "xml", "csv", "tsv"])
def test_query_answers_select_in_every_format(form: str, region: Path, maillage_here: Command) -> None:
    ended = maillage_here("query", COUNT, "--format", form, "--output", str(region))
    assert ended.code == 0
    count = _count(form, ended.out)
    assert count > 10_000


def _count(form: str, out: str) -> int:
    if form == "json":
        return int(json.loads(out)["results"]["bindings"][0]["n"]["value"])
    if form == "xml":
        return int(re.findall(r"<literal[^>]*>(\d+)</literal>", out)[0])
    last = out.split()[-1]
    return int(last.split("^^")[0].strip('"'))


@pytest.mark.parametrize("form", ["table", "turtle", "ntriples"])
def test_query_answers_construct_as_rdf(form: str, region: Path, maillage_here: Command) -> None:
    from rdflib import Graph

    ended = maillage_here("query", GRAPH, "--format", form, "--output", str(region))
    assert ended.code == 0
    assert len(Graph().parse(data=ended.out, format="turtle")) == 3


def test_query_answers_ask(region: Path, maillage_here: Command) -> None:
    ended = maillage_here("query", "ASK { ?s ?p ?o }", "--output", str(region))
    assert ended.out.strip() == "true"


def test_query_reads_a_file_and_standard_input(region: Path, tmp_path: Path, maillage_apart: Command) -> None:
    (tmp_path / "count.rq").write_text(COUNT, encoding="utf-8")
    of_file = maillage_apart("query", "--file", "count.rq", "--format", "csv", "--output", str(region))
    of_input = maillage_apart("query", "-", "--format", "csv", "--output", str(region), given=COUNT)
    assert of_file.code == of_input.code == 0
    assert of_file.out == of_input.out
    assert of_file.out.startswith("n")


def test_analyse_lists_the_analyses_and_prints_each(region: Path, maillage_here: Command) -> None:
    from graph.analysis import ANALYSES

    assert [row["analysis"] for row in json.loads(maillage_here("analyse", "--json").out)] == [a[0] for a in ANALYSES]
    told = json.loads(maillage_here("analyse", "missing-links", "--json", "--output", str(region)).out)
    assert {"title", "reading", "columns", "rows"} <= set(told)
    shown = maillage_here("analyse", "missing-links", "--most", "2", "--output", str(region))
    assert told["rows"][0]["reason"] in shown.out
    assert f"... {len(told['rows']) - 2} more" in shown.out
    rows = maillage_here("analyse", "missing-links", "--csv", "--output", str(region)).out
    assert len(list(csv.reader(io.StringIO(rows)))) == len(told["rows"]) + 1


def test_validate_says_what_is_found_and_exits_by_it(region: Path, maillage_here: Command) -> None:
    told = maillage_here("validate", "--json", "--output", str(region))
    found = json.loads(told.out)
    assert told.code == (0 if found["conforms"] else 1)
    assert maillage_here("validate", "--output", str(region)).out.count("\n") == len(found["violations"]) + 1


def test_draw_and_export_write_what_others_read(region: Path, tmp_path: Path, maillage_here: Command) -> None:
    import networkx
    import pyoxigraph

    made = {name: tmp_path / name for name in ("n.html", "n.gexf", "n.graphml", "g.ttl", "g.trig", "g.nq")}
    assert maillage_here("draw", str(made["n.html"]), "--output", str(region)).code == 0
    for form, name in (("gexf", "n.gexf"), ("graphml", "n.graphml"), ("turtle", "g.ttl")):
        assert maillage_here("export", form, str(made[name]), "--output", str(region)).code == 0
    assert made["n.html"].read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert networkx.read_graphml(made["n.graphml"]).number_of_nodes() > 100
    assert set(networkx.read_gexf(made["n.gexf"])) == set(networkx.read_graphml(made["n.graphml"]))
    assert made["g.ttl"].read_bytes() == (region / "ecosystem.ttl").read_bytes()
    assert sum(1 for _ in pyoxigraph.parse(path=made["g.ttl"], format=pyoxigraph.RdfFormat.TURTLE)) > 10_000
    for form, name in (("trig", "g.trig"), ("nquads", "g.nq")):
        assert maillage_here("export", form, str(made[name]), "--output", str(region)).code == 0
    assert made["g.trig"].read_bytes() == (region / "ecosystem.trig").read_bytes()
    assert made["g.nq"].read_bytes().count(b"\n") > 10_000


def test_doctor_says_what_the_machine_has(region: Path, maillage_here: Command) -> None:
    ended = maillage_here("doctor", "--output", str(region), "--json")
    found = {each["what"]: each for each in json.loads(ended.out)}
    assert ended.code == 0
    assert {"python", "pyoxigraph", "java", "disk", "build"} <= set(found)
    assert found["build"]["fine"] is True
    assert maillage_here("doctor", "--output", str(region)).out.startswith("ok  python")


def test_a_closed_pipe_is_no_error(region: Path) -> None:
    import subprocess
    import sys

    reader = "import sys; sys.stdin.readline()"
    code = "import sys, maillage; sys.exit(maillage.main())"
    writer = [sys.executable, "-c", code, "query", "SELECT * { ?s ?p ?o }", "--format", "csv", "--output", str(region)]
    with subprocess.Popen(writer, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as first:
        subprocess.run([sys.executable, "-c", reader], stdin=first.stdout, check=True, timeout=60)
        assert first.stdout is not None
        first.stdout.close()
        assert first.stderr is not None
        assert first.stderr.read() == b""
        assert first.wait(60) == 0
