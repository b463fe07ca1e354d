"""What harvesters read: each document parses, says the truth, and leads somewhere."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS

from ontology.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    import httpx

    from api.settings import Settings as Chosen

DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"
DCT = "http://purl.org/dc/terms/"
SH = "http://www.w3.org/ns/shacl#"


@pytest.fixture(scope="module")
def whole(region: Path, serve_over: Callable[[Chosen], AbstractContextManager[httpx.Client]]) -> Iterator[httpx.Client]:
    """A server over the packaged tables, built for real."""
    from api.settings import Settings

    with serve_over(Settings(release=region / "current", deadline=20.0)) as client:
        yield client


def read(client: httpx.Client, path: str) -> ox.Store:
    answer = client.get(path)
    assert answer.status_code == 200
    store = ox.Store()
    store.load(answer.content, ox.RdfFormat.TURTLE)
    return store


def values(store: ox.Store, name: str) -> list[str]:
    return [quad.object.value for quad in store.quads_for_pattern(None, ox.NamedNode(name), None)]  # type: ignore[union-attr]


def test_each_dump_is_whole_and_listed_with_its_checksum(whole: httpx.Client) -> None:
    listed = whole.get("/dumps/").json()["dumps"]
    suffixes = {each["name"].split(".")[-2] for each in listed}
    assert suffixes == {"trig", "nq", "ttl", "jsonld", "csv", "graphml", "gexf"}
    sums = whole.get("/dumps/SHA256SUMS").text
    for each in listed:
        packed = whole.get(f"/dumps/{each['name']}").content
        assert hashlib.sha256(packed).hexdigest() == each["sha256"]
        assert f"{each['sha256']}  {each['name']}\n" in sums
        assert hashlib.sha256(gzip.decompress(packed)).hexdigest() == each["unpacked_sha256"]
        assert packed[4:8] == b"\x00" * 4
        assert each["name"].startswith(f"maillage-{__version__}-")
        held = whole.get(f"/dumps/{each['name']}", headers={"If-None-Match": f'"{each["sha256"]}"'})
        assert held.status_code == 304


def test_the_dumps_of_quads_hold_what_the_store_holds(whole: httpx.Client) -> None:
    query = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    count = int(whole.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["n"]["value"])
    for suffix, form in (("nq", ox.RdfFormat.N_QUADS), ("jsonld", ox.RdfFormat.JSON_LD), ("trig", ox.RdfFormat.TRIG)):
        body = gzip.decompress(whole.get(f"/dumps/maillage-{__version__}-ecosystem.{suffix}.gz").content)
        assert len(set(ox.parse(body, form))) == count


def test_the_dcat_record_lists_every_dump(whole: httpx.Client) -> None:
    store = read(whole, "/catalogue.ttl")
    names = {each["url"] for each in whole.get("/dumps/").json()["dumps"]}
    assert set(values(store, DCAT + "downloadURL")) == names
    assert set(values(store, DCAT + "version")) == {__version__}
    parts = [each for each in whole.get("/dumps/").json()["dumps"] if each["source"]]
    identifiers = values(store, DCT + "identifier")
    assert len(identifiers) == len(set(identifiers)) == len(names) + len(parts) + 3
    for quad in store:
        for term in (quad.subject, quad.object):
            assert not isinstance(term, ox.NamedNode) or term.value.startswith(("http://", "https://"))


def test_the_dcat_record_is_fit_for_harvesting(whole: httpx.Client) -> None:
    shapes = Graph().parse(Path(__file__).with_name("dcat-ap.ttl"))
    record = Graph().parse(data=whole.get("/catalogue.ttl").text, format="turtle")
    conforms, _, said = pyshacl.validate(record, shacl_graph=shapes, advanced=False)
    assert conforms, said
    record.remove((None, DCTERMS.publisher, None))
    assert not pyshacl.validate(record, shacl_graph=shapes)[0], "the shapes see what is missing"


def test_each_part_is_under_the_licence_of_its_source(whole: httpx.Client) -> None:
    record = Graph().parse(data=whole.get("/catalogue.ttl").text, format="turtle")
    rows = {
        row["source"]: row for row in csv.DictReader(io.StringIO(whole.get("/dumps/LICENCES.csv").text, newline=""))
    }
    listed = {each["source"]: each for each in whole.get("/dumps/").json()["dumps"] if each["source"]}
    assert set(rows) == set(listed)
    assert rows["esco-1.2.0"]["licence_url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert rows["presse-accord"]["licence"] == "non précisée"
    for key, row in rows.items():
        file = URIRef(listed[key]["url"])
        said = {str(each) for each in record.objects(file, DCTERMS.license)}
        assert said == ({row["licence_url"]} if row["licence_url"] else set())
        assert bool(list(record.objects(file, DCTERMS.rights))) == (not row["licence_url"])
        assert listed[key]["licence"] == row["licence"]
        assert row["dump"] == listed[key]["name"]


def test_the_parts_of_the_sources_make_the_whole(whole: httpx.Client) -> None:
    def lines(name: str) -> list[bytes]:
        body = whole.get(f"/dumps/maillage-{__version__}-{name}.nq.gz").content
        return gzip.decompress(body).splitlines()

    listed = [each["source"] for each in whole.get("/dumps/").json()["dumps"] if each["source"]]
    parts = {key: lines(f"source-{key}") for key in listed}
    assert sorted(line for part in parts.values() for line in part) == lines("ecosystem")
    assert not any(b"/evidence/esco-" in line for key, part in parts.items() if key != "esco-1.2.0" for line in part
                   if line.rpartition(b" <")[2].startswith(b"https://w3id.org/maillage/evidence/"))  # fmt: skip
    assert all(parts.values())


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "rdf", "nt"])
@pytest.mark.parametrize("path", ["/catalogue", "/examples", "/void"])
def test_each_document_comes_in_each_format(whole: httpx.Client, path: str, suffix: str) -> None:
    assert whole.get(f"{path}.{suffix}").status_code == 200


def test_every_example_runs(whole: httpx.Client) -> None:
    store = read(whole, "/examples.ttl")
    queries = [text for form in ("select", "ask", "construct", "describe") for text in values(store, SH + form)]
    assert len(queries) >= 50
    for query in queries:
        answer = whole.post("/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"})
        assert answer.status_code == 200, query


def test_the_store_describes_itself_with_true_counts(whole: httpx.Client) -> None:
    query = f"""SELECT ?class ?count WHERE {{
      <https://w3id.org/maillage/> <{VOID}classPartition> ?part . ?part <{VOID}class> ?class ; <{VOID}entities> ?count
      FILTER(STRSTARTS(STR(?class), "https://w3id.org/maillage/")) }}"""
    rows = whole.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert len(rows) > 30
    for row in rows[:10]:
        counted = f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a <{row['class']['value']}> }}"
        found = whole.get("/sparql", params={"query": counted}).json()["results"]["bindings"][0]["n"]["value"]
        assert found == row["count"]["value"]


def test_the_well_known_address_leads_to_the_description(whole: httpx.Client) -> None:
    answer = whole.get("/.well-known/void")
    assert answer.status_code == 302
    assert answer.headers["location"].endswith("/void.ttl")
