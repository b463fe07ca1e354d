"""Rule for meetings of a training body and a company: a title and a use case, or a title and a sector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.benefit_kinds import Benefit, Stage, Telling, told
from graph.analysis.shared_grounds import BROAD_TOPICS, TOO_BROAD, case_topics, case_words, offer_words, telling_topics
from graph.analysis.topics import sectors_of, topics_of
from graph.analysis.values import Phrase
from graph.elision import elided

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.analysis.topics import Topic
    from graph.network import Node
    from graph.portfolio import Entry, Finding, TrainingOffer, UseCase

__all__ = ["training"]

UNFAMILIAR = "ingenieurs-trop-peu-nombreux"
"""The finding that says so of engineers."""
FOR_STAFF = ("Formation continue", "Formation courte", "Formations courtes", "Stages", "Certificat", "Titre")
"""Beginnings of the titles of trainings that working people take."""
ASIDE = 0.6
"""Strength of a meeting on a topic that is not what the use case is about before anything else."""
BROAD = 0.45
"""Strength of a meeting on nothing but a broad topic."""

Meeting = tuple[float, "TrainingOffer", "UseCase | None", Phrase]
"""Strength, training, use case and what the two are about."""


def training(stage: Stage, one: Node, other: Node) -> Benefit | None:
    """Return what a training body and a company would do together."""
    if one.group != "training" or other.group != "company":
        return None
    cases = stage.portfolio.cases_of(other.key)
    found = [each for offer in stage.portfolio.trainings_of(one.key) for each in _meetings(offer, other, cases)]
    if not found:
        return None
    best = max(found, key=lambda each: (each[0], not each[1].label.startswith("Doctorat"), each[1].key))
    return _benefit(stage, one, other, best)


def _meetings(offer: TrainingOffer, other: Node, cases: tuple[UseCase, ...]) -> Iterable[Meeting]:
    """Yield how a training meets a company: by the topic of a use case, by its sector, or by both."""
    taught = {topic.key for topic in topics_of(offer.label)}
    sectors = sorted(set(sectors_of(offer.label)) & set(other.sectors))
    for case in cases:
        shared = [topic for topic in case_topics(case) if topic.key in taught and _tells(topic, case)]
        for topic in shared[:1]:
            strength = BROAD if topic.key in TOO_BROAD else 0.85 if topic in telling_topics(case) else ASIDE
            yield strength + 0.1 * bool(sectors), offer, case, topic.name
    if sectors:
        yield 0.65, offer, None, wording.sector(sectors[0])


def _tells(topic: Topic, case: UseCase) -> bool:
    """Return whether a topic says enough of a use case: a broad one only when the case is about nothing narrower."""
    return topic.key not in BROAD_TOPICS or topic in telling_topics(case)


def _benefit(stage: Stage, one: Node, other: Node, meeting: Meeting) -> Benefit:
    strength, offer, case, about = meeting
    offers = case_words(case) if case else Phrase(f"un employeur du secteur ({about.fr})", f"an employer ({about.en})")
    telling = Telling(
        brings=offer_words(offer),
        offers=offers,
        gain=_gain(stage, other, case, about),
        step=_step(other, offer, case),
        broad=strength == BROAD,
    )
    said: tuple[Entry, ...] = (case,) if case else (*stage.portfolio.facts_of(other.key, "sector"), *_lack(stage))
    return told("training", strength, (one, other), telling, (offer, *said))


def _lack(stage: Stage) -> tuple[Finding, ...]:
    """Return the finding that engineers are not made familiar with the trades they will serve."""
    finding = stage.portfolio.finding(UNFAMILIAR)
    return (finding,) if finding else ()


def _gain(stage: Stage, other: Node, case: UseCase | None, about: Phrase) -> Phrase:
    if case is None:
        fr, en = (", ce dont l'étude dit le manque", ", which the study says are lacking") if _lack(stage) else ("", "")
        return Phrase(
            f"L'intitulé nomme le secteur {elided(other.label)} ({about.fr}) : des étudiants y trouvent un métier "
            f"réel, l'entreprise des profils qui connaissent déjà son secteur{fr}.",
            f"The title names the sector of {other.label} ({about.en}): students find a real trade, the company "
            f"graduates who know it already{en}.",
        )
    return Phrase(
        f"Même sujet ({about.fr}) : un cas réel pour la formation, et pour {other.label} des profils vus à l'œuvre "
        "avant de recruter.",
        f"One subject ({about.en}): a real case for the training, and for {other.label} people seen at work before "
        "hiring.",
    )


def _step(other: Node, offer: TrainingOffer, case: UseCase | None) -> Phrase:
    title, words = f"« {offer.label} »", case_words(case) if case else None
    english = f"'{offer.label}'"
    if words is None:
        return Phrase(
            f"Un cadre {elided(other.label)} vient une demi-journée dire le métier dans {title} et repart avec deux "
            "sujets de "
            "projet à écrire.",
            f"A manager of {other.label} spends half a day telling the trade in {english} and leaves with two project "
            "subjects to write.",
        )
    if case is not None and case.status == "organised":
        return _real_question(other, offer, words)
    if offer.label.startswith(FOR_STAFF):
        return Phrase(
            f"{other.label} inscrit deux salariés à {title} et confie {words.fr} comme exercice de fin de parcours.",
            f"{other.label} enrols two of its staff in {english} and gives {words.en} as the closing exercise.",
        )
    if offer.label.startswith("Doctorat"):
        return Phrase(
            f"{other.label} expose {words.fr} au séminaire des doctorants ; une question en sort pour un stage.",
            f"{other.label} presents {words.en} at the doctoral seminar; one question comes out for a placement.",
        )
    return Phrase(
        f"{words.fr} devient le sujet d'un projet tuteuré dans {title} ; un praticien {elided(other.label)} le "
        "présente et siège à la soutenance.",
        f"{words.en} becomes the subject of a tutored project in {english}; a practitioner of {other.label} presents "
        "it and sits on the jury.",
    )


def _real_question(other: Node, offer: TrainingOffer, words: Phrase) -> Phrase:
    """Return the first step when the use case is an organisation: it is no subject by itself, but it holds some."""
    if offer.label.startswith(FOR_STAFF):
        return Phrase(
            f"{other.label} inscrit deux salariés à « {offer.label} » ; ils y apportent une question réelle tirée "
            f"{elided(words.fr)}.",
            f"{other.label} enrols two of its staff in '{offer.label}'; they bring a real question out of {words.en}.",
        )
    return Phrase(
        f"{other.label} propose à « {offer.label} » une question réelle tirée {elided(words.fr)} et des données "
        "sans nom ; un projet d'un semestre, suivi par un de ses praticiens.",
        f"{other.label} offers '{offer.label}' a real question out of {words.en} and figures without names; a project "
        "of one term, followed by one of its practitioners.",
    )
