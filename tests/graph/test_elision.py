from __future__ import annotations

import pytest

from graph.catalogue import question
from graph.elision import elided


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("INRIA", "d'INRIA"),
        ("École B", "d'École B"),
        ("HumAIn", "d'HumAIn"),
        ("Hub C", "de Hub C"),
        ("Unow", "de Unow"),
        ("[Acteur]", "de [Acteur]"),
        ("", "de "),
    ],
)
def test_a_complement_is_elided_before_a_vowel_that_is_heard(label: str, told: str) -> None:
    assert elided(label) == told


def test_the_title_of_a_question_is_elided_in_french_alone() -> None:
    asked = question("everything-about")
    assert asked.title("fr", {"actor": "INRIA"}) == "Que sait-on d'INRIA ?"
    assert asked.title("fr", {"actor": "Lycée B"}) == "Que sait-on de Lycée B ?"
    assert asked.title("en", {"actor": "INRIA"}) == "What is known of INRIA?"
