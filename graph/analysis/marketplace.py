"""The marketplace: from a need in plain words to ranked actors, and from an offer to those who may need it."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from graph.analysis import wording
from graph.analysis.ground import BROADER, ground
from graph.analysis.shared_grounds import case_topics
from graph.analysis.topics import TOPICS, folded, sectors_of, topics_of
from graph.analysis.values import ActorRef, Phrase, fixed, ref
from graph.portfolio import Portfolio
from ontology.errors import ConfigurationRefused, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.analysis.ground import Ground
    from graph.network import Network, Node
    from graph.portfolio import Commune

__all__ = [
    "PARTNERS",
    "WEIGHTS",
    "Match",
    "Matches",
    "Need",
    "matches",
    "need",
    "sectors_known",
    "subfields_known",
]

PARTNERS: Mapping[str, Phrase] = {
    "supplier": Phrase("fournisseur de solutions", "solution provider"),
    "research": Phrase("laboratoire", "laboratory"),
    "training": Phrase("organisme de formation", "training body"),
    "support": Phrase("structure d'accompagnement", "support body"),
    "user": Phrase("entreprise utilisatrice", "user company"),
}
WEIGHTS: Mapping[str, float] = {"subject": 0.5, "sector": 0.3, "near": 0.15, "region": 0.05}
"""The subject of the need first; then the sector; then nearness, which helps a first meeting and decides little."""
MOST = 10
NEAR_KM = 30.0
"""Distance at which nearness is worth one half."""
_KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "supplier": ("fournisseur", "prestataire", "supplier", "provider", "editeur", "solution", "start-up", "startup"),
    "research": ("laboratoire", "chercheur", "recherche academique", "laboratory", "research"),
    "training": ("formation", "former", "ecole", "training", "stagiaire", "apprenti", "recruter"),
    "support": ("accompagn", "financement", "subvention", "support", "conseil"),
    "user": ("client", "utilisateur", "customers for", "users of", "terrain d'experimentation"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What somebody looks for."""

    text: str
    sectors: tuple[str, ...]
    topics: tuple[str, ...]
    subfields: tuple[str, ...]
    place: Commune | None
    partners: tuple[str, ...]
    """Keys of `PARTNERS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One actor for a need."""

    rank: int
    actor: ActorRef
    score: float
    """0 to 1."""
    reasons: tuple[Phrase, ...]
    evidence: tuple[str, ...]
    kilometres: float | None
    """Distance as the crow flies; ``None`` when a commune is not known."""
    caution: Phrase | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """The need as it was understood, and who answers it."""

    need: Need
    understood: Phrase
    matches: tuple[Match, ...]
    """Best first; empty when the sources name nobody for it."""


def need(
    network: Network,
    portfolio: Portfolio | None = None,
    *,
    text: str = "",
    sector: str | None = None,
    subfield: str | None = None,
    place: str | None = None,
    partners: Iterable[str] = (),
) -> Need:
    """Return a need as understood: what is not said outright is read from the text.

    Parameters
    ----------
    text
        The need in plain words, French or English.
    sector, subfield
        Keys of concepts, when they are known.
    place
        Name or INSEE code of a commune that the sources know.
    partners
        Keys of `PARTNERS`; without any, those the text asks for, else suppliers, laboratories and support bodies.

    Raises
    ------
    ConfigurationRefused
        When nothing tells what is needed.
    UnknownName
        When a sector, subfield, commune or kind of partner is not known.
    """
    held = portfolio or Portfolio()
    words = topics_of(text)
    sectors = (sector,) if sector else sectors_of(text)
    asked = tuple(partners) or _asked(text)
    _check(sector, sectors_known(network), Phrase("Aucun secteur", "No sector"))
    _check(subfield, subfields_known(network), Phrase("Aucun domaine de l'IA", "No subfield"))
    for each in asked:
        _check(each, set(PARTNERS), Phrase("Aucune sorte de partenaire", "No kind of partner"))
    made = Need(
        text=text,
        sectors=sectors,
        topics=tuple(topic.key for topic in words if topic.key != "customers" or "user" not in asked),
        subfields=(subfield,) if subfield else (),
        place=_place(held, text, place),
        partners=asked,
    )
    if not (made.sectors or made.topics or made.subfields):
        raise ConfigurationRefused(
            "nothing tells what is needed.",
            remedy="Name a sector, a subfield of AI, or say it in words, such as: forecast my stock, check quality.",
            french="Rien ne dit ce qui est cherché. Choisir un secteur ou un domaine de l'IA, ou le dire en mots : "
            "prévoir mes stocks, contrôler la qualité.",
        )
    return made


def matches(network: Network, portfolio: Portfolio | None, asked: Need, most: int = MOST) -> Matches:
    """Return the actors that answer a need, best first, each with its reasons and evidence.

    Parameters
    ----------
    network
        The projected network.
    portfolio
        What the sources say that actors do.
    asked
        The need, from `need`.
    most
        Actors at most.

    Returns
    -------
    Matches
        An actor must share the subject or the sector; being near alone makes no match. People, groups without names
        and events are never answers.

    Raises
    ------
    Nothing
        An empty network answers nobody.

    Examples
    --------
    >>> from graph.network import Network, Node
    >>> maker = Node(key="m", iri="urn:m", label="M", kind="solution-provider", kind_label="F", group="company",
    ...     roles=("impactant",), sectors=("commerce",))
    >>> network = Network((maker,), ())
    >>> found = matches(network, None, need(network, text="I am a retailer and want to forecast my stock"))
    >>> [(each.actor.key, each.score) for each in found.matches]
    [('m', 0.35)]

    References
    ----------
    Robertson S., Zaragoza H. (2009), *The probabilistic relevance framework*, is what a larger catalogue would need;
    here a table of topics is read word by word, so that every reason can be shown.

    Reading
    -------
    Who to ask first among those that these sources describe. An actor that they do not describe cannot be found.
    """
    scene, held = ground(network), portfolio or Portfolio()
    found = [_match(scene, held, asked, node) for node in scene.eligible if _partner(node) & set(asked.partners)]
    kept = [each for each in found if each is not None]
    kept.sort(key=lambda each: (-each.score, each.actor.label, each.actor.key))
    ranked = tuple(replace(each, rank=rank) for rank, each in enumerate(kept[:most], start=1))
    return Matches(need=asked, understood=_understood(asked), matches=ranked)


def sectors_known(network: Network) -> set[str]:
    """Return the keys of the sectors that a need may name."""
    return {value for node in network.nodes for value in node.sectors} | set(BROADER.values()) & set(wording.SECTORS)


def subfields_known(network: Network) -> set[str]:
    """Return the keys of the subfields of AI that a need may name."""
    return {value for node in network.nodes for value in node.subfields} | set(wording.SUBFIELDS)


def _check(value: str | None, known: set[str], what: Phrase) -> None:
    if value is None or value in known:
        return
    close = difflib.get_close_matches(value, sorted(known), n=3, cutoff=0.4)
    names = ", ".join(close or sorted(known)[:12])
    raise UnknownName(
        f"{what.en} is called {value!r}.",
        remedy=f"Did you mean {names}?" if close else f"Use one of: {names}.",
        french=f"{what.fr} ne s'appelle « {value} ». " + (f"Peut-être : {names} ?" if close else f"Connus : {names}."),
    )


def _asked(text: str) -> tuple[str, ...]:
    said = folded(text)
    found = tuple(
        key for key, words in _KIND_WORDS.items() if any(re.search(rf"\b{re.escape(w)}", said) for w in words)
    )
    return found or ("supplier", "research", "support")


def _place(held: Portfolio, text: str, place: str | None) -> Commune | None:
    named = {folded(commune.label): commune for commune in held.communes}
    if place is None:
        said = folded(text)
        return next(
            (
                named[name]
                for name in sorted(named, key=len, reverse=True)
                if re.search(rf"\b{re.escape(name)}\b", said)
            ),
            None,
        )
    codes = {commune.code: commune for commune in held.communes}
    found = codes.get(place) or named.get(folded(place))
    if found is None:
        _check(folded(place), set(named), Phrase("Aucune commune de ces sources", "No commune of these sources"))
    return found


def _partner(node: Node) -> set[str]:
    made = {node.group} & {"research", "training", "support"}
    if node.group == "company":
        made |= {"supplier"} if "impactant" in node.roles else set()
        made |= {"user"} if "impacte" in node.roles else set()
    return made


def _match(scene: Ground, held: Portfolio, asked: Need, node: Node) -> Match | None:
    subject = _subject(scene, held, asked, node)
    sector = _sector(scene, held, asked, node)
    if not subject[0] and not sector[0]:
        return None
    near, kilometres = _near(asked, node)
    reasons = [reason for reason in (subject[1], sector[1]) if reason]
    if near and asked.place and kilometres is not None:
        place = node.place_label or ""
        reasons.append(
            Phrase(f"à {kilometres:.0f} km ({place})" if kilometres else f"sur place ({place})",
                   f"{kilometres:.0f} km away ({place})" if kilometres else f"on the spot ({place})")
        )  # fmt: skip
    parts = {"subject": subject[0], "sector": sector[0], "near": near, "region": float(node.scope == "regional")}
    return Match(
        rank=0,
        actor=ref(node),
        score=fixed(sum(WEIGHTS[name] * share for name, share in parts.items())),
        reasons=tuple(reasons),
        evidence=tuple(dict.fromkeys((*subject[2], *sector[2]))),
        kilometres=None if kilometres is None else round(kilometres, 1),
        caution=_caution(asked, node, bool(subject[0])),
    )


Part = tuple[float, "Phrase | None", tuple[str, ...]]
NOTHING: Part = (0.0, None, ())


def _subject(scene: Ground, held: Portfolio, asked: Need, node: Node) -> Part:
    """Return whether what the sources say of an actor is about the subject: a use case, a subfield, a training."""
    found = [*_by_case(held, asked, node), *_by_field(scene, held, asked, node), *_by_training(held, asked, node)]
    found += _by_trade(scene, held, asked, node)
    return max(found, key=lambda part: part[0], default=NOTHING)


def _by_case(held: Portfolio, asked: Need, node: Node) -> Iterable[Part]:
    for case in held.cases_of(node.key):
        about = [topic.key for topic in case_topics(case)]
        shared = [key for key in asked.topics if key in about]
        if shared:
            strength = 1.0 if asked.topics[0] == about[0] else 0.7
            yield strength, Phrase(f"cas connu : « {case.label} »", f"known case: '{case.label_en}'"), case.locators


def _by_field(scene: Ground, held: Portfolio, asked: Need, node: Node) -> Iterable[Part]:
    wanted = {field for topic in TOPICS if topic.key in asked.topics for field in topic.subfields}
    for fields, strength in ((set(asked.subfields), 1.0), (wanted, 0.75)):
        shared = sorted(fields & scene.subfields[node.key])
        if shared:
            words = wording.subfield(shared[0])
            said = held.said(node.key, "subfield", shared) or held.said(node.key, "subfield")
            yield strength, Phrase(f"travaille sur : {words.fr}", f"works on: {words.en}"), said


def _by_training(held: Portfolio, asked: Need, node: Node) -> Iterable[Part]:
    for offer in held.trainings_of(node.key):
        if set(asked.topics) & {topic.key for topic in topics_of(offer.label)}:
            yield 0.6, Phrase(f"forme : « {offer.label} »", f"teaches: '{offer.label}'"), offer.locators


def _by_trade(scene: Ground, held: Portfolio, asked: Need, node: Node) -> Iterable[Part]:
    """Yield whether an offer meets a need that is common in the trade of a user; our reading, hence worth little."""
    common = {sector for topic in TOPICS if topic.key in asked.topics for sector in topic.sectors}
    shared = sorted(common & scene.sectors[node.key])
    if shared and "user" in asked.partners and "impacte" in node.roles:
        words = wording.sector(shared[0])
        reason = Phrase(f"besoin courant du métier ({words.fr})", f"a need common in the trade ({words.en})")
        yield 0.4, reason, held.said(node.key, "sector")


def _sector(scene: Ground, held: Portfolio, asked: Need, node: Node) -> Part:
    shared = sorted(set(asked.sectors) & set(node.sectors))
    strength = 1.0
    if not shared:
        wide = {BROADER.get(each, each) for each in asked.sectors}
        shared, strength = sorted(wide & scene.sectors[node.key]), 0.6
    if not shared:
        return NOTHING
    words = wording.sector(shared[0])
    return strength, Phrase(f"secteur : {words.fr}", f"sector: {words.en}"), held.said(node.key, "sector")


def _near(asked: Need, node: Node) -> tuple[float, float | None]:
    """Return how near the nearest site of an actor is, 0 to 1, and its distance."""
    place = asked.place
    points = [(node.latitude, node.longitude), *((site.latitude, site.longitude) for site in node.sites)]
    known = [(latitude, longitude or 0.0) for latitude, longitude in points if latitude is not None]
    if place is None or place.latitude is None or not known:
        return 0.3 * bool(place and place.departement in node.departements), None
    here = (place.latitude, place.longitude or 0.0)
    kilometres = min(_kilometres(here, point) for point in known)
    return NEAR_KM / (NEAR_KM + kilometres), kilometres


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance on the sphere between two points, in degrees of latitude and longitude."""
    up, down = radians(one[0]), radians(other[0])
    half = sin((down - up) / 2) ** 2 + cos(up) * cos(down) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 12742 * asin(sqrt(half))


def _caution(asked: Need, node: Node, by_subject: bool) -> Phrase | None:
    if asked.place and node.place is None:
        return Phrase("commune non connue dans ces sources", "commune not known in these sources")
    if not by_subject and asked.topics:
        return Phrase(
            "le secteur correspond, le sujet n'est pas dit par ces sources",
            "the sector fits, these sources do not tell the subject",
        )
    return None


def _understood(asked: Need) -> Phrase:
    words: list[Phrase] = [wording.sector(each) for each in asked.sectors]
    words += [topic.name for topic in TOPICS if topic.key in asked.topics]
    words += [wording.subfield(each) for each in asked.subfields]
    where = f" ; {asked.place.label}" if asked.place else ""
    who: Sequence[Phrase] = [PARTNERS[each] for each in asked.partners]
    french, english = ", ".join(each.fr for each in words), ", ".join(each.en for each in words)
    return Phrase(
        f"Compris : {french}{where} ; recherché : {', '.join(each.fr for each in who)}.",
        f"Understood: {english}{where.replace(' ;', ';')}; looked for: {', '.join(each.en for each in who)}.",
    )
