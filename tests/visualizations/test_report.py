"""The report tells people and machines the same, in two languages, and leads to the page of each thing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx
import pytest

from graph.analysis import ANALYSES, analyse
from graph.network import Network
from graph.release import Release
from graph.report import BuildReport
from ontology.errors import RowRefused
from shapes.findings import Violation
from visualizations.chapters import contents, figures
from visualizations.page import policy_of
from visualizations.publish import PUBLISHERS
from visualizations.report import as_json, render

if TYPE_CHECKING:
    from graph.embedded import Embedded

FINDING = Violation(
    severity="warning",
    focus="https://w3id.org/maillage/id/actor/labo-gamma",
    focus_label="Laboratoire <Gamma>",
    shape="LaboratoryShape",
    path="supervisedBy",
    value=None,
    message_fr="Il manque une tutelle.",
    message_en="A supervising institution is missing.",
    remedy_fr="Compléter ties.csv.",
    remedy_en="Complete ties.csv.",
    table="actors",
    row="labo-gamma",
    locator="monde-2020, 1, l. 12",
)
REFUSED = RowRefused("actors.csv", 7, "place", "99999", "this commune is not known.", "Correct the code.")
BUILD = BuildReport(
    stamp="20200101T000000Z-fictif",
    version="0.0",
    fingerprint="abcdef0123456789",
    read=210,
    kept=209,
    refused=(REFUSED,),
    quads=5432,
    inferred=321,
    quads_per_graph={"inferred": 321},
    actors_by_kind={"laboratory": 2, "group": 1},
    ties_by_kind={"supervision": 3, "chair": 1},
    trainings=4,
    violations={"violation": 0, "warning": 1, "info": 0},
)


@pytest.fixture(scope="module")
def release(
    tmp_path_factory: pytest.TempPathFactory, analysed_world_store: Embedded, world_network: Network
) -> Release:
    folder = tmp_path_factory.mktemp("release")
    return Release(folder, analysed_world_store, world_network, analyse(world_network), BUILD, (FINDING,))


@pytest.fixture(scope="module")
def text(release: Release) -> str:
    return render(release)


@pytest.fixture(scope="module")
def told(release: Release) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_json(release))
    return found


def edition(text: str, language: str) -> str:
    """Return the part of the page in one language."""
    return next(part for part in text.split('<div class="edition"')[1:] if f'data-edition="{language}"' in part[:60])


def test_the_key_figures_are_those_of_the_network_and_the_build(release: Release) -> None:
    counted = {figure.key: figure.number for figure in figures(release)}
    assert counted == {
        "actors": 22, "ties": 15, "proposed": 0, "contributions": 0, "pairs": 23, "isolates": 3, "clusters": 2,
        "trainings": 4, "quads": 5432, "findings": 1,
    }  # fmt: skip


def test_the_page_and_the_machine_tell_the_same_sections(release: Release, text: str, told: dict[str, Any]) -> None:
    keys = [section.key for section in contents(release)]
    assert keys == [section["key"] for section in told["sections"]]
    for language in ("fr", "en"):
        assert re.findall(rf'<section id="{language}-([a-z-]+)"', text) == keys


def test_every_section_says_how_to_read_it(told: dict[str, Any]) -> None:
    for section in told["sections"]:
        assert section["reading"]["fr"].endswith(".")
        assert section["reading"]["en"].endswith(".")


def test_every_text_is_in_its_language(text: str) -> None:
    assert "Acteurs sans lien connu" in edition(text, "fr")
    assert "Actors with no known tie" in edition(text, "en")
    assert "Acteurs sans lien connu" not in edition(text, "en")
    assert 'data-edition="en" hidden' in text
    assert "ne veut pas dire « aucun lien »" in edition(text, "fr")


def test_a_finding_says_who_where_and_what_to_do(text: str) -> None:
    for part in (edition(text, "fr"), edition(text, "en")):
        assert '<a href="id/actor/labo-gamma">Laboratoire &lt;Gamma&gt;</a>' in part
        assert '<a href="evidence/monde-2020/actors-labo-gamma">actors.csv : labo-gamma</a>' in part
    assert "Compléter ties.csv." in edition(text, "fr")
    assert "Complete ties.csv." in edition(text, "en")


def test_a_refused_row_is_told_with_its_reason(text: str, told: dict[str, Any]) -> None:
    assert "this commune is not known." in edition(text, "fr")
    assert told["refused"][0]["found"] == "99999"
    assert told["kept"] == 209


def test_isolated_actors_lead_to_their_pages(text: str) -> None:
    for key in ("conseil-sigma", "federation-tau", "studio-rho"):
        assert f'href="id/actor/{key}"' in edition(text, "fr")


def test_contradicting_figures_stand_side_by_side_with_their_lines(told: dict[str, Any]) -> None:
    (section,) = [each for each in told["sections"] if each["key"] == "contradictions"]
    (row,) = section["tables"][0]["rows"]
    assert {row[2]["label"]["fr"], row[3]["label"]["fr"]} == {"1200 (l. 231)", "1000 (l. 232)"}
    assert all(cell["path"].startswith("evidence/monde-2020/") for cell in row[2:4])


def test_readings_that_are_not_certain_are_listed(told: dict[str, Any]) -> None:
    (section,) = [each for each in told["sections"] if each["key"] == "doubts"]
    keys = {row[3]["label"]["fr"].split(" : ")[1] for row in section["tables"][0]["rows"]}
    assert {"equipe-mu.place.80021", "theses-upsilon", "relation-mu-tau"} <= keys


def test_coverage_counts_every_actor_once(told: dict[str, Any]) -> None:
    (section,) = [each for each in told["sections"] if each["key"] == "coverage"]
    mentions = section["tables"][0]["rows"]
    assert sum(row[1] for row in mentions) == 22
    assert sum(row[2] for row in mentions) == 3


def test_the_page_asks_nothing_of_others(text: str) -> None:
    assert policy_of(text).startswith("default-src 'none'")
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)


def test_the_report_is_the_same_for_the_same_release(release: Release, text: str) -> None:
    assert render(release) == text
    assert as_json(release) == as_json(release)
    assert BUILD.stamp not in text


def test_the_report_can_open_in_english(release: Release) -> None:
    assert '<html lang="en">' in render(release, language="en")


def test_a_build_publishes_every_view(release: Release) -> None:
    written = [path for publisher in PUBLISHERS for path in publisher(release)]
    assert {path.name for path in written} == {
        "network.html", "network.svg", "network-en.svg",
        "network.gexf", "network.graphml", "analyses.json", "report.html", "report.json",
        "dossier.html",
    }  # fmt: skip
    assert all(path.stat().st_size > 1000 for path in written)


def test_network_files_carry_positions_and_colours_and_isolates(release: Release) -> None:
    for publisher in PUBLISHERS:
        publisher(release)
    gexf = networkx.read_gexf(release.folder / "network.gexf")
    graphml = networkx.read_graphml(release.folder / "network.graphml")
    assert len(gexf) == len(graphml) == 22
    assert all("viz" in attributes for _, attributes in gexf.nodes(data=True))
    assert all("x" in attributes and "colour" in attributes for _, attributes in graphml.nodes(data=True))


def test_analyses_are_told_with_every_table_in_both_languages(release: Release) -> None:
    for publisher in PUBLISHERS:
        publisher(release)
    told = json.loads(Path(release.folder / "analyses.json").read_text(encoding="utf-8"))
    assert [table["name"] for table in told["tables"]] == [name for name, *_ in ANALYSES]
    isolates = next(table for table in told["tables"] if table["name"] == "isolates")
    assert {row[0]["label"] for row in isolates["rows"]} == {"Conseil Sigma", "Fédération Tau", "Studio Rho"}
    assert set(isolates["title"]) == {"fr", "en"}
