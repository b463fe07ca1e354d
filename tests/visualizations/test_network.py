"""The page of the network: whole in one file, safe against what labels hold, true to the network."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from graph.analysis import Analyses, analyse
from graph.network import LAYERS, Network
from visualizations.drawing import drawn
from visualizations.layout import layout
from visualizations.network import render
from visualizations.page import policy_of, vis_network
from visualizations.twin import rows_of_actors, rows_of_ties
from visualizations.wording import WORDS


class Page(HTMLParser):
    """Collects what a browser would see: tags with attributes, table rows, the embedded story."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.story = ""
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = "story" if dict(attrs).get("id") == "story" else tag
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self._inside == "story":
            self.story += data
        elif self.rows and self.rows[-1]:
            self.rows[-1][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""
        if tag == "table":
            self.rows.append([])


@pytest.fixture(scope="module")
def analyses(invention: Network) -> Analyses:
    return analyse(invention)


@pytest.fixture(scope="module")
def text(invention: Network, analyses: Analyses) -> str:
    return render(invention, analyses, {})


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_nothing_in_the_page_loads_from_elsewhere(page: Page) -> None:
    for tag, attributes in page.tags:
        assert tag not in {"link", "iframe", "img", "object", "embed", "base"}
        assert not attributes.get("src")
        assert not attributes.get("srcset")
        assert not re.match(r"(https?:)?//", attributes.get("href") or "")


def test_the_page_forbids_itself_every_other_address(text: str) -> None:
    policy = policy_of(text)
    assert policy.startswith("default-src 'none'")
    assert policy.count("sha256-") == 3
    assert "url(" not in text.split("</style>")[0]
    assert policy_of("<p>no policy</p>") == ""


def test_the_library_is_the_one_of_pyvis_with_its_licence() -> None:
    library = str(vis_network())
    assert "@license" in library[:900]
    assert "sourceMappingURL" not in library
    assert "</script" not in library.lower()


def test_a_hostile_label_stays_a_text(text: str, page: Page, hostile: str) -> None:
    assert "<img src=x" not in text
    story = json.loads(page.story)
    assert hostile in (actor["label"][0] for actor in story["actors"].values())


def test_the_page_is_the_same_for_the_same_network(invention: Network, analyses: Analyses, text: str) -> None:
    assert render(Network(invention.nodes, invention.links), analyses, {}) == text


def test_every_actor_is_in_the_drawing_and_in_the_table(invention: Network, page: Page) -> None:
    story = json.loads(page.story)
    keys = {node.key for node in invention.nodes}
    assert {node["id"] for node in story["nodes"]} == keys
    assert {attributes["data-key"] for tag, attributes in page.tags if tag == "tr" and "data-key" in attributes} == keys
    assert set(story["portrait"]["places"]) == keys


def test_the_figures_of_the_actor_table_are_those_of_the_network(invention: Network, page: Page) -> None:
    graph = invention.graph()
    ties = {
        node.key: [
            len({li.tie for li in invention.links if node.key in (li.source, li.target) and li.layer == layer})
            for layer in LAYERS
        ]
        for node in invention.nodes
    }
    rows = rows_of_actors(invention, {})
    assert {row.key: row.partners for row in rows} == dict(graph.degree)
    assert {row.key: list(row.ties) for row in rows} == ties
    printed = [row for row in page.rows if len(row) == 7][1:]
    assert [[int(cell) for cell in row[3:]] for row in printed] == [[row.partners, *row.ties] for row in rows]


def test_the_tie_table_has_one_row_a_tie_with_its_evidence(invention: Network, page: Page) -> None:
    rows = rows_of_ties(invention)
    assert {row.iri for row in rows} == {link.tie for link in invention.links}
    cited = {locator for row in rows for _, locator in row.evidence}
    assert cited == {locator for link in invention.links for locator in link.locators}
    assert len([row for row in page.rows if len(row) == 5]) == len(rows) + 1


def test_pyvis_draws_without_physics_and_by_layer(invention: Network) -> None:
    nodes, edges, options = drawn(invention, layout(invention))
    assert options["physics"] == {"enabled": False}
    assert all(node["fixed"] is True and node["physics"] is False for node in nodes)
    assert len(edges) == len({(link.source, link.target, link.layer) for link in invention.links})
    by_layer = {edge["layer"]: edge for edge in edges}
    assert by_layer["structure"]["dashes"]
    assert not by_layer["collaboration"]["dashes"]
    assert by_layer["copresence"]["width"] < by_layer["collaboration"]["width"]


def test_kinds_have_shape_and_colour(invention: Network) -> None:
    nodes, _, _ = drawn(invention, layout(invention))
    looks = {(node["shape"], node["color"]["background"]) for node in nodes}
    assert len(looks) == len({node.group for node in invention.nodes})


def test_the_page_can_open_in_english(invention: Network, analyses: Analyses) -> None:
    text = render(invention, analyses, {}, language="en")
    assert '<html lang="en">' in text
    assert "Who works with whom" in text


def test_every_text_has_two_languages_and_every_text_of_the_template_exists(page: Page) -> None:
    assert all(wording.fr and wording.en for wording in WORDS.values())
    known = json.loads(page.story)["texts"]
    for _, attributes in page.tags:
        for name in ("data-t", "data-t-label", "data-t-placeholder", "data-t-title"):
            assert attributes.get(name) is None or attributes[name] in known, attributes


def test_an_empty_network_has_a_page() -> None:
    empty = Network((), ())
    assert "<table" in render(empty, analyse(empty), {})
