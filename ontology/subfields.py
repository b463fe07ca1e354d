"""The keys of the AI subfields scheme: the domains of the study's first table, then their items."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SUBFIELDS", "SUBFIELD_DOMAINS", "SUBFIELD_ITEMS"]

# fmt: off
SUBFIELD_ITEMS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "ia-shs": ("ethique-ia", "droit-ia", "economie-ia", "sociologie-ia", "humanites-numeriques"),
    "representation-connaissances": (
        "bases-de-connaissances", "extraction-connaissances", "inference", "web-semantique", "ontologies",
    ),
    "apprentissage-automatique": (
        "apprentissage-supervise-renforcement", "optimisation", "methodes-bayesiennes", "reseaux-neurones",
        "methodes-noyau", "apprentissage-profond", "fouille-donnees", "donnees-massives",
    ),
    "traitement-langues": ("analyse-syntaxique-discours", "traduction-automatique"),
    "vision": (
        "parole", "vision-artificielle", "reconnaissance-objets", "reconnaissance-activites",
        "recherche-images-videos", "reconstruction-3d", "suivi-objets-mouvements", "localisation-objets",
        "asservissement-visuel",
    ),
    "robotique": (
        "conception-robots", "perception-robots", "decision-robots", "action-robots", "interactions-robots",
        "flottes-robots", "apprentissage-robots", "cognition-robots", "vehicules-autonomes",
    ),
    "neurosciences": ("cerveau-systeme-nerveux", "sciences-cognitives"),
    "algorithmique": (
        "programmation-logique-asp", "deduction-preuve", "sat-contraintes", "raisonnement-causal-incertain",
        "recherche-heuristique", "planification-ordonnancement",
    ),
    "aide-decision": ("theorie-jeux", "decision", "gestion-incertitude", "explicabilite"),
    "multi-agents": (
        "coordination-multi-agents", "resolution-distribuee", "apprentissage-multi-agents",
        "ingenierie-multi-agents", "simulation-multi-agents",
    ),
    "interaction": ("interaction-avancee", "agents-conversationnels", "chatbots"),
})
# fmt: on
"""Domain -> its items, in the order of the table."""

SUBFIELD_DOMAINS = tuple(SUBFIELD_ITEMS)

SUBFIELDS = SUBFIELD_DOMAINS + tuple(item for items in SUBFIELD_ITEMS.values() for item in items)
