"""The exception tree: each class is named after what went wrong for the user.

An error says what was found, where (file, row, column or line) and what to do about it. Loaders collect
``RowRefused`` values instead of raising them one by one, so that one bad row never hides the others.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "BuildFailed",
    "ConfigurationRefused",
    "FloorsConflict",
    "IriRefused",
    "MaillageError",
    "NetworkRefused",
    "QueryRefused",
    "QueryTimedOut",
    "RemoteFailed",
    "RemoteTimedOut",
    "RowRefused",
    "StoreUnavailable",
    "TableRefused",
    "UnknownName",
    "ValidationFailed",
]


class MaillageError(Exception):
    """Any error that Maillage explains to its user; ``remedy`` says what to do.

    ``french`` is the whole sentence for pages in French, empty where only those who write queries or code read it.
    """

    def __init__(self, found: str, *, where: str = "", remedy: str = "", french: str = "") -> None:
        self.found = found
        self.where = where
        self.remedy = remedy
        self.french = french
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """The whole error in one line: where, what was found, what to do."""
        place = f"{self.where}: " if self.where else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.found}{remedy}"


class TableRefused(MaillageError):
    """A whole table cannot be read: missing file, wrong encoding, lost column."""

    def __init__(
        self, found: str, *, where: str = "", remedy: str = "", row: int = 1, column: str = "", french: str = ""
    ) -> None:
        super().__init__(found, where=where, remedy=remedy, french=french)
        self.row = row
        self.column = column


class IriRefused(MaillageError):
    """A key cannot become part of an IRI."""


class UnknownName(MaillageError):
    """A named thing (question, actor, analysis, format) does not exist; the remedy names close ones."""


class QueryRefused(MaillageError):
    """A query is not accepted: syntax, SERVICE, LOAD, update or an unknown graph."""

    def __init__(
        self,
        found: str,
        *,
        where: str = "",
        remedy: str = "",
        line: int | None = None,
        column: int | None = None,
        french: str = "",
    ) -> None:
        super().__init__(found, where=where, remedy=remedy, french=french)
        self.line = line
        self.column = column


class QueryTimedOut(MaillageError):
    """A query passed its deadline and was ended with its worker."""


class StoreUnavailable(MaillageError):
    """No store can be opened at the given place."""


class RemoteFailed(StoreUnavailable):
    """A store behind an address does not answer, or answers what is no SPARQL result."""


class RemoteTimedOut(StoreUnavailable):
    """A store behind an address takes too long."""


class NetworkRefused(MaillageError):
    """A network holds what no analysis can read: a link to nobody, or a weight that is no number above zero."""


class BuildFailed(MaillageError):
    """The build stopped; the former release still serves."""


class ValidationFailed(MaillageError):
    """The graph breaks a rule of severity Violation and the caller asked to stop there."""


class ConfigurationRefused(MaillageError):
    """A setting has a value that cannot be used."""


class FloorsConflict(ConfigurationRefused):
    """The floors set for a club cannot be met together; the sentence names those in conflict."""


@dataclass(frozen=True, slots=True)
class RowRefused:
    """One row that was left out of the graph, with what to do about it."""

    table: str
    row: int
    """1 for the header line, so the first data row is 2, as a spreadsheet shows it."""
    column: str
    found: str
    reason: str
    remedy: str

    @property
    def sentence(self) -> str:
        """The refusal in one line, as the report and the terminal print it."""
        place = f"{self.table}, row {self.row}" + (f", column {self.column}" if self.column else "")
        found = f" found {self.found!r}:" if self.found else ""
        return f"{place}:{found} {self.reason} {self.remedy}".strip()
