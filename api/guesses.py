"""The addresses that people type by guess, and the page that each means."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.routing import Match, Mount

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["GUESSES", "meant"]

GUESSES: dict[str, str] = {
    "club": "/dossier", "club-ia": "/dossier", "ai-club": "/dossier",
    "reseau": "/network", "réseau": "/network", "carte": "/network", "map": "/network", "graphe": "/network",
    "graph": "/network", "graph.html": "/network", "network.html": "/network",
    "rapport": "/report", "report.html": "/report", "qualite": "/report", "qualité": "/report", "quality": "/report",
    "dossier.html": "/dossier",
    "recherche": "/search", "rechercher": "/search", "chercher": "/search",
    "acteurs": "/search?kind=actor", "acteur": "/search?kind=actor", "actors": "/search?kind=actor",
    "actor": "/search?kind=actor",
    "formations": "/search?kind=training", "formation": "/search?kind=training", "trainings": "/search?kind=training",
    "metiers": "/search?kind=occupation", "métiers": "/search?kind=occupation",
    "occupations": "/search?kind=occupation", "jobs": "/search?kind=occupation",
    "competences": "/search?kind=competency", "compétences": "/search?kind=competency",
    "competencies": "/search?kind=competency", "skills": "/search?kind=competency",
    "cas-d-usage": "/search?kind=usecase", "use-cases": "/search?kind=usecase", "usecases": "/search?kind=usecase",
    "produits": "/search?kind=product", "products": "/search?kind=product",
    "actions": "/search?kind=action", "plan": "/search?kind=action",
    "liens": "/search?kind=tie", "ties": "/search?kind=tie", "collaborations": "/search?kind=tie",
    "preuves": "/search?kind=evidence", "evidence": "/search?kind=evidence",
    "question": "/questions", "analyse": "/analyses", "analysis": "/analyses",
    "partenaire": "/match", "partenaires": "/match", "partners": "/match", "matching": "/match",
    "et-si": "/what-if", "whatif": "/what-if", "simulation": "/what-if",
    "endpoint": "/sparql", "query": "/sparql", "requete": "/sparql", "requête": "/sparql", "yasgui": "/sparql",
    "api": "/docs", "aide": "/docs", "help": "/docs", "doc": "/docs", "documentation": "/docs", "swagger": "/docs",
    "redoc": "/docs", "openapi": "/openapi.json",
    "ontologie": "/ns", "ontology": "/ns", "vocabulaire": "/ns", "vocabulary": "/ns",
    "regles": "/shapes", "règles": "/shapes", "shacl": "/shapes",
    "exports": "/dumps/", "export": "/dumps/", "dump": "/dumps/",
    "telecharger": "/#take", "télécharger": "/#take", "download": "/#take", "downloads": "/#take",
    "sources": "/#sources", "licences": "/#sources", "a-propos": "/#worth", "about": "/#worth",
    "accueil": "/", "home": "/", "index": "/", "index.html": "/", "fr": "/?lang=fr", "en": "/?lang=en",
    "dcat": "/catalogue.ttl", "catalog": "/catalogue.ttl",
    "openrefine": "/reconcile", "favicon.ico": "/static/icon.svg",
}  # fmt: skip
"""Guess, in small letters and without its last slash -> address; a fragment names a part of a page."""


def meant(request: Request) -> str | None:
    """Return the address that a guess means, with the query that came along; ``None`` when none is known.

    An address of ours in capitals, or with a slash too many, means that address.
    """
    path = request.scope["path"]
    bare = path.strip("/")
    plain, small = "/" + bare, "/" + bare.lower()
    known = GUESSES.get(bare.lower())
    if known is None and plain != path and _is_answered(request, plain):
        known = quote(plain)
    if known is None and small != path and "/" not in bare and _is_answered(request, small):
        known = quote(small)
    if known is None:
        return None
    address, mark, fragment = known.partition("#")
    query = request.scope["query_string"].decode("latin-1")
    return address + (("&" if "?" in address else "?") + query if query else "") + mark + fragment


def _is_answered(request: Request, path: str) -> bool:
    """Tell whether a route answers an address."""
    scope = {"type": "http", "path": path, "method": "GET", "root_path": ""}
    return any(each.matches(scope)[0] is Match.FULL for each in request.app.routes if not isinstance(each, Mount))
