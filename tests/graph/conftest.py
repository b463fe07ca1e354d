"""Fictional records for the core of the graph: small enough to count every statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from graph.catalogue import ask
from ontology import records
from ontology.records import Certainty, Evidence, Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.embedded import Embedded


class Answered(Protocol):
    """What a named question answers, some columns of it, as text."""

    def __call__(
        self, store: Embedded, values: Mapping[str, Mapping[str, str]], identifier: str, columns: str, /
    ) -> list[tuple[str, ...]]:
        """Return the rows; ``columns`` are names with blanks between."""
        ...


@pytest.fixture(scope="session")
def answered() -> Answered:
    """Return the reader of answers."""

    def rows_of(
        store: Embedded, values: Mapping[str, Mapping[str, str]], identifier: str, columns: str, /
    ) -> list[tuple[str, ...]]:
        rows = ask(store, identifier, values.get(identifier, {}))
        return [tuple(str(row.get(name, "")) for name in columns.split()) for row in rows]

    return rows_of


def evidence(table: str, row: str, line: int | None = 10, printed: str | None = None) -> Evidence:
    return Evidence("carnet", table, row, "II.1", line, Certainty.CERTAIN, printed)


@pytest.fixture
def rows() -> tuple[Record, ...]:
    """A laboratory, a company that works with it, a commune, an interview and a proposed contribution."""
    partners = tuple(
        records.Involvement(
            key=f"etude.{actor}", actor=actor, role=role, evidence=evidence("involvements", f"etude.{actor}", 21)
        )
        for actor, role in (("labo-nord", "academic"), ("scierie", "company"))
    )
    return (
        records.Place(code="59350", label="Lille", departement="59", evidence=evidence("places", "59350", None)),
        records.Actor(
            key="labo-nord", label="Labo Nord", label_en="North Lab", kind="laboratory", scope="regional",
            evidence=evidence("actors", "labo-nord", 12),
        ),
        records.Actor(
            key="scierie", label="Scierie du Bois", kind="company", scope="regional",
            evidence=evidence("actors", "scierie", 13),
        ),
        records.Spelling(
            key="scierie.1", actor="scierie", spelling="La Scierie", evidence=evidence("spellings", "scierie.1", 14)
        ),
        records.Attribute(
            key="labo-nord.place", actor="labo-nord", name="place", value="59350", basis="text",
            evidence=evidence("attributes", "labo-nord.place", 15),
        ),
        records.Tie(
            key="etude", kind="joint-study", label="Étude du bois", label_en="Wood study", status="established",
            start="2018", involvements=partners, evidence=evidence("ties", "etude", 20),
        ),
        records.Person(key="personne-a", name="Personne A", evidence=evidence("interviews", "scierie", 30)),
        records.Interview(
            key="scierie", actor="scierie", person="personne-a", function="Directrice", role="impacte",
            document="carnet", evidence=evidence("interviews", "scierie", 30, "La Scierie"),
        ),
        records.Action(
            key="1.1", number="1.1", label="Former", label_en="Train", axis="competences-formation", national=None,
            evidence=evidence("actions", "1.1", 40),
        ),
        records.Contribution(
            key="1.1.scierie", action="1.1", actor="scierie", printed="les scieries",
            evidence=evidence("contributions", "1.1.scierie", 41),
        ),
    )  # fmt: skip
