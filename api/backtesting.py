"""The backtest at the terminal: reads the files, runs it, prints one row a method."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from api import printing
from ontology.errors import ConfigurationRefused, TableRefused

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from graph.analysis.backtest import Backtest, Combination, Method, Stratum
    from graph.analysis.pair_sets import Pairs, TieList
    from graph.analysis.pair_signs import Attribute
    from graph.analysis.trained_score import Trained
    from graph.analysis.values import Plain
    from loaders.edge_lists import EdgeTable, PairTable
    from ontology.errors import RowRefused

__all__ = ["backtest"]

_DONE, _REFUSED = 0, 1
REPEATS = 5
"""Repeats when ties are hidden at random and none is asked for."""
FEW = 30
"""Ties to find below which the figures are said to say little."""
_HEADINGS = ("method", "AUC", "AP", "AP 95 %", "P@10", "P@50", "P@100", "hits@10", "hits@50", "hits@100")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the files hold, as the analysis takes it."""

    ties: TieList
    attributes: tuple[Attribute, ...]
    pairs: PairTable | None
    day: int | None
    refused: tuple[RowRefused, ...]
    notes: tuple[str, ...]


def backtest(options: Namespace) -> int:
    """Print how well hidden ties are found, or score the pairs of a file; exit with 1 when rows were left out."""
    asked = _asked(options)
    try:
        if asked.pairs is None:
            _print_backtest(options, asked)
        elif asked.pairs.labelled:
            _print_judged(options, asked, asked.pairs)
        else:
            _print_scores(options, asked, asked.pairs)
    except TableRefused as problem:
        if not asked.refused:
            raise
        raise TableRefused(f"{problem} {_left_out(asked.refused)}") from problem
    return _REFUSED if asked.refused else _DONE


def _asked(options: Namespace) -> _Asked:
    from graph.analysis.pair_sets import tie_list
    from graph.analysis.pair_signs import attribute
    from loaders.edge_lists import ActorTable, read_actors, read_edges, read_pairs

    edges = read_edges(Path(options.edges))
    if not edges.rows:
        raise TableRefused("No tie can be read.", where=options.edges, remedy=_first(edges.refused))
    day = _day(options.split, edges) if options.split else None
    ends = {end for row in edges.rows for end in (row.source, row.target)}
    actors = read_actors(Path(options.actors), ends) if options.actors else ActorTable((), {}, ())
    pairs = read_pairs(Path(options.pairs)) if options.pairs else None
    named = {end for row in pairs.rows for end in (row.source, row.target)} if pairs else set()
    rows = ((row.source, row.target, row.first, row.last, row.weight) for row in edges.rows)
    ties = tie_list(rows, {*actors.actors, *named})
    if not len(ties):
        raise TableRefused("No tie can be read.", where=options.edges, remedy=_first(edges.refused))
    known = tuple(
        attribute(name, tuple(cells.get(actor, "") for actor in ties.actors))
        for name, cells in sorted(actors.attributes.items())
    )
    refused = (*edges.refused, *actors.refused, *(pairs.refused if pairs else ()))
    strangers = len(named - ends - set(actors.actors))
    return _Asked(ties, known, pairs, day, refused, tuple(_notes(edges, day, known, strangers)))


def _left_out(refused: Sequence[RowRefused]) -> str:
    """Return that rows were left out, with the first of them."""
    rows = "A row was left out" if len(refused) == 1 else f"{len(refused)} rows were left out, the first"
    return f"{rows}: {refused[0].sentence}"


def _first(refused: Sequence[RowRefused]) -> str:
    return refused[0].sentence if refused else "Give at least one row."


def _day(split: str, edges: EdgeTable) -> int:
    from loaders.edge_lists import UNDATED, period

    found = period(split)
    if found is None:
        raise ConfigurationRefused(f"--split {split!r} is no date.", remedy="Write 2019, 2019-05 or 2019-05-20.")
    if all(row.first == UNDATED for row in edges.rows):
        raise ConfigurationRefused(
            "--split is given, but no tie has a date.",
            remedy="Add a column date, or leave --split out to hide ties at random.",
        )
    return found[0]


def _notes(edges: EdgeTable, day: int | None, known: tuple[Attribute, ...], strangers: int) -> Iterable[str]:
    from loaders.edge_lists import UNDATED

    undated = sum(1 for row in edges.rows if row.first == UNDATED)
    if day is not None and undated:
        yield f"{undated} ties have no date and count as older than the split."
    straddling = sum(1 for row in edges.rows if day is not None and row.first < day <= row.last)
    if straddling:
        yield f"{straddling} ties are dated by a period that the split falls into; they count as later."
    for name in ("sector", "place"):
        if not any(each.name == name for each in known):
            yield f"No column {name} of actors: the baseline same-{name} has nothing to go by."
    if strangers:
        yield f"{strangers} actors of the pairs stand neither in the edges nor in the actors; nothing is known of them."


def _print_backtest(options: Namespace, asked: _Asked) -> None:
    from graph.analysis.backtest import backtest as run

    repeats = _repeats(options.repeat)
    found = run(asked.ties, asked.day, asked.attributes, seed=options.seed, repeats=repeats)
    notes = (*asked.notes, *_sampling(found))
    if options.json:
        strata: Plain = {each.name: _stratum(each) for each in found.strata}
        head = {"how": found.how, "split": options.split, "seed": options.seed, "repeats": found.repeats}
        head |= {"actors": found.actors, "trained": found.trained, "hidden": found.hidden}
        _print_json(asked, head | _stratum(found.main) | {"strata": strata} | _combined(found.combined), notes)
        return
    how = f"ties from {options.split} on" if found.how == "dated" else f"a fifth of the ties, {found.repeats} times"
    printing.say(f"Hidden: {how}. Trained on {found.trained} tied pairs of {found.actors} actors.")
    _print_stratum(found.main, f"{found.main.ties} of {found.hidden} hidden ties join actors that had a tie each")
    _print_strata(found)
    _print_tail(asked, found.combined, notes)


def _repeats(asked: int | None) -> int:
    if asked is not None and asked < 1:
        raise ConfigurationRefused(f"--repeat {asked} repeats nothing.", remedy="Write a number from 1 on.")
    return asked or REPEATS


def _sampling(found: Backtest) -> Iterable[str]:
    if found.main.ties < FEW:
        yield f"Only {found.main.ties} ties to find: the figures say little."
    if not found.exhaustive:
        yield "There are too many pairs to rank each: a weighted sample stands for those at distance 3 and beyond."


def _trained(options: Namespace, asked: _Asked) -> Trained:
    import numpy

    from graph.analysis.pair_sets import Pairs
    from graph.analysis.replays import Hiding, hidden_by_date
    from graph.analysis.trained_score import train

    none = Pairs(numpy.zeros(0, dtype=numpy.int64), numpy.zeros(0, dtype=numpy.int64))
    dates = asked.ties.last.max() + 1
    dated = bool((asked.ties.first >= 0).any())
    hiding = Hiding(asked.ties, int(dates), none) if asked.day is None else hidden_by_date(asked.ties, asked.day)
    if not len(hiding.train):
        raise TableRefused("There is no tie to train on.", where=options.edges, remedy="Choose a later split.")
    return train(hiding, asked.attributes, options.seed, dated=dated)


def _pairs(asked: _Asked, listed: PairTable) -> Pairs:
    import numpy

    from graph.analysis.pair_sets import Pairs

    place = {key: number for number, key in enumerate(asked.ties.actors)}
    ends = numpy.array([(place[row.source], place[row.target]) for row in listed.rows], dtype=numpy.int64).reshape(
        -1, 2
    )
    return Pairs(ends.min(axis=1), ends.max(axis=1))


def _print_judged(options: Namespace, asked: _Asked, listed: PairTable) -> None:
    import numpy

    from graph.analysis.backtest import combination, judged

    trained, pairs = _trained(options, asked), _pairs(asked, listed)
    is_tie = numpy.array([bool(row.is_tie) for row in listed.rows], dtype=numpy.bool_)
    found = judged(trained, pairs, is_tie, options.seed)
    seen = len(pairs) - len(trained.scene.fresh(pairs))
    notes = (*asked.notes, *([f"{seen} of the pairs are tied in the training period already."] if seen else ()))
    if options.json:
        head: dict[str, Plain] = {"how": "pairs", "split": options.split, "seed": options.seed}
        _print_json(asked, head | _stratum(found) | _combined(combination(trained)), notes)
        return
    _print_stratum(found, f"{found.ties} ties among {found.pairs} given pairs")
    _print_tail(asked, combination(trained), notes)


def _print_scores(options: Namespace, asked: _Asked, listed: PairTable) -> None:
    import numpy

    from graph.analysis.backtest import combination

    trained = _trained(options, asked)
    odds = trained.combined(_pairs(asked, listed))
    rank = numpy.empty(len(odds), dtype=numpy.int64)
    rank[numpy.argsort(-odds, kind="stable")] = numpy.arange(1, len(odds) + 1)
    rows = [
        (row.source, row.target, f"{score:.6f}", str(place))
        for row, score, place in zip(listed.rows, odds, rank, strict=True)
    ]
    if options.json:
        scores: list[Plain] = [
            {"source": source, "target": target, "score": float(score), "rank": int(place)}
            for source, target, score, place in rows
        ]
        head: dict[str, Plain] = {"how": "scores", "split": options.split, "scores": scores}
        _print_json(asked, head | _combined(combination(trained)), asked.notes)
    else:
        printing.comma_separated(("source", "target", "score", "rank"), rows)


def _print_stratum(found: Stratum, what: str) -> None:
    share = found.ties / max(1, found.pairs)
    printing.say(f"{what}; ranked among {found.pairs} pairs (share {share:.5f}).\n")
    printing.columns(_HEADINGS, [_row(each) for each in found.methods])
    printing.say(f"\n{_verdict(found)}")


def _row(method: Method) -> tuple[str, ...]:
    quality = method.quality
    if quality is None:
        return (method.name, *["-"] * (len(_HEADINGS) - 1))
    precise = quality.average_precision
    tops = (*quality.precision, *quality.hits)
    return (
        method.name,
        f"{quality.auc.value:.3f}",
        f"{precise.value:.5f}",
        f"{precise.low:.5f}-{precise.high:.5f}",
        *(f"{figure.value:.3f}" for _, figure in tops),
    )


def _verdict(found: Stratum) -> str:
    """Return by how much the combined score beats the best baseline, or that it does not."""
    figures = {each.name: each.quality.average_precision.value for each in found.methods if each.quality}
    best = max((each.name for each in found.methods if each.baseline and each.quality), key=lambda name: figures[name])
    ratio = figures["combined"] / max(figures[best], 1e-9)
    word = "beats" if ratio > 1 else "does not beat"
    return f"combined {word} the best baseline ({best}) in average precision: {ratio:.2f} times."


def _print_strata(found: Backtest) -> None:
    printing.say("\nAverage precision by stratum (hidden ties in it):\n")
    headings = ("method", *(f"{each.name} ({each.ties})" for each in found.strata))
    rows = [
        (methods[0].name, *(_precise(method) for method in methods))
        for methods in zip(*(each.methods for each in found.strata), strict=True)
    ]
    printing.columns(headings, rows)


def _precise(method: Method) -> str:
    return f"{method.quality.average_precision.value:.5f}" if method.quality else "-"


def _print_tail(asked: _Asked, made: Combination, notes: Iterable[str]) -> None:
    strongest = sorted(made.weights, key=lambda each: -each.known)[:6]
    told = ", ".join(f"{each.sign} {each.known:.2f}" for each in strongest if each.known > 0)
    taught = (
        f"learned from {made.learned_from} ties of the training period" if made.learned_from else "too few to learn"
    )
    printing.say(f"\ncombined: {made.way} weights ({taught}): {told}")
    for note in notes:
        printing.say(f"note: {note}")
    for refusal in asked.refused[:20]:
        printing.say(f"left out: {refusal.sentence}")
    if len(asked.refused) > 20:
        printing.say(f"left out: {len(asked.refused) - 20} more rows; --json lists all")


def _print_json(asked: _Asked, body: dict[str, Plain], notes: Iterable[str]) -> None:
    refused: list[Plain] = [refusal.sentence for refusal in asked.refused]
    told: list[Plain] = list(notes)
    printing.say(json.dumps(body | {"notes": told, "refused": refused}, ensure_ascii=False, indent=2))


def _stratum(found: Stratum) -> dict[str, Plain]:
    methods: list[Plain] = [_method(each) for each in found.methods]
    return {"stratum": found.name, "pairs": found.pairs, "ties": found.ties, "methods": methods}


def _method(found: Method) -> dict[str, Plain]:
    quality = found.quality
    made: dict[str, Plain] = {"method": found.name, "baseline": found.baseline}
    if quality is None:
        return made | dict.fromkeys(("auc", "average_precision", "precision_at", "hits_at"))
    interval: list[Plain] = [quality.average_precision.low, quality.average_precision.high]
    around: list[Plain] = [quality.auc.low, quality.auc.high]
    precision: dict[str, Plain] = {str(k): figure.value for k, figure in quality.precision}
    hits: dict[str, Plain] = {str(k): figure.value for k, figure in quality.hits}
    return made | {
        "auc": quality.auc.value,
        "auc_interval": around,
        "average_precision": quality.average_precision.value,
        "average_precision_interval": interval,
        "precision_at": precision,
        "hits_at": hits,
    }


def _combined(made: Combination) -> dict[str, Plain]:
    from graph.analysis.values import plain

    return {"combined": plain(made)}
