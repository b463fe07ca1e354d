"""The fact sheets as the page embeds them: every tie and every proof once, named by their place in a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from visualizations.facts import Card, Proof, Term, TieFact
from visualizations.page import path_of

if TYPE_CHECKING:
    from graph.analysis import Analyses
    from graph.network import Network, Node

__all__ = ["Marks", "described", "marks"]

Plain = str | int | None | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True, slots=True)
class Marks:
    """What analyses say of actors and pairs: articulation actors, bridges, communities by actor and their names."""

    articulations: frozenset[str]
    bridges: frozenset[tuple[str, str]]
    community_of: Mapping[str, int]
    communities: Mapping[int, tuple[str, str]]


def marks(analyses: Analyses) -> Marks:
    """Return the results that the drawing can put forward."""
    found = analyses.communities.communities
    return Marks(
        articulations=frozenset(each.actor.key for each in analyses.articulations),
        bridges=frozenset(
            (min(tie.left.key, tie.right.key), max(tie.left.key, tie.right.key)) for tie in analyses.bridges
        ),
        community_of={member.key: each.number for each in found for member in each.members},
        communities={each.number: (each.name.fr, each.name.en) for each in found},
    )


@dataclass(slots=True)
class _Shared:
    """Values that many sheets share, kept once each in the order of their first use."""

    proofs: list[Plain] = field(default_factory=list)
    ties: list[Plain] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def proof(self, proof: Proof) -> int:
        if proof.iri not in self.places:
            self.places[proof.iri] = len(self.proofs)
            self.proofs.append(
                {
                    "path": path_of(proof.iri),
                    "source": proof.source,
                    "title": proof.title,
                    "section": proof.section,
                    "line": proof.line,
                    "certainty": [proof.certainty.fr, proof.certainty.en],
                    "key": proof.certainty.key,
                    "note": proof.note,
                }
            )
        return self.places[proof.iri]

    def tie(self, tie: TieFact) -> int:
        if tie.iri not in self.places:
            self.places[tie.iri] = len(self.ties)
            self.ties.append(
                {
                    "path": path_of(tie.iri),
                    "kind": _pair(tie.kind),
                    "layer": tie.layer,
                    "status": tie.status.key,
                    "label": _pair(tie.label),
                    "start": tie.start,
                    "end": tie.end,
                    "partners": [[one.key, one.label, _pair(one.role)] for one in tie.partners],
                    "proofs": self.every(tie.proofs),
                }
            )
        return self.places[tie.iri]

    def every(self, proofs: Iterable[Proof]) -> list[Plain]:
        return [self.proof(proof) for proof in proofs]


def described(network: Network, cards: Mapping[str, Card], found: Marks) -> dict[str, Plain]:
    """Return the sheets of the actors by key, with the ties and proofs that they name by number."""
    shared = _Shared()
    degrees = dict(network.graph().degree)
    known = _ties_of(network)
    sheets: dict[str, Plain] = {}
    for node in network.nodes:
        card = cards.get(node.key) or _bare(node, known.get(node.key, ()))
        sheets[node.key] = {
            **_identity(node, card),
            "degree": degrees[node.key],
            "articulation": int(node.key in found.articulations),
            "community": found.community_of.get(node.key),
            **_facts(card, shared),
        }
    names: dict[str, Plain] = {str(number): list(name) for number, name in sorted(found.communities.items())}
    return {"actors": sheets, "ties": shared.ties, "proofs": shared.proofs, "communityNames": names}


def _identity(node: Node, card: Card) -> dict[str, Plain]:
    return {
        "path": path_of(node.iri),
        "iri": node.iri,
        "label": _pair(card.label),
        "kind": node.kind,
        "group": node.group,
        "kindLabel": _pair(card.kind),
        "spellings": list(card.spellings),
        "roles": [_pair(term) for term in card.roles],
        "sectors": [*node.sectors],
        "subfields": [_pair(term) for term in card.subfields],
        "place": node.place_label or card.place,
        "departement": node.departement,
    }


def _facts(card: Card, shared: _Shared) -> dict[str, Plain]:
    return {
        "ties": [shared.tie(tie) for tie in card.ties],
        "trainings": [
            {
                "path": path_of(each.iri),
                "label": each.label,
                "level": each.level,
                "place": each.place,
                "duration": each.duration,
                "families": [_pair(term) for term in each.families],
                "proofs": shared.every(each.proofs),
            }
            for each in card.trainings
        ],
        "offers": [
            {
                "path": path_of(each.iri),
                "typology": each.typology,
                "services": [_pair(term) for term in each.services],
                "proofs": shared.every(each.proofs),
            }
            for each in card.offers
        ],
        "useCases": [
            {
                "path": path_of(each.iri),
                "label": _pair(each.label),
                "technology": each.technology,
                "status": _pair(each.status),
                "proofs": shared.every(each.proofs),
            }
            for each in card.use_cases
        ],
        "proofs": shared.every(card.proofs),
    }


def _pair(term: Term) -> list[Plain]:
    return [term.fr, term.en]


def _bare(node: Node, ties: Iterable[TieFact]) -> Card:
    """Return the sheet of an actor that has no card: what the network itself knows."""
    return Card(
        key=node.key,
        iri=node.iri,
        label=Term(node.key, node.label, node.label),
        kind=Term(node.kind, node.kind_label, node.kind_label),
        ties=tuple(ties),
    )


def _ties_of(network: Network) -> dict[str, list[TieFact]]:
    """Return the ties that the links tell of, by actor."""
    from visualizations.twin import ties_of

    made: dict[str, list[TieFact]] = {}
    for tie in ties_of(network):
        for partner in tie.partners:
            made.setdefault(partner.key, []).append(tie)
    return made
