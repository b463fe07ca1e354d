"""The small values that every analysis answers with, and their one way into JSON."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.network import Node

__all__ = ["ActorRef", "Count", "Phrase", "Plain", "counts", "fixed", "listed", "plain", "ref", "refs"]

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]
"""What JSON can say."""

DIGITS = 6
"""Figures are kept to six decimals, so that the order of a sum of floats never changes a ranking."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text in both languages."""

    fr: str
    en: str

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.fr


@dataclass(frozen=True, slots=True)
class ActorRef:
    """An actor as a result names it."""

    key: str
    iri: str
    label: str
    kind: str
    kind_label: str
    group: str
    place: str | None = None
    """Label of the commune."""
    departement: str | None = None
    collective: bool = False
    """True for a group that the source does not name one by one; rankings leave such groups out."""

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Count:
    """How many actors share one value."""

    key: str
    fr: str
    en: str
    number: int


def ref(node: Node) -> ActorRef:
    """Return the reference to an actor of the network."""
    return ActorRef(
        key=node.key,
        iri=node.iri,
        label=node.label,
        kind=node.kind,
        kind_label=node.kind_label,
        group=node.group,
        place=node.place_label or node.place,
        departement=node.departement,
        collective=node.collective,
    )


def refs(nodes: Iterable[Node]) -> tuple[ActorRef, ...]:
    """Return references sorted by label, then key."""
    return tuple(sorted(map(ref, nodes), key=lambda actor: (actor.label, actor.key)))


def counts(keys: Iterable[str], label: Callable[[str], Phrase]) -> tuple[Count, ...]:
    """Return how often each key occurs, most frequent first, then by French label."""
    made = [Count(key, label(key).fr, label(key).en, number) for key, number in Counter(keys).items()]
    return tuple(sorted(made, key=lambda count: (-count.number, count.fr, count.key)))


def fixed(number: float) -> float:
    """Return a figure as results hold it, rounded to six decimals.

    >>> fixed(1 / 3)
    0.333333
    """
    return round(float(number), DIGITS) + 0.0


def listed(labels: Iterable[str], language: str, shown: int = 4) -> str:
    """Return labels as a sentence lists them, cut after ``shown`` with the number left out.

    >>> listed(["A", "B", "C"], "fr")
    'A, B et C'
    >>> listed(["A", "B", "C", "D"], "en", shown=2)
    'A, B and 2 others'
    """
    every = list(labels)
    left = len(every) - shown
    if left == 1:
        left, shown = 0, shown + 1
    head = every[:shown]
    tail = f"{left} autres" if language == "fr" else f"{left} others"
    words = [*head, tail] if left > 0 else head
    joint = " et " if language == "fr" else " and "
    return joint.join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def plain(value: object) -> Plain:
    """Return a result as JSON can say it: ``None`` for what is not a number, never NaN or Infinity.

    Parameters
    ----------
    value
        A dataclass of this package, a mapping, a sequence or a scalar, nested at will.

    Raises
    ------
    TypeError
        When a value of another type stands in it.

    Examples
    --------
    >>> plain({"span": float("inf"), "names": ("a", "b")})
    {'span': None, 'names': ['a', 'b']}
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value) if not each.name.startswith("_")}
    raise TypeError(f"{type(value).__name__} has no plain form.")
