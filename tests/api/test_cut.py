"""Whoever gets a part of an answer can know it: from the body where the format has a place, else from the headers."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.plugins.sparql.results.xmlresults import XMLResultParser

from api.cut import is_strict, linked_head

if TYPE_CHECKING:
    import httpx

LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
SHORT = "SELECT * { ?a ?b ?c } LIMIT 5"
GRAPH = "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }"
HELP = "https://maillage.example/docs#cut"
SRX = "{http://www.w3.org/2005/sparql-results#}"


def asked(client: httpx.Client, query: str, shape: str, **headers: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, "format": shape}, headers=headers)


@pytest.mark.parametrize("shape", ["json", "xml", "csv", "tsv"])
def test_headers_say_that_a_table_was_cut_and_where_to_read_on(client: httpx.Client, shape: str) -> None:
    for _ in range(2):  # the second comes from those kept
        part = asked(client, LONG, shape)
        assert part.headers["x-maillage-truncated"] == "rows; rows=2000"
        assert part.headers["link"] == f'<{HELP}>; rel="help"'
    whole = asked(client, SHORT, shape)
    assert not {"x-maillage-truncated", "link", "content-disposition"} & set(whole.headers)


def test_a_cut_table_in_json_or_xml_says_so_in_its_head(client: httpx.Client) -> None:
    said = asked(client, LONG, "json").json()
    assert said["head"]["link"] == [HELP]
    assert said["truncated"] == {"by": "rows", "rows": 2000}
    assert "link" not in asked(client, SHORT, "json").json()["head"]
    text = asked(client, LONG, "xml").content
    tree = ElementTree.fromstring(text)  # noqa: S314 - our own answer
    assert [each.get("href") for each in tree.iter(f"{SRX}link")] == [HELP]
    assert len(list(tree.iter(f"{SRX}result"))) == 2000
    assert len(list(XMLResultParser().parse(io.BytesIO(text)))) == 2000  # type: ignore[no-untyped-call]
    assert rdflib.query.Result.parse(io.BytesIO(asked(client, LONG, "json").content), format="json").vars is not None


@pytest.mark.parametrize(("query", "shape"), [(LONG, "csv"), (LONG, "tsv"), (GRAPH, "jsonld")])
def test_a_format_without_a_place_for_it_has_a_file_name_that_says_it(
    client: httpx.Client, query: str, shape: str
) -> None:
    assert f"cut-after-2000-rows.{shape}" in asked(client, query, shape).headers["content-disposition"]


def test_who_wants_all_or_nothing_gets_an_error_and_not_a_part(client: httpx.Client) -> None:
    for shape in ("json", "csv"):
        for _ in range(2):
            refused = asked(client, LONG, shape, Prefer="respond-async, handling = strict")
            assert refused.status_code == 400
            assert "longer than this service gives" in refused.text
        assert asked(client, LONG, shape).status_code == 200
        assert asked(client, SHORT, shape, Prefer="handling=strict").status_code == 200
    assert "Prefer" in asked(client, SHORT, "csv").headers["vary"]


def test_the_page_tells_that_it_was_cut_in_both_languages(client: httpx.Client) -> None:
    for language, words in (("fr", "Résultat coupé à 2000 lignes"), ("en", "Result cut at 2000 rows")):
        for query in (LONG, GRAPH):
            page = client.get("/sparql", params={"query": query, "lang": language}, headers={"Accept": "text/html"})
            assert words in page.text
            assert "/docs" in page.text
        docs = client.get("/docs", params={"lang": language}, headers={"Accept": "text/html"}).text
        assert 'id="cut"' in docs
        assert "2000" in docs
    assert "coupé" not in client.get("/sparql", params={"query": SHORT}, headers={"Accept": "text/html"}).text


def test_a_long_graph_is_shown_in_part(client: httpx.Client) -> None:
    page = client.get("/sparql", params={"query": GRAPH}, headers={"Accept": "text/html"}).text
    shown = page.partition('<pre tabindex="0">')[2].partition("</pre>")[0]
    assert shown.count("\n") <= 500


def test_the_head_is_found_whatever_the_table_holds() -> None:
    body = b'{"head":{"vars":["s","o"]},"results":{"bindings":[{"o":{"type":"literal","value":"]}"}}]}}'
    assert linked_head(body, "json", "a:b").count(b'"link":["a:b"]') == 1
    assert linked_head(b'{"head":{"vars":[]},"results":{}}', "json", "a:b") == (
        b'{"head":{"vars":[],"link":["a:b"]},"results":{}}'
    )
    assert linked_head(b"s,o\r\n", "csv", "a:b") == b"s,o\r\n"


def test_only_strict_is_strict() -> None:
    assert is_strict(b"Handling=Strict")
    assert not is_strict(b"handling=lenient")
    assert not is_strict(b"")
