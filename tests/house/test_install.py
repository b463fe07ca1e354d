"""`make run` and `make test` install first: a problem is one sentence, and what is there is not installed again."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

NO_ENSUREPIP = "The virtual environment was not created successfully because ensurepip is not available."


@pytest.fixture
def install(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The installer, over a copy of the little it looks at."""
    spec = importlib.util.spec_from_file_location("install", root / "install.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in (*module.PACKAGES, "requirements"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "here.txt").write_text(name, encoding="utf-8")
    for name in ("maillage.py", "pyproject.toml", "README.md", "LICENSE"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "requirements" / "run.txt").write_text("nothing==1\n", encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return module


def _program(path: Path, code: int, said: str = "") -> Path:
    """Write a program that says something and ends, whatever it is asked."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"#!/bin/sh\necho \"$@\" >> {path.parent}/calls\necho '{said}' >&2\nexit {code}\n", encoding="utf-8"
    )
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("said", [NO_ENSUREPIP, "/usr/bin/python3: No module named venv"])
def test_a_missing_venv_module_is_named_with_the_remedy(
    said: str, install: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "executable", str(_program(tmp_path / "fake" / "python3", 1, said)))
    assert install.main(["run"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "venv is missing" in told.err
    assert "python3-venv" in told.err
    assert not (tmp_path / ".venv").exists()


def test_a_read_only_folder_is_one_sentence(
    install: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert install.main(["run"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert str(tmp_path) in told
    assert "cannot be written" in told


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="takes the identity of another user")
def test_a_folder_of_somebody_else_is_one_sentence(root: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, str(root / "install.py")], capture_output=True, text=True, check=False
    )
    if "PermissionError" in ended.stderr:
        pytest.skip("the other user cannot even read the sources")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "cannot be written" in ended.stderr


_AS_NOBODY = """
import pathlib, sys
code = pathlib.Path(sys.argv[1]).read_text()
import __future__, collections.abc, hashlib, os, shutil, subprocess, tempfile, time
folder = tempfile.mkdtemp()
os.chmod(folder, 0o755)
pathlib.Path(folder, "install.py").write_text(code)
os.setgid(65534)
os.setuid(65534)
space = {"__name__": "install", "__file__": folder + "/install.py"}
exec(compile(code, "install.py", "exec"), space)
sys.exit(space["main"](["run"]))
"""


def test_an_old_python_is_told_which_one_is_needed(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert install.main(["run"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "Python 3.9.2" in told
    assert "3.11" in told


def test_a_purpose_without_a_lock_file_is_refused(install: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    _program(install.PYTHON, 0)
    assert install.main(["fly"]) == 1
    assert "fly.txt" in capsys.readouterr().err


def test_pip_that_fails_is_told_in_its_own_last_error(install: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    _program(install.PYTHON, 1, "ERROR: No matching distribution found for nothing==1")
    assert install.main(["run"]) == 1
    assert capsys.readouterr().err == (
        "make: pip could not install the locked dependencies: ERROR: No matching distribution found for nothing==1\n"
    )


def test_what_is_installed_is_not_installed_again(install: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    _program(install.PYTHON, 0)
    assert install._dependencies("run") is True
    assert install._dependencies("run") is False
    (install.ROOT / "requirements" / "run.txt").write_text("nothing==2\n", encoding="utf-8")
    assert install._dependencies("run") is True
    calls = (install.PYTHON.parent / "calls").read_text(encoding="utf-8").splitlines()
    assert len(calls) == 2
    assert all("--require-hashes" in call for call in calls)


def test_the_fingerprint_follows_the_content_alone(install: ModuleType) -> None:
    before = install._fingerprint()
    (install.ROOT / "graph" / "__pycache__").mkdir()
    (install.ROOT / "graph" / "__pycache__" / "x.pyc").write_bytes(b"x")
    os.utime(install.ROOT / "maillage.py", (1, 1))
    assert install._fingerprint() == before
    (install.ROOT / "graph" / "new.rq").write_text("ASK {}", encoding="utf-8")
    assert install._fingerprint() != before


def test_every_package_of_the_wheel_counts_for_the_fingerprint(root: Path, install: ModuleType) -> None:
    wheel = re.search(r"only-include = \[(.*?)\]", (root / "pyproject.toml").read_text(encoding="utf-8"))
    assert wheel is not None
    assert {name for name in re.findall(r'"([^"]+)"', wheel[1]) if not name.endswith(".py")} == set(install.PACKAGES)


@pytest.mark.parametrize("target", ["run", "build", "test", "lint", "bench", "clean", "reference"])
def test_the_makefile_has_the_promised_targets(target: str, root: Path) -> None:
    ended = subprocess.run(["make", "-n", target], cwd=root, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_make_run_honours_port(root: Path) -> None:
    said = subprocess.run(
        ["make", "-n", "run", "PORT=8123"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    assert "--port 8123" in said


def test_an_environment_that_was_left_half_made_is_made_anew(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    install.PYTHON.parent.mkdir(parents=True)
    install.PYTHON.touch()
    started: list[tuple[str, ...]] = []

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(install, "_run", run)
    assert install._environment() is True
    assert install._environment() is False
    assert [command[1:4] for command in started] == [("-m", "venv", "--clear")]
