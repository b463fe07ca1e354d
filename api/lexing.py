"""Reads the tokens of a SPARQL query to know what it asks for before an engine sees it.

SPARQL engines without a separate lexer read ``<`` as the start of an IRI or as "less than" according to where it
stands, and do not ask for a space after a keyword (``trueSERVICE<x>{}`` calls out). A single reading can therefore
be fooled: this module follows both readings of each ``<`` and looks for the forbidden words in all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from api.refusals import QueryForbidden
from ontology.errors import QueryRefused

__all__ = ["DEPTH", "TOKENS", "Dataset", "Outline", "outline"]

DEPTH = 64
"""Brackets that may stand inside one another: engines spend seconds, or their stack, on more."""
TOKENS = 20_000
"""Tokens that a query may have."""

_NAME = r"[\w·̀-ͯ‿⁀-]"
_ESCAPED = r"\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = rf"(?:[\w:%]|{_ESCAPED})(?:{_NAME}|[:%]|{_ESCAPED}|\.(?=[.]*(?:{_NAME}|[:%\\])))*"
_TOKEN = re.compile(
    rf"""
    (?P<space>(?:\s|\#[^\n\r]*)+)
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>)
  | (?P<text>\"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"|'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
            |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<prefixed>(?:_|[^\W\d_](?:{_NAME}|\.(?=[.]*{_NAME}))*)?:(?:{_LOCAL})?)
  | (?P<word>[^\W\d]\w*)
  | (?P<number>\d+(?:\.\d+)?|\.\d+)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FORBIDDEN_NAME = re.compile(r"service", re.IGNORECASE)
_TROUBLE = re.compile(r"service|from|\\u", re.IGNORECASE)
"""Words after which only the full reading can tell what a query asks for."""
_PLAIN = re.compile(
    r"""(?:\s|PREFIX\s+[\w.-]*:\s*<[^<>"{}|^`\\\s]*>|BASE\s*<[^<>"{}|^`\\\s]*>)*
    (ASK|CONSTRUCT|DESCRIBE|SELECT(?=\s+(?:DISTINCT\s+|REDUCED\s+)?[?$(]))\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""The beginning of a query whose form can be told without reading all its tokens."""
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"},
)
_OPENING, _CLOSING = frozenset("({["), frozenset(")}]")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs a query reads; both empty means that the query names none."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a query is, without its content."""

    form: str
    """``SELECT``, ``ASK``, ``CONSTRUCT``, ``DESCRIBE``, or empty when the text starts with no form."""
    dataset: Dataset
    """FROM and FROM NAMED of the text, resolved."""
    order: tuple[str, ...] = ()
    """Variables as the text first names them, when it selects ``*``: engines give them in an order of their own."""
    star: int = -1
    """Where that ``*`` stands."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def outline(query: str, base: str) -> Outline:
    """Return the form and the dataset of a query.

    Raises
    ------
    QueryForbidden
        For SERVICE, LOAD and any update.
    QueryRefused
        For a query deeper than ``DEPTH`` or longer than ``TOKENS``.
    """
    quick = _PLAIN.match(query) if len(query) <= TOKENS and not _TROUBLE.search(query) else None
    if quick and sum(map(query.count, "({[")) <= DEPTH:
        return Outline(quick[1].upper(), Dataset())
    tokens = _tokens(query)
    _refuse_depth(tokens, query)
    _refuse_service(query)
    form = _form(tokens)
    if form in _UPDATES:
        raise QueryForbidden(
            f"{form} is disabled: this endpoint is read-only.",
            remedy="Send a SELECT, ASK, CONSTRUCT or DESCRIBE query.",
        )
    star = _star(tokens) if form == "SELECT" else -1
    order = tuple(dict.fromkeys(token.text[1:] for token in tokens if token.kind == "variable")) if star >= 0 else ()
    return Outline(form if form in _FORMS else "", _dataset(tokens, base), order, star)


def _tokens(query: str) -> list[_Token]:
    """Return the tokens of the usual reading, in which ``<...>`` is an IRI wherever it can be."""
    found: list[_Token] = []
    position = 0
    while position < len(query):
        match = _match(query, position)
        kind = match.lastgroup or "sign"
        if kind != "space":
            found.append(_Token(kind, match.group(), position))
        if len(found) > TOKENS:
            raise QueryRefused(f"The query has more than {TOKENS} tokens.", remedy="Split it into smaller queries.")
        position = match.end()
    return found


def _match(query: str, position: int) -> re.Match[str]:
    match = _TOKEN.match(query, position)
    if match is None:  # the last alternative takes any character
        raise QueryRefused("The query holds a character that cannot be read.")
    return match


def _refuse_depth(tokens: list[_Token], query: str) -> None:
    depth = 0
    for token in tokens:
        depth += (token.text in _OPENING) - (token.text in _CLOSING) if token.kind == "sign" else 0
        if depth > DEPTH:
            line, column = _place(query, token.start)
            raise QueryRefused(
                f"Line {line}, column {column}: brackets are nested more than {DEPTH} deep.",
                remedy="Flatten the query.",
                line=line,
                column=column,
            )


def _place(query: str, position: int) -> tuple[int, int]:
    return query.count("\n", 0, position) + 1, position - query.rfind("\n", 0, position)


def _refuse_service(query: str) -> None:
    """Refuse SERVICE in any reading of the text.

    A state is a position and whether the sign before it was a division: two of these in a row stand in no
    expression, which ends the "less than" reading of ``<http://...>`` at once.
    """
    if not _FORBIDDEN_NAME.search(query):
        return
    seen: set[tuple[int, bool]] = set()
    open_states = [(0, False)]
    while open_states:
        position, divided = state = open_states.pop()
        if state in seen or position >= len(query):
            continue
        seen.add(state)
        if len(seen) > 4 * TOKENS:
            raise QueryRefused("The query is too long to be read safely.", remedy="Split it into smaller queries.")
        match = _match(query, position)
        kind, text = match.lastgroup, match.group()
        if _calls_out(kind, text):
            line, column = _place(query, position)
            raise QueryForbidden(
                f"Line {line}, column {column}: SERVICE is disabled on this endpoint.",
                remedy="Query each service apart, or load the data into a store of yours.",
                line=line,
                column=column,
            )
        if kind == "iri":
            open_states.append((position + 1, False))
        if not (divided and text == "/"):
            open_states.append((match.end(), text == "/" or (divided and kind == "space")))


def _calls_out(kind: str | None, text: str) -> bool:
    if kind == "word":
        return bool(_FORBIDDEN_NAME.search(text))
    return kind == "prefixed" and bool(_FORBIDDEN_NAME.search(text.partition(":")[0]))


def _form(tokens: list[_Token]) -> str:
    """Return the first word after the prologue, in capitals."""
    rest = iter(tokens)
    for token in rest:
        if token.kind != "word":
            return ""
        word = token.text.upper()
        if word == "BASE":
            next(rest, None)
        elif word == "PREFIX":
            next(rest, None)
            next(rest, None)
        else:
            return word
    return ""


def _star(tokens: list[_Token]) -> int:
    """Return where the ``*`` of a ``SELECT *`` stands, -1 for other queries."""
    at = next(at for at, token in enumerate(tokens) if token.kind == "word" and token.text.upper() == "SELECT") + 1
    if at < len(tokens) and tokens[at].text.upper() in {"DISTINCT", "REDUCED"}:
        at += 1
    return tokens[at].start if at < len(tokens) and tokens[at].text == "*" else -1


def _dataset(tokens: list[_Token], base: str) -> Dataset:
    """Return the graphs of the FROM clauses, which stand before the first brace of the pattern."""
    prefixes: dict[str, str] = {}
    default: list[str] = []
    named: list[str] = []
    for index, token in enumerate(tokens):
        word = token.text.upper() if token.kind == "word" else ""
        following = tokens[index + 1 : index + 3]
        if word == "BASE" and following:
            base = _resolved(following[0].text, base)
        elif word == "PREFIX" and len(following) == 2:
            prefixes[following[0].text] = _resolved(following[1].text, base)
        elif word == "FROM" and following:
            is_named = following[0].text.upper() == "NAMED" and len(following) == 2
            graph = _graph(following[1] if is_named else following[0], prefixes, base)
            (named if is_named else default).append(graph)
    return Dataset(tuple(default), tuple(named))


def _graph(token: _Token, prefixes: dict[str, str], base: str) -> str:
    if token.kind == "iri":
        return _resolved(token.text, base)
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix + ":", "") + re.sub(r"\\(.)", r"\1", local)


def _resolved(bracketed: str, base: str) -> str:
    """Return the IRI between ``<`` and ``>``, unescaped and made absolute."""
    plain = _ESCAPE.sub(lambda found: chr(int(found.group(1) or found.group(2), 16)), bracketed[1:-1])
    return urljoin(base, plain) if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", plain) else plain
