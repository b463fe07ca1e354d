"""What two actors without a tie have in common besides the reason to meet: a place, an interview, a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.doubts import Doubt, doubts
from graph.analysis.values import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.analysis.benefit_kinds import Stage
    from graph.network import Node

__all__ = ["Shared", "common_ground"]

NORD = "59"
"""Half of the known actors stand there: sharing it is hardly a common ground."""


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that two actors have in common."""

    words: Phrase
    evidence: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()
    """What of it no source says for certain."""


def common_ground(stage: Stage, left: Node, right: Node) -> tuple[Shared, ...]:
    """Return what two actors have in common besides the reason to meet: a place, an interview, a finding."""
    return (*_places(stage, left, right), *_findings(stage, left, right), *_interviews(stage, left, right))


def _places(stage: Stage, left: Node, right: Node) -> Iterable[Shared]:
    shared = [code for code in left.places if code in right.places]
    if shared:
        label = next((site.label for site in left.sites if site.code == shared[0]), left.place_label or shared[0])
        said = [each for node in (left, right) for each in stage.portfolio.facts_of(node.key, "place", shared[:1])]
        words = Phrase(f"même commune ({label})", f"one commune ({label})")
        yield Shared(words, tuple(place for each in said for place in each.locators), doubts(said, (left, right)))
        return
    near = sorted((set(left.departements) & set(right.departements)) - {NORD})
    if near:
        words = wording.departement(near[0])
        said = [each for node in (left, right) for each in stage.portfolio.facts_of(node.key, "place")[:1]]
        yield Shared(
            Phrase(f"même département ({words.fr})", f"one département ({words.en})"),
            tuple(each.locators[0] for each in said if each.locators),
            doubts(said, (left, right)),
        )


def _findings(stage: Stage, left: Node, right: Node) -> Iterable[Shared]:
    both = {left.key, right.key}
    for finding in stage.portfolio.findings:
        if finding.polarity in ("strength", "weakness") and both <= set(finding.actors):
            words = Phrase(f"cités ensemble : {finding.label}", f"named together: {finding.label_en}")
            yield Shared(words, finding.locators)
            return


def _interviews(stage: Stage, left: Node, right: Node) -> Iterable[Shared]:
    said = [stage.portfolio.said(node.key, "interview") for node in (left, right)]
    documents = [{locator.split(",")[0] for locator in each} for each in said]
    if documents[0] & documents[1]:
        words = Phrase("entendus tous deux pour la même étude", "both heard for the same study")
        yield Shared(words, (said[0][0], said[1][0]))
