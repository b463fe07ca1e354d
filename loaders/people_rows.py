"""Rows about interviews and persons with the positions they hold; people can be left out, and may have withdrawn."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.cells import actor_named, concept, evidence, key, optional, required
from loaders.desk import Desk, Entry
from loaders.names import spaced_fold
from loaders.reading import Row
from ontology.errors import IriRefused
from ontology.iris import slug
from ontology.records import Interview, Person, Position

__all__ = ["interviews", "name_digest", "positions", "tombstones", "withdrawn"]


INTERVIEWED = "interviewee"
"""The role of a person whose organisation was heard for the document."""


def name_digest(name: str) -> str:
    """Return the SHA-256 of a person's name, accents and case aside: what the withdrawal list keeps."""
    return hashlib.sha256(spaced_fold(name).encode("utf-8")).hexdigest()


def _withdrawal(entry: Entry) -> str:
    digest = required(entry, "name")
    if digest and (len(digest) != 64 or set(digest) - set("0123456789abcdef")):
        entry.refuse("name", "It is no SHA-256 of a name.", "Write the 64 hexadecimal digits of the name's SHA-256.")
    required(entry, "date")
    key(entry)
    return digest


def withdrawn(desk: Desk, rows: Sequence[Row]) -> frozenset[str]:
    """Return the digests of the names of people who asked to be left out."""
    return frozenset(desk.accept("withdrawn", rows, _withdrawal))


def tombstones(rows: Sequence[Row], left_out: frozenset[str]) -> tuple[str, ...]:
    """Return digests of what stood in the addresses of people who withdrew: of names as listed, and of their keys.

    An address is made of the name without its signs, from which the digest of the name cannot be had again; so the
    key of each withdrawn person that a table still names is told too, as a digest.
    """
    found = set(left_out)
    for row in rows:
        name = row["person"]
        if name and name_digest(name) in left_out:
            found.add(name_digest(slug(name)))
    return tuple(sorted(found))


def _person_key(entry: Entry) -> str:
    name = required(entry, "person")
    try:
        return slug(name) if name else ""
    except IriRefused as wrong:
        entry.refuse("person", wrong.found, "Write the name with letters.")
        return ""


def _interview(entry: Entry) -> tuple[Person, Interview]:
    told = evidence(entry, printed="organisation")
    person = Person(key=_person_key(entry), name=entry.row["person"], evidence=told)
    interview = Interview(
        key=key(entry),
        actor=actor_named(entry, "organisation"),
        person=person.key,
        function=optional(entry, "function"),
        role=concept(entry, "role", "actor-roles"),
        document=entry.row["source"],
        evidence=told,
    )
    return person, interview


def _without_person(interview: Interview) -> Interview:
    return replace(interview, person=None, function=None)


def interviews(
    desk: Desk, rows: Sequence[Row], left_out: frozenset[str], *, people: bool
) -> tuple[Person | Interview, ...]:
    """Return persons, each once, and interviews; without a person where people are left out."""
    persons: dict[str, Person] = {}
    kept = []
    for person, interview in desk.accept("interviews", rows, _interview):
        if people and name_digest(person.name) not in left_out:
            persons.setdefault(person.key, person)
            kept.append(interview)
        else:
            kept.append(_without_person(interview))
    return (*(persons[name] for name in sorted(persons)), *kept)


@dataclass(frozen=True, slots=True)
class _Held:
    """What one row of positions says: a person, the position, and the interview when there was one."""

    person: Person
    position: Position
    interview: Interview | None


def _held(entry: Entry) -> _Held:
    told = evidence(entry, printed="organisation")
    person = Person(key=_person_key(entry), name=entry.row["person"], evidence=told)
    position = Position(
        key=key(entry),
        person=person.key,
        actor=actor_named(entry, "organisation"),
        function=required(entry, "function"),
        role=concept(entry, "role", "person-roles"),
        evidence=told,
    )
    if position.role != INTERVIEWED:
        return _Held(person, position, None)
    heard = Interview(
        key=position.key,
        actor=position.actor,
        person=person.key,
        function=position.function,
        role=None,
        document=told.source,
        evidence=told,
    )
    return _Held(person, position, heard)


def positions(
    desk: Desk, rows: Sequence[Row], left_out: frozenset[str], *, people: bool
) -> tuple[Person | Position | Interview, ...]:
    """Return persons, the positions they hold, and the interviews they gave.

    Of a person left out only the interview stays, as one of the organisation.
    """
    kept: list[Person | Position | Interview] = []
    persons: dict[str, Person] = {}
    for held in desk.accept("positions", rows, _held, beside=("interviews",)):
        named = people and name_digest(held.person.name) not in left_out
        if named:
            persons.setdefault(held.person.key, held.person)
            kept.append(held.position)
        if held.interview:
            kept.append(held.interview if named else _without_person(held.interview))
    return (*(persons[name] for name in sorted(persons)), *kept)
