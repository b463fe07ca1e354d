"""The parts of the dossier as values that its template lays out; all texts are French, for print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis import wording
from visualizations.palette import group_style, shape_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.analysis import Analyses
    from graph.analysis.acquaintance import Known
    from graph.analysis.club import Club
    from graph.analysis.introductions import Introduction, Introductions
    from graph.analysis.null_model import ContrastCell
    from graph.analysis.values import ActorRef
    from graph.network import Network, Node
    from graph.portfolio import Portfolio

__all__ = [
    "Bar",
    "Figure",
    "Finding",
    "MemberLine",
    "Sheet",
    "Side",
    "bars",
    "cited",
    "diagnosis",
    "figures",
    "limits",
    "members",
    "programme",
    "sheets",
]

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
class Finding:
    """What the source concludes, and what is measured on the network beside it."""

    said: str
    evidence: str
    measured: str


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


def _cell(analyses: Analyses, along: str, left: str, right: str) -> ContrastCell | None:
    contrast = next((each for each in analyses.mending.contrasts if each.key == along), None)
    wanted = {left, right}
    cells = contrast.cells if contrast else ()
    return next((cell for cell in cells if {cell.left.fr, cell.right.fr} == wanted), None)


def diagnosis(analyses: Analyses, portfolio: Portfolio) -> tuple[Finding, ...]:
    """Return what the source concludes beside what the network shows; a finding that no source holds is left out."""
    state = analyses.mending.effect.before
    contrasts = {each.key: each for each in analyses.mending.contrasts}
    families, places = contrasts.get("groups"), contrasts.get("departements")
    laboratories = _cell(analyses, "groups", wording.group("company").fr, wording.group("research").fr)
    supply = _cell(analyses, "study-roles", wording.role("impactant").fr, wording.role("impacte").fr)
    lonely = len(analyses.mending.skills.bodies_without_company)
    measured: dict[str, str] = {
        "dynamique-insuffisante": f"{state.isolates} des {state.actors} acteurs nommés n'ont aucun lien connu ; les "
        f"autres forment {state.clusters} grappes, dont la plus grande compte {state.largest} acteurs.",
        "dialogue-offre-demande": _pairs(supply, "entre offreurs et utilisateurs d'IA"),
        "laboratoires-et-entreprises": _pairs(laboratories, "entre entreprises et recherche"),
        "polarisation-lille": "" if places is None or places.across is None else
        f"{percent(places.across)} seulement des liens situés joignent deux départements "
        f"({percent(places.across_expected)} si le hasard décidait) ; {places.pairs} paires ont deux lieux connus.",
        "mise-en-reseau-insuffisante": "" if families is None or families.across is None else
        f"{percent(families.across)} des liens joignent deux familles d'acteurs, contre "
        f"{percent(families.across_expected)} au hasard (z = {number(families.across_z)}).",
        "utc-isolee": _apart(analyses, portfolio, "utc-isolee"),
        "formations-inegalement-reparties": f"{len(analyses.mending.skills.gaps)} couples famille de métiers et "
        f"département sans formation recensée ; {lonely} organismes de formation sans entreprise connue.",
    }  # fmt: skip
    found = ((portfolio.finding(key), text) for key, text in measured.items() if text)
    return tuple(Finding(said=each.label, evidence=cited(each.locators), measured=text) for each, text in found if each)


def _apart(analyses: Analyses, portfolio: Portfolio, key: str) -> str:
    """Return how large the cluster of the actors that a finding concerns is, among named actors."""
    finding = portfolio.finding(key)
    named = next((each for each in analyses.clusters if each.layers.named), None)
    concerned = set(finding.actors) if finding else set()
    found = [each for each in (named.clusters if named else ()) if concerned & {member.key for member in each.members}]
    if not found:
        return ""
    largest = max(each.size for each in named.clusters) if named else 0
    size = found[0].size
    if size == largest:
        return f"Dans ces sources, elle tient à la plus grande grappe ({size} acteurs nommés)."
    return f"Dans ces sources, elle tient à une grappe de {size} acteurs nommés, sans chaîne connue vers les autres."


def _pairs(cell: ContrastCell | None, words: str) -> str:
    if cell is None:
        return ""
    seen = "Aucune paire liée" if not cell.observed else f"{number(cell.observed, 0)} paires liées"
    z = f" (z = {number(cell.z)})" if cell.z is not None and cell.reading != "too-few" else ""
    tail = " ; trop peu pour conclure" if cell.reading == "too-few" else ""
    return f"{seen} {words} ; le hasard en donnerait {number(cell.expected)}{z}{tail}."


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
    taught = [names[offer.place] for offer in portfolio.trainings_of(node.key) if offer.place in names]
    often = sorted(set(taught), key=lambda name: (-taught.count(name), name))
    known = list(dict.fromkeys([*often, node.place_label] if often else [node.place_label]))
    shown = [name for name in known if name][:3]
    return ", ".join(shown) or "commune non connue"


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
        caution=made.caution.fr if made.caution else "",
        way=_way(each),
        common=" ; ".join(f"{shared.words.fr} {cited(shared.evidence)}" for shared in each.common),
        step=made.step.fr,
        confidence=CONFIDENCE[each.confidence],
        evidence=cited(made.evidence),
        figures=shares,
    )


def _way(each: Introduction) -> str:
    if each.go_betweens:
        return " ".join(_between(each, known) for known in each.go_betweens)
    names = ", puis ".join(actor.label for actor in each.chain)
    today = "aucune chaîne connue ne les relie" if each.distance is None else f"chaîne connue : par {names}"
    if each.host:
        return f"Hôte possible : {each.host.actor.label}, {each.host.why.fr} {cited(each.host.evidence)} ; {today}."
    return f"L'animateur du club, ou l'un des deux s'il reçoit ({today})."


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
        "écoles, des laboratoires et des structures d'accompagnement. Un organisme à plusieurs sites n'y compte "
        "qu'une fois.",
        "La taille des entreprises n'est pas connue : un plancher de PME ne peut pas être posé.",
        "Rapprocher un intitulé de formation, un domaine de recherche et un cas d'usage est notre lecture, par une "
        "table de mots publiée ; les sources ne disent pas que les deux parties le souhaitent.",
        "Les poids sont des choix. Le solveur prouve l'optimum de ces choix, non leur justesse.",
        f"{loose} acteurs n'ont pas de place ferme dans une communauté : les communautés pèsent peu dans le choix.",
        "Les sources datent : vérifier que les organisations existent encore et n'ont pas changé de nom.",
    )
