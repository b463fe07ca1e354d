"""The backtest at the terminal: one row a method, JSON, and clear words on wrong files."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from api.cli import main
from graph.analysis.trained_score import METHODS


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighty actors in four sectors, tied within their sector for ten years."""
    draw = random.Random(5)  # noqa: S311 - made-up ties, no secret
    rows = ["source,target,date"]
    for number in range(500):
        one = draw.randrange(80)
        other = draw.choice([each for each in range(80) if each != one and (each % 4 == one % 4 or each % 7 == 0)])
        rows.append(f"n{one:02},n{other:02},{2010 + number // 50}")
    folder = tmp_path_factory.mktemp("backtest")
    (folder / "actors.csv").write_text(
        "id,secteur\n" + "".join(f"n{number:02},s{number % 4}\n" for number in range(80)), encoding="utf-8"
    )
    path = folder / "edges.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = main(["backtest", *map(str, words)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_table_has_one_row_a_method(edges: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--edges", edges, "--split", "2018", "--actors", edges.parent / "actors.csv")
    first = out.split("\n\n")[1]

    assert code == 0
    assert [line.split()[0] for line in first.splitlines()[2:]] == list(METHODS)
    assert "combined beats the best baseline" in out


def test_json_says_the_same(edges: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--edges", edges, "--split", "2018", "--json")
    found = json.loads(out)

    assert code == 0
    assert [each["method"] for each in found["methods"]] == list(METHODS)
    assert found["methods"][-1]["average_precision"] > 0
    assert any("same-sector" in note for note in found["notes"])


def test_labelled_pairs_are_judged_and_others_scored(
    edges: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("source,target,label\nn00,n04,1\nn01,n02,0\nn01,unknown,0\n", encoding="utf-8")
    code, out, _ = run(capsys, "--edges", edges, "--split", "2018", "--pairs", pairs)
    assert code == 0
    assert "1 ties among 3 given pairs" in out
    assert "nothing is known of them" in out

    pairs.write_text("source,target\nn00,n04\nn01,n02\n", encoding="utf-8")
    code, out, _ = run(capsys, "--edges", edges, "--split", "2018", "--pairs", pairs)
    lines = out.splitlines()
    assert (code, lines[0]) == (0, "source,target,score,rank")
    assert sorted(line.split(",")[3] for line in lines[1:]) == ["1", "2"]

    _, out, _ = run(capsys, "--edges", edges, "--split", "2018", "--pairs", pairs, "--json")
    assert [each["source"] for each in json.loads(out)["scores"]] == ["n00", "n01"]


def test_without_a_split_ties_are_hidden_at_random(edges: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--edges", edges, "--repeat", "2")

    assert code == 0
    assert "a fifth of the ties, 2 times" in out


@pytest.mark.parametrize(
    ("text", "options", "words"),
    [
        ("source,target\na,b\n", ("--split", "2018"), "no tie has a date"),
        ("source,target,date\na,b,2010\n", ("--split", "soon"), "is no date"),
        ("source,target,date\na,b,2010\n", ("--split", "2005"), "no tie to train on"),
        ("source,target,date\na,b,2010\n", ("--split", "2015"), "Nothing to find"),
        ("source,target,date\na,b,x\n", ("--split", "2015"), "found 'x': It is no date"),
        ("source,target,date,weight\na,b,2010,NaN\nb,c,2011,1\n", ("--split", "2011"), "found 'NaN': It is no weight"),
        ("source,target\n,b\n", (), "row 2, column source"),
        ("source,target\na,b\n", ("--repeat", "0"), "repeats nothing"),
        ("one,two\na,b\n", (), "Column 'source' is lost"),
    ],
)
def test_what_cannot_be_done_is_said(
    text: str, options: tuple[str, ...], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "edges.csv"
    path.write_text(text, encoding="utf-8")
    code, _, err = run(capsys, "--edges", path, *options)

    assert code == 2
    assert words in err


def test_rows_left_out_are_told_and_change_the_exit_code(edges: Path, tmp_path: Path) -> None:
    path = tmp_path / "edges.csv"
    path.write_text(edges.read_text(encoding="utf-8") + "a,,2012\n", encoding="utf-8")

    assert main(["backtest", "--edges", str(path), "--split", "2018"]) == 1
