"""What the report says, part by part, from a release: build, findings, clusters, ties, gaps, doubts, coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from graph.analysis import table
from graph.analysis.tables import Column
from graph.analysis.values import Phrase, ref
from ontology.iris import key_of
from visualizations.doubts import contradictions, uncertain
from visualizations.labels import Labels
from visualizations.page import path_of
from visualizations.report_wording import COLUMNS, FIGURES, READINGS, TITLES
from visualizations.sections import Cell, Figure, Grid, Section, Way, grid_of

if TYPE_CHECKING:
    from graph.release import Release
    from shapes.findings import Violation

__all__ = ["contents", "figures"]

MISSING_SHOWN = 40
WEAK_SHOWN = 30

_ANALYSES = (
    ("isolation", (("isolates", None), ("clusters", None))),
    ("ties", (("weak-ties", WEAK_SHOWN), ("bridges", None))),
    ("articulation", (("articulation", None),)),
    ("communities", (("communities", None),)),
    ("mixing", (("mixing", None), ("departements", None))),
    ("missing-links", (("missing-links", MISSING_SHOWN),)),
)


def figures(release: Release) -> tuple[Figure, ...]:
    """Return the key figures, each with the section that tells more."""
    report, network, analyses = release.report, release.network, release.analyses
    counted = {
        "actors": (len(network.nodes), "counts"),
        "ties": (len({link.tie for link in network.links}), "counts"),
        "proposed": (report.ties_by_status.get("proposed", 0), "counts"),
        "contributions": (report.ties_by_kind.get("contribution", 0), "counts"),
        "pairs": (analyses.linked_pairs, "counts"),
        "isolates": (len(analyses.isolates), "isolation"),
        "clusters": (sum(not cluster.isolated for cluster in analyses.components), "isolation"),
        "trainings": (report.trainings, "counts"),
        "quads": (report.quads, "build"),
        "findings": (sum(report.violations.values()), "findings"),
    }
    return tuple(Figure(key, FIGURES[key], number, section) for key, (number, section) in counted.items())


def contents(release: Release) -> tuple[Section, ...]:
    """Return every section of the report, in its order."""
    labels = Labels.of(release.store)
    analysed = (
        _section(key, *(grid_of(table(release.analyses, name), shown=shown) for name, shown in names))
        for key, names in _ANALYSES
    )
    return (
        _section("counts", *_counts(release, labels)),
        _section("build", *_build(release)),
        _section("findings", *_findings(release.violations)),
        *analysed,
        _section("contradictions", _grid("contradictions", contradictions(release.store, labels))),
        _section("doubts", _grid("doubts", uncertain(release.store, labels))),
        _section("coverage", *_coverage(release)),
    )


def _section(key: str, *grids: Grid) -> Section:
    return Section(key, TITLES[key], READINGS[key], grids)


def _grid(key: str, rows: tuple[tuple[Cell, ...], ...], *, folded: bool = False) -> Grid:
    columns = tuple(Column(name, label.fr, label.en) for name, label in COLUMNS[key])
    return Grid(key, TITLES.get(key, Phrase("", "")), columns, rows, folded=folded)


def _counts(release: Release, labels: Labels) -> tuple[Grid, ...]:
    report = release.report
    return (
        _grid("kinds", _counted(report.actors_by_kind, "actor-kinds", labels)),
        _grid("tie-kinds", _tie_kinds(release, labels)),
    )


def _counted(counts: Mapping[str, int], scheme: str, labels: Labels) -> tuple[tuple[Cell, ...], ...]:
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((Way(f"scheme/{scheme}/{key}", labels.concept(scheme, key)), number) for key, number in ranked)


def _tie_kinds(release: Release, labels: Labels) -> tuple[tuple[Cell, ...], ...]:
    """Return the ties in the graph by kind, and how many of them the drawing shows."""
    drawn = Counter(kind for kind, _ in {(link.kind, link.tie) for link in release.network.links})
    layers = {link.kind: link.layer for link in release.network.links} | labels.layers
    ranked = sorted(release.report.ties_by_kind.items(), key=lambda pair: (layers.get(pair[0], ""), -pair[1], pair[0]))
    return tuple(
        (
            labels.concept("layers", layers.get(key, "")),
            Way(f"scheme/tie-kinds/{key}", labels.concept("tie-kinds", key)),
            number,
            drawn[key],
        )
        for key, number in ranked
    )


def _build(release: Release) -> tuple[Grid, ...]:
    report = release.report
    rows: tuple[tuple[Cell, ...], ...] = (
        (Phrase("Lignes de table lues", "Table rows read"), report.read),
        (Phrase("Lignes gardées", "Rows kept"), report.kept),
        (Phrase("Lignes refusées", "Rows refused"), report.refused_rows),
        (Phrase("Énoncés du graphe (quadruplets)", "Statements of the graph (quads)"), report.quads),
        (Phrase("dont déduits", "of which inferred"), report.inferred),
    )
    refused = tuple((one.table, one.row, one.column, one.found, one.reason, one.remedy) for one in report.refused)
    graphs: tuple[tuple[Cell, ...], ...] = tuple(report.quads_per_graph.items())
    return (_grid("rows", rows), _grid("refused", refused), _grid("graphs", graphs, folded=True))


def _findings(found: tuple[Violation, ...]) -> tuple[Grid, ...]:
    """Return the findings by severity; what is only worth knowing opens on demand."""
    return tuple(
        _grid(severity, tuple(_finding(one) for one in found if one.severity == severity), folded=severity == "info")
        for severity in ("violation", "warning", "info")
    )


def _finding(one: Violation) -> tuple[Cell, ...]:
    value = f" ({one.value})" if one.value else ""
    return (
        Way(path_of(one.focus), Phrase(one.focus_label, one.focus_label)),
        Phrase(one.message_fr + value, one.message_en + value),
        _row(one),
        one.locator,
        Phrase(one.remedy_fr, one.remedy_en),
    )


def _row(one: Violation) -> Cell:
    if not one.table or not one.row:
        return None
    name = f"{one.table}.csv : {one.row}"
    source = (one.locator or "").split(",")[0]
    return Way(f"evidence/{source}/{one.table}-{one.row}", Phrase(name, name)) if source else name


def _coverage(release: Release) -> tuple[Grid, ...]:
    nodes = release.network.nodes
    buckets = (("1", 1, 1), ("2 – 3", 2, 3), ("4 – 7", 4, 7), ("8 – 15", 8, 15), ("16 +", 16, 10**9))
    mentions = tuple(
        (
            name,
            sum(low <= node.mentions <= high for node in nodes),
            sum(low <= node.mentions <= high for node in nodes if node.key in _alone(release)),
        )
        for name, low, high in buckets
    )
    sources = Counter(source for node in nodes for source in node.sources)
    named = tuple(
        (Way(f"id/source/{key_of(key)}", Phrase(key, key)), number) for key, number in sorted(sources.items())
    )
    least = tuple(
        (ref(node), node.mentions) for node in sorted(nodes, key=lambda node: (node.mentions, node.label))[:20]
    )
    return (_grid("mentions", mentions), _grid("sources", named), _grid("least", least, folded=True))


def _alone(release: Release) -> frozenset[str]:
    return frozenset(cluster.bridgehead.key for cluster in release.analyses.isolates)
