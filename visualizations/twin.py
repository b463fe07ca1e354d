"""The table twin of the drawing, and the choices of its filters: every figure is counted from the network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.network import LAYERS
from visualizations.facts import Partner, Proof, Term, TieFact
from visualizations.page import path_of

if TYPE_CHECKING:
    from graph.network import Link, Network
    from visualizations.facts import Card

__all__ = ["ActorRow", "Choice", "Choices", "TieRow", "choices", "rows_of_actors", "rows_of_ties", "ties_of"]

UNKNOWN = "-"


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor with the number of its partners and of its ties by layer."""

    key: str
    label: str
    path: str
    kind: str
    place: str
    departement: str
    partners: int
    ties: tuple[int, ...]
    """In the order of ``LAYERS``."""


@dataclass(frozen=True, slots=True)
class TieRow:
    """One tie with those it joins and the evidence it stands on."""

    iri: str
    path: str
    label: str
    kind: str
    layer: str
    partners: tuple[tuple[str, str], ...]
    """Key and label."""
    evidence: tuple[tuple[str, str], ...]
    """Path and locator."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter and the number of actors that have it."""

    key: str
    text: str
    """Key of its label among the texts."""
    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of the filters, and the labels in both languages of all that the tables and filters name."""

    kinds: tuple[tuple[str, tuple[Choice, ...]], ...]
    """By group."""
    sectors: tuple[Choice, ...]
    departements: tuple[Choice, ...]
    texts: Mapping[str, list[str]]


def rows_of_actors(network: Network, cards: Mapping[str, Card]) -> tuple[ActorRow, ...]:
    """Return one row an actor, by label."""
    degrees = dict(network.graph().degree)
    ties: dict[str, set[tuple[str, str]]] = {node.key: set() for node in network.nodes}
    for link in network.links:
        ties[link.source].add((link.layer, link.tie))
        ties[link.target].add((link.layer, link.tie))
    made = [
        ActorRow(
            key=node.key,
            label=node.label,
            path=path_of(node.iri),
            kind=node.kind,
            place=node.place_label or (cards[node.key].place if node.key in cards else ""),
            departement=node.departement or "",
            partners=degrees[node.key],
            ties=tuple(sum(layer == each for each, _ in ties[node.key]) for layer in LAYERS),
        )
        for node in network.nodes
    ]
    return tuple(sorted(made, key=lambda row: (row.label.casefold(), row.key)))


def rows_of_ties(network: Network) -> tuple[TieRow, ...]:
    """Return one row a tie, by label."""
    made = []
    for iri, links in _links_by_tie(network).items():
        first = links[0]
        keys = sorted({key for link in links for key in (link.source, link.target)})
        evidence = {pair for link in links for pair in zip(link.evidence, link.locators, strict=False)}
        made.append(
            TieRow(
                iri=iri,
                path=path_of(iri),
                label=first.label or first.kind_label,
                kind=first.kind,
                layer=first.layer,
                partners=tuple(sorted(((key, network[key].label) for key in keys), key=lambda one: one[1].casefold())),
                evidence=_once(evidence),
            )
        )
    return tuple(sorted(made, key=lambda row: (row.label.casefold(), row.iri)))


def _once(evidence: set[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return one address for each place in the sources: many rows of one tie cite the same line."""
    kept = {locator: path_of(iri) for iri, locator in sorted(evidence, reverse=True)}
    return tuple((path, locator) for locator, path in sorted(kept.items()))


def ties_of(network: Network) -> tuple[TieFact, ...]:
    """Return the ties that the links of a network tell of, for sheets without a card."""
    made = []
    for iri, links in sorted(_links_by_tie(network).items()):
        first = links[0]
        keys = sorted({key for link in links for key in (link.source, link.target)})
        proofs = {pair for link in links for pair in zip(link.evidence, link.locators, strict=False)}
        made.append(
            TieFact(
                iri=iri,
                kind=Term(first.kind, first.kind_label, first.kind_label),
                layer=first.layer,
                status=Term(first.status, first.status, first.status),
                label=Term(first.kind, first.label, first.label),
                start=first.start or "",
                end="",
                partners=tuple(Partner(key, network[key].label, Term("partner", "", "")) for key in keys),
                proofs=tuple(Proof(path, place, "", "", None, Term("", "", ""), "") for path, place in sorted(proofs)),
            )
        )
    return tuple(made)


def _links_by_tie(network: Network) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in network.links:
        found.setdefault(link.tie, []).append(link)
    return found


def choices(network: Network, cards: Mapping[str, Card]) -> Choices:
    """Return what can be filtered by, with the number of actors of each value, and the labels of the values."""
    texts: dict[str, list[str]] = {}
    for node in network.nodes:
        texts.setdefault(f"kind.{node.kind}", [node.kind_label, node.kind_label])
        texts.update({f"sector.{key}": [key, key] for key in node.sectors if f"sector.{key}" not in texts})
        if node.departement:
            texts.setdefault(f"departement.{node.departement}", [node.departement, node.departement])
    for card in cards.values():
        texts[f"kind.{card.kind.key}"] = [card.kind.fr, card.kind.en]
        texts.update({f"sector.{term.key}": [term.fr, term.en] for term in card.sectors})
        if card.departement:
            name = f"{card.departement_label} ({card.departement})" if card.departement_label else card.departement
            texts[f"departement.{card.departement}"] = [name, name]
    for link in network.links:
        texts.setdefault(f"tie.{link.kind}", [link.kind_label, link.kind_label])
    for tie in (tie for card in cards.values() for tie in card.ties):
        texts[f"tie.{tie.kind.key}"] = [tie.kind.fr, tie.kind.en]
    groups = dict.fromkeys(node.group for node in network.nodes)
    kinds = Counter((node.group, node.kind) for node in network.nodes)
    sectors = Counter(key for node in network.nodes for key in node.sectors or (UNKNOWN,))
    departements = Counter(node.departement or UNKNOWN for node in network.nodes)
    return Choices(
        kinds=tuple(
            (group, _sorted({kind: n for (of, kind), n in kinds.items() if of == group}, "kind", texts))
            for group in sorted(groups)
        ),
        sectors=_sorted(sectors, "sector", texts),
        departements=_sorted(departements, "departement", texts),
        texts=dict(sorted(texts.items())),
    )


def _sorted(counted: Mapping[str, int], prefix: str, texts: Mapping[str, list[str]]) -> tuple[Choice, ...]:
    """Return the values by French label, the unknown one last."""
    made = [
        Choice(key, "filter.unknown" if key == UNKNOWN else f"{prefix}.{key}", count) for key, count in counted.items()
    ]
    return tuple(sorted(made, key=lambda choice: (choice.key == UNKNOWN, texts.get(choice.text, [""])[0].casefold())))
