"""The fact sheets of actors: values read from the store by one query for each kind of fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ontology.iris import key_of
from ontology.vocabulary import TIE_KINDS
from visualizations.answers import Answer, Row, answers
from visualizations.facts import Card, OfferFact, Partner, Proof, Term, TieFact, TrainingFact, UseCaseFact

if TYPE_CHECKING:
    from graph.network import Network, Node
    from graph.store import Store

__all__ = ["Card", "cards"]

_Fact = TypeVar("_Fact")

_LAYERS = {kind.key: kind.layer for kind in TIE_KINDS}


@dataclass(frozen=True, slots=True)
class _Reading:
    """What every kind of fact needs: the labels of concepts, of actors, and the proofs of things."""

    concepts: Mapping[str, Term]
    actors: Mapping[str, Term]
    proofs: Mapping[str, tuple[Proof, ...]]

    def concept(self, iri: str) -> Term:
        key = key_of(iri)
        return self.concepts.get(iri, Term(key, key, key))

    def terms(self, iris: Iterable[str]) -> tuple[Term, ...]:
        return tuple(sorted((self.concept(iri) for iri in set(iris) if iri), key=lambda term: (term.fr, term.key)))

    def of(self, *iris: str) -> tuple[Proof, ...]:
        return tuple(sorted({proof for iri in iris for proof in self.proofs.get(iri, ())}, key=_place))


def cards(store: Store, network: Network) -> Mapping[str, Card]:
    """Return the fact sheet of every actor of a network, by key; nine queries whatever the number of actors."""
    names = answers(store, "actor-names")
    concepts = _terms(answers(store, "concepts"), "concept")
    reading = _Reading(concepts, _terms(names, "actor"), _proofs(answers(store, "proofs"), concepts))
    said = _Said(
        names.by("actor"), answers(store, "actor-attributes").by("actor"), answers(store, "actor-places").by("actor")
    )
    facts = _facts(store, reading)
    return {node.key: _card(node, reading, said, facts) for node in network.nodes}


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of each actor itself, by its IRI."""

    names: Mapping[str, Answer]
    attributes: Mapping[str, Answer]
    places: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class _Facts:
    """The facts of each actor, by its IRI."""

    ties: Mapping[str, tuple[TieFact, ...]]
    trainings: Mapping[str, tuple[TrainingFact, ...]]
    offers: Mapping[str, tuple[OfferFact, ...]]
    use_cases: Mapping[str, tuple[UseCaseFact, ...]]


def _card(node: Node, reading: _Reading, said: _Said, facts: _Facts) -> Card:
    place = said.places[node.iri]

    def terms(aspect: str) -> tuple[Term, ...]:
        return reading.terms(row["value"] for row in said.attributes[node.iri] if row["aspect"] == aspect)

    return Card(
        key=node.key,
        iri=node.iri,
        label=reading.actors.get(node.iri, Term(node.key, node.label, node.label)),
        kind=next(iter(terms("kind")), Term(node.kind, node.kind_label, node.kind_label)),
        spellings=tuple(sorted({row["spelling"] for row in said.names[node.iri]} - {"", node.label})),
        roles=terms("role"),
        sectors=terms("sector"),
        subfields=terms("subfield"),
        place=place.one("place"),
        departement=place.one("departement"),
        departement_label=place.one("departementLabel"),
        ties=facts.ties.get(node.iri, ()),
        trainings=facts.trainings.get(node.iri, ()),
        offers=facts.offers.get(node.iri, ()),
        use_cases=facts.use_cases.get(node.iri, ()),
        proofs=reading.of(node.iri),
    )


def _facts(store: Store, reading: _Reading) -> _Facts:
    return _Facts(
        ties=_by_actor(answers(store, "ties"), "tie", reading, _tie),
        trainings=_by_actor(answers(store, "trainings"), "training", reading, _training),
        offers=_by_actor(answers(store, "offers"), "offer", reading, _offer),
        use_cases=_by_actor(answers(store, "use-cases"), "case", reading, _use_case),
    )


def _by_actor(
    found: Answer, subject: str, reading: _Reading, made: Callable[[str, Answer, _Reading], _Fact]
) -> dict[str, tuple[_Fact, ...]]:
    facts: dict[str, list[_Fact]] = {}
    for iri, rows in sorted(found.by(subject).items()):
        fact = made(iri, rows, reading)
        for actor in sorted({row["actor"] for row in rows}):
            facts.setdefault(actor, []).append(fact)
    return {actor: tuple(every) for actor, every in facts.items()}


def _tie(iri: str, rows: Answer, reading: _Reading) -> TieFact:
    kind = reading.concept(rows.one("kind"))
    partners = {
        Partner(key_of(row["actor"]), _actor(row["actor"], reading).fr, reading.concept(row["role"])) for row in rows
    }
    return TieFact(
        iri=iri,
        kind=kind,
        layer=_LAYERS.get(kind.key, "copresence"),
        status=reading.concept(rows.one("status")),
        label=rows.text("label", kind),
        start=rows.one("start"),
        end=rows.one("end"),
        partners=tuple(sorted(partners, key=lambda partner: (partner.label, partner.key, partner.role.key))),
        proofs=reading.of(iri, *(row["involvement"] for row in rows)),
    )


def _training(iri: str, rows: Answer, reading: _Reading) -> TrainingFact:
    return TrainingFact(
        iri=iri,
        label=rows.one("label"),
        level=key_of(rows.one("level")) if rows.one("level") else "",
        place=rows.one("place"),
        duration=rows.one("duration"),
        families=reading.terms(row["family"] for row in rows),
        proofs=reading.of(iri),
    )


def _offer(iri: str, rows: Answer, reading: _Reading) -> OfferFact:
    return OfferFact(iri, rows.one("typology"), reading.terms(row["service"] for row in rows), reading.of(iri))


def _use_case(iri: str, rows: Answer, reading: _Reading) -> UseCaseFact:
    status = reading.concept(rows.one("status"))
    return UseCaseFact(iri, rows.text("label", status), rows.one("technology"), status, reading.of(iri))


def _actor(iri: str, reading: _Reading) -> Term:
    key = key_of(iri)
    return reading.actors.get(iri, Term(key, key, key))


def _terms(found: Answer, subject: str) -> dict[str, Term]:
    """Return the labels of each subject; English falls back on French."""
    made: dict[str, Term] = {}
    for iri, rows in found.by(subject).items():
        key = key_of(iri)
        made[iri] = rows.text("label", Term(key, key, key))
    return made


def _proofs(found: Answer, concepts: Mapping[str, Term]) -> dict[str, tuple[Proof, ...]]:
    made: dict[str, tuple[Proof, ...]] = {}
    for thing, rows in found.by("thing").items():
        made[thing] = tuple(_proof(row, concepts) for row in rows)
    return made


def _proof(row: Row, concepts: Mapping[str, Term]) -> Proof:
    certainty = key_of(row["certainty"])
    return Proof(
        iri=row["evidence"],
        source=key_of(row["source"]),
        title=row["title"],
        section=row["section"],
        line=int(row["line"]) if row["line"] else None,
        certainty=concepts.get(row["certainty"], Term(certainty, certainty, certainty)),
        note=row["note"],
    )


def _place(proof: Proof) -> tuple[str, int, str]:
    return (proof.source, proof.line or 0, proof.iri)
