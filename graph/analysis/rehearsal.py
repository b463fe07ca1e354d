"""The suggestions put to the test: hide some of the network's own ties, and see how high each method ranks them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.criteria import CRITERIA
from graph.analysis.ground import ground
from graph.analysis.lead import Lead, lead
from graph.analysis.values import Phrase, fixed
from graph.network import Network

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from graph.analysis.backtest import Method
    from graph.analysis.pair_sets import Pairs, TieList
    from graph.analysis.pair_signs import Attribute
    from graph.analysis.ranking_metrics import Ranked
    from graph.network import Link

    Floats = NDArray[np.float64]
    Rankings = dict[str, Ranked | None]

__all__ = ["CRITERIA_METHOD", "ENOUGH", "LARGE", "Rehearsal", "rehearse"]

ENOUGH = 20
"""Tied pairs from which hiding a fifth of them tells anything."""
LARGE = 2000
"""Named actors above which nothing is replayed here; `maillage backtest` is for such networks."""
REPEATS = 10
CRITERIA_METHOD = "criteria"
"""The weighted sum of `graph.analysis.criteria`, which ranks the missing links."""
TOPS = (10, 50, 100)

Key = tuple[str, str]

_VERDICTS = {
    False: Phrase(
        "elles cherchent où un lien serait utile, elles ne devinent pas ceux qui se font",
        "they look for where a tie would serve, they do not guess those that come about",
    ),
    True: Phrase(
        "elles retrouvent mieux que le hasard des liens connus, ce qui ne prouve pas une suggestion",
        "they find known ties better than chance does, which is no proof of a suggestion",
    ),
}
"""By whether the whole interval of the criteria stands above chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """How well hidden ties were found again, or that it could not be tried."""

    actors: int
    """Named actors."""
    tied: int
    """Pairs of named actors with an established tie."""
    repeats: int
    """0 when nothing was replayed."""
    hidden: int
    """Hidden ties to find, summed over the repeats."""
    ranked: int
    """Pairs without a visible tie that were ranked, in the first repeat."""
    methods: tuple[Method, ...]
    """The baselines first, then the other scores, the combined one and the criteria of the missing links."""
    precisions: tuple[tuple[str, tuple[float, ...]], ...] = ()
    """The average precision of each method in each repeat."""

    def precision(self, name: str) -> float | None:
        """Return the average precision of a method, ``None`` where it has none."""
        found = next((each.quality for each in self.methods if each.name == name), None)
        return None if found is None else found.average_precision.value

    def _surely_above(self, chance: float) -> bool:
        found = (each.quality for each in self.methods if each.name == CRITERIA_METHOD)
        return any(quality.average_precision.low > chance for quality in found if quality)

    def lead(self) -> Lead | None:
        """Return by how much the combined score leads the best other method, ``None`` where they cannot be compared."""
        means = {name: sum(found) / len(found) for name, found in self.precisions if found}
        others = [name for name in means if name not in ("combined", CRITERIA_METHOD)]
        if "combined" not in means or not others:
            return None
        best = max(others, key=lambda name: (means[name], name))
        held = dict(self.precisions)
        return lead(best, held["combined"], held[best])

    @property
    def sentence(self) -> Phrase:
        """What a reading of suggestions ends with: the figure, and what it does not say."""
        ours, chance = self.precision(CRITERIA_METHOD), self.precision("random")
        if ours is None or chance is None:
            return self.refusal
        best = self.precision("combined") or 0.0
        french = f"précision moyenne {ours:.3f} contre {chance:.3f} au hasard ({best:.3f} pour un score appris)"
        verdict = _VERDICTS[self._surely_above(chance)]
        return Phrase(
            f"Rejouées sur {self.hidden} liens cachés ({self.repeats} tirages), les raisons des liens manquants "
            f"donnent une {french.replace('.', ',')} : {verdict.fr}.",
            f"Replayed on {self.hidden} hidden ties ({self.repeats} draws), the reasons of the missing links give an "
            f"average precision of {ours:.3f} against {chance:.3f} by chance ({best:.3f} for a learned score): "
            f"{verdict.en}.",
        )

    @property
    def refusal(self) -> Phrase:
        """Why nothing was replayed."""
        if self.actors > LARGE:
            return Phrase(
                f"Rien n'est rejoué ici : {self.actors} acteurs sont trop nombreux (au plus {LARGE}).",
                f"Nothing is replayed here: {self.actors} actors are too many (at most {LARGE}).",
            )
        if self.tied >= ENOUGH:
            return Phrase(
                f"Rien n'a pu être rejoué : parmi {self.tied} paires liées, aucune que l'on cache ne joint deux "
                "acteurs qui gardent un autre lien.",
                f"Nothing could be replayed: of {self.tied} linked pairs, none that is hidden joins two actors that "
                "keep another tie.",
            )
        return Phrase(
            f"Rien n'a pu être rejoué : {self.tied} paires liées sont trop peu (au moins {ENOUGH}).",
            f"Nothing could be replayed: {self.tied} linked pairs are too few (at least {ENOUGH}).",
        )


def rehearse(network: Network, seed: int = 2019, repeats: int = REPEATS) -> Rehearsal:
    """Return how well each method finds established ties of the network that were hidden from it.

    Parameters
    ----------
    network
        The projected network. Established ties between named actors alone are seen and hidden.
    seed
        Of all that is drawn.
    repeats
        Times that a fifth of the tied pairs is hidden.

    Returns
    -------
    Rehearsal
        Without methods when there are fewer than `ENOUGH` tied pairs or more than `LARGE` named actors. The criteria
        rank the same pairs as the other methods, on the network without the hidden ties.

    Raises
    ------
    Nothing
        Where nothing can be replayed, the answer says why.

    Examples
    --------
    >>> rehearse(Network((), ())).refusal.en
    'Nothing could be replayed: 0 linked pairs are too few (at least 20).'

    References
    ----------
    Those of `graph.analysis.backtest`.

    Reading
    -------
    The figures say how well known ties are found again, which is not the worth of a suggestion: the best
    introductions are those that would not have come by themselves. The ties of one study were written down together,
    and some dozens are hidden: read the intervals before comparing two methods.
    """
    named = _named(network)
    pairs = {(link.source, link.target) for link in named.links}
    nothing = Rehearsal(actors=len(named.nodes), tied=len(pairs), repeats=0, hidden=0, ranked=0, methods=())
    if len(pairs) < ENOUGH or len(named.nodes) > LARGE:
        return nothing
    return _replayed(named, seed, repeats) or nothing


def _named(network: Network) -> Network:
    nodes = tuple(node for node in network.nodes if not node.collective)
    keys = {node.key for node in nodes}
    links = (link for link in network.links if link.source in keys and link.target in keys)
    return Network(nodes, tuple(link for link in links if link.status == "established"), network.layers)


def _replayed(named: Network, seed: int, repeats: int) -> Rehearsal | None:
    """Return the figures, ``None`` when in no repeat a hidden tie joins two actors that keep a tie."""
    ties, attributes = _ties(named), _attributes(named)
    rounds = [made for number in range(repeats) if (made := _round(named, ties, attributes, (seed, number)))]
    if not rounds:
        return None
    return Rehearsal(
        actors=ties.size,
        tied=len({(link.source, link.target) for link in named.links}),
        repeats=len(rounds),
        hidden=sum(ties for _, ties, _ in rounds),
        ranked=rounds[0][0],
        methods=tuple(_methods([rankings for _, _, rankings in rounds], seed)),
        precisions=_precisions([rankings for _, _, rankings in rounds]),
    )


def _methods(rounds: list[Rankings], seed: int) -> Iterator[Method]:
    from graph.analysis.backtest import Method
    from graph.analysis.ranking_metrics import summary
    from graph.analysis.trained_score import BASELINES

    for name in rounds[0]:
        found = tuple(ranking for each in rounds if (ranking := each[name]) is not None)
        yield Method(name, name in BASELINES, summary(found, TOPS, seed) if found else None)


def _precisions(rounds: list[Rankings]) -> tuple[tuple[str, tuple[float, ...]], ...]:
    from graph.analysis.ranking_metrics import average_precision

    return tuple(
        (name, tuple(fixed(average_precision(ranking)) for each in rounds if (ranking := each[name]) is not None))
        for name in rounds[0]
    )


def _round(
    named: Network, ties: TieList, attributes: tuple[Attribute, ...], seed: tuple[int, int]
) -> tuple[int, int, Rankings] | None:
    """Return the pairs ranked, the hidden ties among them, and the ranking of each method."""
    import numpy

    from graph.analysis.pair_candidates import population
    from graph.analysis.ranking_metrics import ranked
    from graph.analysis.replays import SHARE, hidden_pairs
    from graph.analysis.trained_score import METHODS, train

    hiding = hidden_pairs(ties, SHARE, numpy.random.default_rng(seed))
    if not len(hiding.train):
        return None
    trained = train(hiding, attributes, sum(seed), dated=False, untied=False)
    asked = population(trained.scene, hiding.coming, numpy.random.default_rng((*seed, 3)), cold=False)
    if not asked.is_tie.any():
        return None
    scores = {name: trained.score(name, asked.pairs) for name in METHODS}
    left = Network(named.nodes, tuple(_left(named, hiding.coming, ties.actors)), named.layers)
    scores[CRITERIA_METHOD] = _scores(left, asked.pairs, ties.actors)
    rankings = {
        name: None if found is None else ranked(found, asked.is_tie, asked.weight) for name, found in scores.items()
    }
    return len(asked.pairs), int(asked.is_tie.sum()), rankings


def _ties(named: Network) -> TieList:
    from graph.analysis.pair_sets import tie_list

    rows = ((link.source, link.target, -1, -1, link.weight) for link in named.links)
    return tie_list(rows, (node.key for node in named.nodes))


def _attributes(named: Network) -> tuple[Attribute, ...]:
    """Return what the sources say of the actors, in the order of their keys."""
    from graph.analysis.pair_signs import attribute

    nodes = sorted(named.nodes, key=lambda node: node.key)
    return (
        attribute("group", tuple(node.group for node in nodes)),
        attribute("place", tuple(node.place or "" for node in nodes)),
        attribute("role", tuple("|".join(node.roles) for node in nodes)),
        attribute("sector", tuple("|".join(node.sectors) for node in nodes)),
        attribute("subfield", tuple("|".join(node.subfields) for node in nodes)),
    )


def _left(named: Network, hidden: Pairs, keys: tuple[str, ...]) -> Iterator[Link]:
    gone = set(_keys(hidden, keys))
    return (link for link in named.links if (link.source, link.target) not in gone)


def _keys(pairs: Pairs, keys: tuple[str, ...]) -> Iterator[Key]:
    return ((keys[left], keys[right]) for left, right in zip(pairs.left, pairs.right, strict=True))


def _scores(left: Network, pairs: Pairs, keys: tuple[str, ...]) -> Floats:
    import numpy

    here = ground(left)
    found = [
        sum(each.weight * each.measure(here, left[one], left[other])[0] for each in CRITERIA)
        for one, other in _keys(pairs, keys)
    ]
    return numpy.array([fixed(score) for score in found], dtype=numpy.float64)
