"""Rows about the action plan: actions, who contributes, whom they aim at, who pays, by when."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.cells import concept, evidence, key, optional, optional_actor_key, period, rank, reference, required
from loaders.desk import Desk, Entry
from loaders.reading import Row
from ontology.records import Action, ActionPoint, Contribution, Deadline, Dependency, Funding, Target

__all__ = ["action_points", "actions", "contributions", "deadlines", "dependencies", "funding", "targets"]


def _action(entry: Entry) -> Action:
    return Action(
        key=key(entry),
        number=required(entry, "number"),
        label=required(entry, "label"),
        label_en=required(entry, "label_en"),
        axis=concept(entry, "axis", "action-axes"),
        national=optional(entry, "national"),
        evidence=evidence(entry),
    )


def actions(desk: Desk, rows: Sequence[Row]) -> tuple[Action, ...]:
    """Return the actions of the plan."""
    return desk.accept("actions", rows, _action)


def _contribution(entry: Entry) -> Contribution:
    return Contribution(
        key=key(entry),
        action=reference(entry, "action", "actions"),
        actor=reference(entry, "actor", "actors"),
        printed=required(entry, "printed"),
        evidence=evidence(entry),
    )


def contributions(desk: Desk, rows: Sequence[Row]) -> tuple[Contribution, ...]:
    """Return the contributors that the plan proposes."""
    return desk.accept("contributions", rows, _contribution)


def _dependency(entry: Entry) -> Dependency:
    action = reference(entry, "action", "actions")
    depends_on = reference(entry, "depends_on", "actions")
    if action and action == depends_on:
        entry.refuse("depends_on", "An action cannot depend on itself.", "Name the other action.")
    return Dependency(key=key(entry), action=action, depends_on=depends_on, evidence=evidence(entry))


def dependencies(desk: Desk, rows: Sequence[Row]) -> tuple[Dependency, ...]:
    """Return which action builds on which."""
    return desk.accept("dependencies", rows, _dependency)


def _target(entry: Entry) -> Target:
    return Target(
        key=key(entry),
        action=reference(entry, "action", "actions"),
        label=required(entry, "label"),
        evidence=evidence(entry),
    )


def targets(desk: Desk, rows: Sequence[Row]) -> tuple[Target, ...]:
    """Return the publics that the actions aim at."""
    return desk.accept("targets", rows, _target)


def _funding(entry: Entry) -> Funding:
    return Funding(
        key=key(entry),
        action=reference(entry, "action", "actions"),
        label=required(entry, "label"),
        actor=optional_actor_key(entry, "actor"),
        evidence=evidence(entry),
    )


def funding(desk: Desk, rows: Sequence[Row]) -> tuple[Funding, ...]:
    """Return what the plan says of funding."""
    return desk.accept("funding", rows, _funding)


def _deadline(entry: Entry) -> Deadline:
    start, end = period(entry)
    return Deadline(
        key=key(entry),
        action=reference(entry, "action", "actions"),
        label=required(entry, "label"),
        printed=required(entry, "printed"),
        start=start,
        end=end,
        evidence=evidence(entry),
    )


def deadlines(desk: Desk, rows: Sequence[Row]) -> tuple[Deadline, ...]:
    """Return the steps of the actions with their dates."""
    return desk.accept("deadlines", rows, _deadline)


def _point(entry: Entry, first: dict[tuple[str, str], int]) -> ActionPoint:
    action, position = reference(entry, "action", "actions"), rank(entry, "position")
    if (action, position) in first:
        row = first[action, position]
        entry.refuse("position", f"Row {row} has this position in the same action.", "Number the points anew.")
    first.setdefault((action, position), entry.row.number)
    return ActionPoint(
        key=key(entry),
        action=action,
        aspect=concept(entry, "aspect", "action-aspects"),
        position=position,
        label=required(entry, "label"),
        label_en=required(entry, "label_en"),
        evidence=evidence(entry),
    )


def action_points(desk: Desk, rows: Sequence[Row]) -> tuple[ActionPoint, ...]:
    """Return what the sheets of the actions say; two points at one position of an action are refused."""
    first: dict[tuple[str, str], int] = {}
    return desk.accept("action_points", rows, lambda entry: _point(entry, first))
