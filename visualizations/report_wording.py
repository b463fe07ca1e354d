"""Every text of the report in French and English: titles, how to read, columns, key figures."""

from __future__ import annotations

from types import MappingProxyType

from graph.analysis.values import Phrase

__all__ = ["COLUMNS", "FIGURES", "READINGS", "REPORT_WORDS", "TITLES"]

REPORT_WORDS = MappingProxyType(
    {
        "title": Phrase("Rapport sur l'écosystème", "Report on the ecosystem"),
        "heading": Phrase(
            "Ce que les sources disent, et ce qu'elles taisent", "What the sources say, and what they do not"
        ),
        "lead": Phrase(
            "Ce rapport est écrit à chaque construction du graphe. Chaque ligne mène à la page de la chose dont elle "
            "parle, et de là à la ligne de la source.",
            "This report is written at each build of the graph. Each row leads to the page of the thing it speaks "
            "of, and from there to the line of the source.",
        ),
        "limits": Phrase(
            "« Aucun lien connu dans ces sources » ne veut pas dire « aucun lien ». Les sources ont regardé certains "
            "acteurs de près et d'autres à peine : voir la couverture avant de conclure.",
            "“No tie known in these sources” does not mean “no tie”. The sources looked at some actors closely and "
            "at others hardly: see the coverage before concluding.",
        ),
        "contents": Phrase("Sommaire", "Contents"),
        "network": Phrase("Le réseau dessiné", "The network, drawn"),
        "language": Phrase("English", "Français"),
        "language-label": Phrase("Switch to English", "Passer en français"),
        "reading": Phrase("Comment lire", "How to read"),
        "none": Phrase("Rien à signaler.", "Nothing to report."),
        "more": Phrase(
            "et {count} autres lignes dans les tableaux des analyses",
            "and {count} more rows in the tables of the analyses",
        ),
        "others": Phrase("et {count} autres", "and {count} others"),
        "rows": Phrase("{count} lignes", "{count} rows"),
        "row": Phrase("1 ligne", "1 row"),
        "machine": Phrase("Le même rapport pour les machines (JSON)", "The same report for machines (JSON)"),
        "version": Phrase("Maillage {version}, entrées {mark}", "Maillage {version}, inputs {mark}"),
    }
)

FIGURES = MappingProxyType(
    {
        "actors": Phrase("acteurs", "actors"),
        "ties": Phrase("liens établis", "established ties"),
        "proposed": Phrase("liens proposés", "proposed ties"),
        "contributions": Phrase("dont contributions proposées", "of them proposed contributions"),
        "pairs": Phrase("paires d'acteurs liés", "pairs of actors tied"),
        "isolates": Phrase("acteurs sans lien connu", "actors with no known tie"),
        "clusters": Phrase("grappes de deux acteurs et plus", "clusters of two actors and more"),
        "trainings": Phrase("formations", "trainings"),
        "quads": Phrase("énoncés dans le graphe", "statements in the graph"),
        "findings": Phrase("points relevés par la validation", "points found by the validation"),
    }
)

TITLES = MappingProxyType(
    {
        "counts": Phrase("Ce que le graphe contient", "What the graph holds"),
        "build": Phrase("Ce qui a été lu, gardé, refusé", "What was read, kept, refused"),
        "findings": Phrase("Ce que la validation relève", "What the validation finds"),
        "isolation": Phrase("Acteurs isolés et grappes", "Isolated actors and clusters"),
        "ties": Phrase("Liens faibles et ponts", "Weak ties and bridges"),
        "articulation": Phrase("Acteurs charnières", "Articulation actors"),
        "communities": Phrase("Communautés", "Communities"),
        "mixing": Phrase("Brassage", "Mixing"),
        "missing-links": Phrase("Premiers liens manquants", "First missing links"),
        "contradictions": Phrase("Chiffres qui se contredisent", "Figures that contradict each other"),
        "doubts": Phrase("Lectures à vérifier", "Readings to check"),
        "coverage": Phrase("Couverture", "Coverage"),
        "kinds": Phrase("Acteurs par type", "Actors by kind"),
        "tie-kinds": Phrase("Liens par famille et par type", "Ties by layer and kind"),
        "rows": Phrase("Lignes et énoncés", "Rows and statements"),
        "refused": Phrase("Lignes refusées", "Rows refused"),
        "graphs": Phrase("Énoncés par graphe", "Statements by graph"),
        "violation": Phrase("À corriger", "To mend"),
        "warning": Phrase("À vérifier", "To check"),
        "info": Phrase("À savoir", "To know"),
        "mentions": Phrase("Acteurs par nombre de mentions", "Actors by number of mentions"),
        "sources": Phrase("Acteurs par source", "Actors by source"),
        "least": Phrase("Les acteurs les moins décrits", "The actors least described"),
    }
)

READINGS = MappingProxyType(
    {
        "counts": Phrase(
            "Le graphe garde tous les liens, proposés ou terminés compris ; le dessin et les analyses ne comptent "
            "que les liens établis entre deux acteurs au moins.",
            "The graph keeps all ties, proposed and ended ones included; the drawing and the analyses count "
            "established ties between two actors at least.",
        ),
        "build": Phrase(
            "Une ligne refusée manque au graphe tant qu'elle n'est pas corrigée ; les autres lignes de sa table sont "
            "gardées.",
            "A refused row is missing from the graph until it is mended; the other rows of its table are kept.",
        ),
        "findings": Phrase(
            "Chaque point dit de quel acteur il s'agit, quelle ligne de quelle table regarder et quoi faire. « À "
            "savoir » signale un manque d'information, non une faute.",
            "Each point says which actor it is about, which row of which table to look at and what to do. “To know” "
            "marks missing information, no mistake.",
        ),
        "isolation": Phrase(
            "Un acteur est isolé quand aucune des sources lues ne lui donne de lien établi : aucun lien connu dans "
            "ces sources n'est pas aucun lien. Peu de mentions veut dire peu regardé.",
            "An actor is isolated when no source read gives it an established tie: no tie known in these sources is "
            "not no tie. Few mentions means hardly looked at.",
        ),
        "ties": Phrase(
            "Ces liens relient des parties du réseau que peu d'autres relient ; « faible » ne juge pas la qualité de "
            "la relation. Les perdre coûterait cher, les doubler rend le réseau plus sûr.",
            "These ties join parts of the network that few others join; “weak” does not judge the quality of the "
            "relation. Losing them would cost much, doubling them makes the network safer.",
        ),
        "articulation": Phrase(
            "Sans l'un de ces acteurs, une partie du réseau connu se détache du reste. Cela mesure une dépendance "
            "dans les sources, ni une importance, ni une fragilité de l'acteur.",
            "Without one of these actors a part of the known network comes off. This measures a dependence in the "
            "sources, neither an importance nor a weakness of the actor.",
        ),
        "communities": Phrase(
            "Des acteurs plus liés entre eux qu'au reste : une lecture du réseau, non des groupes constitués. Une "
            "stabilité basse veut dire que la frontière tient au hasard.",
            "Actors tied more to each other than to the rest: a reading of the network, not constituted groups. A "
            "low stability means that the border is due to chance.",
        ),
        "mixing": Phrase(
            "Un rapport au-dessus de 1 : deux familles sont plus liées que le hasard ne le voudrait ; au-dessous : "
            "moins. Sur peu de paires le rapport ne prouve rien.",
            "A ratio above 1: two families are tied more than chance would have it; below: less. On few pairs the "
            "ratio proves nothing.",
        ),
        "missing-links": Phrase(
            "Chaque ligne est une question à poser aux deux acteurs, avec les raisons de la poser ; ce n'est ni une "
            "prévision ni un reproche. Ils se connaissent peut-être sans que ces sources le disent.",
            "Each row is a question to put to both actors, with the reasons for putting it; neither a forecast nor a "
            "reproach. They may know each other without these sources saying so.",
        ),
        "contradictions": Phrase(
            "Deux valeurs différentes pour le même indicateur : les deux sont gardées. Des dates ou des périmètres "
            "que la source ne précise pas peuvent les expliquer.",
            "Two different values for the same indicator: both are kept. Dates or scopes that the source does not "
            "give may explain them.",
        ),
        "doubts": Phrase(
            "Ces lignes sont des lectures vraisemblables ou incertaines d'une source : les premières à relire avant "
            "de s'en servir.",
            "These rows are likely or unsure readings of a source: the first to read again before using them.",
        ),
        "coverage": Phrase(
            "Une mention est une ligne de table qui parle de l'acteur. Un acteur peu mentionné paraît isolé parce "
            "qu'il a été peu regardé.",
            "A mention is a table row that speaks of the actor. An actor hardly mentioned looks isolated because it "
            "was hardly looked at.",
        ),
    }
)

_NUMBER = ("number", Phrase("Nombre", "Number"))
_FINDING = (
    ("thing", Phrase("De quoi il s'agit", "What it is about")),
    ("message", Phrase("Ce qui est relevé", "What was found")),
    ("row", Phrase("Table et ligne", "Table and row")),
    ("locator", Phrase("Dans la source", "In the source")),
    ("remedy", Phrase("Que faire", "What to do")),
)

COLUMNS = MappingProxyType(
    {
        "kinds": (("kind", Phrase("Type d'acteur", "Kind of actor")), _NUMBER),
        "tie-kinds": (
            ("layer", Phrase("Famille", "Layer")),
            ("kind", Phrase("Type de lien", "Kind of tie")),
            ("graph", Phrase("Dans le graphe", "In the graph")),
            ("drawn", Phrase("Dans le dessin", "In the drawing")),
        ),
        "rows": (("what", Phrase("Quoi", "What")), _NUMBER),
        "refused": (
            ("table", Phrase("Table", "Table")),
            ("row", Phrase("Ligne", "Row")),
            ("column", Phrase("Colonne", "Column")),
            ("found", Phrase("Trouvé", "Found")),
            ("reason", Phrase("Pourquoi", "Why")),
            ("remedy", Phrase("Que faire", "What to do")),
        ),
        "graphs": (("graph", Phrase("Graphe", "Graph")), _NUMBER),
        "violation": _FINDING,
        "warning": _FINDING,
        "info": _FINDING,
        "contradictions": (
            ("about", Phrase("Secteur ou territoire", "Sector or territory")),
            ("indicator", Phrase("Indicateur", "Indicator")),
            ("one", Phrase("Une valeur", "One value")),
            ("other", Phrase("L'autre", "The other")),
            ("unit", Phrase("Unité", "Unit")),
        ),
        "doubts": (
            ("thing", Phrase("De quoi il s'agit", "What it is about")),
            ("certainty", Phrase("Certitude", "Certainty")),
            ("note", Phrase("Pourquoi", "Why")),
            ("row", Phrase("Table et ligne", "Table and row")),
            ("locator", Phrase("Dans la source", "In the source")),
        ),
        "mentions": (
            ("mentions", Phrase("Mentions", "Mentions")),
            ("actors", Phrase("Acteurs", "Actors")),
            ("alone", Phrase("dont sans lien connu", "of which with no known tie")),
        ),
        "sources": (("source", Phrase("Source", "Source")), ("actors", Phrase("Acteurs", "Actors"))),
        "least": (("actor", Phrase("Acteur", "Actor")), ("mentions", Phrase("Mentions", "Mentions"))),
    }
)
