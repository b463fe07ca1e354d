"""The tables of facts: their names and columns, in the order in which they are loaded."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EVIDENCE_COLUMNS", "TABLES", "Table", "table_named"]

EVIDENCE_COLUMNS = ("source", "section", "line", "certainty", "note")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its own columns and, unless ``bare``, the columns that say where a row stands."""

    name: str
    own: tuple[str, ...]
    bare: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column the table must have."""
        return self.own if self.bare else (*self.own, *EVIDENCE_COLUMNS)

    @property
    def optional(self) -> tuple[str, ...]:
        """The columns it may have beside those."""
        return ("printed",)

    @property
    def file(self) -> str:
        """The file name."""
        return f"{self.name}.csv"


_FIGURE = (
    "key",
    "indicator",
    "about",
    "territory",
    "value",
    "qualifier",
    "unit",
    "status",
    "year",
    "dataset",
    "printed",
)

TABLES = (
    Table(
        "sources",
        ("key", "title", "kind", "issued", "publisher", "licence", "language", "url", "note"),
        bare=True,
    ),
    Table("withdrawn", ("key", "name", "date", "reason"), bare=True),
    Table("identity", ("left", "right", "decision", "reason"), bare=True),
    Table("places", ("key", "label", "departement", "latitude", "longitude")),
    Table("actors", ("key", "label", "label_en", "kind", "scope")),
    Table("spellings", ("key", "actor", "spelling")),
    Table("attributes", ("key", "actor", "name", "value", "basis")),
    Table("ties", ("key", "kind", "label", "label_en", "status", "start", "end")),
    Table("involvements", ("key", "tie", "actor", "role")),
    Table("interviews", ("key", "organisation", "person", "function", "role")),
    Table("positions", ("key", "organisation", "person", "function", "role")),
    Table(
        "trainings",
        (
            "key",
            "label",
            "heading",
            "provider",
            "unit",
            "city",
            "level",
            "level_printed",
            "duration",
            "duration_printed",
            "families",
        ),
    ),
    Table("support_offers", ("key", "organisation", "typology", "services")),
    Table("observations", _FIGURE),
    Table("projections", _FIGURE),
    Table("figures", _FIGURE),
    Table("actions", ("key", "number", "label", "label_en", "axis", "national")),
    Table("contributions", ("key", "action", "printed", "actor")),
    Table("dependencies", ("key", "action", "depends_on")),
    Table("targets", ("key", "action", "label")),
    Table("funding", ("key", "action", "label", "actor")),
    Table("deadlines", ("key", "action", "label", "printed", "start", "end")),
    Table("action_points", ("key", "action", "aspect", "position", "label", "label_en")),
    Table("products", ("key", "label", "maker")),
    Table(
        "usecases",
        (
            "key",
            "label",
            "label_en",
            "actor",
            "sector",
            "function",
            "technology",
            "status",
            "product",
            "partners",
        ),
    ),
    Table("findings", ("key", "label", "label_en", "polarity", "theme", "concerns")),
    Table("regions", ("key", "label", "theme", "territory")),
    Table("success_factors", ("key", "territory", "factor", "label", "label_en", "concerns")),
    Table("publications", ("key", "publication", "label", "language", "publishers", "issued", "url")),
    Table("occupations", ("key", "label", "also", "family")),
    Table("impacting_occupations", ("key", "label", "also", "family")),
    Table("other_occupations", ("key", "label", "also", "family")),
    Table("occupation_roles", ("key", "occupation", "role")),
    Table("specialisations", ("key", "occupation", "into")),
    Table("competencies", ("key", "label")),
    Table("annex_competencies", ("key", "label", "printed")),
    Table("requirements", ("key", "occupation", "competency")),
    Table("trends", ("key", "occupation", "sector", "trend", "printed")),
    Table("other_trends", ("key", "occupation", "sector", "trend", "printed")),
    Table("impacts", ("key", "occupation", "competency", "sector", "impact", "printed")),
    Table("main_occupations", ("key", "occupation", "sector", "subsector", "listing", "rank")),
    Table("matches", ("key", "kind", "left", "scheme", "target", "label", "language", "relation", "reason")),
)


def table_named(name: str) -> Table:
    """Return the table of that name; raises ``KeyError`` for a name that is no table."""
    return {table.name: table for table in TABLES}[name]
