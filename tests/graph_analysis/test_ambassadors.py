"""Who carries the message in a sector or a département, on networks made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis.ambassadors import ambassadors
from graph.portfolio import Fact, Portfolio
from tests.graph_analysis.handmade import USER, case

if TYPE_CHECKING:
    from tests.graph_analysis.conftest import Make


def test_the_ambassador_of_a_sector_is_its_pioneer(make: Make) -> None:
    pioneer = Fact(actor="b", aspect="maturity", value="pionnier", locators=("source, l. 2",))
    portfolio = Portfolio(facts=(pioneer,), use_cases=(case("a", "Vente", "Données"), case("b", "Vente", "Données")))
    found = ambassadors(make("", "abc", a=USER, b=USER, c=USER), portfolio)

    assert [(each.key, each.actor and each.actor.key, each.pioneer) for each in found] == [
        ("transports-logistique-commerce", "b", True)
    ]
    assert [actor.key for actor in found[0].audience] == ["c"]
    assert found[0].evidence[0] == "source, l. 2"


def test_where_nobody_has_ai_at_work_no_ambassador_is_invented(make: Make) -> None:
    found = ambassadors(make("", "a", a=USER | {"departement": "59"}), Portfolio())

    assert [(each.scope, each.actor) for each in found] == [("sector", None), ("departement", None)]
