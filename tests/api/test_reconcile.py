"""The reconciliation service answers what its published schemas say, and is sure only when it may be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

if TYPE_CHECKING:
    import httpx

SCHEMAS = Path(__file__).with_name("reconciliation-0.2")
ROOT = "https://reconciliation-api.github.io/specs/0.2/schemas/"


def checked(name: str, answer: object) -> None:
    known = {path.name: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.json")}
    registry: Registry[object] = Registry().with_resources(
        (ROOT + file, Resource.from_contents(schema, default_specification=DRAFT7)) for file, schema in known.items()
    )
    Draft7Validator(known[f"{name}.json"], registry=registry).validate(answer)


def asked(client: httpx.Client, queries: dict[str, object]) -> dict[str, list[dict[str, object]]]:
    checked("reconciliation-query-batch", queries)
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    checked("reconciliation-result-batch", answer.json())
    assert set(answer.json()) == set(queries)
    return {key: found["result"] for key, found in answer.json().items()}


@pytest.mark.parametrize("path", ["/reconcile", "/reconcile/"])
def test_the_manifest_says_what_the_service_does(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"Origin": "http://127.0.0.1:3333"})
    checked("manifest", answer.json())
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json()["defaultTypes"] == [{"id": "Actor", "name": "Acteur"}]
    assert answer.json()["batchSize"] == 100


def test_an_exact_name_a_spelling_and_an_identifier_are_sure(client: httpx.Client) -> None:
    texts = (
        "Laboratoire Fictilab d'Évry-en-Rêve", "laboratoire fictilab d evry en reve", "Ficti-Lab", "actor/fictilab",
        "https://w3id.org/maillage/id/actor/fictilab", "fictilab",
    )  # fmt: skip
    found = asked(client, {f"q{at}": {"query": text, "type": "Actor"} for at, text in enumerate(texts)})
    for results in found.values():
        assert results[0]["id"] == "actor/fictilab"
        assert results[0]["match"] is True
        assert sum(bool(each["match"]) for each in results) == 1


def test_what_is_only_alike_is_never_sure(client: httpx.Client) -> None:
    found = asked(client, {"a": {"query": "Fictilab d'Evry"}, "b": {"query": "Fictilap"}, "c": {"query": "Inconnu"}})
    assert found["a"][0]["id"] == "actor/fictilab"
    assert found["b"][0]["id"] == "actor/fictilab"
    assert found["c"] == []
    assert not any(each["match"] for results in found.values() for each in results)


def test_each_query_is_answered_by_itself(client: httpx.Client) -> None:
    alone = asked(client, {"q": {"query": "Ficti-Lab"}})["q"]
    among = asked(client, {"x": {"query": "Formation"}, "q": {"query": "Ficti-Lab"}, "y": {"query": "zzz"}})["q"]
    assert alone == among


def test_a_property_that_contradicts_takes_the_certainty_away(client: httpx.Client) -> None:
    right = {"query": "Ficti-Lab", "properties": [{"pid": "departement-code", "v": "59"}]}
    wrong = {"query": "Ficti-Lab", "properties": [{"pid": "departement-code", "v": ["80"]}]}
    silent = {"query": "Ficti-Lab", "properties": [{"pid": "sector", "v": {"id": "x", "name": "Banque"}}]}
    found = asked(client, {"right": right, "wrong": wrong, "silent": silent})
    assert found["right"][0]["match"] is True
    assert found["wrong"][0]["match"] is False
    assert found["silent"][0]["match"] is True


def test_the_type_keeps_others_out(client: httpx.Client) -> None:
    assert asked(client, {"q": {"query": "Ficti-Lab", "type": ["Training"]}})["q"] == []
    assert asked(client, {"q": {"query": "Formation d'essai", "type": "Training"}})["q"][0]["match"] is True


def test_people_are_not_matched(client: httpx.Client) -> None:
    assert asked(client, {"q": {"query": "Personne A"}, "r": {"query": "person/personne-a"}}) == {"q": [], "r": []}


def test_queries_come_by_get_too(client: httpx.Client) -> None:
    answer = client.get("/reconcile", params={"queries": json.dumps({"q0": {"query": "Ficti-Lab", "limit": 1}})})
    assert [each["id"] for each in answer.json()["q0"]["result"]] == ["actor/fictilab"]


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"queries": "{"}, 400), ({"queries": "[]"}, 400), ({"queries": '{"q": 3}'}, 400),
        ({"queries": '{"q": {"query": "x", "type": "Unheard"}}'}, 400), ({"queries": "[" * 5000}, 400),
        ({"queries": '{"\\udc00": {"query": "x"}}'}, 400), ({"queries": '{"q": {"query": "\\ud800"}}'}, 400),
        ({"queries": json.dumps({str(at): {"query": "x"} for at in range(101)})}, 413),
        ({"extend": '{"ids": []}'}, 400), ({"extend": '{"ids": [], "properties": [{"id": "unheard"}]}'}, 400),
        ({"extend": json.dumps({"ids": ["x"] * 101, "properties": []})}, 413),
        ({"extend": json.dumps({"ids": ["x"], "properties": [{"id": "kind"}] * 101})}, 413),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_a_problem(client: httpx.Client, form: dict[str, str], status: int) -> None:
    answer = client.post("/reconcile", data=form)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_names_types_and_properties_are_completed(client: httpx.Client) -> None:
    entities = client.get("/reconcile/suggest/entity", params={"prefix": "fict"}).json()
    checked("suggest-entities-response", entities)
    assert entities["result"][0]["id"] == "actor/fictilab"
    types = client.get("/reconcile/suggest/type", params={"prefix": "form"}).json()
    checked("suggest-types-response", types)
    assert types["result"] == [{"id": "Training", "name": "Formation"}]
    properties = client.get("/reconcile/suggest/property", params={"prefix": "dép"}).json()
    checked("suggest-properties-response", properties)
    assert {"departement", "departement-code"} <= {each["id"] for each in properties["result"]}
    proposed = client.get("/reconcile/properties", params={"type": "Training", "limit": 2}).json()
    checked("data-extension-property-proposal", proposed)
    assert len(proposed["properties"]) == 2


@pytest.mark.parametrize(
    ("sort", "identifier", "words"),
    [
        ("entity", "actor/fictilab", "acteur"),
        ("type", "Training", "Formation"),
        ("property", "departement", "Acteur, Formation"),
    ],
)
def test_a_suggestion_is_explained(client: httpx.Client, sort: str, identifier: str, words: str) -> None:
    way = client.get("/reconcile").json()["suggest"][sort]["flyout_service_path"].replace("${id}", identifier)
    answer = client.get(way)
    assert answer.json()["id"] == identifier
    assert words in answer.json()["html"]
    assert answer.headers["access-control-allow-origin"] == "*"
    assert client.get(way + "-unheard").status_code == 404


def test_an_explanation_is_text_and_nothing_more(client: httpx.Client) -> None:
    said = client.get("/reconcile/flyout/entity", params={"id": "actor/hostile"}).json()["html"]
    assert "<script>" not in said
    assert "&lt;script&gt;" in said


def test_no_script_is_answered_to_a_callback(client: httpx.Client) -> None:
    answer = client.get("/reconcile", params={"callback": "alert(1)//"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "alert" not in answer.text


def test_columns_are_filled_from_the_graph(client: httpx.Client) -> None:
    asked = {"ids": ["actor/fictilab", "actor/nobody"], "properties": [{"id": "kind"}, {"id": "place"},
             {"id": "departement"}, {"id": "partner"}]}  # fmt: skip
    checked("data-extension-query", asked)
    answer = client.post("/reconcile", data={"extend": json.dumps(asked)}).json()
    checked("data-extension-response", answer)
    assert answer["rows"]["actor/fictilab"]["kind"] == [{"str": "laboratoire"}]
    assert answer["rows"]["actor/fictilab"]["place"] == [{"id": "place/59009", "name": "Villefictive"}]
    assert answer["rows"]["actor/fictilab"]["departement"] == [{"str": "Nord"}]
    assert answer["rows"]["actor/fictilab"]["partner"][0]["id"] == "actor/hostile"
    assert answer["rows"]["actor/nobody"]["kind"] == []


def test_a_property_asked_for_twice_is_looked_up_once(client: httpx.Client) -> None:
    asked = {"ids": ["actor/fictilab"], "properties": [{"id": "kind"}] * 50}
    answer = client.post("/reconcile", data={"extend": json.dumps(asked)}).json()
    assert [each["id"] for each in answer["meta"]] == ["kind"]


def test_the_preview_may_be_framed_and_bites_nobody(client: httpx.Client) -> None:
    answer = client.get("/reconcile/preview", params={"id": "actor/hostile"})
    assert answer.status_code == 200
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "<script>" not in answer.text
    assert client.get("/reconcile/preview", params={"id": "actor/nobody"}).status_code == 404
    assert client.get("/reconcile/preview", params={"id": "person/personne-a"}).status_code == 404
