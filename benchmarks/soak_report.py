"""The tables of a soak: requests by kind and how they ended, memory minute by minute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

__all__ = ["Sample", "Seen", "told"]

_FLAT = 1.1
"""How much more the server may hold in the last fifth of a run than in the one in the middle."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One request: how it ended, and from when to when it took, in seconds."""

    name: str
    fair: bool
    status: int
    start: float
    end: float
    verdict: str = "right"
    detail: str = ""

    @property
    def milliseconds(self) -> float:
        """How long it took."""
        return (self.end - self.start) * 1000

    def failed(self, verdict: str, detail: str) -> Seen:
        """Return the same with what is wrong with it."""
        return replace(self, verdict=verdict, detail=detail)


@dataclass(frozen=True, slots=True)
class Sample:
    """What the processes held at one moment: seconds since the start, kilobytes, workers, open files."""

    seconds: float
    server: int
    workers: int
    count: int
    files: int


def told(seen: Sequence[Seen], samples: Sequence[Sample], kills: int, swaps: int, minutes: float, faults: str) -> str:
    """Return the whole report in Markdown."""
    wrong = sum(each.verdict == "wrong" for each in seen)
    unexpected = sum(each.verdict == "unexpected" for each in seen)
    fair = sum(each.fair for each in seen)
    lines = [
        "# Soak",
        "",
        f"{minutes:g} minutes of `python -m benchmarks.soak`: {fair} well-behaved requests and {len(seen) - fair} "
        f"hostile ones, {kills} workers killed, {swaps} hot swaps.",
        "",
        f"- wrong answers: {wrong}",
        f"- errors other than the intended ones: {unexpected}",
        f"- tracebacks of the server: {faults.count('Traceback')}",
        f"- {_flatness(samples)}",
        "",
        "Latencies are of two cores that the clients, the server and the hostile queries share.",
        "",
        *_requests([each for each in seen if each.fair]),
        "",
        *_refusals([each for each in seen if not each.fair]),
        "",
        *_memory(samples),
    ]
    return "\n".join(lines)


def _requests(seen: list[Seen]) -> list[str]:
    lines = [
        "| well-behaved requests | asked | right | wrong | fell with a killed worker | refused by the queue | other "
        "errors | p50 ms | p95 ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in sorted({each.name for each in seen}):
        these = [each for each in seen if each.name == name]
        counts = [sum(each.verdict == verdict for each in these) for verdict in _VERDICTS]
        taken = sorted(each.milliseconds for each in these)
        cells = [len(these), *counts, f"{median(taken):.1f}", f"{taken[int(len(taken) * 0.95)]:.1f}"]
        lines.append(f"| {name} | " + " | ".join(map(str, cells)) + " |")
    return lines


_VERDICTS = ("right", "wrong", "killed", "queue", "unexpected")


def _refusals(seen: list[Seen]) -> list[str]:
    lines = [
        "| hostile requests | asked | statuses (0: hung up) | unexpected |",
        "| --- | ---: | --- | ---: |",
    ]
    for name in sorted({each.name for each in seen}):
        these = [each for each in seen if each.name == name]
        statuses: dict[int, int] = {}
        for each in these:
            statuses[each.status] = statuses.get(each.status, 0) + 1
        said = ", ".join(f"{status} × {count}" for status, count in sorted(statuses.items()))
        odd = sum(each.verdict in {"wrong", "unexpected"} for each in these)
        lines.append(f"| {name} | {len(these)} | {said} | {odd} |")
    return lines


def _memory(samples: Sequence[Sample]) -> list[str]:
    lines = [
        "| minute | server, MB | workers together, MB | workers | open files of the server |",
        "| ---: | ---: | ---: | ---: | ---: |",
    ]
    last = int(samples[-1].seconds // 60) if samples else -1
    for minute in range(last + 1):
        these = [each for each in samples if each.seconds // 60 == minute]
        if these:
            server, workers = (median(getattr(each, name) for each in these) / 1024 for name in ("server", "workers"))
            count, files = (median(getattr(each, name) for each in these) for name in ("count", "files"))
            lines.append(f"| {minute + 1} | {server:.0f} | {workers:.0f} | {count:.0f} | {files:.0f} |")
    return lines


def _flatness(samples: Sequence[Sample]) -> str:
    """Compare the last fifth of the run with the one in the middle, when the caches are full."""
    fifth = len(samples) // 5
    if not fifth:
        return "memory: the run was too short"
    early = median(each.server for each in samples[2 * fifth : 3 * fifth]) / 1024
    late = median(each.server for each in samples[-fifth:]) / 1024
    word = "flat" if late <= early * _FLAT else "growing"
    return f"memory of the server: {word} ({early:.0f} MB in the middle of the run, {late:.0f} MB at its end)"
