"""The dossier of the club: a printable page in French for those who decide, and the same as a PDF.

Diagnosis in figures, the roster with its reasons, one sheet for each introduction, ambassadors, method and limits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis.competency_gaps import gaps_by_sector
from visualizations.dossier_diagnosis import diagnosis, leaning, threads
from visualizations.dossier_parts import CRITERIA, bars, cited, figures, limits, members, programme, sheets
from visualizations.page import asset, environment, policy
from visualizations.palette import css

if TYPE_CHECKING:
    from graph.analysis import Analyses
    from graph.network import Network
    from graph.portfolio import Portfolio

__all__ = ["render"]


def render(network: Network, analyses: Analyses, portfolio: Portfolio) -> str:
    """Return the dossier as one self-contained page that prints well on A4.

    Parameters
    ----------
    network, analyses, portfolio
        What the build projected and computed; nothing is computed again.
    """
    mending = analyses.mending
    style = css() + asset("base.css", "dossier.css")
    return (
        environment()
        .get_template("dossier.html")
        .render(
            analyses=analyses,
            club=mending.club,
            programme=mending.introductions,
            effect=mending.effect,
            fragile=threads(network, analyses),
            leaning=leaning(threads(network, analyses)),
            criteria=CRITERIA,
            ambassadors=[each for each in mending.ambassadors if each.actor or each.relay],
            skills=mending.skills,
            jobs=gaps_by_sector(mending.skills.competencies),
            figures=figures(analyses),
            diagnosis=diagnosis(network, analyses, portfolio),
            bars=bars(analyses),
            members=members(network, mending.club, portfolio),
            lines=programme(mending.introductions),
            sheets=sheets(network, mending.introductions, portfolio),
            limits=limits(analyses),
            cited=cited,
            sources=portfolio.sources,
            style=style,
            policy=policy((), (style,)),
        )
    )
