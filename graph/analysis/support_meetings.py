"""Rules for meetings with support bodies: a company without partner, a pioneer, and neighbours away from Lille."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.benefit_kinds import Benefit, Stage, Telling, told
from graph.analysis.shared_grounds import case_words, offer_words, sector_facts, service_words, shared_sector
from graph.analysis.topics import topics_of
from graph.analysis.values import Phrase

if TYPE_CHECKING:
    from graph.network import Node
    from graph.portfolio import Entry, Finding, TrainingOffer

__all__ = ["ambassador", "sector_body", "territory"]

SPECIALITIES = frozenset({"parc-compiegnois-bioeconomie", "parc-saint-quentinois-industrie-du-futur"})
"""The findings that say to what a body is dedicated."""
METROPOLIS = frozenset({"59350", "59512", "59599", "59009"})
"""Lille, Roubaix, Tourcoing, Villeneuve-d'Ascq: where the study finds activity concentrated."""
NORD = "59"


def sector_body(stage: Stage, one: Node, other: Node) -> Benefit | None:
    """Return what a support body and a company of its sector without any known partner would do for each other."""
    if one.group != "support" or other.group != "company" or stage.ground.degree(other.key):
        return None
    shared = shared_sector(stage, one, other)
    if not shared or not (one.services or one.kind in ("competitiveness-cluster", "cluster")):
        return None
    sector, cases = wording.sector(shared[0]), stage.portfolio.cases_of(other.key)
    about = (
        case_words(cases[0]) if cases else Phrase(f"un besoin à dire ({sector.fr})", f"a need to tell ({sector.en})")
    )
    telling = Telling(
        brings=_help(one, sector),
        offers=about,
        gain=Phrase(
            f"{other.label}, sans partenaire nommé dans ces sources, entre dans un réseau de son secteur "
            f"({sector.fr}) ; "
            f"{one.label} gagne un cas à montrer ou un besoin à traiter.",
            f"{other.label}, with no named partner in these sources, joins a network of its sector ({sector.en}); "
            f"{one.label} gains a case to show or a need to answer.",
        ),
        step=_first_service(one, other, about),
    )
    rests_on: tuple[Entry, ...] = (
        *stage.portfolio.facts_of(one.key, "service"),
        *sector_facts(stage, one, shared[0]),
        *sector_facts(stage, other, shared[0]),
        *cases[:1],
    )
    return told("sector-body", (0.65 if cases else 0.5) * shared[1], (one, other), telling, rests_on)


def _help(body: Node, sector: Phrase) -> Phrase:
    """Return what a body of a sector has: its services, or its network alone when the source details none."""
    if not body.services:
        return Phrase(f"un réseau du secteur ({sector.fr})", f"a network of the sector ({sector.en})")
    services = service_words(body)
    return Phrase(f"des services au secteur ({sector.fr} : {services.fr})", f"services ({sector.en}: {services.en})")


def _first_service(one: Node, other: Node, about: Phrase) -> Phrase:
    if not one.services:
        return Phrase(
            f"Une heure chez {one.label} : {other.label} expose son point de départ ({about.fr}) ; {one.label} nomme "
            "deux de ses membres à rencontrer et dit lequel commencer par voir.",
            f"An hour at {one.label}: {other.label} tells where it stands ({about.en}); {one.label} names two of its "
            "members to meet and says whom to see first.",
        )
    words = wording.service("rd" if "rd" in one.services else one.services[0])
    return Phrase(
        f"Une heure chez {one.label} : {other.label} expose son point de départ ({about.fr}), {one.label} dit ce que "
        f"son service « {words.fr} » peut faire dans le trimestre et nomme deux membres à rencontrer.",
        f"An hour at {one.label}: {other.label} tells where it stands ({about.en}), {one.label} says what its service "
        f"'{words.en}' can do within three months and names two members to meet.",
    )


def ambassador(stage: Stage, one: Node, other: Node) -> Benefit | None:
    """Return what a pioneer could show to the members of a body of its sector."""
    if not stage.portfolio.pioneer(one.key) or other.group != "support" or other.kind == "skills-operator":
        return None
    shared = shared_sector(stage, one, other)
    if not shared:
        return None
    sector, cases = wording.sector(shared[0]), stage.portfolio.cases_of(one.key)
    brings = (
        case_words(cases[0])
        if cases
        else Phrase("une stratégie d'IA et une équipe d'experts", "an AI strategy and experts")
    )
    telling = Telling(
        brings=brings,
        offers=Phrase(f"un réseau d'organisations ({sector.fr})", f"a network of organisations ({sector.en})"),
        gain=Phrase(
            f"{one.label} figure parmi les pionniers cités : un exemple vivant pour les entreprises réunies par "
            f"{other.label} ({sector.fr}), et un rôle d'ambassadeur pour le pionnier.",
            f"{one.label} is named among the pioneers: a living example for the companies that {other.label} brings "
            f"together ({sector.en}), and an ambassador's role for the pioneer.",
        ),
        step=Phrase(
            f"Un petit déjeuner chez {one.label} : {brings.fr}, montré à six entreprises choisies par {other.label}, "
            "dont trois qui n'ont rien commencé.",
            f"A breakfast at {one.label}: {brings.en}, shown to six companies chosen by {other.label}, three of which "
            "have not started.",
        ),
    )
    rests_on: tuple[Entry, ...] = (
        *stage.portfolio.facts_of(one.key, "maturity"),
        *cases[:1],
        *sector_facts(stage, other, shared[0]),
    )
    besides = sector_facts(stage, one, shared[0])
    return told("ambassador", 0.88 * shared[1], (one, other), telling, rests_on, besides)


def territory(stage: Stage, one: Node, other: Node) -> Benefit | None:
    """Return what a support body away from Lille and a training or research body nearby would do on the spot."""
    if one.group != "support" or other.group not in ("training", "research") or not one.services or not one.place:
        return None
    same_place = one.place in other.places
    if one.place in METROPOLIS or not (same_place or set(one.departements) & set(other.departements)):
        return None
    if one.departement == NORD and not same_place:
        return None
    offer = _local(stage, one, other)
    if not offer and not (other.group == "research" and same_place):
        return None
    return _neighbours(stage, one, other, offer, same_place)


def _neighbours(stage: Stage, one: Node, other: Node, offer: TrainingOffer | None, same_place: bool) -> Benefit:
    where = (one.place_label if same_place else None) or wording.departement(one.departement or "").fr
    services, about = service_words(one), _about_ai(offer) if offer else True
    what = offer_words(offer) if offer else Phrase("une équipe de recherche sur place", "a research team on the spot")
    near = Phrase("sur place", "on the spot") if same_place else Phrase("dans le département", "in the département")
    supports = "accompagnement" in one.services
    whom = Phrase("qu'il accompagne", "that it supports") if supports else Phrase("de son réseau", "of its network")
    students = offer.label if offer and not offer.label.startswith("Doctorat") else ""
    step = Phrase(
        f"Une matinée chez {one.label} : trois entreprises {whom.fr} exposent un besoin "
        + (f"aux étudiants de « {students} »." if students else f"à l'équipe de recherche ({other.label})."),
        f"A morning at {one.label}: three companies {whom.en} tell a need "
        + (f"to the students of '{students}'." if students else f"to the research team ({other.label})."),
    )
    telling = Telling(
        brings=Phrase(f"un lieu et des services ({services.fr})", f"a place and services ({services.en})"),
        offers=what,
        gain=Phrase(
            f"Ancrer l'IA hors de Lille ({where}) : {one.label} trouve {near.fr} des compétences pour les entreprises "
            f"{whom.fr}, {other.label} des besoins et des stages hors de la métropole.",
            f"Root AI outside Lille ({where}): {one.label} finds skills {near.en} for the companies {whom.en}, "
            f"{other.label} needs and placements away from the metropolis.",
        ),
        step=step,
        caution=_turned(_speciality(stage, one)),
    )
    said, here = stage.portfolio.facts_of(one.key, "service"), stage.portfolio.facts_of(one.key, "place")
    proof = (offer,) if offer else stage.portfolio.facts_of(other.key, "place")
    strength = (0.75 if same_place else 0.6) if about else 0.45
    rests_on: tuple[Entry, ...] = (*said, *here, *proof, *_speciality(stage, one))
    return told("territory", strength, (one, other), telling, rests_on)


def _speciality(stage: Stage, body: Node) -> tuple[Finding, ...]:
    """Return what a source says that a body is dedicated to."""
    return tuple(each for each in stage.portfolio.findings_of(body.key) if each.key in SPECIALITIES)


def _turned(found: tuple[Finding, ...]) -> Phrase | None:
    """Return what the source says of a body's own subject, which may not be that of the other side."""
    if not found:
        return None
    return Phrase(
        f"Ce que dit la source ({found[0].label}) : choisir le besoin en conséquence.",
        f"What the source says ({found[0].label_en}): choose the need accordingly.",
    )


def _local(stage: Stage, body: Node, teacher: Node) -> TrainingOffer | None:
    """Return the training given in the département of a body that is most about AI, those on the spot first."""
    offers = stage.portfolio.trainings_of(teacher.key)
    here = [each for each in offers if stage.portfolio.departement_of(each.place) in body.departements]
    return max(
        here,
        key=lambda each: (_about_ai(each), each.place == body.place, not each.label.startswith("Doctorat"), each.key),
        default=None,
    )


def _about_ai(offer: TrainingOffer) -> bool:
    return bool({"ia-ingenieur", "ia-technicien"} & set(offer.families) or topics_of(offer.label))
