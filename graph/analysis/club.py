"""The club's roster: the N organisations that together reach and represent the most, with the reasons of each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.analysis.covering import Choice, Problem, conflict, solve, value
from graph.analysis.floors import Floor, floors, meets
from graph.analysis.roster_doubts import member_doubts
from graph.analysis.roster_scene import WEIGHTS, Scene, candidates, covers_of, partners_of, problem_of, weights_of
from graph.analysis.roster_words import covered, evidence, named, why
from graph.analysis.sizes import sizes_known
from graph.analysis.values import ActorRef, Phrase, fixed, ref
from graph.portfolio import Portfolio
from ontology.errors import ConfigurationRefused, FloorsConflict, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.analysis.doubts import Doubt
    from graph.network import Network, Node

__all__ = ["DEFAULT_FLOORS", "SIZE", "Club", "FloorCost", "Member", "Next", "roster", "usual_floors"]

SIZE = 25
NEXT = 10
CANDIDATES_UP_TO = 10_000
"""Organisations that the programme looks at; beyond, those with the most partners and mentions, and those that a floor
needs."""
EVIDENCE = 6
DEFAULT_FLOORS = (
    "laboratory>=3",
    "solution-provider>=3",
    "affected-company>=5",
    "training>=2",
    "support>=3",
    "departement:*>=1",
    "hors-metropole>=3",
)
"""All the components of the ecosystem, and all the territory: what the study asks of the club."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One organisation of the roster and why it is there."""

    actor: ActorRef
    loss: float
    """Points that the roster would lose without it."""
    reaches: int
    """Actors it is or is tied to."""
    alone_reaches: tuple[ActorRef, ...]
    """Those that no other member is or is tied to, itself included."""
    alone_covers: tuple[tuple[str, Phrase], ...]
    """Dimensions and values that no other member has."""
    floors: tuple[str, ...]
    """Floors that would not be met without it."""
    pioneer: bool
    evidence: tuple[str, ...]
    """Where the sources speak of its sector, role or maturity."""
    doubts: tuple[Doubt, ...]
    """What the reason rests on that no source says for certain, least sure first."""
    reason: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """An organisation that is not in, and what it would add."""

    actor: ActorRef
    gain: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorCost:
    """A floor and the points that it costs."""

    floor: Floor
    label: Phrase
    cost: float
    """Points that the roster would gain without this floor; 0 when the floor binds nothing."""
    binding: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Club:
    """The roster, how good it is and how sure that is."""

    size: int
    members: tuple[Member, ...]
    """Greatest loss first, then by label."""
    score: float
    """Points out of 100."""
    bound: float
    """No roster of this size can have more."""
    gap: float
    status: str
    """``optimal`` or ``stopped``."""
    shares: tuple[tuple[str, float, int, int], ...]
    """Dimension, points, and how many of how many are covered."""
    next: tuple[Next, ...]
    floors: tuple[FloorCost, ...]
    candidates: int
    weights: tuple[tuple[str, float], ...] = field(default_factory=lambda: tuple(WEIGHTS.items()))


def usual_floors(network: Network, size: int = SIZE) -> tuple[str, ...]:
    """Return the usual floors that the actors of a network can meet; none in a club too small for them.

    A floor for three laboratories becomes one for two where two are known, so that the usual floors never conflict by
    themselves.
    """
    nodes, made = candidates(network), list[Floor]()
    for text in DEFAULT_FLOORS:
        try:
            asked = floors((text,), nodes)
        except UnknownName:
            continue
        for floor in asked:
            known = sum(meets(node, floor) for node in nodes)
            made.append(replace(floor, number=min(floor.number, known)))
    return tuple(floor.text for floor in made) if sum(floor.number for floor in made) <= size else ()


def roster(
    network: Network,
    communities: Mapping[str, int] | None = None,
    portfolio: Portfolio | None = None,
    *,
    size: int = SIZE,
    written: Iterable[str] = (),
    seconds: float = 20.0,
) -> Club:
    """Return the roster of a club: the best N organisations together, not the N best one by one.

    Parameters
    ----------
    network
        The projected network.
    communities
        Actor -> community; an actor without ties has none.
    portfolio
        What the sources say that actors do; pioneers and known uses of AI count a little.
    size
        Members at most.
    written
        What the roster must hold, as `graph.analysis.floors.floors` reads it.
    seconds
        Time for the solver; it then answers its best choice with the gap.

    Returns
    -------
    Club
        Points run from 0 to 100 (see `WEIGHTS`): the share of all actors that members are or are tied to, the shares
        of sectors, communities, départements and roles that have a member, and the members' own worth.

    Raises
    ------
    ConfigurationRefused
        When the size is below one.
    FloorsConflict
        When the floors cannot be met together; it names the smallest set in conflict.
    UnknownName
        When a floor names a value that nobody has.

    Examples
    --------
    >>> from graph.network import Link, Network, Node
    >>> def node(key):
    ...     return Node(key=key, iri="urn:" + key, label=key, kind="company", kind_label="E", group="company")
    >>> def link(a, b):
    ...     return Link(source=a, target=b, tie=a + b, kind="chair", kind_label="C", layer="collaboration", label="T")
    >>> star = Network(tuple(map(node, "abcde")), tuple(link(*pair) for pair in ("ab", "ac", "ad")))
    >>> club = roster(star, size=2)
    >>> [member.actor.key for member in club.members], club.status
    (['a', 'e'], 'optimal')

    References
    ----------
    Nemhauser G., Wolsey L., Fisher M. (1978), *An analysis of approximations for maximizing submodular set functions*.
    Everett M., Borgatti S. (1999), *The centrality of groups and classes*, Journal of Mathematical Sociology 23(3).

    Reading
    -------
    A proposal to discuss, not a merit list: an organisation that is not in may be as good as one that is (see
    ``next``). Ties, places and sectors are those of the sources read; the weights are judgements.
    """
    if size < 1:
        raise ConfigurationRefused(f"a club of {size} has no member.", remedy="Ask for one member at least.")
    held = portfolio or Portfolio()
    partners = partners_of(network)
    nodes = _considered(candidates(network), partners, tuple(written), size)
    scene = Scene(nodes, covers_of(nodes, partners, communities or {}, held), held, partners)
    asked = _floors(written, nodes)
    problem = problem_of(scene, asked, size)
    choice = solve(problem, seconds)
    if choice.status == "infeasible":
        raise _conflict(problem, asked, nodes)
    return _club(network, scene, problem, choice, asked)


def _considered(
    nodes: tuple[Node, ...], partners: Mapping[str, frozenset[str]], written: Sequence[str], size: int
) -> tuple[Node, ...]:
    if len(nodes) <= CANDIDATES_UP_TO:
        return nodes
    ranked = sorted(nodes, key=lambda node: (-len(partners[node.key]) - node.mentions, node.key))
    kept = {node.key for node in ranked[:CANDIDATES_UP_TO]}
    for floor in _floors(written, nodes):
        able = [node.key for node in ranked if meets(node, floor)]
        kept.update(able[: max(size, floor.number)])
    return tuple(node for node in nodes if node.key in kept)


def _floors(written: Iterable[str], nodes: Sequence[Node]) -> tuple[Floor, ...]:
    return tuple(dict.fromkeys(floors(written, nodes)))


def _conflict(problem: Problem, asked: Sequence[Floor], nodes: Sequence[Node]) -> FloorsConflict:
    numbers = conflict(problem)
    sized = any(asked[each].dimension == "size" for each in numbers)
    lack = sizes_known(nodes).sentence.en if sized else ""
    told = "; ".join(f"{asked[each].text} ({len(problem.floors[each].among)} known)" for each in numbers)
    return FloorsConflict(
        f"these floors cannot be met together by {problem.size} members: {told}.",
        remedy="Lower one of them, or ask for a larger club." + (f" {lack}" if lack else ""),
    )


def _club(network: Network, scene: Scene, problem: Problem, choice: Choice, asked: Sequence[Floor]) -> Club:
    members = [_member(network, scene, problem, choice, asked, each) for each in choice.chosen]
    members.sort(key=lambda member: (-member.loss, member.actor.label, member.actor.key))
    return Club(
        size=problem.size,
        members=tuple(members),
        score=fixed(choice.value),
        bound=fixed(choice.bound),
        gap=fixed(choice.gap),
        status=choice.status,
        shares=_shares(scene, problem, choice),
        next=_next(scene, problem, choice),
        floors=tuple(_cost(problem, choice, asked, number) for number in range(len(asked))),
        candidates=len(scene.nodes),
    )


def _shares(scene: Scene, problem: Problem, choice: Choice) -> tuple[tuple[str, float, int, int], ...]:
    picked, weights = frozenset(choice.chosen), weights_of(scene.covers)
    made = []
    for dimension in WEIGHTS:
        of = {label: by for label, by in scene.covers.items() if label[0] == dimension}
        met = [label for label, by in of.items() if by & picked]
        points = sum(weights[label] for label in met)
        if dimension == "worth":
            points = sum(problem.worth[each] for each in choice.chosen)
        made.append((dimension, fixed(points), len(met), len(of)))
    return tuple(made)


def _next(scene: Scene, problem: Problem, choice: Choice) -> tuple[Next, ...]:
    gains = problem.gains()
    for each in choice.chosen:
        gains.take(each)
    taken = set(choice.chosen)
    left = [
        Next(actor=ref(node), gain=fixed(gains.gain(each)))
        for each, node in enumerate(scene.nodes)
        if each not in taken
    ]
    left.sort(key=lambda each: (-each.gain, each.actor.label, each.actor.key))
    return tuple(left[:NEXT])


def _cost(problem: Problem, choice: Choice, asked: Sequence[Floor], number: int) -> FloorCost:
    """Return what a floor costs: it is solved again without it when the roster meets it with nobody to spare."""
    floor = asked[number]
    among = problem.floors[number]
    binding = sum(each in among.among for each in choice.chosen) <= among.number
    cost = 0.0
    if binding and choice.status == "optimal":
        others = tuple(each for other, each in enumerate(problem.floors) if other != number)
        cost = max(0.0, solve(replace(problem, floors=others), 5.0).value - choice.value)
    cost = 0.0 if cost < 0.01 else fixed(cost)
    return FloorCost(floor=floor, label=floor.label, cost=cost, binding=binding)


def _member(
    network: Network,
    scene: Scene,
    problem: Problem,
    choice: Choice,
    asked: Sequence[Floor],
    each: int,
) -> Member:
    node, picked = scene.nodes[each], frozenset(choice.chosen)
    alone = [label for label, by in scene.covers.items() if by & picked == {each}]
    reached = [ref(network[key]) for dimension, key in alone if dimension == "reach"]
    reached.sort(key=lambda actor: (actor.key == node.key, actor.label, actor.key))
    known = [(dimension, key) for dimension, key in alone if dimension != "reach"]
    covers = tuple((dimension, covered(node, dimension, key)) for dimension, key in known)
    partners = named(reached, node)
    doubtful = member_doubts(network, scene.portfolio, node, partners, known)
    needed = tuple(
        floor
        for floor, least in zip(asked, problem.floors, strict=True)
        if each in least.among and len(least.among & picked) <= least.number
    )
    return Member(
        actor=ref(node),
        loss=fixed(choice.value - value(problem, picked - {each})),
        reaches=len(scene.partners[node.key]) + 1,
        alone_reaches=tuple(reached),
        alone_covers=covers,
        floors=tuple(floor.text for floor in needed),
        pioneer=scene.portfolio.pioneer(node.key),
        evidence=evidence(network, scene.portfolio, node, partners)[:EVIDENCE],
        doubts=doubtful,
        reason=why(node, partners, covers, [floor.label for floor in needed], scene.portfolio, doubtful),
    )
