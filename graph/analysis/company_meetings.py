"""Rules for meetings of companies: peers, a provider and a user, an open laboratory, a skills operator and a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.benefit_kinds import Benefit, Stage, Telling, told
from graph.analysis.ground import BROADER
from graph.analysis.shared_grounds import (
    BROAD_TOPICS,
    OUR_READING,
    case_topics,
    case_words,
    sector_facts,
    sector_words,
    shared_sector,
    telling_topics,
)
from graph.analysis.topics import sectors_of
from graph.analysis.values import Phrase
from graph.elision import elided

if TYPE_CHECKING:
    from graph.analysis.topics import Topic
    from graph.network import Node
    from graph.portfolio import Entry, Fact, JobReading, UseCase

__all__ = ["open_door", "peers", "provider", "skills_operator"]

GENERIC = frozenset({"Développement de solutions", "Édition de logiciels"})
"""Functions that any company has: sharing one is no reason to meet."""

IMPACTS = {
    "replaced": Phrase("en remplacement", "being replaced"),
    "assisted": Phrase("en assistance", "being assisted"),
    "augmented": Phrase("en augmentation", "being augmented"),
}
"""What a source says AI does to a competency, the heaviest first."""


def peers(stage: Stage, one: Node, other: Node) -> Benefit | None:
    """Return what two companies of different sectors that use AI for one function would compare."""
    if one.key > other.key or one.group != "company" or other.group != "company":
        return None
    if stage.ground.sectors[one.key] & stage.ground.sectors[other.key]:
        return None
    for mine in stage.portfolio.cases_of(one.key):
        for theirs in stage.portfolio.cases_of(other.key):
            if mine.function and mine.function == theirs.function and mine.function not in GENERIC:
                return _peer(one, other, mine, theirs)
    return None


def _peer(one: Node, other: Node, mine: UseCase, theirs: UseCase) -> Benefit:
    function, here, there = mine.function.lower(), sector_words(one), sector_words(other)
    first, second = case_words(mine), case_words(theirs)
    same = mine.label == theirs.label
    what = Phrase("deux solutions de même nom", "two solutions of one name") if same else Phrase(
        "deux solutions différentes", "two different solutions"
    )  # fmt: skip
    strength = 0.95 if mine.status != "organised" else 0.8 if same else 0.85
    telling = Telling(
        brings=first,
        offers=second,
        gain=Phrase(
            f"{what.fr.capitalize()} pour une même fonction ({function}), à comparer sans être concurrents : "
            f"{here.fr} d'un côté, {there.fr} de l'autre.",
            f"{what.en.capitalize()} for one function ({function}), to compare without being competitors: "
            f"{here.en} on one side, {there.en} on the other.",
        ),
        step=_peer_step(one, other, mine, theirs),
    )
    return told("peer", strength, (one, other), telling, (mine, theirs))


def _peer_step(one: Node, other: Node, mine: UseCase, theirs: UseCase) -> Phrase:
    first, second = case_words(mine), case_words(theirs)
    if "tested" in (mine.status, theirs.status):
        tester, tried = (one, first) if mine.status == "tested" else (other, second)
        user = other if tester is one else one
        return Phrase(
            f"{tester.label} apporte les résultats de ses essais ({tried.fr}), y compris ce qui n'a pas convaincu ; "
            f"{user.label} dit ce qui a décidé de son passage en production.",
            f"{tester.label} brings the results of its trials ({tried.en}), failures included; {user.label} tells "
            "what made it go into production.",
        )
    return Phrase(
        f"Une demi-journée chez {one.label} ({first.fr}), une autre chez {other.label} ({second.fr}) : deux "
        "personnes de chaque côté, puis une page commune sur ce qui se transpose.",
        f"Half a day at {one.label} ({first.en}), another at {other.label} ({second.en}): two people from each, then "
        "one page on what carries over.",
    )


def provider(stage: Stage, one: Node, other: Node) -> Benefit | None:
    """Return what a provider of AI and a user of its sector would try together; two makers are no provider and user."""
    maker = "impactant" in one.roles and "impacte" not in one.roles and one.group == "company"
    if not maker or "impacte" not in other.roles or "impactant" in other.roles:
        return None
    cases = stage.portfolio.cases_of(one.key)
    shared = shared_sector(stage, one, other)
    if shared and other.group != "company":
        return _voice(stage, one, other, cases, shared) if other.kind == "professional-order" else None
    if other.group != "company":
        return None
    if shared:
        common = _common_topic(cases, stage.portfolio.cases_of(other.key))
        return _same_topic(stage, one, other, common) if common else _same_sector(stage, one, other, cases, shared)
    needed = (
        (case, topic)
        for case in cases
        for topic in case_topics(case)
        if set(topic.sectors) & stage.ground.sectors[other.key]
    )
    found = next(needed, None)
    return _needed(stage, one, other, *found) if found else None


def _common_topic(mine: tuple[UseCase, ...], theirs: tuple[UseCase, ...]) -> tuple[UseCase, UseCase, Topic] | None:
    for case in mine:
        for other in theirs:
            shared = [topic for topic in telling_topics(case) if topic in telling_topics(other)]
            if shared and shared[0].key not in BROAD_TOPICS:
                return case, other, shared[0]
    return None


def _roles(stage: Stage, maker: Node, user: Node) -> tuple[Fact, ...]:
    """Return what makes one a maker and the other a user of AI."""
    return (
        *stage.portfolio.facts_of(maker.key, "role", ("impactant",)),
        *stage.portfolio.facts_of(user.key, "role", ("impacte",)),
    )


def _same_topic(stage: Stage, one: Node, other: Node, common: tuple[UseCase, UseCase, Topic]) -> Benefit:
    mine, theirs, topic = common
    first, second = case_words(mine), case_words(theirs)
    telling = Telling(
        brings=first,
        offers=second,
        gain=Phrase(
            f"Même sujet ({topic.name.fr}), vu des deux bouts : {one.label} y propose une offre, {other.label} y a "
            "déjà engagé un usage et peut dire ce qui manque.",
            f"One subject ({topic.name.en}) from both ends: {one.label} has an offer, {other.label} has a use under "
            "way and can tell what is missing.",
        ),
        step=Phrase(
            f"{other.label} montre une heure ce que donne {second.fr} ; {one.label} répond par {first.fr} ; un essai "
            "sur un seul site, avec une mesure fixée avant de commencer.",
            f"{other.label} shows for an hour what {second.en} gives; {one.label} answers with {first.en}; one trial "
            "at one site, with one measure agreed before it starts.",
        ),
    )
    return told("provider", 0.95, (one, other), telling, (mine, theirs), _roles(stage, one, other))


def _same_sector(
    stage: Stage, one: Node, other: Node, cases: tuple[UseCase, ...], shared: tuple[str, float]
) -> Benefit:
    sector, near = wording.sector(shared[0]), shared[1]
    brings = case_words(cases[0]) if cases else Phrase(f"une offre d'IA ({sector.fr})", f"an AI offer ({sector.en})")
    telling = Telling(
        brings=brings,
        offers=Phrase(f"un terrain d'usage ({sector.fr})", f"a field to try it in ({sector.en})"),
        gain=Phrase(
            f"{one.label} trouve une référence dans la région ({sector.fr}) ; {other.label} essaie près de chez soi "
            "avant de chercher au loin.",
            f"{one.label} finds a reference in the region ({sector.en}); {other.label} tries nearby before looking "
            "far.",
        ),
        step=Phrase(
            f"Un appel de vingt minutes pour savoir si {other.label} a ce besoin ; si oui, une démonstration sur place "
            f"({brings.fr}), avec les données déjà là.",
            f"A call of twenty minutes to learn whether {other.label} has the need; if so, a demonstration on the spot "
            f"({brings.en}), with what figures are there already.",
        ),
        caution=OUR_READING,
    )
    rests_on: tuple[Entry, ...] = (
        *cases[:1],
        *sector_facts(stage, one, shared[0]),
        *sector_facts(stage, other, shared[0]),
    )
    strength = (0.75 if cases else 0.55) * near
    return told("provider", strength, (one, other), telling, rests_on, _roles(stage, one, other))


def _needed(stage: Stage, one: Node, other: Node, case: UseCase, topic: Topic) -> Benefit:
    sectors = sorted(set(topic.sectors) & set(other.sectors)) or sorted(stage.ground.sectors[other.key])
    sector, words = wording.sector(sectors[0]), case_words(case)
    telling = Telling(
        brings=words,
        offers=Phrase(f"un métier où ce besoin est courant ({sector.fr})", f"a trade with that need ({sector.en})"),
        gain=Phrase(
            f"{topic.name.fr.capitalize()} : {one.label} en propose, et le besoin est courant dans le secteur "
            f"{elided(other.label)} ({sector.fr}).",
            f"{topic.name.en.capitalize()}: {one.label} offers it, and the need is common in the trade of "
            f"{other.label} ({sector.en}).",
        ),
        step=Phrase(
            f"Une heure entre {one.label} et l'équipe données {elided(other.label)} sur des cas passés et anonymes : "
            f"ce que {words.fr} aurait vu, ce qu'il aurait manqué.",
            f"An hour between {one.label} and the figures team of {other.label} over past, anonymous cases: what "
            f"{words.en} would have seen, what it would have missed.",
        ),
        caution=OUR_READING,
    )
    rests_on: tuple[Entry, ...] = (case, *stage.portfolio.facts_of(other.key, "sector"))
    return told("provider", 0.8, (one, other), telling, rests_on, _roles(stage, one, other))


def _voice(
    stage: Stage, one: Node, other: Node, cases: tuple[UseCase, ...], shared: tuple[str, float]
) -> Benefit | None:
    """Return what a maker gains from a body that speaks for the users of its sector."""
    if not cases:
        return None
    sector, words = wording.sector(shared[0]), case_words(cases[0])
    telling = Telling(
        brings=words,
        offers=Phrase(f"la voix d'une profession ({sector.fr})", f"the voice of a profession ({sector.en})"),
        gain=Phrase(
            f"{one.label} entend ce qu'une profession attend et craint ; {other.label} voit ce qui se prépare dans la "
            "région avant que ses membres n'aient à choisir.",
            f"{one.label} hears what a profession expects and fears; {other.label} sees what is coming in the region "
            "before its members have to choose.",
        ),
        step=Phrase(
            f"Une réunion à l'initiative du club, {one.label} et {other.label} : {one.label} présente {words.fr}, "
            "trois praticiens disent ce qu'ils en "
            "feraient et ce qu'ils refuseraient.",
            f"A meeting called by the club, {one.label} and {other.label}: {one.label} presents {words.en}, three "
            "practitioners say what they would do "
            "with it and what they would refuse.",
        ),
    )
    rests_on: tuple[Entry, ...] = (
        *cases[:1],
        *sector_facts(stage, other, shared[0]),
        *stage.portfolio.facts_of(other.key, "role", ("impacte",)),
    )
    besides = (*sector_facts(stage, one, shared[0]), *stage.portfolio.facts_of(one.key, "role", ("impactant",)))
    return told("provider", 0.85 * shared[1], (one, other), telling, rests_on, besides)


def open_door(stage: Stage, one: Node, other: Node) -> Benefit | None:
    """Return what a maker gains from another one of its sector whose development is said to be open to others."""
    if "impactant" not in one.roles or "impactant" not in other.roles or not set(one.sectors) & set(other.sectors):
        return None
    doors = [case for case in stage.portfolio.cases_of(one.key) if case.partners and case.status == "in-development"]
    theirs = stage.portfolio.cases_of(other.key)
    if not doors or not theirs:
        return None
    door, words, sector = case_words(doors[0]), case_words(theirs[0]), wording.sector(one.sectors[0])
    telling = Telling(
        brings=door,
        offers=words,
        gain=Phrase(
            f"La source dit ce développement ouvert à d'autres : {other.label}, du même secteur ({sector.fr}), peut y "
            "partager un sujet plutôt que de le refaire seul.",
            f"The source says this development is open to others: {other.label}, of the same sector ({sector.en}), may "
            "share a subject there rather than do it again alone.",
        ),
        step=Phrase(
            f"Une visite chez {one.label} avec un seul sujet ({words.fr}) ; convenir d'abord de ce qui reste à chacun, "
            "les deux pouvant être concurrents.",
            f"A visit to {one.label} with one subject ({words.en}); agree first on what stays with each, since the two "
            "may compete.",
        ),
    )
    besides = [each for node in (one, other) for each in stage.portfolio.facts_of(node.key, "role", ("impactant",))]
    return told("open-door", 0.85, (one, other), telling, (doors[0], theirs[0]), besides)


def skills_operator(stage: Stage, one: Node, other: Node) -> Benefit | None:
    """Return which competency of a company's sector a skills operator could prepare with it."""
    user = other.group == "company" and "impacte" in other.roles and "impactant" not in other.roles
    if one.kind != "skills-operator" or not user:
        return None
    shared = shared_sector(stage, one, other)
    reading = _competency(stage, other) if shared else None
    if shared is None or reading is None:
        return None
    sector, impact = wording.sector(shared[0]), IMPACTS[reading.impact or ""]
    telling = Telling(
        brings=Phrase(
            f"un appui compétences pour la branche ({sector.fr})", f"skills support for the trade ({sector.en})"
        ),
        offers=Phrase(
            f"un métier que l'étude dit touché ({reading.label} : « {reading.competency} », {impact.fr})",
            f"a job that the study says is touched ({reading.label}: '{reading.competency}', {impact.en})",
        ),
        gain=Phrase(
            f"Préparer un métier précis ({reading.label}) avant que l'outil n'arrive, et donner à la branche un "
            "premier parcours à copier.",
            f"Prepare one job ({reading.label}) before the tool arrives, and give the trade a first path to copy.",
        ),
        step=Phrase(
            f"Une séance entre {one.label} et la formation {elided(other.label)} : lister ce que deviennent les "
            f"tâches de « {reading.competency} » et les heures à financer.",
            f"One session between {one.label} and the training team of {other.label}: list what becomes of the tasks "
            f"of '{reading.competency}' and the hours to fund.",
        ),
        caution=Phrase(
            "L'étude parle du secteur, non de cette entreprise.", "The study speaks of the sector, not of this company."
        ),
    )
    rests_on: tuple[Entry, ...] = (
        *sector_facts(stage, one, shared[0]),
        reading,
        *sector_facts(stage, other, shared[0]),
    )
    besides = stage.portfolio.facts_of(other.key, "role", ("impacte",))
    return told("skills", 0.6 * shared[1], (one, other), telling, rests_on, besides)


def _competency(stage: Stage, company: Node) -> JobReading | None:
    """Return the competency of a company's sector whose words name its trade, else the first that AI replaces."""
    sectors = {BROADER.get(each, each) for each in company.sectors}
    known = [job for job in stage.portfolio.jobs if job.sector in sectors and job.competency and job.impact in IMPACTS]
    return min(
        known,
        key=lambda job: (
            not set(company.sectors) & set(sectors_of(f"{job.label} ; {job.competency}")),
            list(IMPACTS).index(job.impact or ""),
            job.label.lower(),
            job.competency,
        ),
        default=None,
    )
