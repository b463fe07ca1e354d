"""From the store to the network: which actors there are, and which pairs of them a tie joins.

Two queries read the whole store (``queries/internal/nodes.rq`` and ``links.rq``); the rest is counting.

Rules
-----
- Actors, events and groups are nodes (a group is ``collective``); people never are.
- A tie among n partners gives n(n-1)/2 links of weight 1/(n-1), so that each partner spends the weight of one link.
- In structure and co-presence one side of the tie is an actor of its own (the alliance, the laboratory supervised, the
  event): the links go between that side and the others, of weight 1, and none among the others.
- The contributors proposed for one action are one tie among them, of status proposed.
- Established ties give links; proposed ones when asked; those ended or said to be absent never.
- A tie of more than ``MOST_PARTNERS`` actors says too little of a pair: it gives no link and is listed.
- An actor in several communes stands first in the one that is said with most certainty, then in the one where it gives
  most trainings, then in the one of the lowest code; all of them count where places are counted.
- Within the perimeter ``region`` stand the actors of regional scope, those a study of the region speaks of outside its
  parts on the world, other regions and its readings, and those who work or sit with both; others (national actors that
  an article or interviews name, a unit or a parent abroad) are left out with their links.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from graph.network import COPRESENCE, LAYERS, STRUCTURE, Link, Network, Node, Site
from graph.question import internal
from ontology.iris import key_of
from ontology.vocabulary import ACTOR_KINDS, TIE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.rdf import Term
    from graph.store import Store

__all__ = ["HUB_ROLES", "MOST_PARTNERS", "Perimeter", "project"]

Perimeter = Literal["region", "all"]

MOST_PARTNERS = 30

HUB_ROLES = frozenset({"alliance", "supervised", "parent", "successor", "event", "awarder"})
"""Roles of the side that the others are tied to, in ties of structure and co-presence."""

_GROUPS: Mapping[str, str] = MappingProxyType({kind.key: kind.group for kind in ACTOR_KINDS})
_LAYERS: Mapping[str, str] = MappingProxyType({kind.key: kind.layer for kind in TIE_KINDS})
_COLLECTIVE = "group"
_CERTAINTIES = ("certain", "likely", "unsure")


def project(
    store: Store, layers: tuple[str, ...] = LAYERS, *, proposed: bool = False, perimeter: Perimeter = "region"
) -> Network:
    """Return the network of a store: nodes sorted by key, links by (source, target, tie).

    Parameters
    ----------
    layers
        The layers whose ties become links; the nodes are the same whatever the layers.
    proposed
        Whether ties of status proposed count, such as the contributors proposed for an action.
    perimeter
        ``region`` keeps the actors of the region's network and those tied to them otherwise than as a unit or a
        parent, ``all`` every actor.
    """
    nodes = _nodes(store)
    known = {node.iri: node.key for node in nodes}
    statuses = {"established", "proposed"} if proposed else {"established"}
    links: list[Link] = []
    left_out: list[str] = []
    for tie in _ties(store):
        if tie.status not in statuses:
            continue
        if len({partner.actor for partner in tie.partners}) > MOST_PARTNERS:
            left_out += [tie.iri] if tie.layer in layers else []
        else:
            links += _links(tie, known)
    if perimeter == "region":
        nodes = _region(nodes, links)
    kept = {node.key for node in nodes}
    inside = [link for link in links if link.layer in layers and link.source in kept and link.target in kept]
    inside.sort(key=lambda link: (link.source, link.target, link.tie))
    return Network(nodes, tuple(inside), tuple(layers), tuple(sorted(left_out)))


def _region(nodes: Iterable[Node], links: Iterable[Link]) -> tuple[Node, ...]:
    """Return the actors of the region and those who work or sit with them; being of one house brings nobody in."""
    told = tuple(nodes)
    own = {node.key for node in told if node.regional}
    ends = [{link.source, link.target} for link in links if link.layer != "structure"]
    near = {key for pair in ends if own & pair for key in pair}
    return tuple(node for node in told if node.key in own | near)


@dataclass(slots=True)
class _Sheet:
    """What the rows say of one actor, by aspect: value -> label."""

    said: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    places: dict[str, tuple[int, Mapping[str, Term]]] = field(default_factory=dict)
    """INSEE code -> how unsure it is, 0 for certain, and what is said of the commune."""
    studied: bool = False

    def keys(self, aspect: str) -> tuple[str, ...]:
        return tuple(sorted({key_of(value) for value in self.said[aspect]}))

    def stands(self, row: Mapping[str, Term]) -> None:
        """Keep a commune with the best certainty that a source gives for it."""
        said, code = key_of(str(row.get("certainty", ""))), str(row["value"])
        rank = _CERTAINTIES.index(said) if said in _CERTAINTIES else len(_CERTAINTIES)
        if code not in self.places or rank < self.places[code][0]:
            self.places[code] = (rank, row)

    def sites(self) -> tuple[Site, ...]:
        """Return the communes, the foremost first."""
        taught = Counter(self.said["taught"].values())
        ranked = sorted(self.places.items(), key=lambda each: (each[1][0], -taught[each[0]], each[0]))
        return tuple(_site(row) for _, (_, row) in ranked)


def _nodes(store: Store) -> tuple[Node, ...]:
    sheets: dict[str, _Sheet] = defaultdict(_Sheet)
    for row in store.select(internal("nodes")):
        sheet, aspect = sheets[str(row["actor"])], str(row["aspect"])
        value, label = str(row.get("value", "")), str(row.get("label", ""))
        sheet.said[aspect][value] = min(label, sheet.said[aspect].get(value, label))
        sheet.studied = sheet.studied or "study" in row
        if aspect == "place":
            sheet.stands(row)
    return tuple(sorted((_node(iri, sheet) for iri, sheet in sheets.items()), key=lambda node: node.key))


def _node(iri: str, sheet: _Sheet) -> Node:
    kind, kind_label = min(sheet.said["kind"].items(), default=("", ""))
    sites = sheet.sites()
    bare = Node(
        key=key_of(iri),
        iri=iri,
        label=min(sheet.said["label"].values(), default=key_of(iri)),
        kind=key_of(kind),
        kind_label=kind_label,
        group=_GROUPS.get(key_of(kind), "collective"),
        scope=min(sheet.keys("scope"), default="regional"),
        roles=sheet.keys("role"),
        sectors=sheet.keys("sector"),
        subfields=sheet.keys("subfield"),
        services=sheet.keys("service"),
        size=min(sheet.keys("size"), default=None),
        families=sheet.keys("family"),
        collective=key_of(kind) == _COLLECTIVE,
        mentions=len(sheet.said["evidence"]),
        sources=tuple(sorted({key_of(source) for source in sheet.said["evidence"].values()})),
        studied=sheet.studied,
        sites=sites,
        heard=bool(sheet.said["heard"]),
        headcount=max((int(Decimal(number)) for number in sheet.said["headcount"]), default=None),
    )
    if not sites:
        return bare
    first = sites[0]
    return replace(
        bare,
        place=first.code,
        place_label=first.label,
        departement=first.departement,
        latitude=first.latitude,
        longitude=first.longitude,
    )


def _site(row: Mapping[str, Term]) -> Site:
    return Site(
        code=str(row["value"]),
        label=str(row["label"]),
        departement=str(row["departement"]),
        latitude=_number(row.get("latitude")),
        longitude=_number(row.get("longitude")),
    )


def _number(term: Term | None) -> float | None:
    return None if term is None else float(Decimal(str(term)))


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Where a source says it: the evidence and how a person reads it."""

    locator: str
    evidence: str
    certainty: str
    of_tie: bool
    """Whether it says the tie as a whole; else the part that one partner has in it."""


@dataclass(frozen=True, slots=True)
class _Partner:
    actor: str
    role: str
    places: frozenset[_Place]


@dataclass(frozen=True, slots=True)
class _Tie:
    iri: str
    kind: str
    kind_label: str
    layer: str
    status: str
    label: str
    start: str | None
    partners: tuple[_Partner, ...]


def _ties(store: Store) -> list[_Tie]:
    """Return every tie with its partners, sorted by IRI; contributions to one action count as one tie."""
    rows: dict[str, list[dict[str, Term]]] = defaultdict(list)
    for row in store.select(internal("links")):
        rows[str(row.get("action", row["tie"]))].append(row)
    return [_tie(iri, said) for iri, said in sorted(rows.items())]


def _tie(iri: str, rows: list[dict[str, Term]]) -> _Tie:
    first = min(rows, key=lambda row: (str(row["tie"]), str(row["kind"]), str(row["status"])))
    kind = key_of(str(first["kind"]))
    start = first.get("start")
    return _Tie(
        iri=iri,
        kind=kind,
        kind_label=str(first["kindLabel"]),
        layer=_LAYERS[kind],
        status=key_of(str(first["status"])),
        label=str(first.get("actionLabel") or first.get("label") or key_of(iri)),
        start=None if start is None else str(start),
        partners=_partners(rows),
    )


def _partners(rows: Iterable[Mapping[str, Term]]) -> tuple[_Partner, ...]:
    found: dict[tuple[str, str], set[_Place]] = defaultdict(set)
    for row in rows:
        sure = key_of(str(row["certainty"])) if "certainty" in row else _CERTAINTIES[0]
        place = _Place(_locator(row), str(row["evidence"]), sure, str(row["of"]) == "tie")
        found[str(row["actor"]), key_of(str(row["role"]))].add(place)
    return tuple(_Partner(actor, role, frozenset(places)) for (actor, role), places in sorted(found.items()))


def _locator(row: Mapping[str, Term]) -> str:
    """Return where the evidence stands: ``iahdf-2019, 1.2.1, l. 1275``."""
    source = key_of(str(row["source"])) if "source" in row else ""
    line = f"l. {row['line']}" if "line" in row else ""
    return ", ".join(part for part in (source, str(row.get("section", "")), line) if part)


def _links(tie: _Tie, known: Mapping[str, str]) -> list[Link]:
    """Return the links of one tie, one for each pair of different actors."""
    present = [partner for partner in tie.partners if partner.actor in known]
    actors = {partner.actor for partner in present}
    hubs = {partner.actor for partner in present if partner.role in HUB_ROLES}
    if tie.layer in (STRUCTURE, COPRESENCE) and hubs and hubs != actors:
        pairs = [(hub, other) for hub in hubs for other in actors - hubs]
        weight = 1.0
    else:
        pairs = list(combinations(actors, 2))
        weight = 1.0 / (len(actors) - 1) if len(actors) > 1 else 1.0
    return [_link(tie, present, {one, two}, weight, known) for one, two in pairs]


def _link(tie: _Tie, partners: list[_Partner], pair: set[str], weight: float, known: Mapping[str, str]) -> Link:
    source, target = sorted(known[actor] for actor in pair)
    places = sorted({place for partner in partners if partner.actor in pair for place in partner.places}, key=_reading)
    return Link(
        source=source,
        target=target,
        tie=tie.iri,
        kind=tie.kind,
        kind_label=tie.kind_label,
        layer=tie.layer,
        label=tie.label,
        weight=weight,
        status=tie.status,
        start=tie.start,
        evidence=tuple(place.evidence for place in places),
        locators=tuple(dict.fromkeys(place.locator for place in places)),
        certainty=_sureness(partners, pair),
    )


def _sureness(partners: Iterable[_Partner], pair: set[str]) -> str:
    """Return how sure a pair's tie is: each part counts with its surest source, the pair with its least sure part."""
    parts: dict[str, set[str]] = defaultdict(set)
    for partner in partners:
        if partner.actor in pair:
            for place in partner.places:
                parts["" if place.of_tie else partner.actor].add(place.certainty)
    return max((min(said, key=_CERTAINTIES.index) for said in parts.values()), key=_CERTAINTIES.index)


def _reading(place: _Place) -> tuple[str, int, str, str]:
    """Return the order in which a reader goes through a source: the number of the line counts as a number."""
    found = re.fullmatch(r"(?:(.*), )?l\. (\d+)", place.locator)
    source = place.locator.split(",")[0]
    return (source, int(found[2]) if found else 0, place.locator, place.evidence)
