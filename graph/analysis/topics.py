"""Topics that let a use of AI, a subfield of research and a training be recognised as being about the same thing.

The sources name technologies, functions and trainings in words of their own; this table is our reading of them, and
the one place to correct it. A text is about a topic when one of the topic's words begins a word of the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from graph.analysis.values import Phrase

__all__ = ["SECTOR_WORDS", "TOPICS", "Topic", "folded", "sectors_of", "topic", "topics_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing that AI is used for or built with."""

    key: str
    name: Phrase
    words: tuple[str, ...]
    """Beginnings of words, without accents; several words together must follow each other."""
    subfields: tuple[str, ...] = ()
    """Domains of AI that work on it."""
    sectors: tuple[str, ...] = ()
    """Sectors in which the need is common whatever the organisation."""


def _topic(
    key: str,
    fr: str,
    en: str,
    words: tuple[str, ...],
    subfields: tuple[str, ...] = (),
    sectors: tuple[str, ...] = (),
) -> Topic:
    return Topic(key=key, name=Phrase(fr, en), words=words, subfields=subfields, sectors=sectors)


TOPICS: tuple[Topic, ...] = (
    _topic("vision", "vision par ordinateur", "computer vision",
           ("vision", "image", "video", "reconnaissance d'objets", "realite augmentee"), ("vision",)),
    _topic("robotics", "robotique", "robotics", ("robot",), ("robotique",)),
    _topic("warehouse", "automatisation d'entrepôt", "warehouse automation",
           ("entrepot", "warehouse"), ("robotique",),
           ("commerce", "transport-logistique", "transports-logistique-commerce")),
    _topic("dialogue", "agents conversationnels et langage", "chatbots and language",
           ("conversation", "chatbot", "langage", "langue", "traitement automatique de corpus"),
           ("traitement-langues", "interaction")),
    _topic("knowledge", "bases de connaissances", "knowledge bases",
           ("base commune", "base de donnees", "base interne", "connaissance", "ontologie"),
           ("representation-connaissances",)),
    _topic("forecast", "prévision et optimisation", "forecasting and optimisation",
           ("stock", "prevoir", "prevision", "optimis", "approvisionn", "tarification", "demande", "forecast",
            "inventory"),
           ("algorithmique", "aide-decision"),
           ("commerce", "transport-logistique", "transports-logistique-commerce")),
    _topic("quality", "contrôle de la qualité", "quality control", ("qualite", "defaut", "controle", "quality"),
           ("vision",),
           ("industrie-mecanique-automobile", "automobile", "industrie-transformation", "textile")),
    _topic("fraud", "détection de fraudes", "fraud detection", ("fraude", "fraud"), ("apprentissage-automatique",),
           ("banque", "assurance", "banque-assurance")),
    _topic("customers", "connaissance et relation des clients", "customer knowledge and relations",
           ("client", "marketing", "frequentation", "point de vente", "points de vente", "web analy", "customer"),
           ("apprentissage-automatique",), ("commerce",)),
    _topic("connected", "objets connectés et capteurs", "connected objects and sensors",
           ("connecte", "capteur", "iot", "embarque"), ()),
    _topic("data", "science des données", "data science",
           ("data", "donnees", "machine learning", "deep learning", "apprentissage", "statisti", "decisionnel"),
           ("apprentissage-automatique",)),
)  # fmt: skip
"""From the most telling to the broadest: a pair that shares several topics is described by the first."""

SECTOR_WORDS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("sante", "sante-social"), ("sante", "medical", "hopital", "health", "hospital")),
    (("transport-logistique",), ("transport", "logisti", "mobilite", "warehouse", "supply chain", "entrepot")),
    (("commerce",), ("commerce", "commercant", "retail", "magasin", "detaillant", "shop", "e-commerce", "boutique")),
    (("automobile", "ferroviaire", "industrie-mecanique-automobile"),
     ("industrie du futur", "industrie 4.0", "genie industriel", "usine", "maintenance des systemes", "automobile")),
    (("ferroviaire",), ("ferroviaire", "train")),
    (("textile", "industrie-transformation"), ("textile", "industrie 4.0", "usine")),
    (("banque", "assurance", "banque-assurance"), ("banque", "assurance", "finance", "actuari", "bank", "insur")),
    (("btp",), ("batiment", "btp", "genie civil", "genie urbain", "construction")),
    (("agroalimentaire",), ("agroalimentaire", "alimentaire")),
    (("agriculture",), ("agricol", "agricultur")),
    (("tourisme-loisirs",), ("tourisme", "hotel", "loisir")),
    (("recyclage",), ("recyclage", "dechet")),
    (("cybersecurite",), ("cybersecurite", "data security", "securite des organisations")),
    (("jeu-video", "industrie-culturelle-creative"), ("jeu video", "jeux video")),
)  # fmt: skip
"""Words by which the title of a training, or a need in plain words, tells sectors."""

APPRENTICESHIP = re.compile(r"\b(par|en) apprentissage\b")
"""Learning a trade, not machines."""


def folded(text: str) -> str:
    """Return a text in lower case without accents, apostrophes straight.

    >>> folded("Prévoir l’été")
    "prevoir l'ete"
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").lower())
    return APPRENTICESHIP.sub("", "".join(sign for sign in plain if not unicodedata.combining(sign)))


@lru_cache(maxsize=4096)
def topics_of(text: str) -> tuple[Topic, ...]:
    """Return the topics that a text is about, in the order of `TOPICS`.

    >>> [topic.key for topic in topics_of("Robot de tri, reconnaissance d'images")]
    ['vision', 'robotics']
    """
    said = folded(text)
    return tuple(each for each in TOPICS if any(_begins(word, said) for word in each.words))


@lru_cache(maxsize=4096)
def sectors_of(text: str) -> tuple[str, ...]:
    """Return the sectors that a text tells.

    >>> sectors_of("Master ingénierie de la santé")
    ('sante', 'sante-social')
    """
    said = folded(text)
    told = (sectors for sectors, words in SECTOR_WORDS if any(_begins(word, said) for word in words))
    return tuple(dict.fromkeys(sector for sectors in told for sector in sectors))


def topic(key: str) -> Topic:
    """Return the topic of a key."""
    return next(each for each in TOPICS if each.key == key)


def _begins(word: str, text: str) -> bool:
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}", text) is not None
