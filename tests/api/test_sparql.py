"""The SPARQL 1.1 Protocol, case by case, over a store whose answers are known."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

if TYPE_CHECKING:
    import httpx

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
ACTORS = "SELECT ?a WHERE { ?a a <https://w3id.org/maillage/ns#Actor> } ORDER BY ?a"
LABELS = 'SELECT ?l WHERE { ?a <http://www.w3.org/2004/02/skos/core#prefLabel> ?l FILTER(CONTAINS(?l, "Fictilab")) }'


def names(body: str) -> list[str]:
    return [row["a"]["value"].rpartition("/")[2] for row in json.loads(body)["results"]["bindings"]]


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_get_and_both_posts_answer_alike(client: httpx.Client, path: str) -> None:
    answers = [
        client.get(path, params={"query": ACTORS}),
        client.post(path, data={"query": ACTORS}),
        client.post(path, content=ACTORS.encode(), headers={"Content-Type": "application/sparql-query; charset=UTF-8"}),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/sparql-results+json"
        assert names(answer.text) == ["fictilab", "hostile", "tableur"]
        assert answer.headers["x-maillage-rows"] == "3"
        assert "x-maillage-truncated" not in answer.headers


def test_head_has_the_headers_of_get_and_no_body(client: httpx.Client) -> None:
    asked = {"query": ACTORS}
    head, get = client.head("/sparql", params=asked), client.get("/sparql", params=asked)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == get.headers["etag"]
    assert head.headers["content-type"] == get.headers["content-type"]


def test_options_answers_a_preflight_and_tolerates_unknown_headers(client: httpx.Client) -> None:
    answer = client.options(
        "/sparql", headers={"Origin": "https://x.example", "Access-Control-Request-Headers": "queryid, content-type"}
    )
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "queryid" in answer.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
        (b"query=", FORM, 400),
        (b"", FORM, 400),
        (b"", DIRECT, 400),
        (b"query=%ff%fe", FORM, 400),
        (b"query=ASK%7B%7D%zz", FORM, 400),
        ("ASK {}".encode("utf-16"), DIRECT, 400),
        ("ASK {}".encode("utf-16"), {"Content-Type": "application/sparql-query; charset=utf-16"}, 415),
        (b"ASK {}", {"Content-Type": "text/plain"}, 415),
        (b"ASK {}", {}, 415),
        (b"ASK {}", {**DIRECT, "Content-Encoding": "gzip"}, 415),
        (b"update=CLEAR+ALL", FORM, 403),
        (b"CLEAR ALL", {"Content-Type": "application/sparql-update"}, 403),
        (b"query=ASK%7B%7D&using-graph-uri=http%3A%2F%2Fx%2F", FORM, 403),
        (b"query=ASK%7B%7D&default-graph-uri=relative", FORM, 400),
        (b"ASK {} #" + b"x" * 1_000_001, DIRECT, 413),
    ],
)
def test_a_request_that_breaks_the_protocol_is_refused(
    client: httpx.Client, body: bytes, headers: dict[str, str], status: int
) -> None:
    answer = client.post("/sparql", content=body, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Traceback" not in answer.text


def test_an_update_by_get_is_refused(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"update": "CLEAR ALL"}).status_code == 403


def test_another_method_is_refused_with_what_is_allowed(client: httpx.Client) -> None:
    answer = client.put("/sparql", content=b"x")
    assert answer.status_code == 405
    assert {"GET", "HEAD", "POST"} <= set(answer.headers["allow"].replace(" ", "").split(","))


def test_unknown_parameters_have_no_effect(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}", "timeout": "0", "nonsense": "x", "format": "nonsense"})
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "select * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX ex: <http://127.0.0.1:9/> ASK{SERVICEex:a{}}",
        "ASK{?s ?p trueSERVICE<http://127.0.0.1:9/>{}}",
        "ASK{?s ?p ?o FILTER(?o<'x>')SERVICE<http://127.0.0.1:9/>{}}",
        "ASK{?s ?p ?o FILTER(?o<?p)SERVICE#>\n<http://127.0.0.1:9/>{}}",
        "ASK{SERVICESILENT<http://127.0.0.1:9/>{}}",
        "SELECT * { SERVICE ?anywhere { ?s ?p ?o } }",
    ],
)
def test_service_is_disabled_however_it_is_written(client: httpx.Client, query: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == 403
    assert "SERVICE is disabled" in answer.json()["detail"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ('SERVICE <http://x/>' AS ?text) {}",
        "# SERVICE <http://x/> {}\nASK {}",
        "SELECT ?service { ?service <https://w3id.org/maillage/ns#service> ?o }",
        "PREFIX mlg: <https://w3id.org/maillage/ns#> ASK { ?s mlg:service <http://data.example/service> }",
        'SELECT * { ?s ?p ?o FILTER(STR(?o) = """SERVICE "quoted" """) }',
    ],
)
def test_the_word_service_in_a_text_or_a_name_is_no_call(client: httpx.Client, query: str) -> None:
    assert client.get("/sparql", params={"query": query}).status_code == 200


@pytest.mark.parametrize(
    "query", ["LOAD <http://127.0.0.1:9/>", "INSERT DATA { <a:a> <a:b> <a:c> }", "PREFIX a: <a:> DROP ALL"]
)
def test_an_update_in_the_place_of_a_query_is_refused(client: httpx.Client, query: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == 403
    assert "read-only" in answer.json()["detail"]


@pytest.mark.parametrize("graph", ["file:///etc/passwd", "http://127.0.0.1:9/data.ttl"])
def test_from_an_unknown_graph_is_refused_by_name(client: httpx.Client, graph: str) -> None:
    answer = client.get("/sparql", params={"query": f"ASK FROM <{graph}> {{ ?s ?p ?o }}"})
    assert answer.status_code == 400
    assert graph in answer.json()["detail"]


def test_from_a_known_graph_reads_that_graph_alone(client: httpx.Client) -> None:
    query = "PREFIX g: <https://w3id.org/maillage/graph/> SELECT (COUNT(*) AS ?a) FROM g:inferred { ?s ?p ?o }"
    found = client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["a"]["value"]
    assert found == "2"


def test_the_protocol_dataset_overrides_from(client: httpx.Client) -> None:
    query = "SELECT (COUNT(*) AS ?a) FROM <http://nowhere.example/> { ?s ?p ?o }"
    inferred = "https://w3id.org/maillage/graph/inferred"
    answer = client.get("/sparql", params={"query": query, "default-graph-uri": inferred})
    assert answer.json()["results"]["bindings"][0]["a"]["value"] == "2"
    empty = client.get("/sparql", params={"query": query, "default-graph-uri": "http://nowhere.example/"})
    assert empty.json()["results"]["bindings"][0]["a"]["value"] == "0"
    named = client.get(
        "/sparql",
        params={"query": "SELECT (COUNT(*) AS ?a) { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": [inferred]},
    )
    assert named.json()["results"]["bindings"][0]["a"]["value"] == "2"


def test_the_default_graph_is_the_union_each_triple_once(client: httpx.Client) -> None:
    query = "SELECT (COUNT(*) AS ?a) { ?s <https://w3id.org/maillage/ns#involvedActor> ?o }"
    assert client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["a"]["value"] == "2"


def test_relative_iris_resolve_against_the_base_of_the_graph(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": "ASK { <id/actor/fictilab> ?p ?o }"}).json()["boolean"] is True


def test_a_syntax_error_says_line_and_column(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * WHERE {\n ?s ?p }"})
    said = answer.json()
    assert answer.status_code == 400
    assert (said["line"], said["column"]) == (2, 9)
    plain = client.get("/sparql", params={"query": "SELEKT"}, headers={"Accept": "text/plain"})
    assert plain.headers["content-type"].startswith("text/plain")
    assert "line 1" in plain.text


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml;q=0.5, text/csv;q=0.9", "text/csv; charset=utf-8"),
        ("TEXT/Tab-Separated-Values", "text/tab-separated-values; charset=utf-8"),
        ("application/xml", "application/sparql-results+xml"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        (";;;junk", "application/sparql-results+json"),
    ],
)
def test_results_come_in_the_format_that_is_accepted(client: httpx.Client, accept: str | None, media: str) -> None:
    headers = {"Accept": accept} if accept else {"Accept": ""}
    answer = client.get("/sparql", params={"query": ACTORS}, headers=headers)
    assert answer.headers["content-type"] == media
    assert "Accept" in answer.headers["vary"]


def test_each_format_of_a_select_holds_the_same(client: httpx.Client) -> None:
    def got(suffix: str) -> str:
        return client.get("/sparql", params={"query": LABELS, "format": suffix}).text

    expected = "Laboratoire Fictilab d'Évry-en-Rêve"
    cell = json.loads(got("json"))["results"]["bindings"][0]["l"]
    assert cell == {"type": "literal", "value": expected, "xml:lang": "fr"}
    literal = ET.fromstring(got("xml")).find(".//{*}literal")  # noqa: S314
    assert literal is not None
    assert (literal.text, literal.get("{http://www.w3.org/XML/1998/namespace}lang")) == (expected, "fr")
    assert list(csv.reader(io.StringIO(got("csv")))) == [["l"], [expected]]
    assert got("tsv") == f'?l\n"{expected}"@fr\n'


def test_a_star_gives_the_columns_in_the_order_of_the_text(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * WHERE { ?z ?a ?m } LIMIT 1", "format": "csv"})
    assert answer.text.splitlines()[0] == "z,a,m"


def test_ask_answers_in_xml_and_json(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": "ASK {}"}).json() == {"head": {}, "boolean": True}
    answer = client.get("/sparql", params={"query": "ASK {}", "format": "xml"})
    assert "<boolean>true</boolean>" in answer.text


FORMATS = [
    ("text/turtle", ox.RdfFormat.TURTLE),
    ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    ("application/ld+json", ox.RdfFormat.JSON_LD),
    ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ("application/trig", ox.RdfFormat.TRIG),
    ("application/n-quads", ox.RdfFormat.N_QUADS),
]


@pytest.mark.parametrize(("media", "shape"), FORMATS)
@pytest.mark.parametrize(
    "query", ["CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "DESCRIBE <https://w3id.org/maillage/id/actor/fictilab>"]
)
def test_graphs_come_in_six_formats(client: httpx.Client, media: str, shape: ox.RdfFormat, query: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": media})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media
    found = {(str(quad.subject), str(quad.object)) for quad in ox.parse(answer.content, shape)}
    assert any("fictilab" in subject and "Évry" in value for subject, value in found)


def test_a_format_that_cannot_be_is_refused_with_the_list(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": ACTORS}, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/csv" in answer.json()["available"]


def test_an_empty_get_describes_the_service(client: httpx.Client) -> None:
    answer = client.get("/sparql")
    assert answer.headers["content-type"].startswith("text/turtle")
    triples = list(ox.parse(answer.content, ox.RdfFormat.TURTLE))
    endpoints = {str(t.object) for t in triples if str(t.predicate).endswith("#endpoint>")}
    assert endpoints == {"<https://maillage.example/sparql>"}
    assert "BasicFederatedQuery" not in answer.text
    as_xml = client.get("/sparql", headers={"Accept": "application/rdf+xml"})
    assert list(ox.parse(as_xml.content, ox.RdfFormat.RDF_XML))


def test_a_browser_gets_the_editor_and_the_answer_in_one_page(client: httpx.Client) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    empty = client.get("/sparql", headers=browser)
    assert "<textarea" in empty.text
    full = client.get("/sparql", params={"query": LABELS}, headers=browser)
    assert "Évry-en-Rêve" in full.text
    wrong = client.get("/sparql", params={"query": "SELECT <"}, headers=browser)
    assert wrong.status_code == 400
    assert 'data-line="1"' in wrong.text


def test_a_cut_answer_says_so(client: httpx.Client) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    answer = client.get("/sparql", params={"query": query})
    assert answer.headers["x-maillage-truncated"] == "rows; rows=2000"
    assert len(answer.json()["results"]["bindings"]) == 2000


@pytest.mark.parametrize("opened", ["{", "(", "["])
def test_deep_nesting_is_refused_before_the_engine(client: httpx.Client, opened: str) -> None:
    closed = {"{": "}", "(": ")", "[": "]"}[opened]
    query = "SELECT * WHERE {" + opened * 25_000 + closed * 25_000 + "}"
    answer = client.post("/sparql", content=query.encode(), headers=DIRECT)
    assert answer.status_code == 400
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_depth_without_brackets_costs_one_worker_at_most(client: httpx.Client) -> None:
    query = "SELECT * WHERE { ?s ?p ?o FILTER(" + "!" * 19_000 + "true) }"
    assert client.post("/sparql", content=query.encode(), headers=DIRECT).status_code in {200, 400, 503, 504}
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_an_answer_held_already_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/sparql", params={"query": ACTORS})
    again = client.get("/sparql", params={"query": ACTORS}, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
