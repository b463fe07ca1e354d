"""Every named question has a complete header, runs, and finds something in the region."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.catalogue import Question, ask, question, questions, terms
from graph.embedded import Embedded
from graph.question import FOLDER, internal

if TYPE_CHECKING:
    from collections.abc import Mapping

    Values = Mapping[str, Mapping[str, str]]

ANALYSED = {"articulation-actors", "isolated-clusters", "suggested-ties", "weak-ties"}
"""Questions that the results of the analyses answer."""

ALL = tuple(asked.id for asked in questions())


@pytest.fixture(params=ALL)
def asked(request: pytest.FixtureRequest) -> Question:
    """Each question in turn."""
    return question(request.param)


def test_the_header_names_every_parameter_in_both_titles(asked: Question) -> None:
    names = [parameter.name for parameter in asked.parameters]
    for title in (asked.title_fr, asked.title_en):
        assert sorted(re.findall(r"\{(\w+)\}", title)) == sorted(names)
    assert asked.title_fr.endswith(" ?")
    assert asked.title_en.endswith("?")
    assert all(f"?{name}" in asked.text for name in names)


def test_the_header_is_one_or_two_sentences_in_each_language(asked: Question) -> None:
    for about in (asked.about_fr, asked.about_en):
        assert about.endswith(".")
        assert 30 < len(about) < 260


def test_every_thing_is_shown_with_its_words(asked: Question) -> None:
    names = {column.name for column in asked.columns}
    alone = {"evidence", "component", "value", "property"}
    for column in asked.columns:
        if column.label_fr.endswith("(lien)") and column.name not in alone:
            assert f"{column.name}Label" in names
    assert len({column.label_fr for column in asked.columns}) == len(asked.columns)


def test_the_text_declares_its_prefixes_and_its_order(asked: Question) -> None:
    body = re.sub(r'"[^"]*"|<[^>]*>', "", asked.text.split("SELECT", 1)[1])
    used = set(re.findall(r"(?<![\w?])([a-z]+):", body))
    assert used == set(re.findall(r"^PREFIX ([a-z]+):", asked.text, re.MULTILINE))
    assert asked.text.count("ORDER BY") >= 1
    assert asked.text.rsplit("}", 1)[1].count("ORDER BY") == 1
    assert "*" not in body.replace("COUNT(*)", "")


def test_another_engine_reads_the_text(asked: Question) -> None:
    from rdflib.plugins.sparql.parser import parseQuery

    parseQuery(asked.text)


def test_every_question_with_parameters_is_asked_on_the_world(world_values: Values) -> None:
    with_parameters = {identifier for identifier in ALL if question(identifier).parameters}
    assert set(world_values) == with_parameters


NONE_IN_THE_WORLD = {"people-in-documents", "recommendations"}
"""Questions about what only the other documents hold; the region answers them in test_other_documents."""


def test_the_answer_has_the_columns_of_the_header_and_rows(
    asked: Question, analysed_world_store: Embedded, world_values: Values
) -> None:
    rows = ask(analysed_world_store, asked.id, world_values.get(asked.id, {}))
    assert rows.variables == tuple(column.name for column in asked.columns)
    assert (len(rows) > 0) is (asked.id not in NONE_IN_THE_WORLD)
    assert len(set(rows.rows)) == len(rows)


def test_the_same_question_has_the_same_answer_whatever_the_order_of_loading(
    asked: Question, analysed_world_store: Embedded, reversed_store: Embedded, world_values: Values
) -> None:
    values = world_values.get(asked.id, {})
    assert ask(reversed_store, asked.id, values) == ask(analysed_world_store, asked.id, values)


@pytest.fixture(scope="module")
def reversed_store(analysed_world_store: Embedded) -> Embedded:
    """The analysed world, loaded backwards."""
    store = Embedded()
    store.load(sorted(analysed_world_store.quads(), key=str, reverse=True))
    return store


def test_the_examples_find_something_in_the_region(asked: Question, region_store: Embedded) -> None:
    values = terms(region_store, asked, asked.example)
    assert set(values) == {parameter.name for parameter in asked.parameters}
    if asked.id not in ANALYSED:
        assert len(ask(region_store, asked.id, asked.example)) > 0


@pytest.mark.parametrize("path", sorted((FOLDER / "internal").glob("*.rq")), ids=lambda path: str(path.stem))
def test_internal_queries_say_what_they_answer_and_run(world_store: Embedded, path: Path) -> None:
    text = internal(path.stem)
    assert re.match(r"# [A-Z].*\.\n", text)
    assert len(world_store.select(text)) > 0
