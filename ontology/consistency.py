"""Is the ontology free of contradiction? Asked of HermiT through Owlready2, in a world of its own.

Owlready2 reads no Turtle (N-Triples or RDF/XML only) and HermiT refuses literals of datatypes outside the OWL 2
map (``xsd:date``, ``xsd:gYear`` ...), so the modules are read by rdflib, those literals left out, and the rest
handed over as N-Triples. HermiT runs in Java; without Java nothing is checked, and the report says so.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING

from ontology.errors import TableRefused
from ontology.files import modules
from ontology.terms import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from owlready2 import World
    from rdflib import Graph

__all__ = ["UNCHECKED_DATATYPES", "ConsistencyReport", "ConsistencyStatus", "check"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
UNCHECKED_DATATYPES = frozenset(
    _XSD + name for name in ("date", "duration", "gDay", "gMonth", "gMonthDay", "gYear", "gYearMonth", "time")
)
"""Datatypes outside the OWL 2 datatype map, which HermiT refuses."""


class ConsistencyStatus(StrEnum):
    """What the check found."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class ConsistencyReport:
    """The answer of the reasoner."""

    status: ConsistencyStatus
    unsatisfiable: tuple[str, ...] = ()
    """English labels of the classes that nothing can belong to, sorted."""
    classes: int = 0
    """Number of own and external classes that were classified."""
    triples: int = 0
    """Number of triples handed to the reasoner."""
    seconds: float = 0.0
    """Time of the classification, the start of Java included."""
    reason: str = ""
    """Why nothing was checked, or what the reasoner said of the contradiction."""

    @property
    def sound(self) -> bool:
        """True when the ontology was checked, is consistent, and every class can have a member."""
        return self.status is ConsistencyStatus.CONSISTENT and not self.unsatisfiable

    @property
    def sentence(self) -> str:
        """The report in one sentence."""
        if self.status is ConsistencyStatus.NOT_CHECKED:
            return f"Not checked: {self.reason}"
        if self.status is ConsistencyStatus.INCONSISTENT:
            return f"Inconsistent: {self.reason}"
        if self.unsatisfiable:
            return f"Consistent, but nothing can belong to: {', '.join(self.unsatisfiable)}."
        return f"Consistent: each of the {self.classes} classes can have a member ({self.seconds:.1f} s)."


def check(extra: bytes | None = None, *, java: str | None = None) -> ConsistencyReport:
    """Return what HermiT finds in the ontology's modules, with ``extra`` statements added to them.

    Parameters
    ----------
    extra
        Turtle or N-Triples to check together with the modules: facts, or axioms on trial.
    java
        The Java program; looked up on the path when not given.

    Raises
    ------
    TableRefused
        When ``extra`` cannot be read as Turtle.
    """
    java = java or shutil.which("java")
    if java is None:
        return ConsistencyReport(
            ConsistencyStatus.NOT_CHECKED,
            reason="no Java was found on the path; install a Java runtime (17 or later) and check again.",
        )
    return _classified(_merged(extra), java)


def _merged(extra: bytes | None) -> Graph:
    """Return the modules and ``extra`` in one graph, without what HermiT refuses."""
    from rdflib import Graph, Literal

    merged = Graph()
    for module in modules():
        merged.parse(module, format="turtle")
    if extra is not None:
        _read(merged, extra)
    for triple in list(merged):
        value = triple[2]
        if isinstance(value, Literal) and str(value.datatype) in UNCHECKED_DATATYPES:
            merged.remove(triple)
    return merged


def _read(graph: Graph, extra: bytes) -> None:
    from rdflib.exceptions import ParserError
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        graph.parse(data=extra, format="turtle")
    except (BadSyntax, ParserError, UnicodeDecodeError) as error:
        raise TableRefused(
            f"the statements to check are no Turtle ({error}).", remedy="Give Turtle or N-Triples in UTF-8."
        ) from error


def _classified(merged: Graph, java: str) -> ConsistencyReport:
    """Return the report of HermiT on a graph; the world it works in is forgotten afterwards."""
    import owlready2

    world = owlready2.World()
    try:
        triples = merged.serialize(format="nt", encoding="utf-8")
        world.get_ontology(ONTOLOGY).load(fileobj=BytesIO(triples), format="ntriples")
        began = time.perf_counter()
        status, reason = _reasoned(world, java)
        seconds = time.perf_counter() - began
        empty = (found.iri for found in world.inconsistent_classes())
        return ConsistencyReport(
            status=status,
            unsatisfiable=_labels(merged, empty) if status is ConsistencyStatus.CONSISTENT else (),
            classes=sum(1 for _ in world.classes()),
            triples=len(merged),
            seconds=seconds,
            reason=reason,
        )
    finally:
        world.close()


def _reasoned(world: World, java: str) -> tuple[ConsistencyStatus, str]:
    """Run HermiT on a world; return what it found and, unless all is well, a sentence on it."""
    import owlready2

    before = owlready2.JAVA_EXE
    owlready2.JAVA_EXE = java
    try:
        owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return (
            ConsistencyStatus.INCONSISTENT,
            "some statements contradict each other; no world can satisfy them all.",
        )
    except (owlready2.OwlReadyJavaError, OSError) as error:
        said = str(error).strip().splitlines()
        return ConsistencyStatus.NOT_CHECKED, f"Java ({java}) could not run HermiT: {said[-1] if said else error!r}"
    finally:
        owlready2.JAVA_EXE = before
    return ConsistencyStatus.CONSISTENT, ""


def _labels(merged: Graph, iris: Iterable[str]) -> tuple[str, ...]:
    """Return the English labels of some classes, or their IRIs where there is none, sorted; not owl:Nothing."""
    from rdflib import OWL, RDFS, Literal, URIRef

    found = set()
    for iri in iris:
        labels = (label for label in merged.objects(URIRef(iri), RDFS.label) if isinstance(label, Literal))
        found.add(next((str(label) for label in labels if label.language == "en"), iri))
    return tuple(sorted(found - {str(OWL.Nothing)}))
