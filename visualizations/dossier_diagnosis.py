"""The diagnosis of the dossier: what the source concludes, and what the network shows of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.floors import side_of_lille, values_of
from graph.analysis.values import listed
from visualizations.dossier_parts import cited, number, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graph.analysis import Analyses
    from graph.analysis.fragility import Fragile
    from graph.analysis.null_model import Contrast, ContrastCell
    from graph.network import Network, Node
    from graph.portfolio import Commune, Portfolio

__all__ = ["Finding", "diagnosis", "leaning", "threads"]

SCIENCE = ("research-collaboration", "doctoral")
"""Kinds of ties with science."""
LILLE = "59350"
PLURAL = 2
"""From how many things on French writes a plural."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the source concludes, and what is measured on the network beside it."""

    said: str
    evidence: str
    measured: str


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the measures look at."""

    network: Network
    analyses: Analyses
    portfolio: Portfolio

    def contrast(self, key: str) -> Contrast | None:
        return next((each for each in self.analyses.mending.contrasts if each.key == key), None)

    def cell(self, along: str, left: str, right: str) -> ContrastCell | None:
        found, wanted = self.contrast(along), {left, right}
        return next((cell for cell in (found.cells if found else ()) if {cell.left.fr, cell.right.fr} == wanted), None)


def diagnosis(network: Network, analyses: Analyses, portfolio: Portfolio) -> tuple[Finding, ...]:
    """Return what the source concludes beside what the network shows; a finding that no source holds is left out."""
    ground = _Ground(network, analyses, portfolio)
    told = ((portfolio.finding(key), measure) for key, measure in _MEASURES.items())
    found = ((finding, measure(ground)) for finding, measure in told if finding)
    return tuple(
        Finding(said=finding.label, evidence=cited(finding.locators), measured=text) for finding, text in found if text
    )


def threads(network: Network, analyses: Analyses, most: int = 5) -> tuple[Fragile, ...]:
    """Return the most fragile ties by which actors of the region hang; what lies behind must be theirs to mend."""
    behind = {(tie.left.key, tie.right.key): tie.sides[0].members for tie in analyses.ties if tie.is_bridge}
    found = (
        tie
        for tie in analyses.mending.fragile
        if any(network[actor.key].scope == "regional" for actor in behind.get((tie.left.key, tie.right.key), ()))
    )
    return tuple(islice(found, most))


def leaning(fragile: Sequence[Fragile]) -> str:
    """Return how many of the most fragile ties rest on one and the same line; nothing when no two do."""
    lines = Counter(tie.locators[0] for tie in fragile if tie.locators)
    line, many = max(lines.items(), key=lambda each: (each[1], each[0]), default=("", 0))
    if many < 2:
        return ""
    return (
        f"{many} de ces {len(fragile)} liens reposent sur une seule ligne {cited([line])} : une fragilité des sources "
        "autant que du réseau."
    )


def _dynamic(ground: _Ground) -> str:
    state = ground.analyses.mending.effect.before
    return (
        f"{state.isolates} des {state.actors} acteurs nommés n'ont aucun lien connu ; les autres forment "
        f"{state.clusters} grappes, dont la plus grande compte {state.largest} acteurs."
    )


def _supply(ground: _Ground) -> str:
    cell = ground.cell("study-roles", wording.role("impactant").fr, wording.role("impacte").fr)
    return _pairs(cell, "entre offreurs et utilisateurs d'IA nommés")


def _laboratories(ground: _Ground) -> str:
    cell = ground.cell("groups", wording.group("company").fr, wording.group("research").fr)
    text = _pairs(cell, "entre une entreprise et un laboratoire nommés")
    unnamed = _with_unnamed_science(ground.network)
    regional = [node.label for node in unnamed if node.scope == "regional"]
    others = [node.label for node in unnamed if node.scope != "regional"]
    if text and regional:
        text += f" La source cite {listed(regional, 'fr')} pour des travaux avec des académiques qu'elle ne nomme pas."
    if text and others:
        text += f" Les thèses qu'elle cite vont à {listed(others, 'fr')}."
    return text


def _with_unnamed_science(network: Network) -> list[Node]:
    """Return the companies that are tied to science without a laboratory being named."""
    ends = {
        key: network[link.target if key == link.source else link.source]
        for link in network.links
        if link.kind in SCIENCE
        for key in (link.source, link.target)
    }
    found = [network[key] for key, other in ends.items() if other.collective and network[key].group == "company"]
    return sorted(found, key=lambda node: node.label)


def _polarised(ground: _Ground) -> str:
    places = ground.contrast("departements")
    known = [node for node in ground.network.nodes if node.departement and not node.collective]
    if places is None or not known:
        return ""
    here = sum("metropole" in values_of(node, "territory") for node in known)
    text = f"{here} des {len(known)} acteurs nommés dont la commune est connue sont à moins de 15 km de Lille."
    if places.across is None:
        return text
    crossing, chance = round(places.across * places.pairs), percent(places.across_expected)
    where = "dont les deux lieux sont connus"
    seen = f"{crossing} joignent" if crossing else "aucun ne joint"
    return f"{text} Des {places.pairs} liens {where}, {seen} deux départements ({chance} si le hasard décidait)."


def _families(ground: _Ground) -> str:
    found = ground.contrast("groups")
    if found is None or found.across is None:
        return ""
    return (
        f"{percent(found.across)} des liens joignent deux familles d'acteurs, contre "
        f"{percent(found.across_expected)} au hasard (z = {number(found.across_z)})."
    )


def _apart(ground: _Ground) -> str:
    """Return how large the cluster of the actors that a finding concerns is, among named actors, and who is in it."""
    finding = ground.portfolio.finding("utc-isolee")
    named = next((each for each in ground.analyses.clusters if each.layers.named), None)
    concerned = set(finding.actors) if finding else set()
    clusters = named.clusters if named else ()
    found = [each for each in clusters if concerned & {member.key for member in each.members}]
    if not found:
        return ""
    if found[0].size == max(each.size for each in clusters):
        return f"Dans ces sources, elle tient à la plus grande grappe ({found[0].size} acteurs nommés)."
    others = [member.label for member in found[0].members if member.key not in concerned]
    tied = f"Son seul lien nommé est avec {listed(others, 'fr')}" if others else "Elle n'a aucun lien nommé"
    return f"{tied} ; aucune chaîne connue vers les autres."


def _trainings(ground: _Ground) -> str:
    offers, skills = ground.portfolio.trainings, ground.analyses.mending.skills
    if not offers:
        return ""
    places = {commune.code: commune for commune in ground.portfolio.communes}
    near = sum(_near_lille(places.get(offer.place or "")) for offer in offers)
    there = sum(offer.place == LILLE for offer in offers)
    masters = sum(offer.level == "7" for offer in offers)
    return (
        f"{near} des {len(offers)} fiches ({percent(near / len(offers))}) sont en métropole lilloise, "
        f"dont {there} dans la commune même ; {masters} ({percent(masters / len(offers))}) visent le niveau bac+5. "
        f"{len(skills.gaps)} couples famille de métiers et département restent sans formation recensée ; "
        f"{len(skills.bodies_without_company)} organismes n'ont aucune entreprise connue."
    )


def _near_lille(commune: Commune | None) -> bool:
    return commune is not None and side_of_lille(commune.latitude, commune.longitude) == "metropole"


def _pairs(cell: ContrastCell | None, words: str) -> str:
    if cell is None:
        return ""
    seen = _tied(cell.observed)
    z = f" (z = {number(cell.z)})" if cell.z is not None and cell.reading != "too-few" else ""
    tail = " ; trop peu pour conclure" if cell.reading == "too-few" else ""
    return f"{seen} {words} ; le hasard en donnerait {number(cell.expected)}{z}{tail}."


def _tied(observed: float) -> str:
    """Return how many pairs are tied; an actor with two roles counts for half in each, and the words say so."""
    if not observed:
        return "Aucune paire liée"
    whole = observed == round(observed)
    seen = number(observed, 0 if whole else 1)
    tied = f"{seen} paires liées" if observed >= PLURAL else f"{seen} paire liée"
    return tied if whole else f"{tied} (un acteur qui a deux rôles compte pour moitié dans chacun)"


_MEASURES: Mapping[str, Callable[[_Ground], str]] = {
    "dynamique-insuffisante": _dynamic,
    "dialogue-offre-demande": _supply,
    "laboratoires-et-entreprises": _laboratories,
    "polarisation-lille": _polarised,
    "mise-en-reseau-insuffisante": _families,
    "utc-isolee": _apart,
    "formations-inegalement-reparties": _trainings,
}
"""Finding of the source -> what measures it here."""
