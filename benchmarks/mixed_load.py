"""What the soak asks: well-behaved requests, whose answers are compared with those of the release."""

from __future__ import annotations

import html
import json
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.clients import RESULTS, Connection, Reply, Request
from benchmarks.known_answers import plain, rows_of_csv, rows_of_json

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from benchmarks.known_answers import KnownAnswers

__all__ = ["FAIR"]

_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
_INVOLVED = "<https://w3id.org/maillage/ns#involvedActor>"
_HAS = "<https://w3id.org/maillage/ns#hasInvolvement>"
_STREAMED = 40_000
"""Rows of a streamed answer, below the cap."""

_Told = tuple[Reply, "Callable[[KnownAnswers], bool]"]


def _look_up(client: Connection, known: KnownAnswers, chance: random.Random) -> _Told:
    iri = chance.choice(known.actors).iri
    query = f"SELECT ?l WHERE {{ <{iri}> <{_LABEL}> ?l }}"
    found = client.ask(f"{query} # {chance.randrange(10**9)}")
    return found, lambda other: rows_of_json(found.body) == other.rows(query)


def _look_up_again(client: Connection, known: KnownAnswers, chance: random.Random) -> _Told:
    iri = known.actors[chance.randrange(20)].iri
    query = f"SELECT ?p ?o WHERE {{ <{iri}> ?p ?o FILTER(isIRI(?o)) }}"
    found = client.ask(query, "text/csv")
    return found, lambda other: rows_of_csv(found.body) == other.rows(query)


def _join(client: Connection, known: KnownAnswers, chance: random.Random) -> _Told:
    iri = chance.choice(known.actors).iri
    query = (
        f"SELECT DISTINCT ?other ?l WHERE {{ ?t {_HAS}/{_INVOLVED} <{iri}> ; {_HAS}/{_INVOLVED} ?other . "
        f"?other <{_LABEL}> ?l }}"
    )
    found = client.ask(f"{query} # {chance.randrange(10**9)}")
    return found, lambda other: rows_of_json(found.body) == other.rows(query)


def _count(client: Connection, _: KnownAnswers, chance: random.Random) -> _Told:
    query = "SELECT ?k (COUNT(?a) AS ?n) WHERE { ?a a ?k } GROUP BY ?k"
    found = client.ask(f"{query} # {chance.randrange(10**9)}")
    return found, lambda other: rows_of_json(found.body) == other.rows(query)


def _post(client: Connection, known: KnownAnswers, chance: random.Random) -> _Told:
    iri = chance.choice(known.actors).iri
    query = f"SELECT ?p ?o WHERE {{ <{iri}> ?p ?o FILTER(!isBlank(?o)) }}"
    body = urlencode({"query": query}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": RESULTS}
    found = client.send("POST", "/sparql", body, headers)
    return found, lambda other: rows_of_json(found.body) == other.rows(query)


def _stream(client: Connection, _: KnownAnswers, chance: random.Random) -> _Told:
    query = f"SELECT ?s ?p ?o WHERE {{ ?s ?p ?o }} LIMIT {_STREAMED - chance.randrange(1000)}"
    accept = chance.choice((RESULTS, "text/csv"))
    found = client.ask(query, accept)
    read = rows_of_json if accept == RESULTS else rows_of_csv
    return found, lambda other: read(found.body).total() == other.count(query)


def _page(client: Connection, known: KnownAnswers, chance: random.Random) -> _Told:
    probe = chance.choice(known.actors)
    found = client.get(probe.path, "text/html")
    return found, lambda _: probe.label in html.unescape(found.body.decode())


def _document(client: Connection, known: KnownAnswers, chance: random.Random) -> _Told:
    probe = chance.choice(known.actors)
    found = client.get(probe.path, "application/n-triples")
    query = f"SELECT ?l WHERE {{ <{probe.iri}> <{_LABEL}> ?l }}"
    start = f"<{probe.iri}> <{_LABEL}> ".encode()
    return found, lambda other: sum(line.startswith(start) for line in found.body.split(b"\n")) == other.count(query)


def _question(client: Connection, known: KnownAnswers, chance: random.Random) -> _Told:
    address = chance.choice(sorted(known.questions))
    found = client.get(address)

    def is_right(other: KnownAnswers) -> bool:
        rows = Counter(tuple(map(plain, row.values())) for row in json.loads(found.body)["data"])
        return rows == other.questions[address]

    return found, is_right


def _search(client: Connection, known: KnownAnswers, chance: random.Random) -> _Told:
    probe = chance.choice(known.actors)
    found = client.get("/search?" + urlencode({"q": probe.label[:150], "format": "json", "size": "50"}))
    return found, lambda _: any(each["iri"] == probe.iri for each in json.loads(found.body)["data"])


def _suggest(client: Connection, known: KnownAnswers, chance: random.Random) -> _Told:
    probe = chance.choice(known.actors)
    found = client.get("/suggest?" + urlencode({"q": probe.label[:150], "limit": "20"}))
    return found, lambda _: any(each["iri"] == probe.iri for each in json.loads(found.body)["data"])


def _reconcile(client: Connection, known: KnownAnswers, chance: random.Random) -> _Told:
    probe = chance.choice(known.actors)
    asked = json.dumps({"q0": {"query": probe.label[:150], "type": "Actor", "limit": 10}})
    found = client.get("/reconcile?" + urlencode({"queries": asked}))
    return found, lambda _: any("/id/" + each["id"] == probe.path for each in json.loads(found.body)["q0"]["result"])


def _description(client: Connection, _: KnownAnswers, chance: random.Random) -> _Told:
    found = client.get(chance.choice(("/sparql", "/catalogue.ttl", "/health", "/ready", "/metrics", "/questions")))
    return found, lambda _: bool(found.body)


FAIR = (
    Request("look-ups that differ", 30, _look_up),
    Request("look-ups repeated", 20, _look_up_again),
    Request("joins", 10, _join),
    Request("counts by class", 4, _count),
    Request("queries by POST", 8, _post),
    Request("streams of 40,000 rows", 1, _stream),
    Request("pages", 4, _page),
    Request("documents", 4, _document),
    Request("named questions", 4, _question),
    Request("searches", 4, _search),
    Request("completions", 6, _suggest),
    Request("reconciliations", 4, _reconcile),
    Request("descriptions, health, metrics", 1, _description),
)
"""Well-behaved requests; each answer is compared."""
