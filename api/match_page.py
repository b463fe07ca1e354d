"""The marketplace: a need or an offer in a form, and the actors that answer it, as a page, JSON and CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import answer
from api.envelope import envelope
from api.facts import Shown
from api.formats import HTML, TABLES
from api.names import local_path
from api.negotiation import choose
from api.problems import problem_of
from api.refusals import RequestRefused
from api.site import language_of, site_of
from api.tables import Cell, Table
from graph.analysis import wording
from graph.analysis.marketplace import PARTNERS, matches, need, sectors_known, subfields_known
from ontology.errors import MaillageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from api.site import Site
    from graph.analysis.marketplace import Match, Matches
    from graph.analysis.values import Phrase

__all__ = ["router"]

router = APIRouter()
_LONGEST = 500
"""Signs of a need in words."""
_MOST, _USUAL = 50, 10
_WORDS = ("need", "sector", "subfield", "place")
_OFFER = "offer"
_EXAMPLES: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("match.example1", {"need": "prévoir mes stocks", "sector": "commerce", "place": "Arras"}),
    ("match.example2", {"need": "entrepôt", "subfield": "robotique", "partner": "research"}),
    ("match.example3", {"side": _OFFER, "need": "détection de fraudes"}),
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks, as the form shows it again."""

    words: Mapping[str, str]
    partners: tuple[str, ...]
    side: str
    most: int

    @classmethod
    def of(cls, request: Request) -> _Asked:
        """Return what an address asks.

        Raises
        ------
        RequestRefused
            For a need that is too long, or a number of actors out of range.
        """
        given = request.query_params
        words = {name: given.get(name, "").strip() for name in _WORDS}
        if max(map(len, words.values())) > _LONGEST:
            raise RequestRefused(
                f"A need has {_LONGEST} signs at most.",
                remedy="Say it in fewer words.",
                french=f"Un besoin tient en {_LONGEST} signes. Le dire en moins de mots.",
            )
        most = given.get("most", "").strip() or str(_USUAL)
        if not (most.isascii() and most.isdigit() and 1 <= int(most[:9]) <= _MOST):
            raise RequestRefused(
                f"most={most[:20]!r} cannot be read.",
                remedy=f"Give a whole number from 1 to {_MOST}.",
                french=f"Le nombre d'acteurs va de 1 à {_MOST}.",
            )
        side = _OFFER if given.get("side") == _OFFER else "need"
        partners = tuple(dict.fromkeys(each for each in given.getlist("partner") if each))
        return cls(words, () if side == _OFFER else partners, side, int(most))

    @property
    def empty(self) -> bool:
        """Whether nothing is asked yet."""
        return not any(self.words.values())

    def address(self, suffix: str = "") -> str:
        """Return the permanent address of the answer, the same whatever the order of the form."""
        pairs = [(name, self.words[name]) for name in _WORDS if self.words[name]]
        pairs += [("partner", each) for each in self.partners]
        pairs += [("side", _OFFER)] if self.side == _OFFER else []
        pairs += [("most", str(self.most))] if self.most != _USUAL else []
        return f"/match{suffix}" + ("?" + urlencode(pairs) if pairs else "")


@router.get("/match", summary="Who answers a need, or may need an offer")
@router.get("/match.{suffix}", include_in_schema=False)
def match(request: Request, suffix: str | None = None) -> Response:
    """Answer a need or an offer: a page with its form, JSON or CSV."""
    site = site_of(request)
    shape = choose((*TABLES, HTML), request.headers.get("accept"), suffix or request.query_params.get("format"))
    if shape is HTML:
        return _page(request, site)
    asked, chosen = _Asked.of(request), language_of(request)
    found = _found(site, asked)
    if shape.suffix == "csv":
        table = _table(found, chosen)
        return answer(request, table.csv(), shape, {"Content-Disposition": 'attachment; filename="match.csv"'})
    body = envelope(
        request,
        [_record(each, chosen) for each in found.matches],
        count=len(found.matches),
        links={"csv": asked.address(".csv"), "html": asked.address()},
        language=chosen,
        understood=found.understood[chosen],
        side=asked.side,
    )
    return answer(request, body, shape)


def _found(site: Site, asked: _Asked) -> Matches:
    network, portfolio = site.release.ground
    wanted = need(
        network,
        portfolio,
        text=asked.words["need"],
        sector=asked.words["sector"] or None,
        subfield=asked.words["subfield"] or None,
        place=asked.words["place"] or None,
        partners=("user",) if asked.side == _OFFER else asked.partners,
    )
    return matches(network, portfolio, wanted, asked.most)


def _page(request: Request, site: Site) -> Response:
    chosen = language_of(request)
    asked, found, problem = _Asked(dict.fromkeys(_WORDS, ""), (), "need", _USUAL), None, None
    try:
        asked = _Asked.of(request)
        found = None if asked.empty else _found(site, asked)
    except MaillageError as error:
        problem = problem_of(error)
    network, portfolio = site.release.ground
    page = site.page(
        request,
        "match.html",
        asked=asked,
        found=found,
        problem=problem,
        sectors=_choices(sectors_known(network), wording.sector, chosen),
        subfields=_choices(subfields_known(network), wording.subfield, chosen),
        places=[commune.label for commune in portfolio.communes],
        partners=[(key, words[chosen]) for key, words in PARTNERS.items()],
        examples=_EXAMPLES,
        path_of=local_path,
        kind_of=lambda actor: wording.kind_en(actor.kind) if chosen == "en" else actor.kind_label,
        permanent=site.settings.public_url + asked.address(),
        alternates=tuple((each.label, asked.address(f".{each.suffix}"), each.media) for each in TABLES)
        if found
        else (),
    )
    return answer(request, page, HTML, status=problem.status if problem else 200)


def _choices(keys: Iterable[str], words: Callable[[str], Phrase], language: str) -> list[tuple[str, str]]:
    """Return keys with their words, by word."""
    return sorted(((key, words(key)[language]) for key in keys), key=lambda each: (each[1].casefold(), each[0]))


def _record(each: Match, language: str) -> dict[str, object]:
    return {
        "rank": each.rank,
        "actor": {"key": each.actor.key, "iri": each.actor.iri, "label": each.actor.label, "kind": each.actor.kind},
        "place": each.actor.place,
        "kilometres": each.kilometres,
        "score": each.score,
        "reasons": [reason[language] for reason in each.reasons],
        "caution": each.caution[language] if each.caution else None,
        "evidence": list(each.evidence),
    }


def _table(found: Matches, language: str) -> Table:
    names = {
        "fr": ("Rang", "Acteur", "Adresse", "Commune", "Distance (km)", "Proximité", "Raisons", "Réserve", "Preuves"),
        "en": ("Rank", "Actor", "Address", "Commune", "Distance (km)", "Closeness", "Reasons", "Caution", "Evidence"),
    }[language]
    keys = ("rank", "actor", "iri", "place", "kilometres", "score", "reasons", "caution", "evidence")
    rows = [
        (each.rank, each.actor.label, each.actor.iri, each.actor.place, each.kilometres, each.score,
         "; ".join(reason[language] for reason in each.reasons), each.caution[language] if each.caution else "",
         "; ".join(each.evidence))
        for each in found.matches
    ]  # fmt: skip
    cells = tuple(tuple(Cell(value, Shown(str(value))) for value in row) for row in rows)
    return Table(tuple(zip(keys, names, strict=True)), cells)
