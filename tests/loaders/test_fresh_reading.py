"""The tables against the documents they were read from; skipped where those documents are not at hand.

The documents are not ours to ship: they are looked for in ``../shared/sources`` beside the repository, or in
the folder that the environment variable ``MAILLAGE_SOURCES`` names.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from loaders.names import spaced_fold
from loaders.reading import Row, read_csv
from loaders.study.contradictions import observations
from loaders.study.projections import INDICATORS, projections
from loaders.study.sectors import SECTORS
from loaders.study.text import Line, numbered, plain, read_study
from loaders.study.trainings import excluded
from loaders.study.wordings import CORRECTED, IMPACTS
from loaders.study.write import TABLES as PARSED
from loaders.study.write import parsed_tables
from loaders.tables_index import TABLES, table_named
from loaders.tables_loader import packaged_tables
from ontology.errors import IriRefused
from ontology.iris import slug

DOCUMENTS = (
    ("presse-accord", "000_c2504276bd3da543.txt"),
    ("iahdf-2019", "001_12d7e334deffada6.txt"),
    ("benelux-2021", "002_0374cd1361d4426f.txt"),
    ("impact-ai-2020", "003_6ea6741cb5c96127.txt"),
    ("cadres-industrie", "004_06a10a94a1c36375.txt"),
)
PRINTED_COLUMNS = (
    "heading", "label", "title", "printed", "function", "duration_printed", "spelling", "organisation", "url",
    "subsector",
)  # fmt: skip
"""Columns that repeat titles, names and addresses as printed; every other cell is in our words."""

IMPACTS_BY_KEY = tuple((key, wording) for wording, key in IMPACTS)

HIGHEST = 13
"""Rows between an occupation's label and the furthest row of its block, page breaks counted."""

LONGEST_RUN = 11
"""Words in a row that a cell may share with a document; twelve would be a sentence of it."""

BOUND = r"(?:environ|près de|plus d[e'’]|moins d[e'’]|au plus|au moins|jusqu'à|presque|au-dessus de|à un maximum de)"
BOUND_BEFORE = re.compile(BOUND + r"(?: une?)?\W*\Z", re.IGNORECASE)
BOUND_WITHIN = re.compile(BOUND + r"|\b(?:diz|quinz|vingt|trent|quarant|cinquant|soixant|cent)aine", re.IGNORECASE)
"""What stands before a figure, or within its words, that makes a bound or an approximation of it."""

Printed = Mapping[str, tuple[str, ...]]

NAMED_APART = re.compile(r"Organisation nommée ligne (\d+)")
"""How the note of a use case says on which line an organisation is named that speaks of itself as "we"."""

FEWEST_LETTERS, STEM = 4, 5
"""A word that tells something has four letters or more; its first five stand for its plural and kin."""


@pytest.fixture(scope="module")
def folder() -> Path:
    beside = Path(__file__).parents[2].parent / "shared" / "sources"
    found = Path(os.environ.get("MAILLAGE_SOURCES", beside))
    if not found.is_dir():
        pytest.skip(f"the source documents are not at {found}; set MAILLAGE_SOURCES to read them afresh")
    return found


@pytest.fixture(scope="module")
def study(folder: Path) -> tuple[Line, ...]:
    return read_study(folder)


def rows(table: str) -> tuple[Row, ...]:
    told = table_named(table)
    return read_csv(packaged_tables() / told.file, told.columns, told.optional)[0]


def words(text: str) -> str:
    """The text as its words between hyphens, so that whole words are compared."""
    try:
        return f"-{slug(text)}-"
    except IriRefused:
        return "-"


@dataclass(frozen=True, slots=True)
class Names:
    """Every name under which the tables know a thing."""

    actors: Mapping[str, frozenset[str]]
    partners: Mapping[str, frozenset[str]]
    sectors: Mapping[str, frozenset[str]]
    actions: Mapping[str, str]
    occupations: Mapping[str, frozenset[str]]


@pytest.fixture(scope="module")
def names() -> Names:
    actors: dict[str, set[str]] = defaultdict(set)
    for row in rows("actors"):
        actors[row["key"]].add(row["label"])
    for row in rows("spellings"):
        actors[row["actor"]].add(row["spelling"])
    partners: dict[str, set[str]] = defaultdict(set)
    for row in rows("involvements"):
        partners[row["tie"]] |= actors[row["actor"]]
    sectors: dict[str, set[str]] = defaultdict(set)
    for label, sector in SECTORS:
        sectors[sector].add(label)
    actions = {row["key"]: row["label"] for row in rows("actions")}
    occupations: dict[str, set[str]] = defaultdict(set)
    for table in ("occupations", "impacting_occupations", "other_occupations"):
        for row in rows(table):
            occupations[row["key"]] |= {row["label"], *row["also"].split("|")}
    return Names(frozen(actors), frozen(partners), frozen(sectors), actions, frozen(occupations))


def frozen(sets: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return defaultdict(frozenset, {key: frozenset(found) for key, found in sets.items()})


Subject = Callable[[Row, Names], Iterable[str]]


def column(name: str) -> Subject:
    """The subject is what the row prints in a column."""
    return lambda row, _names: (row[name],)


def actor(row: Row, names: Names) -> Iterable[str]:
    return names.actors[row["actor"]]


def case(row: Row, names: Names) -> Iterable[str]:
    """The organisation, or telling words of the label where a whole sector or the note answers for the organisation."""
    label = (word for word in row["label"].replace(",", " ").split() if len(word) >= FEWEST_LETTERS)
    return names.actors[row["actor"]] if row["actor"] and not NAMED_APART.match(row["note"]) else label


def holder(row: Row, _names: Names) -> Iterable[str]:
    """The person, or the organisation of an earlier post, which the interviewee tells in the first person."""
    return (row["organisation" if row["role"] == "past-position" else "person"],)


def tie(row: Row, names: Names) -> Iterable[str]:
    return (row["label"], *names.partners[row["key"]])


def actors_in(cell: str, names: Names) -> Iterable[str]:
    """Every name of the actors in a cell divided by a vertical bar."""
    return (name for key in cell.split("|") for name in names.actors[key])


def content_words(text: str) -> tuple[str, ...]:
    """The first letters of the words that tell something, each with the hyphen that starts a word."""
    return tuple(f"-{word[:STEM]}" for word in words(text).strip("-").split("-") if len(word) >= FEWEST_LETTERS)


SUBJECTS: tuple[tuple[str, Subject], ...] = (
    ("actors", lambda row, names: names.actors[row["key"]]),
    ("spellings", column("spelling")),
    ("attributes", actor),
    ("ties", tie),
    ("involvements", actor),
    ("interviews", column("person")),
    ("positions", holder),
    ("trainings", column("label")),
    ("support_offers", column("organisation")),
    ("actions", column("label")),
    ("contributions", column("printed")),
    ("deadlines", column("printed")),
    ("products", column("label")),
    ("usecases", case),
    ("regions", column("label")),
    ("occupations", lambda row, _names: (row["label"], *row["also"].split("|"))),
    ("impacting_occupations", column("label")),
    ("other_occupations", lambda row, _names: (row["label"], *row["also"].split("|"))),
    ("trends", column("printed")),
    ("other_trends", column("printed")),
    ("places", column("label")),
    ("publications", lambda row, _names: (row["printed"] or row["label"],)),
    (
        "main_occupations",
        lambda row, names: (name.replace("(ne)", "") for name in names.occupations[row["occupation"]]),
    ),
)
"""What the cited line of each table names, word for word (accents, case and signs aside)."""

OWN_WORDS: tuple[tuple[str, Subject], ...] = (
    ("dependencies", lambda row, names: (row["action"], row["depends_on"], names.actions[row["depends_on"]])),
    ("targets", column("label")),
    ("funding", lambda row, names: (row["label"], *names.actors[row["actor"]])),
    ("findings", lambda row, names: (row["label"], *actors_in(row["concerns"], names))),
    ("action_points", column("label")),
    ("success_factors", lambda row, names: (row["label"], *actors_in(row["concerns"], names))),
    ("competencies", column("label")),
    ("specialisations", lambda row, _names: (row["into"],)),
    ("requirements", lambda row, _names: (row["competency"],)),
    ("occupation_roles", lambda row, _names: (row["occupation"],)),
)
"""Tables whose labels are in our words: the cited line shares a name or a telling word with them."""

APART = ("observations", "projections", "figures", "annex_competencies", "impacts")
"""Tables with a test of their own: what their cited line prints is not the name of one subject."""

SUBJECTLESS = ("sources", "withdrawn", "identity", "matches")
"""Tables without cited lines."""


@pytest.fixture(scope="module")
def printed(folder: Path) -> Printed:
    """The lines of every document, as words."""
    return {
        key: tuple(words(line.text) for line in numbered((folder / file).read_text("utf-8"))) for key, file in DOCUMENTS
    }


def named(subjects: Iterable[str], line: str) -> bool:
    return any(words(name) in line for name in subjects if name)


def cited(table: str, printed: Printed) -> Iterable[tuple[Row, str]]:
    """Yield each row that cites a line, with that line."""
    for row in rows(table):
        if row["line"] and row["source"] in printed:
            yield row, "".join(printed[row["source"]][int(row["line"]) - 1 : int(row["line"])]) or "-"


@pytest.mark.parametrize("name", [name for name, _, _ in PARSED])
def test_a_parsed_table_equals_a_fresh_reading(name: str, study: tuple[Line, ...]) -> None:
    fresh = dict(parsed_tables(study))[name]
    assert (packaged_tables() / f"{name}.csv").read_bytes().decode() == fresh


@pytest.mark.parametrize(("table", "subject"), SUBJECTS, ids=[table for table, _ in SUBJECTS])
def test_each_cited_line_names_the_subject_of_its_row(
    table: str, subject: Subject, names: Names, printed: Printed
) -> None:
    astray = [
        f"row {row.number} ({row['key']}), line {row['line']}"
        for row, line in cited(table, printed)
        if not named(subject(row, names), line)
    ]
    assert astray == []


def test_the_note_of_a_use_case_gives_the_line_that_names_its_organisation(names: Names, printed: Printed) -> None:
    noted = [(row, int(found[1])) for row in rows("usecases") for found in [NAMED_APART.match(row["note"])] if found]
    lines = [(row, printed[row["source"]][number - 1]) for row, number in noted]
    assert [row["key"] for row, line in lines if not named(actor(row, names), line)] == []


@pytest.mark.parametrize(("table", "subject"), OWN_WORDS, ids=[table for table, _ in OWN_WORDS])
def test_each_cited_line_shares_a_word_with_a_row_in_our_words(
    table: str, subject: Subject, names: Names, printed: Printed
) -> None:
    astray = [
        f"row {row.number} ({row['key']}), line {row['line']}"
        for row, line in cited(table, printed)
        for told in [tuple(subject(row, names))]
        if not named(told, line) and not any(stem in line for name in told for stem in content_words(name))
    ]
    assert astray == []


def test_every_table_is_checked_or_said_to_have_no_subject() -> None:
    told = [name for name, _ in (*SUBJECTS, *OWN_WORDS)]
    assert sorted([*told, *APART, *SUBJECTLESS]) == sorted(table.name for table in TABLES)


def test_each_competency_and_impact_of_the_annex_is_printed_on_its_line(study: tuple[Line, ...]) -> None:
    by_number = {line.number: plain(line.text) for line in study}
    labels = {row["key"]: row["label"] for row in rows("annex_competencies")}
    wrong = {better: broken for broken, better in CORRECTED}
    astray = [
        row["key"]
        for row in rows("annex_competencies")
        if wrong.get(row["label"], row["label"]) not in by_number[int(row["line"])]
    ]
    assert astray == []
    assert set(wrong) <= set(labels.values())
    for row in rows("impacts"):
        line, label = by_number[int(row["line"])], labels[row["competency"]]
        assert wrong.get(label, label) in line
        assert line.endswith(row["printed"])
        assert dict(IMPACTS_BY_KEY)[row["impact"]] in row["printed"]


def test_each_occupation_is_printed_at_or_above_the_line_of_its_impacts(study: tuple[Line, ...]) -> None:
    by_number = {line.number: words(line.text) for line in study}
    names = {row["key"]: (row["label"], *row["also"].split("|")) for row in rows("occupations")}
    astray = [
        row["key"]
        for row in rows("impacts")
        for number in [int(row["line"])]
        if not any(
            words(name) in by_number[above]
            for name in names[row["occupation"]]
            for above in range(number - HIGHEST, number + HIGHEST)
        )
    ]
    assert astray == []


def test_each_projection_stands_by_the_label_of_its_indicator(study: tuple[Line, ...]) -> None:
    by_number = {line.number: plain(line.text) for line in study}
    labels = {told.key: told.printed for told in INDICATORS}
    fresh = projections(study)
    assert [row.key for row in fresh if labels[row.indicator] not in by_number[row.named_line]] == []
    assert [row.key for row in fresh if row.line != row.named_line and str(row.named_line) not in row.note] == []


def test_each_projection_has_its_digits_on_the_line_of_the_figure(study: tuple[Line, ...]) -> None:
    by_number = {line.number: plain(line.text) for line in study}
    assert [row.key for row in projections(study) if row.printed not in by_number[row.line]] == []


def test_each_figure_typed_by_hand_is_printed_on_its_line(folder: Path) -> None:
    texts = {key: numbered((folder / file).read_text("utf-8")) for key, file in DOCUMENTS}
    by_number = {(key, line.number): unspaced(line.text) for key, lines in texts.items() for line in lines}
    counted = [row["key"] for row in rows("figures") if not row["printed"]]
    assert counted == ["familles-visees-hauts-de-france-4593", "formations-recensees-hauts-de-france-4593"]
    astray = [
        row["key"]
        for row in rows("figures")
        if unspaced(row["printed"]) not in by_number[row["source"], int(row["line"])]
    ]
    assert astray == []


def test_each_figure_printed_as_a_bound_or_about_has_a_qualifier(folder: Path) -> None:
    texts = {key: numbered((folder / file).read_text("utf-8")) for key, file in DOCUMENTS}
    by_number = {(key, line.number): line.text for key, lines in texts.items() for line in lines}
    bare = [
        row["key"]
        for row in rows("figures")
        if row["printed"] and not row["qualifier"]
        for before, found, _ in [by_number[row["source"], int(row["line"])].partition(row["printed"])]
        if found
        if BOUND_BEFORE.search(before) or BOUND_WITHIN.search(row["printed"])
    ]
    assert bare == []


def unspaced(text: str) -> str:
    """The text without the spaces that group digits, of whatever width."""
    return re.sub(r"\s", "", text)


def test_each_figure_stands_on_the_line_it_is_told_to_be_printed_on(study: tuple[Line, ...]) -> None:
    by_number = {line.number: line.text for line in study}
    assert [row.key for row in observations(study) if row.printed not in by_number[row.line]] == []


def test_each_figure_about_a_sector_stands_under_the_heading_that_names_it(
    study: tuple[Line, ...], names: Names
) -> None:
    by_number = {line.number: words(line.text) for line in study}
    headings = [line.number for line in study if line.heading]
    for row in observations(study):
        assert any(words(name) in by_number[row.named_line] for name in names.sectors[row.about]), row.key
        if row.line != row.named_line:
            assert row.named_line == max(number for number in headings if number < row.line), row.key
            assert f"Secteur nommé à la ligne {row.named_line}." in row.note, row.key


def test_every_sheet_of_the_annex_is_a_training_or_left_out_with_a_reason(study: tuple[Line, ...]) -> None:
    sheets = sum(line.text.startswith("Ville :") for line in study)
    assert len(rows("trainings")) + len(excluded(study)) == sheets


def test_no_cell_repeats_a_sentence_of_a_document(folder: Path) -> None:
    texts = [(folder / file).read_text("utf-8") for _, file in DOCUMENTS]
    runs = {run for text in texts for run in word_runs(text)}
    assert len(runs) > 1000
    repeated = [
        f"{table.file}, row {row.number}, {name}"
        for table in TABLES
        for row in rows(table.name)
        for name, cell in row.cells.items()
        if name not in PRINTED_COLUMNS and runs.intersection(word_runs(cell))
    ]
    assert repeated == []


def word_runs(text: str) -> Iterable[str]:
    """Yield each run of words that is one longer than a cell may share."""
    told = [word for word in re.sub(r"<[^>]+>|[^\w\s'-]", " ", spaced_fold(text)).split() if word.strip("-'")]
    length = LONGEST_RUN + 1
    for start in range(len(told) - length + 1):
        yield " ".join(told[start : start + length])
