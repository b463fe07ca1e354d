"""What is kept as JSON in both languages says, in each, what the table itself says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from graph.analysis import ANALYSES, analyse
from visualizations.machine import in_json, in_one_language, table_in_json

if TYPE_CHECKING:
    from graph.network import Network


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_kept_table_reads_as_the_table(world_network: Network, language: str) -> None:
    found = analyse(world_network)
    for name, _, _, made in ANALYSES:
        table = made(found)
        kept = json.loads(in_json(table_in_json(table)))
        assert in_one_language(kept, language) == table.to_json(language), name
