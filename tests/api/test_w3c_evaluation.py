"""The W3C evaluation tests of SPARQL 1.1 whose data fit in VALUES, asked over the endpoint in JSON and in XML."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx

SUITE = Path(__file__).resolve().parents[3] / "shared" / "w3c-rdf-tests" / "inline.json"
TESTS: list[dict[str, Any]] = json.loads(SUITE.read_text("utf-8")) if SUITE.is_file() else []
XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double", "float"))
SRX = "{http://www.w3.org/2005/sparql-results#}"
KNOWN = frozenset({"aggregates-agg-groupconcat-04", "aggregates-agg-groupconcat-06"})
"""What the engine gets wrong: the language tag of GROUP_CONCAT."""

pytestmark = pytest.mark.skipif(not TESTS, reason="the W3C suite is not beside the project")


def term(kind: str, value: str, datatype: str, language: str) -> tuple[str, ...]:
    """Return a term for comparing: numbers and truths by their value, blank nodes without their name."""
    if kind == "bnode":
        return ("bnode",)
    if datatype == XSD + "boolean":
        return datatype, {"1": "true", "0": "false"}.get(value, value)
    if datatype in NUMBERS:
        try:
            return datatype, str(Decimal(value).normalize())
        except InvalidOperation:
            return datatype, value
    return kind, value, "" if datatype == XSD + "string" else datatype, language.lower()


def from_json(row: dict[str, dict[str, str]]) -> frozenset[tuple[str, tuple[str, ...]]]:
    return frozenset(
        (name, term(cell["type"], cell["value"], cell.get("datatype", ""), cell.get("xml:lang", "")))
        for name, cell in row.items()
    )


def from_xml(result: ElementTree.Element) -> frozenset[tuple[str, tuple[str, ...]]]:
    found = []
    for binding in result:
        cell = binding[0]
        language = cell.get("{http://www.w3.org/XML/1998/namespace}lang", "")
        kind = cell.tag.removeprefix(SRX)
        found.append((binding.get("name", ""), term(kind, cell.text or "", cell.get("datatype", ""), language)))
    return frozenset(found)


def asked(client: httpx.Client, query: str, media: str) -> httpx.Response:
    answer = client.post("/sparql", data={"query": query}, headers={"Accept": f"application/sparql-results+{media}"})
    assert answer.status_code == 200, answer.text
    return answer


@pytest.mark.parametrize("case", TESTS, ids=[str(case["id"]) for case in TESTS])
def test_an_answer_is_the_one_that_the_w3c_expects(
    client: httpx.Client, case: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    if case["id"] in KNOWN:
        request.applymarker(pytest.mark.xfail(strict=True, reason="a known gap of the engine"))
    said = asked(client, case["query"], "json").json()
    tree = ElementTree.fromstring(asked(client, case["query"], "xml").content)  # noqa: S314 - our own answer
    if "boolean" in case:
        assert said["boolean"] is case["boolean"]
        assert tree.findtext(f"{SRX}boolean") == str(case["boolean"]).lower()
        return
    expected = Counter(map(from_json, case["rows"]))
    assert Counter(map(from_json, said["results"]["bindings"])) == expected
    assert Counter(map(from_xml, tree.iter(f"{SRX}result"))) == expected
    assert [each.get("name") for each in tree.iter(f"{SRX}variable")] == said["head"]["vars"]
    assert set(said["head"]["vars"]) >= set(case["vars"])
