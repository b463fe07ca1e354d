"""Names are found whatever the accents, the case and a wrong letter; what is found can be narrowed and paged."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.searching import EXACT, FUZZY, NAMES, SOME, START, TEXT, WORDS, Search
from graph.embedded import Embedded
from graph.search_index import NAME, Entry, folded, write
from graph.stemming import stem, stems
from ontology.errors import StoreUnavailable
from ontology.iris import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

THINGS = (
    ("actor", "lille", "Université de Lille", "univ. lille"), ("actor", "artois", "Université d'Artois", ""),
    ("actor", "uni", "Uni", ""), ("actor", "isen", "ISEN Lille", ""), ("training", "t", "Université d'été", ""),
)  # fmt: skip
HTML = {"Accept": "text/html"}


@pytest.fixture
def found() -> Iterator[Search]:
    made = []
    for kind, key, label, other in THINGS:
        entry = Entry(f"{BASE}id/{kind}/{key}", kind, {"fr": label}, {label, *filter(None, [other])})
        entry.facets.add(("departement", "62" if key == "artois" else "59"))
        made.append(entry)
    made[3].about["fr"].append("École d'ingénieurs")
    search = Search(write(":memory:", sorted(made, key=lambda entry: entry.order)))
    yield search
    search.close()


def keys(hits: object) -> list[str]:
    assert isinstance(hits, tuple)
    return [hit.key for hit in hits]


def test_whole_names_come_before_starts_and_starts_before_words(found: Search) -> None:
    assert keys(found.suggest("uni")) == ["actor/uni", "actor/artois", "actor/lille", "training/t"]
    assert [hit.tier for hit in found.suggest("uni")[:2]] == [EXACT, START]
    assert keys(found.suggest("lille"))[0] in {"actor/isen", "actor/lille"}


def test_accents_case_order_and_a_wrong_letter_do_not_count(found: Search) -> None:
    for text in ("UNIVERSITE D'ARTOIS", "artois université", "univrsité d'artois", "univesrite artois", "arotis"):
        assert keys(found.suggest(text))[0] == "actor/artois", text
    assert found.suggest("univesrite artois")[0].tier == FUZZY
    assert found.suggest("zzzzz") == ()
    assert found.suggest(" -!") == ()


def test_signs_of_the_engine_are_only_signs(found: Search) -> None:
    for text in ('"', "uni*", "a AND b", "NEAR(uni lille)", "folded:uni", "^uni", "x' OR 1=1 --", "\x00", "é" * 200,
                 "º ª ½", "ⅷ 字 ა", "names : uni", "- uni", "uni + lille", " ".join("abcdefghij" * 5)):  # fmt: skip
        found.suggest(text)
        found.search(text)


def test_descriptions_are_found_after_names(found: Search) -> None:
    assert keys(found.search("ingénieurs").hits) == ["actor/isen"]


def test_words_are_found_across_the_names_and_the_description_of_one_thing(found: Search) -> None:
    across = found.search("univ université lille").hits
    assert [(hit.key, hit.tier) for hit in across] == [("actor/lille", WORDS if across[0].tier == WORDS else NAMES)]
    described = found.search("ingénieur lille").hits
    assert [(hit.key, hit.tier) for hit in described] == [("actor/isen", TEXT)]
    assert keys(found.suggest("isen ingénieurs")) == ["actor/isen"]


@pytest.mark.parametrize(
    "asked",
    [
        "réseau région",
        "RÉSEAUX RÉGIONAUX",
        "réseau régionale",
        "le réseau de la région",
        "regional reseaux",
        "région rés",
    ],
)
def test_forms_of_a_word_find_each_other(asked: str) -> None:
    labels = ("Réseau régional d'innovation", "Région", "Réseau national")
    made = [Entry(f"{BASE}id/actor/{at}", "actor", {"fr": label}, {label}) for at, label in enumerate(labels)]
    search = Search(write(":memory:", made))
    assert keys(search.search(asked).hits) == ["actor/0"]
    assert keys(search.suggest(asked)) == ["actor/0"]
    search.close()


def test_exact_labels_come_before_stems_and_stems_before_descriptions() -> None:
    names = ("Laboratoires", "Un laboratoire", "Laboratoire", "Institut")
    made = [Entry(f"{BASE}id/actor/{at}", "actor", {"fr": label}, {label}) for at, label in enumerate(names)]
    made[3].about["fr"].append("Laboratoire de recherche")
    search = Search(write(":memory:", made))
    assert [(hit.key, hit.tier) for hit in search.search("laboratoire").hits] == [
        ("actor/2", EXACT), ("actor/0", START), ("actor/1", WORDS), ("actor/3", TEXT)]  # fmt: skip
    assert [hit.tier for hit in search.search("laboratoires").hits] == [EXACT, NAMES, NAMES, TEXT]
    search.close()


def test_artificial_intelligence_is_found_by_its_short_and_its_long_name_in_both_languages() -> None:
    names = ("Groupe IA santé", "Health and AI", "Intelligence artificielle et santé")
    made = [Entry(f"{BASE}id/actor/{at}", "actor", {"fr": label}, {label}) for at, label in enumerate(names)]
    search = Search(write(":memory:", made))
    assert sorted(keys(search.search("santé intelligence artificielle").hits)) == ["actor/0", "actor/2"]
    assert keys(search.search("artificial intelligence health").hits) == ["actor/1"]
    search.close()


def test_what_has_all_words_but_one_is_found_when_nothing_has_all(found: Search) -> None:
    answer = found.search("université lille zzzz")
    assert [(hit.key, hit.tier) for hit in answer.hits] == [("actor/lille", SOME)]
    assert found.search("zzzz yyyy").count == 0
    assert found.suggest("université lille zzzz") == ()


def test_an_index_of_an_older_build_is_made_anew_in_memory(tmp_path: Path) -> None:
    write(tmp_path / NAME, [Entry(f"{BASE}id/actor/a", "actor", {"fr": "A"}, {"A"})]).close()
    known = Search.over(tmp_path, Embedded())
    assert known.thing(f"{BASE}id/actor/a") is not None
    known.close()
    old = sqlite3.connect(tmp_path / NAME)
    old.execute("PRAGMA user_version=1")
    old.close()
    anew = Search.over(tmp_path, Embedded())
    assert anew.thing(f"{BASE}id/actor/a") is None
    anew.close()


@given(st.text(max_size=40))
def test_a_stem_is_a_text_without_signs_and_stays_one(text: str) -> None:
    for word in folded(text).split():
        assert stem(word)
        assert stem(word)[:3] == word[:3] or word == "ai"
    assert all(stems(folded(text)))


def test_facets_count_what_is_found_and_narrow_it(found: Search) -> None:
    answer = found.search("université")
    assert answer.count == 3
    assert dict(answer.facets["departement"]) == {"59": 2, "62": 1}
    assert keys(found.search("université", {"departement": "62"}).hits) == ["actor/artois"]
    assert found.search("université", {"departement": "62", "kind": "training"}).count == 0


def test_pages_make_the_whole_list(found: Search) -> None:
    pages = [keys(found.search("", page=page, size=2).hits) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert len({key for page in pages for key in page}) == 5


def test_a_broken_index_is_said_to_be_broken(tmp_path: Path) -> None:
    (tmp_path / "search.sqlite").write_bytes(b"not a database, however long it may be" * 99)
    with pytest.raises((StoreUnavailable, sqlite3.DatabaseError)):
        Search.over(tmp_path, Embedded()).suggest("uni")


def test_the_page_and_the_json_of_a_search_say_the_same(client: httpx.Client) -> None:
    said = client.get("/search", params={"q": "fictilab"}).json()
    page = client.get("/search", params={"q": "fictilab"}, headers=HTML).text
    shown = re.findall(r'<li><a href="(/[^"?]+)', page.partition('class="hits"')[2].partition("</ol>")[0])
    assert ["/" + each["iri"].removeprefix(BASE) for each in said["data"]] == shown
    assert said["meta"]["page"] == {"number": 1, "size": 25, "pages": 1}
    assert said["meta"]["facets"]["kind"][0]["label"]
    assert said["meta"]["links"]["self"].startswith("https://maillage.example/search?q=fictilab")
    assert "tous sauf un" in client.get("/search", params={"q": "fictilab zzzz"}, headers=HTML).text
    assert client.get("/search?page=0").status_code == 400
    assert client.get("/search?size=x").status_code == 400


def test_people_are_found_only_with_their_function(client: httpx.Client) -> None:
    found = client.get("/search", params={"q": "personne"}).json()["data"]
    assert [(each["label"], each["description"].split(" · ")[0]) for each in found] == [("Personne A", "Directrice")]


def test_completions_are_json_for_every_client(client: httpx.Client) -> None:
    for accept in ("*/*", "text/html", "application/json"):
        answer = client.get("/suggest", params={"q": "ficti", "kind": "actor"}, headers={"Accept": accept})
        assert answer.headers["content-type"] == "application/json"
        assert answer.json()["data"][0]["iri"] == f"{BASE}id/actor/fictilab"


def test_the_figures_of_the_home_page_lead_to_what_they_count(client: httpx.Client) -> None:
    page = client.get("/", headers=HTML).text
    figures = re.findall(r'<dt><a href="([^"]+)">[^<]*</a>.*?</dt><dd>([\d ]+)</dd>', page)
    assert len(figures) > 2
    for path, number in figures:
        count = client.get(path.replace("&amp;", "&")).json()["meta"]["count"]
        assert count == int(number.replace(" ", "")), path


def test_the_language_is_kept_once_chosen(client: httpx.Client) -> None:
    for header, language in (("en,fr", "fr"), ("en-US,en;q=0.9", "en"), ("fr;q=0.5,en;q=0.9", "en"), ("de", "fr")):
        page = client.get("/", headers={**HTML, "Accept-Language": header})
        assert f'<html lang="{language}">' in page.text
    chosen = client.get("/?lang=en", headers=HTML).headers["set-cookie"]
    assert chosen.startswith("lang=en; Path=/;")
    assert "SameSite=Lax" in chosen
    kept = client.get("/", headers={**HTML, "Cookie": "lang=en", "Accept-Language": "fr"})
    assert '<html lang="en">' in kept.text
    assert "Cookie" in kept.headers["vary"]
    forged = client.get("/?lang=%0d%0aX: 1", headers={**HTML, "Cookie": "lang=<x>"})
    assert "set-cookie" not in forged.headers
    assert '<html lang="fr">' in forged.text


def test_each_place_of_a_source_is_shown_once_for_a_tie(client: httpx.Client) -> None:
    page = client.get("/id/actor/fictilab", headers=HTML).text
    tie = page.partition('<article class="tie')[2].partition("</article>")[0]
    assert tie.count("<span>essai-2020, § 2.1, l. 40</span>") == 1
    assert 'href="/evidence/essai-2020/involvements-c1"' in tie


def test_what_is_known_names_the_kind_once_and_the_basis_beside_the_place(client: httpx.Client) -> None:
    page = client.get("/id/actor/fictilab", headers=HTML).text
    facts = page.partition('id="facts"')[2].partition("</table>")[0]
    assert "laboratoire" not in facts
    assert facts.count("scheme/place-basis/") == 1
    assert re.search(r"Villefictive</a> <small>\(d&#39;après : <a", facts)
    assert page.partition('class="types"')[2].partition("</p>")[0].count("laboratoire") == 1
