"""Puts together the page of one thing: names, facts, ties with partners, what refers to it, and the evidence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from api.facts import DERIVED, Fact, Proof, Shown, by_locator, is_evidence
from graph.rdf import Iri
from ontology.iris import BASE, GRAPH, NS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from api.facts import Facts, Statement
    from graph.rdf import Term

__all__ = ["Group", "Mention", "Partner", "ThingPage", "TieShown", "thing_page"]

MOST = 200
"""Rows of one section; the page says how many are left out."""

_DCT = "http://purl.org/dc/terms/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_NAMES = (_SKOS + "prefLabel", _SKOS + "altLabel")
_APART = (*_NAMES, DERIVED, NS + "hasInvolvement", _TYPE, NS + "placeBasis")
_UNSHOWN_REFERENCES = (NS + "involvedActor", NS + "hasInvolvement", DERIVED, NS + "inSource", NS + "certainty")
_OWN = (GRAPH + "inferred", GRAPH + "analysis", GRAPH + "quality", GRAPH + "meta")

_POSITION = "https://schema.org/position"
_LISTED = ("point",)
"""Kinds of things that stand in the order of their source."""

_SUMMARIES: dict[str, tuple[str, ...]] = {
    "point": ("aspect",),
    "training": ("level", "durationPrinted", "locatedIn", "targetFamily"),
    "usecase": ("useCaseStatus", "sector", "businessFunction", "technology", "product"),
    "observation": ("territory", "valueQualifier", "value", "unit", "year", "observationStatus", "dataset"),
    "offer": ("typology", "service"),
    "interview": ("interviewRole", "interviewedPerson", "interviewedFor"),
    "position": ("holder", "function", "inOrganisation"),
    "tie": ("tieKind", "status", "layer"),
    "actor": ("kind", "locatedIn"),
    "action": ("number", "axis"),
    "deadline": ("printedDate",),
    "funding": ("funder",),
    "finding": ("polarity", "theme"),
    "factor": ("factor", "ofTerritory"),
    "publication": (_DCT + "publisher", _DCT + "issued"),
    "mainoccupation": ("occupation", "sector", "subsector", "listing", _POSITION),
    "trend": ("occupation", "sector", "trend"),
    "impact": ("occupation", "competency", "impact"),
}
"""What stands beside a thing in a list, by the kind in its IRI: own terms by their name, others by their IRI."""


@dataclass(frozen=True, slots=True)
class Partner:
    """One partner of a tie with its role and who says so."""

    actor: Shown
    role: Shown | None
    proof: Proof | None
    """``None`` when the tie itself already shows that place of the source."""


@dataclass(frozen=True, slots=True)
class TieShown:
    """A tie of the thing with the other partners."""

    tie: Shown
    kind: Shown
    status: str
    status_label: str
    own_role: Shown | None
    partners: tuple[Partner, ...]
    period: str
    action: Shown | None
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing that refers to this one, by which property, with what tells it apart."""

    thing: Shown
    property: Shown
    summary: tuple[tuple[Shown, Shown], ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one kind; ``left`` says how many are not shown."""

    kind: str
    mentions: tuple[Mention, ...]
    total: int

    @property
    def left(self) -> int:
        """Return how many mentions the page leaves out."""
        return self.total - len(self.mentions)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingPage:
    """All that the page of one thing shows."""

    iri: str
    title: Shown
    types: tuple[Shown, ...]
    names: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    deductions: tuple[Fact, ...] = ()
    ties: tuple[TieShown, ...] = ()
    groups: tuple[Group, ...] = ()
    rows: tuple[tuple[Shown, Fact], ...] = ()
    """Statements of the thing when it is a graph."""
    rows_total: int = 0
    proof: Proof | None = None
    """The description when the thing is an evidence."""
    evidence: tuple[Proof, ...] = field(default=())


def thing_page(facts: Facts, iri: str) -> ThingPage | None:
    """Return the page of a thing, or ``None`` when the graph says nothing of it."""
    said, said_with = facts.said_of(iri), facts.said_with(iri)
    rows = facts.in_graph(iri) if is_evidence(iri) or iri.startswith(GRAPH) else ()
    if not (said or said_with or rows):
        return None
    own = [each for each in said if not each[3].startswith(_OWN)]
    deduced = [each for each in said if each[3].startswith(GRAPH + "inferred")]
    return ThingPage(
        iri=iri,
        title=facts.thing(iri),
        types=_types(facts, own),
        names=facts.facts(each for each in own if str(each[1]) in _NAMES),
        facts=_known(facts, own),
        deductions=facts.facts(deduced, skip=_APART)[:MOST],
        ties=_ties(facts, iri) if _kind(iri) == "actor" else _own_partners(facts, iri),
        groups=_groups(facts, said_with),
        rows=tuple(_graph_row(facts, each) for each in rows[:MOST]),
        rows_total=len(rows),
        proof=facts.proof(iri) if is_evidence(iri) else None,
        evidence=_evidence(facts, said),
    )


def _types(facts: Facts, own: list[Statement]) -> tuple[Shown, ...]:
    """Return what a thing is: its kind, which says more than its class, else its classes."""
    for name in (NS + "kind", _TYPE):
        found = tuple(dict.fromkeys(facts.shown(value) for _, said, value, _ in own if str(said) == name))
        if found:
            return found
    return ()


def _known(facts: Facts, own: list[Statement]) -> tuple[Fact, ...]:
    """Return the facts of a thing, the basis of its place beside the place."""
    bases = {graph: facts.shown(value) for _, name, value, graph in own if str(name) == NS + "placeBasis"}
    return tuple(
        replace(fact, basis=next((bases[each.iri] for each in fact.proofs if each.iri in bases), None))
        if fact.property.iri == NS + "locatedIn"
        else fact
        for fact in facts.facts(own, skip=(*_APART, NS + "kind"))
    )


def _kind(iri: str) -> str:
    parts = iri.removeprefix(BASE).split("/")
    return parts[1] if parts[0] == "id" and len(parts) > 1 else parts[0] if iri.startswith(BASE) else "elsewhere"


def _graph_row(facts: Facts, statement: Statement) -> tuple[Shown, Fact]:
    subject, predicate, value, _ = statement
    return facts.shown(subject), Fact(facts.shown(predicate), facts.shown(value), ())


def _evidence(facts: Facts, said: Iterable[Statement]) -> tuple[Proof, ...]:
    found = {graph for _, _, _, graph in said if is_evidence(graph)}
    found |= {str(value) for _, name, value, _ in said if str(name) == DERIVED}
    return tuple(sorted(map(facts.proof, found), key=lambda proof: (proof.table, proof.row, proof.iri)))


def _ties(facts: Facts, iri: str) -> tuple[TieShown, ...]:
    """Return the ties of an actor, established ones first, then by kind and label."""
    by_tie: dict[str, list[dict[str, Term]]] = {}
    for row in facts.release.rows("ties-of", actor=Iri(iri)):
        by_tie.setdefault(str(row["tie"]), []).append(row)
    made = [_tie(facts, iri, tie, rows) for tie, rows in by_tie.items()]
    return tuple(sorted(made, key=lambda tie: (tie.status != "established", tie.kind.text, tie.tie.text, tie.tie.iri)))


def _tie(facts: Facts, iri: str, tie: str, rows: list[dict[str, Term]]) -> TieShown:
    first = rows[0]
    parts = {str(row["involvement"]): row for row in rows}.values()
    own = [row for row in parts if str(row["partner"]) == iri]
    status = str(first.get("status", ""))
    graphs = dict.fromkeys([str(first["graph"]), *(str(row["partGraph"]) for row in own)])
    told = by_locator(map(facts.proof, graphs))
    shown = {(each[0].label, each[0].certainty) for each in told}
    partners = [_partner(facts, row, "partGraph") for row in parts if str(row["partner"]) != iri]
    same = [each.proof for each in partners if each.proof and (each.proof.label, each.proof.certainty) in shown]
    return TieShown(
        facts.thing(tie),
        facts.shown(first["kind"]),
        status.rpartition("/")[2],
        facts.names.label(status, facts.language) if status else "",
        _optional(facts, own[0].get("role")) if own else None,
        tuple(replace(each, proof=None) if each.proof in same else each for each in partners),
        " - ".join(str(first[name]) for name in ("start", "end") if name in first),
        _optional(facts, first.get("action")),
        (*(proof for each in told for proof in each), *same),
    )


def _optional(facts: Facts, term: Term | None) -> Shown | None:
    return None if term is None else facts.shown(term)


def _partner(facts: Facts, row: dict[str, Term], graph: str) -> Partner:
    return Partner(facts.shown(row["partner"]), _optional(facts, row.get("role")), facts.proof(str(row[graph])))


def _own_partners(facts: Facts, iri: str) -> tuple[TieShown, ...]:
    """Return a tie itself with all its partners, or nothing when the thing is no tie."""
    if _kind(iri) != "tie":
        return ()
    rows = {str(row["involvement"]): row for row in facts.release.rows("involvements-of", tie=Iri(iri))}.values()
    partners = tuple(_partner(facts, row, "graph") for row in rows)
    return (TieShown(facts.thing(iri), Shown(""), "", "", None, partners, "", None, ()),) if partners else ()


def _groups(facts: Facts, said_with: tuple[Statement, ...]) -> tuple[Group, ...]:
    """Return what refers to a thing, by kind, each thing once for each property."""
    graphs: dict[tuple[str, str], list[str]] = {}
    for subject, predicate, _, graph in said_with:
        if str(predicate) not in _UNSHOWN_REFERENCES and not graph.startswith(_OWN) and isinstance(subject, Iri):
            graphs.setdefault((subject.value, str(predicate)), []).append(graph)
    kinds: dict[str, list[tuple[str, str]]] = {}
    for subject_iri, name in graphs:
        kinds.setdefault(_kind(subject_iri), []).append((subject_iri, name))
    return tuple(
        Group(
            kind,
            tuple(_mention(facts, *each, graphs[each]) for each in _placed(facts, kind, found)[:MOST]),
            len(found),
        )
        for kind, found in sorted(kinds.items(), key=lambda each: _order(each[0]))
    )


def _placed(facts: Facts, kind: str, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the things of a kind by their addresses; those of a list that has an order, in that order."""
    if kind not in _LISTED:
        return sorted(found)
    rank = {
        thing: int(str(value))
        for thing, _ in found
        for _, name, value, _ in facts.said_of(thing)
        if str(name) == _POSITION
    }
    return sorted(found, key=lambda each: (rank.get(each[0], 0), each))


def _order(kind: str) -> tuple[int, str]:
    known = list(_SUMMARIES)
    return (known.index(kind) if kind in known else len(known), kind)


def _mention(facts: Facts, thing: str, name: str, graphs: list[str]) -> Mention:
    wanted = [word if ":" in word else NS + word for word in _SUMMARIES.get(_kind(thing), ())]
    said = facts.said_of(thing) if wanted else ()
    found = dict.fromkeys((predicate, value) for _, predicate, value, _ in said if str(predicate) in wanted)
    ordered = sorted(found, key=lambda pair: wanted.index(str(pair[0])))
    return Mention(
        facts.thing(thing),
        facts.thing(name),
        tuple((facts.shown(predicate), facts.shown(value)) for predicate, value in ordered),
        tuple(map(facts.proof, dict.fromkeys(graphs))),
    )
