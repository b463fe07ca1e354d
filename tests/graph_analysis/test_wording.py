from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import SKOS

from graph.analysis import wording
from graph.analysis.criteria import FAMILIES_NEEDED, SERVICES_NEEDED, SUPERVISING_KINDS
from graph.analysis.ground import BROADER, ELIGIBLE_GROUPS
from ontology import files
from ontology.iris import key_of
from ontology.subfields import SUBFIELD_DOMAINS
from ontology.vocabulary import ACTOR_GROUPS, LAYERS, SCHEMES


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (wording.GROUPS, ACTOR_GROUPS),
        (wording.LAYERS, LAYERS),
        (wording.KINDS_EN, SCHEMES["actor-kinds"]),
        (wording.ROLES, SCHEMES["actor-roles"]),
        (wording.SERVICES, SCHEMES["services"]),
        (wording.FAMILIES, SCHEMES["job-families"]),
        (wording.SECTORS, SCHEMES["sectors"]),
        (wording.SUBFIELDS, SUBFIELD_DOMAINS),
    ],
)
def test_every_concept_that_a_sentence_may_name_has_words(words: dict[str, object], keys: tuple[str, ...]) -> None:
    assert set(words) == set(keys)


def test_broader_sectors_and_subfields_are_those_of_the_schemes() -> None:
    graph = rdflib.Graph()
    for path in files.schemes():
        graph.parse(path)
    broader = {(key_of(str(one)), key_of(str(other))) for one, other in graph.subject_objects(SKOS.broader)}

    assert set(BROADER.items()) <= broader


def test_the_criteria_name_known_concepts() -> None:
    kinds = set(SCHEMES["actor-kinds"])

    assert set(FAMILIES_NEEDED) | set(SUPERVISING_KINDS) <= kinds
    assert {family for families in FAMILIES_NEEDED.values() for family in families} <= set(SCHEMES["job-families"])
    assert set(SERVICES_NEEDED) <= set(SCHEMES["actor-roles"])
    assert {service for services in SERVICES_NEEDED.values() for service in services} <= set(SCHEMES["services"])
    assert set(ELIGIBLE_GROUPS) <= set(ACTOR_GROUPS)


def test_an_unknown_key_is_spelt_out() -> None:
    assert wording.sector("construction-navale").fr == "construction navale"
    assert wording.departement("75").en == "75"
    assert wording.role("").fr == "non connu"
    assert wording.layer("copresence").en == "co-presence"
    assert wording.subfield("vision").en == "vision and signal"
