"""Run every measure, print one table, and write ``results.md`` when asked.

python -m benchmarks            prints
python -m benchmarks --write    also writes benchmarks/results.md
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measures import Measure, Place, measures
from ontology.version import __version__

RESULTS = Path(__file__).resolve().parent / "results.md"
_PACKAGES = ("pyoxigraph", "rdflib", "pyshacl", "owlrl", "networkx", "scipy", "fastapi")


def main(arguments: list[str] | None = None) -> int:
    """Measure; return 0, or 1 when a promise is not kept."""
    parsed = _parser().parse_args(arguments)
    started = time.perf_counter()
    with TemporaryDirectory() as folder:
        found = tuple(measures(Place(Path(folder)), parsed.runs))
    told = _told(found, parsed.runs, time.perf_counter() - started)
    print(told)
    if parsed.write:
        RESULTS.write_text(told + "\n", encoding="utf-8", newline="\n")
    broken = [each for each in found if not each.kept]
    for each in broken:
        print(f"not kept: {each.what} is {each.shown}, promised {each.promise}", file=sys.stderr)
    return 1 if broken else 0


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure Maillage on this machine.")
    made.add_argument("--runs", type=int, default=3, help="runs of each measure; the median counts (default: 3)")
    made.add_argument("--write", action="store_true", help="also write benchmarks/results.md")
    return made


def _told(found: tuple[Measure, ...], runs: int, seconds: float) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    rows = "\n".join(f"| {each.what} | {each.shown} | {each.promise} | {each.note} |" for each in found)
    return (
        "# Measures\n\n"
        f"Medians of {runs} runs by `python -m benchmarks --write`, {seconds:.0f} s in all, on the packaged tables.\n"
        "Ratios compare two ways of doing the same thing in the same run, and travel better than seconds.\n\n"
        f"- Maillage {__version__}, Python {platform.python_version()}, {packages}\n"
        f"- {platform.system()} {platform.machine()}, {_processor()}\n\n"
        "| measure | found | promised | how |\n| --- | ---: | ---: | --- |\n" + rows
    )


def _processor() -> str:
    """Return the number of cores and the model of the processor, as far as the system tells."""
    import os

    described = Path("/proc/cpuinfo")
    lines = described.read_text(encoding="utf-8").splitlines() if described.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return f"{os.cpu_count()} cores" + (f", {model}" if model else "")


if __name__ == "__main__":
    raise SystemExit(main())
