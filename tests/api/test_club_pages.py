"""The pages where a partner is looked for and a change is tried, over the hand-made world, without a script."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from api.settings import Settings
from api.what_if_page import BYTES, MOST

if TYPE_CHECKING:
    import contextlib
    from collections.abc import Callable, Iterator

    import httpx

    from graph.embedded import Embedded

HTML = {"Accept": "text/html"}
HEADING = "change,actor,other\n"


@pytest.fixture(scope="module")
def market(
    world_store: Embedded,
    tmp_path_factory: pytest.TempPathFactory,
    serve_over: Callable[[Settings], contextlib.AbstractContextManager[httpx.Client]],
) -> Iterator[httpx.Client]:
    """A client of the service over the world."""
    release = tmp_path_factory.mktemp("market") / "one"
    release.mkdir()
    world_store.save(release / "store")
    (release / "build.json").write_text(json.dumps({"stamp": "one"}), encoding="utf-8")
    with serve_over(Settings(release=release)) as made:
        yield made


PAGES = ("/match", "/match?need=images", "/match?need=bonjour", "/what-if", "/what-if?change=add-tie&actor=x&other=y")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_are_whole_in_both_languages_and_run_no_script_of_theirs(
    market: httpx.Client, path: str, language: str
) -> None:
    text = market.get(path, headers={**HTML, "Accept-Language": language}).text
    assert f'<html lang="{language}">' in text
    assert text.count("<h1") == 1
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'<label[^>]*for="([^"]+)"', text)) <= set(ids)
    assert set(re.findall(r'aria-describedby="([^"]+)"', text)) <= set(ids)
    assert re.findall(r"<script[^>]*>", text) == re.findall(r'<script src="/static/suggest.js[^>]*>', text)
    assert "style=" not in text


def test_a_need_is_answered_with_reasons_evidence_and_a_permanent_link(market: httpx.Client) -> None:
    text = market.get("/match", params={"need": "lire des images", "partner": "research"}, headers=HTML).text

    assert "Compris : vision par ordinateur ; recherché : laboratoire." in text
    assert "Laboratoire Gamma" in text
    assert "travaille sur : vision et signal" in text
    assert "monde-2020" in text
    link = re.search(r'href="(http://[^"]+/match\?[^"]+)"', text)
    assert link
    assert link[1].endswith("/match?need=lire+des+images&amp;partner=research")


def test_the_same_answer_comes_as_json_and_csv(market: httpx.Client) -> None:
    asked = {"need": "lire des images", "partner": "research"}
    found = market.get("/match.json", params=asked).json()
    rows = market.get("/match.csv", params=asked).text.splitlines()

    assert found["data"][0]["actor"]["key"] == "labo-gamma"
    assert found["data"][0]["evidence"]
    assert found["meta"]["count"] == len(found["data"]) == len(rows) - 1
    assert rows[0].startswith("Rang,Acteur")


def test_an_offer_finds_who_may_need_it(market: httpx.Client) -> None:
    asked = {"need": "contrôle qualité", "side": "offer", "partner": "research"}
    found = market.get("/match", params={**asked, "format": "json"}).json()

    assert found["meta"]["side"] == "offer"
    assert {each["actor"]["kind"] for each in found["data"]} <= {"affected-company", "company"}


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ({"need": "bonjour"}, 400, "Rien ne dit ce qui est cherché"),
        ({"need": "images", "place": "Lile"}, 404, "Peut-être : lille"),
        ({"sector": "inconnu"}, 404, "Aucun secteur ne s&#39;appelle « inconnu »"),
        ({"need": "x" * 501}, 400, "tient en 500 signes"),
        ({"need": "images", "most": "-1"}, 400, "va de 1 à 50"),
    ],
)
def test_a_need_that_cannot_be_read_says_why_under_the_form(
    market: httpx.Client, asked: dict[str, str], status: int, said: str
) -> None:
    page = market.get("/match", params=asked, headers=HTML)
    machine = market.get("/match.json", params=asked)

    assert (page.status_code, machine.status_code) == (status, status)
    assert said in page.text
    assert 'id="m-need"' in page.text
    assert machine.headers["content-type"].startswith("application/problem+json")


def test_lines_of_the_form_show_before_and_after(market: httpx.Client) -> None:
    asked = {"change": "remove-actor", "actor": "laboratoire gamma"}
    text = market.get("/what-if", params=asked, headers=HTML).text
    figures = dict(
        re.findall(r'<th scope="row">([^<]+)</th><td class="number">[^<]+</td><td class="number">([^<]+)</td>', text)
    )
    before = dict(re.findall(r'<th scope="row">([^<]+)</th><td class="number">([^<]+)</td>', text))

    assert int(figures["acteurs nommés"]) == int(before["acteurs nommés"]) - 1
    assert int(figures["paires liées"]) < int(before["paires liées"])
    assert "retirer un acteur Laboratoire Gamma" in text


def test_several_lines_are_made_in_order_and_the_link_keeps_them(market: httpx.Client) -> None:
    rows = (("add-actor", "Atelier Nouveau", "", "training"), ("add-tie", "atelier nouveau", "Usine Theta", "company"))
    lines = [pair for row in rows for pair in zip(("change", "actor", "other", "group"), row, strict=True)]
    found = market.get("/what-if", params=[*lines, ("format", "json")]).json()
    page = market.get("/what-if", params=lines, headers=HTML)  # type: ignore[arg-type]

    assert [each["actor"] for each in found["meta"]["changes"]] == ["atelier-nouveau", "atelier-nouveau"]
    assert found["meta"]["after"]["ties"] == found["meta"]["before"]["ties"] + 1
    assert "change=add-actor&amp;actor=Atelier+Nouveau" in page.text


TABLE = f"{HEADING}remove-tie,Labo Gamma,Société Eta\n".replace("Labo Gamma", "Laboratoire Gamma")


@pytest.mark.parametrize("way", ["body", "pasted", "file"])
def test_a_table_is_tried_however_it_is_sent(market: httpx.Client, way: str) -> None:
    sent = {
        "body": {"content": TABLE.encode(), "headers": {"Content-Type": "text/csv", "Accept": "application/json"}},
        "pasted": {"data": {"table": TABLE}, "headers": {"Accept": "application/json"}},
        "file": {"files": {"file": ("c.csv", TABLE.encode(), "text/csv")}, "headers": {"Accept": "application/json"}},
    }[way]
    found = market.post("/what-if", **sent).json()["meta"]  # type: ignore[arg-type]

    assert found["after"]["ties"] == found["before"]["ties"] - 1


def test_nothing_that_is_tried_is_kept(market: httpx.Client) -> None:
    before = market.get("/what-if?format=json").json()["meta"]["before"]
    market.post("/what-if", content=f"{HEADING}remove-actor,labo-gamma,\n", headers={"Content-Type": "text/csv"})

    assert market.get("/what-if?format=json").json()["meta"]["before"] == before


@pytest.mark.parametrize(
    ("table", "status", "said"),
    [
        ("", 400, "Le tableau est vide"),
        ("actor,other\na,b\n", 400, "La colonne change manque"),
        (f"{HEADING}add-tie,labo-gamma,usine-theta\nmarry,a,b\n", 400, "Ligne 3, colonne change"),
        (f"{HEADING}add-tie,labo-gamma,\n", 400, "Ligne 2, colonne other"),
        (f"{HEADING}add-tie,labo-gamma,nobody\n", 404, "Ligne 2 : Aucun acteur ne s&#39;appelle « nobody »"),
        (HEADING + "add-actor,a{},\n" * (MOST + 1), 400, "c&#39;est plus que"),
    ],
)
def test_a_table_that_cannot_be_tried_says_the_row_and_the_column(
    market: httpx.Client, table: str, status: int, said: str
) -> None:
    answer = market.post("/what-if", data={"table": table}, headers=HTML)

    assert answer.status_code == status
    assert said in answer.text
    assert 'id="w-table"' in answer.text


@pytest.mark.parametrize(
    ("sent", "kind", "status"),
    [
        (b"x" * (BYTES + 1), "text/csv", 413),
        (b"\xff\xfe", "text/csv", 400),
        (b"{}", "application/json", 415),
        (b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", "multipart/form-data; boundary=b", 400),
        (b"", "multipart/form-data", 400),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(market: httpx.Client, sent: bytes, kind: str, status: int) -> None:
    answer = market.post("/what-if", content=sent, headers={"Content-Type": kind})

    assert answer.status_code == status
    assert answer.json()["status"] == status


def test_names_that_are_typed_come_back_escaped(market: httpx.Client) -> None:
    evil = '"><script>alert(1)</script>'
    for page in (
        market.get("/match", params={"need": evil}, headers=HTML),
        market.get("/what-if", params={"change": "add-tie", "actor": evil, "other": evil}, headers=HTML),
        market.post("/what-if", data={"table": f"{HEADING}{evil},a,b\n"}, headers=HTML),
    ):
        assert "<script>alert" not in page.text
        assert "unsafe-inline" not in page.headers["content-security-policy"]


def test_the_home_page_and_the_analyses_lead_to_both(market: httpx.Client) -> None:
    for path in ("/", "/analyses"):
        text = market.get(path, headers=HTML).text
        assert 'href="/match"' in text
        assert 'href="/what-if"' in text


def test_a_line_of_the_form_is_called_by_its_own_number(market: httpx.Client) -> None:
    line = "change=no-change&actor=x&other=y"
    assert "Ligne 2, colonne change" in market.get(f"/what-if?change=&actor=&other=&{line}", headers=HTML).text
    first = market.get(f"/what-if?{line}", headers=HTML).text
    assert "Ligne 1, colonne change" in first


def test_a_table_with_an_endless_cell_is_refused_as_a_table(market: httpx.Client) -> None:
    for table in (f'{HEADING}add-tie,"{"x" * 140_000}",y\n', f'"{"x" * 140_000}'):
        answer = market.post("/what-if", content=table, headers={"Content-Type": "text/csv"})
        assert answer.status_code == 400
        assert isinstance(answer.json().get("column", 0), int)
