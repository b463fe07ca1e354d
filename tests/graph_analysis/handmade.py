"""Actors and what they do, made by hand: shared by the tests of introductions and of all that they rest on."""

from __future__ import annotations

from typing import Any

from graph.portfolio import Finding, UseCase

MAKER: dict[str, Any] = {"roles": ("impactant",), "sectors": ("commerce",)}
USER: dict[str, Any] = {"roles": ("impacte",), "sectors": ("commerce",)}


def case(
    actor: str,
    function: str,
    technology: str,
    certainty: str = "certain",
    *,
    status: str = "in-use",
    label: str = "Un cas",
) -> UseCase:
    return UseCase(
        key=f"{actor}-{function}",
        label=label,
        label_en="A case",
        actor=actor,
        sector=None,
        function=function,
        technology=technology,
        status=status,
        partners=(),
        locators=(f"source, l. {ord(actor)}",),
        certainty=certainty,
    )


def finding(*actors: str, polarity: str = "recommendation") -> Finding:
    return Finding(
        key="f",
        label="Une proposition",
        label_en="A proposal",
        polarity=polarity,
        theme=None,
        actors=actors,
        locators=("source, l. 5",),
    )
