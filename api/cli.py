"""The command line: it only translates between the terminal and the library.

Exit codes: 0 done; 1 done, and something was refused or a rule is broken; 2 not done.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ontology.errors import MaillageError
from ontology.version import __version__

if TYPE_CHECKING:
    Command = Callable[[argparse.Namespace], int]

__all__ = ["main", "parser"]

_DONE, _REFUSED, _FAILED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; print errors as one sentence."""
    from api.settings import spare_threads

    parsed = parser().parse_args(arguments)
    spare_threads()
    try:
        return int(_command(parsed.command)(parsed))
    except MaillageError as problem:
        print(f"maillage: {problem.sentence}", file=sys.stderr)
        return _FAILED
    except BrokenPipeError:
        sys.stderr.close()
        return _DONE
    except KeyboardInterrupt:
        return _FAILED
    except Exception:  # noqa: BLE001 - the border: what nobody foresaw is told whole, and is no exit code 1
        traceback.print_exc()
        print("maillage: this is a fault of Maillage; please report it with the lines above.", file=sys.stderr)
        return _FAILED


def _command(name: str) -> Command:
    from api import commands

    return commands.COMMANDS[name]


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; building it imports nothing heavy."""
    made = argparse.ArgumentParser(
        prog="maillage",
        description="A knowledge graph of a regional AI ecosystem: who works with whom, and where the mesh has holes.",
        epilog="Start with: maillage build && maillage serve",
    )
    made.add_argument("--version", action="version", version=f"maillage {__version__}")
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_add_build, _add_serve, _add_ask, _add_query, _add_analyse, _add_validate, _add_draw, _add_export):
        add(commands)
    for add in (_add_load, _add_club, _add_what_if, _add_match, _add_backtest, _add_doctor):
        add(commands)
    return made


Commands = argparse._SubParsersAction  # the type that add_subparsers returns has no public name


def _new(commands: Commands[argparse.ArgumentParser], name: str, summary: str, example: str) -> argparse.ArgumentParser:
    made = commands.add_parser(
        name,
        help=summary,
        description=summary,
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--output", default="build", metavar="FOLDER", help="folder of the build (default: build)")
    return made


def _add_shape(made: argparse.ArgumentParser, *, csv: bool = True) -> None:
    shape = made.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print JSON for a machine")
    if csv:
        shape.add_argument("--csv", action="store_true", help="print CSV")


def _add_language(made: argparse.ArgumentParser) -> None:
    made.add_argument("--lang", choices=("fr", "en"), default="fr", help="language of labels (default: fr)")


def _add_build(commands: Commands[argparse.ArgumentParser]) -> None:
    made = _new(
        commands,
        "build",
        "Build the graph, validate, analyse and draw it; swap it in when all is done.",
        "maillage build --output build",
    )
    made.add_argument("--tables", metavar="FOLDER", help="read these tables instead of the packaged ones")
    made.add_argument("--without-people", action="store_true", help="leave every person out")
    made.add_argument("--force", action="store_true", help="build even when nothing changed")
    _add_shape(made, csv=False)


def _add_serve(commands: Commands[argparse.ArgumentParser]) -> None:
    made = _new(
        commands,
        "serve",
        "Serve the site and the SPARQL endpoint until Ctrl-C.",
        "maillage serve --build --port 8000",
    )
    made.add_argument("--port", type=int, help="port to listen on (default: PORT or 8000)")
    made.add_argument("--host", help="address to listen on (default: 127.0.0.1)")
    made.add_argument("--build", action="store_true", help="build first what changed")
    made.add_argument("--processes", type=_count, metavar="N", help="server processes that share the port (default: 1)")
    made.add_argument("--tables", metavar="FOLDER", help="with --build, read these tables instead of the packaged ones")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _add_ask(commands: Commands[argparse.ArgumentParser]) -> None:
    made = _new(
        commands,
        "ask",
        "Ask a named question; without a name, list the questions.",
        "maillage ask collaborators actor=universite-de-lille",
    )
    made.add_argument("question", nargs="?", help="name of the question")
    made.add_argument("values", nargs="*", metavar="NAME=VALUE", help="parameters of the question")
    _add_language(made)
    _add_shape(made)


def _add_query(commands: Commands[argparse.ArgumentParser]) -> None:
    made = _new(
        commands,
        "query",
        "Send a SPARQL query to the built store.",
        "maillage query 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'",
    )
    made.add_argument("sparql", help="the query, or - to read it from standard input")
    made.add_argument("--file", action="store_true", help="the argument is the path of a file")
    made.add_argument("--format", default="table", help="table, json, xml, csv, tsv, turtle or ntriples")


def _add_analyse(commands: Commands[argparse.ArgumentParser]) -> None:
    made = _new(
        commands,
        "analyse",
        "Print an analysis of the network; without a name, list them.",
        "maillage analyse missing-links",
    )
    made.add_argument("analysis", nargs="?", help="name of the analysis")
    made.add_argument("--seed", type=int, default=2019, help="seed of the random choices (default: 2019)")
    made.add_argument("--most", type=int, default=30, help="rows to print (default: 30; 0 for all)")
    _add_language(made)
    _add_shape(made)


def _add_club(commands: Commands[argparse.ArgumentParser]) -> None:
    made = _new(
        commands,
        "club",
        "Propose the members of the club and the introductions to make, with their reasons.",
        "maillage club --size 25 --floor laboratory>=3 --floor 'departement:*>=1' --dossier club.html",
    )
    made.add_argument("--size", type=int, default=25, help="members at most (default: 25)")
    made.add_argument(
        "--floor", action="append", metavar="VALUE>=N", help="what the roster must hold; repeat (default: usual floors)"
    )
    made.add_argument("--introductions", type=int, default=40, metavar="M", help="introductions (default: 40)")
    made.add_argument("--per-actor", type=int, default=3, metavar="L", help="introductions an actor (default: 3)")
    made.add_argument(
        "--per-kind", type=int, metavar="K", help="introductions of one kind of benefit (default: a quarter of them)"
    )
    made.add_argument("--seed", type=int, default=2019, help="seed of the communities (default: 2019)")
    made.add_argument("--dossier", metavar="FILE", help="also write the printable dossier (HTML, in French)")
    made.add_argument("--pdf", metavar="FILE", help="also write it as PDF (needs the pdf extra)")
    _add_language(made)
    _add_shape(made, csv=False)


def _add_what_if(commands: Commands[argparse.ArgumentParser]) -> None:
    made = _new(
        commands,
        "what-if",
        "Add or remove actors and ties, and see the network before and after.",
        "maillage what-if changes.csv",
    )
    made.add_argument("file", help="CSV with the columns change,actor,other,label,group,departement; - for stdin")
    _add_language(made)
    _add_shape(made, csv=False)


def _add_match(commands: Commands[argparse.ArgumentParser]) -> None:
    made = _new(
        commands,
        "match",
        "Find who answers a need, or who may need an offer, with reasons and evidence.",
        "maillage match 'détaillant à Arras, prévoir mes stocks' --partner supplier",
    )
    made.add_argument("need", nargs="?", default="", help="the need in plain words")
    made.add_argument("--sector", metavar="KEY", help="sector, such as commerce")
    made.add_argument("--subfield", metavar="KEY", help="subfield of AI, such as vision")
    made.add_argument("--place", metavar="COMMUNE", help="name or INSEE code of a commune")
    made.add_argument(
        "--partner",
        action="append",
        choices=("supplier", "research", "training", "support", "user"),
        help="kind of partner; repeat ('user' looks for those who may need an offer)",
    )
    made.add_argument("--most", type=int, default=10, help="answers to print (default: 10)")
    _add_language(made)
    _add_shape(made, csv=False)


def _add_backtest(commands: Commands[argparse.ArgumentParser]) -> None:
    summary = "Hide known ties and see how well each score finds them, in any edge list."
    made = commands.add_parser(
        "backtest",
        help=summary,
        description=summary,
        epilog="example: maillage backtest --edges ties.csv --split 2018 --actors actors.csv",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--edges", required=True, metavar="FILE", help="CSV with source,target and date,weight if known")
    made.add_argument("--split", metavar="DATE", help="hide ties from this date on; without it, a fifth at random")
    made.add_argument("--actors", metavar="FILE", help="CSV of actors with attributes (sector, place and any others)")
    made.add_argument("--pairs", metavar="FILE", help="CSV of pairs to judge (source,target,label) or score (no label)")
    made.add_argument("--seed", type=int, default=2019, help="seed of all that is drawn (default: 2019)")
    made.add_argument("--repeat", type=int, metavar="N", help="times to hide at random (default: 5)")
    _add_shape(made, csv=False)


def _add_validate(commands: Commands[argparse.ArgumentParser]) -> None:
    made = _new(
        commands,
        "validate",
        "Check the graph against its shapes and the ontology's consistency.",
        "maillage validate --ontology",
    )
    made.add_argument("--ontology", action="store_true", help="also check the ontology with HermiT (needs Java)")
    _add_language(made)
    _add_shape(made, csv=False)


def _add_draw(commands: Commands[argparse.ArgumentParser]) -> None:
    made = _new(commands, "draw", "Draw the network as one HTML page.", "maillage draw network.html")
    made.add_argument("file", help="page to write")


def _add_export(commands: Commands[argparse.ArgumentParser]) -> None:
    made = _new(
        commands,
        "export",
        "Write the graph or the network to a file.",
        "maillage export gexf ecosystem.gexf",
    )
    made.add_argument("format", choices=("trig", "nquads", "turtle", "gexf", "graphml"))
    made.add_argument("file", help="file to write")


def _add_load(commands: Commands[argparse.ArgumentParser]) -> None:
    made = _new(
        commands,
        "load",
        "Fill a SPARQL server with the built graph, through its update service.",
        "maillage load http://127.0.0.1:8890/sparql-auth --user dba",
    )
    made.add_argument("address", help="address of the update service")
    made.add_argument("--user", default="", help="user name; the password is read from MAILLAGE_PASSWORD")


def _add_doctor(commands: Commands[argparse.ArgumentParser]) -> None:
    made = _new(commands, "doctor", "Say what this machine has and what the build needs.", "maillage doctor")
    _add_shape(made, csv=False)
