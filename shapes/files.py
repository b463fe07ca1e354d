"""Where the shapes stand: one Turtle file per module of the ontology."""

from __future__ import annotations

from pathlib import Path

__all__ = ["MODULES", "SHAPES", "shapes"]

SHAPES = "https://w3id.org/maillage/shapes#"
"""Namespace of the shapes."""

MODULES = ("core", "actors", "trainings", "jobs", "collaborations", "plan", "observations", "evidence", "analysis")

_HERE = Path(__file__).resolve().parent


def shapes() -> tuple[Path, ...]:
    """Return the files of the shapes, in the order of the ontology's modules."""
    return tuple(_HERE / f"{name}.ttl" for name in MODULES)
