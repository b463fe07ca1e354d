"""What a build writes beside the graph: the drawing, its still picture, the report, the analyses, the network files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graph.release import Release

__all__ = ["PUBLISHERS", "Publisher", "dossiers", "drawings", "reports", "tables"]

Publisher = Callable[[Release], tuple[Path, ...]]


def drawings(release: Release) -> tuple[Path, ...]:
    """Write the drawing, its still pictures, and the network as GEXF and GraphML; return the paths."""
    from graph.export import gexf, graphml
    from visualizations.cards import cards
    from visualizations.layout import layouts
    from visualizations.network import render
    from visualizations.palette import GROUPS
    from visualizations.preview import preview

    network = release.network
    placed = layouts(network)
    positions = {key: (mark.x, mark.y) for key, mark in placed[0].marks.items()}
    colours = {style.group: style.fill for style in GROUPS}
    page = render(network, release.analyses, cards(release.store, network), placed=placed)
    return (
        _written(release.folder / "network.html", page.encode()),
        _written(release.folder / "network.svg", preview(network, placed[0]).encode()),
        _written(release.folder / "network-en.svg", preview(network, placed[0], language="en").encode()),
        _written(release.folder / "network.gexf", gexf(network, positions=positions, colours=colours)),
        _written(release.folder / "network.graphml", graphml(network, positions=positions, colours=colours)),
    )


def tables(release: Release) -> tuple[Path, ...]:
    """Write ``analyses.json``: the table of every analysis in both languages; return its path."""
    from graph.analysis import ANALYSES
    from visualizations.machine import in_json, table_in_json

    found = release.analyses
    told = {
        "version": found.version,
        "seed": found.seed,
        "actors": found.actors,
        "linked_pairs": found.linked_pairs,
        "tables": [table_in_json(made(found)) for _, _, _, made in ANALYSES],
    }
    return (_written(release.folder / "analyses.json", in_json(told)),)


def reports(release: Release) -> tuple[Path, ...]:
    """Write ``report.html`` and ``report.json``; return their paths. The build completes the latter with its end."""
    from visualizations.report import as_json, render

    return (
        _written(release.folder / "report.html", render(release).encode()),
        _written(release.folder / "report.json", as_json(release)),
    )


def dossiers(release: Release) -> tuple[Path, ...]:
    """Write ``dossier.html``, the printable proposal for the club; return its path."""
    from graph.portfolio_projection import portfolio
    from visualizations.dossier import render

    page = render(release.network, release.analyses, portfolio(release.store))
    return (_written(release.folder / "dossier.html", page.encode()),)


def _written(path: Path, body: bytes) -> Path:
    path.write_bytes(body)
    return path


PUBLISHERS: tuple[Publisher, ...] = (drawings, tables, reports, dossiers)
