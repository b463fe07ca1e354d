"""The tables of the club: its roster, its introductions, their effect, its ambassadors, and the skills to bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.mixing import DIMENSIONS
from graph.analysis.tables import ABSENCE, ACTOR, KIND, LEFT, RANK, RIGHT, Column, Table, figure
from graph.analysis.values import Phrase

if TYPE_CHECKING:
    from graph.analysis import Analyses
    from graph.analysis.doubts import Doubt
    from graph.analysis.what_if import State, WhatIf

__all__ = [
    "ambassadors_table",
    "effect_rows",
    "effect_table",
    "introductions_table",
    "roster_table",
    "sector_skills_table",
    "training_gaps_table",
    "training_pairs_table",
    "untied_trainings_table",
]

EVIDENCE = Column("evidence", "Preuves", "Evidence")
CERTAINTY = Column("certainty", "Certitude", "Certainty")
DEPARTEMENT = Column("departement", "Département", "Département")
SECTOR = Column("sector", "Secteur", "Sector")
CERTAINTIES = {
    "certain": Phrase("certaine", "certain"),
    "likely": Phrase("probable", "likely"),
    "unsure": Phrase("incertaine", "unsure"),
}
"""What is said of the least sure thing on which a reason rests."""
SHARED = {
    "reach": Phrase("acteurs atteints", "actors reached"),
    "sector": Phrase("secteurs", "sectors"),
    "community": Phrase("communautés", "communities"),
    "departement": Phrase("départements", "départements"),
    "role": Phrase("rôles", "roles"),
}


def certainty(found: tuple[Doubt, ...]) -> Phrase:
    """Return how sure the least sure thing is that a reason rests on."""
    return CERTAINTIES[found[0].certainty if found else "certain"]


def roster_table(analyses: Analyses) -> Table:
    """Return the proposed members, the one that would be missed most first."""
    club = analyses.mending.club
    rows = tuple(
        (
            place,
            each.actor,
            Phrase(each.actor.kind_label, wording.kind_en(each.actor.kind)),
            wording.departement(each.actor.departement) if each.actor.departement else None,
            figure(each.loss),
            each.reaches,
            each.reason,
            certainty(each.doubts),
            " ; ".join(each.evidence),
        )
        for place, each in enumerate(club.members, start=1)
    )
    covered = [(SHARED[key], met, of) for key, _, met, of in club.shares if key in SHARED]
    fr = ", ".join(f"{words.fr} {met} sur {of}" for words, met, of in covered)
    en = ", ".join(f"{words.en} {met} of {of}" for words, met, of in covered)
    proof_fr = "optimum prouvé" if club.status == "optimal" else f"à {100 * club.gap:.1f} % au plus de l'optimum"
    proof_en = "proven best" if club.status == "optimal" else f"within {100 * club.gap:.1f}% of the best"
    return Table(
        "roster",
        "Le club : membres proposés",
        "The club: proposed members",
        (
            RANK,
            ACTOR,
            KIND,
            DEPARTEMENT,
            Column("loss", "Points perdus sans lui", "Points lost without it"),
            Column("reaches", "Acteurs atteints", "Actors reached"),
            Column("reason", "Pourquoi", "Why"),
            CERTAINTY,
            EVIDENCE,
        ),
        rows,
        f"Le meilleur ensemble de {club.size} au sens de poids choisis ({proof_fr}) : {fr}. Une proposition à "
        f"discuter, non un palmarès. {ABSENCE.fr}",
        f"The best {club.size} together by chosen weights ({proof_en}): {en}. A proposal to discuss, no ranking of "
        f"merit. {ABSENCE.en}",
    )


def introductions_table(analyses: Analyses) -> Table:
    """Return the introductions to make, greatest gain first."""
    found = analyses.mending.introductions
    lack = found.shortage
    short = Phrase(f"{lack.sentence.fr} ", f"{lack.sentence.en} ") if lack else Phrase("", "")
    rows = tuple(
        (
            each.rank,
            each.left,
            each.right,
            each.kind,
            figure(each.gain),
            each.sentence,
            each.benefit.step,
            each.way.words,
            certainty(each.doubts),
            " ; ".join(each.benefit.evidence),
        )
        for each in found.introductions
    )
    return Table(
        "introductions",
        "Mises en relation à faire",
        "Introductions to make",
        (
            RANK,
            LEFT,
            RIGHT,
            Column("kind", "Nature", "Kind"),
            Column("gain", "Gain attendu", "Expected gain"),
            Column("sentence", "Ce que chacun apporte", "What each brings"),
            Column("step", "Premier pas", "First step"),
            Column("way", "Qui présente", "Who introduces"),
            CERTAINTY,
            EVIDENCE,
        ),
        rows,
        f"Choisies ensemble parmi {found.candidates} paires pour lesquelles les sources donnent un bénéfice concret, "
        f"{found.per_actor} au plus par acteur. {short.fr}Les deux se connaissent peut-être déjà. {ABSENCE.fr} "
        f"{analyses.rehearsal.sentence.fr}",
        f"Chosen together among {found.candidates} pairs for which the sources give a concrete benefit, at most "
        f"{found.per_actor} an actor. {short.en}The two may know each other already. {ABSENCE.en} "
        f"{analyses.rehearsal.sentence.en}",
    )


_FIGURES: tuple[tuple[str, Phrase], ...] = (
    ("actors", Phrase("acteurs nommés", "named actors")),
    ("ties", Phrase("paires liées", "linked pairs")),
    ("isolates", Phrase("acteurs sans lien connu", "actors with no known tie")),
    ("clusters", Phrase("grappes de deux et plus", "clusters of two and more")),
    ("largest", Phrase("acteurs de la plus grande grappe", "actors of the largest cluster")),
    ("reach", Phrase("part des paires joignables", "share of pairs within reach")),
    ("distance", Phrase("distance moyenne entre joignables", "mean distance within reach")),
    ("efficiency", Phrase("efficacité du réseau", "efficiency of the network")),
    ("constraint", Phrase("contrainte moyenne", "mean constraint")),
)


def effect_rows(effect: WhatIf) -> tuple[tuple[Phrase, float | int | None, float | int | None], ...]:
    """Return each figure of a network with its value before and after changes; ``None`` where it has none."""
    rows = [(words, _figure(effect.before, name), _figure(effect.after, name)) for name, words in _FIGURES]
    names = {key: name for key, name, _, _ in DIMENSIONS}
    after = dict(effect.after.across)
    for key, share in effect.before.across:
        words = Phrase(f"part des liens qui croisent : {names[key].fr}", f"share of ties across: {names[key].en}")
        rows.append((words, figure(share), figure(after[key])))
    return tuple(rows)


def effect_table(analyses: Analyses) -> Table:
    """Return the network in figures before and after all the introductions."""
    return Table(
        "club-effect",
        "Si les mises en relation aboutissent",
        "If the introductions succeed",
        (
            Column("figure", "Mesure", "Figure"),
            Column("before", "Aujourd'hui", "Today"),
            Column("after", "Avec les mises en relation", "With the introductions"),
        ),
        effect_rows(analyses.mending.effect),
        "Toutes choses égales par ailleurs, et si chaque rencontre devient un lien : un plafond, non une prévision. La "
        "distance moyenne peut monter parce que des acteurs lointains deviennent joignables.",
        "All else equal, and if each meeting becomes a tie: a ceiling, not a forecast. The mean distance may rise "
        "since far actors come within reach.",
    )


def _figure(state: State, name: str) -> float | int | None:
    found: float | int | None = getattr(state, name)
    return figure(found) if isinstance(found, float) else found


def ambassadors_table(analyses: Analyses) -> Table:
    """Return the best-placed ambassador of each sector and département."""
    rows = tuple(
        (
            Phrase("secteur", "sector") if each.scope == "sector" else Phrase("département", "département"),
            each.name,
            each.actor,
            each.pioneer,
            each.relay,
            each.audience,
            each.message,
            " ; ".join(each.evidence),
        )
        for each in analyses.mending.ambassadors
    )
    return Table(
        "ambassadors",
        "Ambassadeurs par secteur et par territoire",
        "Ambassadors by sector and territory",
        (
            Column("scope", "Pour", "For"),
            Column("name", "Lequel", "Which"),
            Column("actor", "Ambassadeur", "Ambassador"),
            Column("pioneer", "Pionnier", "Pioneer"),
            Column("relay", "Relais", "Relay"),
            Column("audience", "À convaincre", "To convince"),
            Column("message", "Le message", "The message"),
            EVIDENCE,
        ),
        rows,
        "Le mieux placé parmi ceux dont ces sources disent l'IA à l'œuvre ; reste à savoir s'il le veut. Peu "
        "d'entreprises ont une commune connue ici : les départements montrent surtout des relais.",
        "The best placed among those with AI at work in these sources; whether it is willing is to be asked. Few "
        "companies have a known commune here: the départements show relays above all.",
    )


def training_gaps_table(analyses: Analyses) -> Table:
    """Return the number of trainings by job family and département, gaps first."""
    found = sorted(analyses.mending.skills.coverage, key=lambda each: (each.trainings, each.name.fr, each.departement))
    rows = tuple((each.name, each.place, each.trainings, each.bodies, ", ".join(each.nearest[:2])) for each in found)
    return Table(
        "training-gaps",
        "Formations par famille de métiers et département",
        "Trainings by job family and département",
        (
            Column("family", "Famille de métiers", "Job family"),
            DEPARTEMENT,
            Column("trainings", "Formations connues", "Known trainings"),
            Column("bodies", "Organismes", "Bodies"),
            Column("nearest", "Où en trouver", "Where to find some"),
        ),
        rows,
        "Zéro : aucune formation *recensée par ces sources*, qui ne recensent que celles liées à l'IA.",
        "Zero: no training *listed by these sources*, which list those concerned with AI alone.",
    )


def sector_skills_table(analyses: Analyses) -> Table:
    """Return, for each sector, its jobs at risk and new ones against what is taught for it."""
    rows = tuple(
        (
            each.name,
            sum(number for trend, number in each.occupations if trend == "at-risk"),
            sum(number for trend, number in each.occupations if trend == "transforming"),
            sum(number for trend, number in each.occupations if trend == "new"),
            ", ".join(each.at_risk),
            len(each.trainings),
            ", ".join(each.trainings),
            each.companies,
            each.tied,
            " ; ".join(each.evidence),
        )
        for each in analyses.mending.skills.demand
    )
    return Table(
        "sector-skills",
        "Métiers transformés et formations, par secteur",
        "Changing jobs and trainings, by sector",
        (
            SECTOR,
            Column("at-risk", "Métiers menacés", "Jobs at risk"),
            Column("transforming", "Métiers transformés", "Jobs transformed"),
            Column("new", "Métiers nouveaux", "New jobs"),
            Column("which", "Lesquels sont menacés", "Which are at risk"),
            Column("trainings", "Formations nommées pour lui", "Trainings named for it"),
            Column("titles", "Intitulés", "Titles"),
            Column("companies", "Entreprises connues", "Known companies"),
            Column("tied", "Dont liées à un organisme de formation", "Of which tied to a training body"),
            EVIDENCE,
        ),
        rows,
        "Le secteur d'une formation est lu dans son intitulé : une formation générale ne compte pour aucun. "
        f"{ABSENCE.fr}",
        f"The sector of a training is read in its title: a general training counts for none. {ABSENCE.en}",
    )


def untied_trainings_table(analyses: Analyses) -> Table:
    """Return the trainings for a sector whose bodies are tied to no actor of that sector."""
    rows = tuple(
        (each.name, each.training, each.bodies, each.companies, " ; ".join(each.evidence))
        for each in analyses.mending.skills.untied
    )
    return Table(
        "untied-trainings",
        "Formations sans lien connu avec leur secteur",
        "Trainings with no known tie to their sector",
        (
            SECTOR,
            Column("training", "Formation", "Training"),
            Column("bodies", "Organismes", "Bodies"),
            Column("companies", "Entreprises du secteur à rencontrer", "Companies of the sector to meet"),
            EVIDENCE,
        ),
        rows,
        f"Aucun acteur de ce secteur n'est lié à l'organisme dans ces sources. {ABSENCE.fr}",
        f"No actor of this sector is tied to the body in these sources. {ABSENCE.en}",
    )


def training_pairs_table(analyses: Analyses) -> Table:
    """Return the training bodies and companies to introduce to each other."""
    rows = tuple(
        (each.rank, each.body, each.company, figure(each.strength), each.sentence, " ; ".join(each.evidence))
        for each in analyses.mending.skills.pairs
    )
    return Table(
        "training-pairs",
        "Organismes de formation et entreprises à présenter",
        "Training bodies and companies to introduce",
        (
            RANK,
            Column("body", "Organisme", "Body"),
            Column("company", "Entreprise", "Company"),
            Column("strength", "Force", "Strength"),
            Column("sentence", "Sur quoi", "On what"),
            EVIDENCE,
        ),
        rows,
        f"Un intitulé et un cas d'usage qui parlent de la même chose : une question à poser aux deux. {ABSENCE.fr}",
        f"A title and a use case about the same thing: a question to put to both. {ABSENCE.en}",
    )
