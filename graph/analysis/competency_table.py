"""The table of the competencies that AI changes and that no training in reach answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.competency_gaps import BASES, IMPACTS, gaps_by_sector
from graph.analysis.tables import Column, Table
from graph.analysis.values import Phrase

if TYPE_CHECKING:
    from graph.analysis import Analyses

__all__ = ["competency_gaps_table"]


def competency_gaps_table(analyses: Analyses) -> Table:
    """Return the changed competencies that lack a training somewhere, replaced ones first."""
    gaps = analyses.mending.skills.competencies
    rows = tuple(
        (
            IMPACTS[each.impact],
            each.competency,
            each.occupation,
            wording.sector(each.sector),
            ", ".join(each.departements),
            BASES[each.basis],
            " ; ".join(each.trainings),
            ", ".join(each.taught),
            " ; ".join(each.evidence),
        )
        for each in gaps
    )
    told = _told(analyses)
    return Table(
        "competency-gaps",
        "Compétences que l'IA change, sans formation à portée",
        "Competencies that AI changes, without a training in reach",
        (
            Column("impact", "Par l'IA", "By AI"),
            Column("competency", "Compétence", "Competency"),
            Column("occupation", "Métier", "Occupation"),
            Column("sector", "Secteur", "Sector"),
            Column("lacking", "Départements sans formation", "Départements without training"),
            Column("basis", "Formations les plus proches par", "Nearest trainings by"),
            Column("trainings", "Formations", "Trainings"),
            Column("taught", "Données dans", "Given in"),
            Column("evidence", "Preuves", "Evidence"),
        ),
        rows,
        f"{told.fr} Une formation y répond quand elle vise la famille du métier, sinon quand son intitulé "
        "nomme le sujet de la compétence ; celle qui ne nomme que le secteur "
        "est citée comme la plus proche, sans compter. Un intitulé dit peu de ce qui est enseigné, et les sources "
        "ne recensent que les formations liées à l'IA : lire « aucun intitulé ne la nomme », non « personne ne "
        "l'enseigne ».",
        f"{told.en} A training answers it when it aims at the job family, else when its title names the subject of the "
        "competency; one that only names the sector is told as the nearest and does not count. A title says little of "
        "what is taught, and the sources list trainings about AI alone: read 'no title names it', not 'nobody teaches "
        "it'.",
    )


def _told(analyses: Analyses) -> Phrase:
    sectors = gaps_by_sector(analyses.mending.skills.competencies)
    replaced, bare = sum(each.replaced for each in sectors), sum(each.unanswered for each in sectors)
    total = len(analyses.mending.skills.competencies)
    return Phrase(
        f"{total} compétences changées manquent de formation dans un département au moins, dont {replaced} "
        f"remplacées ; {bare} n'en ont aucune dans la région.",
        f"{total} changed competencies lack a training in one département at least, {replaced} of them replaced; "
        f"{bare} "
        "have none in the region.",
    )
