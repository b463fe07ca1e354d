"""Records are frozen values, each with its evidence."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import get_args

import pytest

from ontology import provenance, records
from ontology.records import Actor, Certainty, Evidence, Observation, Record
from ontology.vocabulary import SCHEMES

EVIDENCE = Evidence("essai", "actors", "atelier-alpha", "1.2", 12, Certainty.CERTAIN)
RECORDS = get_args(Record)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_a_record_is_frozen_slotted_and_stands_on_evidence(kind: type) -> None:
    assert dataclasses.is_dataclass(kind)
    assert vars(kind)["__dataclass_params__"].frozen
    assert "__slots__" in vars(kind)
    assert {field.name: field.type for field in dataclasses.fields(kind)}["evidence"] == "Evidence"
    assert kind.__doc__


def test_each_class_of_the_records_is_public() -> None:
    kinds = {kind.__name__ for kind in RECORDS}
    assert kinds | {"Record", "Involvement", *provenance.__all__} == set(records.__all__)


def test_a_record_cannot_be_changed() -> None:
    actor = Actor(key="atelier-alpha", label="Atelier Alpha", kind="company", scope="regional", evidence=EVIDENCE)
    with pytest.raises(dataclasses.FrozenInstanceError):
        actor.label = "Atelier Bêta"  # type: ignore[misc]
    assert actor == dataclasses.replace(actor)
    assert len({actor, dataclasses.replace(actor)}) == 1


def test_the_certainties_are_those_of_the_scheme() -> None:
    assert tuple(certainty.value for certainty in Certainty) == SCHEMES["certainty"]


def test_a_figure_keeps_its_exact_value() -> None:
    figure = Observation(
        key="effectif-essai",
        indicator="effectif",
        about="btp",
        territory=None,
        value=Decimal("12.10"),
        qualifier=None,
        unit="percent",
        status="observed",
        year=None,
        dataset=None,
        evidence=EVIDENCE,
    )
    assert str(figure.value) == "12.10"
