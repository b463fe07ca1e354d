"""The tables on what is torn and what holds by a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis.go_between import ROLES
from graph.analysis.tables import ABSENCE, ACTOR, LEFT, RANK, RIGHT, SCORE, SENTENCE, Cell, Column, Table, figure
from graph.analysis.values import Count, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.analysis import Analyses
    from graph.analysis.torn import Tear

__all__ = ["fragility_table", "go_betweens_table", "null_model_table", "stability_table", "torn_table"]


def _top(counts: Iterable[Count], shown: int = 3) -> Phrase:
    kept = tuple(counts)[:shown]
    return Phrase(
        ", ".join(f"{each.fr} ({each.number})" for each in kept),
        ", ".join(f"{each.en} ({each.number})" for each in kept),
    )


def _tear(each: Tear) -> tuple[Cell, ...]:
    return (
        each.layers,
        each.size,
        each.bridgehead,
        each.claim,
        _top(each.kinds),
        _top(each.places),
        _top(each.sectors),
        each.nearest,
        each.shared,
        each.mentions,
        figure(each.coverage),
        each.proposal,
        each.why,
        each.members if each.size > 1 else None,
    )


def torn_table(analyses: Analyses) -> Table:
    """Return all that stands apart from the largest cluster, by choice of layers."""
    return Table(
        "torn-mesh",
        "Le maillage déchiré",
        "The torn mesh",
        (
            Column("layers", "Liens pris en compte", "Ties that count"),
            Column("size", "Acteurs", "Actors"),
            Column("bridgehead", "Tête de pont", "Bridgehead"),
            Column("claim", "Ce que l'on peut dire", "What can be said"),
            Column("kinds", "Types", "Kinds"),
            Column("places", "Lieux", "Places"),
            Column("sectors", "Secteurs", "Sectors"),
            Column("nearest", "Tête de pont la plus proche", "Nearest bridgehead"),
            Column("shared", "Ce qu'ils partagent", "What they share"),
            Column("mentions", "Mentions", "Mentions"),
            Column("coverage", "Couverture", "Coverage"),
            Column("proposal", "Lien proposé", "Proposed tie"),
            Column("why", "Pourquoi", "Why"),
            Column("members", "Membres", "Members"),
        ),
        tuple(_tear(each) for each in analyses.mending.torn),
        "Tout ce qui reste hors de la plus grande grappe. Couverture faible : on sait surtout peu de chose. "
        f"{ABSENCE.fr}",
        f"All that stands outside the largest cluster. Low coverage: above all, little is known. {ABSENCE.en}",
    )


READINGS = {
    "more": Phrase("plus que le hasard", "more than chance"),
    "fewer": Phrase("moins que le hasard", "fewer than chance"),
    "chance": Phrase("comme le hasard", "as chance has it"),
    "too-few": Phrase("trop peu pour conclure", "too few to tell"),
}


def null_model_table(analyses: Analyses) -> Table:
    """Return the pairs between categories against networks rewired at random."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            contrast.name,
            cell.left,
            cell.right,
            figure(cell.observed),
            figure(cell.expected),
            figure(cell.z),
            READINGS[cell.reading],
        )
        for contrast in analyses.mending.contrasts
        for cell in contrast.cells
    )
    verdict, sizes = _verdict(analyses), analyses.mixing.sizes
    lack = Phrase(f" {sizes.sentence.fr}", f" {sizes.sentence.en}") if sizes.known else Phrase("", "")
    return Table(
        "null-model",
        "Brassage comparé au hasard",
        "Mixing against chance",
        (
            Column("dimension", "Selon", "Along"),
            Column("left", "Entre", "Between"),
            Column("right", "Et", "And"),
            Column("observed", "Paires liées", "Linked pairs"),
            Column("expected", "Au hasard", "By chance"),
            Column("z", "Écart (z)", "z-score"),
            Column("reading", "Lecture", "Reading"),
        ),
        rows,
        f"{verdict.fr} Le hasard garde à chaque acteur son nombre de partenaires. Au-delà de 2, l'écart est net ; sous "
        f"5 paires attendues, il ne se lit pas. Le choix des sources compte aussi.{lack.fr}",
        f"{verdict.en} Chance leaves each actor its number of partners. Beyond 2 the deviation is clear; below 5 "
        f"expected pairs it is not read. What the sources chose to describe counts too.{lack.en}",
    )


def _verdict(analyses: Analyses) -> Phrase:
    known = [each for each in analyses.mending.contrasts if each.across is not None]
    if not known:
        return Phrase("Aucun lien.", "No tie.")
    french = ", ".join(
        f"{each.name.fr} {100 * (each.across or 0):.0f} % contre {100 * (each.across_expected or 0):.0f} % au hasard"
        for each in known
    )
    english = ", ".join(
        f"{each.name.en} {100 * (each.across or 0):.0f}% against {100 * (each.across_expected or 0):.0f}% by chance"
        for each in known
    )
    return Phrase(f"Part des liens qui croisent : {french}.", f"Share of ties that cross: {english}.")


FOOTINGS = {
    "firm": Phrase("ferme", "firm"),
    "double": Phrase("à cheval sur deux", "astride two"),
    "loose": Phrase("incertaine", "loose"),
}


def stability_table(analyses: Analyses) -> Table:
    """Return how firmly each actor stands in its community, loosest first."""
    rows = tuple(
        (each.actor, each.community, figure(each.held), FOOTINGS[each.reading], each.other, figure(each.other_held))
        for each in analyses.mending.footings
    )
    return Table(
        "stability",
        "Solidité des communautés, acteur par acteur",
        "Firmness of communities, actor by actor",
        (
            ACTOR,
            Column("community", "Communauté", "Community"),
            Column("held", "Part des tirages avec elle", "Share of draws with it"),
            Column("reading", "Place", "Place"),
            Column("other", "Autre communauté", "Other community"),
            Column("other_held", "Part des tirages avec l'autre", "Share of draws with the other"),
        ),
        rows,
        "Le réseau est tiré de nouveau sans une paire sur dix. Une place incertaine tient à quelques liens ; une place "
        "à cheval désigne un intermédiaire naturel.",
        "The network is drawn again without one pair in ten. A loose place rests on a few ties; one astride two marks "
        "a natural go-between.",
    )


def go_betweens_table(analyses: Analyses) -> Table:
    """Return between whom actors stand, by the roles of the study, busiest first."""
    rows = tuple(
        (
            each.actor,
            figure(each.total),
            ROLES[each.foremost] if each.foremost else None,
            figure(each.coordinator),
            figure(each.representative),
            figure(each.consultant),
            figure(each.liaison),
            each.unknown,
        )
        for each in analyses.mending.go_betweens
    )
    return Table(
        "go-betweens",
        "Entre qui se tiennent les intermédiaires",
        "Between whom the brokers stand",
        (
            ACTOR,
            Column("total", "Paires jointes", "Pairs joined"),
            Column("foremost", "Rôle principal", "Foremost role"),
            Column("coordinator", "Deux des siens", "Two of its own"),
            Column("representative", "Un des siens et un autre", "One of its own and another"),
            Column("consultant", "Deux d'un autre rôle", "Two of another role"),
            Column("liaison", "Trois rôles différents", "Three different roles"),
            Column("unknown", "Rôle non connu", "Role not known"),
        ),
        rows,
        "Rôles de Gould et Fernandez entre les rôles de l'étude, la recherche et la formation. Les liaisons sont à "
        "solliciter pour une présentation entre mondes ; un acteur sans rôle connu n'y figure pas.",
        "Roles of Gould and Fernandez among the roles of the study, research and training. Liaisons are to be asked "
        "for an introduction across worlds; an actor without a known role is not here.",
    )


def fragility_table(analyses: Analyses) -> Table:
    """Return every pair of named actors by what its loss would mean."""
    rows = tuple(
        (
            each.rank,
            each.left,
            each.right,
            figure(each.score),
            each.cut_off,
            each.detour,
            figure(each.efficiency_lost),
            figure(each.overlap),
            each.ties,
            each.evidence,
            each.since,
            each.sentence,
        )
        for each in analyses.mending.fragile
    )
    return Table(
        "fragility",
        "Liens fragiles : ce qui tomberait",
        "Fragile ties: what would fall apart",
        (
            RANK,
            LEFT,
            RIGHT,
            SCORE,
            Column("cut", "Acteurs coupés", "Actors cut off"),
            Column("detour", "Détour", "Way round"),
            Column("lost", "Efficacité perdue", "Efficiency lost"),
            Column("overlap", "Voisinage commun", "Overlap"),
            Column("ties", "Liens", "Ties"),
            Column("evidence", "Preuves", "Evidence"),
            Column("since", "Depuis", "Since"),
            SENTENCE,
        ),
        rows,
        "Un lien à doubler d'un second, non un lien qui va se rompre : rien ici ne dit qu'il est en danger. "
        f"{ABSENCE.fr}",
        "A tie to double with a second one, not one about to break: nothing here says that it is in danger. "
        f"{ABSENCE.en}",
    )
