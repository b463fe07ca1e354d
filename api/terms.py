"""English names of the terms of the schemes: the questions name things in French."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.rdf import Literal
from graph.store import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.question import Question
    from graph.rdf import Term
    from graph.store import Store

__all__ = ["english_terms", "translated"]

_TERMS = Path(__file__).resolve().parent / "queries" / "terms.rq"


def english_terms(store: Store) -> Mapping[str, str]:
    """Return the English name of each term by its French one, where it has one only."""
    found: dict[str, set[str]] = {}
    for row in store.select(_TERMS.read_text(encoding="utf-8")):
        found.setdefault(str(row["french"]), set()).add(str(row["english"]))
    return {french: min(names) for french, names in found.items() if len(names) == 1}


def translated(asked: Question, rows: Rows, terms: Mapping[str, str]) -> Rows:
    """Return an answer with the terms in it under their English names.

    A column that names things beside a column with their IRIs is left as it is: these have a page, and names of it.
    """
    own = {column.name for column in asked.columns if column.names in rows.variables}
    places = {at for at, name in enumerate(rows.variables) if name not in own}

    def worded(at: int, term: Term | None) -> Term | None:
        if at in places and isinstance(term, Literal) and term.language == "fr" and term.value in terms:
            return replace(term, value=terms[term.value], language="en")
        return term

    return replace(rows, rows=tuple(tuple(worded(at, term) for at, term in enumerate(row)) for row in rows.rows))
