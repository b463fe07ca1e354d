"""The criteria of a missing link: what each looks at, its weight, and the reason for that weight.

Each measure answers a value in [0, 1] that depends on the two actors and their surroundings alone, so that an
actor that arrives elsewhere changes no score.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from graph.analysis.ground import BROADER
from graph.analysis.values import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graph.analysis.ground import Ground
    from graph.network import Node

__all__ = ["CRITERIA", "Criterion", "Measure"]

Measure = tuple[float, tuple[str, ...]]
"""A value and the keys of the facts that it rests on."""

NOTHING: Measure = (0.0, ())

TECHNICAL = (
    "conception-logiciels",
    "developpement-tests",
    "mise-en-production",
    "exploitation",
    "ia-technicien",
    "ia-ingenieur",
)
BUSINESS = ("gouvernance", "pilotage-operationnel", "developpement-commercial", "direction", "ia-technicien")
FAMILIES_NEEDED = {
    "solution-provider": TECHNICAL,
    "digital-services": TECHNICAL,
    "affected-company": BUSINESS,
    "company": BUSINESS,
    "consultancy": ("offre-de-services", "pilotage-operationnel", "ia-ingenieur"),
    "laboratory": ("ia-ingenieur",),
    "research-team": ("ia-ingenieur",),
}
"""Job families that a kind of actor recruits for: makers of AI need builders, users of AI need people who steer."""

SERVICES_NEEDED = {
    "impacte": ("competences", "accompagnement", "animation"),
    "impactant": ("financement", "rd", "accompagnement"),
}
"""Services by role: who uses AI lacks skills and guidance, who makes it lacks money and research."""

SUPERVISING_KINDS = ("university", "research-institution", "public-authority", "public-establishment")
SUPERVISED_AT_LEAST = 3
HUB_DEGREE = 15
HALF_RESOURCES, HALF_ADAMIC, HALF_COMMON, HALF_PAIRS = 0.25, 0.5, 2.0, 20.0
"""The raw figure at which a measure stands at one half; beyond it more counts less and less."""
SAME_DEPARTEMENT = 0.2
"""Half of the region's actors stand in one département: sharing it tells little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One ground for a suggestion, or against it when the weight is negative."""

    key: str
    name: Phrase
    weight: float
    why: str
    """The reason for the weight."""
    measure: Callable[[Ground, Node, Node], Measure]


def _saturating(raw: float, half: float) -> float:
    return raw / (raw + half)


def _between(ground: Ground, left: Node, right: Node) -> tuple[str, ...]:
    return ground.common.get((left.key, right.key), ())


def resource_allocation(ground: Ground, left: Node, right: Node) -> Measure:
    """Return the resource allocation index: common partners, each worth one over its number of partners."""
    common = _between(ground, left, right)
    if not common:
        return NOTHING
    return _saturating(sum(1 / ground.degree(key) for key in common), HALF_RESOURCES), common


def adamic_adar(ground: Ground, left: Node, right: Node) -> Measure:
    """Return the weighted Adamic-Adar index: common partners by the weight of their ties, over log(1 + strength)."""
    common = _between(ground, left, right)
    if not common:
        return NOTHING
    raw = sum(
        (ground.neighbours[key][left.key] + ground.neighbours[key][right.key]) / 2 / log(1 + ground.strength[key])
        for key in common
    )
    return _saturating(raw, HALF_ADAMIC), common


def common_neighbours(ground: Ground, left: Node, right: Node) -> Measure:
    """Return the number of common partners."""
    common = _between(ground, left, right)
    return (_saturating(len(common), HALF_COMMON), common) if common else NOTHING


def _shared(ground: Ground, attribute: str, lefts: frozenset[str], rights: frozenset[str]) -> Measure:
    shared = lefts & rights
    if not shared:
        return NOTHING
    covered = {BROADER[value] for value in shared if value in BROADER}
    facts = tuple(sorted(shared - covered))
    return min(1.0, sum(ground.rarity(attribute, value) for value in facts)), facts


def shared_sector(ground: Ground, left: Node, right: Node) -> Measure:
    """Return how telling the sectors are that both serve."""
    return _shared(ground, "sector", ground.sectors[left.key], ground.sectors[right.key])


def shared_subfield(ground: Ground, left: Node, right: Node) -> Measure:
    """Return how telling the subfields of AI are that both work on."""
    return _shared(ground, "subfield", ground.subfields[left.key], ground.subfields[right.key])


def shared_place(ground: Ground, left: Node, right: Node) -> Measure:
    """Return how telling the commune is that both stand in, or a little for the same département."""
    if left.place and left.place == right.place:
        return ground.rarity("place", left.place), ("place", left.place)
    if left.departement and left.departement == right.departement:
        return SAME_DEPARTEMENT, ("departement", left.departement)
    return NOTHING


def _met(offered: Iterable[str], needed: Iterable[str]) -> Measure:
    wanted = frozenset(needed)
    met = tuple(sorted(wanted.intersection(offered)))
    return (len(met) / len(wanted), met) if met else NOTHING


def competencies(ground: Ground, left: Node, right: Node) -> Measure:
    """Return the share of the job families that one recruits for and the other trains for."""
    del ground
    if bool(left.families) == bool(right.families) or left.group == right.group:
        return NOTHING
    trainer, recruiter = (left, right) if left.families else (right, left)
    return _met(trainer.families, FAMILIES_NEEDED.get(recruiter.kind, ()))


def services(ground: Ground, left: Node, right: Node) -> Measure:
    """Return the share of the services that one needs in its role and the other offers."""
    if bool(left.services) == bool(right.services):
        return NOTHING
    body, served = (left, right) if left.services else (right, left)
    if _elsewhere(ground, body, served):
        return NOTHING
    needed = (service for role in served.roles for service in SERVICES_NEEDED.get(role, ()))
    return _met(body.services, needed)


def _elsewhere(ground: Ground, body: Node, served: Node) -> bool:
    """Return whether a body that serves some sectors is none for an actor of known, other sectors."""
    ours, theirs = ground.sectors[body.key], ground.sectors[served.key]
    return bool(ours and theirs) and not ours & theirs


def complementarity(ground: Ground, left: Node, right: Node) -> Measure:
    """Return how well the roles of two actors complete each other; the fact is the rule that applies best."""
    topic = bool(ground.sectors[left.key] & ground.sectors[right.key])
    topic = topic or bool(ground.subfields[left.key] & ground.subfields[right.key])
    for one, other in ((left, right), (right, left)):
        if "impactant" in one.roles and "impacte" in other.roles:
            return (1.0, ("provider-user-same-topic",)) if topic else (0.5, ("provider-user",))
    groups = {left.group, right.group}
    if groups == {"support", "company"}:
        company, body = (left, right) if left.group == "company" else (right, left)
        if _elsewhere(ground, body, company):
            return NOTHING
        return (1.0, ("support-isolated",)) if not ground.degree(company.key) else (0.4, ("support-company",))
    if groups == {"research", "company"}:
        return (0.8, ("research-company-same-topic",)) if topic else (0.6, ("research-company",))
    return (0.5, ("training-company",)) if groups == {"training", "company"} else NOTHING


def joining(ground: Ground, left: Node, right: Node) -> Measure:
    """Return what the tie would join: pairs of actors that no chain joins today; the facts are both sizes."""
    if ground.connected(left.key, right.key):
        return NOTHING
    sizes = [ground.component_size[ground.component[node.key]] for node in (left, right)]
    return _saturating(sizes[0] * sizes[1], HALF_PAIRS), tuple(map(str, sizes))


def hub(ground: Ground, left: Node, right: Node) -> Measure:
    """Return how far the busier of the two passes the degree at which one more partner is no news."""
    busy = max((left, right), key=lambda node: (ground.degree(node.key), node.key))
    degree = ground.degree(busy.key)
    return ((degree - HUB_DEGREE) / degree, (busy.key,)) if degree > HUB_DEGREE else NOTHING


def supervising(ground: Ground, left: Node, right: Node) -> Measure:
    """Return 1 when one supervises three actors and more: its laboratories are the ones to meet."""
    facts = tuple(
        node.key
        for node in (left, right)
        if node.kind in SUPERVISING_KINDS and len(ground.structure[node.key]) >= SUPERVISED_AT_LEAST
    )
    return (1.0, facts) if facts else NOTHING


def hierarchy(ground: Ground, left: Node, right: Node) -> Measure:
    """Return 1 when ties of structure put both under one roof."""
    roof = tuple(sorted(ground.structure[left.key] & ground.structure[right.key]))
    return (1.0, roof) if roof else NOTHING


def beyond_region(ground: Ground, left: Node, right: Node) -> Measure:
    """Return the share of the two that act beyond the region."""
    del ground
    facts = tuple(node.key for node in (left, right) if node.scope != "regional")
    return (len(facts) / 2, facts) if facts else NOTHING


def _criterion(
    key: str,
    fr: str,
    en: str,
    weight: float,
    why: str,
    measure: Callable[[Ground, Node, Node], Measure],
) -> Criterion:
    return Criterion(key=key, name=Phrase(fr, en), weight=weight, why=why, measure=measure)


CRITERIA: tuple[Criterion, ...] = (
    _criterion(
        "shared-sector",
        "même secteur",
        "same sector",
        0.16,
        "The strongest reason to talk that the sources give for actors of any kind.",
        shared_sector,
    ),
    _criterion(
        "complementarity",
        "rôles complémentaires",
        "complementary roles",
        0.14,
        "A club is to join those who make, use, teach and support AI.",
        complementarity,
    ),
    _criterion(
        "competencies",
        "métiers formés et recherchés",
        "jobs trained for and needed",
        0.10,
        "Skills are the first lack that companies state; the needs by kind are our reading.",
        competencies,
    ),
    _criterion(
        "shared-subfield",
        "même domaine de l'IA",
        "same subfield of AI",
        0.10,
        "Telling, yet known for laboratories above all.",
        shared_subfield,
    ),
    _criterion(
        "shared-place",
        "même lieu",
        "same place",
        0.10,
        "Nearness helps a first meeting, and decides little beyond it.",
        shared_place,
    ),
    _criterion(
        "joining",
        "grappes à relier",
        "clusters to join",
        0.10,
        "A tie between clusters serves all their members.",
        joining,
    ),
    _criterion(
        "resource-allocation",
        "partenaires communs sélectifs",
        "selective common partners",
        0.10,
        "The best of the structural indices in comparisons on sparse networks.",
        resource_allocation,
    ),
    _criterion(
        "services",
        "services offerts et attendus",
        "services offered and needed",
        0.08,
        "Ticked boxes of a list, and needs inferred from the role: weaker than a stated sector.",
        services,
    ),
    _criterion(
        "adamic-adar",
        "liens forts avec les mêmes partenaires",
        "strong ties to the same partners",
        0.07,
        "Adds the weight of ties to the former index; overlaps with it.",
        adamic_adar,
    ),
    _criterion(
        "common-neighbours",
        "partenaires communs",
        "common partners",
        0.05,
        "Plain and overlapping with the two above.",
        common_neighbours,
    ),
    _criterion(
        "hub",
        "déjà très relié",
        "already very connected",
        -0.15,
        "One more partner changes little for a hub, and every common partner is its own.",
        hub,
    ),
    _criterion(
        "hierarchy",
        "même tutelle",
        "under one roof",
        -0.15,
        "Those who share a supervising body need no club to meet.",
        hierarchy,
    ),
    _criterion(
        "supervising",
        "institution de tutelle",
        "supervising institution",
        -0.10,
        "The working tie belongs to a laboratory or a school, seldom to its head.",
        supervising,
    ),
    _criterion(
        "beyond-region",
        "acteur extrarégional",
        "actor beyond the region",
        -0.10,
        "The club is regional; a national body is reached otherwise.",
        beyond_region,
    ),
)
"""The weights of the reasons sum to one; those against a suggestion are negative. They are judgements, not fitted."""
