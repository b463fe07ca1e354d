"""What two organisations would gain from meeting, from what the sources say that each of them does.

A benefit names what each side brings, with where the source says it; two labels that happen to fit ("a support body
and a company") are not enough. Each rule looks at one giver and one taker; the strongest rule speaks for the pair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis.company_meetings import open_door, peers, provider, skills_operator
from graph.analysis.science_meetings import laboratories, research, stated_absence, stated_view
from graph.analysis.support_meetings import ambassador, sector_body, territory
from graph.analysis.training_meetings import training

if TYPE_CHECKING:
    from graph.analysis.benefit_kinds import Benefit, Stage
    from graph.network import Node

__all__ = ["RULES", "benefit"]

RULES = (
    peers,
    provider,
    open_door,
    skills_operator,
    research,
    training,
    sector_body,
    ambassador,
    stated_absence,
    stated_view,
    laboratories,
    territory,
)
"""Each answers for one giver and one taker, ``None`` when it has nothing to say."""


def benefit(stage: Stage, left: Node, right: Node) -> Benefit | None:
    """Return the strongest benefit of a pair, or ``None`` when the sources give no concrete one.

    One that rests on a broad topic alone stands behind any other.
    """
    found = [
        made for rule in RULES for one, other in ((left, right), (right, left)) if (made := rule(stage, one, other))
    ]
    return max(found, key=lambda each: (not each.broad, each.strength, each.kind, each.giver), default=None)
