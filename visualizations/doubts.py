"""What the sources leave in doubt: figures that contradict each other, rows whose reading is not certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis.values import Phrase
from graph.evidence import locator
from ontology.iris import key_of
from visualizations.answers import answers
from visualizations.facts import Term
from visualizations.page import path_of
from visualizations.sections import Cell, Way

if TYPE_CHECKING:
    from graph.store import Store
    from visualizations.answers import Row
    from visualizations.labels import Labels

__all__ = ["contradictions", "uncertain"]


def contradictions(store: Store, labels: Labels) -> tuple[tuple[Cell, ...], ...]:
    """Return the pairs of figures that differ: what about, the two values with the lines they stand on, the unit."""
    found = answers(store, "contradictions").by("one")
    rows: list[tuple[Cell, ...]] = []
    for each in found.values():
        for pair in each.by("other").values():
            row = next(iter(pair))
            rows.append(
                (
                    Way(path_of(row["about"]), labels.iri(row["about"])),
                    labels.iri(row["indicator"]),
                    _value(row, "one", labels),
                    _value(row, "other", labels),
                    labels.iri(row["unit"]),
                )
            )
    return tuple(sorted(rows, key=repr))


def _value(row: Row, side: str, labels: Labels) -> Way:
    line, qualifier = row[f"{side}Line"], row[f"{side}Qualifier"]
    bound = labels.iri(qualifier) if qualifier else Phrase("", "")
    french = row[f"{side}Value"].replace(".", ",")
    place = f" (l. {line})" if line else ""
    told = Phrase(f"{bound.fr} {french}{place}".strip(), f"{bound.en} {row[f'{side}Value']}{place}".strip())
    return Way(path_of(row[f"{side}Evidence"]), told)


def uncertain(store: Store, labels: Labels) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows read as unsure, then as likely: the thing, why, and where the row and its source stand."""
    rows: list[tuple[Cell, ...]] = []
    for iri, each in answers(store, "uncertain-rows").by("evidence").items():
        thing = each.one("thing")
        told = each.by("thing")[thing].text("label", Term("", each.one("row"), each.one("row")))
        label = Phrase(told.fr, told.en)
        name = f"{each.one('table')}.csv : {each.one('row')}"
        line = int(each.one("line")) if each.one("line") else None
        rows.append(
            (
                Way(path_of(thing), label) if thing else label,
                labels.iri(each.one("certainty")),
                each.one("note"),
                Way(path_of(iri), Phrase(name, name)),
                locator(key_of(each.one("source")), each.one("section"), line),
            )
        )
    return tuple(sorted(rows, key=lambda row: (str(row[1]), str(row[3]))))
