"""A small world of invented tables, every cell of which a test may change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from loaders.tables_index import TABLES, table_named
from loaders.writing import csv_text

CERTAIN = ("bulletin", "1", "3", "certain", "")

INVENTED: Mapping[str, Sequence[tuple[str, ...]]] = {
    "sources": [("bulletin", "Bulletin des bords de Lys", "report", "2019", "Imprimerie A", "CC0", "fr", "", "")],
    "places": [("59350", "Lille", "59", "50.6", "3.06", *CERTAIN), ("62498", "Lens", "62", "", "", *CERTAIN)],
    "actors": [
        ("atelier-bleu", "Atelier Bleu", "Blue Workshop", "solution-provider", "regional", *CERTAIN),
        ("ecole-verte", "École Verte", "", "school", "regional", *CERTAIN),
        ("labo-rouge", "Labo Rouge", "", "laboratory", "regional", *CERTAIN),
    ],
    "spellings": [("ecole-verte.1", "ecole-verte", "ECV", *CERTAIN)],
    "attributes": [
        ("atelier-bleu.place", "atelier-bleu", "place", "59350", "text", *CERTAIN),
        ("atelier-bleu.role", "atelier-bleu", "role", "impactant", "text", *CERTAIN),
    ],
    "ties": [("these", "doctoral", "Thèse commune", "Joint thesis", "established", "2019", "2019-05", *CERTAIN)],
    "involvements": [
        ("these.atelier", "these", "atelier-bleu", "company", *CERTAIN),
        ("these.labo", "these", "labo-rouge", "academic", *CERTAIN),
    ],
    "interviews": [("impactant-atelier", "ATELIER  bleu", "Personne A", "Gérante", "impactant", *CERTAIN)],
    "trainings": [
        (
            "ecole-verte-licence", "Licence de maillage", "ECV - Licence de maillage", "ecv", "", "LENS", "6",
            "6 (équivalence Bac+3)", "P3Y", "3 ans", "gouvernance|autres", *CERTAIN,
        )
    ],
    "support_offers": [("ecole-verte", "École  verte", "Association", "rd|animation", *CERTAIN)],
    "observations": [
        ("effectif-btp", "effectif", "btp", "", "1200", "", "persons", "observed", "2019", "", "1 200", *CERTAIN)
    ],
    "actions": [("1.1", "1.1", "Tisser", "Weave", "competences-formation", "yes", *CERTAIN)],
    "action_points": [
        ("1.1.01", "1.1", "stake", "1", "Peu de tisserands", "Few weavers", *CERTAIN),
        ("1.1.02", "1.1", "objective", "2", "Tisser plus", "Weave more", *CERTAIN),
    ],
    "success_factors": [
        ("nord.events", "nord", "events", "Une foire par an", "One fair a year", "labo-rouge", *CERTAIN),
    ],
    "publications": [
        ("loom", "loom", "Loom lore", "en", "ecole-verte|labo-rouge", "2018-05", "www.example.org/a_b", *CERTAIN),
    ],
    "main_occupations": [("btp-1", "tisserand", "btp", "tissage", "volume", "1", *CERTAIN)],
    "contributions": [("1.1.atelier", "1.1", "L'atelier", "atelier-bleu", *CERTAIN)],
    "products": [("navette", "Navette", "atelier-bleu", *CERTAIN)],
    "usecases": [
        (
            "navette-ecole", "Navette à l'école", "Shuttle at school", "ecole-verte", "", "", "", "tested", "navette",
            "atelier-bleu|labo-rouge", *CERTAIN,
        )
    ],
    "occupations": [("tisserand", "Tisserands", "Tisseur|Tisseuse", "autres", *CERTAIN)],
    "impacting_occupations": [("dresseur", "Dresseur d'automates", "", "", *CERTAIN)],
    "occupation_roles": [("dresseur.emerging", "dresseur", "emerging", *CERTAIN)],
    "specialisations": [("tisserand.dresseur", "tisserand", "dresseur", *CERTAIN)],
    "competencies": [("ourdir", "Ourdir", *CERTAIN)],
    "annex_competencies": [("nouer", "Nouer", "", *CERTAIN)],
    "requirements": [("dresseur.ourdir", "dresseur", "ourdir", *CERTAIN)],
    "impacts": [("btp-3", "dresseur", "nouer", "btp", "assisted", "en assistance", *CERTAIN)],
    "matches": [
        (
            "tisserand.rome", "occupation", "tisserand", "rome", "B1804", "Tisserand", "fr", "exactMatch", "Même nom",
            *CERTAIN,
        )
    ],
    "projections": [
        (
            "emplois-total-btp", "emplois-total", "btp", "", "1210", "", "persons", "projected", "2022", "", "1 210",
            *CERTAIN,
        )
    ],
    "figures": [
        (
            "membres-labo", "membres", "labo-rouge", "", "4", "at-least", "persons", "observed", "", "", "quatre",
            *CERTAIN,
        )
    ],
    "trends": [("btp-tisserand", "tisserand", "btp", "new", "Tisserands", *CERTAIN)],
}  # fmt: skip


@dataclass(slots=True)
class World:
    """A folder of invented tables: rows can be added or changed before they are written."""

    folder: Path
    rows: dict[str, list[list[str]]] = field(default_factory=dict)
    certain: tuple[str, ...] = CERTAIN
    """Cells of the evidence columns for a row that is added."""

    def set(self, table: str, row: int, column: str, value: str) -> World:
        """Change one cell; ``row`` as a spreadsheet shows it."""
        self.rows[table][row - 2][table_named(table).columns.index(column)] = value
        return self

    def add(self, table: str, *cells: str) -> World:
        """Add one row at the end of a table."""
        self.rows[table].append(list(cells))
        return self

    def write(self) -> Path:
        """Write every table and return the folder."""
        for table in TABLES:
            self.path(table.name).write_bytes(csv_text(table.columns, self.rows[table.name]).encode())
        return self.folder

    def path(self, table: str) -> Path:
        """Return the file of a table."""
        return self.folder / f"{table}.csv"


@pytest.fixture
def world(tmp_path: Path) -> World:
    invented = {name: [list(row) for row in rows] for name, rows in INVENTED.items()}
    return World(tmp_path, {table.name: invented.get(table.name, []) for table in TABLES})
