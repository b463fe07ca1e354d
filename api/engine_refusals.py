"""Says in a sentence what the engine says in the language of its grammar."""

from __future__ import annotations

import re

from api.refusals import QueryTooCostly
from ontology.errors import MaillageError, QueryRefused, RemoteFailed, RemoteTimedOut

__all__ = ["engine_failure", "engine_refusal", "expectation"]

_ALTERNATIVE = re.compile(r'"(?:[^"\\]|\\.)*"|\[[^\]]*(?:\][^,]*?\[[^\]]*)*\]|[^,]+')
_SENTENCE = re.compile(r"[A-Z][A-Za-z]*(?: [A-Za-z']+)+")
_WORD = re.compile(
    r'"(?:[^"\\]|\\.)*"|ASC|AS|ASK|BASE|BIND|BY|CONSTRUCT|DESC|DESCRIBE|DISTINCT|FILTER|FROM|GRAPH|GROUP|HAVING|'
    "LIMIT|MINUS|NAMED|OFFSET|OPTIONAL|ORDER|PREFIX|REDUCED|SELECT|SEPARATOR|UNDEF|UNION|VALUES|WHERE"
)
"""What a reader may be told to write; of the names of functions the engine lists some by chance."""
_SHOWN = 8
"""Alternatives worth a reader's time; the engine may name fifty."""
_NEAR = 30


def engine_refusal(kind: str, message: str, query: str = "") -> Exception:
    """Return what a worker's refusal means to the one who asked, with the place in the query when it has one."""
    if kind in {"remote", "late"}:
        return RemoteFailed(message) if kind == "remote" else RemoteTimedOut(message)
    if kind == "memory":
        return QueryTooCostly("The query needs more memory than one query may have.", remedy="Ask for less at once.")
    if kind != "syntax":
        return QueryRefused(f"The engine cannot evaluate the query: {message}.")
    place, _, expected = message.removeprefix("error at ").partition(": ")
    line, _, column = place.partition(":")
    if not (line.isdigit() and column.isdigit()):
        return QueryRefused(f"Syntax error: {message}.")
    return QueryRefused(
        f"Syntax error at line {line}, column {column}, {_near(query, int(line), int(column))}{expectation(expected)}.",
        remedy="Correct the query there.",
        line=int(line),
        column=int(column),
    )


def engine_failure(last_words: str) -> MaillageError:
    """Return what it means that a worker fell under its query, from what it said of its end.

    The engine's comparison of numbers, dates and texts is no total order, which its sort notices on some mixtures of
    more than twenty (https://github.com/oxigraph/oxigraph/issues/1542 was another case of it).
    """
    if "total order" in last_words:
        return QueryRefused(
            "The engine cannot sort values of such different kinds together (numbers, dates, texts).",
            remedy="Sort by their text: ORDER BY STR(?x).",
        )
    if "panicked" in last_words:
        return QueryRefused("The engine failed on this query.", remedy="Write it in another way.")
    return QueryTooCostly(
        "The query ended its worker: it needs more memory or depth than one query may have.",
        remedy="Ask for less at once.",
    )


def expectation(said: str) -> str:
    """Return what the engine expected, as far as it can be told to a reader; empty when it cannot.

    >>> expectation('expected one of DISTINCT, WHERE')
    ': expected DISTINCT or WHERE'
    >>> expectation("expected one of Prefix not found, ['%'], ['-' | '0' ..= '9']")
    ': prefix not found'
    >>> expectation('expected [_]')
    ''
    """
    found = [each.strip() for each in _ALTERNATIVE.findall(said.removeprefix("expected ").removeprefix("one of "))]
    sentences = [each for each in found if _SENTENCE.fullmatch(each)]
    if sentences:
        return ": " + "; ".join(_lowered(each) for each in sentences)
    words = [each for each in found if _WORD.fullmatch(each)]
    if not words or len(words) > _SHOWN:
        return ""
    return ": expected " + " or ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def _lowered(sentence: str) -> str:
    """Return a sentence that goes on another: abbreviations keep their capitals."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def _near(query: str, line: int, column: int) -> str:
    """Return where that is, in the words of the query."""
    lines = query.split("\n")
    if not 1 <= line <= len(lines):
        return "at the end of the query"
    rest = lines[line - 1][column - 1 :].strip() or " ".join(lines[line:]).strip()
    if not rest:
        return "at the end of the query"
    return f"before “{rest[:_NEAR]}{'…' if rest[_NEAR:] else ''}”"
