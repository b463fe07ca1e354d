"""Mixing: whether ties stay within a role, a family or a département, or go across."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement

from graph.analysis import wording
from graph.analysis.sizes import SizesKnown, size_words, sizes_known, sizes_of
from graph.analysis.values import Phrase, fixed
from graph.network import Network, Node

__all__ = ["DIMENSIONS", "Departement", "Dimension", "MixCell", "Mixing", "mixing"]

Categories = Callable[[Node], tuple[str, ...]]
Words = Callable[[str], Phrase]


def _group(node: Node) -> tuple[str, ...]:
    return (node.group,)


def _departement(node: Node) -> tuple[str, ...]:
    return (node.departement,) if node.departement else ()


def _roles(node: Node) -> tuple[str, ...]:
    return node.roles


# An actor of several départements mixes by its foremost one: counted in each, it would seem to cross its own borders.
DIMENSIONS: tuple[tuple[str, Phrase, Categories, Words], ...] = (
    ("groups", Phrase("familles d'acteurs", "families of actors"), _group, wording.group),
    ("roles", Phrase("rôles", "roles"), _roles, wording.role),
    ("departements", Phrase("départements", "départements"), _departement, wording.departement),
    ("sizes", Phrase("tailles", "sizes"), sizes_of, size_words),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MixCell:
    """The linked pairs between two categories, or within one."""

    left: str
    right: str
    left_label: Phrase
    right_label: Phrase
    observed: float
    """Number of linked pairs. An actor with two roles counts half in each."""
    expected: float
    """Number of linked pairs if partners did not depend on category."""
    ratio: float | None
    """Observed over expected: above 1 they seek each other; ``None`` when none could be expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """How ties mix along one attribute."""

    key: str
    name: Phrase
    actors: int
    """Actors that have a category."""
    known: int
    """Linked pairs of which both ends have a category."""
    unknown: int
    """Linked pairs left out, since an end has none."""
    share_across: float | None
    """Share of the known pairs that join two categories; ``None`` without known pairs."""
    expected_across: float | None
    """The same if partners did not depend on category."""
    cells: tuple[MixCell, ...]
    """By observed pairs, then label."""

    @property
    def silence(self) -> Phrase | None:
        """Why nothing can be said of this attribute; ``None`` when something can."""
        if self.known:
            return None
        if not self.actors:
            return Phrase(
                f"{self.name.fr} : aucune source n'en imprime, rien à mesurer",
                f"{self.name.en}: no source prints any, nothing to measure",
            )
        many = "s" if self.actors > 1 else ""
        return Phrase(
            f"{self.name.fr} : les sources n'en impriment que pour {self.actors} acteur{many}, jamais pour deux "
            "acteurs liés, rien à mesurer",
            f"{self.name.en}: the sources print any for {self.actors} actor{many} only, never for two that are tied, "
            "nothing to measure",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Departement:
    """The actors of one département and their linked pairs; an actor of several départements counts in each."""

    code: str
    label: Phrase
    actors: int
    tied: int
    within: int
    """Linked pairs of which both ends stand in the département."""
    outward: int
    """Linked pairs with an actor known to stand elsewhere alone."""
    unknown: int
    """Linked pairs with an actor whose place is not known."""
    partners: float | None
    """Mean number of partners an actor; ``None`` without actors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixing:
    """How ties mix along each attribute, and département by département."""

    dimensions: tuple[Dimension, ...]
    departements: tuple[Departement, ...]
    """By number of actors, then name; the last one is "not known" when some actor has no place."""
    sizes: SizesKnown
    """Of how many companies a size is known."""


def mixing(network: Network) -> Mixing:
    """Return how the linked pairs mix families, roles and départements.

    Parameters
    ----------
    network
        The projected network; a pair counts once however many ties join it.

    Returns
    -------
    Mixing
        With no cells and ``None`` for shares when nothing is known.

    Raises
    ------
    Nothing
        Any network mixes somehow.

    Examples
    --------
    >>> from graph.network import Link, Network, Node
    >>> def node(key, group):
    ...     return Node(key=key, iri="urn:" + key, label=key, kind="company", kind_label="E", group=group)
    >>> link = Link(source="a", target="b", tie="urn:t", kind="chair", kind_label="C", layer="collaboration", label="T")
    >>> found = mixing(Network((node("a", "company"), node("b", "research")), (link,)))
    >>> found.dimensions[0].share_across
    1.0

    References
    ----------
    Newman M. (2003), *Mixing patterns in networks*, Physical Review E 67, 026126.

    Reading
    -------
    A ratio above 1 says that two families are linked more often than their numbers of partners explain. With few
    pairs the ratio swings widely: read it together with the count. The sources look more closely at some families
    and places than at others, and the figures show that too.
    """
    pairs = tuple(sorted({(link.source, link.target) for link in network.links}))
    return Mixing(
        dimensions=tuple(_dimension(network, pairs, *dimension) for dimension in DIMENSIONS),
        departements=_departements(network, pairs),
        sizes=sizes_known(network.nodes),
    )


def _dimension(
    network: Network,
    pairs: tuple[tuple[str, str], ...],
    key: str,
    name: Phrase,
    categories: Categories,
    words: Words,
) -> Dimension:
    observed: defaultdict[tuple[str, str], float] = defaultdict(float)
    ends: defaultdict[str, float] = defaultdict(float)
    shares: list[tuple[str, str, float]] = []
    known = 0
    for source, target in pairs:
        lefts, rights = categories(network[source]), categories(network[target])
        known += bool(lefts and rights)
        shares += [(left, right, 1 / (len(lefts) * len(rights))) for left in lefts for right in rights]
    for left, right, share in shares:
        observed[min(left, right), max(left, right)] += share
        ends[left] += share
        ends[right] += share
    cells = _cells(observed, ends, words)
    within = sum(cell.observed for cell in cells if cell.left == cell.right)
    expected = sum(cell.expected for cell in cells if cell.left == cell.right)
    return Dimension(
        key=key,
        name=name,
        actors=sum(bool(categories(node)) for node in network.nodes),
        known=known,
        unknown=len(pairs) - known,
        share_across=fixed(1 - within / known) if known else None,
        expected_across=fixed(1 - expected / known) if known else None,
        cells=cells,
    )


def _cells(observed: Mapping[tuple[str, str], float], ends: Mapping[str, float], words: Words) -> tuple[MixCell, ...]:
    total = sum(ends.values())
    made = []
    for left, right in combinations_with_replacement(sorted(ends), 2):
        seen = observed.get((left, right), 0.0)
        expected = ends[left] * ends[right] / total / (2 if left == right else 1)
        made.append(
            MixCell(
                left=left,
                right=right,
                left_label=words(left),
                right_label=words(right),
                observed=fixed(seen),
                expected=fixed(expected),
                ratio=fixed(seen / expected) if expected else None,
            )
        )
    return tuple(sorted(made, key=lambda cell: (-cell.observed, cell.left_label.fr, cell.right_label.fr)))


def _departements(network: Network, pairs: tuple[tuple[str, str], ...]) -> tuple[Departement, ...]:
    where = {node.key: node.departements or (wording.UNKNOWN,) for node in network.nodes}
    actors = Counter(code for codes in where.values() for code in codes)
    tied = Counter(code for key in {key for pair in pairs for key in pair} for code in where[key])
    joined = Counter((where[source], where[target]) for source, target in pairs)
    made = [_departement_row(code, number, tied[code], joined) for code, number in actors.items()]
    return tuple(sorted(made, key=lambda row: (row.code == wording.UNKNOWN, -row.actors, row.label.fr)))


def _departement_row(
    code: str, actors: int, tied: int, joined: Counter[tuple[tuple[str, ...], tuple[str, ...]]]
) -> Departement:
    within, outward, unknown = 0, 0, 0
    for (left, right), number in joined.items():
        if code in left and code in right:
            within += number
        elif code in left or code in right:
            blind = wording.UNKNOWN in (*left, *right)
            outward, unknown = outward + number * (not blind), unknown + number * blind
    here = code != wording.UNKNOWN
    return Departement(
        code=code,
        label=wording.departement(code),
        actors=actors,
        tied=tied,
        within=within if here else 0,
        outward=outward if here else 0,
        unknown=unknown if here else within + unknown,
        partners=fixed((2 * within + outward + unknown) / actors) if actors else None,
    )
