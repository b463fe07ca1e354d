"""The tables on ties and on those who hold them: bridges, articulation, brokers, missing links, weak ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.tables import ABSENCE, ACTOR, KIND, LEFT, RANK, RIGHT, SCORE, SENTENCE, Column, Table, figure
from graph.analysis.values import Phrase

if TYPE_CHECKING:
    from graph.analysis import Analyses
    from graph.analysis.ties import PairTie

__all__ = [
    "articulation_table",
    "bridges_table",
    "brokerage_table",
    "missing_links_table",
    "weak_ties_table",
]


def _part(tie: PairTie) -> int | None:
    return tie.sides[0].size if tie.sides else None


def bridges_table(analyses: Analyses) -> Table:
    """Return the pairs whose tie is the only joint between two parts, largest small part first."""
    rows = tuple(
        (
            tie.left,
            tie.right,
            ", ".join(tie.kinds),
            tie.multiplicity,
            _part(tie),
            tie.sides[0].members,
            tie.sides[1].size,
            figure(tie.betweenness),
            tie.collective,
        )
        for tie in analyses.bridges
    )
    return Table(
        "bridges",
        "Ponts",
        "Bridges",
        (
            LEFT,
            RIGHT,
            Column("kinds", "Nature du lien", "Kind of tie"),
            Column("ties", "Liens", "Ties"),
            Column("cut", "Acteurs coupés", "Actors cut off"),
            Column("names", "Lesquels", "Which"),
            Column("rest", "Acteurs de l'autre côté", "Actors on the other side"),
            Column("betweenness", "Part des chemins", "Share of paths"),
            Column("collective", "Groupe non nommé", "Unnamed group"),
        ),
        rows,
        "Un pont est la seule jonction connue entre deux parties : le doubler d'un second lien rend le réseau plus "
        f"sûr. {ABSENCE.fr}",
        "A bridge is the only known joint between two parts: doubling it with a second tie makes the network safer. "
        f"{ABSENCE.en}",
    )


def articulation_table(analyses: Analyses) -> Table:
    """Return the actors that alone hold parts of a cluster together."""
    rows = tuple(
        (
            each.rank,
            each.actor,
            Phrase(each.actor.kind_label, wording.kind_en(each.actor.kind)),
            each.cut_off,
            ", ".join(str(part.size) for part in each.parts),
            each.sentence,
        )
        for each in analyses.articulations
    )
    return Table(
        "articulation",
        "Acteurs charnières",
        "Articulation actors",
        (
            RANK,
            ACTOR,
            KIND,
            Column("cut", "Acteurs coupés", "Actors cut off"),
            Column("parts", "Taille des parties", "Sizes of the parts"),
            SENTENCE,
        ),
        rows,
        "Sans l'un de ces acteurs, sa grappe se partage : le réseau connu repose sur lui. Cela ne dit rien de sa "
        f"solidité ni d'un départ probable. {ABSENCE.fr}",
        "Without one of these actors its cluster falls apart: the known network leans on it. This says nothing of "
        f"its soundness, nor that it is likely to leave. {ABSENCE.en}",
    )


def brokerage_table(analyses: Analyses) -> Table:
    """Return the measures of every actor, foremost broker first."""
    rows = tuple(
        (
            each.rank,
            each.actor,
            Phrase(each.actor.kind_label, wording.kind_en(each.actor.kind)),
            each.degree,
            figure(each.weighted_degree),
            figure(each.betweenness_working),
            figure(each.betweenness),
            figure(each.constraint),
            figure(each.effective_size),
            each.core,
            each.is_articulation,
            each.collective,
        )
        for each in analyses.metrics
    )
    return Table(
        "brokerage",
        "Intermédiaires",
        "Brokers",
        (
            RANK,
            ACTOR,
            KIND,
            Column("degree", "Partenaires", "Partners"),
            Column("weighted", "Degré pondéré", "Weighted degree"),
            Column("working", "Intermédiarité hors structure", "Betweenness without structure"),
            Column("betweenness", "Intermédiarité", "Betweenness"),
            Column("constraint", "Contrainte", "Constraint"),
            Column("effective", "Taille efficace", "Effective size"),
            Column("core", "Noyau", "Core"),
            Column("articulation", "Charnière", "Articulation"),
            Column("collective", "Groupe non nommé", "Unnamed group"),
        ),
        rows,
        "Une forte intermédiarité désigne un acteur par qui passent beaucoup de chemins connus : lui demander une "
        "mise en relation. Ce n'est pas une note : un acteur que les sources décrivent longuement monte d'autant.",
        "High betweenness marks an actor by which many known paths pass: ask it for an introduction. It is no grade: "
        "an actor that the sources describe at length ranks higher for it.",
    )


def missing_links_table(analyses: Analyses) -> Table:
    """Return the ranked suggestions with their reasons."""
    rows = tuple(
        (
            each.rank,
            each.left,
            each.right,
            figure(each.score),
            each.reason,
            each.distance,
            each.go_betweens,
            CONFIDENCE[each.confidence],
        )
        for each in analyses.missing_links.suggestions
    )
    return Table(
        "missing-links",
        "Liens manquants",
        "Missing links",
        (
            RANK,
            LEFT,
            RIGHT,
            SCORE,
            Column("reason", "Pourquoi", "Why"),
            Column("distance", "Distance", "Distance"),
            Column("go_betweens", "Qui peut présenter", "Who can introduce"),
            Column("confidence", "Ce que l'on sait d'eux", "What is known of them"),
        ),
        rows,
        "Chaque ligne est une question à poser aux deux acteurs, non une prévision. Le score additionne des raisons "
        f"dont les poids sont des choix. Un acteur peu décrit obtient peu. {ABSENCE.fr} "
        f"{analyses.rehearsal.sentence.fr}",
        "Each row is a question to put to both actors, not a forecast. The score adds up reasons whose weights are "
        f"choices. An actor hardly described scores low. {ABSENCE.en} "
        f"{analyses.rehearsal.sentence.en}",
    )


CONFIDENCE = {
    "good": Phrase("bien décrits", "well described"),
    "fair": Phrase("assez décrits", "fairly described"),
    "poor": Phrase("peu décrits", "hardly described"),
}


def weak_ties_table(analyses: Analyses) -> Table:
    """Return the local bridges between named actors, the greatest loss first."""
    rows = tuple(
        (
            tie.rank,
            tie.left,
            tie.right,
            figure(tie.score),
            tie.is_bridge,
            tie.span,
            tie.multiplicity,
            figure(tie.betweenness),
            tie.sentence,
        )
        for tie in analyses.weak_ties
    )
    return Table(
        "weak-ties",
        "Liens faibles",
        "Weak ties",
        (
            RANK,
            LEFT,
            RIGHT,
            SCORE,
            Column("bridge", "Pont", "Bridge"),
            Column("span", "Portée", "Span"),
            Column("ties", "Liens", "Ties"),
            Column("betweenness", "Part des chemins", "Share of paths"),
            SENTENCE,
        ),
        rows,
        "« Faible » veut dire que les deux acteurs n'ont aucun partenaire commun connu : l'information neuve passe "
        "par là, et se perd avec ce lien. Cela ne juge pas leur entente. Une portée vide : aucun autre chemin connu.",
        "'Weak' means that the two share no known partner: news from elsewhere comes this way, and is lost with the "
        "tie. It does not judge how well they work together. No span: no other known path.",
    )
