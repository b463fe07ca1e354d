"""The pages and documents of things, the questions, the search and the headers of every answer."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from api.formats import GRAPHS
from api.wording import say, wording
from ontology.iris import BASE
from visualizations import palette

if TYPE_CHECKING:
    import httpx

HTML = {"Accept": "text/html"}
LAB = "/id/actor/fictilab"
PAGES = [
    "/", "/questions", "/questions/collaborators-of?actor=fictilab", "/analyses", "/analyses/bridges", "/search?q=fict",
    "/sparql", LAB, "/id/tie/chaire", "/id/training/t1", "/id/source/essai-2020", "/evidence/essai-2020/ties-chaire",
    "/graph/inferred", "/scheme/actor-kinds", "/scheme/actor-kinds/laboratory", "/ns", "/nowhere", "/id/actor/nobody",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_whole_in_both_languages(client: httpx.Client, path: str, language: str) -> None:
    answer = client.get(path, headers={**HTML, "Accept-Language": language})
    assert answer.status_code == (404 if "no" in path.rpartition("/")[2][:2] else 200)
    assert f'<html lang="{language}">' in answer.text
    assert answer.text.count("<h1") == 1
    assert '<a class="skip"' in answer.text
    ids = re.findall(r'\sid="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))
    for name in re.findall(r'<label[^>]*for="([^"]+)"', answer.text):
        assert name in ids
    assert "style=" not in answer.text
    assert not re.search(r"\son\w+=", answer.text)
    assert not re.search(r'(?:src|<link[^>]*href)="https?://', answer.text)


def test_french_comes_first_and_the_switch_leads_to_english(client: httpx.Client) -> None:
    plain = client.get(LAB, headers=HTML)
    assert '<html lang="fr">' in plain.text
    assert f'href="{LAB}?lang=en"' in plain.text
    english = client.get(f"{LAB}?lang=en", headers={**HTML, "Accept-Language": "fr"})
    assert '<html lang="en">' in english.text
    assert 'href="/questions?lang=en"' in english.text


@pytest.mark.parametrize("path", PAGES[:-2])
def test_head_is_answered_wherever_get_is(client: httpx.Client, path: str) -> None:
    answer = client.head(path, headers=HTML)
    assert answer.status_code == 200
    assert answer.content == b""


@pytest.mark.parametrize("path", ["/", "/nowhere", "/sparql?query=x", "/network", "/static/site.css", "/health"])
def test_every_answer_has_the_same_safety_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers
    assert headers["referrer-policy"]
    policy = headers["content-security-policy"]
    assert ("'unsafe-inline'" in policy) == (path == "/network")


def test_the_page_shows_each_fact_with_the_row_that_says_it(client: httpx.Client) -> None:
    text = client.get(LAB, headers=HTML).text
    for expected in (
        "Ficti-Lab",
        "Chaire d&#39;essai",
        "partenaire académique",
        "Formation d&#39;essai",
        "laboratoire",
    ):
        assert expected in text
    assert 'href="/evidence/essai-2020/actors-fictilab"' in text
    assert "essai-2020, § 1.2, l. 12" in text
    row = client.get("/evidence/essai-2020/actors-fictilab", headers=HTML).text
    assert 'href="/id/source/essai-2020"' in row
    assert "<dd>12</dd>" in row
    assert f'href="{LAB}"' in row


def test_the_points_of_an_action_stand_in_the_order_of_their_sheet(client: httpx.Client) -> None:
    text = client.get("/id/action/9.9", headers=HTML).text
    assert 0 < text.index("Point venu avant") < text.index("Point venu après")


def test_a_publication_shows_its_whole_address_and_its_source_lists_it(client: httpx.Client) -> None:
    text = client.get("/id/publication/almanach", headers=HTML).text
    assert ">https://example.org/long_way/almanach_1.pdf</a>" in text
    assert 'href="/id/source/essai-2020"' in text
    listed = client.get("/id/source/essai-2020", headers=HTML).text.partition("Publications citées")[2]
    assert "Almanach d&#39;essai" in listed
    assert "2018" in listed


def test_a_hostile_label_is_only_text(client: httpx.Client) -> None:
    browser = {"Accept": "text/html"}
    for path in ("/id/actor/hostile", LAB, "/search?q=script", "/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D"):
        text = client.get(path, headers=browser).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text
        assert 'href="javascript:' not in text
    echoed = client.get("/search", params={"q": '"><script>alert(1)</script>'}, headers=browser).text
    assert "<script>alert" not in echoed


@pytest.mark.parametrize("shape", GRAPHS, ids=lambda shape: shape.suffix)
@pytest.mark.parametrize(
    "path", [LAB, "/scheme/actor-kinds", "/evidence/essai-2020/ties-chaire", "/ns", "/graph/inferred"]
)
def test_a_thing_comes_in_each_format_by_header_and_by_suffix(client: httpx.Client, path: str, shape: object) -> None:
    from api.formats import Format

    assert isinstance(shape, Format)
    engine = {
        "ttl": "TURTLE",
        "nt": "N_TRIPLES",
        "jsonld": "JSON_LD",
        "rdf": "RDF_XML",
        "trig": "TRIG",
        "nq": "N_QUADS",
    }
    by_header, by_suffix = client.get(path, headers={"Accept": shape.media}), client.get(f"{path}.{shape.suffix}")
    for answer in (by_header, by_suffix):
        assert answer.status_code == 200
        assert answer.headers["content-type"].split(";")[0] == shape.media
        assert list(ox.parse(answer.content, getattr(ox.RdfFormat, engine[shape.suffix])))
    assert by_header.headers["etag"] == by_suffix.headers["etag"]
    assert 'rel="alternate"' in by_header.headers["link"]


@pytest.mark.parametrize(("suffix", "shape"), [("trig", ox.RdfFormat.TRIG), ("nq", ox.RdfFormat.N_QUADS)])
def test_a_document_with_graphs_has_a_default_graph_too(client: httpx.Client, suffix: str, shape: ox.RdfFormat) -> None:
    quads = set(ox.parse(client.get(f"{LAB}.{suffix}").content, shape))
    flat = {quad.triple for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)}
    assert flat == {quad.triple for quad in quads if not isinstance(quad.graph_name, ox.DefaultGraph)}
    assert flat == {quad.triple for quad in ox.parse(client.get(f"{LAB}.nt").content, ox.RdfFormat.N_TRIPLES)}


def test_the_evidence_document_names_its_graph(client: httpx.Client) -> None:
    answer = client.get("/evidence/essai-2020/ties-chaire.trig")
    graphs = {str(quad.graph_name) for quad in ox.parse(answer.content, ox.RdfFormat.TRIG)}
    assert f"<{BASE}evidence/essai-2020/ties-chaire>" in graphs


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/html", "text/html"), ("text/turtle", "text/turtle"), ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"), ("*/*", "application/problem+json"),
        ("text/plain", "text/plain"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_in_the_format_asked_for(client: httpx.Client, accept: str, media: str) -> None:
    answer = client.get("/id/actor/nobody", headers={"Accept": accept})
    assert answer.status_code == 404
    assert answer.headers["content-type"].split(";")[0] == media


@pytest.mark.parametrize(
    "path",
    ["/id/actor/%00", "/id/actor/a%20b", "/id/actor/<x>", "/id/%F0%9F%98%80/x", "/id/actor/..%2f..", "/evidence/x"],
)
def test_odd_addresses_are_not_found(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_merged_actor_leads_to_the_one_that_stands_for_it(client: httpx.Client) -> None:
    for path, target in (("/id/actor/ancien-labo", LAB), ("/id/actor/ficti-lab.ttl", f"{LAB}.ttl")):
        answer = client.get(path)
        assert answer.status_code == 301
        assert answer.headers["location"] == target


def test_the_search_passes_over_accents_and_case(client: httpx.Client) -> None:
    for text in ("evry", "ÉVRY EN REVE", "ficti lab", "Fictilab"):
        found = client.get("/search", params={"q": text}).json()["data"]
        assert found[0]["iri"] == f"{BASE}id/actor/fictilab"
    assert client.get("/search", params={"q": "introuvable"}).json()["meta"]["count"] == 0
    assert client.get("/search", params={"q": "x" * 300}).status_code == 400


def test_a_question_answers_in_json_csv_and_html(client: httpx.Client) -> None:
    listed = client.get("/questions").json()["data"]
    assert any(each["id"] == "everything-about" for each in listed)
    said = client.get("/questions/everything-about", params={"actor": "fictilab"}).json()
    assert said["meta"]["count"] == len(said["data"]) > 0
    assert set(said["data"][0]) == {column["key"] for column in said["meta"]["columns"]}
    table = client.get("/questions/everything-about.csv", params={"actor": "fictilab"})
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(list(csv.reader(io.StringIO(table.text)))) == said["meta"]["count"] + 1
    assert client.get("/questions/unheard-of").status_code == 404
    assert client.get("/questions/everything-about").status_code == 400
    assert client.get("/questions/everything-about", params={"actor": "nobody"}).status_code == 404
    form = client.get("/questions/everything-about", headers=HTML)
    assert '<select id="p-actor"' in form.text


def test_an_answer_in_english_has_the_english_names_of_terms(client: httpx.Client) -> None:
    french = client.get("/questions/uncertain-rows", params={"lang": "fr"}).json()["data"]
    english = client.get("/questions/uncertain-rows", params={"lang": "en"}).json()["data"]
    assert [each["certaintyLabel"] for each in french] == ["probable", "probable"]
    assert [each["certaintyLabel"] for each in english] == ["likely", "likely"]
    assert [{**each, "certaintyLabel": ""} for each in french] == [{**each, "certaintyLabel": ""} for each in english]


def test_a_label_that_looks_like_a_formula_is_defused_in_tables(client: httpx.Client) -> None:
    table = client.get("/questions/actors-by-kind.csv?kind=laboratory")
    assert table.status_code == 200
    from api.answers import csv_table

    assert csv_table(["a"], [["=1+1"], ["-5"], ["+x"], [None]]) == "a\r\n'=1+1\r\n-5\r\n'+x\r\n\"\"\r\n"


def test_an_analysis_answers_in_json_csv_and_html(client: httpx.Client) -> None:
    names = [each["name"] for each in client.get("/analyses").json()["data"]]
    assert "bridges" in names
    assert client.get("/analyses/bridges").json()["meta"]["analysis"] == "bridges"
    assert client.get("/analyses/bridges.csv").headers["content-type"].startswith("text/csv")
    assert client.get("/analyses/unheard-of").status_code == 404


def test_the_files_of_the_build_are_served_with_a_tag(client: httpx.Client) -> None:
    for path in ("/network", "/report", "/download/ecosystem.trig", "/download/build.json"):
        first = client.get(path)
        assert first.status_code == 200
        assert client.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert client.get("/download/network.gexf").status_code == 404
    assert client.get("/download/..%2f..%2fstore").status_code == 404


def test_discovery_documents_are_where_tools_look(client: httpx.Client) -> None:
    answer = client.get("/void.ttl")
    triples = list(ox.parse(answer.content, ox.RdfFormat.TURTLE))
    counted = [t for t in triples if str(t.predicate) == "<http://rdfs.org/ns/void#triples>"]
    assert counted
    assert client.get("/.well-known/void").headers["location"] == "/void.ttl"
    assert (
        client.get("/void", headers={"Accept": "application/rdf+xml"}).headers["content-type"] == "application/rdf+xml"
    )


def test_health_and_readiness_are_told_apart(client: httpx.Client) -> None:
    assert client.get("/health").json()["status"] == "ok"
    assert client.get("/ready").json()["status"] == "ready"


def test_a_forged_host_leads_nowhere(client: httpx.Client) -> None:
    answer = client.get("/questions/", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["location"]) == (308, "/questions")
    assert "evil.example" not in client.get("/sparql", headers={"Host": "evil.example"}).text


def test_every_text_stands_in_both_languages() -> None:
    for key, texts in wording().items():
        assert len(texts) == 2, key
        assert all(text.strip() for text in texts), key
    templates = Path(str(say.__code__.co_filename)).parent / "templates"
    used = {
        key for path in templates.glob("*.html") for key in re.findall(r'say\("([a-z0-9.-]+)"', path.read_text("utf-8"))
    }
    assert {key for key in used if not key.endswith(".")} <= set(wording())


def test_the_style_sheet_uses_the_colours_of_the_palette() -> None:
    sheet = (Path(str(say.__code__.co_filename)).parent / "static" / "site.css").read_text("utf-8")
    known = palette.css()
    for line in re.findall(r"--[a-z-]+: #[0-9a-f]{6};", sheet):
        assert line in known


def test_the_shapes_and_the_ontology_are_documents_at_their_own_addresses(client: httpx.Client) -> None:
    for path in ("/ns", "/shapes"):
        page = client.get(path, headers=HTML)
        assert page.headers["content-type"].startswith("text/html")
        turtle = client.get(path, headers={"Accept": "text/turtle"})
        assert len(list(ox.parse(turtle.content, ox.RdfFormat.TURTLE))) > 3
        assert 'rel="alternate"' in turtle.headers["link"]
        assert turtle.headers["last-modified"].endswith("GMT")
        tag = turtle.headers["etag"]
        assert client.get(path, headers={"Accept": "text/turtle", "If-None-Match": tag}).status_code == 304
    assert "mls:" in client.get("/shapes", headers=HTML).text


def test_a_document_says_when_it_was_made_and_where_its_twins_are(client: httpx.Client) -> None:
    answer = client.get(LAB, headers={"Accept": "text/turtle"})
    assert answer.headers["last-modified"].endswith("GMT")
    assert 'rel="describedby"' in answer.headers["link"]
    assert f'<{BASE}id/actor/fictilab>; rel="canonical"' in answer.headers["link"]
    assert client.get(LAB, headers={"Accept": "text/turtle", "If-None-Match": answer.headers["etag"]}).content == b""
