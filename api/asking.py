"""From what a client asked to the job of a worker: the steps that pages and data answers share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.formats import BOOLEANS, GRAPHS, SOLUTIONS
from api.jobs import Job
from api.lexing import outline
from ontology.errors import QueryRefused
from ontology.iris import BASE

if TYPE_CHECKING:
    from api.formats import Format
    from api.lexing import Outline
    from api.protocol import Asked
    from api.site import Site

__all__ = ["examined", "job_of", "offered_for", "written_format"]


def examined(site: Site, asked: Asked) -> Outline:
    """Return the outline of a query that may be sent to the engine.

    Raises
    ------
    QueryRefused
        For a graph in FROM that is none of ours, and all that ``outline`` refuses.
    """
    found = outline(asked.query, BASE)
    if asked.dataset is None and found.dataset:
        unknown = sorted({*found.dataset.default, *found.dataset.named} - site.release.graphs)
        if unknown:
            raise QueryRefused(
                f"No graph is called {', '.join(unknown)}; FROM fetches nothing.",
                remedy="List the graphs with SELECT DISTINCT ?g { GRAPH ?g { } }.",
            )
    return found


def offered_for(found: Outline) -> tuple[Format, ...]:
    """Return the formats that the answer of a query comes in."""
    if found.form in {"CONSTRUCT", "DESCRIBE"}:
        return GRAPHS
    return BOOLEANS if found.form == "ASK" else SOLUTIONS


def job_of(asked: Asked, shape: Format, found: Outline, rows: int | None = None) -> Job:
    """Return the job that answers a query in a format."""
    graph = shape.suffix if shape in GRAPHS else "ttl"
    solutions = shape.suffix if shape in SOLUTIONS else "json"
    return Job(
        query=asked.query,
        base=BASE,
        dataset=asked.dataset,
        solutions=solutions,
        graph=graph,
        order=found.order,
        star=found.star,
        rows=rows,
    )


def written_format(kind: str, shape: Format) -> Format:
    """Return the format that the worker really wrote, should the outline have misread the form."""
    if kind == "graph":
        return shape if shape in GRAPHS else GRAPHS[0]
    return shape if shape in SOLUTIONS else SOLUTIONS[0]
