"""The OpenAPI document tells the truth: every address is in it, every example answers, and the page shows all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from api.app import create_app

if TYPE_CHECKING:
    import httpx

    from api.settings import Settings


@pytest.fixture(scope="module")
def document(client: httpx.Client) -> dict[str, Any]:
    answer = client.get("/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_every_operation_is_named_summed_up_and_answered(document: dict[str, Any]) -> None:
    names = []
    for path, item in document["paths"].items():
        for operation in item.values():
            assert operation["summary"], path
            assert operation["responses"]["default"]["content"]["application/problem+json"]["example"]
            assert set(re.findall(r"\{(\w+)\}", path)) == {
                each["name"] for each in operation["parameters"] if each["in"] == "path"
            }
            names.append(operation["operationId"])
    assert len(names) == len(set(names))


def test_the_document_lists_the_routes_that_there_are(document: dict[str, Any], settings: Settings) -> None:
    routes = {getattr(route, "path", "") for route in create_app(settings).routes if getattr(route, "methods", None)}
    hidden = {"/", "/openapi.json", "/robots.txt", "/reconcile/", "/.well-known/void"}
    plain = {path.replace(":path", "") for path in routes - hidden if "{suffix}" not in path and "genid" not in path}
    assert plain - {"/sparql/"} <= set(document["paths"])


EXAMPLES = ("/search", "/suggest", "/reconcile", "/reconcile/suggest/entity", "/reconcile/suggest/type",
            "/reconcile/properties", "/questions", "/analyses", "/match", "/what-if", "/health", "/ns",
            "/sparql")  # fmt: skip


@pytest.mark.parametrize("path", EXAMPLES)
def test_the_examples_answer(client: httpx.Client, document: dict[str, Any], path: str) -> None:
    operation = document["paths"][path]["get"]
    values = {each["name"]: each["example"] for each in operation["parameters"] if "example" in each}
    answer = client.get(path, params=values)
    assert answer.status_code == 200, answer.text
    media = answer.headers["content-type"].split(";")[0]
    assert media in operation["responses"]["200"]["content"]
    schema = operation["responses"]["200"]["content"][media]["schema"]
    if schema.get("$ref") == "#/components/schemas/Envelope":
        assert set(answer.json()) == {"data", "meta"}


def test_the_page_lists_every_address_and_needs_no_network(client: httpx.Client, document: dict[str, Any]) -> None:
    page = client.get("/docs", headers={"Accept": "text/html"}).text
    for path in document["paths"]:
        assert f" {path}</code>" in page
    assert not re.search(r'(?:src|<link[^>]*href)="https?://', page)


FILES = ("/catalogue", "/examples", "/void", "/metrics", "/network", "/report", "/dumps/")


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("accept", ["*/*", "text/html", "application/n-triples"])
def test_every_media_type_answered_is_documented(
    client: httpx.Client, document: dict[str, Any], path: str, accept: str
) -> None:
    said = document["paths"][path]["get"]["responses"]
    answer = client.get(path, headers={"Accept": accept})
    media = answer.headers["content-type"].split(";")[0]
    assert media in said.get(str(answer.status_code), said["default"])["content"]


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/n-triples", "text/csv", "image/png"])
def test_a_problem_comes_in_a_documented_media_type(
    client: httpx.Client, document: dict[str, Any], accept: str
) -> None:
    answer = client.get("/id/actor/nobody", headers={"Accept": accept})
    said = document["paths"]["/id/{rest}"]["get"]["responses"]["default"]["content"]
    assert answer.status_code in (404, 406)
    assert answer.headers["content-type"].split(";")[0] in said


def test_what_a_post_carries_is_documented(client: httpx.Client, document: dict[str, Any]) -> None:
    carried = document["paths"]["/sparql"]["post"]["requestBody"]["content"]
    assert set(carried) == {"application/x-www-form-urlencoded", "application/sparql-query"}
    query = carried["application/x-www-form-urlencoded"]["schema"]["properties"]["query"]["example"]
    for media in carried:
        sent = {"data": {"query": query}} if "form" in media else {"content": query}
        assert client.post("/sparql", headers={"Content-Type": media}, **sent).status_code == 200
