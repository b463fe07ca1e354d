"""Maillage: the meshing of a territory's actors, as a knowledge graph.

The public face of the distribution. ``build`` makes a release out of the tables, ``connect`` opens its
store, ``validate`` checks it, ``analyse`` looks for holes in the mesh, ``draw`` draws it, ``main`` is the
command line.

>>> import maillage
>>> maillage.__version__.count(".")
2
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.version import __version__

if TYPE_CHECKING:
    from graph.analysis import Analyses
    from graph.network import Network
    from graph.report import BuildReport, Step
    from graph.store import Store
    from shapes.validation import ValidationReport

__all__ = ["__version__", "analyse", "build", "connect", "draw", "main", "validate"]


def build(
    output: Path | str = "build",
    *,
    tables: Path | str | None = None,
    people: bool = True,
    force: bool = False,
    progress: Callable[[Step], None] | None = None,
) -> BuildReport:
    """Make a release under ``output`` and swap it in atomically; return its report.

    Parameters
    ----------
    output
        Folder of the releases; made when missing.
    tables
        Folder of tables to read instead of the packaged ones.
    people
        False leaves every person out.
    force
        Build even when no input changed since the last release.
    progress
        Called after each step with its name and seconds.

    Raises
    ------
    BuildFailed
        When the release cannot be made; the former one still serves.
    """
    from graph.build import build as made
    from visualizations.publish import PUBLISHERS

    return made(
        Path(output),
        tables=Path(tables) if tables else None,
        people=people,
        force=force,
        publishers=PUBLISHERS,
        progress=progress,
    )


def connect(where: Path | str = "build") -> Store:
    """Return the store at a folder (a build or a store) or at a SPARQL endpoint's address."""
    from graph.connect import connect as opened

    return opened(where)


def validate(store: Store) -> ValidationReport:
    """Return what the shapes find wrong in the facts of a store."""
    from graph.export import flattened
    from shapes.validation import validate as checked

    return checked(flattened(store))


def analyse(store: Store, *, seed: int = 2019) -> Analyses:
    """Return every analysis of the network that a store describes."""
    from graph.analysis import analyse as analysed
    from graph.portfolio_projection import portfolio

    return analysed(_network(store), seed=seed, portfolio=portfolio(store))


def draw(store: Store, *, seed: int = 2019) -> str:
    """Return the drawing of the network: one HTML page that needs no other file."""
    from graph.analysis import analyse as analysed
    from visualizations.cards import cards
    from visualizations.network import render

    network = _network(store)
    return render(network, analysed(network, seed=seed), cards(store, network))


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    from api.cli import main as ran

    return ran(arguments)


def _network(store: Store) -> Network:
    from graph.projection import project

    return project(store)


if __name__ == "__main__":
    raise SystemExit(main())
