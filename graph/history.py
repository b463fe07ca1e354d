"""What changed between two releases, by the counts of their reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.report import BuildReport

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Change", "changes", "kept"]


@dataclass(frozen=True, slots=True)
class Change:
    """A count that differs between two releases."""

    name: str
    before: int
    after: int

    @property
    def line(self) -> str:
        """The change as the terminal prints it."""
        return f"{self.after - self.before:+7}  {self.name} ({self.before} -> {self.after})"


def kept(output: Path) -> tuple[BuildReport, ...]:
    """Return the reports of the releases still on disk, oldest first; a damaged one is left out."""
    return tuple(_readable(sorted((output / "releases").glob("*/report.json"))))


def changes(before: BuildReport, after: BuildReport) -> tuple[Change, ...]:
    """Return the counts that differ, in the order of the report; nothing for two equal releases."""
    old, new = _counts(before), _counts(after)
    names = [*new, *(name for name in old if name not in new)]
    found = (Change(name, old.get(name, 0), new.get(name, 0)) for name in names)
    return tuple(change for change in found if change.before != change.after)


def _readable(paths: list[Path]) -> Iterator[BuildReport]:
    for path in paths:
        try:
            yield BuildReport.from_json(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue


def _counts(report: BuildReport) -> Mapping[str, int]:
    made = {"rows kept": report.kept, "rows refused": report.refused_rows, "quads": report.quads}
    for title, counts in (
        ("actors", report.actors_by_kind),
        ("ties", report.ties_by_kind),
        ("findings", report.violations),
    ):
        made |= {f"{title}: {name}": count for name, count in counts.items()}
    return {**made, "trainings": report.trainings, "questions": report.questions}
