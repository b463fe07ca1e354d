"""The named questions of ``queries/*.rq``: the same for the site, the API, the terminal and the documentation."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from graph.binding import bound
from graph.parameters import Choice, choices, terms
from graph.question import FOLDER, GROUPS, Column, Parameter, Question, parsed
from ontology.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Rows, Store

__all__ = [
    "GROUPS",
    "Choice",
    "Column",
    "Parameter",
    "Question",
    "ask",
    "choices",
    "question",
    "questions",
    "terms",
    "written_out",
]


def questions() -> tuple[Question, ...]:
    """Return every public question, by group and then by id."""
    found = (parsed(path.stem, path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.rq"))
    return tuple(sorted(found, key=lambda known: (GROUPS.index(known.group), known.id)))


def question(identifier: str) -> Question:
    """Return one question.

    Raises
    ------
    UnknownName
        When there is none of that id; the remedy names close ones.
    """
    known = {path.stem: path for path in FOLDER.glob("*.rq")}
    if identifier not in known:
        close = difflib.get_close_matches(identifier, sorted(known), n=3, cutoff=0.4)
        remedy = f"Did you mean {', '.join(close)}?" if close else "Ask for the list of questions."
        raise UnknownName(f"there is no question {identifier!r}.", remedy=remedy)
    return parsed(identifier, known[identifier].read_text(encoding="utf-8"))


def ask(store: Store, identifier: str, values: Mapping[str, str] | None = None) -> Rows:
    """Return the answer of a question; the columns are those of its header.

    Parameters
    ----------
    values
        A value for each parameter: for actors, places, actions and concepts a key, an IRI or a name in any case
        and with or without accents; never pasted into the query but bound to its variable.

    Raises
    ------
    UnknownName
        When the question, a parameter or the thing named does not exist; the remedy names close ones.
    QueryRefused
        When a parameter is missing or has the wrong type.
    """
    asked = question(identifier)
    return store.select(asked.text, terms(store, asked, values or {}))


def written_out(store: Store, identifier: str, values: Mapping[str, str] | None = None) -> str:
    """Return the query of a question with its parameters filled in, for a person to open, run and change."""
    asked = question(identifier)
    return bound(asked.text, terms(store, asked, values or {}))
