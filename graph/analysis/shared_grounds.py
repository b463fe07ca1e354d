"""What the rules for benefits have in common: cases and their topics, sectors shared, words for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.ground import BROADER
from graph.analysis.topics import topics_of
from graph.analysis.values import Phrase, listed

if TYPE_CHECKING:
    from graph.analysis.benefit_kinds import Stage
    from graph.analysis.topics import Topic
    from graph.network import Node
    from graph.portfolio import Fact, TrainingOffer, UseCase

__all__ = [
    "BROAD_TOPICS",
    "OUR_READING",
    "TOO_BROAD",
    "case_topics",
    "case_words",
    "offer_words",
    "sector_facts",
    "sector_words",
    "service_words",
    "shared_sector",
    "telling_topics",
]

BROAD_TOPICS = frozenset({"data", "connected", "knowledge"})
"""Topics so broad that sharing one alone says less."""
TOO_BROAD = frozenset({"data", "knowledge"})
"""Those of them that are no reason to meet when nothing else is shared: any firm has data."""

OUR_READING = Phrase(
    "Que le besoin existe de ce côté est notre lecture, non celle de la source : le demander d'abord.",
    "That this side has the need is our reading, not the source's: ask first.",
)


def case_words(case: UseCase) -> Phrase:
    """Return the name of a use case between quotation marks."""
    return Phrase(f"« {case.label} »", f"'{case.label_en}'")


def offer_words(offer: TrainingOffer) -> Phrase:
    """Return the title of a training as something that one brings."""
    return Phrase(f"la formation « {offer.label} »", f"the training '{offer.label}'")


def sector_words(node: Node) -> Phrase:
    """Return the sectors of an actor, ``not known`` without any."""
    words = [wording.sector(each) for each in node.sectors] or [wording.sector(wording.UNKNOWN)]
    return Phrase(listed((each.fr for each in words), "fr"), listed((each.en for each in words), "en"))


def service_words(node: Node) -> Phrase:
    """Return the services that the sources tick for a support body."""
    words = [wording.service(each) for each in node.services]
    return Phrase(listed((each.fr for each in words), "fr"), listed((each.en for each in words), "en"))


def case_topics(case: UseCase) -> tuple[Topic, ...]:
    """Return the topics of a use case, the most telling first."""
    return topics_of(f"{case.label} ; {case.function} ; {case.technology}")


def telling_topics(case: UseCase) -> tuple[Topic, ...]:
    """Return the most telling topic of a use case: a robot in a warehouse is about robotics before anything else."""
    return case_topics(case)[:1]


def shared_sector(stage: Stage, one: Node, other: Node) -> tuple[str, float] | None:
    """Return a sector that two actors share and how close that makes them, 0.9 when one is known by the broad one.

    Two narrow sectors of one broad family (pharmacy and textiles) do not make two actors meet.
    """
    exact = sorted(set(one.sectors) & set(other.sectors))
    if exact:
        return exact[0], 1.0
    broad = stage.ground.sectors[one.key] & stage.ground.sectors[other.key]
    own = sorted(broad & (set(one.sectors) | set(other.sectors)))
    return (own[0], 0.9) if own else None


def sector_facts(stage: Stage, node: Node, sector: str) -> tuple[Fact, ...]:
    """Return what the sources say of an actor's sector, by its own name or by that of a narrower one."""
    return stage.portfolio.facts_of(node.key, "sector", [each for each in node.sectors if _within(each, sector)])


def _within(narrow: str, broad: str) -> bool:
    return broad in (narrow, BROADER.get(narrow))
