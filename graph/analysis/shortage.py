"""Why a programme holds fewer meetings than were asked, and which limit to relax for more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.analysis.meeting_programme import choose
from graph.analysis.values import Phrase, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.analysis.meeting_programme import Candidate, Caps

__all__ = ["Relaxed", "Shortage", "shortage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxed:
    """One limit made wider, all others as they were."""

    limit: str
    """``per-actor`` or ``per-kind``."""
    to: int
    meetings: int
    """Meetings that the programme would then hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """A programme shorter than asked: no meeting without a reason of substance fills it."""

    asked: int
    proposed: int
    set_aside: int
    """Pairs left out since they share a broad topic alone."""
    relaxed: tuple[Relaxed, ...]
    """The limits that hold meetings back, the one that frees most first; empty when none does."""
    sentence: Phrase


def shortage(
    pairs: Sequence[Candidate], caps: Caps, proposed: int, set_aside: int, seconds: float = 5.0
) -> Shortage | None:
    """Return why fewer meetings are proposed than asked, ``None`` when there are as many.

    Each limit is relaxed alone: one meeting more for an actor, and no limit on meetings of one kind.
    """
    if proposed >= caps.most:
        return None
    wider = (
        ("per-actor", caps.per_actor + 1, replace(caps, per_actor=caps.per_actor + 1)),
        ("per-kind", caps.most, replace(caps, per_kind=caps.most)),
    )
    tried = [
        Relaxed(limit=limit, to=to, meetings=len(choose(pairs, each, seconds).candidates)) for limit, to, each in wider
    ]
    tried.sort(key=lambda each: (-each.meetings, each.limit))
    relaxed = tuple(each for each in tried if each.meetings > proposed)
    return Shortage(
        asked=caps.most,
        proposed=proposed,
        set_aside=set_aside,
        relaxed=relaxed,
        sentence=_sentence(caps.most, proposed, set_aside, relaxed),
    )


def _sentence(asked: int, proposed: int, set_aside: int, relaxed: Sequence[Relaxed]) -> Phrase:
    fr = [_only(proposed, asked, "fr")]
    en = [_only(proposed, asked, "en")]
    if relaxed:
        fr.append(f"Pour en obtenir davantage : {listed((_how(each).fr for each in relaxed), 'fr')}.")
        en.append(f"To get more: {listed((_how(each).en for each in relaxed), 'en')}.")
    else:
        fr.append("Aucune limite à relâcher n'en donnerait davantage : il faudrait d'autres sources.")
        en.append("No limit to relax would give more: it would take other sources.")
    if set_aside == 1:
        fr.append("1 autre n'a en commun qu'un sujet très général et n'est pas proposée.")
        en.append("1 other shares a very broad topic alone and is not proposed.")
    elif set_aside:
        fr.append(f"{set_aside} autres n'ont en commun qu'un sujet très général et ne sont pas proposées.")
        en.append(f"{set_aside} others share a very broad topic alone and are not proposed.")
    return Phrase(" ".join(fr), " ".join(en))


def _only(proposed: int, asked: int, language: str) -> str:
    if language == "en":
        pairs = "1 pair is" if proposed == 1 else f"{proposed} pairs are" if proposed else "no pair is"
        lead = pairs if not proposed else f"only {pairs}"
        return f"{lead[:1].upper()}{lead[1:]} worth proposing under these limits, of {asked} asked."
    if not proposed:
        return f"Aucune paire ne vaut d'être proposée sous ces limites ({asked} demandées)."
    if proposed == 1:
        return f"Une seule paire vaut d'être proposée sous ces limites ({asked} demandées)."
    return f"Seules {proposed} paires valent d'être proposées sous ces limites ({asked} demandées)."


def _how(each: Relaxed) -> Phrase:
    if each.limit == "per-actor":
        return Phrase(
            f"{each.to} rencontres au plus par acteur en donneraient {each.meetings}",
            f"at most {each.to} meetings an actor would give {each.meetings}",
        )
    return Phrase(
        f"sans limite par nature de bénéfice, il y en aurait {each.meetings}",
        f"without a limit by kind of benefit there would be {each.meetings}",
    )
