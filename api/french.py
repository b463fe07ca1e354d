"""Says in French what a refusal says in English: those who read a page did not choose the language of the code."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["SENTENCES", "in_french"]

_LONGEST = 1000
"""Signs of a sentence that is looked up; longer ones quote a whole query and stay as they are."""
_PLACE = re.compile(r"\{(\w+)\}")

SENTENCES: tuple[tuple[str, str], ...] = (
    ("There is nothing at {path}.", "Il n'y a rien à l'adresse {path}."),
    ("{method} is not answered at {path}.", "La méthode {method} n'a pas de réponse à l'adresse {path}."),
    ("A parameter has a value that cannot be read.", "Un paramètre a une valeur illisible."),
    ("Something failed here; the failure is logged.", "Quelque chose a échoué ici ; l'incident est au journal."),
    ("Something failed here.", "Quelque chose a échoué ici."),
    ("The graph cannot be read just now.", "Le graphe est illisible pour l'instant."),
    ("Ask again in a moment.", "Réessayer dans un instant."),
    ("Search by name at /search.", "Chercher par le nom, en haut de la page."),
    ("The graph says nothing of {iri}.", "Le graphe ne dit rien de {iri}."),
    ("The address holds signs that no IRI may hold.", "L'adresse contient des signes qu'aucun IRI n'admet."),
    ("This page was withdrawn.", "Cette fiche a été retirée."),
    ("Its address will not be used again.", "Son adresse ne sera pas réutilisée."),
    ("Use {names}.", "Utiliser {names}."),
    ("Nothing is available as {asked}.", "Rien n'est disponible en {asked}."),
    ("Ask for one of {names}.", "Demander l'un de ces types : {names}."),
    ("There is no dump of that name.", "Aucun export ne porte ce nom."),
    ("See /dumps/.", "Voir la liste à l'adresse /dumps/."),
    ("This release has no {name}.", "Cette version n'a pas de {name}."),
    ("See the list of downloads on the home page.", "Voir la liste des fichiers sur la page d'accueil."),
    ("There is no analysis {name}.", "Aucune analyse ne s'appelle {name}."),
    ("Ask for the list of analyses.", "Voir la liste des analyses : /analyses."),
    ("there is no question {name}.", "Aucune question ne s'appelle {name}."),
    ("Ask for the list of questions.", "Voir la liste des questions : /questions."),
    ("Did you mean {names}?", "Peut-être : {names} ?"),
    ("The parameter {name} cannot be read: {text}.", "Le paramètre {name} est illisible : {text}."),
    ("Give a whole number from 1 to {most}.", "Donner un nombre entier de 1 à {most}."),
    ("The text to search is too long.", "Le texte cherché est trop long."),
    ("Give at most {count} letters.", "Donner au plus {count} lettres."),
    # questions
    ("{value} names several things.", "{value} désigne plusieurs choses."),
    ("Give the key of one: {keys}.", "Donner la clé de l'une d'elles : {keys}."),
    ("{value} is no parameter of {question}.", "{value} n'est pas un paramètre de {question}."),
    ("It takes no parameter.", "Cette question n'a pas de paramètre."),
    ("It takes {names}.", "Ses paramètres : {names}."),
    ("{value} is no whole number for {name}.", "{value} n'est pas un nombre entier ({name})."),
    ("Give one such as {example}.", "En donner un, par exemple {example}."),
    (
        "the text for {name} is too long or holds control signs.",
        "Le texte de {name} est trop long ou contient des signes de contrôle.",
    ),
    ("Give at most {count} letters, such as {example}.", "Donner au plus {count} lettres, par exemple {example}."),
    # the protocol
    ("Updates are disabled: this endpoint is read-only.", "Ce service est en lecture seule : aucune modification."),
    ("{form} is disabled: this endpoint is read-only.", "{form} est refusé : ce service est en lecture seule."),
    ("Send a query.", "Envoyer une requête."),
    (
        "Send a SELECT, ASK, CONSTRUCT or DESCRIBE query.",
        "Envoyer une requête SELECT, ASK, CONSTRUCT ou DESCRIBE.",
    ),
    ("The charset {charset} is not read.", "Le jeu de caractères {charset} n'est pas lu."),
    ("Send UTF-8.", "Envoyer de l'UTF-8."),
    ("A query stands in the address and in the body.", "Une requête est dans l'adresse, une autre dans le corps."),
    ("Send it once.", "L'envoyer une seule fois."),
    ("The content coding {coding} is not read.", "L'encodage de contenu {coding} n'est pas lu."),
    ("Send the body as it is.", "Envoyer le corps tel quel."),
    ("The media type {kind} is not read.", "Le type de contenu {kind} n'est pas lu."),
    ("The request has no media type.", "La demande n'a pas de type de contenu."),
    ("A packed body is not read.", "Un corps comprimé n'est pas lu."),
    ("Send it as it is.", "L'envoyer tel quel."),
    (
        "A parameter has a % that no two hexadecimal digits follow.",
        "Un paramètre contient un % que deux chiffres hexadécimaux ne suivent pas.",
    ),
    ("Encode it as %25.", "L'écrire %25."),
    ("A parameter", "Un paramètre"),
    ("The body", "Le corps"),
    ("{subject} holds a null character.", "{subject} contient un caractère nul."),
    ("Leave it out.", "L'enlever."),
    ("{subject} is not UTF-8.", "{subject} n'est pas en UTF-8."),
    ("Encode the query as UTF-8.", "Écrire la requête en UTF-8."),
    ("The parameter query stands twice.", "Le paramètre query est donné deux fois."),
    ("Send one query a request.", "Envoyer une requête à la fois."),
    ("The query is empty.", "La requête est vide."),
    ("The parameter query is missing.", "Le paramètre query manque."),
    ("Send one.", "En envoyer un."),
    ("The request is longer than {most} bytes.", "La demande dépasse {most} octets."),
    ("Send a shorter query.", "Envoyer une requête plus courte."),
    ("The address is longer than {most} bytes.", "L'adresse dépasse {most} octets."),
    ("Send the query by POST.", "Envoyer la requête par POST."),
    ("The body did not come within {seconds} s.", "Le corps n'est pas arrivé en {seconds} s."),
    ("Send it at once.", "L'envoyer d'un coup."),
    ("The graph {iri} is not an absolute IRI.", "Le graphe {iri} n'est pas un IRI absolu."),
    ("Write it whole.", "L'écrire en entier."),
    ("Send {names}.", "Envoyer {names}."),
    # queries
    ("No graph is called {names}; FROM fetches nothing.", "Aucun graphe ne s'appelle {names} ; FROM ne charge rien."),
    (
        "List the graphs with SELECT DISTINCT ?g { GRAPH ?g { } }.",
        "La liste des graphes : SELECT DISTINCT ?g { GRAPH ?g { } }.",
    ),
    ("The query holds a character that cannot be read.", "La requête contient un caractère illisible."),
    ("The query has more than {count} tokens.", "La requête a plus de {count} mots et signes."),
    ("The query is too long to be read safely.", "La requête est trop longue pour être lue sans risque."),
    ("Split it into smaller queries.", "La couper en requêtes plus petites."),
    ("Flatten the query.", "Aplatir la requête."),
    (
        "Line {line}, column {column}: brackets are nested more than {depth} deep.",
        "Ligne {line}, colonne {column} : plus de {depth} parenthèses ou accolades emboîtées.",
    ),
    (
        "Line {line}, column {column}: SERVICE is disabled on this endpoint.",
        "Ligne {line}, colonne {column} : SERVICE est désactivé ici.",
    ),
    (
        "Query each service apart, or load the data into a store of yours.",
        "Interroger chaque service à part, ou charger les données chez soi.",
    ),
    (
        "Syntax error at line {line}, column {column}, at the end of the query.",
        "Erreur de syntaxe ligne {line}, colonne {column}, à la fin de la requête.",
    ),
    (
        "Syntax error at line {line}, column {column}, at the end of the query: {why}.",
        "Erreur de syntaxe ligne {line}, colonne {column}, à la fin de la requête : {why}.",
    ),
    (
        "Syntax error at line {line}, column {column}, before “{near}”.",
        "Erreur de syntaxe ligne {line}, colonne {column}, avant « {near} ».",
    ),
    (
        "Syntax error at line {line}, column {column}, before “{near}”: {why}.",
        "Erreur de syntaxe ligne {line}, colonne {column}, avant « {near} » : {why}.",
    ),
    (
        "Syntax error at line {line}, column {column}, {place}.",
        "Erreur de syntaxe ligne {line}, colonne {column}, {place}.",
    ),
    ("Correct the query there.", "Corriger la requête à cet endroit."),
    ("expected {first} or {last}", "attendu {first} ou {last}"),
    ("expected {word}", "attendu {word}"),
    ("prefix not found", "préfixe inconnu"),
    ("IRI parsing failed", "IRI mal formé"),
    (
        "the SELECT contains a variable that is unbound",
        "le SELECT nomme une variable qui n'a pas de valeur (ni groupée, ni agrégée)",
    ),
    (
        "the SELECT overrides an existing variable using an expression",
        "le SELECT donne à une expression le nom d'une variable déjà prise",
    ),
    ("SELECT * is not authorized with GROUP BY", "SELECT * ne va pas avec GROUP BY"),
    ("Syntax error: {why}.", "Erreur de syntaxe : {why}."),
    ("The engine cannot evaluate the query: {why}.", "Le moteur ne peut pas évaluer la requête : {why}."),
    ("The custom function {name} is not supported", "la fonction {name} n'existe pas ici"),
    ("The engine failed on this query.", "Le moteur a échoué sur cette requête."),
    ("Write it in another way.", "L'écrire autrement."),
    (
        "The engine cannot sort values of such different kinds together (numbers, dates, texts).",
        "Le moteur ne sait pas trier ensemble des valeurs aussi différentes (nombres, dates, textes).",
    ),
    ("Sort by their text: ORDER BY STR(?x).", "Trier par leur texte : ORDER BY STR(?x)."),
    (
        "The query needs more memory than one query may have.",
        "La requête demande plus de mémoire qu'une requête n'en a droit.",
    ),
    (
        "The query ended its worker: it needs more memory or depth than one query may have.",
        "La requête a dépassé la mémoire ou la profondeur permises et a été arrêtée.",
    ),
    ("Ask for less at once.", "Demander moins à la fois."),
    ("The query timed out after {seconds} s.", "La requête a été arrêtée après {seconds} s."),
    (
        "Narrow it, or add a LIMIT and fewer joins.",
        "La restreindre : moins de jointures, et un LIMIT.",
    ),
    ("{count} queries of yours run or wait already.", "{count} de vos requêtes sont déjà en cours ou en attente."),
    ("{count} queries run or wait already.", "{count} requêtes sont déjà en cours ou en attente."),
    ("No worker came free in time.", "Aucune place ne s'est libérée à temps."),
    ("The service is stopping.", "Le service s'arrête."),
    # a server behind this one
    ("no answer in time.", "Le serveur du graphe n'a pas répondu à temps."),
    ("no answer ({reason}).", "Le serveur du graphe ne répond pas."),
    ("the server answers {status}.", "Le serveur du graphe répond {status}."),
    ("the server refuses the query: {why}", "Le serveur du graphe refuse la requête : {why}"),
    ("the answer is no SPARQL result.", "Le serveur du graphe a répondu autre chose qu'un résultat SPARQL."),
    ("Try again later.", "Réessayer plus tard."),
    ("Ask less at once, or later.", "Demander moins à la fois, ou plus tard."),
    ("Check that the server runs, or ask less at once.", "Réessayer plus tard, ou demander moins à la fois."),
    ("Give the address of the query service.", "Prévenir l'exploitant du service."),
    ("no SELECT, ASK, CONSTRUCT or DESCRIBE found.", "Ni SELECT, ni ASK, ni CONSTRUCT, ni DESCRIBE."),
    ("Write a SPARQL 1.1 query.", "Écrire une requête SPARQL 1.1."),
    ("{value} is not an IRI.", "{value} n'est pas un IRI."),
    ("Encode its spaces and signs.", "Encoder ses espaces et ses signes."),
    ("{value} is not a language tag.", "{value} n'est pas un code de langue."),
    ("Write one such as fr or en.", "En écrire un, tel que fr ou en."),
    # reconciliation
    ("{value} names nothing here.", "{value} ne désigne rien ici."),
    ("Give an identifier such as actor/cristal.", "Donner un identifiant, tel que actor/cristal."),
)
"""English as the code says it, French as a page says it; ``{places}`` stand for what varies.

Of the first that fits: longer sentences stand before those that would swallow them.
"""


def in_french(text: str) -> str:
    """Return the French for a sentence of ours, or an empty text when there is none.

    >>> in_french("The query timed out after 10 s.")
    'La requête a été arrêtée après 10 s.'
    >>> in_french("'abc' names several things.")
    '« abc » désigne plusieurs choses.'
    """
    if len(text) > _LONGEST:
        return ""
    for pattern, french in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return french.format(**{name: _part(value) for name, value in found.groupdict().items()})
    return in_french(text[:1].lower() + text[1:]) if text[:1].isupper() else ""


def _part(value: str) -> str:
    """Return what varies: in French when it is words of ours, quoted as French quotes when it is quoted."""
    if value[:1] in {"'", '"'} and value[1:].find(value[0]) == len(value) - 2:
        return f"« {value[1:-1]} »"
    return in_french(value) or value


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    made = []
    for english, french in SENTENCES:
        places = set(_PLACE.findall(english))
        escaped = "".join(
            f"(?P<{part}>.+?)" if at % 2 and part in places else re.escape(part)
            for at, part in enumerate(_PLACE.split(english))
        )
        plain = french.replace("{", "{{").replace("}", "}}")
        for name in places:
            plain = plain.replace(f"{{{{{name}}}}}", f"{{{name}}}")
        made.append((re.compile(escaped, re.DOTALL), plain))
    return tuple(made)
