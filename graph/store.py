"""What the house asks of a store, and what a store answers. Imports no engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.rdf import Quad, Term

__all__ = ["Rows", "Store"]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: variables in the order of the query, rows in the order of the engine."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Term]]:
        """Yield each row as a mapping of the variables that are bound in it."""
        for row in self.rows:
            yield {name: term for name, term in zip(self.variables, row, strict=True) if term is not None}

    def __len__(self) -> int:
        return len(self.rows)


class Store(Protocol):
    """A SPARQL 1.1 store. The default graph of a query is the union of all named graphs."""

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> Rows:
        """Return the rows of a SELECT; ``bindings`` fixes variables to terms."""
        ...

    def ask(self, query: str, bindings: Mapping[str, Term] | None = None) -> bool:
        """Return the answer of an ASK."""
        ...

    def construct(self, query: str, bindings: Mapping[str, Term] | None = None) -> bytes:
        """Return the N-Triples of a CONSTRUCT or DESCRIBE."""
        ...

    def quads(self) -> Iterable[Quad]:
        """Yield every quad of the store."""
        ...

    def lines(self) -> bytes:
        """Return canonical N-Quads of the named graphs: sorted lines, each once."""
        ...

    def __len__(self) -> int:
        """Return the number of quads."""
        ...
