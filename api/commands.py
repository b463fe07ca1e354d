"""What each command of the terminal does: call the library, print what it returns."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api import club_commands, printing
from ontology.errors import ConfigurationRefused, QueryRefused

if TYPE_CHECKING:
    from argparse import Namespace

    from graph.question import Parameter
    from graph.report import BuildReport, Step
    from graph.store import Store

__all__ = ["COMMANDS"]

_DONE, _REFUSED = 0, 1


def build(options: Namespace) -> int:
    """Build a release; exit with 1 when a row was refused or a shape is violated."""
    report = _built(options.output, options, quiet=options.json)
    printing.say(report.to_json().rstrip() if options.json else "\n".join(report.lines()))
    return _REFUSED if report.refused or report.violations.get("violation") else _DONE


def serve(options: Namespace) -> int:
    """Serve the built release until a signal; build first when asked."""
    from api.serving import serve as served
    from api.settings import from_environment

    built = Path(options.output) / "current" if options.build else None
    chosen = {"port": options.port, "host": options.host, "processes": options.processes}
    settings = from_environment(build=options.output, release=built, **chosen)
    served(
        settings,
        prepare=(lambda: _rebuilt(options)) if options.build else None,
        on_ready=lambda address: printing.say(f"ready: {address}/"),
    )
    return _DONE


def _rebuilt(options: Namespace) -> None:
    report = _built(options.output, options)
    printing.say(
        f"build    {report.quads} quads, {sum(report.actors_by_kind.values())} actors, "
        f"{report.ties_by_status.get('established', 0)} established ties, "
        f"{report.ties_by_status.get('proposed', 0)} proposed, {report.trainings} trainings; "
        f"{report.refused_rows} rows refused" + (" (unchanged)" if report.unchanged else "")
    )
    for refusal in report.refused:
        printing.say(f"refused  {refusal.sentence}")


def _built(output: str, options: Namespace, *, quiet: bool = False) -> BuildReport:
    import maillage

    def told(step: Step) -> None:
        if not quiet:
            printing.say(f"build    {step.name:<14} {step.seconds:6.1f} s  {step.detail}".rstrip())

    return maillage.build(
        output,
        tables=getattr(options, "tables", None),
        people=not getattr(options, "without_people", False),
        force=getattr(options, "force", False),
        progress=told,
    )


def ask(options: Namespace) -> int:
    """Ask a named question, or list the questions; a table has words for things, JSON and CSV also their IRIs."""
    from graph.catalogue import ask as asked
    from graph.catalogue import question, questions

    if options.question is None:
        listed = [(known.id, known.title(options.lang), _parameters(known.parameters)) for known in questions()]
        return _print(options, ("question", "title", "parameters"), listed)
    known = question(options.question)
    store = _store(options.output)
    rows = asked(store, options.question, _values(options.values))
    if options.lang == "en":
        from api.terms import english_terms, translated

        rows = translated(known, rows, english_terms(store))
    if options.json:
        return _print(options, rows.variables, _cells(rows.rows))
    labels = {column.name: column.label(options.lang) for column in known.columns}
    linked = set() if options.csv else {column.names for column in known.columns}
    kept = [at for at, name in enumerate(rows.variables) if name not in linked]
    headings = [labels.get(rows.variables[at], rows.variables[at]) for at in kept]
    return _print(options, headings, _cells([row[at] for at in kept] for row in rows.rows))


def _parameters(parameters: Iterable[Parameter]) -> str:
    return " ".join(f"{parameter.name}={parameter.example}" for parameter in parameters)


def _values(pairs: Sequence[str]) -> Mapping[str, str]:
    wrong = [pair for pair in pairs if "=" not in pair]
    if wrong:
        raise QueryRefused(f"{wrong[0]!r} is no NAME=VALUE.", remedy="Write for instance actor=universite-de-lille.")
    return dict(pair.split("=", 1) for pair in pairs)


def query(options: Namespace) -> int:
    """Send a query to the store and print its answer."""
    from api.printing import FORMATS

    if options.format not in FORMATS:
        raise ConfigurationRefused(f"{options.format!r} is no format.", remedy=f"Use one of {', '.join(FORMATS)}.")
    printing.answer(_store(options.output), _sparql(options), options.format)
    return _DONE


def _sparql(options: Namespace) -> str:
    if options.sparql == "-":
        return sys.stdin.read()
    if not options.file:
        return str(options.sparql)
    path = Path(options.sparql)
    if not path.is_file():
        raise ConfigurationRefused("there is no such file.", where=options.sparql, remedy="Give the path of a query.")
    return path.read_text(encoding="utf-8")


def analyse(options: Namespace) -> int:
    """Print one analysis, or list them."""
    if options.analysis is None:
        from graph.analysis import ANALYSES

        listed = [(name, english if options.lang == "en" else french) for name, french, english, _ in ANALYSES]
        return _print(options, ("analysis", "title"), listed)
    found = _kept_table(options) or _made_table(options)
    if options.json:
        printing.say(json.dumps(found, ensure_ascii=False, indent=2))
        return _DONE
    return _print_table(options, found)


def _kept_table(options: Namespace) -> dict[str, Any] | None:
    """Return an analysis as the build left it; nothing for another seed, an older build or a store elsewhere."""
    from ontology.version import __version__
    from visualizations.machine import in_one_language

    path = Path(options.output) / "current" / "analyses.json"
    if not path.is_file():
        return None
    told = json.loads(path.read_bytes())
    if (told["seed"], told["version"]) != (options.seed, __version__):
        return None
    found = next((each for each in told["tables"] if each["name"] == options.analysis), None)
    return in_one_language(found, options.lang) if found else None


def _made_table(options: Namespace) -> dict[str, Any]:
    import maillage
    from graph.analysis import table

    return table(maillage.analyse(_store(options.output), seed=options.seed), options.analysis).to_json(options.lang)


def _print_table(options: Namespace, found: dict[str, Any]) -> int:
    rows = [tuple(row.values()) for row in found["rows"]]
    shown = rows[: options.most] if options.most and not options.csv else rows
    if not options.csv:
        printing.say(f"{found['title']}\n{found['reading']}\n")
    headings = [each["label"] for each in found["columns"]]
    _print(options, headings, [[printing.cell(value, options.lang) for value in row] for row in shown])
    if len(shown) < len(rows):
        printing.say(f"... {len(rows) - len(shown)} more: --most 0")
    return _DONE


def validate(options: Namespace) -> int:
    """Print what the shapes find; with ``--ontology`` also whether the ontology is consistent."""
    import maillage

    report = maillage.validate(_store(options.output))
    if options.json:
        printing.say(json.dumps(report.to_json(), ensure_ascii=False, indent=2))
    else:
        for found in report.violations:
            printing.say(found.sentence(options.lang))
        counted = ", ".join(f"{severity} {number}" for severity, number in report.by_severity().items())
        printing.say(f"{counted} ({report.seconds:.1f} s)")
    consistent = not options.ontology or _consistent()
    return _DONE if report.conforms and consistent else _REFUSED


def _consistent() -> bool:
    from ontology.consistency import check

    report = check()
    printing.say(report.sentence)
    return report.status != "inconsistent" and not report.unsatisfiable


def draw(options: Namespace) -> int:
    """Write the drawing of the network to a file."""
    import maillage

    _written(Path(options.file), maillage.draw(_store(options.output)).encode("utf-8"))
    return _DONE


def export(options: Namespace) -> int:
    """Write the graph or the network to a file."""
    _written(Path(options.file), _exported(_store(options.output), options.format))
    return _DONE


def load(options: Namespace) -> int:
    """Send the built graph to a server."""
    from api.settings import password
    from graph.loading import load as loaded

    sent = loaded(_store(options.output), options.address, user=options.user, password=password())
    printing.say(f"load     {sent.quads} quads sent to {options.address}")
    if sent.plain:
        printing.say(f"load     {sent.plain} durations sent as plain text: the server refuses xsd:duration")
    return _DONE


def _exported(store: Store, form: str) -> bytes:
    from graph.export import gexf, graphml, nquads, trig, turtle

    graphs = {"trig": trig, "nquads": nquads, "turtle": turtle}
    if form in graphs:
        return graphs[form](store)
    from graph.projection import project

    return (gexf if form == "gexf" else graphml)(project(store))


def _written(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ConfigurationRefused(
            f"the file cannot be written ({reason}).", where=str(path), remedy="Choose another place."
        ) from problem
    printing.say(f"{path} ({len(content) / 1024:.0f} kB)")


def doctor(options: Namespace) -> int:
    """Say what the machine has; exit with 1 when something needed is missing."""
    from api.doctor import findings

    found = findings(Path(options.output))
    if options.json:
        listed = [{"what": each.what, "found": each.found, "fine": each.fine, "advice": each.advice} for each in found]
        printing.say(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        for each in found:
            printing.say(f"{'ok ' if each.fine else '!! '} {each.what:<14} {each.found}  {each.advice}".rstrip())
    return _DONE if all(each.fine or not each.needed for each in found) else _REFUSED


def _store(output: str) -> Store:
    from graph.connect import connect

    return connect(output)


def _print(options: Namespace, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    made = list(rows)
    if options.json:
        listed = [dict(zip(headings, row, strict=True)) for row in made]
        printing.say(json.dumps(listed, ensure_ascii=False, indent=2))
    elif options.csv:
        printing.comma_separated(headings, made)
    else:
        printing.columns(headings, made)
    return _DONE


def _cells(rows: Iterable[Sequence[object | None]]) -> list[list[str]]:
    return [["" if value is None else str(value) for value in row] for row in rows]


def backtest(options: Namespace) -> int:
    """Print how well hidden ties of an edge list are found."""
    from api.backtesting import backtest as run

    return run(options)


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "analyse": analyse,
    "ask": ask,
    "backtest": backtest,
    "build": build,
    "club": club_commands.club,
    "doctor": doctor,
    "draw": draw,
    "export": export,
    "load": load,
    "match": club_commands.match,
    "query": query,
    "serve": serve,
    "validate": validate,
    "what-if": club_commands.what_if,
}
