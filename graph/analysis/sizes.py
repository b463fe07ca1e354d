"""Sizes of companies: the word that a source uses, or the class of the headcount that it prints; mostly neither."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.values import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.network import Node

__all__ = ["SIZES", "SizesKnown", "size_words", "sizes_known", "sizes_of"]

HEADCOUNTS = (("large", 5000), ("mid-size", 250), ("sme", 10), ("micro", 0))
"""The classes of French law by headcount alone (decree 2008-1354), largest first, each with its least headcount."""
SIZES: Mapping[str, Phrase] = {
    "large": Phrase("grandes entreprises (5 000 et plus, ou grand groupe)", "large companies (5,000 and more)"),
    "mid-size": Phrase("entreprises intermédiaires (250 à 4 999)", "mid-size companies (250 to 4,999)"),
    "sme": Phrase("PME (10 à 249)", "small and medium companies (10 to 249)"),
    "micro": Phrase("TPE (moins de 10)", "very small companies (under 10)"),
    "startup": Phrase("start-up", "start-ups"),
}
"""Words for each size. A start-up is what a source calls so: nothing says how many people it has."""


def sizes_of(node: Node) -> tuple[str, ...]:
    """Return the sizes of a company, sorted: the one that a source names and the class of a printed headcount.

    Empty for nearly all of them, and for what is no company.
    """
    if node.group != "company":
        return ()
    counted = () if node.headcount is None else (next(key for key, least in HEADCOUNTS if node.headcount >= least),)
    return tuple(sorted({*counted, *((node.size,) if node.size else ())}))


def size_words(key: str) -> Phrase:
    """Return the words for a size."""
    return SIZES[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class SizesKnown:
    """Of how many companies a size is known."""

    companies: int
    known: int
    by_size: tuple[tuple[str, int], ...]
    """Size and number of companies, in the order of `SIZES`."""

    @property
    def sentence(self) -> Phrase:
        """How many companies are of unknown size, in a sentence."""
        told = [(SIZES[key], number) for key, number in self.by_size]
        fr = ", ".join(f"{words.fr} : {number}" for words, number in told)
        en = ", ".join(f"{words.en}: {number}" for words, number in told)
        left = self.companies - self.known
        many = "s" if left > 1 else ""
        return Phrase(
            f"Taille non connue de {left} entreprise{many} sur {self.companies}{f' ({fr})' if fr else ''}.",
            f"Size not known of {left} of {self.companies} companies{f' ({en})' if en else ''}.",
        )


def sizes_known(nodes: Iterable[Node]) -> SizesKnown:
    """Return of how many named companies the sources tell a size.

    >>> from graph.network import Node
    >>> def node(key, **more):
    ...     return Node(key=key, iri="urn:" + key, label=key, kind="company", kind_label="E", group="company", **more)
    >>> sizes_known([node("a", size="startup"), node("b", headcount=45), node("c")]).sentence.en
    'Size not known of 1 of 3 companies (small and medium companies (10 to 249): 1, start-ups: 1).'
    """
    companies = [node for node in nodes if node.group == "company" and not node.collective]
    held = [sizes_of(node) for node in companies]
    counted = Counter(size for sizes in held for size in sizes)
    return SizesKnown(
        companies=len(companies),
        known=sum(map(bool, held)),
        by_size=tuple((key, counted[key]) for key in SIZES if counted[key]),
    )
