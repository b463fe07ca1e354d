"""What is measured: the promises of the project, and its choices of engine against the alternatives."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.timing import apart, seconds

if TYPE_CHECKING:
    from rdflib import Graph

    from graph.embedded import Embedded
    from graph.question import Question
    from graph.rdf import Term

__all__ = ["Measure", "Place", "measures"]

_RUN = "import sys, maillage; sys.exit(maillage.main())"
_BUILD = "import sys, maillage; sys.exit(maillage.main(['build', '--force', '--output', sys.argv[1]]))"
_AGAIN = "import sys, maillage; assert maillage.build(sys.argv[1]).unchanged"
COMPARED = (
    "actors-by-kind",
    "alliance-partners",
    "collaborators-of",
    "large-collaborations",
    "laboratories-and-supervisors",
    "support-by-service",
    "trainings-at-level",
    "trainings-in-place",
)
"""Questions that need no named graph, and that both engines answer in bearable time."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: what was measured, as shown, what is promised, how it was done."""

    what: str
    shown: str
    promise: str = ""
    note: str = ""
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where the measures build."""

    folder: Path

    @property
    def build(self) -> Path:
        """The folder of the release that is measured."""
        return self.folder / "build"


def measures(place: Place, runs: int) -> Iterator[Measure]:
    """Yield every measure; the first ones make the release that the others read."""
    yield from _building(place, runs)
    yield from _starting(place, runs)
    from graph.connect import connect
    from graph.embedded import Embedded

    store = connect(place.build)
    assert isinstance(store, Embedded)
    yield from _asking(store, runs)
    yield from _steps(store, runs)
    yield from _engines(store, runs)
    yield from _closures(runs)
    yield from _sizes(place)


def _building(place: Place, runs: int) -> Iterator[Measure]:
    made = apart(_BUILD, str(place.build), runs=runs, folder=place.folder)
    yield _limit("build, process included", made.seconds, 15.0, "s", "tables to release, nothing kept")
    yield _limit("peak memory of a build", made.megabytes, 600.0, "MB", "resident, the larger of its processes")
    again = apart(_AGAIN, str(place.build), runs=runs, folder=place.folder)
    yield _limit("build when nothing changed", again.seconds, 5.0, "s", "own process")


def _starting(place: Place, runs: int) -> Iterator[Measure]:
    nothing = apart("pass", runs=2 * runs + 1, folder=place.folder).seconds
    helped = apart(_RUN, "--help", runs=2 * runs + 1, folder=place.folder).seconds
    yield _limit("`maillage --help`", helped, 0.3, "s", f"{helped / nothing:.1f} times `python -c pass`", digits=3)


def _asking(store: Embedded, runs: int) -> Iterator[Measure]:
    from graph.catalogue import ask, questions

    took = {known.id: seconds(partial(ask, store, known.id, known.example), runs) for known in questions()}
    slowest = max(took, key=lambda name: took[name])
    yield Measure("a named question, median", f"{1000 * median(took.values()):.1f} ms", note=f"{len(took)} questions")
    yield _limit("a named question, slowest", 1000 * took[slowest], 50.0, "ms", slowest)


def _steps(store: Embedded, runs: int) -> Iterator[Measure]:
    import maillage
    from graph.projection import project

    yield Measure("validation", f"{seconds(lambda: maillage.validate(store), runs):.2f} s", note="all shapes, pySHACL")
    yield Measure("projection", f"{seconds(lambda: project(store), runs):.2f} s", note="graph to network")
    yield Measure(
        "analyses", f"{seconds(lambda: maillage.analyse(store), runs):.2f} s", note="all, projection included"
    )
    yield Measure("drawing", f"{seconds(lambda: maillage.draw(store), 1):.2f} s", note="analyses included, one run")


def _engines(store: Embedded, runs: int) -> Iterator[Measure]:
    """Compare the assembled store with rdflib over the same triples: loading, then the same questions."""
    from graph.catalogue import question
    from graph.embedded import Embedded
    from graph.syntax import flat, written_lines

    quads = tuple(store.quads())
    lines = flat(written_lines(quads))
    load = seconds(lambda: Embedded().load(quads), runs)
    memory = _parsed(lines)
    slow = seconds(lambda: _parsed(lines), 1)
    note = f"{load:.2f} s, named graphs and union; rdflib {slow:.2f} s, one graph"
    yield Measure("loading, rdflib / ours", f"{slow / load:.1f}", note=note)
    ours = theirs = 0.0
    for asked in (question(name) for name in COMPARED):
        values = _values(store, asked)
        expected = len(store.select(asked.text, values))
        ours += seconds(partial(store.select, asked.text, values), runs)
        took, found = _asked_of_rdflib(memory, asked, values)
        theirs += took
        if found != expected:
            raise RuntimeError(f"{asked.id}: rdflib answers {found} rows, the store {expected}")
    note = f"{len(COMPARED)} questions: {1000 * ours:.0f} ms, rdflib {theirs:.1f} s"
    yield Measure("questions, rdflib / ours", f"{theirs / ours:.0f}", note=note)


def _parsed(lines: bytes) -> Graph:
    from rdflib import Graph

    return Graph().parse(data=lines, format="nt")


def _values(store: Embedded, asked: Question) -> dict[str, Term]:
    from graph.catalogue import terms

    return terms(store, asked, asked.example)


def _asked_of_rdflib(memory: Graph, asked: Question, values: dict[str, Term]) -> tuple[float, int]:
    """Return the seconds that a question takes of rdflib, its query parsed anew, and the rows of the answer."""
    from graph.binding import bound

    started = time.perf_counter()
    rows = len(memory.query(bound(asked.text, values)))
    return time.perf_counter() - started, rows


def _closures(runs: int) -> Iterator[Measure]:
    """Compare the closure by rules with owlrl's RDFS closure of the same statements."""
    from graph.assembly import assemble, described_sources, terminology
    from graph.embedded import Embedded
    from graph.labels import labels_of
    from graph.reasoning import close
    from graph.syntax import flat, written_lines
    from loaders.tables_loader import load

    loaded = load()
    terms = tuple(terminology())
    quads = (*terms, *described_sources(loaded.sources), *assemble(loaded.records, labels_of(terms)))
    took, added = [], 0
    for _ in range(runs):
        store = Embedded()
        store.load(quads)
        started = time.perf_counter()
        added = close(store)
        took.append(time.perf_counter() - started)
    other, more = _owlrl(_parsed(flat(written_lines(quads))))
    ours = median(took)
    note = f"{ours:.2f} s for {added} statements; owlrl, RDFS alone, {other:.1f} s for {more}"
    yield Measure("closure, owlrl / ours", f"{other / ours:.1f}", note=note)


def _owlrl(graph: Graph) -> tuple[float, int]:
    from owlrl import DeductiveClosure, RDFS_Semantics

    before = len(graph)
    started = time.perf_counter()
    DeductiveClosure(RDFS_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    return time.perf_counter() - started, len(graph) - before


def _sizes(place: Place) -> Iterator[Measure]:
    for name in ("network.html", "report.html", "ecosystem.trig", "ecosystem.ttl"):
        body = (place.build / name).read_bytes()
        packed = len(gzip.compress(body, mtime=0))
        yield Measure(f"`{name}`", f"{len(body) / 1000:.0f} kB", note=f"{packed / 1000:.0f} kB compressed")
    folder = (place.build / "store").resolve()
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    yield Measure("store on disk", f"{size / 1e6:.1f} MB", note="named graphs, union and indexes")


def _limit(what: str, found: float, limit: float, unit: str, note: str, *, digits: int = 1) -> Measure:
    shown = f"{found:.{digits}f} {unit}" if unit == "s" else f"{found:.0f} {unit}"
    return Measure(what, shown, f"< {limit:g} {unit}", note, kept=found < limit)
