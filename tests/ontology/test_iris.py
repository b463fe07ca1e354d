"""IRIs are minted from clean keys alone, and give their key back."""

from __future__ import annotations

import doctest
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import iris
from ontology.errors import IriRefused

KEY = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*\Z")
KEYS = st.from_regex(KEY, fullmatch=True)
WORDS = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)


@given(WORDS)
def test_a_slug_is_a_key_or_is_refused(text: str) -> None:
    try:
        found = iris.slug(text)
    except IriRefused:
        return
    assert KEY.match(found)
    assert found.isascii()


@pytest.mark.parametrize("text", ["", "  ", "«»", "日本", "---"])
def test_a_text_without_letter_or_digit_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(IriRefused, match="no letter or digit") as refused:
        iris.slug(text)
    assert refused.value.remedy == "Give the row a key of its own."


@pytest.mark.parametrize("sign", ["'", "’", "‘"])
def test_an_apostrophe_divides_words_whatever_its_shape(sign: str) -> None:
    assert iris.slug(f"Pôle d{sign}excellence de l{sign}image") == "pole-d-excellence-de-l-image"


@given(WORDS)
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    try:
        found = iris.slug(text)
    except IriRefused:
        return
    assert iris.slug(found) == found


@given(st.text(alphabet="aéÀçœ 'XY9-", min_size=1).filter(lambda text: any(c.isalnum() for c in text)))
def test_a_slug_ignores_case_and_outer_signs(text: str) -> None:
    assert iris.slug(text) == iris.slug(f"  «{text}» ") == iris.slug(text.upper())


@given(st.sampled_from(iris.THING_KINDS), KEYS)
def test_a_thing_gives_its_key_back(kind: str, key: str) -> None:
    iri = iris.thing(kind, key)
    assert iri == f"{iris.BASE}id/{kind}/{key}"
    assert iris.key_of(iri) == key


@given(KEYS, KEYS)
def test_a_concept_gives_its_key_back(scheme: str, key: str) -> None:
    iri = iris.concept(scheme, key)
    assert iri.startswith(iris.scheme(scheme) + "/")
    assert iris.key_of(iri) == key


@given(KEYS, KEYS, KEYS)
def test_evidence_is_under_its_source_and_ends_with_its_row(source: str, table: str, row: str) -> None:
    iri = iris.evidence(source, table, row)
    assert iri == f"https://w3id.org/maillage/evidence/{source}/{table}-{row}"


@pytest.mark.parametrize("key", ["", "É", "Cristal", "a b", "a/b", "a#b", "-a", "a-", "a--b", "a..b", "a\n", "a>b"])
def test_what_is_no_key_never_becomes_an_iri(key: str) -> None:
    for mint in (iris.scheme, iris.graph, iris.analysis_graph):
        with pytest.raises(IriRefused, match="is not a key"):
            mint(key)
    with pytest.raises(IriRefused, match="is not a key"):
        iris.thing("actor", key)
    with pytest.raises(IriRefused, match="is not a key"):
        iris.evidence("iahdf-2019", "ties", key)


def test_an_unknown_kind_of_thing_is_refused_with_the_known_ones() -> None:
    with pytest.raises(IriRefused, match="no kind of thing") as refused:
        iris.thing("chimera", "a")
    assert "actor" in refused.value.remedy


def test_kinds_of_things_are_keys_and_stand_once() -> None:
    assert len(set(iris.THING_KINDS)) == len(iris.THING_KINDS)
    assert all(KEY.match(kind) for kind in iris.THING_KINDS)


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Université d'Artois", "universite-d-artois"),
        ("CRIStAL", "cristal"),
        ("Œuvre & Cie", "oeuvre-et-cie"),
        ("  Pôle   Cap Digital (Lille) ", "pole-cap-digital-lille"),
        ("Bac + 2", "bac-2"),
    ],
)
def test_labels_as_printed_give_readable_keys(label: str, key: str) -> None:
    assert iris.slug(label) == key


def test_terms_and_graphs_stand_under_the_base() -> None:
    assert iris.term("Actor") == "https://w3id.org/maillage/ns#Actor"
    assert iris.key_of(iris.term("Actor")) == "Actor"
    assert iris.graph("inferred") == "https://w3id.org/maillage/graph/inferred"
    assert iris.analysis_graph("components") == "https://w3id.org/maillage/graph/analysis/components"


def test_the_examples_of_the_documentation_hold() -> None:
    tried = doctest.testmod(iris)
    assert tried.attempted
    assert not tried.failed
