"""Loads the tables of facts into records, cross-checked; every row left out is told, with what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders import actor_rows, case_rows, job_rows, people_rows, plan_rows, source_rows, study_rows
from loaders.desk import Desk
from loaders.reading import Row, read_table
from loaders.tables_index import TABLES, Table
from ontology.errors import RowRefused, TableRefused
from ontology.records import IdentityDecision, Record, Source

__all__ = ["Loaded", "load", "packaged_tables"]

Family = Callable[[Desk, Sequence[Row]], tuple[Record, ...]]

FIRST: tuple[tuple[str, Family], ...] = (
    ("places", actor_rows.places),
    ("actors", actor_rows.actors),
    ("spellings", actor_rows.spellings),
    ("attributes", actor_rows.attributes),
)
"""Tables that the others refer to."""

THEN: tuple[tuple[str, Family], ...] = (
    ("trainings", study_rows.trainings),
    ("support_offers", study_rows.support_offers),
    ("observations", study_rows.observations),
    ("projections", study_rows.projections),
    ("figures", study_rows.figures),
    ("actions", plan_rows.actions),
    ("contributions", plan_rows.contributions),
    ("dependencies", plan_rows.dependencies),
    ("targets", plan_rows.targets),
    ("funding", plan_rows.funding),
    ("deadlines", plan_rows.deadlines),
    ("action_points", plan_rows.action_points),
    ("products", case_rows.products),
    ("usecases", case_rows.usecases),
    ("findings", case_rows.findings),
    ("regions", case_rows.regions),
    ("success_factors", case_rows.success_factors),
    ("publications", case_rows.publications),
    ("occupations", job_rows.occupations),
    ("impacting_occupations", job_rows.impacting_occupations),
    ("other_occupations", job_rows.other_occupations),
    ("occupation_roles", job_rows.occupation_roles),
    ("specialisations", job_rows.specialisations),
    ("competencies", job_rows.competencies),
    ("annex_competencies", job_rows.annex_competencies),
    ("requirements", job_rows.requirements),
    ("trends", job_rows.trends),
    ("other_trends", job_rows.other_trends),
    ("impacts", job_rows.impacts),
    ("main_occupations", job_rows.main_occupations),
    ("matches", job_rows.matches),
)
"""Tables loaded once actors, ties and interviews are; a table comes after those it refers to."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the tables gave: records in a fixed order, and every refusal in the order of tables and rows."""

    records: tuple[Record, ...]
    sources: tuple[Source, ...]
    decisions: tuple[IdentityDecision, ...]
    refused: tuple[RowRefused, ...]
    read: int
    """Data rows met, kept or refused; the rows of a table refused as a whole are not counted."""
    withdrawn: tuple[str, ...] = ()
    """Digests that the addresses of the people who withdrew are known by; no name."""


def packaged_tables() -> Path:
    """Return the folder of the tables that come with the package."""
    return Path(__file__).with_name("tables")


def load(tables: Path | None = None, *, people: bool = True) -> Loaded:
    """Return the records of a folder of tables; ``None`` means the packaged ones.

    A wrong row, or a table that cannot be read, is told in ``refused`` and the rest is loaded. The order of
    the rows in a table changes nothing but row numbers.

    Parameters
    ----------
    tables
        Folder with one CSV file per table of ``loaders.tables_index``.
    people
        ``False`` leaves out persons, their positions, and the person and function of each interview. So does a
        withdrawal list that cannot be read whole: nobody who withdrew comes back by a typing error.

    Raises
    ------
    TableRefused
        When the folder itself is not there.
    """
    folder = packaged_tables() if tables is None else tables
    if not folder.is_dir():
        raise TableRefused("There is no folder of tables.", where=str(folder), remedy="Give the folder of the tables.")
    desk = Desk()
    rows, read = _rows(desk, folder)
    sources = source_rows.sources(desk, rows["sources"])
    decisions = source_rows.decisions(desk, rows["identity"])
    left_out = people_rows.withdrawn(desk, rows["withdrawn"])
    records = _records(desk, rows, left_out, people=people)
    order = {table.file: rank for rank, table in enumerate(TABLES)}
    refused = sorted(desk.refused, key=lambda told: (order[told.table], told.row, told.column))
    gone = people_rows.tombstones(rows["interviews"], left_out)
    return Loaded(records, sources, decisions, tuple(refused), read, gone)


def _rows(desk: Desk, folder: Path) -> tuple[Mapping[str, Sequence[Row]], int]:
    """Read every table; returns its readable rows by name, and how many rows were met."""
    found = {}
    read = 0
    for table in TABLES:
        found[table.name], met = _table(desk, folder, table)
        read += met
    return found, read


def _table(desk: Desk, folder: Path, table: Table) -> tuple[tuple[Row, ...], int]:
    """Read one table; returns its readable rows and how many rows it has."""
    try:
        read = read_table(folder / table.file, table.columns, table.optional)
    except TableRefused as whole:
        told = RowRefused(table.file, whole.row, whole.column, whole.column, whole.found, whole.remedy)
        desk.refused.append(told)
        desk.lose_table(table.name, table.file)
        return (), 0
    desk.refused.extend(read.refused)
    desk.lose_unread(table.name, read.broken)
    return read.rows, len(read.rows) + len(read.broken)


def _records(
    desk: Desk, rows: Mapping[str, Sequence[Row]], left_out: frozenset[str], *, people: bool
) -> tuple[Record, ...]:
    records: list[Record] = []
    for name, family in FIRST:
        records.extend(family(desk, rows[name]))
    records.extend(actor_rows.ties(desk, rows["ties"], rows["involvements"]))
    told_all = not any(told.table == "withdrawn.csv" for told in desk.refused)
    named = people and told_all
    records.extend(people_rows.interviews(desk, rows["interviews"], left_out, people=named))
    records.extend(people_rows.positions(desk, rows["positions"], left_out, people=named))
    for name, family in THEN:
        records.extend(family(desk, rows[name]))
    return tuple(records)
