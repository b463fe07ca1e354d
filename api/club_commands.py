"""What the commands of the club do: its roster and introductions, what would change, and who answers a need."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from api import printing
from ontology.errors import ConfigurationRefused

if TYPE_CHECKING:
    from argparse import Namespace

    from graph.analysis.club import Club
    from graph.analysis.introductions import Introductions
    from graph.analysis.what_if import State
    from graph.network import Network
    from graph.portfolio import Portfolio

__all__ = ["club", "match", "what_if"]

_DONE = 0


def club(options: Namespace) -> int:
    """Print the roster and the introductions, and write the dossier when asked."""
    from graph.analysis.club import roster, usual_floors
    from graph.analysis.communities import communities
    from graph.analysis.introductions import introductions
    from graph.analysis.mending import community_of

    network, portfolio = _ground(options.output)
    where = community_of(communities(network, options.seed))
    floors = tuple(options.floor) if options.floor else usual_floors(network, options.size)
    members = roster(network, where, portfolio, size=options.size, written=floors)
    programme = introductions(
        network,
        where,
        portfolio,
        most=options.introductions,
        per_actor=options.per_actor,
        per_kind=options.per_kind,
    )
    if options.dossier or options.pdf:
        _dossier(options, network, portfolio, members, programme)
    if options.json:
        _json({"club": members, "introductions": programme})
    else:
        _roster(members, options.lang)
        _programme(programme, options.lang)
    return _DONE


def _ground(output: str) -> tuple[Network, Portfolio]:
    from graph.connect import connect
    from graph.portfolio_projection import portfolio
    from graph.projection import project

    store = connect(output)
    return project(store), portfolio(store)


def _json(told: object) -> None:
    from graph.analysis.values import plain

    printing.say(json.dumps(plain(told), ensure_ascii=False, indent=2))


def _roster(found: Club, language: str) -> None:
    proof = "proven best" if found.status == "optimal" else f"stopped, at most {100 * found.gap:.1f}% from the best"
    printing.say(f"roster   {len(found.members)} of {found.candidates}, {found.score:.1f} points of 100 ({proof})")
    for place, member in enumerate(found.members, start=1):
        printing.say(f"{place:4}  {member.actor.label} ({member.actor.kind_label})")
        printing.say(f"      {member.reason[language]} [{'; '.join(member.evidence)}]")
    printing.say("next     " + ", ".join(f"{each.actor.label} (+{each.gain:.2f})" for each in found.next))
    for floor in found.floors:
        printing.say(f"floor    {floor.floor.text}: costs {floor.cost:.2f} points")


def _programme(found: Introductions, language: str) -> None:
    proof = "proven best" if found.status == "optimal" else f"stopped, at most {100 * found.gap:.1f}% from the best"
    printing.say(f"\nmeetings {len(found.introductions)} of {found.candidates} pairs ({proof})")
    if found.shortage:
        printing.say(f"         {found.shortage.sentence[language]}")
    for each in found.introductions:
        printing.say(f"{each.rank:4}  {each.label} ({each.kind[language]}, gain {each.gain:.2f})")
        printing.say(f"      {each.sentence[language]} [{'; '.join(each.benefit.evidence)}]")
        printing.say(f"      {each.way.words[language]}")


def _dossier(
    options: Namespace, network: Network, portfolio: Portfolio, members: Club, programme: Introductions
) -> None:
    """Write the dossier of this club, the other analyses being those of the build."""
    from graph.analysis import analyse
    from graph.analysis.what_if import ties_of
    from graph.analysis.what_if import what_if as compared
    from visualizations.dossier import render
    from visualizations.dossier_pdf import as_pdf

    found = analyse(network, seed=options.seed, portfolio=portfolio)
    effect = compared(network, ties_of(programme.introductions))
    mending = replace(found.mending, club=members, introductions=programme, effect=effect)
    kept = replace(found, mending=mending)
    if options.dossier:
        _written(options, options.dossier, render(network, kept, portfolio).encode())
    if options.pdf:
        _written(options, options.pdf, as_pdf(network, kept, portfolio))


def _written(options: Namespace, file: str, content: bytes) -> None:
    try:
        Path(file).write_bytes(content)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ConfigurationRefused(
            f"the file cannot be written ({reason}).", where=file, remedy="Choose another place."
        ) from problem
    if not options.json:
        printing.say(f"dossier  {file} ({len(content) / 1024:.0f} kB)")


def what_if(options: Namespace) -> int:
    """Print the network in figures before and after the changes of a file."""
    from graph.analysis.what_if import read_changes
    from graph.analysis.what_if import what_if as compared

    found = compared(_ground(options.output)[0], read_changes(_text(options.file), options.file))
    if options.json:
        _json(found)
        return _DONE
    before, after = _figures(found.before), _figures(found.after)
    rows = [(name, before[name], after[name]) for name in before]
    printing.columns(("figure", "before", "after"), rows)
    for each in found.moved:
        one, other = (printing.cell(number) or "no ties" for number in (each.before, each.after))
        printing.say(f"constraint of {each.actor.label}: {one} -> {other}")
    return _DONE


def _text(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigurationRefused(
            "the file cannot be read as UTF-8 text.", where=file, remedy="Give the path of a CSV file."
        ) from problem


def _figures(found: State) -> dict[str, str]:
    told = {
        "actors": found.actors,
        "linked pairs": found.ties,
        "actors with no known tie": found.isolates,
        "clusters": found.clusters,
        "largest cluster": found.largest,
        "pairs within reach": found.reach,
        "mean distance": found.distance,
        "efficiency": found.efficiency,
        "mean constraint": found.constraint,
    }
    told |= {f"share of ties across {name}": share for name, share in found.across}
    return {name: printing.cell(number) for name, number in told.items()}


def match(options: Namespace) -> int:
    """Print who answers a need, best first."""
    from graph.analysis.marketplace import matches, need

    network, portfolio = _ground(options.output)
    asked = need(
        network,
        portfolio,
        text=options.need,
        sector=options.sector,
        subfield=options.subfield,
        place=options.place,
        partners=options.partner or (),
    )
    found = matches(network, portfolio, asked, options.most)
    if options.json:
        _json(found)
        return _DONE
    printing.say(found.understood[options.lang])
    for each in found.matches:
        printing.say(f"{each.rank:4}  {each.actor.label} ({each.actor.kind_label}), score {each.score:.2f}")
        told = "; ".join(reason[options.lang] for reason in each.reasons)
        caution = f" ({each.caution[options.lang]})" if each.caution else ""
        printing.say(f"      {told}{caution} [{'; '.join(each.evidence)}]")
    if not found.matches:
        printing.say(
            "These sources name nobody for it." if options.lang == "en" else "Ces sources ne nomment personne."
        )
    return _DONE
