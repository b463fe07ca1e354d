"""The dossier of the club: everything in it is escaped, cited and French."""

from __future__ import annotations

import re
import sys

import pytest

from graph.analysis import analyse
from graph.network import Link, Network, Node
from graph.portfolio import Finding, Portfolio, UseCase
from visualizations.dossier import render
from visualizations.dossier_diagnosis import diagnosis, threads
from visualizations.dossier_parts import cited, percent


def actor(key: str, **known: object) -> Node:
    kept = {"kind": "company", "kind_label": "Entreprise", "group": "company", "sectors": ("commerce",)} | known
    return Node(key=key, iri=f"https://w3id.org/maillage/id/actor/{key}", label=f"Acteur {key} <b>", **kept)  # type: ignore[arg-type]


NETWORK = Network((actor("a", roles=("impactant",)), actor("b", roles=("impacte",))), ())
PORTFOLIO = Portfolio(
    use_cases=(
        UseCase(
            key="k",
            label="Cas <i>",
            label_en="Case",
            actor="a",
            sector="commerce",
            function="Vente",
            technology="Données",
            status="in-use",
            partners=(),
            locators=("etude, II.1, l. 12",),
        ),
    ),
    sources=(("etude", "Une étude & ses annexes"),),
)


@pytest.fixture(scope="module")
def page() -> str:
    return render(NETWORK, analyse(NETWORK, portfolio=PORTFOLIO), PORTFOLIO)


def test_each_introduction_has_its_sheet_with_evidence_and_first_step(page: str) -> None:
    assert page.count('<article class="sheet">') == 1
    for said in (
        "Bénéfice mutuel",
        "Premier pas",
        "Qui présente",
        "[etude] II.1, l. 12",
        "Une étude &amp; ses annexes",
    ):
        assert said in page


def test_names_from_the_sources_cannot_write_html(page: str) -> None:
    assert "Acteur a &lt;b&gt;" in page
    assert "Cas &lt;i&gt;" in page
    assert "<b>" not in page


def test_the_page_needs_no_other_file_and_runs_no_script(page: str) -> None:
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r'(src|href)="https?:', page)


def test_the_limits_say_that_silence_is_not_absence(page: str) -> None:
    assert "ne veut pas dire « aucun lien »" in page


@pytest.mark.parametrize("network", [Network((), ()), Network((actor("a"),), ())])
def test_a_network_of_none_or_one_has_a_dossier(network: Network) -> None:
    assert "Méthode et limites" in render(network, analyse(network), Portfolio())


def test_the_same_network_gives_the_same_bytes(page: str) -> None:
    assert page == render(NETWORK, analyse(NETWORK, portfolio=PORTFOLIO), PORTFOLIO)


def test_a_source_is_named_once_and_a_line_once() -> None:
    assert cited(("s, A, l. 1", "s, A.2, l. 1", "s, B, l. 2", "t, l. 3")) == "[s] A.2, l. 1 ; B, l. 2 ; [t] l. 3"
    assert cited(()) == ""


def test_shares_are_printed_the_french_way() -> None:
    assert (percent(0.0652, 1), percent(None)) == ("6,5 %", "–")


def test_the_dossier_is_also_a_pdf_of_the_same_bytes() -> None:
    pytest.importorskip("reportlab", reason="the pdf extra is not installed")
    from visualizations.dossier_pdf import as_pdf

    found = analyse(NETWORK, portfolio=PORTFOLIO)
    made = as_pdf(NETWORK, found, PORTFOLIO)

    assert made.startswith(b"%PDF-")
    assert made == as_pdf(NETWORK, found, PORTFOLIO)


def test_without_the_extra_the_refusal_says_how_to_print(monkeypatch: pytest.MonkeyPatch) -> None:
    from ontology.errors import ConfigurationRefused
    from visualizations.dossier_pdf import as_pdf

    monkeypatch.setitem(sys.modules, "reportlab.lib.pagesizes", None)
    with pytest.raises(ConfigurationRefused, match="print it from a browser"):
        as_pdf(NETWORK, analyse(NETWORK), PORTFOLIO)


def test_only_ties_by_which_actors_of_the_region_hang_are_to_be_doubled() -> None:
    scopes = {"a": "regional", "b": "regional", "c": "regional", "d": "national", "e": "national", "f": "regional"}
    nodes = tuple(actor(key, scope=scope) for key, scope in scopes.items())
    pairs = (("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e"), ("a", "f"))
    links = tuple(
        Link(source=one, target=two, tie=one + two, kind="chair", kind_label="C", layer="collaboration", label="T")
        for one, two in sorted(pairs)
    )
    network = Network(nodes, links)
    found = [(tie.left.key, tie.right.key) for tie in threads(network, analyse(network))]

    # c-d and d-e cut off national actors alone; a-f cuts off f; the triangle has a way round.
    assert found == [("a", "f")]


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ((("impactant",), ("impacte",)), "1 paire liée entre"),
        ((("impactant", "impacte"), ("impacte",)), "0,5 paire liée (un acteur qui a deux rôles"),
        ((("impactant",), ("impactant",)), "Aucune paire liée entre"),
    ],
)
def test_a_half_counted_pair_is_not_printed_as_none(roles: tuple[tuple[str, ...], ...], said: str) -> None:
    supply, use = ("impactant",), ("impacte",)
    held = dict(zip("abcdef", (*roles, supply, supply, use, use), strict=True))
    nodes = tuple(actor(key, roles=each) for key, each in held.items())
    links = tuple(
        Link(source=one, target=two, tie=one + two, kind="chair", kind_label="C", layer="collaboration", label="T")
        for one, two in (("a", "b"), ("c", "d"), ("e", "f"))
    )
    network = Network(nodes, links)
    finding = Finding(
        key="dialogue-offre-demande",
        label="L",
        label_en="L",
        polarity="weakness",
        theme=None,
        actors=(),
        locators=("etude, l. 1",),
    )
    told = diagnosis(network, analyse(network), Portfolio(findings=(finding,)))

    assert said in told[0].measured
