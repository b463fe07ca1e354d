"""Missing links: pairs of organisations without a known tie, ranked by the reasons to bring them together."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from graph.analysis.criteria import CRITERIA, Criterion, Measure
from graph.analysis.ground import Ground, eligible, ground, path
from graph.analysis.reasons import coverage, phrase, sentence, unknowns, way
from graph.analysis.values import ActorRef, Phrase, fixed, ref
from graph.network import Network, Node
from ontology.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "LIMIT",
    "PER_ACTOR",
    "MissingLinks",
    "Part",
    "Suggestion",
    "compare",
    "missing_links",
    "suggestions_for",
]

LIMIT = 200
"""Suggestions kept: more than anyone reads, few enough for a page."""
PER_ACTOR = 5
"""Suggestions kept for one actor, so that one well-described actor does not fill the list."""
ALL_PAIRS_UP_TO = 2000
"""Actors up to which every pair is scored; beyond, only pairs with something in common."""
COMMON_VALUE_UP_TO = 60
"""Beyond the size above, a value that more actors share than this makes no candidates by itself."""
GO_BETWEENS = 3

Pair = tuple[Node, Node]
Scored = tuple[float, str, Node, Node]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one criterion brings to a score."""

    key: str
    name: Phrase
    value: float
    """0 to 1."""
    weight: float
    """Negative for a reservation."""
    contribution: float
    """Weight times value."""
    facts: tuple[str, ...]
    """Keys of what it rests on: sectors, actors, services, families, sizes or the rule."""
    sentence: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two organisations that might gain from a tie."""

    left: ActorRef
    right: ActorRef
    score: float
    """0 to 1; the sum of the contributions, not below 0."""
    rank: int | None
    """Place in the ranking that keeps it; ``None`` outside of one."""
    parts: tuple[Part, ...]
    """Largest contribution first, reservations last; criteria that say nothing are left out."""
    reason: Phrase
    distance: int | None
    """Number of ties on the shortest path among named actors today; ``None`` when none joins them."""
    path: tuple[ActorRef, ...]
    """The actors on it, in order."""
    go_betweens: tuple[ActorRef, ...]
    """Actors tied to both, least busy first: they can introduce the two."""
    confidence: str
    """``good``, ``fair`` or ``poor``: how much the sources say of the less-described one."""
    coverage: float
    unknown: tuple[Phrase, ...]
    """What is not known."""

    @property
    def label(self) -> str:
        """The two labels."""
        return f"{self.left.label} – {self.right.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLinks:
    """The ranking, and what it was drawn from."""

    suggestions: tuple[Suggestion, ...]
    """Highest score first, then by label; ranks run from 1 without gap."""
    actors: int
    """Organisations that could be suggested."""
    considered: int
    """Unlinked pairs that were scored."""
    exhaustive: bool
    """Whether every unlinked pair was scored."""
    criteria: tuple[tuple[str, Phrase, float, str], ...]
    """Key, name, weight and reason of each criterion."""

    def of(self, key: str) -> tuple[Suggestion, ...]:
        """Return the kept suggestions that name one actor."""
        return tuple(each for each in self.suggestions if key in (each.left.key, each.right.key))


def missing_links(network: Network, limit: int = LIMIT) -> MissingLinks:
    """Return a ranking of the pairs of organisations that have no known tie.

    Parameters
    ----------
    network
        The projected network. Organisations alone are paired: no event, no initiative, no unnamed group.
    limit
        Suggestions kept at the top, at most `PER_ACTOR` an actor. An actor with no known tie keeps its best
        suggestion wherever it ranks: nobody is left out of the club.

    Returns
    -------
    MissingLinks
        Pairs in different clusters are ranked with the others. The score is the weighted sum of the values of
        `CRITERIA`, each in [0, 1]; pairs that score 0 are not kept.

    Raises
    ------
    Nothing
        A network without pairs gives an empty ranking.

    Examples
    --------
    >>> from graph.network import Network, Node
    >>> def node(key, **known):
    ...     return Node(key=key, iri="urn:" + key, label=key, kind="company", kind_label="E", group="company", **known)
    >>> alike = (node("a", sectors=("btp",)), node("b", sectors=("btp",)), node("c"))
    >>> best = missing_links(Network(alike, ())).suggestions[0]
    >>> (best.left.key, best.right.key, best.parts[0].key, best.parts[0].facts)
    ('a', 'b', 'shared-sector', ('btp',))

    References
    ----------
    Lü L., Zhou T. (2011), *Link prediction in complex networks: a survey*, Physica A 390(6).
    Adamic L., Adar E. (2003), *Friends and neighbors on the Web*, Social Networks 25(3).
    Zhou T., Lü L., Zhang Y.-C. (2009), *Predicting missing links via local information*, EPJ B 71(4).

    Reading
    -------
    A suggestion is a question to ask, not a forecast: the two may know each other already, or have reasons not to
    work together. The weights are judgements. An actor of which little is known scores low for that reason alone.
    """
    scene = ground(network)
    pairs = list(_candidates(scene))
    scored = sorted(_scored(scene, pairs), key=lambda each: (-each[0], each[1], each[2].key, each[3].key))
    kept = _kept(scene, scored, limit)
    return MissingLinks(
        suggestions=tuple(
            replace(_suggestion(scene, left, right), rank=rank)
            for rank, (_, _, left, right) in enumerate(kept, start=1)
        ),
        actors=len(scene.eligible),
        considered=len(pairs),
        exhaustive=len(network.nodes) <= ALL_PAIRS_UP_TO,
        criteria=tuple((each.key, each.name, each.weight, each.why) for each in CRITERIA),
    )


def suggestions_for(network: Network, key: str, limit: int = 10) -> tuple[Suggestion, ...]:
    """Return the best suggestions for one organisation, ranked among themselves.

    Raises
    ------
    UnknownName
        When the network has no such actor.
    """
    scene = ground(network)
    actor = _known(network, key)
    others = [node for node in scene.eligible if node.key != key] if eligible(actor) else []
    pairs = [_ordered(actor, other) for other in others]
    free = [pair for pair in pairs if (pair[0].key, pair[1].key) not in scene.linked]
    scored = sorted(_scored(scene, free), key=lambda each: (-each[0], each[1], each[2].key, each[3].key))
    best = [_suggestion(scene, left, right) for _, _, left, right in scored[:limit]]
    return tuple(replace(each, rank=rank) for rank, each in enumerate(best, start=1))


def compare(network: Network, left: str, right: str) -> Suggestion:
    """Return the parts of the score of any two actors, whether a tie joins them or not.

    Raises
    ------
    UnknownName
        When the network has no such actor.
    """
    return _suggestion(ground(network), *_ordered(_known(network, left), _known(network, right)))


def _known(network: Network, key: str) -> Node:
    if key not in network:
        raise UnknownName(f"No actor has the key {key!r}.", remedy="Take a key from the table of actors.")
    return network[key]


def _ordered(left: Node, right: Node) -> Pair:
    return (left, right) if left.key < right.key else (right, left)


def _candidates(scene: Ground) -> Iterator[Pair]:
    if len(scene.network.nodes) <= ALL_PAIRS_UP_TO:
        pairs: Iterable[Pair] = combinations(sorted(scene.eligible, key=lambda node: node.key), 2)
    else:
        pairs = _sparse(scene)
    return (pair for pair in pairs if (pair[0].key, pair[1].key) not in scene.linked)


def _sparse(scene: Ground) -> list[Pair]:
    """Return the pairs with a common partner or a shared value that is not too common."""
    keys = set(scene.common)
    holders: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for node in scene.eligible:
        for value in scene.sectors[node.key]:
            holders["sector", value].append(node.key)
        for value in scene.subfields[node.key]:
            holders["subfield", value].append(node.key)
        holders["place", node.place or ""].append(node.key)
    for found in holders.values():
        if len(found) <= COMMON_VALUE_UP_TO:
            keys.update(combinations(sorted(found), 2))
    return [(scene.network[left], scene.network[right]) for left, right in sorted(keys)]


def _measures(scene: Ground, left: Node, right: Node) -> Iterator[tuple[Criterion, Measure]]:
    for criterion in CRITERIA:
        measure = criterion.measure(scene, left, right)
        if measure[0]:
            yield criterion, measure


def _total(measures: Iterable[tuple[Criterion, Measure]]) -> float:
    return fixed(max(0.0, sum(criterion.weight * value for criterion, (value, _) in measures)))


def _scored(scene: Ground, pairs: Iterable[Pair]) -> Iterator[Scored]:
    for left, right in pairs:
        score = _total(_measures(scene, left, right))
        if score:
            yield score, f"{left.label} – {right.label}", left, right


def _kept(scene: Ground, scored: Sequence[Scored], limit: int) -> list[Scored]:
    """Return the top of the ranking, then the first suggestion of each untied actor that the top left out."""
    uses: Counter[str] = Counter()
    kept: set[int] = set()
    for place, each in enumerate(scored):
        if len(kept) < limit and all(uses[key] < PER_ACTOR for key in _ends(each)):
            kept.add(place)
            uses.update(_ends(each))
    for place, each in enumerate(scored):
        if any(not scene.degree(key) and not uses[key] for key in _ends(each)):
            kept.add(place)
            uses.update(_ends(each))
    return [scored[place] for place in sorted(kept)]


def _ends(scored: Scored) -> tuple[str, str]:
    return scored[2].key, scored[3].key


def _suggestion(scene: Ground, left: Node, right: Node) -> Suggestion:
    measures = list(_measures(scene, left, right))
    parts = [_part(scene, (left, right), *each) for each in measures]
    parts.sort(key=lambda part: (-part.contribution, part.key))
    pros = [part.sentence for part in parts if part.weight > 0 and part.sentence]
    cons = [part.sentence for part in parts if part.weight < 0 and part.sentence]
    keys = path(scene, left.key, right.key)
    between = None if keys is None else [scene.network[key] for key in keys]
    introducers = _introducers(scene, left, right)
    known = min(coverage(left), coverage(right))
    return Suggestion(
        left=ref(left),
        right=ref(right),
        score=_total(measures),
        rank=None,
        parts=tuple(parts),
        reason=sentence(left, right, pros, cons, way(between, introducers)),
        distance=None if between is None else len(between) + 1,
        path=tuple(map(ref, between or ())),
        go_betweens=tuple(map(ref, introducers)),
        confidence="good" if known >= 0.75 else "fair" if known >= 0.5 else "poor",
        coverage=known,
        unknown=unknowns((left, right)),
    )


def _part(scene: Ground, pair: Pair, criterion: Criterion, measure: Measure) -> Part:
    value, facts = measure
    return Part(
        key=criterion.key,
        name=criterion.name,
        value=fixed(value),
        weight=criterion.weight,
        contribution=fixed(criterion.weight * value),
        facts=facts,
        sentence=phrase(criterion.key, scene, pair, facts),
    )


def _introducers(scene: Ground, left: Node, right: Node) -> list[Node]:
    keys = sorted(scene.common.get((left.key, right.key), ()), key=lambda key: (scene.degree(key), key))
    return [scene.network[key] for key in keys[:GO_BETWEENS]]
