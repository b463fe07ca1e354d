"""Run every test on the installed distribution, with coverage; what ``make test`` calls."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ontology", "shapes", "loaders", "graph", "visualizations", "api")


def main() -> int:
    """Return pytest's exit code, or 2 when the tests would not run on the installed wheel."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does
    import pytest

    import maillage

    if ROOT in Path(maillage.__file__).resolve().parents and ".venv" not in Path(maillage.__file__).parts:
        print("tests: maillage is imported from the sources; install the wheel first (make install-test).")
        return 2
    arguments = sys.argv[1:] or [
        "tests",
        "--doctest-modules",
        "--pyargs",
        *PACKAGES,
        "maillage",
        "--cov",
        "--cov-report=term",
        "--durations=10",
        "--numprocesses=2",
        "--dist=loadfile",
    ]
    return int(pytest.main(["--rootdir", str(ROOT), "-q", *arguments]))


if __name__ == "__main__":
    raise SystemExit(main())
