"""The page in a headless Chromium: quiet, still, usable with the mouse, the keyboard and in both languages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from graph.analysis import analyse
from graph.embedded import Embedded
from graph.network import Network
from visualizations.cards import cards
from visualizations.network import render

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (shutil.which("chromium") and shutil.which("chromedriver")), reason="no Chromium here"),
]

Chrome = webdriver.Chrome
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1440,900",
    "--force-prefers-reduced-motion",
)  # fmt: skip


@pytest.fixture(scope="module")
def address(invention: Network, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "network.html"
    path.write_text(render(invention, analyse(invention), {}), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def world_page(world_store: Embedded, world_network: Network, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("world") / "network.html"
    sheets = cards(world_store, world_network)
    path.write_text(render(world_network, analyse(world_network), sheets), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def chrome() -> Iterator[Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for argument in QUIET:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(str(shutil.which("chromedriver"))))
    yield driver
    driver.quit()


@pytest.fixture
def page(chrome: Chrome, address: str) -> Chrome:
    """The page, freshly opened."""
    chrome.get("about:blank")
    chrome.get(address)
    wait(chrome, lambda: chrome.execute_script("return document.documentElement.dataset.ready") == "yes")
    return chrome


def wait(page: Chrome, condition: Callable[[], Any]) -> None:
    WebDriverWait(page, 10).until(lambda _: condition())


def run(page: Chrome, script: str) -> Any:
    return page.execute_script(f"return {script}")


def shown(page: Chrome) -> list[str]:
    """Return the keys of the actors that the drawing shows."""
    found: list[str] = run(page, "maillage.nodes.get({filter: (n) => !n.hidden}).map((n) => n.id).sort()")
    return found


def drawn_edges(page: Chrome) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(page, "maillage.edges.get({filter: (e) => !e.hidden})")
    return found


def places(page: Chrome) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = run(page, "maillage.drawing.getPositions()")
    return found


def sheet(page: Chrome) -> str:
    return page.find_element(By.ID, "sheet").text


def rows(page: Chrome, table: str) -> int:
    return int(run(page, f"document.querySelectorAll('#{table} tbody tr:not([hidden])').length"))


def tick(page: Chrome, selector: str) -> None:
    page.execute_script("document.querySelector(arguments[0]).click()", selector)


def choose_option(page: Chrome, name: str, value: str) -> None:
    script = (
        "const s = document.getElementById(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('change'))"
    )
    page.execute_script(script, name, value)


def click_on(page: Chrome, key: str) -> None:
    script = """
      const canvas = document.getElementById("canvas"), frame = canvas.getBoundingClientRect();
      const place = maillage.drawing.getPositions([arguments[0]])[arguments[0]];
      const spot = maillage.drawing.canvasToDOM(place);
      return [spot.x - frame.width / 2, spot.y - frame.height / 2].map(Math.round);
    """
    x, y = page.execute_script(script, key)
    canvas = page.find_element(By.ID, "canvas")
    webdriver.ActionChains(page).move_to_element_with_offset(canvas, x, y).click().perform()


def test_nothing_but_the_file_is_asked_for_and_nothing_is_complained_of(page: Chrome) -> None:
    click_on(page, "acteur-000")
    wait(page, lambda: sheet(page))
    asked = []
    for entry in page.get_log("performance"):  # type: ignore[no-untyped-call]
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"])
    assert asked
    assert all(url.startswith(("file:", "about:", "data:", "blob:")) for url in asked), asked
    assert [entry for entry in page.get_log("browser") if entry["level"] != "INFO"] == []  # type: ignore[no-untyped-call]


def test_every_actor_stands_where_it_was_put_and_stays_there(page: Chrome, invention: Network) -> None:
    before = places(page)
    assert set(before) == {node.key for node in invention.nodes}
    assert run(page, "maillage.drawing.physics.physicsEnabled") is False
    page.execute_async_script("setTimeout(arguments[0], 700)")
    assert places(page) == before


def test_a_click_on_an_actor_opens_its_fact_sheet(page: Chrome, invention: Network) -> None:
    click_on(page, "acteur-000")
    wait(page, lambda: invention["acteur-000"].label in sheet(page))
    link = next(link for link in invention.links if "acteur-000" in (link.source, link.target))
    assert link.locators[0] in sheet(page)
    assert run(page, "location.hash") == "#actor=acteur-000"


def test_actors_without_a_tie_are_drawn(page: Chrome, invention: Network) -> None:
    alone = [key for key, degree in invention.graph().degree if not degree]
    assert alone
    assert set(alone) <= set(shown(page))
    click_on(page, alone[0])
    wait(page, lambda: "Aucun lien connu dans ces sources" in sheet(page))


def test_a_partner_in_the_sheet_leads_to_its_own(page: Chrome, invention: Network) -> None:
    page.execute_script("maillage.choose('acteur-000')")
    chip = page.find_element(By.CSS_SELECTOR, "#sheet .chips button")
    partner = str(chip.get_attribute("data-partner"))
    chip.click()
    wait(
        page,
        lambda: sheet(page).startswith(("✕", invention[partner].label)) and invention[partner].label in sheet(page),
    )
    assert run(page, "maillage.view.chosen") == partner


def test_filters_combine_and_reset(page: Chrome, invention: Network) -> None:
    choose_option(page, "kind", "laboratory")
    expected = sorted(node.key for node in invention.nodes if node.kind == "laboratory")
    assert shown(page) == expected
    choose_option(page, "departement", "59")
    expected = sorted(node.key for node in invention.nodes if node.kind == "laboratory" and node.departement == "59")
    assert shown(page) == expected
    assert rows(page, "actor-table") == len(expected)
    assert page.find_element(By.ID, "shown").text.startswith(f"{len(expected)} acteurs sur {len(invention.nodes)}")
    choose_option(page, "sector", "btp")
    assert shown(page) == sorted(key for key in expected if "btp" in invention[key].sectors)
    page.find_element(By.ID, "reset").click()
    assert len(shown(page)) == len(invention.nodes)
    assert rows(page, "tie-table") == len({link.tie for link in invention.links})


def test_the_legend_filters_families(page: Chrome, invention: Network) -> None:
    tick(page, 'input[name="group"][value="company"]')
    assert shown(page) == sorted(node.key for node in invention.nodes if node.group != "company")


def test_a_hidden_layer_hides_ties_and_keeps_every_actor(page: Chrome, invention: Network) -> None:
    tick(page, 'input[name="layer"][value="collaboration"]')
    assert {edge["layer"] for edge in drawn_edges(page)} == {"structure", "copresence"}
    assert len(shown(page)) == len(invention.nodes)
    left = {link.tie for link in invention.links if link.layer != "collaboration"}
    assert rows(page, "tie-table") == len(left)
    assert page.find_element(By.ID, "shown").text.endswith(
        f"{len(left)} liens sur {len({li.tie for li in invention.links})}"
    )


def test_search_ignores_accents_and_works_with_the_keyboard(page: Chrome, invention: Network) -> None:
    box = page.find_element(By.ID, "search")
    box.send_keys("pole ete 27")
    wait(page, lambda: page.find_elements(By.CSS_SELECTOR, "#suggestions [role=option]"))
    assert box.get_attribute("aria-expanded") == "true"
    box.send_keys(Keys.ARROW_DOWN)
    assert run(page, "document.querySelector('#suggestions [aria-selected=true]').dataset.key") == "acteur-027"
    box.send_keys(Keys.ENTER)
    wait(page, lambda: invention["acteur-027"].label in sheet(page))
    assert run(page, "maillage.view.chosen") == "acteur-027"


def test_search_says_when_there_is_nothing(page: Chrome) -> None:
    box = page.find_element(By.ID, "search")
    box.send_keys("zzzz")
    wait(page, lambda: "Aucun acteur" in page.find_element(By.ID, "suggestions").text)
    box.send_keys(Keys.ESCAPE)
    assert not page.find_element(By.ID, "suggestions").is_displayed()


def test_the_drawing_is_usable_without_a_mouse(page: Chrome) -> None:
    canvas = page.find_element(By.ID, "canvas")
    canvas.send_keys(Keys.ARROW_RIGHT)
    canvas.send_keys(Keys.ENTER)
    wait(page, lambda: page.find_element(By.ID, "sheet").is_displayed())
    assert run(page, "document.activeElement.id") == "sheet"
    page.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not page.find_element(By.ID, "sheet").is_displayed()
    assert run(page, "document.activeElement.id") == "canvas"
    before = run(page, "maillage.drawing.getScale()")
    canvas.send_keys("+")
    assert run(page, "maillage.drawing.getScale()") > before


def test_tab_reaches_every_control(page: Chrome) -> None:
    wanted = {"search", "kind", "sector", "departement", "reset", "bridges", "communities", "canvas", "zoom-in", "fit"}
    reached = set()
    for _ in range(45):
        page.switch_to.active_element.send_keys(Keys.TAB)
        reached.add(run(page, "document.activeElement.id"))
    assert wanted <= reached


def test_switches_put_bridges_and_communities_forward(page: Chrome, invention: Network) -> None:
    found = analyse(invention)
    tick(page, "#bridges")
    thick = {edge["id"].rsplit("|", 1)[0] for edge in drawn_edges(page) if edge["color"]["opacity"] == 1}
    assert thick == {f"{tie.left.key}|{tie.right.key}" for tie in found.bridges}
    tick(page, "#bridges")
    before = run(page, "maillage.nodes.get('acteur-000').color.background")
    tick(page, "#communities")
    assert len(page.find_elements(By.CSS_SELECTOR, "#community-legend li")) == len(found.communities.communities)
    assert run(page, "new Set(maillage.nodes.map((n) => n.color.background)).size") > 4
    tick(page, "#communities")
    assert run(page, "maillage.nodes.get('acteur-000').color.background") == before


def test_the_language_switches_in_place(page: Chrome) -> None:
    page.find_element(By.ID, "language").click()
    assert run(page, "document.documentElement.lang") == "en"
    assert page.find_element(By.TAG_NAME, "h1").text == "Who works with whom"
    assert "actors and" in page.find_element(By.ID, "shown").text
    assert run(page, "location.hash") == "#lang=en"
    page.find_element(By.ID, "language").click()
    assert page.find_element(By.TAG_NAME, "h1").text == "Qui travaille avec qui"


def test_tables_sort_by_any_column(page: Chrome, invention: Network) -> None:
    button = page.find_element(By.CSS_SELECTOR, "#actor-table th:nth-child(4) button")
    page.execute_script("arguments[0].click()", button)
    cells = "[...document.querySelectorAll('#actor-table tbody td:nth-child(4)')].map((c) => Number(c.textContent))"
    degrees = sorted((degree for _, degree in invention.graph().degree), reverse=True)
    assert run(page, cells) == degrees
    assert run(page, "document.querySelector('#actor-table th:nth-child(4)').getAttribute('aria-sort')") == "descending"


def test_a_row_of_the_table_opens_the_sheet(page: Chrome, invention: Network) -> None:
    tick(page, 'a[data-actor="acteur-003"]')
    wait(page, lambda: invention["acteur-003"].label in sheet(page))


def test_a_hostile_label_runs_nothing(page: Chrome, hostile: str) -> None:
    page.execute_script("maillage.choose('acteur-005')")
    wait(page, lambda: sheet(page))
    assert run(page, "document.querySelector('#sheet h2').textContent") == hostile
    assert run(page, "document.querySelectorAll('img').length") == 0


def test_an_address_can_name_an_actor(chrome: Chrome, address: str, invention: Network) -> None:
    chrome.get("about:blank")
    chrome.get(f"{address}#actor=acteur-009&lang=en")
    wait(chrome, lambda: invention["acteur-009"].label in sheet(chrome))
    assert run(chrome, "document.documentElement.lang") == "en"


def test_ties_that_are_not_established_are_named_as_such(chrome: Chrome, world_page: str) -> None:
    chrome.get("about:blank")
    chrome.get(f"{world_page}#actor=capteurs-pi")
    wait(chrome, lambda: "Capteurs Pi" in sheet(chrome))
    assert "Absents : une source dit qu'il n'y en a pas (1)" in sheet(chrome)
    assert "monde-2020" in sheet(chrome)


@pytest.mark.parametrize("width", [360, 390, 768, 1920])
def test_the_page_fits_any_screen(chrome: Chrome, address: str, width: int) -> None:
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        chrome.get("about:blank")
        chrome.get(address)
        wait(chrome, lambda: run(chrome, "document.documentElement.dataset.ready") == "yes")
        assert run(chrome, "document.documentElement.scrollWidth") <= width
        assert run(chrome, "document.getElementById('canvas').clientHeight") >= 400
    finally:
        chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
