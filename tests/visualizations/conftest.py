"""A fictional ecosystem of some 180 actors: seeded, with hubs, small clusters, isolates and hostile labels."""

from __future__ import annotations

import random

import pytest

from graph.network import Link, Network, Node

KINDS = (
    ("solution-provider", "Offreur de solutions", "company"),
    ("affected-company", "Entreprise impactée", "company"),
    ("laboratory", "Laboratoire", "research"),
    ("school", "École", "training"),
    ("university", "Université", "training"),
    ("cluster", "Cluster", "support"),
    ("competitiveness-cluster", "Pôle de compétitivité", "support"),
    ("public-authority", "Collectivité", "public"),
    ("alliance", "Alliance", "initiative"),
    ("event", "Événement", "event"),
    ("group", "Groupe d'acteurs", "collective"),
)
TIES = (
    ("supervision", "Tutelle", "structure"),
    ("doctoral", "Thèse en entreprise", "collaboration"),
    ("provision", "Mise à disposition", "collaboration"),
    ("membership", "Adhésion", "copresence"),
)
PLACES = (("59350", "Lille", "59"), ("80021", "Amiens", "80"), ("60159", "Compiègne", "60"), (None, None, None))
SECTORS = ("btp", "agroalimentaire", "sante-social", "numerique-communication")
WORDS = ("Atelier", "Maison", "Fabrique", "Institut", "Forge", "Moulin", "Comptoir", "Verger", "Halle", "Quai")
HOSTILE = '</script><img src=x onerror=alert(1)> & \u2028 "L\'Essai"'


def invented(count: int = 180, isolates: int = 24, seed: int = 7) -> Network:
    """Return a fictional network: the same for the same arguments."""
    draw = random.Random(seed)  # noqa: S311
    nodes = [_node(place, draw) for place in range(count)]
    joined = nodes[: count - isolates]
    links: dict[tuple[str, str, str], Link] = {}
    for place in range(1, len(joined) - 12):
        for _ in range(draw.choice((1, 1, 1, 2, 3))):
            other = int(place * draw.random() ** 2.2)
            _join(links, joined[place], joined[other], draw)
    for place in range(len(joined) - 12, len(joined), 3):
        _join(links, joined[place], joined[place + 1], draw)
        _join(links, joined[place + 1], joined[place + 2], draw)
    ordered = sorted(nodes, key=lambda node: node.key)
    return Network(tuple(ordered), tuple(links[name] for name in sorted(links)))


def _node(place: int, draw: random.Random) -> Node:
    kind, kind_label, group = draw.choice(KINDS)
    commune, commune_label, departement = draw.choice(PLACES)
    name = f"{draw.choice(WORDS)} {draw.choice(('du', 'des', 'de la'))} {draw.choice(WORDS).lower()} fictif {place}"
    key = f"acteur-{place:03d}"
    return Node(
        key=key,
        iri=f"https://w3id.org/maillage/id/actor/{key}",
        label=HOSTILE if place == 5 else f"Pôle Été {place}" if place % 9 == 0 else name,
        kind=kind,
        kind_label=kind_label,
        group=group,
        sectors=tuple(sorted(draw.sample(SECTORS, draw.choice((0, 1, 1, 2))))),
        place=commune,
        place_label=commune_label,
        departement=departement,
        collective=group == "collective",
        mentions=draw.randint(1, 9),
        sources=("essai-2019",),
    )


def _join(links: dict[tuple[str, str, str], Link], one: Node, other: Node, draw: random.Random) -> None:
    if one.key == other.key:
        return
    kind, kind_label, layer = draw.choice(TIES)
    source, target = sorted((one.key, other.key))
    number = len(links) + 1
    tie = f"https://w3id.org/maillage/id/tie/lien-{number:03d}"
    links[(source, target, tie)] = Link(
        source=source,
        target=target,
        tie=tie,
        kind=kind,
        kind_label=kind_label,
        layer=layer,
        label=f"{kind_label} n° {number}",
        evidence=(f"https://w3id.org/maillage/evidence/essai-2019/ties-lien-{number:03d}",),
        locators=(f"essai-2019, 1.{number % 7}, l. {100 + number}",),
    )


@pytest.fixture(scope="session")
def invention() -> Network:
    """The fictional ecosystem."""
    return invented()


@pytest.fixture(scope="session")
def hostile() -> str:
    """The label of one actor of the ecosystem: it tries to close the script it stands in and to run its own."""
    return HOSTILE
