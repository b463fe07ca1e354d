"""The tables on groups of actors: clusters, isolates, communities, mixing, départements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.tables import ABSENCE, ACTOR, KIND, Cell, Column, Table, figure
from graph.analysis.values import Count, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.analysis import Analyses
    from graph.analysis.clusters import Cluster

__all__ = [
    "clusters_table",
    "communities_table",
    "departements_table",
    "isolates_table",
    "mixing_table",
]


def _top(counts: Iterable[Count], shown: int = 3) -> Phrase:
    kept = tuple(counts)[:shown]
    return Phrase(
        ", ".join(f"{each.fr} ({each.number})" for each in kept),
        ", ".join(f"{each.en} ({each.number})" for each in kept),
    )


def clusters_table(analyses: Analyses) -> Table:
    """Return the clusters of two actors and more, under each choice of layers, largest first."""
    rows = tuple(
        (
            found.layers.name,
            cluster.number,
            cluster.size,
            cluster.ties,
            cluster.bridgehead,
            _top(cluster.kinds),
            _top(cluster.places),
            cluster.members,
        )
        for found in analyses.clusters
        for cluster in found.groups
    )
    return Table(
        "clusters",
        "Grappes d'acteurs reliés",
        "Clusters of connected actors",
        (
            Column("layers", "Liens pris en compte", "Ties that count"),
            Column("number", "Grappe", "Cluster"),
            Column("size", "Acteurs", "Actors"),
            Column("ties", "Paires liées", "Linked pairs"),
            Column("bridgehead", "Tête de pont", "Bridgehead"),
            Column("kinds", "Types", "Kinds"),
            Column("places", "Lieux", "Places"),
            Column("members", "Membres", "Members"),
        ),
        rows,
        "Deux grappes ne sont reliées par aucune chaîne de liens connus : la tête de pont est l'acteur à appeler "
        f"d'abord. {ABSENCE.fr}",
        f"No chain of known ties joins two clusters; the bridgehead is the actor to call first. {ABSENCE.en}",
    )


def _unnamed(cluster: Cluster) -> bool:
    return cluster.bridgehead.collective


def _isolate_row(cluster: Cluster) -> tuple[Cell, ...]:
    actor = cluster.bridgehead
    sectors = Phrase(", ".join(each.fr for each in cluster.sectors), ", ".join(each.en for each in cluster.sectors))
    departement = wording.departement(actor.departement) if actor.departement else None
    kind = Phrase(cluster.kinds[0].fr, cluster.kinds[0].en)
    return (actor, kind, actor.place, departement, sectors, cluster.mentions, actor.collective)


def isolates_table(analyses: Analyses) -> Table:
    """Return the actors with no known tie, by label, unnamed groups last."""
    return Table(
        "isolates",
        "Acteurs sans lien connu",
        "Actors with no known tie",
        (
            ACTOR,
            KIND,
            Column("place", "Commune", "Commune"),
            Column("departement", "Département", "Département"),
            Column("sectors", "Secteurs", "Sectors"),
            Column("mentions", "Mentions", "Mentions"),
            Column("collective", "Groupe non nommé", "Unnamed group"),
        ),
        tuple(_isolate_row(cluster) for cluster in sorted(analyses.isolates, key=_unnamed)),
        "Aucune source lue ne donne de lien à ces acteurs. Peu de mentions : ils ont surtout été peu regardés. "
        f"{ABSENCE.fr} Les interroger avant de les dire isolés.",
        "No source read gives these actors a tie. Few mentions: they were hardly looked at. "
        f"{ABSENCE.en} Ask them before calling them isolated.",
    )


def _variation(analyses: Analyses) -> Phrase:
    found = analyses.communities.variation
    if found.agreement is None:
        return Phrase("Aucun lien, donc aucune communauté.", "No tie, hence no community.")
    low, high = f"{found.modularity_min:.3f}", f"{found.modularity_max:.3f}"
    runs, mean = len(found.seeds), f"{found.agreement:.2f}"
    french = f"Sur {runs} tirages : modularité de {low} à {high}, accord moyen {mean} sur 1"
    return Phrase(
        f"{french.replace('.', ',')}.",
        f"Over {runs} runs: modularity from {low} to {high}, mean agreement {mean} of 1.",
    )


def communities_table(analyses: Analyses) -> Table:
    """Return the communities, largest first."""
    rows = tuple(
        (
            each.number,
            each.name,
            each.size,
            _top(each.kinds),
            _top(each.places),
            figure(each.inside),
            figure(each.stability),
            each.members,
            tuple(footing.actor for footing in analyses.mending.footings if footing.also == each.key),
        )
        for each in analyses.communities.communities
    )
    variation = _variation(analyses)
    return Table(
        "communities",
        "Communautés",
        "Communities",
        (
            Column("number", "N°", "No"),
            Column("name", "Communauté", "Community"),
            Column("size", "Acteurs", "Actors"),
            Column("kinds", "Types", "Kinds"),
            Column("places", "Lieux", "Places"),
            Column("inside", "Part des liens internes", "Share of ties inside"),
            Column("stability", "Stabilité", "Stability"),
            Column("members", "Membres", "Members"),
            Column("also", "Aussi, à cheval", "Also, astride"),
        ),
        rows,
        f"Une communauté est une lecture du réseau, pas un groupe constitué. {variation.fr} Sous 0,8 de stabilité, "
        "la frontière tient au hasard de la méthode. Est dite à cheval une place qui tombe avec une autre communauté "
        "dans au moins 35 % des tirages refaits sans une paire sur dix (Lancichinetti et Fortunato, 2012).",
        f"A community is a reading of the network, not a constituted group. {variation.en} Below 0.8 of stability "
        "its border is an accident of the method. An actor stands astride when it falls with another community in "
        "35% or more of the draws made again without one pair in ten (Lancichinetti and Fortunato, 2012).",
    )


def mixing_table(analyses: Analyses) -> Table:
    """Return the linked pairs between and within families, roles and départements, most pairs first."""
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (
            dimension.name,
            cell.left_label,
            cell.right_label,
            figure(cell.observed),
            figure(cell.expected),
            figure(cell.ratio),
        )
        for dimension in analyses.mixing.dimensions
        for cell in dimension.cells
    )
    return Table(
        "mixing",
        "Brassage entre familles, rôles et départements",
        "Mixing of families, roles and départements",
        (
            Column("dimension", "Selon", "Along"),
            Column("left", "Entre", "Between"),
            Column("right", "Et", "And"),
            Column("observed", "Paires liées", "Linked pairs"),
            Column("expected", "Attendues", "Expected"),
            Column("ratio", "Rapport", "Ratio"),
        ),
        cells,
        f"{_shares(analyses).fr} Un rapport supérieur à 1 : plus de liens que le hasard n'en donnerait. Sur peu de "
        "paires, le rapport ne prouve rien ; les sources regardent certaines familles de plus près que d'autres.",
        f"{_shares(analyses).en} A ratio above 1: more ties than chance would give. On few pairs the ratio proves "
        "nothing; the sources look more closely at some families than at others.",
    )


def departements_table(analyses: Analyses) -> Table:
    """Return the actors of each département against their linked pairs, most actors first."""
    rows = tuple(
        (each.label, each.actors, each.tied, each.within, each.outward, each.unknown, figure(each.partners))
        for each in analyses.mixing.departements
    )
    return Table(
        "departements",
        "Acteurs et liens par département",
        "Actors and ties by département",
        (
            Column("departement", "Département", "Département"),
            Column("actors", "Acteurs", "Actors"),
            Column("tied", "Dont reliés", "Of which tied"),
            Column("within", "Paires internes", "Pairs inside"),
            Column("outward", "Paires vers un autre département", "Pairs to another département"),
            Column("unknown", "Paires vers un lieu non connu", "Pairs to a place not known"),
            Column("partners", "Partenaires par acteur", "Partners an actor"),
        ),
        rows,
        "Peu d'acteurs ou peu de liens peut venir de sources qui regardent surtout la métropole : comparer d'abord le "
        f"nombre d'acteurs connus. {ABSENCE.fr}",
        "Few actors or few ties may come from sources that look at the largest city above all: compare the number of "
        f"known actors first. {ABSENCE.en}",
    )


def _shares(analyses: Analyses) -> Phrase:
    known = [each for each in analyses.mixing.dimensions if each.share_across is not None]
    silent = [each.silence for each in analyses.mixing.dimensions if each.silence]
    sizes = analyses.mixing.sizes
    told_fr = "".join(f" {each.fr[:1].upper()}{each.fr[1:]}." for each in silent)
    told_en = "".join(f" {each.en[:1].upper()}{each.en[1:]}." for each in silent)
    if sizes.known:
        told_fr, told_en = f"{told_fr} {sizes.sentence.fr}", f"{told_en} {sizes.sentence.en}"
    if not known:
        return Phrase(f"Aucun lien.{told_fr}", f"No tie.{told_en}")
    french = ", ".join(f"{each.name.fr} {100 * (each.share_across or 0):.0f} %" for each in known)
    english = ", ".join(f"{each.name.en} {100 * (each.share_across or 0):.0f}%" for each in known)
    return Phrase(
        f"Part des liens entre catégories différentes : {french}.{told_fr}",
        f"Share of ties across: {english}.{told_en}",
    )
