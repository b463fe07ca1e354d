from __future__ import annotations

from pathlib import Path

import pytest

from loaders.study.__main__ import main
from loaders.study.text import STUDY_FILE, between, numbered, plain, read_study, table_after
from loaders.study.write import TABLES, columns_of, write_tables
from loaders.tables_index import table_named
from ontology.errors import TableRefused

OFFERS = "ORGANISATION\tTYPLOGIE\tC\tR\tF\tA\tE\nParc Mauve\tParc\t\t✓\t\t\t\nAtelier, Bleu\t\t✓\t\t\t\t\n"


def study(folder: Path, text: str = OFFERS) -> Path:
    (folder / STUDY_FILE).write_text(text, "utf-8")
    return folder


def test_lines_are_numbered_from_one_and_composed() -> None:
    lines = numbered("un\r\ne\u0301\n")
    assert [(line.number, line.text) for line in lines] == [(1, "un"), (2, "é"), (3, "")]


def test_between_and_table_after_stop_where_told() -> None:
    lines = numbered("# A\nun\n# B\ndeux")
    assert [line.text for line in between(lines, "# A", "# B")] == ["un"]
    assert [line.text for line in between(lines, "# B")] == ["deux"]
    assert between(lines, "# C") == ()
    assert [line.number for line in table_after(numbered("h\na\nb\n\nc"), "h")] == [2, 3]


def test_plain_text_has_no_markup() -> None:
    assert plain("<b>Parc  Mauve</b> **gris**") == "Parc Mauve gris"


def test_a_missing_study_or_one_in_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableRefused, match="not there"):
        read_study(tmp_path)
    (tmp_path / STUDY_FILE).write_bytes(b"\xe9")
    with pytest.raises(TableRefused, match="Byte 0"):
        read_study(tmp_path)


def test_tables_are_written_sorted_with_lf_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    written = dict(write_tables(study(tmp_path), tmp_path))
    path = tmp_path / "support_offers.csv"
    first = path.read_bytes()
    assert written[path] == 2
    assert first.decode().splitlines() == [
        "key,organisation,typology,services,source,section,line,certainty,note",
        'atelier-bleu,"Atelier, Bleu",,competences,iahdf-2019,"II.1.4, Tableau 04",3,certain,',
        'parc-mauve,Parc Mauve,Parc,rd,iahdf-2019,"II.1.4, Tableau 04",2,certain,',
    ]
    assert b"\r" not in first
    write_tables(tmp_path, tmp_path)
    assert path.read_bytes() == first


def test_two_rows_with_one_key_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(TableRefused, match="parc-mauve"):
        write_tables(study(tmp_path, OFFERS + "PARC MAUVE\t\t\t\t\t\t\n"), tmp_path)
    assert not (tmp_path / "interviews.csv").exists()


@pytest.mark.parametrize(("name", "columns"), [(name, columns_of(kind)) for name, kind, _ in TABLES])
def test_parsed_tables_have_the_columns_that_the_loader_expects(name: str, columns: tuple[str, ...]) -> None:
    assert columns == table_named(name).columns


def test_the_command_says_what_it_wrote_and_what_went_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert main([str(tmp_path), str(tmp_path)]) == 2
    assert "not there" in capsys.readouterr().err
    assert main([str(study(tmp_path)), str(tmp_path / "none")]) == 2
    assert "no folder of tables" in capsys.readouterr().err
    assert main([str(study(tmp_path)), str(tmp_path)]) == 0
    assert "support_offers.csv: 2 rows" in capsys.readouterr().out
