"""The pipeline: tables in, a release out, with one report.

Nothing is half-written: the release is made in a folder of its own and swapped in by a rename when all is done; a
build that dies at any moment leaves the former release serving.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.fingerprint import fingerprint
from graph.rdf import XSD, Iri, Literal, Quad
from graph.release import Release, begun, explained, locked, published, stamp, standing
from graph.report import BuildReport, Step
from ontology import iris
from ontology.memory import peak, resident
from ontology.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from graph.analysis import Analyses
    from graph.embedded import Embedded
    from graph.network import Network
    from graph.release import Publisher
    from loaders.tables_loader import Loaded
    from shapes.apart import Validating
    from shapes.findings import Violation

__all__ = ["BuildReport", "Release", "Step", "build"]

_LOOKUPS = Path(__file__).resolve().parent / "lookups"


@dataclass(slots=True)
class _Clock:
    """Times the steps and tells each as it ends."""

    progress: Callable[[Step], None] | None
    steps: list[Step] = field(default_factory=list)
    beside: float = 0.0
    """Megabytes that this process and the one beside it held at most."""

    @contextmanager
    def step(self, name: str) -> Iterator[list[str]]:
        """Time a step; what the body appends to the list becomes its detail."""
        detail: list[str] = []
        start = time.perf_counter()
        yield detail
        done = Step(name, round(time.perf_counter() - start, 3), ", ".join(detail))
        self.steps.append(done)
        if self.progress:
            self.progress(done)


def build(
    output: Path,
    *,
    tables: Path | None = None,
    people: bool = True,
    publishers: Sequence[Publisher] = (),
    progress: Callable[[Step], None] | None = None,
    force: bool = False,
    moment: datetime | None = None,
) -> BuildReport:
    """Make a release under ``output``, swap it in and return its report.

    Parameters
    ----------
    output
        Folder of the releases; made when missing.
    tables
        Folder of the tables; ``None`` means the packaged ones.
    people
        False leaves every person out.
    publishers
        Write further files into the release (pages, drawings) once the graph and its analyses are there.
    progress
        Called with each step as it ends.
    force
        Build even when the release that serves was made of the same inputs.
    moment
        Date written into the graph; ``None`` writes none, so that the same inputs give the same bytes.

    Raises
    ------
    BuildFailed
        When the release cannot be made; the former one still serves.
    TableRefused
        When there is no folder of tables.
    """
    from loaders.tables_loader import load, packaged_tables

    folder = tables or packaged_tables()
    choices = [f"people={people}", f"moment={moment}"]
    choices += [f"{publisher.__module__}.{publisher.__qualname__}" for publisher in publishers]
    mark = fingerprint(folder, choices)
    if not force and (known := standing(output, mark)):
        return known
    clock = _Clock(progress)
    with clock.step("read") as detail:
        loaded = load(folder, people=people)
        detail += [f"{loaded.read} rows", f"{len(loaded.records)} records", f"{len(loaded.refused)} refusals"]
    try:
        with locked(output), begun(output, stamp(mark)) as made:
            report = _filled(made, loaded, _Choices(mark, people, tuple(publishers), moment), clock)
            with clock.step("swap"):
                published(output, made)
    except OSError as problem:
        raise explained(problem, output) from problem
    return replace(report, steps=tuple(clock.steps))


@dataclass(frozen=True, slots=True)
class _Choices:
    """What was asked of a build, and the digest of all it is made of."""

    mark: str
    people: bool
    publishers: tuple[Publisher, ...]
    moment: datetime | None


def _filled(made: Path, loaded: Loaded, asked: _Choices, clock: _Clock) -> BuildReport:
    """Write all files of a release into its folder and return its report, without the last step."""
    from graph.embedded import Embedded

    store = Embedded()
    try:
        report = replace(_counted_rows(loaded), stamp=made.name.removeprefix(".new-"), fingerprint=asked.mark)
        report = replace(report, inferred=_populated(store, loaded, clock, people=asked.people))
        with _validating(store) as validating:
            network, analyses = _analysed(store, clock)
            _indexed(store, made, clock)
            found = _validated(store, validating, clock)
        report = _described(store, replace(report, violations=_severities(found)), asked.moment, clock)
        release = Release(made, store, network, analyses, report, found)
        _stored(store, made / "store", clock)
        _dumped(release, _exported(release, clock), clock)
        _published(release, asked.publishers, clock)
    finally:
        store.close()
    report = replace(report, steps=tuple(clock.steps), megabytes=max(peak(), clock.beside))
    _write(made / "report.json", _completed(made / "report.json", report))
    names = sorted([*(path.name for path in made.iterdir()), "build.json"])
    told = {"files": names, "fingerprint": asked.mark, "stamp": report.stamp, "version": __version__}
    _write(made / "build.json", json.dumps(told, indent=2, sort_keys=True) + "\n")
    return report


def _stored(store: Embedded, folder: Path, clock: _Clock) -> None:
    """Write the store to disk once all is in it: the closure runs ten times faster in memory."""
    with clock.step("store"):
        store.save(folder)


def _completed(path: Path, report: BuildReport) -> str:
    """Return the report for machines: what a publisher told in it, with the build's own counts over it."""
    told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    told |= json.loads(report.to_json())
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _counted_rows(loaded: Loaded) -> BuildReport:
    report = BuildReport(stamp="", version=__version__, fingerprint="", read=loaded.read, refused=loaded.refused)
    rows = {(refusal.table, refusal.row) for refusal in loaded.refused if refusal.row > 1}
    return replace(report, kept=loaded.read - len(rows), records=len(loaded.records))


def _populated(store: Embedded, loaded: Loaded, clock: _Clock, *, people: bool) -> int:
    """Load what the records say and what follows from it; return the number of inferred statements."""
    from graph.assembly import assemble, described_sources, terminology, tombstones
    from graph.identity import judged
    from graph.labels import labels_of
    from graph.reasoning import close

    with clock.step("assemble") as detail:
        terms = tuple(terminology())
        identity = judged(loaded.decisions, loaded.records)
        facts = tuple(identity.merged(assemble(loaded.records, labels_of(terms), people=people)))
        detail += [f"{len(facts)} quads", f"{len(identity.kept)} actors merged"]
    with clock.step("load") as detail:
        store.load(
            (
                *terms,
                *described_sources(loaded.sources),
                *facts,
                *identity.recorded(),
                *tombstones(loaded.withdrawn),
            )
        )
        detail.append(f"{len(store)} quads")
    with clock.step("close") as detail:
        inferred = close(store)
        detail.append(f"{inferred} inferred")
    return inferred


def _validating(store: Embedded) -> Validating:
    """Begin the validation beside this process, which goes on with the analyses."""
    from graph.export import flattened
    from shapes.apart import Validating

    return Validating(flattened(store))


def _validated(store: Embedded, validating: Validating, clock: _Clock) -> tuple[Violation, ...]:
    from graph.quality import note_of, noted

    with clock.step("validate") as detail:
        report = validating.report()
        found = report.violations
        clock.beside = max(clock.beside, resident() + validating.megabytes)
        store.load(quad for one in found for quad in noted(note_of(one)))
        detail += [f"{count} {name}" for name, count in _severities(found).items()]
        detail.append(f"{report.seconds:.1f} s beside the analyses")
    return found


def _severities(found: Sequence[Violation]) -> dict[str, int]:
    counted = Counter(one.severity for one in found)
    return {name: counted[name] for name in ("violation", "warning", "info")}


def _analysed(store: Embedded, clock: _Clock) -> tuple[Network, Analyses]:
    from graph.analysis import analyse
    from graph.portfolio_projection import portfolio
    from graph.projection import project
    from graph.results import quads

    with clock.step("project") as detail:
        network = project(store)
        detail += [f"{len(network.nodes)} actors", f"{len(network.links)} links"]
    with clock.step("analyse") as detail:
        analyses = analyse(network, portfolio=portfolio(store))
        results = tuple(quads(analyses))
        store.load(results)
        detail.append(f"{len(results)} quads")
    return network, analyses


def _described(store: Embedded, report: BuildReport, moment: datetime | None, clock: _Clock) -> BuildReport:
    """Count the graph, write the notes on this build into it, and return the report with the counts."""
    from graph.catalogue import questions
    from graph.void import partitions

    with clock.step("count"):
        store.load((*partitions(store), *_meta(report, len(store), moment)))
        report = replace(
            report,
            quads=len(store),
            quads_per_graph=_by_graph(store),
            actors_by_kind=_counts(store, "actors-by-kind"),
            ties_by_kind=_counts(store, "ties-by-kind"),
            ties_by_status=_counts(store, "ties-by-status"),
            ties_by_layer=_counts(store, "ties-by-layer"),
            trainings=sum(_counts(store, "trainings").values()),
            questions=len(questions()),
        )
    return replace(report, steps=tuple(clock.steps), megabytes=max(peak(), clock.beside))


def _meta(report: BuildReport, triples: int, moment: datetime | None) -> Iterator[Quad]:
    graph, dataset = Iri(iris.graph("meta")), Iri(iris.BASE)
    for predicate, value in (
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", Iri("http://rdfs.org/ns/void#Dataset")),
        ("http://www.w3.org/2002/07/owl#versionInfo", Literal(report.version)),
        ("http://purl.org/dc/terms/identifier", Literal(report.fingerprint)),
        ("http://rdfs.org/ns/void#triples", Literal(str(triples), XSD + "integer")),
    ):
        yield Quad(dataset, Iri(predicate), value, graph)
    if moment:
        stated = Literal(moment.date().isoformat(), XSD + "date")
        yield Quad(dataset, Iri("http://purl.org/dc/terms/modified"), stated, graph)


def _counts(store: Embedded, lookup: str) -> dict[str, int]:
    """Return the counts of a lookup by the key of what is counted, sorted."""
    rows = store.select((_LOOKUPS / f"{lookup}.rq").read_text(encoding="utf-8"))
    return dict(sorted((iris.key_of(str(row["key"])), int(str(row["count"]))) for row in rows))


def _by_graph(store: Embedded) -> dict[str, int]:
    """Return the statements of each graph; the graphs of evidence are counted together, by source."""
    counted: Counter[str] = Counter()
    for row in store.select((_LOOKUPS / "quads-by-graph.rq").read_text(encoding="utf-8")):
        name = str(row["key"]).removeprefix(iris.BASE)
        source = name.split("/")[:2] if name.startswith("evidence/") else [name.removeprefix("graph/")]
        counted["/".join(source)] += int(str(row["count"]))
    return dict(sorted(counted.items()))


def _indexed(store: Embedded, folder: Path, clock: _Clock) -> None:
    """Write the search index of a release."""
    from graph.search_index import NAME, entries, write

    with clock.step("index") as detail:
        found = entries(store)
        write(folder / NAME, found).close()
        detail.append(f"{len(found)} entries")


def _exported(release: Release, clock: _Clock) -> bytes:
    """Write the exports; return the canonical lines of the store, which they are made of."""
    from graph import export
    from graph.syntax import written_quads, written_triples

    with clock.step("export") as detail:
        lines = release.store.lines()
        written: dict[str, Callable[[], bytes]] = {
            "ecosystem.trig": lambda: written_quads(lines),
            "ecosystem.ttl": lambda: written_triples(lines),
            "network.gexf": lambda: export.gexf(release.network),
            "network.graphml": lambda: export.graphml(release.network),
        }
        for name, write in written.items():
            body = write()
            (release.folder / name).write_bytes(body)
            detail.append(f"{name} {len(body) / 1e6:.1f} MB")
    return lines


def _dumped(release: Release, lines: bytes, clock: _Clock) -> None:
    from graph.dumps import dump

    with clock.step("dump") as detail:
        found = dump(release, lines)
        detail.append(f"{len(found)} files, {sum(each.size for each in found) / 1e6:.1f} MB")


def _published(release: Release, publishers: Sequence[Publisher], clock: _Clock) -> None:
    for publisher in publishers:
        with clock.step(publisher.__name__) as detail:
            detail += [path.name for path in publisher(release)]


def _write(path: Path, told: str) -> None:
    path.write_text(told, encoding="utf-8")
