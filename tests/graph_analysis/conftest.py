"""Small networks written as words: ``make("ab bc", "d")`` is a path of three actors and an isolate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

import pytest

from graph.network import Link, Network, Node

BASE = "https://w3id.org/maillage/id/"


class Make(Protocol):
    """A builder of networks."""

    def __call__(
        self,
        ties: str = "",
        alone: str = "",
        layer: str = "collaboration",
        /,
        **known: Mapping[str, Any],
    ) -> Network:
        """Return a network; each word of ``ties`` is a pair of one-letter keys, ``known`` adds attributes."""
        ...


def node(key: str) -> Node:
    return Node(
        key=key,
        iri=f"{BASE}actor/{key}",
        label=f"Acteur {key.upper()}",
        kind="company",
        kind_label="Entreprise",
        group="company",
    )


def link(source: str, target: str, layer: str, number: int) -> Link:
    source, target = sorted((source, target))
    return Link(
        source=source,
        target=target,
        tie=f"{BASE}tie/t{number:03}",
        kind="chair",
        kind_label="Chaire",
        layer=layer,
        label=f"Chaire {number}",
        locators=(f"source, l. {number}",),
    )


def make_network(
    ties: str = "",
    alone: str = "",
    layer: str = "collaboration",
    /,
    **known: Mapping[str, Any],
) -> Network:
    keys = sorted(set(ties.replace(" ", "")) | set(alone))
    nodes = tuple(replace(node(key), **known.get(key, {})) for key in keys)
    links = [link(word[0], word[1], layer, number) for number, word in enumerate(ties.split())]
    return Network(nodes, tuple(sorted(links, key=lambda each: (each.source, each.target, each.tie))))


@pytest.fixture(scope="session")
def make() -> Make:
    """Return the builder of networks."""
    return make_network


@pytest.fixture(scope="session")
def joined(make: Make) -> Network:
    """Return two triangles joined by the bridge c-d."""
    return make("ab ac bc cd de df ef")
