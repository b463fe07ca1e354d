"""Mixing against chance: the same numbers of partners, rewired at random many times, and what stands out."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.mixing import DIMENSIONS as MIXED
from graph.analysis.values import Phrase, fixed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from graph.network import Network, Node

__all__ = ["ALONG", "SAMPLES", "Contrast", "ContrastCell", "against_chance", "assortativity", "study_role"]

SAMPLES = 200
SWAPS_FIRST, SWAPS_BETWEEN = 10, 3
"""Swaps tried for each tie before the first sample, to forget the real network, and between two samples."""
SWAPS_AT_MOST = 2_000_000
FEWEST = 10
"""Samples drawn at least; in large networks fewer are needed, since each averages over more ties."""
TELLING = 2.0
"""A z-score beyond which a cell is said to stand out: about one in twenty by chance."""
NEEDED = 5.0
"""Expected pairs below which a z-score is not read: it swings with a single tie."""

Pair = tuple[str, str]


def study_role(node: Node) -> tuple[str, ...]:
    """Return the part that an actor plays in the study: research, training, or its roles.

    An actor of several roles has a share in each; one without any has none.
    """
    if node.group in ("research", "training"):
        return (node.group,)
    return node.roles


def _sectors(node: Node) -> tuple[str, ...]:
    from graph.analysis.ground import BROADER

    return tuple(sorted({BROADER.get(sector, sector) for sector in node.sectors}))


def _part(key: str) -> Phrase:
    return wording.group(key) if key in ("research", "training") else wording.role(key)


ALONG: tuple[tuple[str, Phrase, Callable[[Node], tuple[str, ...]], Callable[[str], Phrase]], ...] = (
    ("study-roles", Phrase("rôles de l'étude", "roles of the study"), study_role, _part),
    *(each for each in MIXED if each[0] in ("groups", "departements", "sizes")),
    ("sectors", Phrase("secteurs", "sectors"), _sectors, wording.sector),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastCell:
    """The pairs between two categories against those of the rewired networks."""

    left: Phrase
    right: Phrase
    observed: float
    expected: float
    """Mean over the samples."""
    spread: float
    """Standard deviation over the samples."""
    z: float | None
    """How many spreads the observed number lies from the mean; ``None`` when all samples agree."""
    reading: str
    """``more``, ``fewer``, ``chance`` or ``too-few``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Mixing along one attribute against chance."""

    key: str
    name: Phrase
    pairs: int
    """Linked pairs of which both ends are known."""
    across: float | None
    """Share of them that cross."""
    across_expected: float | None
    across_z: float | None
    assortativity: float | None
    """Newman's coefficient, -1 to 1: 1 when ties never cross, 0 when they cross as chance has it."""
    cells: tuple[ContrastCell, ...]


def against_chance(network: Network, seed: int = 2019, samples: int = SAMPLES) -> tuple[Contrast, ...]:
    """Return how the network mixes against networks where each actor has as many partners, drawn at random.

    Parameters
    ----------
    network
        The projected network; groups that no source names are left out.
    seed
        Seed of the rewiring.
    samples
        Rewired networks drawn.

    Returns
    -------
    tuple of Contrast
        One for each attribute of `ALONG`; without cells and with ``None`` where nothing is known.

    Raises
    ------
    ValueError
        When ``samples`` is below two: a spread needs two.

    Examples
    --------
    >>> from graph.network import Network
    >>> {contrast.pairs for contrast in against_chance(Network((), ()))}
    {0}

    References
    ----------
    Maslov S., Sneppen K. (2002), *Specificity and stability in topology of protein networks*, Science 296. Newman M.
    (2003), *Mixing patterns in networks*, PRE 67, 026126.

    Reading
    -------
    z beyond 2 in either direction: more or fewer ties than the partners' numbers alone explain. It says nothing of
    causes, and the sources' own choice of whom to describe is part of what is seen.
    """
    if samples < 2:
        raise ValueError(f"{samples} samples have no spread; ask for two at least.")
    named = {node.key for node in network.nodes if not node.collective}
    pairs = sorted({(link.source, link.target) for link in network.links if {link.source, link.target} <= named})
    drawn = list(_rewired(pairs, random.Random(seed), samples)) if pairs else []  # noqa: S311
    return tuple(_contrast(network, pairs, drawn, *along) for along in ALONG)


def assortativity(counted: Mapping[Pair, float]) -> float | None:
    """Return Newman's assortativity of categories from the pairs between each two; ``None`` when it has no value.

    >>> assortativity({("a", "a"): 3, ("b", "b"): 3})
    1.0
    >>> assortativity({("a", "b"): 4})
    -1.0
    """
    total = sum(counted.values())
    if not total:
        return None
    ends: defaultdict[str, float] = defaultdict(float)
    for (left, right), number in counted.items():
        ends[left] += number / (2 * total)
        ends[right] += number / (2 * total)
    within = sum(number for (left, right), number in counted.items() if left == right) / total
    chance = sum(share * share for share in ends.values())
    return None if chance >= 1 else fixed((within - chance) / (1 - chance))


def _rewired(pairs: Sequence[Pair], chance: random.Random, samples: int) -> Iterator[list[Pair]]:
    """Yield networks with the same number of partners each, by swapping the ends of two ties at a time."""
    current = list(pairs)
    known = set(current)
    many = len(current)
    _shuffle(current, known, chance, min(SWAPS_FIRST * many, max(many, SWAPS_AT_MOST)))
    drawn = min(samples, max(FEWEST, SWAPS_AT_MOST // (SWAPS_BETWEEN * many)))
    between = min(SWAPS_BETWEEN * many, SWAPS_AT_MOST // drawn)
    for _ in range(drawn):
        _shuffle(current, known, chance, between)
        yield list(current)


def _shuffle(current: list[Pair], known: set[Pair], chance: random.Random, swaps: int) -> None:
    for _ in range(swaps):
        _swap(current, known, chance)


def _swap(current: list[Pair], known: set[Pair], chance: random.Random) -> None:
    one, other = chance.randrange(len(current)), chance.randrange(len(current))
    (a, b), (c, d) = current[one], current[other]
    if chance.random() < 0.5:
        c, d = d, c
    first, second = (min(a, d), max(a, d)), (min(c, b), max(c, b))
    if len({a, b, c, d}) < 4 or first in known or second in known:
        return
    known -= {current[one], current[other]}
    known |= {first, second}
    current[one], current[other] = first, second


def _contrast(
    network: Network,
    pairs: Sequence[Pair],
    drawn: Sequence[Sequence[Pair]],
    key: str,
    name: Phrase,
    categories: Callable[[Node], tuple[str, ...]],
    words: Callable[[str], Phrase],
) -> Contrast:
    of = {node.key: categories(node) for node in network.nodes}
    observed = _counted(of, pairs)
    samples = [_counted(of, sample) for sample in drawn]
    across = _across(observed)
    chances = [share for sample in samples if (share := _across(sample)) is not None]
    mean, spread = _spread(chances)
    known = sorted({*observed, *(cell for sample in samples for cell in sample)})
    cells = [_cell(cell, observed, samples, words) for cell in known]
    cells.sort(key=lambda cell: (-cell.observed, cell.left.fr, cell.right.fr))
    return Contrast(
        key=key,
        name=name,
        pairs=sum(bool(of[left] and of[right]) for left, right in pairs),
        across=across,
        across_expected=mean if across is not None else None,
        across_z=fixed((across - mean) / spread) if across is not None and mean is not None and spread else None,
        assortativity=assortativity(observed),
        cells=tuple(cells),
    )


def _counted(of: Mapping[str, tuple[str, ...]], pairs: Sequence[Pair]) -> Counter[Pair]:
    """Return the pairs between each two categories; an actor with several counts a share in each."""
    made: Counter[Pair] = Counter()
    for left, right in pairs:
        share = 1 / (len(of[left]) * len(of[right])) if of[left] and of[right] else 0.0
        for one in of[left]:
            for other in of[right]:
                made[min(one, other), max(one, other)] += share  # type: ignore[assignment]
    return made


def _across(counted: Mapping[Pair, float]) -> float | None:
    total = sum(counted.values())
    crossing = sum(number for (left, right), number in counted.items() if left != right)
    return fixed(crossing / total) if total else None


def _spread(numbers: Sequence[float]) -> tuple[float | None, float]:
    if not numbers:
        return None, 0.0
    mean = sum(numbers) / len(numbers)
    return fixed(mean), sqrt(sum((number - mean) ** 2 for number in numbers) / max(1, len(numbers) - 1))


def _cell(
    cell: Pair, observed: Mapping[Pair, float], samples: Sequence[Mapping[Pair, float]], words: Callable[[str], Phrase]
) -> ContrastCell:
    mean, spread = _spread([sample.get(cell, 0.0) for sample in samples])
    seen, expected = observed.get(cell, 0.0), mean or 0.0
    z = fixed((seen - expected) / spread) if spread > 1e-9 else None
    reading = "chance"
    if expected < NEEDED and seen < NEEDED:
        reading = "too-few"
    elif z is not None and abs(z) >= TELLING:
        reading = "more" if z > 0 else "fewer"
    return ContrastCell(
        left=words(cell[0]),
        right=words(cell[1]),
        observed=fixed(seen),
        expected=expected,
        spread=fixed(spread),
        z=z,
        reading=reading,
    )
