"""Serve for minutes under mixed load with hostile queries, killed workers and two hot swaps; count what goes wrong.

python -m benchmarks.soak [--minutes 10] [--seed 2019] [--write]

Each answer to a well-behaved request is compared with the release itself, read without the service. The releases differ
(persons or none), so that an answer of a release that serves no more is a wrong one. ``--write`` keeps the tables in
``benchmarks/soak.md``. The exit code is 1 when an answer was wrong or an error was none of the intended ones.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import sys
import threading
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.clients import Connection, Request
from benchmarks.hostile_load import HOSTILE
from benchmarks.known_answers import KnownAnswers
from benchmarks.mixed_load import FAIR
from benchmarks.servers import MAILLAGE, Server, resident, served
from benchmarks.soak_report import Sample, Seen, told

_FAIR_CLIENTS, _HOSTILE_CLIENTS = 5, 3
_KILL = 7.0
"""Seconds between two killed workers."""
_SAMPLE = 2.0
_LINGER = 3.0
"""Seconds after a swap was asked for in which the former release may still answer."""
_BEFORE = 0.5
"""Seconds before a request in which a worker that was killed may have been given to it."""


class Soak:
    """One run: what is asked, what may be answered now, what was seen."""

    def __init__(self, server: Server, known: KnownAnswers, seed: int) -> None:
        self._server = server
        self._seed = seed
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._serving: tuple[KnownAnswers, ...] = (known,)
        self.kills: list[float] = []
        self.seen: list[Seen] = []
        self.samples: list[Sample] = []

    def run(self, minutes: float, swaps: list[KnownAnswers], link: Path) -> None:
        """Ask for some minutes, swapping to each of the releases at equal distances; return when all is done."""
        numbers = range(_FAIR_CLIENTS + _HOSTILE_CLIENTS)
        parts = [(FAIR if number < _FAIR_CLIENTS else HOSTILE, number) for number in numbers]
        threads = [threading.Thread(target=self._ask, args=part) for part in parts]
        threads += [threading.Thread(target=self._kill), threading.Thread(target=self._sample)]
        for each in threads:
            each.start()
        length = minutes * 60 / (len(swaps) + 1)
        for following in swaps:
            time.sleep(length)
            self._swap(following, link)
        time.sleep(length)
        self._done.set()
        for each in threads:
            each.join()

    def _swap(self, following: KnownAnswers, link: Path) -> None:
        former = self._serving
        self._serving = (*former, following)
        fresh = link.with_name(".next")
        fresh.symlink_to(following.release)
        fresh.rename(link)
        client, name = Connection(self._server.port), following.release.name
        end = time.monotonic() + 60
        while f'release="{name}"' not in client.get("/metrics").body.decode() and time.monotonic() < end:
            time.sleep(0.2)
        time.sleep(_LINGER)
        self._serving = (following,)

    def _ask(self, requests: tuple[Request, ...], number: int) -> None:
        chance = random.Random(self._seed * 1000 + number)
        client = Connection(self._server.port, f"127.0.0.{2 + number}")
        weights = [each.weight for each in requests]
        pause = 0.02 if requests is FAIR else 0.3
        while not self._done.is_set():
            request = chance.choices(requests, weights)[0]
            before, start = self._serving, time.monotonic()
            reply, is_right = request.send(client, before[-1], chance)
            end = time.monotonic()
            seen = Seen(request.name, requests is FAIR, reply.status, start, end)
            known = {*before, *self._serving}
            if reply.status not in request.statuses:
                seen = seen.failed("unexpected", f"{reply.said}{reply.body[:300]!r}")
            elif reply.status == 200 and not any(_agrees(is_right, each) for each in known):
                seen = seen.failed("wrong", repr(reply.body[:300]))
            with self._lock:
                self.seen.append(seen)
            time.sleep(pause * 2 * chance.random())

    def judged(self) -> list[Seen]:
        """Return what was seen, each failure with its cause: judged at the end, when all kills are known."""
        return [each if each.verdict == "right" else replace(each, verdict=self._cause(each)) for each in self.seen]

    def _cause(self, seen: Seen) -> str:
        """Return what an answer that was not intended comes from: a killed worker, the queue, or nothing known."""
        if seen.verdict == "wrong":
            return seen.verdict
        is_killed = any(seen.start - _BEFORE <= each <= seen.end for each in self.kills)
        if seen.status in {0, 503} and is_killed:
            return "killed"
        return "queue" if seen.status == 429 or (seen.status == 503 and not seen.fair) else "unexpected"

    def _kill(self) -> None:
        chance = random.Random(self._seed)
        while not self._done.wait(_KILL * 2 * chance.random()):
            workers = self._server.below()
            if workers:
                self.kills.append(time.monotonic())
                with contextlib.suppress(ProcessLookupError):
                    os.kill(chance.choice(workers), signal.SIGKILL)

    def _sample(self) -> None:
        began = time.monotonic()
        while not self._done.wait(_SAMPLE):
            workers = self._server.below()
            files = len(list(Path(f"/proc/{self._server.pid}/fd").iterdir()))
            weights = resident(self._server.pid), sum(map(resident, workers))
            self.samples.append(Sample(time.monotonic() - began, *weights, len(workers), files))


def _agrees(is_right: object, known: KnownAnswers) -> bool:
    assert callable(is_right)
    try:
        return bool(is_right(known))
    except (ValueError, KeyError, IndexError, TypeError):
        return False


def releases(folder: Path) -> list[KnownAnswers]:
    """Build two releases that differ, and a copy of the first; return what each answers."""
    import maillage

    for name, people in (("with", True), ("without", False)):
        maillage.build(folder / name, people=people)
    found = [(folder / name / "current").resolve() for name in ("with", "without")]
    kept = [shutil.copytree(path, folder / f"{number}-{path.name}") for number, path in enumerate((*found, found[0]))]
    return [KnownAnswers(path) for path in kept]


def main(arguments: list[str] | None = None) -> int:
    """Run, print the tables, and return 1 when anything went wrong that was not meant to."""
    made = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    made.add_argument("--minutes", type=float, default=10.0)
    made.add_argument("--seed", type=int, default=2019)
    made.add_argument("--write", action="store_true", help="also write benchmarks/soak.md")
    asked = made.parse_args(arguments)
    with TemporaryDirectory() as name:
        folder = Path(name)
        known = releases(folder)
        for each in known:
            each.warm()
        link = folder / "served" / "current"
        link.parent.mkdir()
        link.symlink_to(known[0].release)
        with (folder / "errors").open("w+b") as errors, served([*MAILLAGE, str(link)], "/sparql", errors=errors) as at:
            soak = Soak(at, known[0], asked.seed)
            soak.run(asked.minutes, known[1:], link)
            errors.seek(0)
            faults = errors.read().decode("utf-8", "replace")
    seen = soak.judged()
    found = told(seen, soak.samples, len(soak.kills), len(known) - 1, asked.minutes, faults)
    print(found)
    if asked.write:
        (Path(__file__).resolve().parent / "soak.md").write_text(found + "\n", encoding="utf-8", newline="\n")
    verdicts = Counter(one.verdict for one in seen)
    for one in seen:
        if one.verdict in {"wrong", "unexpected"}:
            near = min((abs(each - one.end) for each in soak.kills), default=0.0)
            print(f"{one.verdict}: {one.name}: {one.status} {one.detail}, {one.start:.2f} to {one.end:.2f}, "
                  f"{near:.2f} s from a kill", file=sys.stderr)  # fmt: skip
    print(faults, file=sys.stderr)
    return 1 if verdicts["wrong"] or verdicts["unexpected"] or "Traceback" in faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
