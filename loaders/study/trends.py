"""Reads what becomes of occupations in each sector (2.3.x) and the examples of each job family."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.study.sectors import headings_with_key
from loaders.study.text import Line, Located
from loaders.study.trainings import FAMILIES
from ontology.iris import slug

__all__ = [
    "KEPT_TOGETHER",
    "TRENDS",
    "OccupationRow",
    "TrendRow",
    "enumerated",
    "family_examples",
    "occupation_key",
    "occupations",
    "trends",
]

TRENDS = (
    ("Métiers à risque", "at-risk"),
    ("Métiers à risques", "at-risk"),
    ("Métiers en transformation", "transforming"),
    ("Nouveaux métiers", "new"),
    ("Nouveau métier", "new"),
    ("Métiers peu impactés", "little-affected"),
)
"""The printed names of the four trends, with their keys."""

KEPT_TOGETHER = ("cadres chargés d'étude économiques, financières et commerciales",)
"""Names of occupations that hold a comma of their own."""

_PREPOSITION = re.compile(r"(?:de|du|des|d'.*|en|à|au|aux|le|la|l'.*|et|web)\Z", re.IGNORECASE)
_KEPT_S = ("ss", "us", "is", "management")


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationRow(Located):
    """One row of ``occupations.csv``; ``label`` as the cited line prints it."""

    label: str
    also: str = ""
    """Other printed names, divided by a vertical bar."""
    family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRow(Located):
    """One row of ``trends.csv``; ``printed`` is the wording of the cited line."""

    occupation: str
    sector: str
    trend: str
    printed: str


def occupation_key(label: str) -> str:
    """Return the key of an occupation: the slug of its name in the singular.

    Only the words before the first preposition lose their plural, so that the same occupation printed in
    the singular and in the plural is one.

    >>> occupation_key("préparateurs de commandes"), occupation_key("Data Scientists")
    ('preparateur-de-commandes', 'data-scientist')
    """
    words = re.sub(r"\([^)]*\)", "", label).split()
    head = next((rank for rank, word in enumerate(words) if _PREPOSITION.match(word)), len(words))
    singular = ["-".join(map(_singular, word.split("-"))) for word in words[:head]]
    return slug(" ".join([*singular, *words[head:]]))


def _singular(word: str) -> str:
    lower = word.lower()
    if lower.endswith("ciaux"):
        return f"{word[:-3]}al"
    if len(word) > 3 and lower.endswith("s") and not lower.endswith(_KEPT_S) and not word.isupper():
        return word[:-1]
    return word


def enumerated(text: str) -> tuple[str, ...]:
    """Return the items of a printed enumeration; commas inside brackets or within one name do not divide."""
    kept = text
    for rank, name in enumerate(KEPT_TOGETHER):
        kept = kept.replace(name, f"\x00{rank}")
    items = [item.strip(" .…") for item in re.split(r",(?![^()]*\))", kept)]
    names = {f"\x00{rank}": name for rank, name in enumerate(KEPT_TOGETHER)}
    return tuple(names.get(item, item) for item in items if item)


def _sheet(line: Line) -> Iterator[tuple[str, str]]:
    """Yield trend key and occupation for each name in the last cell of a job sheet."""
    keys = dict(TRENDS)
    parts = re.split(r"<b>(.*?)</b>\s*:", line.cells[-1])
    for title, names in zip(parts[1::2], parts[2::2], strict=True):
        for name in enumerated(re.sub(r"</?p>", "", names)):
            yield keys[title], name


def trends(lines: Sequence[Line]) -> tuple[TrendRow, ...]:
    """Return the occupations of sections 2.3.4 to 2.3.13 with what is said to become of them."""
    return tuple(
        TrendRow(
            key=f"{sector}-{occupation_key(name)}",
            occupation=occupation_key(name),
            sector=sector,
            trend=trend,
            printed=name,
            section=f"II.{section}",
            line=line.number,
        )
        for section, sector, _, body in headings_with_key(lines, r"2\.3\.\d+")
        for line in body
        if "<b>M" in line.text and "\t" in line.text
        for trend, name in _sheet(line)
    )


def family_examples(lines: Sequence[Line]) -> Iterator[OccupationRow]:
    """Yield the example occupations that the text prints after the name of each job family."""
    families = dict(FAMILIES)
    for line in lines:
        name, colon, examples = line.text.removeprefix("- ").partition(" : ")
        printed, comma, aside = name.partition(", ")
        if not line.text.startswith("- ") or not colon or printed not in families:
            continue
        for label in enumerated(examples):
            yield _example(label, families[printed], line)
        if comma:
            note = "Imprimé avec le nom de la famille, avant les deux-points : sans doute un exemple déplacé."
            yield _example(aside, families[printed], line, "likely", note)


def _example(label: str, family: str, line: Line, certainty: str = "certain", note: str = "") -> OccupationRow:
    return OccupationRow(
        key=occupation_key(label),
        label=label,
        family=family,
        section="II.2.4, familles de métiers",
        line=line.number,
        certainty=certainty,
        note=note,
    )


def occupations(lines: Sequence[Line]) -> tuple[OccupationRow, ...]:
    """Return every occupation once: those of the job families first, then those of the trends."""
    named: dict[str, OccupationRow] = {}
    for example in family_examples(lines):
        named.setdefault(example.key, example)
    for row in trends(lines):
        named.setdefault(
            row.occupation,
            OccupationRow(key=row.occupation, label=row.printed, family="", section=row.section, line=row.line),
        )
    return tuple(named.values())
