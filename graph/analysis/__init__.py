"""Analyses of the network: clusters, communities, ties, brokerage, mixing and missing links.

Each concept stands in a module of its own and is a pure function of `graph.network.Network`. `analyse` runs them
all; `ANALYSES` names the tables that the terminal, the site and the report show alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from graph.analysis.articulation import Articulation, articulations
from graph.analysis.brokerage import ActorMetrics, brokerage
from graph.analysis.club_tables import (
    ambassadors_table,
    effect_table,
    introductions_table,
    roster_table,
    sector_skills_table,
    training_gaps_table,
    training_pairs_table,
    untied_trainings_table,
)
from graph.analysis.clusters import Cluster, ClusterSet, cluster_sets
from graph.analysis.communities import Communities, communities
from graph.analysis.competency_table import competency_gaps_table
from graph.analysis.group_tables import (
    clusters_table,
    communities_table,
    departements_table,
    isolates_table,
    mixing_table,
)
from graph.analysis.links import MissingLinks, missing_links
from graph.analysis.mending import Mending, mend
from graph.analysis.mending_tables import (
    fragility_table,
    go_betweens_table,
    null_model_table,
    stability_table,
    torn_table,
)
from graph.analysis.mixing import Mixing, mixing
from graph.analysis.rehearsal import Rehearsal, rehearse
from graph.analysis.rehearsal_table import backtest_table
from graph.analysis.soundness import sound
from graph.analysis.tables import Table
from graph.analysis.tie_tables import (
    articulation_table,
    bridges_table,
    brokerage_table,
    missing_links_table,
    weak_ties_table,
)
from graph.analysis.ties import PairTie, pair_ties, weak_ties
from graph.analysis.values import Plain, plain
from ontology.errors import UnknownName
from ontology.version import __version__

if TYPE_CHECKING:
    from graph.network import Network
    from graph.portfolio import Portfolio

__all__ = ["ANALYSES", "Analyses", "Analysis", "analyse", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyses:
    """All that is computed from one network."""

    version: str
    """Version of the code that computed it."""
    seed: int
    layers: tuple[str, ...]
    left_out: tuple[str, ...]
    """IRIs of the ties that give no link, having too many partners to tell anything of a pair."""
    actors: int
    linked_pairs: int
    clusters: tuple[ClusterSet, ...]
    """The clusters under each choice of layers; the first set has all the layers of the network."""
    communities: Communities
    ties: tuple[PairTie, ...]
    """Every linked pair, by label."""
    weak_ties: tuple[PairTie, ...]
    """The local bridges between named actors, ranked."""
    articulations: tuple[Articulation, ...]
    metrics: tuple[ActorMetrics, ...]
    """One an actor, foremost broker first."""
    mixing: Mixing
    missing_links: MissingLinks
    mending: Mending
    """What is torn, what holds by a thread, and the club that would mend it."""
    rehearsal: Rehearsal
    """How well hidden ties of the network are found again."""

    @property
    def components(self) -> tuple[Cluster, ...]:
        """The clusters with all the layers of the network, largest first, isolates included and last."""
        return self.clusters[0].clusters

    @property
    def isolates(self) -> tuple[Cluster, ...]:
        """The actors with no known tie, each as a cluster of one, by label."""
        return self.clusters[0].isolates

    @property
    def bridges(self) -> tuple[PairTie, ...]:
        """The bridges, largest smaller side first, then by label."""
        found = (tie for tie in self.ties if tie.is_bridge)
        return tuple(sorted(found, key=lambda tie: (-tie.sides[0].size, tie.label, tie.left.key, tie.right.key)))

    @property
    def local_bridges(self) -> tuple[PairTie, ...]:
        """The local bridges, bridges included, by label."""
        return tuple(tie for tie in self.ties if tie.is_local_bridge)

    def to_json(self) -> dict[str, Plain]:
        """Return everything as JSON can say it, ``None`` for what has no value; never NaN or Infinity."""
        return {each.name: plain(getattr(self, each.name)) for each in fields(self)}


Analysis = tuple[str, str, str, Callable[[Analyses], Table]]

ANALYSES: tuple[Analysis, ...] = (
    ("clusters", "Grappes d'acteurs reliés", "Clusters of connected actors", clusters_table),
    ("isolates", "Acteurs sans lien connu", "Actors with no known tie", isolates_table),
    ("communities", "Communautés", "Communities", communities_table),
    ("bridges", "Ponts", "Bridges", bridges_table),
    ("articulation", "Acteurs charnières", "Articulation actors", articulation_table),
    ("brokerage", "Intermédiaires", "Brokers", brokerage_table),
    (
        "mixing",
        "Brassage entre familles, rôles et départements",
        "Mixing of families, roles and départements",
        mixing_table,
    ),
    ("departements", "Acteurs et liens par département", "Actors and ties by département", departements_table),
    ("missing-links", "Liens manquants", "Missing links", missing_links_table),
    ("weak-ties", "Liens faibles", "Weak ties", weak_ties_table),
    ("torn-mesh", "Le maillage déchiré", "The torn mesh", torn_table),
    ("null-model", "Brassage comparé au hasard", "Mixing against chance", null_model_table),
    (
        "stability",
        "Solidité des communautés, acteur par acteur",
        "Firmness of communities, actor by actor",
        stability_table,
    ),
    ("go-betweens", "Entre qui se tiennent les intermédiaires", "Between whom the brokers stand", go_betweens_table),
    ("fragility", "Liens fragiles : ce qui tomberait", "Fragile ties: what would fall apart", fragility_table),
    ("roster", "Le club : membres proposés", "The club: proposed members", roster_table),
    ("introductions", "Mises en relation à faire", "Introductions to make", introductions_table),
    ("club-effect", "Si les mises en relation aboutissent", "If the introductions succeed", effect_table),
    (
        "ambassadors",
        "Ambassadeurs par secteur et par territoire",
        "Ambassadors by sector and territory",
        ambassadors_table,
    ),
    (
        "sector-skills",
        "Métiers transformés et formations, par secteur",
        "Changing jobs and trainings, by sector",
        sector_skills_table,
    ),
    (
        "training-gaps",
        "Formations par famille de métiers et département",
        "Trainings by job family and département",
        training_gaps_table,
    ),
    (
        "competency-gaps",
        "Compétences que l'IA change, sans formation à portée",
        "Competencies that AI changes, without a training in reach",
        competency_gaps_table,
    ),
    (
        "untied-trainings",
        "Formations sans lien connu avec leur secteur",
        "Trainings with no known tie to their sector",
        untied_trainings_table,
    ),
    (
        "training-pairs",
        "Organismes de formation et entreprises à présenter",
        "Training bodies and companies to introduce",
        training_pairs_table,
    ),
    ("backtest", "Mise à l'épreuve : liens cachés retrouvés", "Backtest: hidden ties found again", backtest_table),
)
"""Name, French title, English title and table of each analysis, in the order of pages and menus."""


def analyse(network: Network, seed: int = 2019, portfolio: Portfolio | None = None) -> Analyses:
    """Return all analyses of a network.

    Parameters
    ----------
    network
        The projected network.
    seed
        Seed of the communities and of the networks drawn at random to compare with.
    portfolio
        What the sources say that actors do; without it the club has no use cases, trainings or pioneers to go by.

    Returns
    -------
    Analyses
        The same for the same network and seed, whatever the process.

    Raises
    ------
    NetworkRefused
        When a link joins no two actors of the network, or its weight is no number above zero. An empty network has
        empty analyses.

    Examples
    --------
    >>> from graph.network import Network
    >>> analyse(Network((), ())).components
    ()

    References
    ----------
    Those of each module.

    Reading
    -------
    Everything here speaks of the ties *known in the sources read*. Compare only what was looked at alike.
    """
    ties = pair_ties(sound(network))
    found, links = communities(network, seed), missing_links(network)
    return Analyses(
        version=__version__,
        seed=seed,
        layers=network.layers,
        left_out=network.left_out,
        actors=len(network.nodes),
        linked_pairs=len(ties),
        clusters=cluster_sets(network),
        communities=found,
        ties=ties,
        weak_ties=weak_ties(ties),
        articulations=articulations(network),
        metrics=brokerage(network),
        mixing=mixing(network),
        missing_links=links,
        mending=mend(network, portfolio, found, ties, links, seed),
        rehearsal=rehearse(network, seed),
    )


def table(analyses: Analyses, name: str) -> Table:
    """Return the table of one analysis by its name.

    Raises
    ------
    UnknownName
        When no analysis has the name; the remedy lists them.
    """
    for known, _, _, made in ANALYSES:
        if known == name:
            return made(analyses)
    names = ", ".join(known for known, _, _, _ in ANALYSES)
    raise UnknownName(f"No analysis is called {name!r}.", remedy=f"Use one of: {names}.")
