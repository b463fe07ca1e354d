from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.analysis.mixing import Dimension, Mixing, mixing
from graph.network import Site

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make

LAB = {"group": "research"}


def along(found: Mixing, key: str) -> Dimension:
    return next(dimension for dimension in found.dimensions if dimension.key == key)


def test_pairs_are_counted_within_and_between_families(make: Make) -> None:
    families = along(mixing(make("ab ac bc cd", c=LAB, d=LAB)), "groups")
    cells = {(cell.left, cell.right): cell for cell in families.cells}

    assert {pair: cell.observed for pair, cell in cells.items()} == {
        ("company", "company"): 1,
        ("company", "research"): 2,
        ("research", "research"): 1,
    }
    # 4 pairs have 8 ends, 4 in each family: 4 * 4 / 8 between, 4 * 4 / 16 within.
    assert {pair: cell.expected for pair, cell in cells.items()} == {
        ("company", "company"): 1,
        ("company", "research"): 2,
        ("research", "research"): 1,
    }
    assert {cell.ratio for cell in cells.values()} == {1.0}
    assert families.share_across == families.expected_across == 0.5


def test_expected_pairs_sum_to_the_known_ones(make: Make) -> None:
    families = along(mixing(make("ab ac bc cd de ea", c=LAB, d={"group": "training"})), "groups")

    assert sum(cell.expected for cell in families.cells) == pytest.approx(families.known)
    assert sum(cell.observed for cell in families.cells) == pytest.approx(families.known)


def test_an_actor_of_two_roles_counts_half_in_each(make: Make) -> None:
    both = {"roles": ("impactant", "impacte")}
    roles = along(mixing(make("ab", a=both, b={"roles": ("impacte",)})), "roles")

    assert {(cell.left, cell.right): cell.observed for cell in roles.cells} == {
        ("impactant", "impacte"): 0.5,
        ("impacte", "impacte"): 0.5,
        ("impactant", "impactant"): 0.0,
    }


def test_pairs_of_an_unknown_category_are_counted_apart(make: Make) -> None:
    roles = along(mixing(make("ab")), "roles")

    assert (roles.known, roles.unknown, roles.share_across, roles.expected_across) == (0, 1, None, None)
    assert roles.cells == ()


def test_each_departement_shows_its_actors_against_its_pairs(make: Make) -> None:
    nord, somme = {"departement": "59"}, {"departement": "80"}
    found = mixing(make("ab ac ad", "e", a=nord, b=nord, c=somme, e=nord)).departements

    assert [(row.label.fr, row.actors, row.tied, row.within, row.outward, row.unknown) for row in found] == [
        ("Nord", 3, 2, 1, 1, 1),
        ("Somme", 1, 1, 0, 1, 0),
        ("non connu", 1, 1, 0, 0, 1),
    ]
    assert found[0].partners == pytest.approx(4 / 3, abs=1e-6)


def test_an_empty_network_mixes_nothing(make: Make) -> None:
    found = mixing(make())

    assert found.departements == ()
    assert {dimension.share_across for dimension in found.dimensions} == {None}


def test_an_actor_of_two_departements_counts_in_both(make: Make) -> None:
    sites = (
        Site(code="80021", label="Amiens", departement="80"),
        Site(code="02691", label="Saint-Quentin", departement="02"),
    )
    network = make("ab ac", "d", a={"departement": "80", "sites": sites}, b={"departement": "02"}, c={})
    rows = {row.code: row for row in mixing(network).departements}

    assert (rows["80"].actors, rows["02"].actors) == (1, 2)
    # a-b: both stand in the Aisne, b alone leaves the Somme; a-c: c is nowhere known.
    assert (rows["02"].within, rows["02"].outward, rows["02"].unknown) == (1, 0, 1)
    assert (rows["80"].within, rows["80"].outward, rows["80"].unknown) == (0, 1, 1)


def test_an_attribute_that_no_source_prints_is_said_to_be_silent(make: Make) -> None:
    sizes = along(mixing(make("ab")), "sizes")

    assert (sizes.actors, sizes.known, sizes.share_across, sizes.cells) == (0, 0, None, ())
    assert sizes.silence is not None
    assert sizes.silence.fr == "tailles : aucune source n'en imprime, rien à mesurer"


def test_sizes_of_actors_that_no_tie_joins_measure_nothing_and_say_so(make: Make) -> None:
    sizes = along(mixing(make("ab", "c", a={"headcount": 740}, c={"headcount": 45})), "sizes")

    assert (sizes.actors, sizes.known) == (2, 0)
    assert sizes.silence is not None
    assert "que pour 2 acteurs, jamais pour deux acteurs liés" in sizes.silence.fr


def test_companies_of_printed_sizes_mix_by_class(make: Make) -> None:
    network = make("ab bc", "", a={"headcount": 9}, b={"headcount": 10}, c={"headcount": 250})
    sizes = along(mixing(network), "sizes")

    assert {(cell.left, cell.right) for cell in sizes.cells if cell.observed} == {
        ("micro", "sme"),
        ("mid-size", "sme"),
    }
    assert sizes.silence is None


def test_a_size_that_a_source_names_counts_as_well_as_a_headcount(make: Make) -> None:
    found = mixing(make("ab", "cd", a={"size": "startup"}, b={"headcount": 300}, d={"group": "research"}))

    assert [(cell.left, cell.right) for cell in along(found, "sizes").cells if cell.observed] == [
        ("mid-size", "startup")
    ]
    assert (found.sizes.known, found.sizes.companies) == (2, 3)
    assert found.sizes.sentence.fr.startswith("Taille non connue de 1 entreprise sur 3")
