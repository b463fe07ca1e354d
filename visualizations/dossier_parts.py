"""The parts of the dossier as values that its template lays out; all texts are French, for print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.doubts import caveat
from graph.portfolio import CERTAINTIES
from visualizations.palette import group_style, shape_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.analysis import Analyses
    from graph.analysis.club import Club
    from graph.analysis.introducers import Known
    from graph.analysis.introductions import Introduction, Introductions
    from graph.analysis.values import ActorRef
    from graph.network import Network, Node
    from graph.portfolio import Portfolio

__all__ = [
    "CRITERIA",
    "Bar",
    "Figure",
    "MemberLine",
    "Sheet",
    "Side",
    "bars",
    "cited",
    "figures",
    "limits",
    "members",
    "number",
    "percent",
    "programme",
    "sheets",
]

CRITERIA = {
    "reach": "acteurs atteints",
    "worth": "valeur propre (pionnier, usages, notoriété)",
    "sector": "secteurs",
    "community": "communautés",
    "departement": "départements",
    "role": "rôles",
}
"""What each criterion of the roster is called in print."""
CONFIDENCE = {
    "good": "bien décrits par les sources",
    "fair": "assez décrits par les sources",
    "poor": "peu décrits par les sources : se renseigner d'abord",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the first page."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Observed pairs against those that chance would give, as widths in percent."""

    label: str
    observed: str
    expected: str
    width: float
    mark: float
    reading: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member of the roster."""

    place: int
    actor: ActorRef
    where: str
    reason: str
    evidence: str
    fill: str
    ink: str
    path: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two of an introduction."""

    actor: ActorRef
    what: str
    """Kind and place."""
    strengths: tuple[str, ...]
    brings: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one introduction."""

    rank: int
    kind: str
    sides: tuple[Side, Side]
    gain: str
    caution: str
    way: str
    common: str
    """What else the two share, with where it is said; empty when nothing."""
    step: str
    confidence: str
    evidence: str
    figures: str


def percent(share: float | None, digits: int = 0) -> str:
    """Return a share as French print has it.

    >>> percent(0.0652, 1)
    '6,5 %'
    """
    return "–" if share is None else f"{100 * share:.{digits}f}".replace(".", ",") + " %"


def number(value: float | None, digits: int = 1) -> str:
    """Return a number as French print has it."""
    return "–" if value is None else f"{value:.{digits}f}".replace(".", ",")


def figures(analyses: Analyses) -> tuple[Figure, ...]:
    """Return the numbers of the first page."""
    state, club = analyses.mending.effect.before, analyses.mending.club
    after = analyses.mending.effect.after
    return (
        Figure(f"{state.isolates} / {state.actors}", "acteurs nommés n'ont aucun lien connu dans ces sources"),
        Figure(percent(state.reach, 1), "des paires d'acteurs sont joignables par une chaîne de liens connus"),
        Figure(str(len(club.members)), "organisations proposées pour le club"),
        Figure(
            str(len(analyses.mending.introductions.introductions)),
            f"mises en relation ; si toutes aboutissent, {percent(after.reach, 1)} des paires joignables",
        ),
    )


def bars(analyses: Analyses) -> tuple[Bar, ...]:
    """Return the pairs between families against chance, those with enough to be read, furthest from chance first."""
    contrast = next((each for each in analyses.mending.contrasts if each.key == "groups"), None)
    cells = [cell for cell in (contrast.cells if contrast else ()) if cell.reading != "too-few" and cell.z is not None]
    cells.sort(key=lambda cell: (-abs(cell.z or 0.0), cell.left.fr, cell.right.fr))
    most = max((max(cell.observed, cell.expected) for cell in cells[:8]), default=1.0)
    words = {"more": "plus que le hasard", "fewer": "moins que le hasard", "chance": "comme le hasard"}
    return tuple(
        Bar(
            label=f"{cell.left.fr} – {cell.right.fr}",
            observed=number(cell.observed, 0),
            expected=number(cell.expected),
            width=round(100 * cell.observed / most, 1),
            mark=round(100 * cell.expected / most, 1),
            reading=words[cell.reading],
        )
        for cell in cells[:8]
    )


def members(network: Network, club: Club, portfolio: Portfolio) -> tuple[MemberLine, ...]:
    """Return the roster as lines, in its order."""
    made = []
    for place, member in enumerate(club.members, start=1):
        style = group_style(member.actor.group)
        made.append(
            MemberLine(
                place=place,
                actor=member.actor,
                where=_where(network[member.actor.key], portfolio),
                reason=member.reason.fr,
                evidence=cited(member.evidence),
                fill=style.fill,
                ink=style.ink,
                path=shape_path(style.shape, 0, 0, 7),
            )
        )
    return tuple(made)


def _where(node: Node, portfolio: Portfolio) -> str:
    """Return where an actor stands: its commune and those where it teaches, three at most."""
    names = {commune.code: commune.label for commune in portfolio.communes}
    stands = f"{node.place_label}{_sureness(node, portfolio)}" if node.place_label else None
    taught = [names[offer.place] for offer in portfolio.trainings_of(node.key) if offer.place in names]
    often = sorted(set(taught), key=lambda name: (-taught.count(name), name))
    known = [*often, *([] if node.place_label in often else [stands])]
    shown = [name for name in known if name][:3]
    return ", ".join(shown) or "commune non connue"


def _sureness(node: Node, portfolio: Portfolio) -> str:
    """Return what is said of a commune that no source gives for certain."""
    facts = portfolio.facts_of(node.key, "place", (node.place or "",))
    return {"likely": " (lecture probable)", "unsure": " (lecture incertaine)"}.get(
        min((fact.certainty for fact in facts), key=CERTAINTIES.index, default=CERTAINTIES[0]), ""
    )


def programme(found: Introductions) -> tuple[tuple[str, tuple[Introduction, ...]], ...]:
    """Return the introductions by kind, the kind with the greatest gain first."""
    kinds: dict[str, list[Introduction]] = {}
    for each in found.introductions:
        kinds.setdefault(each.kind.fr, []).append(each)
    return tuple((kind, tuple(those)) for kind, those in kinds.items())


def sheets(network: Network, found: Introductions, portfolio: Portfolio) -> tuple[Sheet, ...]:
    """Return one sheet for each introduction."""
    return tuple(_sheet(network, each, portfolio) for each in found.introductions)


def _sheet(network: Network, each: Introduction, portfolio: Portfolio) -> Sheet:
    made = each.benefit
    sides = (
        _side(network[each.left.key], made.brings.fr, each.left, portfolio),
        _side(network[each.right.key], made.offers.fr, each.right, portfolio),
    )
    shares = (
        f"gain attendu {number(each.gain, 2)}, faisabilité {number(each.feasibility, 2)}, isolement levé "
        f"{number(each.isolation, 2)}, distances raccourcies {number(each.shortening, 2)}, frontières croisées "
        f"{number(each.crossing, 2)}"
    )
    return Sheet(
        rank=each.rank,
        kind=each.kind.fr,
        sides=sides,
        gain=made.gain.fr,
        caution=" ".join(part for part in (made.caution.fr if made.caution else "", caveat(each.doubts).fr) if part),
        way=_way(each),
        common=" ; ".join(f"{shared.words.fr} {cited(shared.evidence)}" for shared in each.common),
        step=made.step.fr,
        confidence=CONFIDENCE[each.confidence],
        evidence=cited(made.evidence),
        figures=shares,
    )


def _way(each: Introduction) -> str:
    found = each.way
    if found.go_betweens:
        return " ".join(_between(each, known) for known in found.go_betweens)
    proof = cited(found.host.evidence) if found.host else ""
    return f"{found.words.fr} {proof}".strip()


def _between(each: Introduction, known: Known) -> str:
    left, right = known.left, known.right
    if left == right:
        tie = f"lié aux deux par un même lien ({left.label} {cited(left.evidence)})"
    else:
        tie = f"lié à {each.left.label} ({left.label} {cited(left.evidence)}) et à {each.right.label} "
        tie += f"({right.label} {cited(right.evidence)})"
    return f"{known.actor.label}, {tie}."


def _side(node: Node, brings: str, actor: ActorRef, portfolio: Portfolio) -> Side:
    return Side(
        actor=actor,
        what=f"{node.kind_label}, {_where(node, portfolio)}",
        strengths=_strengths(node, portfolio),
        brings=brings,
    )


def _strengths(node: Node, portfolio: Portfolio) -> tuple[str, ...]:
    """Return what the sources say of an actor that makes it worth meeting, four facts at most."""
    made = ["pionnier de l'IA selon la source"] if portfolio.pioneer(node.key) else []
    if node.sectors:
        made.append("secteur : " + ", ".join(wording.sector(each).fr for each in node.sectors))
    if node.subfields:
        made.append("recherche : " + ", ".join(wording.subfield(each).fr for each in node.subfields))
    cases = portfolio.cases_of(node.key)
    if cases:
        made.append(f"{len(cases)} usage{'s' if len(cases) > 1 else ''} de l'IA ou des données")
    taught = portfolio.trainings_of(node.key)
    if taught:
        made.append(
            f"{len(taught)} formation{'s' if len(taught) > 1 else ''} liée{'s' if len(taught) > 1 else ''} à l'IA"
        )
    if node.services:
        made.append("services : " + ", ".join(wording.service(each).fr for each in node.services))
    if node.roles and not made:
        made.append(", ".join(wording.role(each).fr for each in node.roles))
    return tuple(made[:4])


def cited(locators: Iterable[str]) -> str:
    """Return locators as the dossier prints them: each source once, each line once, the fullest place kept.

    >>> cited(["iahdf-2019, II.1, l. 14", "iahdf-2019, II.1.4, Tableau 04, l. 15", "iahdf-2019, Tableau 04, l. 15"])
    '[iahdf-2019] II.1, l. 14 ; II.1.4, Tableau 04, l. 15'
    """
    places: dict[str, dict[str, str]] = {}
    for locator in locators:
        source, _, place = locator.partition(", ")
        line = place.rpartition("l. ")[2]
        known = places.setdefault(source, {})
        known[line] = max(known.get(line, ""), place, key=len)
    return " ; ".join(f"[{source}] {' ; '.join(found.values())}".strip() for source, found in places.items())


def limits(analyses: Analyses) -> tuple[str, ...]:
    """Return what the dossier does not know, most weighty first."""
    state = analyses.mending.effect.before
    loose = sum(each.reading != "firm" for each in analyses.mending.footings)
    return (
        "Le réseau est celui des sources lues. « Aucun lien connu dans ces sources » ne veut pas dire « aucun lien » : "
        "deux organisations voisines peuvent travailler ensemble sans qu'aucune source lue ne le dise.",
        f"{state.isolates} acteurs sur {state.actors} n'ont aucun lien connu : un seul entretien de plus par acteur "
        "changerait les chiffres plus que tout réglage de méthode.",
        "La plupart des entreprises n'ont pas de commune connue : les chiffres par département parlent surtout des "
        "écoles, des laboratoires et des structures d'accompagnement. Un organisme à plusieurs sites compte dans "
        "chacun de ses départements pour les planchers, dans le premier pour le brassage.",
        _sizes(analyses),
        "Rapprocher un intitulé de formation, un domaine de recherche et un cas d'usage est notre lecture, par une "
        "table de mots publiée ; les sources ne disent pas que les deux parties le souhaitent.",
        "Les poids sont des choix. Le solveur prouve l'optimum de ces choix, non leur justesse.",
        f"{loose} acteurs n'ont pas de place ferme dans une communauté : les communautés pèsent peu dans le choix.",
        "Les sources datent : vérifier que les organisations existent encore et n'ont pas changé de nom.",
    )


def _sizes(analyses: Analyses) -> str:
    sizes = analyses.mixing.sizes
    along = next(each for each in analyses.mixing.dimensions if each.key == "sizes")
    measured = f"{along.known} paires liées dont les deux tailles sont connues" if along.known > 1 else (
        "une seule paire liée dont les deux tailles sont connues" if along.known else "aucune paire liée n'a ses deux "
        "tailles connues"
    )  # fmt: skip
    return (
        f"{sizes.sentence.fr} Le brassage par taille ne se lit donc pas ({measured}), et un plancher de PME ne peut "
        "compter que sur celles que les sources disent telles ; un effectif imprimé peut être celui d'un seul site."
    )
