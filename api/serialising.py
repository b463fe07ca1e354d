"""Writes query answers and RDF in each format; knows the engine's terms and no store.

SELECT answers are written here and not by the engine, because a cap on rows must cut between two rows and say so.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from api.formats import PREFIXES
from graph.native import native_term
from graph.rdf import Blank, Term

__all__ = ["Written", "convert", "write_boolean", "write_quads", "write_solutions", "write_terms", "write_triples"]

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_RESULTS = "http://www.w3.org/2005/sparql-results#"
_RDF = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
_DATASETS = frozenset({"trig", "nq", "jsonld"})
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Written:
    """A written answer: its bytes, how many rows or triples, and what cut it (``rows``, ``bytes`` or nothing)."""

    body: bytes
    rows: int
    cut: str = ""


def write_boolean(answer: bool, suffix: str) -> bytes:
    """Return the answer of an ASK."""
    word = "true" if answer else "false"
    if suffix == "json":
        return f'{{"head":{{}},"boolean":{word}}}'.encode()
    if suffix == "xml":
        return f'<?xml version="1.0"?>\n<sparql xmlns="{_RESULTS}"><head/><boolean>{word}</boolean></sparql>\n'.encode()
    return f"{word}\r\n".encode()


def write_solutions(
    answers: ox.QuerySolutions, suffix: str, rows: int, limit: int, order: Sequence[str] = ()
) -> Written:
    """Return the rows of a SELECT, at most ``rows`` of them and about ``limit`` bytes, cut between two rows."""
    places = {name: at for at, name in enumerate(order)}
    names = sorted((each.value for each in answers.variables), key=lambda name: places.get(name, len(places)))
    head, row, between, foot = _WRITERS[suffix](names)
    out = io.BytesIO()
    out.write(head)
    count, cut = 0, ""
    for answer in answers:
        cut = "rows" if count >= rows else "bytes" if out.tell() >= limit else ""
        if cut:
            break
        if count:
            out.write(between)
        out.write(row([answer[name] for name in names]).encode("utf-8", "replace"))
        count += 1
    out.write(foot)
    return Written(out.getvalue(), count, cut)


_Row = Callable[[list[_Term | None]], str]
_Writer = tuple[bytes, _Row, bytes, bytes]


def _json_writer(names: list[str]) -> _Writer:
    keys = [json.dumps(name) for name in names]

    def row(terms: list[_Term | None]) -> str:
        bound = (f"{key}:{_json_term(term)}" for key, term in zip(keys, terms, strict=True) if term is not None)
        return "{" + ",".join(bound) + "}"

    head = f'{{"head":{{"vars":{json.dumps(names)}}},"results":{{"bindings":[\n'
    return head.encode(), row, b",\n", b"\n]}}\n"


def _json_term(term: _Term) -> str:
    return json.dumps(_json_value(term), ensure_ascii=False)


def _json_value(term: _Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_value(part) for name, part in parts.items()}}
    value: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        value["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        value["datatype"] = term.datatype.value
    return value


def _xml_writer(names: list[str]) -> _Writer:
    def row(terms: list[_Term | None]) -> str:
        bound = (
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(names, terms, strict=True)
            if term is not None
        )
        return f"<result>{''.join(bound)}</result>\n"

    variables = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    head = f'<?xml version="1.0"?>\n<sparql xmlns="{_RESULTS}">\n<head>{variables}</head>\n<results>\n'
    return head.encode(), row, b"", b"</results>\n</sparql>\n"


def _xml_term(term: _Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return "<triple>" + "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts) + "</triple>"
    mark = ""
    if term.language:
        mark = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != _STRING:
        mark = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{mark}>{_xml_text(term.value)}</literal>"


def _xml_text(text: str) -> str:
    """Return text safe in XML 1.0, which has no way to write most control characters."""
    kept = "".join(sign if sign >= " " or sign in "\t\n\r" else "�" for sign in text)
    return escape(kept, {"\r": "&#13;"})


def _csv_writer(names: list[str]) -> _Writer:
    def row(terms: list[_Term | None]) -> str:
        return ",".join(_csv_cell(term) for term in terms) + "\r\n"

    return (",".join(names) + "\r\n").encode(), row, b"", b""


def _csv_cell(term: _Term | None) -> str:
    """Return the cell of a term; the standard asks for the bare value, so formulas are not defused here."""
    if term is None:
        return ""
    plain = f"_:{term.value}" if isinstance(term, ox.BlankNode) else _plain(term)
    return '"' + plain.replace('"', '""') + '"' if any(sign in plain for sign in '",\r\n') else plain


def _plain(term: _Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def _tsv_writer(names: list[str]) -> _Writer:
    def row(terms: list[_Term | None]) -> str:
        return "\t".join("" if term is None else _tsv_cell(term) for term in terms) + "\n"

    return ("\t".join(f"?{name}" for name in names) + "\n").encode(), row, b"", b""


def _tsv_cell(term: _Term) -> str:
    return str(term).replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


_WRITERS: dict[str, Callable[[list[str]], _Writer]] = {
    "json": _json_writer,
    "xml": _xml_writer,
    "csv": _csv_writer,
    "tsv": _tsv_writer,
}


def write_triples(triples: Iterable[ox.Triple], suffix: str, rows: int, limit: int) -> Written:
    """Return the triples of a CONSTRUCT or DESCRIBE, at most ``rows`` of them and about ``limit`` bytes."""
    if suffix in _DATASETS:
        made: Iterable[ox.Triple | ox.Quad] = (ox.Quad(*triple) for triple in triples)
    else:
        made = triples
    return _write(made, suffix, rows, limit)


def write_quads(quads: Iterable[ox.Quad], suffix: str, rows: int, limit: int) -> Written:
    """Return quads; formats without graphs keep the triples, each once."""
    if suffix in _DATASETS and suffix != "jsonld":
        return _write(quads, suffix, rows, limit)
    return write_triples(dict.fromkeys(quad.triple for quad in quads), suffix, rows, limit)


def _write(statements: Iterable[ox.Triple | ox.Quad], suffix: str, rows: int, limit: int) -> Written:
    out = io.BytesIO()
    count, cut = 0, ""

    def counted() -> Iterator[Any]:
        nonlocal count, cut
        for statement in statements:
            cut = "rows" if count >= rows else "bytes" if out.tell() >= limit else ""
            if cut:
                return
            count += 1
            yield statement

    ox.serialize(counted(), out, _RDF[suffix], prefixes=PREFIXES)
    return Written(out.getvalue(), count, cut)


def write_terms(statements: Iterable[tuple[Term, Term, Term, str]], suffix: str) -> bytes:
    """Return statements of ours (subject, predicate, object, graph) in an RDF format."""
    quads = (
        ox.Quad(_native(subject), ox.NamedNode(str(name)), _native(value), ox.NamedNode(graph))
        for subject, name, value, graph in statements
    )
    return write_quads(quads, suffix, rows=10**9, limit=10**10).body


def _native(term: Term) -> Any:
    return ox.BlankNode(term.value) if isinstance(term, Blank) else native_term(term)


def convert(source: bytes, suffix: str) -> bytes:
    """Return a Turtle or TriG document in another RDF format."""
    quads = ox.parse(source, ox.RdfFormat.TRIG)
    return write_quads(quads, suffix, rows=10**9, limit=10**10).body
