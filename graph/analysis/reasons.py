"""Sentences for missing links: why two actors should meet, what speaks against it, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.values import Phrase, listed
from graph.elision import elided
from graph.network import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from graph.analysis.ground import Ground

__all__ = ["coverage", "phrase", "sentence", "unknowns", "way"]

Facts = tuple[str, ...]
Pair = tuple[Node, Node]

RULES = {
    "provider-user-same-topic": Phrase(
        "{0} propose de l'IA, {1} en a l'usage dans le même domaine",
        "{0} provides AI, {1} uses it in the same field",
    ),
    "provider-user": Phrase("{0} propose de l'IA, {1} en a l'usage", "{0} provides AI, {1} uses it"),
    "support-isolated": Phrase(
        "une structure d'accompagnement et une entreprise sans partenaire connu",
        "a support body and a company with no known partner",
    ),
    "support-company": Phrase("une structure d'accompagnement et une entreprise", "a support body and a company"),
    "research-company-same-topic": Phrase(
        "recherche et entreprise sur le même domaine", "research and a company in the same field"
    ),
    "research-company": Phrase("recherche et entreprise", "research and a company"),
    "training-company": Phrase("un organisme qui forme et une entreprise", "a training provider and a company"),
}

SILENT = ("adamic-adar", "common-neighbours")
"""Their facts are the common partners that the resource allocation phrase names already."""


def phrase(key: str, ground: Ground, pair: Pair, facts: Facts) -> Phrase | None:
    """Return what a criterion says of a pair and its facts, or ``None`` when another criterion says it already."""
    return None if key in SILENT else _PHRASES[key](ground, pair, facts)


def sentence(left: Node, right: Node, pros: Sequence[Phrase], cons: Sequence[Phrase], way: Phrase) -> Phrase:
    """Return the whole suggestion: both actors, the reasons, the way between them, the reservations."""
    why_fr = " ; ".join(each.fr for each in pros) or "aucun fait commun connu"
    why_en = "; ".join(each.en for each in pros) or "no common fact known"
    but_fr = f" À noter : {' ; '.join(each.fr for each in cons)}." if cons else ""
    but_en = f" Note: {'; '.join(each.en for each in cons)}." if cons else ""
    return Phrase(
        f"Rapprocher {left.label} et {right.label} : {why_fr}. {way.fr}{but_fr}",
        f"Bring {left.label} and {right.label} together: {why_en}. {way.en}{but_en}",
    )


def way(between: Sequence[Node] | None, introducers: Sequence[Node]) -> Phrase:
    """Return how two actors without a tie reach each other today."""
    if between is None:
        return Phrase(
            "Aucun lien connu, et aucune chaîne d'acteurs nommés ne les relie.",
            "No known tie, and no chain of named actors joins them.",
        )
    if not between:
        return Phrase("Un lien connu les joint déjà.", "A known tie joins them already.")
    if introducers:
        names = [node.label for node in introducers]
        several = len(names) > 1
        return Phrase(
            f"Aucun lien connu ; {listed(names, 'fr')} {'sont liés' if several else 'est lié'} aux deux.",
            f"No known tie; {listed(names, 'en')} {'are' if several else 'is'} tied to both.",
        )
    names = [node.label for node in between]
    return Phrase(
        f"Aucun lien connu ; le chemin le plus court passe par {listed(names, 'fr')}.",
        f"No known tie; the shortest path goes by {listed(names, 'en')}.",
    )


def coverage(node: Node) -> float:
    """Return how much the sources say of an actor, 0 to 1: field, place, role or offer, and more than one mention."""
    known = (
        bool(node.sectors or node.subfields),
        bool(node.place),
        bool(node.roles or node.services or node.families),
        node.mentions > 1,
    )
    return sum(known) / len(known)


def unknowns(nodes: Iterable[Node]) -> tuple[Phrase, ...]:
    """Return what the sources do not say of the actors, and what no suggestion can know."""
    made: list[Phrase] = []
    for node in nodes:
        made += _gaps(node)
    made.append(
        Phrase(
            "Ces sources ne disent pas si les deux se connaissent déjà ni s'ils souhaitent se rencontrer.",
            "These sources do not say whether the two know each other already or wish to meet.",
        )
    )
    return tuple(made)


def _gaps(node: Node) -> list[Phrase]:
    found = []
    if not node.sectors and not node.subfields:
        found.append(
            Phrase(f"secteur ou domaine {elided(node.label)} non connu", f"sector or field of {node.label} not known")
        )
    if not node.place:
        found.append(Phrase(f"commune {elided(node.label)} non connue", f"commune of {node.label} not known"))
    if not (node.roles or node.services or node.families):
        found.append(
            Phrase(f"rôle et offre {elided(node.label)} non connus", f"role and offer of {node.label} not known")
        )
    if node.mentions <= 1:
        found.append(Phrase(f"{node.label} n'est cité qu'une fois", f"{node.label} is mentioned only once"))
    return found


def _words(word: Callable[[str], Phrase], facts: Facts, fr: str, en: str) -> Phrase:
    words = [word(fact) for fact in facts]
    french = listed((each.fr for each in words), "fr")
    english = listed((each.en for each in words), "en")
    return Phrase(f"{fr} ({french})", f"{en} ({english})")


def _names(ground: Ground, facts: Facts) -> list[str]:
    return [ground.network[key].label for key in facts]


def _sector(ground: Ground, pair: Pair, facts: Facts) -> Phrase:
    del ground, pair
    return _words(wording.sector, facts, "même secteur", "same sector")


def _subfield(ground: Ground, pair: Pair, facts: Facts) -> Phrase:
    del ground, pair
    return _words(wording.subfield, facts, "même domaine de l'IA", "same subfield of AI")


def _place(ground: Ground, pair: Pair, facts: Facts) -> Phrase:
    del pair
    attribute, code = facts
    if attribute == "place":
        label = wording.places(ground.network.nodes)(code).fr
        return Phrase(f"même commune ({label})", f"same commune ({label})")
    label = wording.departement(code).fr
    return Phrase(f"même département ({label})", f"same département ({label})")


def _families(ground: Ground, pair: Pair, facts: Facts) -> Phrase:
    del ground
    one, other = _first(pair, lambda node: bool(node.families))
    fr, en = f"{one} forme à des métiers utiles à {other}", f"{one} trains for jobs useful to {other}"
    return _words(wording.family, facts, fr, en)


def _services(ground: Ground, pair: Pair, facts: Facts) -> Phrase:
    del ground
    one, other = _first(pair, lambda node: bool(node.services))
    fr, en = f"{one} offre des services utiles à {other}", f"{one} offers services useful to {other}"
    return _words(wording.service, facts, fr, en)


def _rule(ground: Ground, pair: Pair, facts: Facts) -> Phrase:
    del ground
    rule = RULES[facts[0]]
    one, other = pair
    forth = "impactant" in one.roles and "impacte" in other.roles
    names = (one.label, other.label) if forth else (other.label, one.label)
    return Phrase(rule.fr.format(*names), rule.en.format(*names))


def _first(pair: Pair, gives: Callable[[Node], bool]) -> tuple[str, str]:
    one, other = pair if gives(pair[0]) else pair[::-1]
    return one.label, other.label


def _joining(ground: Ground, pair: Pair, facts: Facts) -> Phrase:
    del ground
    left, right = facts
    if (left, right) == ("1", "1"):
        return Phrase("ni l'un ni l'autre n'a de partenaire connu", "neither has a known partner")
    if "1" in facts:
        size = left if right == "1" else right
        alone, tied = (pair[0].label, pair[1].label) if left == "1" else (pair[1].label, pair[0].label)
        return Phrase(
            f"{alone} n'a aucun partenaire connu, {tied} tient à une grappe de {size} acteurs nommés",
            f"{alone} has no known partner, {tied} belongs to a cluster of {size} named actors",
        )
    return Phrase(
        f"le lien réunirait deux grappes ({left} et {right} acteurs nommés)",
        f"the tie would join two clusters (of {left} and {right} named actors)",
    )


def _common(ground: Ground, pair: Pair, facts: Facts) -> Phrase:
    del pair
    names = _names(ground, facts)
    many = "s" if len(names) > 1 else ""
    return Phrase(f"{len(names)} partenaire{many} commun{many}", f"{len(names)} common partner{many}")


def _hub(ground: Ground, pair: Pair, facts: Facts) -> Phrase:
    del pair
    name, degree = _names(ground, facts)[0], ground.degree(facts[0])
    return Phrase(f"{name} a déjà {degree} partenaires connus", f"{name} has {degree} known partners already")


def _hierarchy(ground: Ground, pair: Pair, facts: Facts) -> Phrase:
    del pair
    names = _names(ground, facts)
    return Phrase(f"structure commune ({listed(names, 'fr')})", f"one structure ({listed(names, 'en')})")


def _supervising(ground: Ground, pair: Pair, facts: Facts) -> Phrase:
    del pair
    names = _names(ground, facts)
    return Phrase(
        f"institution de tutelle ({listed(names, 'fr')}) : viser plutôt l'une de ses unités",
        f"supervising institution ({listed(names, 'en')}): rather meet one of its units",
    )


def _beyond(ground: Ground, pair: Pair, facts: Facts) -> Phrase:
    del pair
    names = _names(ground, facts)
    return Phrase(f"au-delà de la région ({listed(names, 'fr')})", f"beyond the region ({listed(names, 'en')})")


_PHRASES: dict[str, Callable[[Ground, Pair, Facts], Phrase]] = {
    "shared-sector": _sector,
    "shared-subfield": _subfield,
    "shared-place": _place,
    "competencies": _families,
    "services": _services,
    "complementarity": _rule,
    "joining": _joining,
    "resource-allocation": _common,
    "hub": _hub,
    "hierarchy": _hierarchy,
    "supervising": _supervising,
    "beyond-region": _beyond,
}
