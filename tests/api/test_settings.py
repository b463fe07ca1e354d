"""Settings come from the environment and the command line; one that cannot be is refused by name."""

from __future__ import annotations

import pytest

from api.settings import Settings, from_environment
from ontology.errors import ConfigurationRefused


@pytest.mark.parametrize(
    ("variable", "value"),
    [("PORT", "no"), ("PORT", "70000"), ("MAILLAGE_DEADLINE", "0"), ("MAILLAGE_ROWS", "-1"),
     ("MAILLAGE_WORKERS", "0"), ("MAILLAGE_BASE_URL", "maillage.example")],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(ConfigurationRefused, match=variable):
        from_environment({variable: value})


def test_settings_come_from_the_environment_and_the_command_line_wins() -> None:
    found = from_environment({"PORT": "9000", "MAILLAGE_ROWS": "7"}, port=9001, host=None)
    assert (found.port, found.rows, found.host) == (9001, 7, "127.0.0.1")
    assert Settings(base_url="https://x.example/maillage/").root_path == "/maillage"
