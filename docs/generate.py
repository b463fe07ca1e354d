"""Write the reference pages of the documentation, and the picture of the network, from the product itself.

    python docs/generate.py            writes docs/reference/*.md
    python docs/generate.py --picture  also draws docs/network.svg from the packaged tables

A test fails when a page is not what this script writes.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from graph.network import Network

__all__ = ["PAGES", "main", "written"]

DOCS = Path(__file__).resolve().parent
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_DCT = "http://purl.org/dc/terms/"
_SH = "http://www.w3.org/ns/shacl#"
_PARSED = "written by the parsers of `loaders/study`, not by hand"
_GROUPS = dict(zip("abcdef", ("company", "research", "training", "company", "support", "company"), strict=True))
_NOTE = "<!-- Written by docs/generate.py: run `make reference` instead of editing this page. -->"


def main(arguments: list[str]) -> int:
    """Write the pages; return the exit code."""
    reference = DOCS / "reference"
    reference.mkdir(exist_ok=True)
    for name in PAGES:
        (reference / name).write_text(written(name), encoding="utf-8", newline="\n")
    if "--picture" in arguments:
        (DOCS / "network.svg").write_text(_picture(), encoding="utf-8", newline="\n")
    return 0


def written(name: str) -> str:
    """Return the text of one reference page."""
    title, lines = PAGES[name]
    return "\n".join([f"# {title}", "", _NOTE, "", *lines()]).rstrip() + "\n"


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield a Markdown table and the blank line after it; vertical bars in cells are escaped."""
    names = list(headings)
    yield f"| {' | '.join(names)} |"
    yield f"| {' | '.join('---' for _ in names)} |"
    for row in rows:
        yield f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def _command_line() -> Iterator[str]:
    from api.cli import parser

    made = parser()
    yield "Exit codes: 0 done; 1 done, and something was refused or a rule is broken; 2 not done."
    yield "Errors are one sentence on standard error: where, what was found, what to do."
    yield ""
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield from _command(name, command)


def _command(name: str, command: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## maillage {name}"
    yield ""
    yield str(command.description)
    yield ""
    yield "```sh"
    yield str(command.epilog).removeprefix("example: ")
    yield "```"
    yield ""
    actions = (action for action in command._actions if "--help" not in action.option_strings)
    yield from _table(("argument", "meaning"), ((f"`{_argument(each)}`", _meaning(each)) for each in actions))


def _argument(action: argparse.Action) -> str:
    metavar = str(action.metavar or action.dest.upper())
    if not action.option_strings:
        return str(action.metavar or action.dest)
    return action.option_strings[0] + ("" if action.nargs == 0 or action.choices else f" {metavar}")


def _meaning(action: argparse.Action) -> str:
    choices = f"one of {', '.join(f'`{each}`' for each in action.choices)}" if action.choices else ""
    return "; ".join(part for part in (action.help or "", choices) if part)


def _questions() -> Iterator[str]:
    from graph.catalogue import GROUPS, questions

    known = questions()
    yield f"{len(known)} questions. Each is one file of `graph/queries/`, asked with `maillage ask`, on the site under"
    yield "`/questions/NAME`, and as JSON or CSV at the same address. A parameter accepts a key, an IRI or a name."
    yield ""
    for group in GROUPS:
        yield f"## {group.capitalize()}"
        yield ""
        for each in (question for question in known if question.group == group):
            yield f"### {each.id}"
            yield ""
            yield f"- fr: {each.title('fr')}"
            yield f"- en: {each.title('en')}"
            yield ""
            yield each.about("en")
            yield ""
            yield "```sh"
            values = (quote(f"{name}={value}") for name, value in each.example.items())
            yield " ".join(["maillage ask", each.id, *values])
            yield "```"
            yield ""
            yield "Columns: " + ", ".join(f"`{column.name}` ({column.label('en')})" for column in each.columns) + "."
            yield ""


def _tables() -> Iterator[str]:
    from loaders.tables_index import EVIDENCE_COLUMNS, TABLES
    from loaders.tables_loader import packaged_tables

    said = _descriptions((packaged_tables() / "README.md").read_text(encoding="utf-8"))
    last = ", ".join(f"`{column}`" for column in EVIDENCE_COLUMNS)
    yield "Tables of `loaders/tables/`, in the order in which they are loaded. `loaders/tables/README.md` says how to"
    yield f"add a row. Unless a table is marked *bare*, its rows end with {last}: where a source says it."
    yield "Any table may also have a column `printed`: the words of the source for a figure or name."
    yield ""
    rows = (
        (f"`{table.file}`", ", ".join(table.own), "bare" if table.bare else "", said.get(table.file, _PARSED))
        for table in TABLES
    )
    yield from _table(("table", "own columns", "", "a row says"), rows)


def _descriptions(readme: str) -> dict[str, str]:
    cells = [line.split("|") for line in readme.splitlines() if line.startswith("| `") and ".csv`" in line]
    return {row[1].strip().strip("`"): row[2].strip() for row in cells}


def _ontology() -> Iterator[str]:
    from ontology import iris
    from ontology.files import modules, schemes

    graph = _parsed(modules())
    yield f"Namespace `{iris.NS}` (prefix `mlg:`); the same terms are constants in `ontology/terms.py`."
    yield ""
    for heading, kind in (
        ("Classes", "Class"),
        ("Properties between things", "ObjectProperty"),
        ("Properties with a value", "DatatypeProperty"),
    ):
        yield f"## {heading}"
        yield ""
        extra = ("subclass of",) if kind == "Class" else ("from", "to")
        yield from _table(("term", "fr", "en", *extra, "meaning"), _terms(graph, kind))
    yield "## Concept schemes"
    yield ""
    for path in schemes():
        yield from _scheme(_parsed([path]))


def _parsed(paths: Iterable[Path]) -> Graph:
    from rdflib import Graph

    made = Graph()
    for path in paths:
        made.parse(path, format="turtle")
    return made


def _terms(graph: Graph, kind: str) -> Iterator[tuple[str, ...]]:
    from rdflib import OWL, RDF, URIRef

    from ontology.iris import NS

    for term in sorted({found for found in graph.subjects(RDF.type, OWL[kind]) if str(found).startswith(NS)}, key=str):
        links = ("subClassOf",) if kind == "Class" else ("domain", "range")
        shown = [_names(graph.objects(term, URIRef(_RDFS + link))) for link in links]
        label, comment = _RDFS + "label", _RDFS + "comment"
        yield (
            f"`{_name(term)}`",
            _said(graph, term, label, "fr"),
            _said(graph, term, label, "en"),
            *shown,
            _said(graph, term, comment, "en"),
        )


def _names(nodes: Iterable[Node]) -> str:
    from rdflib import URIRef

    return ", ".join(sorted(f"`{_name(node)}`" for node in nodes if isinstance(node, URIRef)))


def _name(term: Node) -> str:
    """Return the part after the namespace, with the prefix when it is not ours."""
    from ontology.iris import NS, key_of

    text = str(term)
    prefixes = {"http://www.w3.org/2001/XMLSchema#": "xsd:", _SKOS: "skos:", "https://schema.org/": "schema:"}
    found = next((short for long, short in prefixes.items() if text.startswith(long)), "")
    return text.removeprefix(NS) if text.startswith(NS) else found + key_of(text)


def _said(graph: Graph, subject: Node, predicate: str, language: str) -> str:
    from rdflib import Literal, URIRef

    values = (value for value in graph.objects(subject, URIRef(predicate)) if isinstance(value, Literal))
    return min((str(value) for value in values if value.language == language), default="")


def _scheme(graph: Graph) -> Iterator[str]:
    from rdflib import RDF, SKOS

    from ontology.iris import key_of

    scheme = next(graph.subjects(RDF.type, SKOS.ConceptScheme))
    yield f"### {key_of(str(scheme))}"
    yield ""
    yield _said(graph, scheme, _DCT + "description", "en")
    yield ""
    rows = [
        (str(graph.value(concept, SKOS.notation)), concept)
        for concept in graph.subjects(RDF.type, SKOS.Concept)
        if (concept, SKOS.inScheme, scheme) in graph
    ]
    label, definition = _SKOS + "prefLabel", _SKOS + "definition"
    yield from _table(
        ("key", "fr", "en", "meaning"),
        (
            (f"`{key}`", _said(graph, node, label, "fr"), _said(graph, node, label, "en"),
             _said(graph, node, definition, "en"))
            for key, node in sorted(rows)
        ),
    )  # fmt: skip


def _shapes() -> Iterator[str]:
    from rdflib import RDF, SH, URIRef

    from ontology.iris import NS, key_of
    from shapes.files import shapes

    graph = _parsed(shapes())
    nodes = sorted(graph.subjects(RDF.type, SH.NodeShape), key=str)
    yield f"{len(nodes)} node shapes, in `shapes/*.ttl`, SHACL core only. *Violation*: to mend, the build exits with 1;"
    yield "*Warning*: to check; *Info*: worth knowing. `maillage validate` prints what they find and where."
    yield ""
    for shape in nodes:
        yield f"## {key_of(str(shape))}"
        yield ""
        targets = _names(graph.objects(shape, SH.targetClass)) or _names(graph.objects(shape, SH.targetSubjectsOf))
        yield f"On {targets or 'the nodes that other shapes name'}."
        yield ""
        rules = sorted([shape, *graph.objects(shape, SH.property)], key=str)
        rows = (
            (
                key_of(str(graph.value(rule, SH.severity) or _SH + "Violation")),
                _said(graph, rule, _SH + "message", "fr"),
                _said(graph, rule, _SH + "message", "en"),
                _said(graph, rule, str(URIRef(NS + "remedy")), "en"),
            )
            for rule in rules
            if (rule, SH.message, None) in graph
        )
        yield from _table(("severity", "message (fr)", "message (en)", "what to do"), rows)


def _analyses() -> Iterator[str]:
    from graph.analysis import ANALYSES, analyse

    one, other = (analyse(_sample(pairs)) for pairs in ("ab bc", "ab bc ca cd de ef fd"))
    yield "Each analysis is a table: `maillage analyse NAME`, `/analyses/NAME` (page, JSON, CSV), and a section of the"
    yield "report. Under each title: what may be concluded and what may not. `docs/explanation/limits.md` says more."
    yield ""
    for name, french, english, made in ANALYSES:
        table = made(one)
        figures_aside = [each for each in _sentences(table.reading_en) if each in _sentences(made(other).reading_en)]
        yield f"## {name}"
        yield ""
        yield f"- fr: {french}"
        yield f"- en: {english}"
        yield ""
        yield " ".join(figures_aside)
        yield ""
        yield "Columns: " + ", ".join(f"`{column.key}` ({column.en})" for column in table.columns) + "."
        yield ""


def _sample(pairs: str) -> Network:
    """Return a network of actors with one letter for a name."""
    from graph.network import COLLABORATION, Link, Network, Node

    nodes = tuple(
        Node(key=key, iri=key, label=key, kind="company", kind_label="Entreprise", group=_GROUPS[key])
        for key in sorted(set(pairs.replace(" ", "")))
    )
    links = (
        Link(source=min(pair), target=max(pair), tie=pair, kind="chair", kind_label="Chaire", layer=COLLABORATION,
             label=pair)
        for pair in pairs.split()
    )  # fmt: skip
    return Network(nodes, tuple(sorted(links, key=lambda link: link.tie)))


def _sentences(text: str) -> list[str]:
    return [sentence.rstrip(".") + "." for sentence in text.split(". ")]


def _settings() -> Iterator[str]:
    from api import settings

    said = _field_docstrings(Path(settings.__file__ or ""))
    defaults = {each.name: each.default for each in fields(settings.Settings)}
    yield "Read from the environment when `maillage serve` starts; a command line option wins. A value that cannot be"
    yield "used stops the start with one sentence."
    yield ""
    rows = (
        (f"`{variable}`", f"`{defaults[name]}`" if defaults[name] not in (None, "") else "", right, said.get(name, ""))
        for variable, name, _, right in settings.VARIABLES
    )
    yield from _table(("variable", "default", "value", "meaning"), rows)


def _field_docstrings(path: Path) -> dict[str, str]:
    """Return the string under each annotated field of the classes of a module."""
    found: dict[str, str] = {}
    for made in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(made, ast.ClassDef):
            for item, after in zip(made.body, made.body[1:], strict=False):
                if (
                    isinstance(item, ast.AnnAssign)
                    and isinstance(after, ast.Expr)
                    and isinstance(item.target, ast.Name)
                ):
                    found[item.target.id] = str(ast.literal_eval(after.value)).replace("``", "`")
    return found


def _picture() -> str:
    """Return the network of the packaged tables as SVG."""
    from tempfile import TemporaryDirectory

    import maillage
    from graph.build import build
    from graph.projection import project
    from visualizations.preview import preview

    with TemporaryDirectory() as folder:
        build(Path(folder))
        return preview(project(maillage.connect(folder)))


PAGES: Mapping[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "analyses.md": ("Analyses", _analyses),
    "cli.md": ("Command line", _command_line),
    "ontology.md": ("Ontology", _ontology),
    "questions.md": ("Named questions", _questions),
    "settings.md": ("Settings of the service", _settings),
    "shapes.md": ("Shapes", _shapes),
    "tables.md": ("Tables", _tables),
}
"""File, title and lines of each reference page."""


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
