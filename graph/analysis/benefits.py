"""What two organisations would gain from meeting, from what the sources say that each of them does.

A benefit names what each side brings, with where the source says it; two labels that happen to fit ("a support body
and a company") are not enough. Each rule looks at one giver and one taker; the strongest rule speaks for the pair.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.benefit_kinds import Benefit, Stage
from graph.analysis.topics import TOPICS, sectors_of, topics_of
from graph.analysis.values import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.analysis.topics import Topic
    from graph.network import Node
    from graph.portfolio import TrainingOffer, UseCase

__all__ = ["benefit"]

METROPOLIS = frozenset({"59350", "59512", "59599", "59009"})
"""Lille, Roubaix, Tourcoing, Villeneuve-d'Ascq: where the study finds activity concentrated."""

GENERIC = frozenset({"Développement de solutions", "Édition de logiciels"})
"""Functions that any company has: sharing one is no reason to meet."""

BROAD_TOPICS = frozenset({"data", "connected", "knowledge"})
"""Topics so broad that sharing one alone says less."""


def benefit(stage: Stage, left: Node, right: Node) -> Benefit | None:
    """Return the strongest benefit of a pair, or ``None`` when the sources give no concrete one."""
    found = [
        made for rule in _RULES for one, other in ((left, right), (right, left)) if (made := rule(stage, one, other))
    ]
    return max(found, key=lambda each: (each.strength, each.kind, each.giver), default=None)


def _made(
    kind: str,
    strength: float,
    pair: tuple[Node, Node],
    texts: tuple[Phrase, Phrase, Phrase],
    evidence: Iterable[str],
) -> Benefit:
    giver, taker = pair
    return Benefit(
        kind=kind,
        strength=strength,
        giver=giver.key,
        taker=taker.key,
        brings=texts[0],
        offers=texts[1],
        gain=texts[2],
        evidence=tuple(dict.fromkeys(evidence)),
    )


def _case(case: UseCase) -> Phrase:
    return Phrase(f"« {case.label} »", f"'{case.label_en}'")


def _topics(case: UseCase) -> tuple[Topic, ...]:
    return topics_of(f"{case.label} ; {case.function} ; {case.technology}")


def _first_shared(stage: Stage, subfields: frozenset[str], actor: Node) -> tuple[UseCase, Topic] | None:
    """Return the first use case of an actor on a topic that some subfields of AI work on."""
    pairs = ((case, topic) for case in stage.portfolio.cases_of(actor.key) for topic in _topics(case))
    return next(((case, topic) for case, topic in pairs if subfields & set(topic.subfields)), None)


def _shared_sector(stage: Stage, one: Node, other: Node) -> tuple[str, float] | None:
    """Return a sector that two actors share and how close that makes them, 0.9 when one is known by the broad one.

    Two narrow sectors of one broad family (pharmacy and textiles) do not make two actors meet.
    """
    exact = sorted(set(one.sectors) & set(other.sectors))
    if exact:
        return exact[0], 1.0
    broad = stage.ground.sectors[one.key] & stage.ground.sectors[other.key]
    own = sorted(broad & (set(one.sectors) | set(other.sectors)))
    return (own[0], 0.9) if own else None


def _peers(stage: Stage, one: Node, other: Node) -> Benefit | None:
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
    function = mine.function.lower()
    gain = Phrase(
        f"Comparer deux façons de faire sur la même fonction ({function}) sans être concurrents.",
        f"Compare two ways of doing the same job ({function}) without being competitors.",
    )
    strength = 0.95 if mine.status != "organised" else 0.8
    return _made("peer", strength, (one, other), (_case(mine), _case(theirs), gain), mine.locators + theirs.locators)


def _provider(stage: Stage, one: Node, other: Node) -> Benefit | None:
    if "impactant" not in one.roles or "impacte" not in other.roles or {one.group, other.group} != {"company"}:
        return None
    cases = stage.portfolio.cases_of(one.key)
    shared = _shared_sector(stage, one, other)
    if shared:
        return _provided(stage, one, other, cases, shared)
    for case in cases:
        needs = [topic for topic in _topics(case) if set(topic.sectors) & stage.ground.sectors[other.key]]
        if needs:
            return _needed(stage, one, other, case, needs[0])
    return None


def _provided(stage: Stage, one: Node, other: Node, cases: tuple[UseCase, ...], shared: tuple[str, float]) -> Benefit:
    sector, near = wording.sector(shared[0]), shared[1]
    brings = _case(cases[0]) if cases else Phrase(f"une offre d'IA ({sector.fr})", f"an AI offer ({sector.en})")
    theirs = stage.portfolio.cases_of(other.key)
    offers = (
        _case(theirs[0]) if theirs else Phrase(f"un terrain d'usage ({sector.fr})", f"a field to try it ({sector.en})")
    )
    gain = Phrase(
        f"Un fournisseur de la région trouve une référence ({sector.fr}), un utilisateur trouve une offre proche "
        "avant de la chercher au loin.",
        f"A provider of the region finds a reference ({sector.en}), a user finds an offer nearby first.",
    )
    evidence = [*_locators(cases[:1]), *stage.portfolio.said(one.key, "sector"), *_locators(theirs[:1])]
    evidence += stage.portfolio.said(other.key, "sector")
    return _made("provider", (0.9 if cases else 0.7) * near, (one, other), (brings, offers, gain), evidence)


def _needed(stage: Stage, one: Node, other: Node, case: UseCase, topic: Topic) -> Benefit:
    sectors = sorted(set(topic.sectors) & set(other.sectors)) or sorted(stage.ground.sectors[other.key])
    sector = wording.sector(sectors[0])
    offers = Phrase(f"un métier où ce besoin est courant ({sector.fr})", f"a trade with that need ({sector.en})")
    gain = Phrase(
        f"{topic.name.fr.capitalize()} : une offre de la région face à un besoin courant du secteur ({sector.fr}).",
        f"{topic.name.en.capitalize()}: an offer of the region for a common need of the sector ({sector.en}).",
    )
    made = _made(
        "provider",
        0.8,
        (one, other),
        (_case(case), offers, gain),
        [*case.locators, *stage.portfolio.said(other.key, "sector")],
    )
    caution = Phrase(
        "Que le besoin existe chez cet utilisateur est notre lecture, non celle de la source.",
        "That this user has the need is our reading, not the source's.",
    )
    return replace(made, caution=caution)


def _research(stage: Stage, one: Node, other: Node) -> Benefit | None:
    if one.group != "research" or other.group != "company":
        return None
    found = _first_shared(stage, stage.ground.subfields[one.key], other)
    if not found:
        return None
    case, topic = found
    fields = sorted(set(one.subfields) & set(topic.subfields)) or sorted(one.subfields)
    brings = Phrase(
        f"une équipe de recherche ({', '.join(wording.subfield(each).fr for each in fields)})",
        f"a research team ({', '.join(wording.subfield(each).en for each in fields)})",
    )
    gain = Phrase(
        f"Le laboratoire trouve un terrain réel ({topic.name.fr}), l'entreprise un recul scientifique sans le coût "
        "d'un contrat.",
        f"The laboratory finds a real field ({topic.name.en}), the company a scientific view without a contract.",
    )
    strength = 0.75 if topic.key in BROAD_TOPICS else 0.9
    evidence = [*stage.portfolio.said(one.key, "subfield"), *case.locators]
    return _made("research", strength, (one, other), (brings, _case(case), gain), evidence)


def _training(stage: Stage, one: Node, other: Node) -> Benefit | None:
    if one.group != "training" or other.group != "company":
        return None
    cases = stage.portfolio.cases_of(other.key)
    found = [
        (strength, offer, case, topic)
        for offer in stage.portfolio.trainings_of(one.key)
        for strength, case, topic in _taught(offer, other, cases)
    ]
    if not found:
        return None
    strength, offer, case, name = max(found, key=lambda each: (each[0], each[1].key))
    brings = Phrase(f"la formation « {offer.label} »", f"the training '{offer.label}'")
    offers = (
        _case(case)
        if case
        else Phrase(f"un employeur du secteur ({name.fr})", f"an employer of the sector ({name.en})")
    )
    gain = Phrase(
        f"Des étudiants sur un cas réel ({name.fr}) et, pour l'entreprise, des profils à connaître avant de recruter.",
        f"Students on a real case ({name.en}) and, for the company, profiles to know before hiring.",
    )
    evidence = [*offer.locators, *(case.locators if case else stage.portfolio.said(other.key, "sector"))]
    return _made("training", strength, (one, other), (brings, offers, gain), evidence)


def _taught(
    offer: TrainingOffer, other: Node, cases: tuple[UseCase, ...]
) -> Iterable[tuple[float, UseCase | None, Phrase]]:
    """Yield how a training meets a company: by the topic of a use case, or by its sector."""
    sector = sorted(set(sectors_of(offer.label)) & set(other.sectors))
    if sector:
        yield 0.6 + 0.25 * bool(cases), (cases[0] if cases else None), wording.sector(sector[0])
    taught = {topic.key for topic in topics_of(offer.label)}
    for case in cases:
        for topic in _topics(case):
            if topic.key in taught:
                yield (0.45 if topic.key in BROAD_TOPICS else 0.75), case, topic.name


def _sector_body(stage: Stage, one: Node, other: Node) -> Benefit | None:
    if one.group != "support" or other.group != "company" or stage.ground.degree(other.key):
        return None
    shared = _shared_sector(stage, one, other)
    if not shared or not (one.services or one.kind in ("competitiveness-cluster", "cluster")):
        return None
    sector = wording.sector(shared[0])
    cases = stage.portfolio.cases_of(other.key)
    services = ", ".join(wording.service(each).fr for each in one.services) or "animation du pôle"
    services_en = ", ".join(wording.service(each).en for each in one.services) or "running the cluster"
    brings = Phrase(f"des services au secteur « {sector.fr} » ({services})", f"services to {sector.en} ({services_en})")
    offers = (
        _case(cases[0]) if cases else Phrase(f"une entreprise du secteur ({sector.fr})", f"a company ({sector.en})")
    )
    gain = Phrase(
        "L'entreprise, sans partenaire nommé dans ces sources, entre dans un réseau de son secteur ; la structure "
        "gagne un cas à montrer ou un besoin à traiter.",
        "The company, with no named partner in these sources, joins a network of its sector; the body gains a case.",
    )
    evidence = [
        *stage.portfolio.said(one.key, "service"),
        *stage.portfolio.said(other.key, "sector"),
        *_locators(cases[:1]),
    ]
    return _made("sector-body", (0.65 if cases else 0.55) * shared[1], (one, other), (brings, offers, gain), evidence)


def _ambassador(stage: Stage, one: Node, other: Node) -> Benefit | None:
    if not stage.portfolio.pioneer(one.key) or other.group != "support":
        return None
    shared = _shared_sector(stage, one, other)
    if not shared:
        return None
    sector, cases = wording.sector(shared[0]), stage.portfolio.cases_of(one.key)
    brings = (
        _case(cases[0]) if cases else Phrase("une stratégie d'IA et une équipe d'experts", "an AI strategy and experts")
    )
    offers = Phrase(f"un réseau d'entreprises ({sector.fr})", f"a network of companies ({sector.en})")
    gain = Phrase(
        f"Un exemple vivant pour les entreprises moins avancées ({sector.fr}) ; pour le pionnier, la visibilité d'un "
        "ambassadeur.",
        f"A living example for less advanced companies ({sector.en}); for the pioneer, an ambassador's visibility.",
    )
    evidence = [
        *stage.portfolio.said(one.key, "maturity"),
        *_locators(cases[:1]),
        *stage.portfolio.said(other.key, "sector"),
    ]
    return _made("ambassador", 0.88 * shared[1], (one, other), (brings, offers, gain), evidence)


def _absence(stage: Stage, one: Node, other: Node) -> Benefit | None:
    found = stage.portfolio.absences_of(one.key)
    if not found or other.group not in ("research", "training") or other.departement not in ("59", "62"):
        return None
    shared = _common_topics(stage, one, other)
    if not shared:
        return None
    topic = shared[0].name
    gain = Phrase(
        f"La source dit elle-même : {found[0].label}. Un sujet commun ({topic.fr}) permet de commencer petit.",
        f"The source itself says: {found[0].label_en}. A common subject ({topic.en}) allows a small start.",
    )
    brings, offers = _science(stage, one, shared[0]), _science(stage, other, shared[0])
    evidence = [
        *found[0].locators,
        *_science_locators(stage, one, shared[0]),
        *_science_locators(stage, other, shared[0]),
    ]
    strength = 0.5 if shared[0].key in BROAD_TOPICS else 0.9
    return _made("stated-absence", strength, (one, other), (brings, offers, gain), evidence)


def _common_topics(stage: Stage, one: Node, other: Node) -> list[Topic]:
    mine, theirs = _science_topics(stage, one), _science_topics(stage, other)
    return [topic for topic in mine if topic.key in {each.key for each in theirs}]


def _science_topics(stage: Stage, actor: Node) -> list[Topic]:
    taught = {topic.key for offer in stage.portfolio.trainings_of(actor.key) for topic in topics_of(offer.label)}
    return [each for each in TOPICS if each.key in taught or set(each.subfields) & set(actor.subfields)]


def _science(stage: Stage, actor: Node, topic: Topic) -> Phrase:
    fields = sorted(set(topic.subfields) & set(actor.subfields))
    if fields:
        words = wording.subfield(fields[0])
        return Phrase(f"des travaux en {words.fr}", f"work on {words.en}")
    offer = next(each for each in stage.portfolio.trainings_of(actor.key) if topic in topics_of(each.label))
    return Phrase(f"la formation « {offer.label} »", f"the training '{offer.label}'")


def _science_locators(stage: Stage, actor: Node, topic: Topic) -> tuple[str, ...]:
    fields = set(topic.subfields) & set(actor.subfields)
    if fields:
        return stage.portfolio.said(actor.key, "subfield", fields)
    offers = (each for each in stage.portfolio.trainings_of(actor.key) if topic in topics_of(each.label))
    return next(offers).locators


def _laboratories(stage: Stage, one: Node, other: Node) -> Benefit | None:
    if one.key > other.key or one.group != "research" or other.group != "research":
        return None
    shared = sorted(set(one.subfields) & set(other.subfields))
    if not shared or (one.place and one.place == other.place):
        return None
    field = wording.subfield(shared[0])
    both = Phrase(f"des travaux en {field.fr}", f"work on {field.en}")
    gain = Phrase(
        f"Une masse critique régionale en {field.fr}, lisible de l'extérieur.",
        f"A regional critical mass in {field.en}, legible from outside.",
    )
    evidence = [
        *stage.portfolio.said(one.key, "subfield", shared),
        *stage.portfolio.said(other.key, "subfield", shared),
    ]
    return _made("laboratories", 0.8, (one, other), (both, both, gain), evidence)


def _territory(stage: Stage, one: Node, other: Node) -> Benefit | None:
    if one.group != "support" or other.group not in ("training", "research") or not one.services:
        return None
    same_place = bool(one.place) and one.place == other.place
    if one.place in METROPOLIS or not (same_place or (one.departement and one.departement == other.departement)):
        return None
    if one.departement == "59" and not same_place:
        return None
    where = (one.place_label if same_place else None) or wording.departement(one.departement or "").fr
    offer = _local(stage, one, other)
    if not offer and other.group != "research":
        return None
    services = ", ".join(wording.service(each).fr for each in one.services)
    services_en = ", ".join(wording.service(each).en for each in one.services)
    what = Phrase("une équipe de recherche", "a research team")
    if offer:
        what = Phrase(f"la formation « {offer.label} »", f"the training '{offer.label}'")
    gain = Phrase(
        f"Ancrer l'IA hors de Lille ({where}) : des étudiants et des chercheurs proches des entreprises que la "
        "structure accompagne.",
        f"Root AI outside Lille ({where}): students and researchers near the companies that the body supports.",
    )
    evidence = [*stage.portfolio.said(one.key, "service"), *(offer.locators if offer else ())]
    evidence += stage.portfolio.said(other.key, "place")
    brings = Phrase(f"un lieu et des services ({services})", f"a place and services ({services_en})")
    strength = (0.7 if same_place else 0.6) if not offer or _about_ai(offer) else 0.45
    return _made("territory", strength, (one, other), (brings, what, gain), evidence)


def _local(stage: Stage, body: Node, teacher: Node) -> TrainingOffer | None:
    """Return the training given in the département of a body that is most about AI, short titles last."""
    offers = stage.portfolio.trainings_of(teacher.key)
    here = [each for each in offers if stage.portfolio.departement_of(each.place) == body.departement]
    return max(
        here,
        key=lambda each: (_about_ai(each), each.place == body.place, not each.label.startswith("Doctorat"), each.key),
        default=None,
    )


def _about_ai(offer: TrainingOffer) -> bool:
    return bool({"ia-ingenieur", "ia-technicien"} & set(offer.families) or topics_of(offer.label))


def _locators(cases: Iterable[UseCase]) -> list[str]:
    return [locator for case in cases for locator in case.locators]


_RULES = (
    _peers, _provider, _research, _training, _sector_body, _ambassador, _absence, _laboratories, _territory,
)  # fmt: skip
