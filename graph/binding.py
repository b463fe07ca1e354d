"""Binds the variables of a SPARQL query to terms, for any engine.

A ``VALUES`` block is put at the start of the outermost group and of every inner group that uses the variable, so a
parameter means the same term everywhere: in filters, subselects, unions and under aggregates, projected or not. Terms
are written by ``written``, never pasted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from typing import Literal as OneOf

from graph.rdf import XSD, Blank, Iri, Term
from ontology.errors import QueryRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Form", "bound", "federates", "form_of", "tokens", "written"]

Form = OneOf["select", "ask", "graph"]

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<text>\"{3}(?:\\.|(?!\"{3}).)*\"{3}|'{3}(?:\\.|(?!'{3}).)*'{3}|"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*')
    |(?P<variable>[?$]\w+)
    |(?P<name>[^\W\d][\w.-]*?:(?:[\w:%.-]|\\.)*|:(?:[\w:%.-]|\\.)*)
    |(?P<word>[^\W\d]\w*)
    |(?P<brace>[{}])""",
    re.VERBOSE | re.DOTALL,
)
_FORMS: Mapping[str, Form] = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "graph", "DESCRIBE": "graph"}
_UNWRITABLE = re.compile(r'[<>"{}|^`\\\x00-\x20]')
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(slots=True)
class _Group:
    """A pair of braces while it is being read."""

    at: int
    kind: OneOf["pattern", "template", "subselect"] = "pattern"
    variables: set[str] = field(default_factory=set)


def tokens(query: str) -> Iterator[tuple[str, str, int]]:
    """Yield (kind, text, offset of the end) of the tokens that matter, without comments.

    Kinds are ``iri``, ``text``, ``variable``, ``name`` (prefixed), ``word`` and ``brace``.
    """
    for found in _TOKEN.finditer(query):
        if found.lastgroup != "comment":
            yield str(found.lastgroup), found.group(), found.end()


def form_of(query: str) -> Form:
    """Return what a query answers: rows, a truth value or a graph.

    Raises
    ------
    QueryRefused
        When the text holds none of SELECT, ASK, CONSTRUCT and DESCRIBE.
    """
    for kind, text, _ in tokens(query):
        if kind == "word" and text.upper() in _FORMS:
            return _FORMS[text.upper()]
    raise QueryRefused("no SELECT, ASK, CONSTRUCT or DESCRIBE found.", remedy="Write a SPARQL 1.1 query.")


def federates(query: str) -> bool:
    """Return whether a query asks another service (``SERVICE``), whatever its case, outside comments and strings."""
    return any(kind == "word" and text.upper() == "SERVICE" for kind, text, _ in tokens(query))


def written(term: Term) -> str:
    """Return a term as SPARQL writes it.

    >>> written(Iri("https://w3id.org/maillage/id/actor/cristal"))
    '<https://w3id.org/maillage/id/actor/cristal>'

    Raises
    ------
    QueryRefused
        When an IRI holds a character that none may hold, or the term is a blank node.
    """
    if isinstance(term, Blank):
        raise QueryRefused("a blank node cannot be a parameter.", remedy="Give an IRI or a literal.")
    if isinstance(term, Iri):
        if _UNWRITABLE.search(term.value):
            raise QueryRefused(f"{term.value!r} is not an IRI.", remedy="Encode its spaces and signs.")
        return f"<{term.value}>"
    text = '"' + term.value.translate(_ESCAPES) + '"'
    if term.language:
        if not re.fullmatch(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*", term.language):
            raise QueryRefused(f"{term.language!r} is not a language tag.", remedy="Write one such as fr or en.")
        return f"{text}@{term.language}"
    return text if term.datatype == XSD + "string" else f"{text}^^{written(Iri(term.datatype))}"


def bound(query: str, bindings: Mapping[str, Term] | None) -> str:
    """Return the query with each named variable held to its term; unknown names have no effect."""
    if not bindings:
        return query
    blocks = {name: f" VALUES ?{name} {{ {written(term)} }}" for name, term in bindings.items()}
    pieces, last = [], 0
    for at, names in _insertions(query, frozenset(bindings)):
        pieces += [query[last:at], *(blocks[name] for name in sorted(names))]
        last = at
    return "".join([*pieces, query[last:]])


def _insertions(query: str, wanted: frozenset[str]) -> list[tuple[int, set[str]]]:
    groups = [group for group in _groups(query, wanted) if group.kind == "pattern"]
    if groups:
        outermost = min(groups, key=lambda group: group.at)
        outermost.variables |= wanted
    return sorted(((group.at, group.variables) for group in groups if group.variables), key=lambda pair: pair[0])


def _groups(query: str, wanted: frozenset[str]) -> list[_Group]:
    """Read the braces of a query: which are patterns, and which wanted variables each uses directly."""
    closed: list[_Group] = []
    opened: list[_Group] = []
    waiting: set[str] = set()
    before = ""
    for kind, text, end in tokens(query):
        word = text.upper() if kind == "word" else text
        if text == "{" and kind == "brace":
            opened.append(_opened(end, before, opened, waiting))
        elif text == "}" and kind == "brace" and opened:
            closed.append(opened.pop())
        elif word == "SELECT" and before == "{" and opened:
            opened[-1].kind = "subselect"
        elif kind == "variable" and text[1:] in wanted and opened:
            (waiting if opened[-1].kind == "subselect" else opened[-1].variables).add(text[1:])
        before = word if kind != "variable" else before if before in {"VALUES", "BIND"} else word
    return closed


def _opened(end: int, before: str, opened: list[_Group], waiting: set[str]) -> _Group:
    """Return the group that a brace opens: a template after CONSTRUCT, the rows of VALUES, or a pattern."""
    made = _Group(end)
    if before in {"CONSTRUCT", "VALUES"}:
        made.kind = "template"
    elif opened and opened[-1].kind == "subselect":
        made.variables |= waiting
        waiting.clear()
    return made
