"""The introductions to make: M pairs, few for each actor, that together gain the most, each with a concrete reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from math import ceil
from typing import TYPE_CHECKING

from graph.analysis.acquaintance import Shared, common_ground
from graph.analysis.benefit_kinds import KINDS, Benefit, Stage
from graph.analysis.benefits import benefit
from graph.analysis.criteria import CRITERIA
from graph.analysis.distances import MATRIX_UP_TO, distances
from graph.analysis.doubts import Doubt, caveat, together
from graph.analysis.ground import Ground, ground, rooted
from graph.analysis.introducers import Way, way
from graph.analysis.meeting_programme import Candidate, Caps, choose
from graph.analysis.reasons import coverage
from graph.analysis.roster_scene import UNITS
from graph.analysis.shortage import Shortage, shortage
from graph.analysis.values import ActorRef, Phrase, fixed, ref
from graph.portfolio import Portfolio
from ontology.errors import ConfigurationRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.network import Network, Node

__all__ = ["MOST", "PER_ACTOR", "Introduction", "Introductions", "introductions"]

MOST = 40
PER_ACTOR = 3
PER_KIND = 0.25
"""Share of the introductions that may be of one kind, so that no single recipe fills the programme."""
FEASIBILITY: Mapping[str, float] = {"benefit": 0.55, "likeness": 0.25, "nearness": 0.2}
"""What makes a meeting likely to succeed: first a concrete benefit; then the score of the missing link; then a common
partner, a common commune or a known path."""
CROSSING: Mapping[str, float] = {"role": 0.3, "sector": 0.3, "departement": 0.2, "community": 0.2}
DESCRIBED_UP_TO = 1000
"""Actors up to which every pair is looked at; beyond, those that the sources speak of most."""
CANDIDATES_UP_TO = 4000
"""Pairs given to the solver, best first: beyond, none was ever chosen in our trials."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """One meeting to arrange."""

    rank: int
    left: ActorRef
    right: ActorRef
    gain: float
    """Expected gain, 0 to 1: feasibility times what the tie would change."""
    feasibility: float
    isolation: float
    """Relief of isolation, 0 to 1: half for each side that has no known partner, less the more it has."""
    shortening: float
    """Fall in distances, 0 to 1 for the greatest fall among all candidates."""
    crossing: float
    """0 to 1: roles, départements and communities that the tie would cross."""
    benefit: Benefit
    kind: Phrase
    way: Way
    """Who brings the two together, and whether that is known or proposed."""
    common: tuple[Shared, ...]
    """What else the two have in common."""
    confidence: str
    """``good``, ``fair`` or ``poor``: how much the sources say of the less-described one."""
    doubts: tuple[Doubt, ...]
    """What the reason, the common ground or the way rests on that no source says for certain, least sure first."""
    sentence: Phrase
    """What each brings, what both gain, and what of it is a likely or unsure reading."""

    @property
    def label(self) -> str:
        """The two labels."""
        return f"{self.left.label} – {self.right.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Introductions:
    """The programme of introductions, and how sure it is that no better one exists."""

    introductions: tuple[Introduction, ...]
    asked: int
    per_actor: int
    per_kind: int
    candidates: int
    """Pairs without a known tie for which the sources give a concrete benefit."""
    set_aside: int
    """Pairs that share a broad topic alone: never proposed, so that nothing fills the programme for its own sake."""
    shortage: Shortage | None
    """Why there are fewer than asked; ``None`` when there are as many."""
    total: float
    bound: float
    gap: float
    status: str


def introductions(
    network: Network,
    communities: Mapping[str, int] | None = None,
    portfolio: Portfolio | None = None,
    *,
    most: int = MOST,
    per_actor: int = PER_ACTOR,
    per_kind: int | None = None,
    seconds: float = 20.0,
) -> Introductions:
    """Return the pairs of organisations to introduce to each other.

    Parameters
    ----------
    network
        The projected network; organisations alone are introduced, never people, events or unnamed groups.
    communities
        Actor -> community.
    portfolio
        What the sources say that actors do. A pair without a concrete benefit in it is never proposed, so that an
        empty portfolio gives few introductions or none.
    most, per_actor
        Introductions at most, in all and for one actor.
    per_kind
        Introductions at most of one kind of benefit; `PER_KIND` of all of them when not given.
    seconds
        Time for the solver.

    Returns
    -------
    Introductions
        Greatest gain first. The relief of an actor's isolation counts once, however many introductions it gets. A pair
        that shares a broad topic alone is never among them: fewer are proposed, with the reason (``shortage``).

    Raises
    ------
    ConfigurationRefused
        When a number is below one.

    Examples
    --------
    >>> from graph.network import Network
    >>> introductions(Network((), ())).introductions
    ()

    References
    ----------
    Burt R. (2004), *Structural holes and good ideas*, AJS 110(2). Latora V., Marchiori M. (2001), *Efficient behavior
    of small-world networks*, PRL 87.

    Reading
    -------
    Each one is a meeting to offer, not a forecast that it will succeed. The benefit is what the sources print of each
    side, put side by side by us; the two may know each other already.
    """
    if min(most, per_actor, 1 if per_kind is None else per_kind) < 1:
        raise ConfigurationRefused("introductions are counted from one.", remedy="Ask for one at least.")
    held = portfolio or Portfolio()
    stage = Stage(ground(network), held)
    found = _candidates(stage, communities or {})
    pairs = [pair for pair in found if not pair.benefit.broad][:CANDIDATES_UP_TO]
    caps = Caps(most=most, per_actor=per_actor, per_kind=per_kind or max(1, ceil(PER_KIND * most)))
    chosen = choose(pairs, caps, seconds)
    made = [_introduction(stage, pair) for pair in chosen.candidates]
    set_aside = sum(pair.benefit.broad for pair in found)
    made.sort(key=lambda each: (-each.gain, each.label, each.left.key, each.right.key))
    return Introductions(
        introductions=tuple(replace(each, rank=rank) for rank, each in enumerate(made, start=1)),
        asked=most,
        per_actor=per_actor,
        per_kind=caps.per_kind,
        candidates=len(pairs),
        set_aside=set_aside,
        shortage=shortage(pairs, caps, len(made), set_aside),
        total=fixed(chosen.total),
        bound=fixed(chosen.bound),
        gap=fixed(max(0.0, chosen.bound - chosen.total) / chosen.bound if chosen.bound > 0 else 0.0),
        status=chosen.status,
    )


def _candidates(stage: Stage, communities: Mapping[str, int]) -> list[Candidate]:
    scene = stage.ground
    free = (pair for pair in _pairs(scene) if (pair[0].key, pair[1].key) not in scene.linked)
    here = rooted(scene.network)
    regional = [pair for pair in free if all(_introducible(node, here) for node in pair)]
    found = [(one, other, made) for one, other in regional if (made := benefit(stage, one, other))]
    found = [each for each in found if not scene.structure[each[0].key] & scene.structure[each[1].key]]
    near = _shortening(scene, [(one.key, other.key) for one, other, _ in found])
    likeness = _shares([_likeness(scene, one, other) for one, other, _ in found])
    made_pairs = [
        Candidate(
            left=one,
            right=other,
            benefit=made,
            feasibility=_feasibility(scene, one, other, made, alike),
            relief=(1 / (1 + scene.degree(one.key)), 1 / (1 + scene.degree(other.key))),
            shortening=fall,
            crossing=_crossing(scene, one, other, communities),
        )
        for (one, other, made), fall, alike in zip(found, near, likeness, strict=True)
    ]
    made_pairs.sort(key=lambda pair: (-fixed(pair.gain), pair.left.label, pair.right.label, pair.left.key))
    return made_pairs


def _pairs(scene: Ground) -> Iterable[tuple[Node, Node]]:
    """Return the pairs to look at: all of them, or in a large network those of actors that the sources describe."""
    nodes = sorted(scene.eligible, key=lambda node: node.key)
    if len(nodes) > DESCRIBED_UP_TO:
        nodes = sorted(nodes, key=lambda node: (-node.mentions, node.key))[:DESCRIBED_UP_TO]
        nodes.sort(key=lambda node: node.key)
    return combinations(nodes, 2)


def _introducible(node: Node, here: frozenset[str]) -> bool:
    """Return whether an actor is met in the region; a department is met by its school."""
    return (node.key in here or node.kind == "skills-operator") and node.kind not in UNITS


def _likeness(scene: Ground, one: Node, other: Node) -> float:
    return max(0.0, sum(criterion.weight * criterion.measure(scene, one, other)[0] for criterion in CRITERIA))


def _shares(numbers: Sequence[float]) -> list[float]:
    most = max(numbers, default=0.0)
    return [number / most if most else 0.0 for number in numbers]


def _shortening(scene: Ground, pairs: Sequence[Pair]) -> list[float]:
    """Return by how much each pair would raise the efficiency of the network, 1 for the most; 0s when too large."""
    keys = [node.key for node in scene.network.nodes if not node.collective]
    if len(keys) > MATRIX_UP_TO:
        return [0.0 for _ in pairs]
    found = distances(keys, ((one, other) for one, around in scene.neighbours.items() for other in around))
    return _shares([max(0.0, found.gain(*pair)) for pair in pairs])


def _feasibility(scene: Ground, one: Node, other: Node, made: Benefit, alike: float) -> float:
    near = 0.0
    if scene.common.get((one.key, other.key)) or set(one.places) & set(other.places):
        near = 1.0
    elif scene.connected(one.key, other.key) or set(one.departements) & set(other.departements):
        near = 0.5
    known = min(coverage(one), coverage(other))
    found = {"benefit": made.strength, "likeness": alike, "nearness": near}
    return sum(FEASIBILITY[name] * share for name, share in found.items()) * (0.7 + 0.3 * known)


def _crossing(scene: Ground, one: Node, other: Node, communities: Mapping[str, int]) -> float:
    """Return 0 to 1; what is not known of a side does not count as crossed."""
    crossed = {
        "role": _role(one) != _role(other),
        "sector": bool(one.sectors and other.sectors) and not scene.sectors[one.key] & scene.sectors[other.key],
        "departement": _apart(one.departements, other.departements),
        "community": communities.get(one.key, one.key) != communities.get(other.key, other.key),
    }
    return sum(CROSSING[name] for name, does in crossed.items() if does)


def _apart(ones: Sequence[str], others: Sequence[str]) -> bool:
    return bool(ones and others) and not set(ones) & set(others)


def _role(node: Node) -> str:
    return node.group if node.group != "company" else ",".join(node.roles)


def _introduction(stage: Stage, pair: Candidate) -> Introduction:
    scene, made = stage.ground, pair.benefit
    giver, taker = scene.network[made.giver], scene.network[made.taker]
    found, shared = way(stage, giver, taker), common_ground(stage, giver, taker)
    known = min(coverage(pair.left), coverage(pair.right))
    doubtful = together((*made.doubts, *(doubt for each in shared for doubt in each.doubts), *found.doubts))
    told = caveat(doubtful)
    return Introduction(
        rank=0,
        left=ref(giver),
        right=ref(taker),
        gain=fixed(pair.gain),
        feasibility=fixed(pair.feasibility),
        isolation=fixed(sum(pair.relief) / 2),
        shortening=fixed(pair.shortening),
        crossing=fixed(pair.crossing),
        benefit=made,
        kind=KINDS[made.kind],
        way=found,
        common=shared,
        confidence="good" if known >= 0.75 else "fair" if known >= 0.5 else "poor",
        doubts=doubtful,
        sentence=Phrase(
            f"{giver.label} apporte {made.brings.fr} ; {taker.label} apporte {made.offers.fr}. {made.gain.fr} "
            f"{told.fr}".strip(),
            f"{giver.label} brings {made.brings.en}; {taker.label} brings {made.offers.en}. {made.gain.en} "
            f"{told.en}".strip(),
        ),
    )
