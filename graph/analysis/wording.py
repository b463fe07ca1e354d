"""French and English words for the keys that sentences mention: kinds, groups, sectors, services, families."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis.values import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from graph.network import Node

__all__ = [
    "departement",
    "family",
    "group",
    "kind",
    "kind_en",
    "kinds",
    "layer",
    "named",
    "places",
    "role",
    "sector",
    "service",
    "subfield",
]

UNKNOWN = ""
"""The key of a value that no source gives."""

GROUPS = {
    "company": Phrase("entreprises", "companies"),
    "research": Phrase("recherche", "research"),
    "training": Phrase("formation", "training"),
    "support": Phrase("appui", "support"),
    "public": Phrase("organismes publics", "public bodies"),
    "initiative": Phrase("initiatives", "initiatives"),
    "event": Phrase("événements", "events"),
    "collective": Phrase("groupes d'acteurs", "groups of actors"),
}

KINDS_EN = {
    "company": "company",
    "solution-provider": "solution provider",
    "digital-services": "digital-services company",
    "affected-company": "affected company",
    "consultancy": "consultancy",
    "laboratory": "research laboratory",
    "research-association": "research organisation",
    "research-team": "research team",
    "research-institution": "research institution",
    "university": "university",
    "school": "school",
    "department-of-school": "university department",
    "training-company": "training company",
    "competitiveness-cluster": "competitiveness cluster",
    "cluster": "cluster",
    "innovation-park": "innovation park",
    "excellence-site": "site of excellence",
    "transfer-centre": "transfer centre",
    "chamber": "chamber",
    "skills-operator": "skills operator",
    "federation": "federation",
    "association": "association",
    "employers-organisation": "employers' organisation",
    "professional-order": "professional order",
    "agency": "agency",
    "employment-agency": "employment agency",
    "public-authority": "public authority",
    "public-establishment": "public establishment",
    "public-bank": "public bank",
    "alliance": "alliance",
    "initiative": "initiative",
    "project": "project",
    "working-group": "working group",
    "agreement": "agreement",
    "event": "event",
    "group": "group of actors",
}

LAYERS = {
    "structure": Phrase("structure", "structure"),
    "collaboration": Phrase("collaboration", "collaboration"),
    "copresence": Phrase("coprésence", "co-presence"),
}

ROLES = {
    "impactant": Phrase("impactant (offre de solutions d'IA)", "AI provider (impactant)"),
    "impacte": Phrase("impacté (utilisateur de l'IA)", "AI user (impacté)"),
    "accompagnateur": Phrase("accompagnateur", "support body (accompagnateur)"),
}

SERVICES = {
    "competences": Phrase("compétences", "skills"),
    "rd": Phrase("recherche et développement", "research and development"),
    "financement": Phrase("financement", "funding"),
    "animation": Phrase("animation", "community building"),
    "accompagnement": Phrase("accompagnement", "support"),
}

FAMILIES = {
    "developpement-commercial": Phrase("développement commercial", "sales"),
    "gouvernance": Phrase("gouvernance", "governance"),
    "pilotage-operationnel": Phrase("pilotage opérationnel", "operational management"),
    "offre-de-services": Phrase("offre de services", "service offer"),
    "conception-logiciels": Phrase("conception de logiciels", "software design"),
    "developpement-tests": Phrase("développement et tests", "development and testing"),
    "mise-en-production": Phrase("mise en production", "deployment"),
    "exploitation": Phrase("exploitation", "operations"),
    "ia-technicien": Phrase("technicien en IA", "AI technician"),
    "ia-ingenieur": Phrase("ingénieur en IA", "AI engineer"),
    "direction": Phrase("direction", "executive management"),
    "autres": Phrase("autres métiers", "other occupations"),
}

SECTORS = {
    "transports-logistique-commerce": Phrase("transports, logistique et commerce", "transport, logistics and retail"),
    "tertiaire-superieur": Phrase("tertiaire supérieur", "business services"),
    "industrie-mecanique-automobile": Phrase("mécanique et automobile", "mechanical and automotive industry"),
    "banque-assurance": Phrase("banque et assurance", "banking and insurance"),
    "industrie-transformation": Phrase("industrie de transformation", "processing industry"),
    "sante-social": Phrase("santé et social", "health and social care"),
    "btp": Phrase("BTP", "construction"),
    "agroalimentaire": Phrase("agroalimentaire", "food industry"),
    "numerique-communication": Phrase("numérique et communication", "digital and communication"),
    "tourisme-loisirs": Phrase("tourisme et loisirs", "tourism and leisure"),
    "proprete-securite": Phrase("propreté et sécurité", "cleaning and security"),
    "agriculture": Phrase("agriculture", "agriculture"),
    "artisanat": Phrase("artisanat", "crafts"),
    "formation-professionnelle": Phrase("formation professionnelle", "vocational training"),
    "industrie-culturelle-creative": Phrase("industrie culturelle et créative", "cultural and creative industry"),
    "commerce": Phrase("commerce", "retail"),
    "transport-logistique": Phrase("transport et logistique", "transport and logistics"),
    "banque": Phrase("banque", "banking"),
    "assurance": Phrase("assurance", "insurance"),
    "pharmacie": Phrase("pharmacie", "pharmacy"),
    "recyclage": Phrase("recyclage", "recycling"),
    "textile": Phrase("textile", "textiles"),
    "ferroviaire": Phrase("ferroviaire", "railways"),
    "automobile": Phrase("automobile", "automotive"),
    "sante": Phrase("santé", "health"),
    "energie": Phrase("énergie", "energy"),
    "enseignement": Phrase("enseignement", "education"),
    "cybersecurite": Phrase("cybersécurité", "cybersecurity"),
    "jeu-video": Phrase("jeu vidéo", "video games"),
    "industrie": Phrase("industrie", "industry"),
    "tertiaire-banque-assurance": Phrase("tertiaire, banque et assurance", "services, banking and insurance"),
    "agriculture-agroalimentaire": Phrase("agriculture et agroalimentaire", "agriculture and food industry"),
    "transversal": Phrase("emplois transversaux", "jobs of all sectors"),
    "commerce-transport-hebergement-restauration": Phrase(
        "commerce, transport, hébergement et restauration", "trade, transport, accommodation and catering"
    ),
    "activites-scientifiques-techniques": Phrase(
        "activités scientifiques et techniques", "scientific and technical activities"
    ),
    "industrie-manufacturiere": Phrase("industrie manufacturière", "manufacturing"),
    "metallurgie": Phrase("métallurgie", "metallurgy"),
    "industries-electriques-et-gazieres": Phrase("industries électriques et gazières", "electricity and gas"),
    "chimie": Phrase("chimie", "chemistry"),
    "relation-client": Phrase("relation client", "customer relations"),
    "tous-secteurs": Phrase("ensemble des secteurs", "all sectors"),
}

SUBFIELDS = {
    "ia-shs": Phrase("IA et sciences humaines", "AI and the humanities"),
    "representation-connaissances": Phrase("représentation des connaissances", "knowledge representation"),
    "apprentissage-automatique": Phrase("apprentissage automatique", "machine learning"),
    "traitement-langues": Phrase("traitement des langues", "language processing"),
    "vision": Phrase("vision et signal", "vision and signal"),
    "robotique": Phrase("robotique", "robotics"),
    "neurosciences": Phrase("neurosciences", "neuroscience"),
    "algorithmique": Phrase("algorithmique de l'IA", "AI algorithms"),
    "aide-decision": Phrase("aide à la décision", "decision support"),
    "multi-agents": Phrase("systèmes multi-agents", "multi-agent systems"),
    "interaction": Phrase("interaction homme-machine", "human-machine interaction"),
}

DEPARTEMENTS = {"02": "Aisne", "59": "Nord", "60": "Oise", "62": "Pas-de-Calais", "80": "Somme"}


def named(words: Mapping[str, Phrase], key: str) -> Phrase:
    """Return the words for a key, or the key itself without hyphens when it has none here.

    >>> named(SECTORS, "banque").en
    'banking'
    >>> named(SECTORS, "construction-navale").fr
    'construction navale'
    """
    if key == UNKNOWN:
        return Phrase("non connu", "not known")
    spaced = key.replace("-", " ")
    return words.get(key) or Phrase(spaced, spaced)


def group(key: str) -> Phrase:
    """Return the words for a family of actors."""
    return named(GROUPS, key)


def layer(key: str) -> Phrase:
    """Return the words for a layer of ties."""
    return named(LAYERS, key)


def role(key: str) -> Phrase:
    """Return the words for a role of the study."""
    return named(ROLES, key)


def sector(key: str) -> Phrase:
    """Return the words for a sector."""
    return named(SECTORS, key)


def subfield(key: str) -> Phrase:
    """Return the words for a subfield of AI."""
    return named(SUBFIELDS, key)


def service(key: str) -> Phrase:
    """Return the words for a support service."""
    return named(SERVICES, key)


def family(key: str) -> Phrase:
    """Return the words for a job family."""
    return named(FAMILIES, key)


def departement(key: str) -> Phrase:
    """Return the name of a département, the same in both languages.

    >>> departement("59").fr
    'Nord'
    """
    known = DEPARTEMENTS.get(key)
    return Phrase(known, known) if known else named({}, key)


def kind(node: Node) -> Phrase:
    """Return the words for the kind of an actor."""
    return Phrase(node.kind_label, kind_en(node.kind))


def kind_en(key: str) -> str:
    """Return the English words for a kind of actor; the French ones come with the actor."""
    return KINDS_EN.get(key, key.replace("-", " "))


def kinds(nodes: Iterable[Node]) -> Callable[[str], Phrase]:
    """Return a function from the keys of the actors' kinds to their words."""
    return {node.kind: kind(node) for node in nodes}.__getitem__


def places(nodes: Iterable[Node]) -> Callable[[str], Phrase]:
    """Return a function from the INSEE codes of the actors' communes to their names."""
    names = {node.place: node.place_label or node.place for node in nodes if node.place}
    return {code: Phrase(name, name) for code, name in names.items()}.__getitem__
