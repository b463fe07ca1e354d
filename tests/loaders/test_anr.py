from __future__ import annotations

from pathlib import Path

import pytest

from loaders.opendata.anr import actors, co_participations, partners
from ontology.errors import TableRefused

DOS = (
    "Projet.Code_Decision_ANR,Projet.Acronyme,AAP.Edition,Projet.Partenaire.Code_Decision_ANR,"
    "Projet.Partenaire.Est_coordinateur,Projet.Partenaire.Nom_organisme,Projet.Partenaire.Categorie_organisme,"
    "Projet.Partenaire.Code_RNSR,Projet.Partenaire.Adresse.Ville,Projet.Partenaire.Adresse.Region,"
    "Projet.Partenaire.Adresse.Pays\n"
)
DGPIE = DOS.replace("AAP.Edition", "Action.Edition").replace("Projet.Partenaire.Code_RNSR,", "")
ROWS = (
    "ANR-15-TEST-0001,ALPHA,2015,ANR-15-TEST-0001-01,True,Institut d'Essai,Laboratoire public,200000001A,Lille,"
    "Hauts-de-France,France\n"
    "ANR-15-TEST-0001,ALPHA,2015,ANR-15-TEST-0001-02,False,DELEGATION DE L'ESSAI,Laboratoire public,200000001a,Lille,"
    "Hauts-de-France,France\n"
    "ANR-15-TEST-0001,ALPHA,2015,ANR-15-TEST-0001-03,False,Société Témoin,PME,,Lens Cedex 2,Hauts-de-France,France\n"
    "ANR-15-TEST-0001,ALPHA,2015,ANR-15-TEST-0001-04,False,SOCIETE TEMOIN,PME,,LENS,Non renseigné,France\n"
    "ANR-15-TEST-0001,ALPHA,2015,ANR-15-TEST-0001-05,False,École Fictive,Divers public,,Arras,,France\n"
)
FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "open" / "anr"


def read(text: str, table: str = "partners.csv") -> tuple[str, ...]:
    return tuple(row.key for row in partners(text.encode(), table).rows)


def test_a_number_makes_one_actor_of_many_names_and_else_name_and_city_do() -> None:
    assert read(DOS + ROWS) == (
        "rnsr-200000001A",
        "rnsr-200000001A",
        "societe-temoin@lens",
        "societe-temoin@lens",
        "ecole-fictive@arras",
    )


def test_three_actors_of_a_project_are_tied_by_one_half() -> None:
    ties = co_participations(partners((DOS + ROWS).encode(), "partners.csv").rows).ties

    assert [(tie.source, tie.target) for tie in ties] == [
        ("ecole-fictive@arras", "rnsr-200000001A"),
        ("ecole-fictive@arras", "societe-temoin@lens"),
        ("rnsr-200000001A", "societe-temoin@lens"),
    ]
    assert {(tie.weight, tie.date) for tie in ties} == {(0.5, "2015")}


def test_projects_with_too_many_actors_give_no_tie_and_are_named() -> None:
    found = co_participations(partners((DOS + ROWS).encode(), "partners.csv").rows, most=2)

    assert found.ties == ()
    assert found.left_out == (("ANR-15-TEST-0001", 3),)


def test_both_tables_and_both_spellings_of_the_region_are_read_alike() -> None:
    row = "ANR-16-X,BETA,2016,ANR-16-X-01,True,Université d'Essai,Universités,Lille Cedex,Hauts de France,France\n"
    found = partners((DGPIE + row).encode(), "dgpie.csv").rows[0]

    assert (found.region, found.city, found.rnsr, found.edition) == ("Hauts-de-France", "Lille", "", 2016)
    assert found.key == "universite-dessai@lille"


def test_a_lost_apostrophe_changes_no_actor() -> None:
    row = "ANR-16-X,B,2016,ANR-16-X-01,True,{},PME,,Lens,,France\n"

    assert read(DOS + row.format("Institut dEssai")) == read(DOS + row.format("INSTITUT D'ESSAI"))


def test_actors_take_their_most_frequent_values() -> None:
    found = {actor.key: actor for actor in actors(partners((DOS + ROWS).encode(), "partners.csv").rows)}

    assert found["rnsr-200000001A"].spellings == ("DELEGATION DE L'ESSAI", "Institut d'Essai")
    assert found["societe-temoin@lens"].region == "Hauts-de-France"
    assert found["societe-temoin@lens"].projects == 1


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",A,2015,P-01,True,Nom,PME,,Lens,,France", "Projet.Code_Decision_ANR"),
        ("P,A,2015,P-01,True,,PME,,Lens,,France", "Projet.Partenaire.Nom_organisme"),
        ("P,A,soon,P-01,True,Nom,PME,,Lens,,France", "AAP.Edition"),
        ("P,A,2015,P-01,True,Nom,PME,12,Lens,,France", "Projet.Partenaire.Code_RNSR"),
    ],
)
def test_a_wrong_row_is_told_with_its_column(row: str, column: str) -> None:
    found = partners((DOS + row + "\n").encode(), "partners.csv")

    assert found.rows == ()
    assert [(each.row, each.column) for each in found.refused] == [(2, column)]


def test_the_code_of_a_project_dates_it_where_the_edition_is_missing() -> None:
    row = "ANR-14-X,B,,ANR-14-X-01,True,Nom,PME,,Lens,,France\n"

    assert partners((DOS + row).encode(), "partners.csv").rows[0].edition == 2014


def test_another_table_is_refused() -> None:
    with pytest.raises(TableRefused, match="is lost"):
        partners(b"a,b\n1,2\n", "other.csv")
    with pytest.raises(TableRefused, match="not UTF-8"):
        partners(DOS.encode() + b"\xff", "other.csv")


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the agency's files are not beside the repository")
def test_the_published_files_are_read_whole() -> None:
    found = [
        partners((FOLDER / name).read_bytes(), name)
        for name in ("anr_dos_partenaires_hdf_2010-2018.csv", "anr_dgpie_partenaires_hdf_2010-2018.csv")
    ]
    ties = co_participations([row for each in found for row in each.rows])

    assert [(len(each.rows), len(each.refused)) for each in found] == [(3396, 1), (1289, 0)]
    assert (len(ties.ties), len(ties.left_out)) == (14085, 8)
    assert len({row.name for row in found[0].rows if row.rnsr == "199812849E"}) >= 30
