"""Chooses the format and the language of an answer from what the client accepts (RFC 9110, section 12)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from api.formats import Format, by_suffix
from api.refusals import NotAcceptable

__all__ = ["VARY", "Range", "accepted", "choose", "language", "prefers_html"]

VARY = "Accept, Accept-Language, Origin"
_RANGE = re.compile(r"\s*([A-Za-z0-9!#$&^_.+*-]+)/([A-Za-z0-9!#$&^_.+*-]+)\s*((?:;[^,]*)?)")
_READ, _RANGES = 8192, 100
"""Letters and parts of a header that are read: browsers send ten parts, and who sends more pays for none of them."""
_REMEMBERED = 1024
_QUALITY = re.compile(r";\s*q\s*=\s*([0-9.]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an Accept header."""

    kind: str
    subkind: str
    quality: float

    def fit(self, media: str) -> int:
        """Return how exactly the range names a media type: 3 exact, 2 ``type/*``, 1 ``*/*``, 0 not at all."""
        kind, _, subkind = media.partition("/")
        if (self.kind, self.subkind) == (kind, subkind):
            return 3
        if self.kind == kind and self.subkind == "*":
            return 2
        return 1 if self.kind == self.subkind == "*" else 0


def accepted(header: str | None) -> tuple[Range, ...]:
    """Return the media ranges of an Accept header; an absent, empty or unreadable one means ``*/*``."""
    found = []
    for part in (header or "")[:_READ].split(",")[:_RANGES]:
        match = _RANGE.fullmatch(part)
        if match:
            quality = _QUALITY.search(match[3])
            found.append(Range(match[1].lower(), match[2].lower(), _number(quality[1]) if quality else 1.0))
    return tuple(found) or (Range("*", "*", 1.0),)


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 1.0


def _chosen(offered: tuple[Format, ...], header: str | None) -> Format | None:
    """Return the best format; what is chosen for short headers, nearly all, is remembered."""
    return _remembered(offered, header) if len(header or "") <= _REMEMBERED else _best(offered, header)


@lru_cache(maxsize=1024)
def _remembered(offered: tuple[Format, ...], header: str | None) -> Format | None:
    return _best(offered, header)


def _best(offered: tuple[Format, ...], header: str | None) -> Format | None:
    ranges = accepted(header)
    scores = [(_score(candidate, ranges), -rank, candidate) for rank, candidate in enumerate(offered)]
    best = max(scores, key=lambda scored: scored[:2])
    return best[2] if best[0][0] > 0 else None


def choose(offered: Sequence[Format], header: str | None, named: str | None = None) -> Format:
    """Return the offered format that the client likes best; the first offered wins a draw.

    ``named`` is a suffix or a ``?format=`` value and wins over the header; an unknown one is ignored.
    ``*/*`` never chooses a page: HTML is answered only to those who write ``text/html``.

    Raises
    ------
    NotAcceptable
        When every offered format is excluded; the error lists what is available.
    """
    explicit = by_suffix(tuple(offered), named) if named else None
    if explicit:
        return explicit
    found = _chosen(tuple(offered), header)
    if found is None:
        raise NotAcceptable((header or "").strip(), [candidate.media for candidate in offered])
    return found


def _score(candidate: Format, ranges: tuple[Range, ...]) -> tuple[float, int]:
    """Return the quality of a format and how exactly it was named; a page counts only when named exactly."""
    best = (0.0, 0)
    for media in (candidate.media, *candidate.aliases):
        fits = [(found.fit(media), found.quality) for found in ranges]
        exactness, quality = max(fits, key=lambda fit: fit[0])
        if media != candidate.media or candidate.suffix == "html":
            exactness = exactness if exactness == 3 else 0
        if exactness == 3 and media == candidate.media:
            exactness = 4
        if exactness and (quality, exactness) > best:
            best = (quality, exactness)
        if media == candidate.media and exactness >= 3:
            return quality, exactness
    return best


def prefers_html(header: str | None, others: Sequence[Format]) -> bool:
    """Tell whether a client names HTML and likes it better than the data formats."""
    from api.formats import HTML

    try:
        return choose((*others, HTML), header) is HTML
    except NotAcceptable:
        return False


def language(header: str | None, named: str | None = None, remembered: str | None = None, usual: str = "fr") -> str:
    """Return ``fr`` or ``en``: what ``?lang=`` says, else what was chosen before, else what Accept-Language prefers.

    The other language needs to be liked better than the usual one, which is the answer without a preference.
    """
    for chosen in (named, remembered):
        if chosen in {"fr", "en"}:
            return chosen
    best = {"fr": 0.0, "en": 0.0}
    for part in (header or "")[:_READ].split(",")[:_RANGES]:
        tag, _, parameters = part.strip().partition(";")
        code = tag.strip().lower().split("-")[0]
        found = _QUALITY.search(";" + parameters)
        if code in best:
            best[code] = max(best[code], _number(found[1]) if found else 1.0)
    other = "en" if usual == "fr" else "fr"
    return other if best[other] > best[usual] else usual
