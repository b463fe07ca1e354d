"""The only place that mints IRIs.

Things live under ``id/{kind}/{key}``, evidence under ``evidence/{source}/{table}-{row}``, graphs under
``graph/...``, terms under ``ns#``. Keys are ASCII, lower case, and never say a role or a category.
"""

from __future__ import annotations

import re
import unicodedata

from ontology.errors import IriRefused

__all__ = [
    "BASE",
    "GRAPH",
    "NS",
    "THING_KINDS",
    "analysis_graph",
    "concept",
    "evidence",
    "graph",
    "key_of",
    "scheme",
    "slug",
    "term",
    "thing",
]

BASE = "https://w3id.org/maillage/"
NS = BASE + "ns#"
GRAPH = BASE + "graph/"

THING_KINDS = (
    "action",
    "actor",
    "benchmark",
    "competency",
    "component",
    "community",
    "deadline",
    "factor",
    "finding",
    "funding",
    "impact",
    "interview",
    "introduction",
    "involvement",
    "mainoccupation",
    "metrics",
    "note",
    "observation",
    "occupation",
    "offer",
    "person",
    "place",
    "point",
    "position",
    "product",
    "publication",
    "reference",
    "roster",
    "source",
    "suggestion",
    "target",
    "tie",
    "training",
    "trend",
    "usecase",
    "withdrawn",
)

_KEY = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*\Z")
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "&": " et ", "’": "'", "‘": "'"}
)
"""Signs that Unicode does not decompose; the curly apostrophe divides words as the straight one does."""


def slug(text: str) -> str:
    """Return the ASCII, lower-case key of a label.

    >>> slug("Université d'Artois")
    'universite-d-artois'
    >>> slug("Try&Fit")
    'try-et-fit'
    >>> slug("Pôle d’excellence")
    'pole-d-excellence'

    Raises
    ------
    IriRefused
        When nothing of the text is left once accents and signs are gone.
    """
    folded = unicodedata.normalize("NFKD", text.translate(_LIGATURES)).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", folded.lower()).strip("-")
    if not found:
        raise IriRefused(f"{text!r} leaves no letter or digit for a key.", remedy="Give the row a key of its own.")
    return found


def _checked(key: str) -> str:
    if not _KEY.match(key):
        raise IriRefused(
            f"{key!r} is not a key.", remedy="A key has lower-case ASCII letters, digits and single hyphens or dots."
        )
    return key


def term(name: str) -> str:
    """Return the IRI of an ontology term."""
    return NS + name


def thing(kind: str, key: str) -> str:
    """Return the IRI of a thing.

    >>> thing("actor", "cristal")
    'https://w3id.org/maillage/id/actor/cristal'
    """
    if kind not in THING_KINDS:
        raise IriRefused(f"{kind!r} is no kind of thing.", remedy=f"Use one of {', '.join(THING_KINDS)}.")
    return f"{BASE}id/{kind}/{_checked(key)}"


def scheme(name: str) -> str:
    """Return the IRI of a concept scheme (``actor-kinds``, ``sectors``)."""
    return f"{BASE}scheme/{_checked(name)}"


def concept(scheme_name: str, key: str) -> str:
    """Return the IRI of a concept in a scheme.

    >>> concept("sectors", "btp")
    'https://w3id.org/maillage/scheme/sectors/btp'
    """
    return f"{scheme(scheme_name)}/{_checked(key)}"


def evidence(source: str, table: str, row: str) -> str:
    """Return the IRI of a row's evidence, which is also the name of the graph of its statements."""
    return f"{BASE}evidence/{_checked(source)}/{_checked(table)}-{_checked(row)}"


def graph(name: str) -> str:
    """Return the IRI of one of our own graphs (``inferred``, ``quality``, ``evidence``, ``ontology``)."""
    return GRAPH + _checked(name)


def analysis_graph(name: str) -> str:
    """Return the IRI of the graph that holds the results of one analysis."""
    return f"{GRAPH}analysis/{_checked(name)}"


def key_of(iri: str) -> str:
    """Return the last part of an IRI of ours: the key.

    >>> key_of("https://w3id.org/maillage/id/actor/cristal")
    'cristal'
    """
    return re.split(r"[/#]", iri)[-1]
