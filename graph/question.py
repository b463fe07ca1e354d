"""A named question: a query file whose header says, in French and English, what it asks, takes and answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.elision import elided
from ontology.errors import QueryRefused
from ontology.vocabulary import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["FOLDER", "GROUPS", "KINDS", "Column", "Parameter", "Question", "internal", "parsed"]

FOLDER = Path(__file__).resolve().parent / "queries"

GROUPS = ("collaborations", "isolation", "support", "laboratories", "trainings", "sectors", "plan", "evidence")
"""The groups of questions, in the order in which they are shown."""

KINDS = ("actor", "alliance", "place", "action", "occupation", "integer", "text", "concept")
"""What a parameter may be; a concept also names its scheme."""

_SENTENCES = ("title-fr", "title-en", "about-fr", "about-en", "group")
_LINE = re.compile(r"# (?P<name>[a-z-]+)(?: (?P<of>[A-Za-z]\w*))?: (?P<value>\S.*)\Z")
_PARAMETER = re.compile(r"(?P<kind>[a-z]+)(?::(?P<scheme>[a-z-]+))? \| fr: (.+?) \| en: (.+?) \| example: (\S.*)\Z")
_COLUMN = re.compile(r"fr: (.+?) \| en: (\S.*)\Z")
_SELECTED = re.compile(r"\bSELECT\b(?:\s+DISTINCT)?(.*?)\bWHERE\b", re.DOTALL)
_RENAMED = re.compile(r"\((?:[^()]|\([^()]*\))*\bAS\s+\?(\w+)\s*\)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a question must be told; the variable of the query has the same name."""

    name: str
    kind: str
    """One of ``KINDS``."""
    scheme: str | None
    """The scheme when ``kind`` is ``concept``."""
    label_fr: str
    label_en: str
    example: str

    def label(self, language: str = "fr") -> str:
        """Return the label in a language, French unless English is asked."""
        return self.label_en if language == "en" else self.label_fr


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answer; ``xLabel`` holds the words for the IRI in column ``x``."""

    name: str
    label_fr: str
    label_en: str

    @property
    def names(self) -> str | None:
        """The column whose things this one names in words, if it is such a column."""
        return self.name.removesuffix("Label") if self.name.endswith("Label") else None

    def label(self, language: str = "fr") -> str:
        """Return the label in a language, French unless English is asked."""
        return self.label_en if language == "en" else self.label_fr


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query with a title, parameters and columns. ``{name}`` in a title stands for a parameter."""

    id: str
    title_fr: str
    title_en: str
    about_fr: str
    about_en: str
    group: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    """The SPARQL text, without the header."""

    def title(self, language: str = "fr", values: Mapping[str, str] | None = None) -> str:
        """Return the title, with the labels of the parameters or the given values in the place of their names."""
        title = self.title_en if language == "en" else self.title_fr
        for parameter in self.parameters:
            shown = (values or {}).get(parameter.name) or f"[{parameter.label(language)}]"
            place = "{" + parameter.name + "}"
            title = title.replace(f"de {place}", elided(shown)) if language != "en" else title
            title = title.replace(place, shown)
        return title

    def about(self, language: str = "fr") -> str:
        """Return the sentence that explains the answer."""
        return self.about_en if language == "en" else self.about_fr

    @property
    def example(self) -> dict[str, str]:
        """The example value of each parameter: it finds something in the graph of the region."""
        return {parameter.name: parameter.example for parameter in self.parameters}


def internal(name: str) -> str:
    """Return the text of a query that the house asks itself (``queries/internal``)."""
    return (FOLDER / "internal" / f"{name}.rq").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def parsed(identifier: str, text: str) -> Question:
    """Return the question that a query file holds; remembered by its content.

    Raises
    ------
    QueryRefused
        When a header line is unknown, malformed, repeated or missing, or the columns are not those of the SELECT.
    """
    header, body = _split(text)
    found = _read(header, identifier)
    missing = [name for name in _SENTENCES if name not in found.sentences]
    if missing:
        raise _refused(identifier, 1, f"the header lacks {', '.join(missing)}.")
    if found.sentences["group"] not in GROUPS:
        raise _refused(identifier, 1, f"{found.sentences['group']!r} is no group.", f"Use one of {', '.join(GROUPS)}.")
    selected = selected_names(body)
    if tuple(column.name for column in found.columns) != selected:
        raise _refused(identifier, 1, f"the columns differ from those selected ({', '.join(selected)}).")
    return Question(
        id=identifier,
        title_fr=found.sentences["title-fr"],
        title_en=found.sentences["title-en"],
        about_fr=found.sentences["about-fr"],
        about_en=found.sentences["about-en"],
        group=found.sentences["group"],
        parameters=tuple(found.parameters),
        columns=tuple(found.columns),
        text=body,
    )


def selected_names(body: str) -> tuple[str, ...]:
    """Return the names that the outer SELECT of a query answers, in order.

    >>> selected_names("SELECT ?a (COUNT(DISTINCT ?b) AS ?n) WHERE { ?a ?p ?b }")
    ('a', 'n')
    """
    found = _SELECTED.search(body)
    return tuple(re.findall(r"\?(\w+)", _RENAMED.sub(r"?\1", found[1]))) if found else ()


@dataclass(slots=True)
class _Header:
    sentences: dict[str, str]
    parameters: list[Parameter]
    columns: list[Column]


def _split(text: str) -> tuple[list[str], str]:
    lines = text.splitlines()
    end = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return lines[:end], "\n".join(lines[end:]).strip() + "\n"


def _read(lines: list[str], identifier: str) -> _Header:
    header = _Header({}, [], [])
    for number, line in _numbered(lines):
        found = _LINE.match(line)
        if not found:
            raise _refused(identifier, number, f"{line!r} is no header line.")
        name, of, value = found["name"], found["of"], found["value"].strip()
        _add(header, name, of, value, lambda said, remedy="", at=number: _refused(identifier, at, said, remedy))
    return header


def _numbered(lines: list[str]) -> Iterator[tuple[int, str]]:
    return ((number, line.rstrip()) for number, line in enumerate(lines, start=1))


def _add(header: _Header, name: str, of: str | None, value: str, refuse: Callable[..., QueryRefused]) -> None:
    """Put one header line where it belongs."""
    if name in _SENTENCES and of is None:
        if name in header.sentences:
            raise refuse(f"{name} stands twice.")
        header.sentences[name] = value
    elif name == "param" and of:
        header.parameters.append(_parameter(of, value, refuse))
    elif name == "column" and of:
        said = _COLUMN.match(value)
        if not said:
            raise refuse(f"column {of} is malformed.", "Write `fr: ... | en: ...`.")
        header.columns.append(Column(of, said[1], said[2]))
    else:
        raise refuse(f"{name!r} is no header name.", f"Use {', '.join(_SENTENCES)}, param or column.")


def _parameter(name: str, value: str, refuse: Callable[..., QueryRefused]) -> Parameter:
    said = _PARAMETER.match(value)
    if not said:
        raise refuse(f"parameter {name} is malformed.", "Write `type | fr: ... | en: ... | example: ...`.")
    kind, scheme, label_fr, label_en, example = said.groups()
    if kind not in KINDS or (kind == "concept") != (scheme is not None):
        raise refuse(f"parameter {name} has no known type.", f"Use one of {', '.join(KINDS[:-1])} or concept:SCHEME.")
    if scheme is not None and scheme not in SCHEMES:
        raise refuse(f"{scheme!r} is no concept scheme.", f"Use one of {', '.join(SCHEMES)}.")
    return Parameter(name, kind, scheme, label_fr, label_en, example)


def _refused(identifier: str, line: int, found: str, remedy: str = "") -> QueryRefused:
    return QueryRefused(found, where=f"{identifier}.rq, line {line}", remedy=remedy, line=line)
