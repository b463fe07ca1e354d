"""What the page of a thing shows: each fact with the rows that say it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from api.names import local_path
from graph.rdf import Iri, Literal
from ontology.iris import BASE, GRAPH, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from api.names import Names
    from api.release import Release
    from graph.rdf import Term

__all__ = ["DERIVED", "EVIDENCE", "Fact", "Facts", "Proof", "Shown", "Statement", "by_locator", "is_evidence"]

EVIDENCE = BASE + "evidence/"
DERIVED = "http://www.w3.org/ns/prov#wasDerivedFrom"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
_PAGE = "http://xmlns.com/foaf/0.1/page"
_XSD = "http://www.w3.org/2001/XMLSchema#"

Statement = tuple["Term", "Term", "Term", str]
"""Subject, predicate, object, and the IRI of the graph."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A term as a page shows it."""

    text: str
    iri: str = ""
    path: str = ""
    """Where a link leads: a page of this server, or an http(s) address elsewhere; empty for no link."""
    language: str = ""
    """Language of the text when it is not the page's."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Who says a fact: a row of a table with its place in a source, or one of our own graphs."""

    iri: str
    path: str
    label: str
    """``key of the source, section, line`` or the name of the own graph."""
    is_row: bool = False
    source: Shown | None = None
    section: str = ""
    line: str = ""
    certainty: str = ""
    certainty_label: str = ""
    table: str = ""
    row: str = ""
    printed: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A property, a value, and who says so."""

    property: Shown
    value: Shown
    proofs: tuple[Proof, ...]
    basis: Shown | None = None
    """What the value is known from, when the graph says so (the basis of a place)."""


class Facts:
    """Reads a release in one language and turns terms and graphs into what pages show."""

    def __init__(self, release: Release, names: Names, language: str) -> None:
        self.release = release
        self.names = names
        self.language = language
        self.proof = lru_cache(maxsize=4096)(self._proof)

    def said_of(self, iri: str) -> tuple[Statement, ...]:
        """Return the statements that have a thing as subject."""
        rows = self.release.rows("said-of", thing=Iri(iri))
        return tuple((Iri(iri), row["p"], row["o"], str(row["g"])) for row in rows)

    def said_with(self, iri: str) -> tuple[Statement, ...]:
        """Return the statements that have a thing as object."""
        rows = self.release.rows("said-with", thing=Iri(iri))
        return tuple((row["s"], row["p"], Iri(iri), str(row["g"])) for row in rows)

    def in_graph(self, iri: str) -> tuple[Statement, ...]:
        """Return the statements of a graph."""
        rows = self.release.rows("in-graph", graph=Iri(iri))
        return tuple((row["s"], row["p"], row["o"], iri) for row in rows)

    def shown(self, term: Term) -> Shown:
        """Return a term as a page shows it: labels for IRIs, links only to us and to http(s) addresses."""
        if isinstance(term, Iri):
            return self.thing(term.value)
        if isinstance(term, Literal):
            marked = term.language if term.language and term.language != self.language else ""
            return Shown(self._plain(term), language=marked)
        return Shown(str(term))

    def _value(self, predicate: Term, value: Term) -> Shown:
        """Return the value of a property; the address of a page is its own name."""
        shown = self.shown(value)
        return replace(shown, text=shown.iri) if str(predicate) == _PAGE and shown.iri else shown

    def thing(self, iri: str) -> Shown:
        """Return a thing as a page shows it."""
        path = local_path(iri)
        if path is None:
            path = iri if urlsplit(iri).scheme in {"http", "https"} else ""
        label = self.names.label(iri, self.language)
        if iri.startswith(EVIDENCE):
            label = self.proof(iri).label
        return Shown(label, iri, path, self.names.language_of(iri, self.language) or "")

    def _plain(self, term: Literal) -> str:
        if term.datatype == _XSD + "boolean":
            return {"true": "oui", "false": "non"}.get(term.value, term.value) if self.language == "fr" else term.value
        if term.datatype in {_XSD + "decimal", _XSD + "double"}:
            return _grouped(term.value, self.language)
        return term.value

    def facts(self, statements: Iterable[Statement], *, skip: Sequence[str] = ()) -> tuple[Fact, ...]:
        """Return statements of one subject as facts, the graphs of a same statement brought together."""
        graphs: dict[tuple[Term, Term], list[str]] = {}
        for _, predicate, value, graph in statements:
            if str(predicate) not in skip:
                graphs.setdefault((predicate, value), []).append(graph)
        made = [
            Fact(self.shown(predicate), self._value(predicate, value), tuple(map(self.proof, dict.fromkeys(said))))
            for (predicate, value), said in graphs.items()
        ]
        return tuple(sorted(made, key=_order))

    def _proof(self, graph: str) -> Proof:
        if not graph.startswith(EVIDENCE):
            return self._own_graph(graph)
        rows = self.release.rows("evidence-of", evidence=Iri(graph))
        row = next(iter(rows), None)
        if row is None:
            return Proof(graph, local_path(graph) or "", graph.removeprefix(EVIDENCE), is_row=True)
        said = {name: str(term) for name, term in row.items()}
        source = self.thing(said["source"])
        certainty = said.get("certainty", "")
        return Proof(
            graph,
            local_path(graph) or "",
            self._reference(key_of(source.iri), said.get("section", ""), said.get("line", "")),
            is_row=True,
            source=source,
            section=said.get("section", ""),
            line=said.get("line", ""),
            certainty=certainty.rpartition("/")[2],
            certainty_label=self.names.label(certainty, self.language) if certainty else "",
            table=said.get("table", ""),
            row=said.get("row", ""),
            printed=said.get("printed", ""),
            note=said.get("note", ""),
        )

    def _reference(self, source: str, section: str, line: str) -> str:
        word = "l." if self.language == "fr" else "line"
        return ", ".join(filter(None, (source, f"§ {section}" if section else "", f"{word} {line}" if line else "")))

    def _own_graph(self, graph: str) -> Proof:
        from api.wording import say

        name = graph.removeprefix(GRAPH)
        label = say(f"graph.{name.partition('/')[0]}", self.language) or name
        return Proof(graph, local_path(graph) or "", label)


def _order(fact: Fact) -> tuple[bool, str, str]:
    return fact.property.iri not in (_RDF_TYPE, _LABEL), fact.property.text, fact.value.text


def by_locator(proofs: Iterable[Proof]) -> list[tuple[Proof, ...]]:
    """Return proofs brought together by what a reader sees of them: the place in the source and the certainty."""
    found: dict[tuple[str, str], list[Proof]] = {}
    for proof in dict.fromkeys(proofs):
        found.setdefault((proof.label, proof.certainty), []).append(proof)
    return [tuple(each) for each in found.values()]


def is_evidence(iri: str) -> bool:
    """Tell whether an IRI names an evidence, which is also a graph."""
    return iri.startswith(EVIDENCE)


def _grouped(number: str, language: str) -> str:
    """Return a number as the language writes it; what is no plain number is left alone.

    >>> _grouped("12500.5", "fr")
    '12 500,5'
    """
    sign, digits = ("-", number[1:]) if number.startswith("-") else ("", number)
    whole, _, rest = digits.partition(".")
    if not whole.isdigit() or (rest and not rest.isdigit()):
        return number
    rest = rest.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", " ") if language == "fr" else f"{int(whole):,}"
    mark = "," if language == "fr" else "."
    return sign + grouped + (mark + rest if rest else "")
