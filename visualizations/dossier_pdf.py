"""The dossier of the club as a PDF, laid out with ReportLab (BSD; the optional ``pdf`` extra)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from ontology.errors import ConfigurationRefused
from visualizations.dossier_diagnosis import diagnosis, leaning, threads
from visualizations.dossier_parts import CRITERIA, cited, figures, limits, members, number, percent, sheets
from visualizations.palette import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.analysis import Analyses
    from graph.network import Network
    from graph.portfolio import Portfolio
    from visualizations.dossier_parts import Sheet

__all__ = ["as_pdf"]

INK = dict(PAGE)
MARGIN = 42.0
WIDTH = 511.0
"""Room between the margins of an A4 page, in points."""


def as_pdf(network: Network, analyses: Analyses, portfolio: Portfolio) -> bytes:
    """Return the dossier as a PDF on A4, the same bytes for the same network.

    Raises
    ------
    ConfigurationRefused
        When ReportLab is not installed.
    """
    try:
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import SimpleDocTemplate
    except ImportError as problem:
        raise ConfigurationRefused(
            "ReportLab is not installed.",
            remedy="Install maillage[pdf], or write the page with --dossier and print it from a browser.",
        ) from problem
    page = _Page()
    story = [
        *_opening(page, network, analyses, portfolio),
        *_members(page, network, analyses, portfolio),
        *_sheets(page, network, analyses, portfolio),
        *_closing(page, analyses, portfolio),
    ]
    made = io.BytesIO()
    document = SimpleDocTemplate(
        made,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN + 8,
        title="Un club pour l'intelligence artificielle",
        author="Maillage",
        lang="fr",
        invariant=1,
    )
    document.build(story, onFirstPage=_footer, onLaterPages=_footer)
    return made.getvalue()


class _Page:
    """The styles of the document and the few blocks it is made of."""

    def __init__(self) -> None:
        from reportlab.lib.colors import HexColor
        from reportlab.lib.styles import ParagraphStyle

        ink, muted, accent = (HexColor(INK[name]) for name in ("ink", "muted", "accent"))
        self.rule = HexColor(INK["rule"])
        self.accent = accent
        self.text = ParagraphStyle("text", fontName="Helvetica", fontSize=9, leading=12, textColor=ink)
        self.small = ParagraphStyle("small", parent=self.text, fontSize=7.5, leading=9.5, textColor=muted)
        self.strong = ParagraphStyle("strong", parent=self.text, fontName="Helvetica-Bold")
        self.title = ParagraphStyle("title", parent=self.strong, fontSize=20, leading=24, spaceAfter=6)
        self.chapter = ParagraphStyle(
            "chapter", parent=self.strong, fontSize=13, leading=17, textColor=accent, spaceBefore=10, spaceAfter=5
        )

    def say(self, text: str, style: str = "text") -> Any:
        """Return a paragraph; what comes from the sources can write no markup."""
        from reportlab.platypus import Paragraph

        return Paragraph(escape(_printable(text)), getattr(self, style))

    def table(self, rows: Sequence[Sequence[Any]], widths: Sequence[float]) -> Any:
        """Return rows with a thin rule under each."""
        from reportlab.platypus import Table

        made = Table(rows, colWidths=[WIDTH * width for width in widths])
        made.setStyle([
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, self.rule),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 5),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ])  # fmt: skip
        return made

    def listed(self, texts: Iterable[str]) -> list[Any]:
        """Return paragraphs as a list."""
        return [self.say(f"•  {text}") for text in texts]


def _printable(text: str) -> str:
    """Return a text in the signs that the standard fonts of PDF hold: those of Windows-1252."""
    known = {"\u202f": "\u00a0", "−": "-", "→": "->", "≥": ">="}
    plain = "".join(known.get(sign, sign) for sign in text)
    return plain.encode("cp1252", "replace").decode("cp1252")


def _footer(canvas: Any, document: Any) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 7.5)
    canvas.drawString(MARGIN, 26, "Maillage - dossier du club IA")
    canvas.drawRightString(MARGIN + WIDTH, 26, str(document.page))
    canvas.restoreState()


def _opening(page: _Page, network: Network, analyses: Analyses, portfolio: Portfolio) -> list[Any]:
    story = [page.say("Un club pour l'intelligence artificielle : qui réunir, pourquoi, sur quelles preuves", "title")]
    numbers = figures(analyses)
    cells = [[page.say(each.number, "chapter"), page.say(each.words, "small")] for each in numbers]
    story += [page.table([cells], [1 / len(cells)] * len(cells)), page.say("1. Le diagnostic en chiffres", "chapter")]
    found = diagnosis(network, analyses, portfolio)
    if found:
        rows = [[[page.say(each.said), page.say(each.evidence, "small")], page.say(each.measured)] for each in found]
        story.append(page.table(rows, (0.42, 0.58)))
    fragile = threads(network, analyses)
    if fragile:
        story.append(page.say("Les liens à doubler d'abord", "strong"))
        rows = [
            [page.say(f"{tie.left.label} – {tie.right.label}"),
             [page.say(tie.sentence.fr), page.say(cited(tie.locators[:2]), "small")]]
            for tie in fragile
        ]  # fmt: skip
        story.append(page.table(rows, (0.36, 0.64)))
        story.append(page.say(leaning(fragile), "small"))
    return story


def _members(page: _Page, network: Network, analyses: Analyses, portfolio: Portfolio) -> list[Any]:
    from reportlab.platypus import PageBreak

    club = analyses.mending.club
    story = [PageBreak(), page.say("2. Les membres proposés", "chapter")]
    rows = [
        [
            page.say(str(line.place)),
            [page.say(line.actor.label, "strong"), page.say(f"{line.actor.kind_label}, {line.where}", "small")],
            [page.say(line.reason), page.say(line.evidence, "small")],
        ]
        for line in members(network, club, portfolio)
    ]
    if rows:
        story.append(page.table(rows, (0.05, 0.36, 0.59)))
    after = ", ".join(each.actor.label for each in club.next[:5])
    return [*story, page.say(f"Les suivantes : {after}." if after else "Aucune autre organisation.", "small")]


def _sheets(page: _Page, network: Network, analyses: Analyses, portfolio: Portfolio) -> list[Any]:
    from reportlab.platypus import KeepTogether, PageBreak, Spacer

    story: list[Any] = [PageBreak(), page.say("3. Une fiche par mise en relation", "chapter")]
    found = analyses.mending.introductions
    told = f"{len(found.introductions)} rencontres parmi {found.candidates} paires sans lien connu pour lesquelles les "
    told += "sources donnent un bénéfice concret."
    story += [page.say(f"{told} {found.shortage.sentence.fr}" if found.shortage else told), Spacer(1, 6)]
    for sheet in sheets(network, found, portfolio):
        story += [KeepTogether(_sheet(page, sheet)), Spacer(1, 9)]
    return story


def _sheet(page: _Page, sheet: Sheet) -> list[Any]:
    sides = [
        [
            page.say(side.actor.label, "strong"),
            page.say(side.what, "small"),
            *page.listed(side.strengths),
            page.say(f"Apporte : {side.brings}"),
        ]
        for side in sheet.sides
    ]
    told = (
        ("Bénéfice mutuel", f"{sheet.gain} {sheet.caution}".strip()),
        *((("Déjà en commun", sheet.common),) if sheet.common else ()),
        ("Qui présente", sheet.way),
        ("Premier pas", sheet.step),
        ("Confiance", sheet.confidence),
        ("Preuves", sheet.evidence),
    )
    return [
        page.say(f"{sheet.rank}. {sheet.sides[0].actor.label} – {sheet.sides[1].actor.label}", "strong"),
        page.say(sheet.kind, "small"),
        page.table([sides], (0.5, 0.5)),
        page.table([[page.say(name, "small"), page.say(text)] for name, text in told], (0.17, 0.83)),
    ]


def _closing(page: _Page, analyses: Analyses, portfolio: Portfolio) -> list[Any]:
    from reportlab.platypus import PageBreak

    effect, club = analyses.mending.effect, analyses.mending.club
    points = ", ".join(f"{CRITERIA[name]} {weight:.0f}" for name, weight in club.weights)
    method = (
        f"Membres : programme en nombres entiers, {points} ; {number(club.score)} points sur 100.",
        "Mises en relation : faisabilité × (0,4 isolement levé + 0,3 distances raccourcies + 0,3 frontières croisées).",
        f"Si toutes aboutissaient : acteurs sans lien connu {effect.before.isolates} -> {effect.after.isolates} ; "
        f"paires joignables {percent(effect.before.reach, 1)} -> {percent(effect.after.reach, 1)}. Un plafond, non une "
        "prévision.",
    )
    sources = [f"[{key}] {title}" for key, title in portfolio.sources]
    return [
        PageBreak(),
        page.say("4. Méthode et limites", "chapter"),
        *page.listed((*method, *limits(analyses))),
        page.say("Sources", "strong"),
        *page.listed(sources),
    ]
