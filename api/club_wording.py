"""The texts of the pages where a partner is looked for and a change is tried, in French and in English."""

from __future__ import annotations

__all__ = ["CLUB_WORDING"]

CLUB_WORDING: dict[str, tuple[str, str]] = {
    "match.title": ("Trouver un partenaire", "Find a partner"),
    "match.intro": (
        "Dites un besoin, ou une offre : les acteurs que ces sources décrivent, du plus proche au moins proche, avec "
        "les raisons et les preuves. Qui n'est pas décrit ici ne peut pas être trouvé.",
        "Say a need, or an offer: the actors that these sources describe, closest first, with reasons and evidence. "
        "Who is not described here cannot be found.",
    ),
    "match.side": ("Je cherche", "I look for"),
    "match.side.need": ("qui répond à mon besoin", "who answers my need"),
    "match.side.offer": ("qui peut avoir besoin de mon offre", "who may need my offer"),
    "match.need": ("En quelques mots", "In a few words"),
    "match.need.hint": (
        "par exemple : commerçant à Arras, prévoir mes stocks avec un fournisseur régional",
        "for instance: retailer in Arras, forecast my stock with a regional supplier",
    ),
    "match.sector": ("Secteur", "Sector"),
    "match.subfield": ("Domaine de l'IA", "Subfield of AI"),
    "match.place": ("Commune", "Commune"),
    "match.partner": ("Sorte de partenaire", "Kind of partner"),
    "match.partner.hint": (
        "Rien de coché : ce que dit le texte, sinon fournisseurs, laboratoires et structures d'accompagnement.",
        "Nothing ticked: what the text says, else providers, laboratories and support bodies.",
    ),
    "match.any": ("peu importe", "any"),
    "match.submit": ("Chercher des partenaires", "Look for partners"),
    "match.found": ("{count} acteurs, du plus proche au moins proche", "{count} actors, closest first"),
    "match.found-one": ("1 acteur", "1 actor"),
    "match.none": (
        "Ces sources ne nomment personne pour cela. Essayer un secteur plus large, ou une autre sorte de partenaire.",
        "These sources name nobody for it. Try a broader sector, or another kind of partner.",
    ),
    "match.score": ("proximité {score} sur 100", "closeness {score} of 100"),
    "match.why": ("Pourquoi", "Why"),
    "match.proof": ("Preuve :", "Evidence:"),
    "match.km": ("à {km} km", "{km} km away"),
    "match.examples": ("Exemples", "Examples"),
    "match.example1": ("Prévoir les stocks d'un commerce à Arras", "Forecast the stock of a shop in Arras"),
    "match.example2": ("Un laboratoire de robotique pour un entrepôt", "A robotics laboratory for a warehouse"),
    "match.example3": ("Qui peut avoir besoin d'une détection de fraudes", "Who may need fraud detection"),
    "match.reading": (
        "La proximité pèse le sujet (50), le secteur (30), la distance (15) et l'ancrage régional (5). C'est une "
        "première liste d'appels, non un jugement de qualité.",
        "Closeness weighs the subject (50), the sector (30), the distance (15) and being of the region (5). It is a "
        "first list of calls, no judgement of quality.",
    ),
    "what-if.title": ("Et si… ?", "What if…?"),
    "what-if.intro": (
        "Ajoutez ou retirez des acteurs et des liens : le réseau avant et après. Rien n'est gardé, et le graphe ne "
        "change pas.",
        "Add or take away actors and ties: the network before and after. Nothing is kept, and the graph does not "
        "change.",
    ),
    "what-if.lines": ("Quelques changements", "A few changes"),
    "what-if.line": ("Changement {number}", "Change {number}"),
    "what-if.change": ("Quoi", "What"),
    "what-if.actor": ("Acteur", "Actor"),
    "what-if.other": ("Autre acteur (pour un lien)", "Other actor (for a tie)"),
    "what-if.group": ("Famille (d'un nouvel acteur)", "Family (of a new actor)"),
    "what-if.add-tie": ("ajouter un lien", "add a tie"),
    "what-if.remove-tie": ("retirer un lien", "remove a tie"),
    "what-if.add-actor": ("ajouter un acteur", "add an actor"),
    "what-if.remove-actor": ("retirer un acteur", "remove an actor"),
    "what-if.choose": ("—", "—"),
    "what-if.submit": ("Comparer avant et après", "Compare before and after"),
    "what-if.table": ("Un tableau CSV", "A CSV table"),
    "what-if.table.hint": (
        "Colonnes : change, actor, other, label, group, departement. Les changements sont add-actor, remove-actor, "
        "add-tie, remove-tie ; un acteur s'écrit par son nom ou sa clé. Au plus {changes} lignes et {bytes} octets.",
        "Columns: change, actor, other, label, group, departement. The changes are add-actor, remove-actor, add-tie, "
        "remove-tie; an actor is written by its name or key. At most {changes} rows and {bytes} bytes.",
    ),
    "what-if.paste": ("Coller le tableau", "Paste the table"),
    "what-if.file": ("ou choisir un fichier", "or choose a file"),
    "what-if.before": ("Avant", "Before"),
    "what-if.after": ("Après", "After"),
    "what-if.measure": ("Mesure", "Measure"),
    "what-if.result": ("Avant et après {count} changements", "Before and after {count} changes"),
    "what-if.result-one": ("Avant et après 1 changement", "Before and after 1 change"),
    "what-if.moved": ("Acteurs dont la contrainte change le plus", "Actors whose constraint changes most"),
    "what-if.moved.hint": (
        "La contrainte de Burt : proche de 1, tous les partenaires se connaissent ; basse, l'acteur joint des mondes "
        "séparés.",
        "Burt's constraint: near 1, all the partners know each other; low, the actor joins separate worlds.",
    ),
    "what-if.no-ties": ("sans lien", "no ties"),
    "what-if.made": ("Changements essayés", "Changes tried"),
    "what-if.reading": (
        "Ce qui changerait si le lien se faisait, toutes choses égales par ailleurs. Un lien souhaité n'est pas un "
        "lien.",
        "What would change if the tie came about, all else equal. A tie wished for is not a tie made.",
    ),
    "what-if.unit.share": ("part des paires", "share of pairs"),
    "analyses.tables": ("Les tables", "The tables"),
    "club.tools": ("Outils du club", "Tools for the club"),
    "club.match": (
        "Un besoin ou une offre : qui appeler, pourquoi, sur quelles preuves.",
        "A need or an offer: whom to call, why, on what evidence.",
    ),
    "club.what-if": (
        "Un acteur ou un lien de plus, ou de moins : le réseau avant et après.",
        "One actor or tie more, or less: the network before and after.",
    ),
    "problem.413": ("Envoi trop long", "Too long"),
    "problem.415": ("Type de contenu non lu", "Type of content not read"),
    "problem.408": ("Envoi trop lent", "Too slow"),
    "docs.Club": ("Club", "Club"),
}
