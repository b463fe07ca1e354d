"""The still picture: light, deterministic, readable without scripts."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from graph.network import Network
from visualizations.preview import LABELLED, preview

SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_is_light_and_always_the_same(invention: Network) -> None:
    text = preview(invention)
    assert len(text.encode()) < 150_000
    assert preview(Network(invention.nodes, invention.links)) == text


def test_the_picture_holds_every_actor_and_names_the_best_connected(invention: Network) -> None:
    root = ET.fromstring(preview(invention))  # noqa: S314
    titles = [each.text for each in root.iter(f"{SVG}title")]
    assert all(node.label in titles for node in invention.nodes)
    named = [each for each in root.iter(f"{SVG}g") if each.get("id") == "labels"]
    assert 15 <= len(named[0].findall(f"{SVG}text")) <= LABELLED
    assert root.get("role") == "img"


def test_the_picture_asks_nothing_of_others(invention: Network) -> None:
    text = preview(invention).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http" not in text
    assert "<script" not in text


def test_the_picture_speaks_english_too(invention: Network) -> None:
    assert "Companies" in preview(invention, language="en")


def test_an_empty_network_has_a_picture() -> None:
    ET.fromstring(preview(Network((), ())))  # noqa: S314
