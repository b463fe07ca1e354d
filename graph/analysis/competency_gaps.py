"""Competencies that AI changes, and where no training in reach answers them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.ground import BROADER
from graph.analysis.shared_grounds import BROAD_TOPICS
from graph.analysis.topics import sectors_of, topics_of
from graph.analysis.values import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from graph.portfolio import JobReading, Portfolio, TrainingOffer

__all__ = ["BASES", "CHANGED", "IMPACTS", "CompetencyGap", "SectorGap", "competency_gaps", "gaps_by_sector"]

CHANGED = ("replaced", "augmented", "assisted", "created")
"""What AI does to a competency, what calls for training first."""
IMPACTS: dict[str, Phrase] = {
    "replaced": Phrase("remplacée", "replaced"),
    "augmented": Phrase("augmentée", "augmented"),
    "assisted": Phrase("assistée", "assisted"),
    "created": Phrase("créée", "created"),
}
BASES: dict[str, Phrase] = {
    "family": Phrase("famille de métiers", "job family"),
    "subject": Phrase("sujet de l'intitulé", "subject of the title"),
    "sector": Phrase("secteur de l'intitulé", "sector of the title"),
    "none": Phrase("aucun intitulé", "no title"),
}
"""How near a training comes to a competency, the nearest first."""
ANSWERS = ("family", "subject")
"""Those that count as an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencyGap:
    """A competency that AI changes in an occupation of a sector, and where nobody is known to train for it."""

    competency: str
    occupation: str
    sector: str
    impact: str
    basis: str
    """Key of `BASES`: the closest way in which any known training comes near it. ``sector`` and ``none`` are no answer:
    a master in transport trains nobody to keep a till."""
    trainings: tuple[str, ...]
    """Titles of those trainings, at most three."""
    taught: tuple[str, ...]
    """Départements in which one of them is given; none when they only name the sector."""
    departements: tuple[str, ...]
    """Names of those without any."""
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorGap:
    """The changed competencies of a sector in numbers."""

    sector: str
    name: Phrase
    replaced: int
    augmented: int
    assisted: int
    unanswered: int
    """Those that no training in the region answers."""
    example: CompetencyGap | None
    """The first of them: replaced before augmented and assisted."""


def competency_gaps(held: Portfolio) -> tuple[CompetencyGap, ...]:
    """Return the competencies that AI replaces, augments or assists and that lack a training in some département.

    Parameters
    ----------
    held
        The readings of jobs and the trainings.

    Returns
    -------
    tuple of CompetencyGap
        Replaced ones first, those that lack training in most départements first, then by sector and occupation. A
        training answers a competency when it aims at the job family of the occupation, else when its title names the
        subject of the competency; one that only names the sector is told as the nearest. In reach means in the
        département.

    Raises
    ------
    Nothing
        Without readings there is none.

    Examples
    --------
    >>> from graph.portfolio import Portfolio
    >>> competency_gaps(Portfolio())
    ()

    References
    ----------
    Autor D., Levy F., Murnane R. (2003), *The skill content of recent technological change*, QJE 118(4).

    Reading
    -------
    A title says little of what is taught, and the sources list trainings about AI alone: read "no title names it", not
    "nobody teaches it". A competency that AI replaces may call for another one rather than for a training.
    """
    codes = sorted({commune.departement for commune in held.communes} & set(wording.DEPARTEMENTS))
    if not held.trainings:
        return ()
    made = [_gap(held, job, codes) for job in held.jobs if job.competency and job.impact in CHANGED]
    kept = [gap for gap in made if gap.departements]
    kept.sort(key=lambda gap: (CHANGED.index(gap.impact), -len(gap.departements), gap.sector, gap.occupation))
    return tuple(kept)


def gaps_by_sector(gaps: Sequence[CompetencyGap]) -> tuple[SectorGap, ...]:
    """Return the gaps in numbers for each sector, most replaced competencies first."""
    made = []
    for sector in sorted({gap.sector for gap in gaps}):
        here = [gap for gap in gaps if gap.sector == sector]
        impacts, bare = Counter(gap.impact for gap in here), [gap for gap in here if not gap.taught]
        made.append(
            SectorGap(
                sector=sector,
                name=wording.sector(sector),
                replaced=impacts["replaced"],
                augmented=impacts["augmented"],
                assisted=impacts["assisted"],
                unanswered=len(bare),
                example=bare[0] if bare else here[0],
            )
        )
    return tuple(sorted(made, key=lambda each: (-each.replaced, each.name.fr)))


def _gap(held: Portfolio, job: JobReading, codes: Sequence[str]) -> CompetencyGap:
    basis, offers = _answers(held.trainings, job)
    taught = {held.departement_of(offer.place) for offer in offers} if basis in ANSWERS else set()
    return CompetencyGap(
        competency=job.competency or "",
        occupation=job.label,
        sector=BROADER.get(job.sector or "", job.sector or ""),
        impact=job.impact or "",
        basis=basis,
        trainings=tuple(dict.fromkeys(offer.label for offer in offers))[:3],
        taught=tuple(wording.departement(code).fr for code in codes if code in taught),
        departements=tuple(wording.departement(code).fr for code in codes if code not in taught),
        evidence=job.locators,
    )


def _answers(trainings: Iterable[TrainingOffer], job: JobReading) -> tuple[str, list[TrainingOffer]]:
    """Return the closest way in which any training answers a competency, and those that do."""
    offers = list(trainings)
    subjects = {topic.key for topic in topics_of(job.competency or "")} - BROAD_TOPICS
    sector = BROADER.get(job.sector or "", job.sector or "")
    ways: tuple[tuple[str, Callable[[TrainingOffer], bool]], ...] = (
        ("family", lambda offer: bool(job.family) and job.family in offer.families),
        ("subject", lambda offer: bool(subjects & {topic.key for topic in topics_of(offer.label)})),
        ("sector", lambda offer: sector in {BROADER.get(each, each) for each in sectors_of(offer.label)}),
    )
    for basis, answers in ways:
        found = [offer for offer in offers if answers(offer)]
        if found:
            return basis, found
    return "none", []
