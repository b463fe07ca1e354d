"""The drawing of the network: one self-contained page with search, filters, fact sheets and a table twin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from visualizations.drawing import drawn
from visualizations.layout import COLUMN, ROW, layouts
from visualizations.page import asset, embedded_json, environment, policy, vis_network
from visualizations.palette import COMMUNITIES, GROUPS, LINES, PAGE, css, shape_path
from visualizations.sheets import described, marks
from visualizations.twin import choices, rows_of_actors, rows_of_ties
from visualizations.wording import LANGUAGES, WORDS, words

if TYPE_CHECKING:
    from graph.analysis import Analyses
    from graph.network import Network
    from visualizations.facts import Card
    from visualizations.layout import Layout, Zone

__all__ = ["render"]

SCRIPTS = ("words.js", "drawing.js", "sheet.js", "tables.js", "search.js", "filters.js", "start.js")


def render(
    network: Network,
    analyses: Analyses,
    cards: Mapping[str, Card],
    *,
    language: str = "fr",
    placed: tuple[Layout, Layout] | None = None,
) -> str:
    """Return the page: no request leaves it, whatever it is opened with; equal for equal arguments.

    Parameters
    ----------
    network
        What is drawn and tabled.
    analyses
        Where bridges, articulation actors and communities are read.
    cards
        Fact sheets by key of the actor; an actor without one shows what the network knows.
    language
        The language the page opens in; it holds both.
    placed
        The landscape and portrait positions, when they are already known.
    """
    found = marks(analyses)
    choice = choices(network, cards)
    texts = {key: list(wording) for key, wording in WORDS.items()} | dict(choice.texts)
    place = LANGUAGES.index(language)
    script, style, library = asset(*SCRIPTS), css() + asset("base.css", "network.css"), vis_network()
    story = {
        **_drawing(network, placed or layouts(network)),
        **described(network, cards, found),
        "texts": texts,
        "language": language,
        "colours": dict(PAGE),
        "communities": list(COMMUNITIES),
        "bridges": sorted(found.bridges),
    }
    shown = {
        "language": language,
        "texts": {key: pair[place] for key, pair in texts.items()},
        "actors": rows_of_actors(network, cards),
        "ties": rows_of_ties(network),
        "choice": choice,
        "groups": _groups(network),
        "lines": LINES,
        "shape_path": shape_path,
        "summary": _summary(network, language),
    }
    return (
        environment()
        .get_template("network.html")
        .render(
            **shown,
            story=embedded_json(story),
            script=script,
            style=style,
            library=library,
            policy=policy((library, script), (style,)),
        )
    )


def _drawing(network: Network, placed: tuple[Layout, Layout]) -> dict[str, object]:
    """Return what vis-network draws, in landscape, and what changes in portrait."""
    wide, tall = placed
    nodes, edges, options = drawn(network, wide)
    return {
        "nodes": nodes,
        "edges": edges,
        "options": options,
        "zone": _zone(wide.isolates),
        "frame": _zone(wide.frame),
        "portrait": {
            "frame": _zone(tall.frame),
            "zone": _zone(tall.isolates),
            "places": {key: [mark.x, mark.y] for key, mark in tall.marks.items()},
        },
        "column": COLUMN,
        "row": ROW,
    }


def _zone(zone: Zone | None) -> list[float] | None:
    return [zone.x, zone.y, zone.width, zone.height] if zone else None


def _groups(network: Network) -> list[tuple[object, int]]:
    counted = [(style, sum(node.group == style.group for node in network.nodes)) for style in GROUPS]
    return [(style, count) for style, count in counted if count]


def _summary(network: Network, language: str) -> dict[str, str]:
    ties = len({link.tie for link in network.links})
    lead = words(language)["page.lead"].format(actors=len(network.nodes), ties=ties)
    return {"lead": lead, "actors": str(len(network.nodes)), "ties": str(ties)}
