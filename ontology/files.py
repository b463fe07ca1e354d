"""Where the Turtle files of the ontology stand."""

from __future__ import annotations

from pathlib import Path

__all__ = ["MODULES", "alignments", "modules", "schemes"]

MODULES = (
    "core", "actors", "collaborations", "trainings", "jobs", "plan", "observations", "evidence", "analysis",
)  # fmt: skip
"""The modules of the ontology, in the order a reader wants them."""

_HERE = Path(__file__).resolve().parent


def modules() -> tuple[Path, ...]:
    """Return the files of the ontology modules, without the alignments."""
    return tuple(_HERE / f"{name}.ttl" for name in MODULES)


def schemes() -> tuple[Path, ...]:
    """Return the files of the concept schemes, sorted by name."""
    return tuple(sorted((_HERE / "schemes").glob("*.ttl")))


def alignments() -> Path:
    """Return the file that aligns our terms with other vocabularies; the consistency check leaves it out."""
    return _HERE / "alignments.ttl"
