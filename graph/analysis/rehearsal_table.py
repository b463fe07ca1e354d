"""The table of the backtest on the network's own ties, one row a method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis.rehearsal import CRITERIA_METHOD
from graph.analysis.tables import Column, Table, figure
from graph.analysis.values import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.analysis import Analyses
    from graph.analysis.backtest import Method
    from graph.analysis.rehearsal import Rehearsal
    from graph.analysis.tables import Cell

__all__ = ["backtest_table"]

WHAT: Mapping[str, Phrase] = {
    "random": Phrase("le hasard", "chance"),
    "degree-product": Phrase("produit des nombres de partenaires", "product of the numbers of partners"),
    "common-neighbours": Phrase("partenaires communs", "common partners"),
    "same-sector": Phrase("même secteur", "same sector"),
    "same-place": Phrase("même commune", "same commune"),
    "jaccard": Phrase("part de partenaires communs (Jaccard)", "share of common partners (Jaccard)"),
    "adamic-adar": Phrase("partenaires communs peu reliés (Adamic-Adar)", "seldom tied common partners (Adamic-Adar)"),
    "resource-allocation": Phrase("partenaires communs sélectifs", "selective common partners"),
    "l3": Phrase("chemins de trois liens", "paths of three ties"),
    "katz": Phrase("tous les chemins jusqu'à trois liens (Katz)", "all paths up to three ties (Katz)"),
    "local-walk": Phrase("marche au hasard de peu de pas", "random walk of a few steps"),
    "combined": Phrase("score combiné, appris sur les liens visibles", "combined score, learned on the visible ties"),
    CRITERIA_METHOD: Phrase(
        "raisons des liens manquants, poids choisis", "reasons of the missing links, chosen weights"
    ),
}
COLUMNS = (
    Column("method", "Méthode", "Method"),
    Column("what", "Ce qu'elle regarde", "What it looks at"),
    Column("average_precision", "Précision moyenne", "Average precision"),
    Column("low", "au moins (95 %)", "at least (95%)"),
    Column("high", "au plus (95 %)", "at most (95%)"),
    Column("auc", "AUC", "AUC"),
    Column("hits_10", "Liens retrouvés avant 10 erreurs", "Ties found before 10 errors"),
    Column("hits_50", "avant 50 erreurs", "before 50 errors"),
    Column("hits_100", "avant 100 erreurs", "before 100 errors"),
)
CAUTION = Phrase(
    "Retrouver un lien connu n'est pas la valeur d'une suggestion : les meilleures mises en relation ne se seraient "
    "pas faites seules. Les liens d'une même source vont ensemble : les vrais intervalles sont plus larges.",
    "To find a known tie again is not the worth of a suggestion: the best introductions would not have come by "
    "themselves. Ties of one source fall together: the true intervals are wider.",
)


def backtest_table(analyses: Analyses) -> Table:
    """Return how well each method finds hidden ties of the network again, the most precise first."""
    found = analyses.rehearsal
    said = _reading(found)
    judged = [each for each in found.methods if each.quality is not None]
    judged.sort(key=lambda each: -(found.precision(each.name) or 0.0))
    return Table(
        "backtest",
        "Mise à l'épreuve : liens cachés retrouvés",
        "Backtest: hidden ties found again",
        COLUMNS,
        tuple(_row(each) for each in judged),
        said.fr,
        said.en,
    )


def _row(method: Method) -> tuple[Cell, ...]:
    quality = method.quality
    what = WHAT.get(method.name)
    if quality is None:
        return (method.name, what, *[None] * (len(COLUMNS) - 2))
    precise = quality.average_precision
    hits = (figure(share.value) for _, share in quality.hits)
    figures = map(figure, (precise.value, precise.low, precise.high, quality.auc.value))
    return (method.name, what, *figures, *hits)


def _reading(found: Rehearsal) -> Phrase:
    told = found.refusal if not found.methods else _told(found)
    return Phrase(f"{told.fr} {CAUTION.fr}", f"{told.en} {CAUTION.en}")


def _told(found: Rehearsal) -> Phrase:
    ahead = _ahead(found)
    return Phrase(
        f"Un cinquième des paires liées est caché au hasard, {found.repeats} fois : {found.hidden} liens à retrouver, "
        f"parmi {found.ranked} paires à chaque fois.{ahead.fr}",
        f"A fifth of the linked pairs is hidden at random, {found.repeats} times: {found.hidden} ties to find, among "
        f"{found.ranked} pairs each time.{ahead.en}",
    )


def _ahead(found: Rehearsal) -> Phrase:
    """Return by how much the combined score leads the best other method, and whether that is sure."""
    known = found.lead()
    if known is None:
        return Phrase("", "")
    figures = f"{known.wins}/{known.draws}, {known.difference:+.3f} [{known.low:+.3f} ; {known.high:+.3f}]".replace(
        "-", "−"
    )
    verdict = (
        Phrase("il la devance nettement", "it is clearly ahead")
        if known.sure
        else Phrase("l'écart n'est pas sûr", "the lead is not sure")
    )
    other = WHAT.get(known.over, Phrase(known.over, known.over))
    return Phrase(
        f" Le score combiné contre la meilleure des autres méthodes ({other.fr}), tirage par tirage : "
        f"{figures.replace('.', ',')} ; {verdict.fr}.",
        f" The combined score against the best of the other methods ({other.en}), draw by draw: "
        f"{figures.replace(' ; ', '; ')}; {verdict.en}.",
    )
