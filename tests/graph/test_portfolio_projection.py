"""The portfolio of the hand-made world: what its actors do, each entry with where it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.portfolio import CERTAINTIES
from graph.portfolio_projection import portfolio

if TYPE_CHECKING:
    from graph.portfolio import Portfolio
    from graph.store import Store


@pytest.fixture(scope="module")
def found(world_store: Store) -> Portfolio:
    return portfolio(world_store)


def test_every_entry_says_where_it_comes_from(found: Portfolio) -> None:
    told = [fact.locators for fact in found.facts] + [case.locators for case in found.use_cases]
    told += [training.locators for training in found.trainings] + [job.locators for job in found.jobs]
    told += [finding.locators for finding in found.findings]

    assert told
    assert all(told)


def test_entries_are_sorted_and_keyed(found: Portfolio) -> None:
    assert [case.key for case in found.use_cases] == sorted(case.key for case in found.use_cases)
    assert all("/" not in fact.value for fact in found.facts)
    aspects = {"sector", "subfield", "role", "maturity", "size", "service", "place", "interview"}
    assert {fact.aspect for fact in found.facts} <= aspects
    assert {fact.certainty for fact in found.facts} <= set(CERTAINTIES)


def test_a_training_is_found_by_each_of_its_bodies(found: Portfolio) -> None:
    training = next(each for each in found.trainings if each.bodies)

    assert all(training in found.trainings_of(body) for body in training.bodies)
    assert found.trainings_of("nobody") == ()


def test_a_commune_has_a_departement(found: Portfolio) -> None:
    assert found.communes
    assert found.departement_of(found.communes[0].code) == found.communes[0].departement
    assert found.departement_of(None) is None
