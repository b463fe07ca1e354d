"""What a build tells: what was read, kept and refused, what the graph holds, what is wrong, how long it took."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from ontology.errors import RowRefused

__all__ = ["BuildReport", "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the build that is done."""

    name: str
    seconds: float
    detail: str = ""

    @property
    def line(self) -> str:
        """The step as the terminal prints it."""
        return f"{self.name:<10} {self.seconds:6.2f} s  {self.detail}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """The report of a build. Counts are mappings from a key to a number, in the order of their keys."""

    stamp: str
    version: str
    fingerprint: str
    unchanged: bool = False
    """True when the release already stood and nothing was done."""
    read: int = 0
    """Rows met in the tables."""
    kept: int = 0
    """Rows that stand in the graph."""
    records: int = 0
    """Statements of the loaders: one row may give several."""
    refused: tuple[RowRefused, ...] = ()
    quads: int = 0
    inferred: int = 0
    quads_per_graph: Mapping[str, int] = field(default_factory=dict)
    """The graphs of evidence are counted together, by source."""
    actors_by_kind: Mapping[str, int] = field(default_factory=dict)
    ties_by_kind: Mapping[str, int] = field(default_factory=dict)
    ties_by_status: Mapping[str, int] = field(default_factory=dict)
    ties_by_layer: Mapping[str, int] = field(default_factory=dict)
    """Every tie, whatever its status."""
    trainings: int = 0
    questions: int = 0
    violations: Mapping[str, int] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    megabytes: float = 0.0
    """Peak of the process's memory."""

    @property
    def seconds(self) -> float:
        """The time of all steps."""
        return sum(step.seconds for step in self.steps)

    @property
    def refused_rows(self) -> int:
        """The number of rows left out, however many reasons each has."""
        return len({(refusal.table, refusal.row) for refusal in self.refused})

    def to_json(self) -> str:
        """Return the report for a machine: keys sorted, two-space indents, a final newline."""
        told = {**asdict(self), "seconds": round(self.seconds, 3)}
        return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, told: str) -> BuildReport:
        """Return the report that ``to_json`` wrote.

        Raises
        ------
        ValueError
            When the text is no such report.
        """
        found: Any = json.loads(told)
        try:
            known = {item.name: found[item.name] for item in fields(cls)}
            known["refused"] = tuple(RowRefused(**refusal) for refusal in known["refused"])
            known["steps"] = tuple(Step(**step) for step in known["steps"])
            return cls(**known)
        except (KeyError, TypeError) as problem:
            raise ValueError(problem) from problem

    def lines(self) -> tuple[str, ...]:
        """Return the report as the terminal prints it."""
        if self.unchanged:
            return (f"unchanged: release {self.stamp} already holds what the inputs say ({self.quads} quads).",)
        told = [
            f"rows       {self.read} read, {self.kept} kept, {self.refused_rows} refused",
            *(f"  refused  {refusal.sentence}" for refusal in self.refused),
            f"quads      {self.quads}, of which {self.inferred} inferred",
            *_table(self.quads_per_graph),
            f"actors     {sum(self.actors_by_kind.values())}",
            *_table(self.actors_by_kind),
            f"ties       {self.ties_by_status.get('established', 0)} established, "
            f"{self.ties_by_status.get('proposed', 0)} proposed"
            f" (of which {self.ties_by_kind.get('contribution', 0)} contributions), "
            f"{self.ties_by_status.get('ended', 0)} ended, {self.ties_by_status.get('absent', 0)} stated absences",
            *_table(self.ties_by_kind),
            "by layer   " + ", ".join(f"{name} {count}" for name, count in self.ties_by_layer.items()),
            f"trainings  {self.trainings}",
            f"questions  {self.questions}",
            "findings   " + ", ".join(f"{name} {count}" for name, count in self.violations.items()),
            f"took       {self.seconds:.2f} s, {self.megabytes:.0f} MB at most",
        ]
        return tuple(told)

    def as_unchanged(self) -> BuildReport:
        """Return the same report, said of a release that already stood."""
        return replace(self, unchanged=True)


def _table(counts: Mapping[str, int]) -> list[str]:
    return [f"  {count:>7}  {name}" for name, count in counts.items()]
