"""What several packages test on: the hand-made world, whose every answer is worked out in ``world/README.md``."""

from __future__ import annotations

import contextlib
import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.embedded import Embedded
    from graph.network import Network

# How long an example takes is no matter of right or wrong, and machines are shared.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

WORLD = Path(__file__).resolve().parent / "world"

WORLD_VALUES: Mapping[str, Mapping[str, str]] = {
    "collaborators-of": {"actor": "societe-eta"},
    "partners-of-partners": {"actor": "clinique-kappa"},
    "common-partners": {"actor": "labo-gamma", "other": "ecole-lambda"},
    "ties-of": {"actor": "equipe-mu"},
    "envisaged-ties": {"actor": "equipe-mu"},
    "alliance-partners": {"alliance": "alliance-omega"},
    "alliances-of": {"actor": "equipe-mu"},
    "same-sector-no-tie": {"sector": "numerique-communication"},
    "laboratories-of": {"institution": "universite-alpha"},
    "companies-of-laboratory": {"laboratory": "labo-gamma"},
    "actors-by-subfield": {"subfield": "vision"},
    "trainings-in-place": {"place": "59350"},
    "trainings-at-level": {"level": "7"},
    "trainings-for-family": {"family": "ia-ingenieur"},
    "trainings-of": {"provider": "labo-gamma"},
    "providers-in-place": {"place": "59350"},
    "support-by-service": {"service": "financement"},
    "support-combination": {"service": "competences", "other": "animation"},
    "actors-by-role": {"role": "impacte"},
    "actors-by-sector": {"sector": "agriculture"},
    "actors-by-departement": {"departement": "80"},
    "actors-by-kind": {"kind": "laboratory"},
    "use-cases-by-sector": {"sector": "sante-social"},
    "use-cases-of": {"actor": "usine-theta"},
    "figures-of-sector": {"sector": "banque-assurance"},
    "occupations-by-trend": {"sector": "banque-assurance", "trend": "at-risk"},
    "contributors-of-action": {"action": "1.1"},
    "actions-of": {"actor": "cluster-epsilon"},
    "actions-depending-on": {"action": "1.1"},
    "action-details": {"action": "1.1"},
    "points-of-action": {"action": "1.1"},
    "factors-of-territory": {"territory": "hauts-de-france"},
    "main-occupations": {"sector": "banque-assurance"},
    "evidence-of-tie": {"actor": "labo-gamma", "other": "usine-theta"},
    "evidence-of-actor": {"actor": "studio-rho"},
    "everything-about": {"actor": "studio-rho"},
    "who-says-so": {"actor": "studio-rho"},
    "competencies-of-occupation": {"occupation": "guichetier"},
    "occupations-by-impact": {"sector": "banque-assurance", "impact": "replaced"},
    "projections-of-sector": {"sector": "banque-assurance"},
    "figures-of-territory": {"territory": "hauts-de-france"},
    "figures-of-actor": {"actor": "labo-gamma"},
    "trainings-for-occupation": {"occupation": "verificateur"},
    "competencies-without-training": {"impact": "replaced"},
    "occupations-by-role": {"role": "emerging"},
    "specialisations-of-occupation": {"occupation": "dresseur"},
    "competencies-required": {"occupation": "dresseur"},
    "findings-of-sector": {"sector": "agriculture"},
    "occupations-of-family": {"family": "ia-ingenieur"},
    "occupations-needing": {"words": "dialogue"},
}
"""What each question is asked on the world; those without parameters are not listed."""


def built(tables: Path | None, *, people: bool = True) -> Embedded:
    """Return a store in memory with everything that tables say and what follows from it."""
    from graph.assembly import assemble, described_sources, terminology
    from graph.embedded import Embedded
    from graph.labels import labels_of
    from graph.reasoning import close
    from loaders.tables_loader import load

    loaded = load(tables)
    assert loaded.refused == (), [refusal.sentence for refusal in loaded.refused]
    terms = tuple(terminology())
    store = Embedded()
    store.load(terms)
    store.load(described_sources(loaded.sources))
    store.load(assemble(loaded.records, labels_of(terms), people=people))
    close(store)
    return store


@pytest.fixture(scope="session")
def world_tables() -> Path:
    """The folder of the world's tables."""
    return WORLD


@pytest.fixture(scope="session")
def world_values() -> Mapping[str, Mapping[str, str]]:
    """What each named question with parameters is asked on the world."""
    return WORLD_VALUES


@pytest.fixture(scope="session")
def world_store() -> Embedded:
    """The hand-made world in a store, inferences included, analyses not."""
    return built(WORLD)


@pytest.fixture(scope="session")
def world_store_without_people() -> Embedded:
    """The same, built without people."""
    return built(WORLD, people=False)


@pytest.fixture(scope="session")
def world_network(world_store: Embedded) -> Network:
    """The network of the world: all layers, established ties."""
    from graph.projection import project

    return project(world_store)


@pytest.fixture(scope="session")
def region_store() -> Embedded:
    """The packaged tables in a store, inferences included."""
    return built(None)


@pytest.fixture(scope="session")
def analysed_world_store(world_network: Network) -> Embedded:
    """The world with the results of the analyses, as a build leaves it."""
    from graph.analysis import analyse
    from graph.results import quads

    store = built(WORLD)
    store.load(quads(analyse(world_network)))
    return store


@dataclass(frozen=True, slots=True)
class Built:
    """A folder in which `maillage build` was typed, and what it printed."""

    folder: Path
    printed: str


@pytest.fixture(scope="session")
def built_region(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The packaged tables, built as a user builds them: once, however many workers run the tests."""
    import fcntl

    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "region"
    folder.mkdir(exist_ok=True)
    told = folder / "printed.txt"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(_built(folder), encoding="utf-8")
    return Built(folder, told.read_text(encoding="utf-8"))


def _built(folder: Path) -> str:
    import maillage

    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        assert maillage.main(["build"]) == 0, printed.getvalue()
    return printed.getvalue()


@pytest.fixture(scope="session")
def region(built_region: Built) -> Path:
    """The folder of that build."""
    return built_region.folder / "build"
