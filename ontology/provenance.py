"""Where statements come from: sources, the evidence in them, and the recorded judgements on names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Certainty", "Evidence", "IdentityDecision", "Source"]


class Certainty(StrEnum):
    """How sure the reader of a row is that the source says it."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a statement stands: source, section, line, and the table row that carries it."""

    source: str
    table: str
    row: str
    """The row's ``key``: stable when rows are sorted or inserted."""
    section: str
    line: int | None
    """Line of the source's text; ``None`` for sources without lines (open data)."""
    certainty: Certainty
    printed: str | None = None
    """The wording as printed, when it is data (a title, a figure, a spelling)."""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document of the bibliography (``sources.csv``)."""

    key: str
    title: str
    kind: str
    issued: str | None = None
    publisher: str | None = None
    licence: str | None = None
    language: str = "fr"
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityDecision:
    """A recorded judgement on two names: ``same``, ``different`` or ``unsure``."""

    left: str
    right: str
    decision: str
    reason: str
