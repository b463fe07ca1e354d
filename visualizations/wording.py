"""Every text of the drawing in French and English: one literal table, read by the templates and by the page itself."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

__all__ = ["LANGUAGES", "WORDS", "Wording", "words"]

LANGUAGES = ("fr", "en")


class Wording(NamedTuple):
    """One text in both languages; ``{name}`` stands for a value."""

    fr: str
    en: str


WORDS = MappingProxyType(
    {
        # Page
        "page.title": Wording("L'écosystème dessiné", "The ecosystem, drawn"),
        "page.heading": Wording("Qui travaille avec qui", "Who works with whom"),
        "page.lead": Wording(
            "{actors} acteurs, {ties} liens établis selon les sources. Cliquez sur un acteur pour lire sa fiche "
            "et les preuves de chaque lien.",
            "{actors} actors and {ties} established ties in the sources. Click on an actor to read its fact sheet "
            "and the evidence of each tie.",
        ),
        "page.skip": Wording("Aller aux tableaux", "Skip to the tables"),
        "page.language": Wording("English", "Français"),
        "page.languageLabel": Wording("Switch to English", "Passer en français"),
        "page.home": Wording("Maillage", "Maillage"),
        "page.tables": Wording("Tableaux", "Tables"),
        "page.report": Wording("Rapport", "Report"),
        "page.noscript": Wording(
            "Le dessin demande JavaScript. Les deux tableaux ci-dessous disent la même chose sans lui.",
            "The drawing needs JavaScript. The two tables below say the same without it.",
        ),
        "page.footer": Wording(
            "« Aucun lien connu » veut dire : aucun dans ces sources. Ce n'est pas la preuve qu'il n'y en a pas.",
            "“No known tie” means: none in these sources. It is no proof that there is none.",
        ),
        # Drawing
        "canvas.label": Wording(
            "Dessin du réseau. Flèches : passer d'un acteur à l'autre. Entrée : ouvrir sa fiche. Plus et moins : "
            "zoomer. Zéro : tout voir. Échap : fermer la fiche.",
            "Drawing of the network. Arrows: go from actor to actor. Enter: open its fact sheet. Plus and minus: "
            "zoom. Zero: see all. Escape: close the fact sheet.",
        ),
        "canvas.zoomIn": Wording("Agrandir", "Zoom in"),
        "canvas.zoomOut": Wording("Réduire", "Zoom out"),
        "canvas.fit": Wording("Tout voir", "See all"),
        "canvas.partners": Wording("{count} partenaires", "{count} partners"),
        "canvas.partner": Wording("1 partenaire", "1 partner"),
        "canvas.alone": Wording("aucun lien connu", "no known tie"),
        "canvas.community": Wording("communauté {number}", "community {number}"),
        "layout.isolates": Wording("Aucun lien connu dans ces sources", "No known tie in these sources"),
        # Search and filters
        "search.label": Wording("Chercher un acteur", "Find an actor"),
        "search.placeholder": Wording("Nom ou sigle", "Name or acronym"),
        "search.none": Wording("Aucun acteur de ce nom", "No actor of that name"),
        "search.found": Wording("{count} propositions", "{count} suggestions"),
        "filter.heading": Wording("Filtres", "Filters"),
        "filter.kind": Wording("Type d'acteur", "Kind of actor"),
        "filter.sector": Wording("Secteur", "Sector"),
        "filter.departement": Wording("Département", "Département"),
        "filter.layers": Wording("Liens", "Ties"),
        "filter.all": Wording("Tous", "All"),
        "filter.unknown": Wording("Non renseigné", "Not known"),
        "filter.reset": Wording("Tout réafficher", "Show everything"),
        "filter.shown": Wording(
            "{actors} acteurs sur {allActors} et {ties} liens sur {allTies}",
            "{actors} of {allActors} actors and {ties} of {allTies} ties",
        ),
        "legend.heading": Wording("Légende", "Legend"),
        "legend.groups": Wording("Familles d'acteurs", "Families of actors"),
        "legend.size": Wording(
            "Plus la marque est grande, plus l'acteur a de partenaires.",
            "The larger the mark, the more partners the actor has.",
        ),
        "legend.communities": Wording("Communautés", "Communities"),
        "switch.heading": Wording("Mettre en évidence", "Highlight"),
        "switch.bridges": Wording("Ponts et acteurs charnières", "Bridges and articulation actors"),
        "switch.bridgesHint": Wording(
            "Sans eux, une partie du réseau se détache.", "Without them, a part of the network comes off."
        ),
        "switch.communities": Wording("Colorer par communauté", "Colour by community"),
        "switch.communitiesHint": Wording(
            "Acteurs plus liés entre eux qu'au reste ; un calcul, non un fait.",
            "Actors tied more to each other than to the rest; a computation, no fact.",
        ),
        # Groups and layers
        "group.company": Wording("Entreprises", "Companies"),
        "group.research": Wording("Recherche", "Research"),
        "group.training": Wording("Formation", "Training"),
        "group.support": Wording("Accompagnement", "Support bodies"),
        "group.public": Wording("Acteurs publics", "Public bodies"),
        "group.initiative": Wording("Initiatives", "Initiatives"),
        "group.event": Wording("Événements", "Events"),
        "group.collective": Wording("Groupes non nommés", "Unnamed groups"),
        "layer.structure": Wording("Structure", "Structure"),
        "layer.collaboration": Wording("Collaboration", "Collaboration"),
        "layer.copresence": Wording("Coprésence", "Co-presence"),
        "layer.structure.hint": Wording("tutelle, rattachement", "supervision, affiliation"),
        "layer.collaboration.hint": Wording("travail commun nommé", "named common work"),
        "layer.copresence.hint": Wording("adhésion, participation", "membership, participation"),
        # Fact sheet
        "sheet.label": Wording("Fiche de l'acteur", "Fact sheet of the actor"),
        "sheet.close": Wording("Fermer la fiche", "Close the fact sheet"),
        "sheet.spellings": Wording("Aussi écrit", "Also written"),
        "sheet.roles": Wording("Rôle dans l'étude", "Role in the study"),
        "sheet.sectors": Wording("Secteurs", "Sectors"),
        "sheet.subfields": Wording("Domaines de l'IA", "Fields of AI"),
        "sheet.place": Wording("Lieu", "Place"),
        "sheet.page": Wording("Page de l'acteur", "Page of the actor"),
        "sheet.centre": Wording("Centrer le dessin", "Centre the drawing"),
        "sheet.ties": Wording("Liens", "Ties"),
        "sheet.noTies": Wording("Aucun lien connu dans ces sources.", "No known tie in these sources."),
        "status.proposed": Wording("Proposés, non établis", "Proposed, not established"),
        "status.ended": Wording("Terminés", "Ended"),
        "status.absent": Wording("Absents : une source dit qu'il n'y en a pas", "Absent: a source says there is none"),
        "sheet.trainings": Wording("Formations", "Trainings"),
        "sheet.offers": Wording("Services d'accompagnement", "Support services"),
        "sheet.useCases": Wording("Retours d'expérience", "Use cases"),
        "sheet.evidence": Wording("Preuve", "Evidence"),
        "sheet.sources": Wording("Sources sur cet acteur", "Sources on this actor"),
        "sheet.line": Wording("l. {line}", "l. {line}"),
        "sheet.level": Wording("niveau {level}", "level {level}"),
        "sheet.since": Wording("depuis {start}", "since {start}"),
        "sheet.period": Wording("de {start} à {end}", "from {start} to {end}"),
        "sheet.articulation": Wording(
            "Acteur charnière : sans lui, une partie du réseau se détache.",
            "Articulation actor: without it, a part of the network comes off.",
        ),
        "sheet.more": Wording("et {count} autres lignes", "and {count} more rows"),
        # Tables
        "table.actors": Wording("Les acteurs en tableau", "The actors as a table"),
        "table.actorsCaption": Wording(
            "Tous les acteurs du dessin, avec le nombre de leurs partenaires et de leurs liens.",
            "All actors of the drawing, with the number of their partners and ties.",
        ),
        "table.ties": Wording("Les liens en tableau", "The ties as a table"),
        "table.tiesCaption": Wording(
            "Tous les liens du dessin, avec leurs partenaires et leurs preuves.",
            "All ties of the drawing, with their partners and their evidence.",
        ),
        "table.actor": Wording("Acteur", "Actor"),
        "table.kind": Wording("Type", "Kind"),
        "table.place": Wording("Lieu", "Place"),
        "table.partners": Wording("Partenaires", "Partners"),
        "table.tie": Wording("Lien", "Tie"),
        "table.layer": Wording("Famille de lien", "Layer"),
        "table.members": Wording("Acteurs liés", "Actors tied"),
        "table.evidence": Wording("Preuves", "Evidence"),
        "table.sort": Wording("Trier", "Sort"),
        "table.filtered": Wording("Les tableaux suivent les filtres.", "The tables follow the filters."),
        # Still picture
        "preview.title": Wording("Le réseau des acteurs", "The network of actors"),
        "preview.desc": Wording(
            "{actors} acteurs et {ties} liens. Les noms des plus liés sont écrits.",
            "{actors} actors and {ties} ties. The best connected are named.",
        ),
    }
)


def words(language: str) -> dict[str, str]:
    """Return every text in one language, French when the language is not known.

    >>> words("en")["search.label"]
    'Find an actor'
    """
    place = LANGUAGES.index(language) if language in LANGUAGES else 0
    return {key: wording[place] for key, wording in WORDS.items()}
