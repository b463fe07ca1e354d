"""How fast names complete and searches answer at 100,000 labels: ``python benchmarks/search.py [LABELS]``."""

from __future__ import annotations

import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from api.searching import Search
from graph.embedded import Embedded
from graph.search_index import NAME, Entry, write
from ontology.iris import BASE

_WORDS = (
    "université laboratoire institut centre agence école groupe fédération pôle association société "
    "chambre recherche données images santé robotique langage textile logistique énergie commerce finance "
    "éducation"
).split()
_SYLLABLES = (
    "ba be bi bo lu la li lo ma mi mo na ne ni ro ra sa se si ta te ti va ve vi gré clé tron plex dor"
).split()


def labels(count: int, seed: int = 2019) -> Iterator[str]:
    """Yield labels of two to five words, half of them common words and half made up."""
    chance = random.Random(seed)
    for _ in range(count):
        common = chance.choices(_WORDS, k=chance.randint(1, 3))
        own = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(chance.randint(1, 2))]
        yield " ".join([*common, *own]).capitalize()


def _entries(count: int) -> Iterator[Entry]:
    kinds = itertools.cycle(("actor", "actor", "training", "usecase", "tie"))
    for number, (label, kind) in enumerate(zip(labels(count), kinds, strict=False)):
        made = Entry(f"{BASE}id/{kind}/n{number}", kind, {"fr": label}, {label})
        made.facets.add(("departement", str(59 + number % 5)))
        yield made


def _measured(name: str, ask: Callable[[str], object], texts: list[str]) -> None:
    times = []
    for text in texts:
        begun = time.perf_counter()
        ask(text)
        times.append(1000 * (time.perf_counter() - begun))
    cuts = statistics.quantiles(times, n=100)
    print(f"{name:<22} median {statistics.median(times):7.2f} ms   p95 {cuts[94]:7.2f} ms   most {max(times):7.2f} ms")


def main() -> None:
    """Build an index in a temporary folder and ask it as a person types."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    known = sorted(_entries(count), key=lambda entry: entry.order)
    chance = random.Random(7)
    chosen = chance.choices([next(iter(entry.names)) for entry in known], k=300)
    prefixes = [label[: chance.randint(1, len(label))] for label in chosen]
    wrong = [label[:5] + label[6:12] for label in chosen]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        begun = time.perf_counter()
        write(path, known).close()
        print(f"{count} labels, built in {time.perf_counter() - begun:.1f} s, {path.stat().st_size / 1e6:.0f} MB")
        found = Search.over(Path(folder), Embedded())
        _measured("suggest, one letter", found.suggest, [label[0] for label in chosen])
        _measured("suggest, any prefix", found.suggest, prefixes)
        _measured("suggest, wrong letter", found.suggest, wrong)
        _measured("suggest, other forms", found.suggest, [f"les {label}s" for label in chosen])
        _measured(
            "suggest, eight words", found.suggest, [" ".join(label[:at] for at in range(1, 9)) for label in chosen]
        )
        _measured("search, whole names", found.search, chosen)
        _measured("search, all but one", found.search, [f"{label} zzzz" for label in chosen])
        _measured("search, one word", found.search, [label.split()[0] for label in chosen])
        found.close()


if __name__ == "__main__":
    main()
