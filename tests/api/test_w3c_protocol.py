"""The W3C test suite of the SPARQL 1.1 Protocol, over the endpoint as it is: read-only, so updates must be refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pyoxigraph as ox
import pytest

from api.settings import Settings
from graph.embedded import Embedded
from graph.native import house_term
from graph.rdf import Iri, Literal, Quad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

SUITE = Path(__file__).resolve().parents[3] / "shared" / "w3c-rdf-tests" / "protocol"
pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason=f"the W3C suite is not at {SUITE.name} beside the project")
DATA = "http://kasei.us/2009/09/sparql/data/"
REQUESTS = """
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX ht: <http://www.w3.org/2011/http#>
PREFIX cnt: <http://www.w3.org/2011/content#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?test ?request ?path ?method ?body ?coding ?boolean ?format
  (COUNT(DISTINCT ?before) AS ?place) (GROUP_CONCAT(DISTINCT STR(?status)) AS ?statuses)
  (GROUP_CONCAT(DISTINCT ?header; separator="\\n") AS ?headers)
WHERE {
  ?test a mf:ProtocolTest ; mf:action/ht:requests ?list .
  ?list rdf:rest* ?node . ?node rdf:first ?request .
  ?list rdf:rest* ?before . ?before rdf:rest* ?node .
  ?request ht:absolutePath ?path ; ht:methodName ?method .
  OPTIONAL { ?request ht:resp ?resp .
    OPTIONAL { ?resp mf:expectedStatus ?status } OPTIONAL { ?resp mf:expectedBoolean ?boolean }
    OPTIONAL { ?resp mf:expectedFormat ?format } }
  OPTIONAL { ?request ht:body ?content . ?content cnt:chars ?body OPTIONAL { ?content cnt:characterEncoding ?coding } }
  OPTIONAL { ?request ht:headers/rdf:rest*/rdf:first ?field . ?field ht:fieldName ?name ; ht:fieldValue ?value
    BIND(CONCAT(?name, ": ", ?value) AS ?header) }
}
GROUP BY ?test ?request ?path ?method ?body ?coding ?boolean ?format
ORDER BY ?test ?place
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One request of a test, and what must come back."""

    test: str
    method: str
    path: str
    body: bytes | None
    headers: tuple[tuple[str, str], ...]
    statuses: tuple[str, ...]
    boolean: bool | None
    form: str | None

    @property
    def is_update(self) -> bool:
        return self.test.startswith(("update_", "bad_update", "bad_multiple_updates"))

    def ask(self, client: httpx.Client) -> httpx.Response:
        return client.request(self.method, self.path, content=self.body, headers=list(self.headers))


def steps() -> tuple[Step, ...]:
    if not SUITE.is_dir():
        return ()
    store = ox.Store()
    store.load((SUITE / "manifest.ttl").read_bytes(), ox.RdfFormat.TURTLE, base_iri="http://manifest/")
    found = store.query(REQUESTS)
    assert isinstance(found, ox.QuerySolutions)
    return tuple(_step(row) for row in found)


def _step(row: ox.QuerySolution) -> Step:
    said = {name: row[name].value if row[name] else "" for name in ("path", "method", "statuses", "headers")}
    coding = row["coding"].value if row["coding"] else "utf-8"
    headers = tuple((name, value) for name, _, value in (line.partition(": ") for line in said["headers"].split("\n")))
    return Step(
        row["test"].value.rpartition("#")[2],
        said["method"],
        said["path"],
        row["body"].value.encode(coding) if row["body"] else None,
        tuple(each for each in headers if each[0]),
        tuple(each.rpartition("StatusCode")[2] for each in said["statuses"].split()),
        row["boolean"].value == "true" if row["boolean"] else None,
        row["format"].value if row["format"] else None,
    )


STEPS = steps()
TESTS = tuple(dict.fromkeys(step.test for step in STEPS))


@pytest.fixture(scope="module")
def suite_client(
    tmp_path_factory: pytest.TempPathFactory, serve_over: Callable[[Settings], AbstractContextManager[httpx.Client]]
) -> Iterator[httpx.Client]:
    """A server over the data of the suite, under the names that its queries use."""
    release = tmp_path_factory.mktemp("w3c") / "releases" / "one"
    release.mkdir(parents=True)
    store = Embedded(release / "store")
    for number in (1, 2, 3):
        graph = Iri(f"{DATA}data{number}.rdf")
        for triple in ox.parse((SUITE / f"data{number}.nt").read_bytes(), ox.RdfFormat.N_TRIPLES):
            subject, value = house_term(triple.subject), house_term(triple.object)
            if isinstance(subject, Iri) and isinstance(value, Iri | Literal):
                store.load([Quad(subject, Iri(triple.predicate.value), value, graph)])
    store.flush()
    store.close()
    with serve_over(Settings(release=release)) as client:
        yield client


@pytest.mark.parametrize("test", TESTS)
def test_a_case_of_the_protocol_suite(suite_client: httpx.Client, test: str) -> None:
    for step in (each for each in STEPS if each.test == test):
        answer = step.ask(suite_client)
        if step.is_update:
            assert 400 <= answer.status_code < 500
            return
        classes = {str(answer.status_code), f"{answer.status_code // 100}xx"}
        assert classes & set(step.statuses), (answer.status_code, answer.text[:300])
        if step.boolean is not None:
            assert answer.json()["boolean"] is step.boolean
        if step.form in {"boolean", "tabular"}:
            assert answer.headers["content-type"].startswith(("application/sparql-results+json", "text/"))
        if step.form == "RDF":
            assert answer.headers["content-type"].startswith(("text/turtle", "application/"))


def test_the_score_of_the_suite(suite_client: httpx.Client) -> None:
    """Queries are answered to the letter; updates are a service of their own, which this endpoint does not offer."""
    assert len(TESTS) == 34
    assert sum(step.is_update for step in {step.test: step for step in STEPS}.values()) == 14


def test_nothing_of_the_updates_came_through(suite_client: httpx.Client) -> None:
    asked = {"query": "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}
    assert suite_client.get("/sparql", params=asked).json()["results"]["bindings"][0]["n"]["value"] == "3"
