"""Skills: what is taught where, what jobs and competencies change, and which trainings no company is tied to."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.benefit_kinds import Stage
from graph.analysis.benefits import benefit
from graph.analysis.competency_gaps import competency_gaps
from graph.analysis.ground import BROADER, ground
from graph.analysis.topics import sectors_of
from graph.analysis.values import ActorRef, Phrase, fixed, ref, refs
from graph.portfolio import Portfolio

if TYPE_CHECKING:
    from graph.analysis.competency_gaps import CompetencyGap
    from graph.analysis.ground import Ground
    from graph.network import Network
    from graph.portfolio import JobReading, TrainingOffer

__all__ = ["FamilyCoverage", "SectorDemand", "SkillPair", "Skills", "UntiedTraining", "skills"]

PAIRS = 60
PER_BODY = 5
FAMILIES = tuple(key for key in wording.FAMILIES if key != "autres")


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyCoverage:
    """How many trainings aim at one job family in one département."""

    family: str
    name: Phrase
    departement: str
    place: Phrase
    trainings: int
    bodies: tuple[ActorRef, ...]
    nearest: tuple[str, ...]
    """Départements that have some, when this one has none: names, most trainings first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorDemand:
    """What the sources say of the jobs of one sector, and what is taught for it."""

    sector: str
    name: Phrase
    occupations: tuple[tuple[str, int], ...]
    """Trend and number of occupations."""
    at_risk: tuple[str, ...]
    new: tuple[str, ...]
    competencies: tuple[tuple[str, int], ...]
    """Impact of AI and number of competencies; empty until a source tells it."""
    trainings: tuple[str, ...]
    """Trainings whose title names the sector."""
    companies: int
    tied: int
    """Companies of the sector that are tied to a training body."""
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UntiedTraining:
    """A training for a sector whose bodies are tied to no actor of that sector."""

    training: str
    bodies: tuple[ActorRef, ...]
    sector: str
    name: Phrase
    companies: tuple[ActorRef, ...]
    """Companies of the sector to introduce."""
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillPair:
    """A training body and a company to introduce to each other."""

    rank: int
    body: ActorRef
    company: ActorRef
    strength: float
    sentence: Phrase
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skills:
    """Supply and demand of skills as far as the sources tell."""

    coverage: tuple[FamilyCoverage, ...]
    demand: tuple[SectorDemand, ...]
    untied: tuple[UntiedTraining, ...]
    competencies: tuple[CompetencyGap, ...]
    bodies_without_company: tuple[ActorRef, ...]
    """Training bodies with no known tie to a named company."""
    pairs: tuple[SkillPair, ...]

    @property
    def gaps(self) -> tuple[FamilyCoverage, ...]:
        """Families without any known training in a département."""
        return tuple(each for each in self.coverage if not each.trainings)


def skills(network: Network, portfolio: Portfolio | None = None) -> Skills:
    """Return supply and demand of skills: trainings, job families, occupations, competencies, sectors.

    Parameters
    ----------
    network
        The projected network.
    portfolio
        Trainings and what the sources say of jobs; without it there is nothing to compare.

    Returns
    -------
    Skills
        A training's sector is read from its title (see `graph.analysis.topics.SECTOR_WORDS`); a job family's
        coverage counts the trainings that the source says aim at it.

    Raises
    ------
    Nothing
        Without trainings everything is empty.

    Examples
    --------
    >>> from graph.network import Network
    >>> skills(Network((), ())).gaps
    ()

    References
    ----------
    Neffke F., Henning M. (2013), *Skill relatedness and firm diversification*, Strategic Management Journal 34.

    Reading
    -------
    "No training" means none *listed by these sources*, which list those concerned with AI alone. A body without a known
    company may well have partners that no source read names.
    """
    held, scene = portfolio or Portfolio(), ground(network)
    return Skills(
        coverage=_coverage(network, held),
        demand=_demand(scene, held),
        untied=_untied(scene, held),
        competencies=competency_gaps(held),
        bodies_without_company=_lonely(scene, held),
        pairs=_pairs(scene, held),
    )


def _coverage(network: Network, held: Portfolio) -> tuple[FamilyCoverage, ...]:
    if not held.trainings:
        return ()
    codes = sorted({commune.departement for commune in held.communes} & set(wording.DEPARTEMENTS))
    given: defaultdict[tuple[str, str], list[TrainingOffer]] = defaultdict(list)
    for offer in held.trainings:
        code = held.departement_of(offer.place)
        for family in offer.families:
            given[family, code or ""].append(offer)
    made = []
    for family in FAMILIES:
        numbers = {code: len(given[family, code]) for code in codes}
        for code in codes:
            bodies = {body for offer in given[family, code] for body in offer.bodies if body in network}
            others = sorted((code for code in codes if numbers[code]), key=lambda each: (-numbers[each], each))
            made.append(
                FamilyCoverage(
                    family=family,
                    name=wording.family(family),
                    departement=code,
                    place=wording.departement(code),
                    trainings=numbers[code],
                    bodies=refs(map(network.__getitem__, bodies)),
                    nearest=() if numbers[code] else tuple(wording.departement(each).fr for each in others),
                )
            )
    return tuple(made)


def _demand(scene: Ground, held: Portfolio) -> tuple[SectorDemand, ...]:
    by_sector: defaultdict[str, list[JobReading]] = defaultdict(list)
    for job in held.jobs:
        if job.sector:
            by_sector[BROADER.get(job.sector, job.sector)].append(job)
    made = [_sector(scene, held, sector, jobs) for sector, jobs in by_sector.items()]
    return tuple(sorted(made, key=lambda each: (-len(each.at_risk), each.name.fr)))


def _sector(scene: Ground, held: Portfolio, sector: str, jobs: list[JobReading]) -> SectorDemand:
    trends = Counter(job.trend for job in jobs if job.trend)
    impacts = Counter(job.impact for job in jobs if job.impact)
    companies = [node for node in scene.eligible if node.group == "company" and sector in scene.sectors[node.key]]
    tied = [
        node
        for node in companies
        if any(scene.network[partner].group == "training" for partner in scene.neighbours[node.key])
    ]
    return SectorDemand(
        sector=sector,
        name=wording.sector(sector),
        occupations=tuple(sorted(trends.items(), key=lambda each: (-each[1], each[0]))),
        at_risk=tuple(job.label for job in jobs if job.trend == "at-risk"),
        new=tuple(job.label for job in jobs if job.trend == "new"),
        competencies=tuple(sorted(impacts.items(), key=lambda each: (-each[1], each[0]))),
        trainings=tuple(offer.label for offer in held.trainings if sector in _sectors(offer)),
        companies=len(companies),
        tied=len(tied),
        evidence=tuple(dict.fromkeys(locator for job in jobs for locator in job.locators))[:3],
    )


def _sectors(offer: TrainingOffer) -> set[str]:
    return {BROADER.get(sector, sector) for sector in sectors_of(offer.label)}


def _untied(scene: Ground, held: Portfolio) -> tuple[UntiedTraining, ...]:
    made = []
    for offer in held.trainings:
        bodies = [body for body in offer.bodies if body in scene.network]
        partners = {partner for body in bodies for partner in scene.neighbours[body]}
        for sector in sorted(_sectors(offer) - _made_with(scene, bodies)):
            there = [node for node in scene.eligible if sector in scene.sectors[node.key]]
            if there and not partners & {node.key for node in there}:
                made.append(
                    UntiedTraining(
                        training=offer.label,
                        bodies=refs(map(scene.network.__getitem__, bodies)),
                        sector=sector,
                        name=wording.sector(sector),
                        companies=refs(node for node in there if node.group == "company"),
                        evidence=offer.locators,
                    )
                )
    return tuple(sorted(made, key=lambda each: (each.name.fr, each.training)))


def _made_with(scene: Ground, bodies: list[str]) -> set[str]:
    """Return the sectors of the trainings that bodies made together with a company, by the title of that tie."""
    network = scene.network
    ties = (link for link in network.links if link.kind == "cocreation" and {link.source, link.target} & set(bodies))
    labels = {link.label for link in ties if "company" in (network[link.source].group, network[link.target].group)}
    return {BROADER.get(sector, sector) for label in labels for sector in sectors_of(label)}


def _lonely(scene: Ground, held: Portfolio) -> tuple[ActorRef, ...]:
    bodies = sorted({body for offer in held.trainings for body in offer.bodies if body in scene.network})
    return refs(
        scene.network[body]
        for body in bodies
        if not any(scene.network[partner].group == "company" for partner in scene.neighbours[body])
    )


def _pairs(scene: Ground, held: Portfolio) -> tuple[SkillPair, ...]:
    stage = Stage(scene, held)
    companies = [node for node in scene.eligible if node.group == "company"]
    bodies = sorted({body for offer in held.trainings for body in offer.bodies if body in scene.network})
    found = []
    for key in bodies:
        body = scene.network[key]
        for company in companies:
            pair = (min(key, company.key), max(key, company.key))
            made = None if pair in scene.linked else benefit(stage, body, company)
            if made and made.kind == "training":
                found.append((made.strength, body, company, made))
    found.sort(key=lambda each: (-each[0], each[1].label, each[2].label))
    kept, uses = list[SkillPair](), Counter[str]()
    for strength, body, company, made in found:
        if len(kept) < PAIRS and max(uses[body.key], uses[company.key]) < PER_BODY:
            uses.update((body.key, company.key))
            text = Phrase(
                f"{made.brings.fr} ; {made.offers.fr}. {made.gain.fr}",
                f"{made.brings.en}; {made.offers.en}. {made.gain.en}",
            )
            kept.append(
                SkillPair(
                    rank=len(kept) + 1,
                    body=ref(body),
                    company=ref(company),
                    strength=fixed(strength),
                    sentence=text,
                    evidence=made.evidence,
                )
            )
    return tuple(kept)
