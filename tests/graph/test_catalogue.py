"""The catalogue reads the headers of query files and turns what people give into terms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.catalogue import GROUPS, ask, choices, question, questions, terms, written_out
from graph.embedded import Embedded
from graph.question import KINDS, Column, Parameter, Question, parsed, selected_names
from graph.rdf import XSD, Iri, Literal
from ontology.errors import QueryRefused, UnknownName

ACTOR = "https://w3id.org/maillage/id/actor/"
HEADER = """\
# title-fr: Qui est à {place} ?
# title-en: Who is in {place}?
# about-fr: Les acteurs de la commune.
# about-en: The actors of the commune.
# group: sectors
# param place: place | fr: Commune | en: Commune | example: 59350
# column actorLabel: fr: Acteur | en: Actor
# column actor: fr: Acteur (lien) | en: Actor (link)
"""
BODY = "\nSELECT DISTINCT ?actorLabel ?actor\nWHERE { ?actor ?in ?place ; ?named ?actorLabel }\nORDER BY ?actorLabel\n"
words = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=40).filter(
    lambda text: text.strip() == text and "|" not in text and "\x85" not in text
)
names = st.from_regex(r"[a-z][A-Za-z]{0,9}", fullmatch=True)


def one(kind: str, scheme: str | None = None, example: str = "x") -> Question:
    """Return a question with one parameter of a type."""
    asked = parsed("essai", HEADER + BODY)
    return replace(asked, parameters=(Parameter("place", kind, scheme, "Chose", "Thing", example),))


def test_a_header_becomes_a_question() -> None:
    asked = parsed("essai", HEADER + BODY)
    assert asked.title_fr == "Qui est à {place} ?"
    assert asked.parameters == (Parameter("place", "place", None, "Commune", "Commune", "59350"),)
    assert asked.columns[1] == Column("actor", "Acteur (lien)", "Actor (link)")
    assert asked.text.startswith("SELECT")
    assert asked.example == {"place": "59350"}


def test_a_title_shows_labels_or_values() -> None:
    asked = parsed("essai", HEADER + BODY)
    assert asked.title() == "Qui est à [Commune] ?"
    assert asked.title("en", {"place": "Lille"}) == "Who is in Lille?"
    assert asked.about("en") == "The actors of the commune."
    assert asked.columns[0].names == "actor"
    assert asked.columns[1].names is None
    assert (asked.columns[0].label(), asked.columns[0].label("en")) == ("Acteur", "Actor")
    assert (asked.parameters[0].label(), asked.parameters[0].label("en")) == ("Commune", "Commune")


@given(st.tuples(words, words, words, words), names, words, words, words, st.lists(names, min_size=1, unique=True))
def test_any_header_is_read_back_as_written(
    sentences: tuple[str, str, str, str], name: str, french: str, english: str, example: str, columns: list[str]
) -> None:
    fields = zip(("title-fr", "title-en", "about-fr", "about-en"), sentences, strict=True)
    lines = [f"# {field}: {sentence}" for field, sentence in fields]
    lines += ["# group: plan", f"# param {name}: concept:sectors | fr: {french} | en: {english} | example: {example}"]
    lines += [f"# column {column}: fr: {french} | en: {english}" for column in columns]
    selected = " ".join(f"?{column}" for column in columns)
    asked = parsed("essai", "\n".join(lines) + f"\n\nSELECT {selected}\nWHERE {{ ?s ?p ?o }}\n")
    assert (asked.title_fr, asked.title_en, asked.about_fr, asked.about_en) == sentences
    assert asked.parameters == (Parameter(name, "concept", "sectors", french, english, example),)
    assert asked.columns == tuple(Column(column, french, english) for column in columns)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("# title-en: Who is in {place}?\n", "", 1, "lacks title-en"),
        ("# group: sectors", "# group: nowhere", 1, "is no group"),
        ("# group: sectors", "# title-fr: encore", 5, "stands twice"),
        ("# group: sectors", "# titel: encore", 5, "no header name"),
        ("# group: sectors", "# group sectors", 5, "no header line"),
        ("place: place |", "place: country |", 6, "no known type"),
        ("place: place |", "place: concept |", 6, "no known type"),
        ("place: place |", "place: concept:countries |", 6, "no concept scheme"),
        (" | example: 59350", "", 6, "parameter place is malformed"),
        ("# column actorLabel: fr: Acteur | en: Actor", "# column actorLabel: Acteur", 7, "column actorLabel"),
        ("# column actorLabel: fr: Acteur | en: Actor\n", "", 1, "columns differ"),
    ],
)
def test_a_wrong_header_is_refused_with_its_line(old: str, new: str, line: int, said: str) -> None:
    assert old in HEADER
    with pytest.raises(QueryRefused, match=said) as refused:
        parsed("essai", HEADER.replace(old, new) + BODY)
    assert refused.value.line == line
    assert refused.value.where == f"essai.rq, line {line}"


def test_the_selected_names_are_those_of_the_outer_select() -> None:
    body = (
        "SELECT ?a (GROUP_CONCAT(DISTINCT ?b; SEPARATOR=' ; ') AS ?all) (MIN(?n) AS ?low)\nWHERE { SELECT ?a WHERE {} }"
    )
    assert selected_names(body) == ("a", "all", "low")


def test_questions_come_by_group_and_then_by_id() -> None:
    found = questions()
    assert [(asked.group, asked.id) for asked in found] == sorted(
        ((asked.group, asked.id) for asked in found), key=lambda pair: (GROUPS.index(pair[0]), pair[1])
    )
    assert {asked.group for asked in found} == set(GROUPS)
    assert len({asked.title_fr for asked in found}) == len(found) >= 26


def test_an_unknown_question_names_close_ones() -> None:
    with pytest.raises(UnknownName, match="collaborators-of"):
        question("colaborators-of")
    with pytest.raises(UnknownName, match="list of questions"):
        question("zzz")


@pytest.mark.parametrize(
    "value",
    [
        "universite-alpha", ACTOR + "universite-alpha", "Université Alpha", "universite alpha", "UNIVERSITÉ  ALPHA",
        "l'Université Alpha", "UA", " ua ", "Alpha University",
    ],
)  # fmt: skip
def test_an_actor_goes_by_key_iri_label_or_spelling(world_store: Embedded, value: str) -> None:
    assert terms(world_store, question("collaborators-of"), {"actor": value}) == {
        "actor": Iri(ACTOR + "universite-alpha")
    }


@pytest.mark.parametrize(
    ("identifier", "given", "iri"),
    [
        ("trainings-in-place", {"place": "59350"}, "id/place/59350"),
        ("trainings-in-place", {"place": "lille"}, "id/place/59350"),
        ("alliance-partners", {"alliance": "alliance omega"}, "id/actor/alliance-omega"),
        ("actions-depending-on", {"action": "1.1"}, "id/action/1.1"),
        ("actions-depending-on", {"action": "former les formateurs"}, "id/action/1.1"),
        ("support-by-service", {"service": "financement"}, "scheme/services/financement"),
        ("actors-by-sector", {"sector": "Banque et assurance"}, "scheme/sectors/banque-assurance"),
    ],
)
def test_other_things_go_by_key_or_name(
    world_store: Embedded, identifier: str, given: dict[str, str], iri: str
) -> None:
    (found,) = terms(world_store, question(identifier), given).values()
    assert found == Iri("https://w3id.org/maillage/" + iri)


@pytest.mark.parametrize(
    ("value", "close"),
    [("societe-etta", "societe-eta"), ("Ecole Lamda", "ecole-lambda"), ("gamma", "labo-gamma"), ("alfa", "Give a key")],
)
def test_an_unknown_actor_names_close_ones(world_store: Embedded, value: str, close: str) -> None:
    with pytest.raises(UnknownName, match=r"is not known \(Actor\)") as refused:
        ask(world_store, "collaborators-of", {"actor": value})
    assert close in refused.value.remedy


def test_an_actor_that_is_no_alliance_is_not_accepted_as_one(world_store: Embedded) -> None:
    with pytest.raises(UnknownName, match=r"not known \(Alliance"):
        ask(world_store, "alliance-partners", {"alliance": "ville-zeta"})


def test_a_name_of_several_things_is_not_guessed(world_store: Embedded) -> None:
    place = one("concept", "sectors")
    doubled = Embedded()
    doubled.load(world_store.quads())
    from graph.rdf import Quad

    label = Iri("http://www.w3.org/2004/02/skos/core#altLabel")
    for key in ("btp", "banque"):
        subject = Iri("https://w3id.org/maillage/scheme/sectors/" + key)
        doubled.load([Quad(subject, label, Literal("Deux fois", XSD + "string"), Iri("urn:essai"))])
    with pytest.raises(UnknownName, match="names several things") as refused:
        terms(doubled, place, {"place": "deux fois"})
    assert "banque, btp" in refused.value.remedy


def test_a_missing_or_empty_parameter_is_refused_with_an_example(world_store: Embedded) -> None:
    for given_values in ({}, {"actor": "  "}):
        with pytest.raises(QueryRefused, match="needs actor") as refused:
            ask(world_store, "collaborators-of", given_values)
        assert "actor=" in refused.value.remedy


def test_a_parameter_that_the_question_does_not_have_is_refused(world_store: Embedded) -> None:
    with pytest.raises(UnknownName, match="'acteur' is no parameter") as refused:
        ask(world_store, "collaborators-of", {"acteur": "societe-eta"})
    assert refused.value.remedy == "It takes actor."
    with pytest.raises(UnknownName, match="no parameter") as refused:
        ask(world_store, "isolated-actors", {"actor": "societe-eta"})
    assert refused.value.remedy == "It takes no parameter."


def test_integers_are_whole_numbers(world_store: Embedded) -> None:
    assert terms(world_store, one("integer"), {"place": "07"}) == {"place": Literal("7", XSD + "integer")}
    for value in ("7.5", "sept", "1e3", "٣"):
        with pytest.raises(QueryRefused, match="no whole number"):
            terms(world_store, one("integer"), {"place": value})


def test_texts_are_short_and_plain(world_store: Embedded) -> None:
    assert terms(world_store, one("text"), {"place": 'a"b'}) == {"place": Literal('a"b')}
    for value in ("x" * 201, "a\x00b"):
        with pytest.raises(QueryRefused, match="too long or holds control signs"):
            terms(world_store, one("text"), {"place": value})


def test_choices_are_sorted_and_labelled(world_store: Embedded) -> None:
    alliances = choices(world_store, question("alliance-partners").parameters[0])
    assert [(choice.key, choice.label) for choice in alliances] == [("alliance-omega", "Alliance Omega")]
    places = choices(world_store, question("trainings-in-place").parameters[0])
    assert [choice.label for choice in places] == ["Amiens", "Arras", "Lille"]
    actors = choices(world_store, question("collaborators-of").parameters[0])
    assert len(actors) == 22
    assert [choice.label for choice in actors][6:9] == ["École Chi", "École Lambda", "Équipe Mu"]
    actions = choices(world_store, question("actions-depending-on").parameters[0])
    assert [choice.label for choice in actions] == ["Former les formateurs", "Ouvrir un atelier", "Tenir un annuaire"]
    assert choices(world_store, one("text").parameters[0]) == ()


@pytest.mark.parametrize(
    "attack",
    [
        "societe-eta> } UNION { ?partner ?p ?o } #",
        'x" } UNION { ?actorLabel ?p ?o } #',
        "<urn:x>",
        "59' || true || '",
        '59" } } #',
        "?actor",
    ],
)
def test_a_value_is_bound_never_pasted(world_store: Embedded, attack: str) -> None:
    with pytest.raises(UnknownName):
        ask(world_store, "collaborators-of", {"actor": attack})
    assert ask(world_store, "actors-by-departement", {"departement": attack}).rows == ()


def test_a_question_written_out_answers_the_same(world_store: Embedded) -> None:
    text = written_out(world_store, "collaborators-of", {"actor": "Société Eta"})
    assert f"<{ACTOR}societe-eta>" in text
    assert world_store.select(text) == ask(world_store, "collaborators-of", {"actor": "societe-eta"})


def test_a_parameter_has_one_of_the_known_types() -> None:
    assert {parameter.kind for asked in questions() for parameter in asked.parameters} <= set(KINDS)
