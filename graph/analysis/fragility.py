"""Fragility: what falls apart when one tie goes, and on how little it rests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.analysis.distances import MATRIX_UP_TO, distances, efficiency
from graph.analysis.values import ActorRef, Phrase, fixed, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.analysis.ties import PairTie
    from graph.network import Network

__all__ = ["Fragile", "fragile_ties"]

LOSS, EXCLUSIVE, THIN = 0.6, 0.2, 0.2
"""What the network loses first; then whether there is no other way; then on how few ties and sources it rests."""

EFFORT = 20_000_000
"""Distances to compute at most, all losses together: some seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragile:
    """A linked pair and what its loss would mean."""

    rank: int
    left: ActorRef
    right: ActorRef
    label: str
    """The tie, or the first of them."""
    score: float
    """0 to 1."""
    efficiency_lost: float | None
    """Share of the network's efficiency that goes with it; ``None`` in a network too large to compute it."""
    cut_off: int
    """Actors cut off from the larger part; 0 when there is a way round."""
    detour: int | None
    """Steps of the way round; ``None`` when there is none."""
    overlap: float | None
    """Neighbourhood overlap (Onnela): 0 when the two share no partner."""
    ties: int
    layers: tuple[str, ...]
    evidence: int
    """Places in the sources that tell of it."""
    since: str | None
    """The earliest year that a source gives; ``None`` when none does."""
    locators: tuple[str, ...]
    sentence: Phrase


def fragile_ties(network: Network, ties: Iterable[PairTie]) -> tuple[Fragile, ...]:
    """Return every linked pair of named actors by what its loss would mean, the worst first.

    Parameters
    ----------
    network
        The projected network.
    ties
        The linked pairs, from `graph.analysis.ties.pair_ties`.

    Returns
    -------
    tuple of Fragile
        In a network too large for a matrix of distances the rank goes by the edge betweenness instead, and no loss is
        told.

    Raises
    ------
    Nothing
        No tie gives no ranking.

    Examples
    --------
    >>> from graph.network import Network
    >>> fragile_ties(Network((), ()), ())
    ()

    References
    ----------
    Granovetter M. (1973), *The strength of weak ties*, AJS 78(6). Onnela J.-P. et al. (2007), PNAS 104(18). Latora V.,
    Marchiori M. (2001), PRL 87.

    Reading
    -------
    A tie to double with a second one, not one about to break: nothing here says that it is in danger.
    """
    kept = [tie for tie in ties if not tie.collective]
    keys = [node.key for node in network.nodes if not node.collective]
    large = len(keys) > MATRIX_UP_TO or len(keys) ** 2 * len(kept) > EFFORT
    lost = [tie.betweenness for tie in kept] if large else _losses(keys, kept)
    most = max(lost, default=0.0)
    years = _years(network)
    made = [
        _fragile(tie, loss / most if most else 0.0, None if large else loss, years)
        for tie, loss in zip(kept, lost, strict=True)
    ]
    made.sort(key=lambda each: (-each.score, each.left.label, each.right.label, each.left.key, each.right.key))
    return tuple(replace(each, rank=rank) for rank, each in enumerate(made, start=1))


def _losses(keys: list[str], ties: list[PairTie]) -> list[float]:
    """Return the share of the efficiency among named actors that goes with each pair."""
    pairs = [(tie.left.key, tie.right.key) for tie in ties]
    whole = efficiency(distances(keys, pairs))
    if not whole:
        return [0.0 for _ in ties]
    return [
        max(0.0, 1 - efficiency(distances(keys, pairs[:each] + pairs[each + 1 :])) / whole)
        for each in range(len(pairs))
    ]


def _years(network: Network) -> dict[tuple[str, str], str]:
    made: dict[tuple[str, str], str] = {}
    for link in network.links:
        if link.start:
            pair = (link.source, link.target)
            made[pair] = min(link.start[:4], made.get(pair, "9999"))
    return made


def _fragile(tie: PairTie, weight: float, loss: float | None, years: dict[tuple[str, str], str]) -> Fragile:
    evidence = len(tie.locators)
    thin = (1 / tie.multiplicity + 1 / max(1, evidence)) / 2
    exclusive = 1.0 if tie.is_bridge else 1 - 2 / tie.span if tie.span else 0.0
    score = LOSS * weight + EXCLUSIVE * exclusive + THIN * thin
    cut = tie.sides[0].size if tie.is_bridge else 0
    return Fragile(
        rank=0,
        left=tie.left,
        right=tie.right,
        label=tie.labels[0] if tie.labels else "",
        score=fixed(score),
        efficiency_lost=None if loss is None else fixed(loss),
        cut_off=cut,
        detour=None if tie.is_bridge else tie.span or 2,
        overlap=tie.overlap,
        ties=tie.multiplicity,
        layers=tie.layers,
        evidence=evidence,
        since=years.get((tie.left.key, tie.right.key)),
        locators=tie.locators,
        sentence=_sentence(tie, cut, loss),
    )


def _sentence(tie: PairTie, cut: int, loss: float | None) -> Phrase:
    if cut:
        names = [actor.label for actor in tie.sides[0].members]
        several = cut > 1
        french = f"{listed(names, 'fr', 3)} {'perdent' if several else 'perd'} tout chemin connu vers le reste"
        english = f"{listed(names, 'en', 3)} {'lose' if several else 'loses'} every known path to the rest"
    else:
        french = f"reste un détour de {tie.span or 2} pas"
        english = f"a way round of {tie.span or 2} steps is left"
    if loss is None:
        return Phrase(f"Si ce lien disparaît, {french}.", f"If this tie goes, {english}.")
    share = f"{100 * loss:.1f}"
    return Phrase(
        f"Si ce lien disparaît, {french} ; le réseau perd {share.replace('.', ',')} % de son efficacité.",
        f"If this tie goes, {english}; the network loses {share}% of its efficiency.",
    )
