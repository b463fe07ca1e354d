"""A validation in a process of its own says what one in this process says, and its end harms nobody."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from shapes import apart
from shapes.apart import Validating
from shapes.validation import validate

TRIPLES = (
    b"<https://w3id.org/maillage/id/actor/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    b"<https://w3id.org/maillage/ns#Actor> .\n"
)


def test_the_findings_are_those_of_this_process() -> None:
    with Validating(TRIPLES) as validating:
        found = validating.report()
    assert found.violations == validate(TRIPLES).violations
    assert found.violations
    assert found.seconds > 0
    assert 10 < validating.megabytes < 500


def test_a_process_that_falls_is_made_up_for() -> None:
    with Validating(TRIPLES) as validating:
        process = validating._process
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        assert validating.report().violations == validate(TRIPLES).violations


def test_without_a_process_the_findings_are_worked_out_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(apart, "_started", refused)
    with Validating(TRIPLES) as validating:
        assert validating.report().violations == validate(TRIPLES).violations


def test_who_does_not_wait_leaves_no_process() -> None:
    with Validating(TRIPLES) as validating:
        process = validating._process
        assert process is not None
    assert not Path(f"/proc/{process.pid}").exists()
