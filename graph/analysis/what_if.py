"""What if: actors and ties added or taken away, and the network before and after."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.analysis.distances import MATRIX_UP_TO, distances, efficiency
from graph.analysis.mixing import mixing
from graph.analysis.topics import folded
from graph.analysis.values import ActorRef, Phrase, fixed, ref
from graph.network import Link, Network, Node
from ontology.errors import TableRefused, UnknownName
from ontology.iris import slug, thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.analysis.introductions import Introduction

__all__ = [
    "CHANGES",
    "COLUMNS",
    "GROUPS",
    "Change",
    "State",
    "WhatIf",
    "changed",
    "keyed",
    "read_changes",
    "state",
    "ties_of",
    "what_if",
]

COLUMNS = ("change", "actor", "other", "label", "group", "departement")
CHANGES = ("add-actor", "remove-actor", "add-tie", "remove-tie")
GROUPS = ("company", "research", "training", "support", "public", "initiative")
MOVED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: an actor or a tie added or taken away."""

    change: str
    """One of ``add-actor``, ``remove-actor``, ``add-tie``, ``remove-tie``."""
    actor: str
    other: str = ""
    label: str = ""
    group: str = "company"
    departement: str = ""
    row: int = 0
    """Row of the table that it stands in, the heading being the first; 0 when it comes from elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A network in figures. Groups that no source names are left out: nobody can introduce them."""

    actors: int
    ties: int
    """Linked pairs."""
    isolates: int
    clusters: int
    """Clusters of two actors and more."""
    largest: int
    """Actors in the largest cluster."""
    reach: float
    """Share of the pairs of actors that a chain of ties joins, 0 to 1."""
    distance: float | None
    """Mean number of steps between two actors that a chain joins; ``None`` without any or when too large."""
    efficiency: float | None
    """Mean of one over the distance, 0 for pairs that nothing joins; ``None`` when the network is too large."""
    across: tuple[tuple[str, float | None], ...]
    """Share of the pairs across families, roles and départements."""
    constraint: float | None
    """Mean of Burt's constraint over the actors that have ties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An actor whose constraint changes; ``None`` where it has no ties."""

    actor: ActorRef
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The network before and after."""

    changes: tuple[Change, ...]
    before: State
    after: State
    moved: tuple[Moved, ...]
    """Actors whose constraint changes most."""


def what_if(network: Network, changes: Sequence[Change]) -> WhatIf:
    """Return a network before and after changes; the network itself and the facts stay as they are.

    Parameters
    ----------
    network
        The projected network.
    changes
        Made in order, so that a tie may join an actor just added.

    Returns
    -------
    WhatIf
        Equal states when the changes change nothing.

    Raises
    ------
    UnknownName
        When a change names an actor or a tie that is not there, or an actor that is there already.

    Examples
    --------
    >>> from graph.network import Network, Node
    >>> def node(key):
    ...     return Node(key=key, iri="urn:" + key, label=key, kind="company", kind_label="E", group="company")
    >>> found = what_if(Network(tuple(map(node, "abc")), ()), [Change(change="add-tie", actor="a", other="b")])
    >>> found.before.isolates, found.after.isolates
    (3, 1)

    References
    ----------
    Burt R. (1992), *Structural holes*. Latora V., Marchiori M. (2001), PRL 87.

    Reading
    -------
    What would change *if the tie came about*, all else equal. A tie wished for is not a tie made.
    """
    after = changed(network, changes)
    constraint_before, constraint_after = _constraints(network), _constraints(after)
    moved = [
        Moved(actor=ref(node), before=constraint_before.get(node.key), after=constraint_after.get(node.key))
        for node in after.nodes
        if constraint_before.get(node.key) != constraint_after.get(node.key)
    ]
    moved.sort(key=lambda each: (-abs((each.before or 1.0) - (each.after or 1.0)), each.actor.label, each.actor.key))
    return WhatIf(
        changes=tuple(changes),
        before=_state(network, constraint_before),
        after=_state(after, constraint_after),
        moved=tuple(moved[:MOVED]),
    )


def ties_of(introductions: Iterable[Introduction]) -> tuple[Change, ...]:
    """Return introductions as ties to add."""
    return tuple(Change(change="add-tie", actor=each.left.key, other=each.right.key) for each in introductions)


def state(network: Network) -> State:
    """Return a network in figures; zeros for an empty one, ``None`` for what has no value."""
    return _state(network, _constraints(network))


def keyed(network: Network, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes with the names of actors turned into their keys, as a person writes them.

    A key, an IRI or the label of an actor of the network counts, whatever the accents and the case; an actor to add has
    its name as label and a key made of it. What is none of them stays as it is, for `changed` to refuse.
    """
    keys = {iri: key for key, iri in ((node.key, node.iri) for node in network.nodes)}
    keys |= {folded(node.label): node.key for node in reversed(network.nodes)}
    made = list[Change]()
    for change in changes:
        if change.change == "add-actor" and change.actor not in network:
            label = change.label or change.actor
            keys.setdefault(folded(change.actor), slug(change.actor))
            made.append(replace(change, actor=keys[folded(change.actor)], label=label))
            continue
        one, other = (keys.get(name) or keys.get(folded(name)) or name for name in (change.actor, change.other))
        made.append(replace(change, actor=one, other=other))
    return tuple(made)


def changed(network: Network, changes: Iterable[Change]) -> Network:
    """Return a network with changes made to it, in order.

    Raises
    ------
    UnknownName
        As `what_if` says.
    """
    nodes = {node.key: node for node in network.nodes}
    links = list(network.links)
    for number, change in enumerate(changes):
        try:
            links = _applied(nodes, links, change, number)
        except UnknownName as problem:
            raise _placed(problem, change) from problem
    kept = tuple(sorted(links, key=lambda link: (link.source, link.target, link.tie)))
    return Network(tuple(nodes[key] for key in sorted(nodes)), kept, network.layers, network.left_out)


def _placed(problem: UnknownName, change: Change) -> UnknownName:
    """Return a refusal with the row that it is about."""
    if not change.row:
        return problem
    french = f"Ligne {change.row} : {problem.french}"
    return UnknownName(f"row {change.row}: {problem.found}", remedy=problem.remedy, french=french)


def _applied(nodes: dict[str, Node], links: list[Link], change: Change, number: int) -> list[Link]:
    if change.change == "add-actor":
        if change.actor in nodes:
            raise UnknownName(
                f"An actor {change.actor!r} is there already.",
                remedy="Give the new one another key.",
                french=f"L'acteur « {change.actor} » est déjà là. Donner un autre nom au nouveau.",
            )
        nodes[change.actor] = _new(change)
        return links
    _known(nodes, change.actor)
    if change.change == "remove-actor":
        del nodes[change.actor]
        return [link for link in links if change.actor not in (link.source, link.target)]
    _known(nodes, change.other)
    source, target = sorted((change.actor, change.other))
    if change.change == "add-tie" and source != target:
        return [*links, _tie(source, target, number)]
    kept = [link for link in links if (link.source, link.target) != (source, target)]
    if change.change != "remove-tie" or len(kept) == len(links):
        raise UnknownName(
            f"No known tie joins {source!r} and {target!r}.",
            remedy="Check the two keys.",
            french=f"Aucun lien connu ne joint « {source} » et « {target} ». Vérifier les deux noms.",
        )
    return kept


def _known(nodes: dict[str, Node], key: str) -> None:
    if key not in nodes:
        import difflib

        close = difflib.get_close_matches(key, nodes, n=3, cutoff=0.5)
        remedy = f"Did you mean {', '.join(close)}?" if close else "Take a key from the table of actors."
        hint = f"Peut-être : {', '.join(close)} ?" if close else "Prendre un nom de la liste des acteurs."
        raise UnknownName(
            f"No actor has the key {key!r}.", remedy=remedy, french=f"Aucun acteur ne s'appelle « {key} ». {hint}"
        )


def _new(change: Change) -> Node:
    return Node(
        key=change.actor,
        iri=thing("actor", change.actor),
        label=change.label or change.actor,
        kind=change.group,
        kind_label=change.group,
        group=change.group,
        departement=change.departement or None,
    )


def _tie(source: str, target: str, number: int) -> Link:
    return Link(
        source=source,
        target=target,
        tie=thing("tie", f"what-if-{number}"),
        kind="working-relation",
        kind_label="Lien supposé",
        layer="collaboration",
        label="Lien supposé",
        status="proposed",
    )


def read_changes(text: str, where: str = "changes", first: int = 2) -> tuple[Change, ...]:
    """Return the changes that a CSV text holds: ``change,actor,other,label,group,departement``.

    The first row under the header is called ``first``.

    Raises
    ------
    TableRefused
        When a column is missing or a row is no change; the sentence names the first such row.
    """
    try:
        return _rows(csv.DictReader(text.lstrip("\ufeff").splitlines()), where, first)
    except csv.Error as error:
        raise TableRefused(
            "the table cannot be read as CSV: a cell without an end, or far too long.",
            where=where,
            remedy="Close each quotation mark.",
            french="Ce n'est pas du CSV : une cellule sans fin, ou bien trop longue. Fermer chaque guillemet.",
        ) from error


def _rows(rows: csv.DictReader[str], where: str, first: int) -> tuple[Change, ...]:
    missing = [name for name in ("change", "actor") if name not in (rows.fieldnames or ())]
    if missing:
        raise TableRefused(
            f"the column {missing[0]!r} is missing.",
            where=where,
            remedy=f"The columns are {','.join(COLUMNS)}.",
            column=missing[0],
            french=f"La colonne {missing[0]} manque. Les colonnes sont {', '.join(COLUMNS)}.",
        )
    cells = ({name: (value or "").strip() for name, value in row.items() if name} for row in rows)
    return tuple(_row(each, number, where) for number, each in enumerate(cells, first))


def _row(row: dict[str, str], number: int, where: str) -> Change:
    made = Change(
        change=row["change"],
        actor=row["actor"],
        other=row.get("other", ""),
        label=row.get("label", ""),
        group=row.get("group", "") or "company",
        departement=row.get("departement", ""),
        row=number,
    )
    wrong = _wrong(made)
    if wrong:
        column, told = wrong
        raise TableRefused(
            f"row {number}: {told.en}",
            where=where,
            remedy="Mend the row.",
            row=number,
            column=column,
            french=f"Ligne {number}, colonne {column} : {told.fr}",
        )
    return made


def _wrong(made: Change) -> tuple[str, Phrase] | None:
    """Return the column of a row that cannot be read, and why."""
    if made.change not in CHANGES:
        known = ", ".join(CHANGES)
        return "change", Phrase(
            f"« {made.change} » n'est pas un changement. Écrire l'un de : {known}.",
            f"{made.change!r} is no change: use one of {known}.",
        )
    if not made.actor or (made.change.endswith("tie") and not made.other):
        missing = "other" if made.actor else "actor"
        return missing, Phrase("il manque un acteur.", "an actor's key is missing.")
    if made.group not in GROUPS:
        known = ", ".join(GROUPS)
        return "group", Phrase(
            f"« {made.group} » n'est pas une famille d'acteurs. Écrire l'une de : {known}.",
            f"{made.group!r} is no family of actors: use one of {known}.",
        )
    return None


def _constraints(network: Network) -> dict[str, float]:
    import networkx

    graph = network.graph()
    if graph.number_of_edges() == 0 or len(graph) > MATRIX_UP_TO:
        return {}
    tied = graph.subgraph(key for key, degree in graph.degree() if degree)
    found: dict[str, float] = networkx.constraint(tied, weight="weight")
    return {key: fixed(number) for key, number in found.items()}


def _state(network: Network, constraint: dict[str, float]) -> State:
    import networkx

    named = [node.key for node in network.nodes if not node.collective]
    graph = network.graph().subgraph(named)
    sizes = sorted((len(part) for part in networkx.connected_components(graph)), reverse=True)
    pairs = len(named) * (len(named) - 1)
    joined = sum(size * (size - 1) for size in sizes)
    distance, efficient = _lengths(named, sorted(graph.edges()))
    kept = [constraint[key] for key in named if key in constraint]
    return State(
        actors=len(named),
        ties=graph.number_of_edges(),
        isolates=sum(size == 1 for size in sizes),
        clusters=sum(size > 1 for size in sizes),
        largest=max(sizes, default=0),
        reach=fixed(joined / pairs) if pairs else 0.0,
        distance=distance,
        efficiency=efficient,
        across=tuple((each.key, each.share_across) for each in mixing(network).dimensions),
        constraint=fixed(sum(kept) / len(kept)) if kept else None,
    )


def _lengths(keys: list[str], pairs: list[tuple[str, str]]) -> tuple[float | None, float | None]:
    """Return the mean distance of the joined pairs and the efficiency."""
    if len(keys) > MATRIX_UP_TO:
        return None, None
    import numpy

    found = distances(keys, pairs)
    steps = found.matrix[numpy.isfinite(found.matrix) & (found.matrix > 0)] if len(keys) else numpy.array([])
    return (fixed(float(steps.mean())) if steps.size else None), fixed(efficiency(found))
