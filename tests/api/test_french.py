"""Whoever reads a refusal on a page reads it in the language of the page, whatever part of the house refused."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.engine_refusals import expectation
from api.french import in_french, sentences
from api.guesses import GUESSES
from api.problems import STATUSES
from api.wording import say

ROOT = Path(__file__).resolve().parents[2]
NOT_ON_PAGES = frozenset(
    {
        "backtesting",
        "channel",
        "cli",
        "club_commands",
        "commands",
        "crowds",
        "doctor",
        "printing",
        "serving",
        "settings",
    }
)
"""Modules that speak to whoever runs the command line or the service."""
UNSEEN = frozenset({"The client hung up.", "The client did not read its answer.", "the search index cannot be read.",
                    "The answer was cut, which its format cannot say.", "Build again.", "not an http address.",
                    "a blank node cannot be a parameter.", "Give an IRI or a literal.",
                    "Write http:// or https:// first.", "7 of the release is not JSON."})  # fmt: skip
"""Sentences that reach the log alone, or that are told as another."""
MACHINES = frozenset({"reconcile"})
HTML = {"Accept": "text/html"}


def refusals() -> Iterator[tuple[str, str]]:
    """Yield the module and each sentence of a refusal that has no French beside it, with samples for what varies."""
    modules = [path for path in sorted((ROOT / "api").glob("*.py")) if path.stem not in NOT_ON_PAGES | MACHINES]
    modules += [ROOT / "graph" / f"{name}.py" for name in ("binding", "catalogue", "parameters", "remote")]
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "") if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in {each.__name__ for each in STATUSES} | {"Problem"}:
                given = {each.arg: each.value for each in node.keywords}
                said = [] if "french" in given else [*node.args, given.get("remedy")]
                yield from ((path.stem, text) for text in map(sample, said) if text)


def sample(node: ast.expr | None) -> str:
    """Return the text of a literal, 7 for each part that varies; empty for what is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [str(each.value) if isinstance(each, ast.Constant) else "7" for each in node.values]
        return "".join(parts) if set(parts) != {"7"} else ""
    return ""


def test_each_refusal_has_its_french() -> None:
    known = set(refusals())
    assert len(known) > 60
    assert [each for each in sorted(known) if each[1] not in UNSEEN and not in_french(each[1])] == []


def test_the_french_names_the_same_parts_as_the_english() -> None:
    for english, french in sentences():
        places = re.findall(r"\{\w+\}", english)
        assert set(re.findall(r"\{\w+\}", french)) <= set(places), english
        sentence = re.sub(r"\{\w+\}", "7", english)
        assert in_french(sentence) == re.sub(r"\{\w+\}", "7", french) or in_french(sentence), english


@pytest.mark.parametrize(
    ("said", "french"),
    [
        ("expected one of Prefix not found, ['%']", "préfixe inconnu"),
        ("expected one of HAVING, OFFSET, VALUES, ['0'..='9']", "attendu HAVING, OFFSET ou VALUES"),
        ("expected CONSTRUCT", "attendu CONSTRUCT"),
    ],
)
def test_what_the_engine_expected_is_told_in_french(said: str, french: str) -> None:
    sentence = f"Syntax error at line 1, column 2, before “?x }}”{expectation(said)}."
    assert in_french(sentence) == f"Erreur de syntaxe ligne 1, colonne 2, avant « ?x }} » : {french}."


def test_what_the_client_wrote_cannot_trip_the_translation() -> None:
    for text in ("{0}", "{path}", "{", "'", "'a'b'", "Send Send Send.", "\n", "a" * 5000, "“”: ", "\\1"):
        in_french(f"There is nothing at {text}.")
        in_french(text)


PAGES = (
    ("/nowhere", 404, "Il n&#39;y a rien à l&#39;adresse /nowhere.", "There is nothing at /nowhere."),
    ("/id/actor/nobody", 404, "Le graphe ne dit rien de", "The graph says nothing of"),
    ("/questions/nothing", 404, "Aucune question ne s&#39;appelle « nothing ».", "There is no question"),
    ("/questions/collaborators-of?actor=zz", 404, "n&#39;est pas connu (Acteur)", "is not known (Actor)"),
    ("/search?page=x", 400, "Donner un nombre entier", "Give a whole number"),
    ("/sparql?query=SELECT%20*%20%7B", 400, "Erreur de syntaxe ligne 1", "Syntax error at line 1"),
    ("/sparql?update=x", 403, "lecture seule", "read-only"),
    ("/dumps/none", 404, "Aucun export", "There is no dump"),
)


@pytest.mark.parametrize(("path", "status", "french", "english"), PAGES)
def test_a_page_refuses_in_its_own_language(
    client: httpx.Client, path: str, status: int, french: str, english: str
) -> None:
    for asked, shown, hidden in (("fr", french, english), ("de", french, english), ("en", english, french)):
        page = client.get(path, headers={**HTML, "Accept-Language": asked})
        assert page.status_code == status
        assert shown in page.text
        assert hidden not in page.text
        assert say(f"problem.{status}", "en" if asked == "en" else "fr") in page.text
    switched = client.get(path + ("&" if "?" in path else "?") + "lang=en", headers=HTML).text
    assert english in switched


def test_programs_are_told_in_english_unless_they_ask_for_french(client: httpx.Client) -> None:
    plain = client.get("/nowhere")
    assert plain.json()["detail"] == "There is nothing at /nowhere."
    assert plain.headers["content-language"] == "en"
    asked = client.get("/nowhere", headers={"Accept-Language": "fr"})
    assert (asked.json()["title"], asked.headers["content-language"]) == ("Page introuvable", "fr")
    assert "@fr" in client.get("/nowhere", headers={"Accept-Language": "fr", "Accept": "text/turtle"}).text


def test_every_status_has_a_name_in_both_languages() -> None:
    for status in set(STATUSES.values()) - {499}:
        assert say(f"problem.{status}", "fr")
        assert say(f"problem.{status}", "en")


@pytest.mark.parametrize(("guess", "page"), sorted(GUESSES.items()))
def test_a_guess_leads_to_a_page(client: httpx.Client, guess: str, page: str) -> None:
    for written in (f"/{guess}", f"/{guess.upper()}/"):
        found = client.get(written)
        assert (found.status_code, found.headers["location"].lower()) == (308, page.lower())
    if page not in {"/dossier", "/dumps/"}:  # the small release has neither
        assert client.get(page, headers=HTML).status_code in {200, 304}


def test_a_slash_too_many_leads_to_the_page_and_never_elsewhere(client: httpx.Client) -> None:
    for written, page in (("/questions/", "/questions"), ("/SPARQL", "/sparql"), ("/search/?q=a", "/search?q=a"),
                          ("/questions/collaborators-of/", "/questions/collaborators-of")):  # fmt: skip
        assert client.get(written).headers["location"] == page
    for written in ("//evil.example/", "/%2fevil.example/", "/\\evil.example/", "/questions/%0d%0aX:1/"):
        found = client.get(written)
        assert found.headers.get("location", "/x").startswith("/")
        assert not found.headers.get("location", "/x").startswith("//")
        assert "x" not in found.headers
    assert client.post("/club").status_code == 404
