"""Rules for meetings with science: a laboratory and a company, two laboratories, a distance or a view stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.benefit_kinds import Benefit, Stage, Telling, told
from graph.analysis.shared_grounds import BROAD_TOPICS, TOO_BROAD, case_words, offer_words, telling_topics
from graph.analysis.topics import TOPICS, topics_of
from graph.analysis.values import Phrase, listed
from graph.elision import elided

if TYPE_CHECKING:
    from graph.analysis.topics import Topic
    from graph.network import Node
    from graph.portfolio import Entry, Finding, UseCase

__all__ = ["laboratories", "research", "stated_absence", "stated_view"]

FORMER_NORTH = ("59", "62")
"""The départements of the former region Nord-Pas-de-Calais, whose institutions the study calls those of the North."""
BY_NATURE = ("vision", "robotics", "dialogue")
"""Topics that are fields of AI themselves; for the others, which field serves them is our reading."""


def research(stage: Stage, one: Node, other: Node) -> Benefit | None:
    """Return what a laboratory and a company with a use case in its field would look at together."""
    if one.group != "research" or other.group != "company":
        return None
    subfields = stage.ground.subfields[one.key]
    found = (
        (case, topic)
        for case in stage.portfolio.cases_of(other.key)
        if case.status != "organised"
        for topic in telling_topics(case)
        if subfields & set(topic.subfields)
    )
    best = next(found, None)
    return _research(stage, one, other, *best) if best else None


def _research(stage: Stage, one: Node, other: Node, case: UseCase, topic: Topic) -> Benefit:
    fields = sorted(set(one.subfields) & set(topic.subfields)) or sorted(one.subfields)
    french = listed((wording.subfield(each).fr for each in fields), "fr")
    english = listed((wording.subfield(each).en for each in fields), "en")
    words = case_words(case)
    telling = Telling(
        brings=Phrase(f"des travaux en {french}", f"work on {english}"),
        offers=words,
        gain=Phrase(
            f"{one.label} trouve un terrain réel ({topic.name.fr}) ; {other.label} un regard scientifique sur "
            f"{words.fr}, "
            "sans le coût d'un contrat.",
            f"{one.label} finds a real field ({topic.name.en}); {other.label} a scientific look at {words.en}, without "
            "the cost of a contract.",
        ),
        step=_research_step(one, other, case, french, english),
        caution=None if topic.key in BY_NATURE else Phrase(
            f"Que ces travaux ({french}) servent ici est notre lecture.",
            f"That this work ({english}) serves here is our reading.",
        ),
        broad=topic.key in TOO_BROAD,
    )  # fmt: skip
    strength = 0.7 if topic.key in BROAD_TOPICS else 0.92 if topic.key in BY_NATURE else 0.8
    rests_on: tuple[Entry, ...] = (*stage.portfolio.facts_of(one.key, "subfield", fields), case)
    return told("research", strength, (one, other), telling, rests_on)


def _research_step(one: Node, other: Node, case: UseCase, french: str, english: str) -> Phrase:
    words = case_words(case)
    if case.status == "in-use":
        return Phrase(
            f"{one.label} vient voir {words.fr} à l'œuvre et repart avec la difficulté qui résiste encore ; si elle "
            f"relève {elided(french)}, un stage de master, avant toute thèse.",
            f"{one.label} comes to see {words.en} at work and leaves with the difficulty that still resists; if it is "
            f"one of {english}, a master's placement, before any thesis.",
        )
    if case.status == "tested":
        return Phrase(
            f"{other.label} apporte les mesures de l'essai ({words.fr}) ; {one.label} dit en une demi-journée ce qui "
            "limite la valeur ajoutée, et si un stage suffirait à le lever.",
            f"{other.label} brings what the trial measured ({words.en}); {one.label} says in half a day what limits "
            "its value, and whether a placement would lift it.",
        )
    return Phrase(
        f"Une demi-journée avant que le choix technique ne soit figé : {other.label} expose {words.fr}, {one.label} ce "
        "que l'état de l'art permet ; un stage de master sur la question qui reste.",
        f"Half a day before the technical choice is fixed: {other.label} presents {words.en}, {one.label} what the "
        "state of the art allows; a master's placement on the question that is left.",
    )


def laboratories(stage: Stage, one: Node, other: Node) -> Benefit | None:
    """Return what two laboratories of one field would pool; neighbours need no club for it."""
    if one.key > other.key or one.group != "research" or other.group != "research":
        return None
    shared = sorted(set(one.subfields) & set(other.subfields))
    if not shared or (one.place and one.place == other.place):
        return None
    field = wording.subfield(shared[0])
    both = Phrase(f"des travaux en {field.fr}", f"work on {field.en}")
    telling = Telling(
        brings=both,
        offers=both,
        gain=Phrase(
            f"Une offre de recherche commune en {field.fr}, plus lisible pour les entreprises que deux équipes "
            "séparées.",
            f"One research offer in {field.en}, easier for companies to find than two separate teams.",
        ),
        step=Phrase(
            f"Une journée commune en {field.fr} : chacun présente trois travaux et les matériels qu'il peut ouvrir à "
            "l'autre.",
            f"A joint day on {field.en}: each presents three works and what equipment it can open to the other.",
        ),
    )
    rests_on = [each for node in (one, other) for each in stage.portfolio.facts_of(node.key, "subfield", shared[:1])]
    return told("laboratories", 0.8, (one, other), telling, rests_on)


def stated_absence(stage: Stage, one: Node, other: Node) -> Benefit | None:
    """Return how an actor that a source says is apart could start small with one of those it is apart from."""
    found = stage.portfolio.absences_of(one.key)
    apart = other.group in ("research", "training") and set(other.departements) & set(FORMER_NORTH)
    shared = _common_topics(stage, one, other) if found and apart else []
    return _started_small(stage, one, other, found[0], shared[0]) if shared else None


def _started_small(stage: Stage, one: Node, other: Node, absence: Finding, topic: Topic) -> Benefit:
    brings, offers = _science(stage, one, topic), _science(stage, other, topic)
    telling = Telling(
        brings=brings,
        offers=offers,
        gain=Phrase(
            f"La source dit elle-même : {absence.label}. Un sujet commun ({topic.name.fr}) permet de commencer petit.",
            f"The source itself says: {absence.label_en}. A common subject ({topic.name.en}) allows a small start.",
        ),
        step=Phrase(
            f"Une visite {elided(one.label)} à {other.label} sur un seul sujet ({topic.name.fr}), puis un stage "
            "encadré à deux.",
            f"A visit of {one.label} to {other.label} on one subject ({topic.name.en}), then a placement supervised by "
            "both.",
        ),
        caution=Phrase(
            f"Que le sujet soit commun ({topic.name.fr}) est notre lecture.",
            f"That the subject is common ({topic.name.en}) is our reading.",
        ),
    )
    strength = 0.5 if topic.key in BROAD_TOPICS else 0.9
    rests_on: tuple[Entry, ...] = (absence, *_said(stage, one, topic), *_said(stage, other, topic))
    return told("stated-absence", strength, (one, other), telling, rests_on)


def _common_topics(stage: Stage, one: Node, other: Node) -> list[Topic]:
    mine, theirs = _topics(stage, one), _topics(stage, other)
    return [topic for topic in mine if topic.key in {each.key for each in theirs}]


def _topics(stage: Stage, actor: Node) -> list[Topic]:
    taught = {topic.key for offer in stage.portfolio.trainings_of(actor.key) for topic in topics_of(offer.label)}
    return [each for each in TOPICS if each.key in taught or set(each.subfields) & set(actor.subfields)]


def _science(stage: Stage, actor: Node, topic: Topic) -> Phrase:
    fields = sorted(set(topic.subfields) & set(actor.subfields))
    if fields:
        words = wording.subfield(fields[0])
        return Phrase(f"des travaux en {words.fr}", f"work on {words.en}")
    return offer_words(next(each for each in stage.portfolio.trainings_of(actor.key) if topic in topics_of(each.label)))


def _said(stage: Stage, actor: Node, topic: Topic) -> tuple[Entry, ...]:
    fields = set(topic.subfields) & set(actor.subfields)
    if fields:
        return stage.portfolio.facts_of(actor.key, "subfield", fields)
    offers = (each for each in stage.portfolio.trainings_of(actor.key) if topic in topics_of(each.label))
    return (next(offers),)


def stated_view(stage: Stage, one: Node, other: Node) -> Benefit | None:
    """Return the proposal for the region in which a source names both; one pair speaks for all those it names."""
    found = (each for each in stage.portfolio.findings_of(one.key) if each.polarity == "recommendation")
    view = next((each for each in found if _spokesmen(stage, each)[:2] == (one.key, other.key)), None)
    if view is None:
        return None
    others = [stage.ground.network[key].label for key in _spokesmen(stage, view)[2:]]
    with_fr = f", avec {listed(others, 'fr')}" if others else ""
    with_en = f", with {listed(others, 'en')}" if others else ""
    telling = Telling(
        brings=Phrase(f"la proposition « {view.label} »", f"the proposal '{view.label_en}'"),
        offers=Phrase("la même proposition", "the same proposal"),
        gain=Phrase(
            f"La source cite {one.label} et {other.label}{with_fr}, pour cette même proposition, sans dire qu'ils se "
            "parlent : ensemble, elle devient un sujet de la région.",
            f"The source names {one.label} and {other.label}{with_en}, for this one proposal, without saying that they "
            "talk: together they make it a subject of the region.",
        ),
        step=Phrase(
            f"Une note commune de deux pages{with_fr} : ce que la proposition changerait, qui devrait en être, à "
            "présenter à la première réunion du club.",
            f"A joint note of two pages{with_en}: what the proposal would change, who should join, for the first "
            "meeting of the club.",
        ),
    )
    return told("view", 0.85, (one, other), telling, (view,))


def _spokesmen(stage: Stage, view: Finding) -> tuple[str, ...]:
    """Return the named actors of a proposal: support bodies first, then those of which a use case is known."""
    named = [key for key in view.actors if key in stage.ground.network and not stage.ground.network[key].collective]
    network, cases = stage.ground.network, stage.portfolio.cases_of
    return tuple(sorted(named, key=lambda key: (network[key].group != "support", not cases(key), key)))
