"""A row becomes a record; what is wrong is told with its line and column."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from archivekit.description.opening import AT_ONCE, NEVER
from archivekit.description.record import Level, Value
from archivekit.exchange.sheet import Row, read_sheet
from archivekit.exchange.sheet.columns import known_columns, understand
from archivekit.exchange.sheet.values import file_names, number, several, yes_or_no
from archivekit.problems import Problem, Problems, Severity
from archivekit.schemas_folder import schema_path


def _rows(tmp_path: Path, *lines: str) -> tuple[list[Row], list[Problem]]:
    file = tmp_path / "fonds.csv"
    file.write_text("\r\n".join(lines), encoding="utf-8")
    problems = Problems()
    rows = list(read_sheet(file, problems))
    for problem in problems:
        assert problem.sentence("fr")
        assert problem.sentence("en")
    return rows, list(problems)


def _row(tmp_path: Path, headings: str, cells: str) -> Row:
    (row,), problems = _rows(tmp_path, f"Cote;Intitulé;{headings}", f"2 J 87;Lettre;{cells}")
    assert not problems
    return row


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("COTE", "code"),
        ("N° de cote", "code"),
        ("identifiant_cote ", "code"),
        ("unitid", "code"),
        ("Ancienne cote", "old_code"),
        ("Intitulés", "title"),
        ("Titre / analyse", "title"),
        ("levelOfDescription", "level"),
        ("Date(s) extrême(s)", "date"),
        ("date1", "date_first"),
        ("mots matières", "subject"),
        ("index_lieu", "spatial"),
        ("dc:creator", "creator"),
        ("dcterms:spatial", "spatial"),
        ("Conditions d’accès", "access"),
        ("Noms de fichiers", "files"),
        ("état (publié o/n)", "publish"),
        ("Cote (obligatoire)", "code"),
    ],
)
def test_a_heading_is_known_by_its_usual_names(heading: str, column: str) -> None:
    found = understand(0, heading)
    assert found is not None
    assert found.column.name == column


@pytest.mark.parametrize("heading", ["", "latitude", "gambrel", "x" * 500])
def test_other_headings_are_not_guessed(heading: str) -> None:
    assert understand(0, heading) is None


def test_no_name_stands_for_two_columns() -> None:
    data = tomllib.loads(schema_path("columns.toml").read_text(encoding="utf-8"))
    for column, entry in data.items():
        for name in entry["names"]:
            found = understand(0, name)
            assert found is not None
            assert found.column.name == column, name


def test_every_column_says_its_name_in_both_languages() -> None:
    for column in known_columns().values():
        assert all(understand(0, label) for label in column.labels.values())


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("Besançon ; Dole", ["Besançon", "Dole"]),
        (
            "Antony (Hauts-de-Seine, France ; commune) ; Sceaux ; ",
            ["Antony (Hauts-de-Seine, France ; commune)", "Sceaux"],
        ),
        ("a ;; b ;", ["a", "b"]),
        ("parenthèse (ouverte ; oubliée", ["parenthèse (ouverte", "oubliée"]),
        ("a|b", ["a", "b"]),
        ("  deux\nlignes ", ["deux lignes"]),
        (" ; ", []),
    ],
)
def test_several_values_in_a_cell(cell: str, values: list[str]) -> None:
    assert several(cell) == values


def test_yes_and_no_in_a_cell() -> None:
    assert [yes_or_no(cell) for cell in ("Oui", "o", "Publié", "Draft", "NON", "peut-être")] == [
        True, True, True, False, False, None,
    ]  # fmt: skip


def test_numbers_in_a_cell() -> None:
    assert [number(cell) for cell in ("12", "12 vues", "1 200", "douze", "")] == [
        12, 12, 1200, None, None,
    ]  # fmt: skip


def test_file_names_in_a_cell() -> None:
    assert file_names("a, b.jpg ; c.tif\nd.png") == ["a, b.jpg", "c.tif", "d.png"]


def test_a_row_is_a_record(tmp_path: Path) -> None:
    row = _row(tmp_path, "Niveau;Cote parente;Dates", "pièce;2 J;vers 1936")
    assert row.description.code == "2 J 87"
    assert row.description.title == "Lettre"
    assert row.description.level is Level.ITEM
    assert row.description.parent_code == "2 J"
    assert (row.description.date_text, row.description.date_edtf) == ("vers 1936", "1936~")
    assert (row.description.date_first, row.description.date_last) == ("1936-01-01", "1936-12-31")


def test_the_values_of_a_row_go_to_their_terms(tmp_path: Path) -> None:
    rows, problems = _rows(
        tmp_path,
        "Cote;Intitulé;Mots-matière;Lieu;Langue;Licence;"
        "Nom de fichier;Nb vues;Notes internes;Salle",
        '2 J 87;Lettre;"étranger ; travail ;";"Besançon (Doubs, France ; commune)";'
        '"italien ; arabe";CC BY;"AMB_2J87_01.jpg ; AMB_2J87_02.jpg";2;à revoir;B',
    )
    (row,) = rows
    assert row.description.terms == {
        "subject": [Value("étranger"), Value("travail")],
        "spatial": [Value("Besançon (Doubs, France ; commune)")],
        "language": [Value("italien"), Value("arabe")],
        "license": [Value("http://creativecommons.org/licenses/by/4.0/")],
    }
    assert row.files == ["AMB_2J87_01.jpg", "AMB_2J87_02.jpg"]
    assert row.page_count == 2
    assert row.description.internal_notes == "à revoir"
    assert row.description.unknown == {"Salle": "B"}
    assert row.description.typed["Mots-matière"] == "étranger ; travail ;"
    (note,) = problems
    assert (note.key, note.severity) == ("exchange.unknown-columns", Severity.NOTE)
    assert note.values["columns"] == "Salle"


def test_a_parallel_title_says_its_language(tmp_path: Path) -> None:
    row = _row(tmp_path, "Titre (arabe)", "رسالة")
    assert row.description.title == "Lettre"
    assert row.description.terms["title"] == [Value("Lettre"), Value("رسالة", "ar")]


def test_a_licence_named_as_rights_has_its_uri(tmp_path: Path) -> None:
    row = _row(tmp_path, "Droits", "Licence Ouverte (Etalab)")
    assert row.description.terms["rights"] == [Value("Licence Ouverte (Etalab)")]
    assert row.description.terms["license"][0].text.startswith("https://www.etalab.gouv.fr/")


@pytest.mark.parametrize(
    ("first", "last", "text", "edtf"),
    [
        ("1914", "1918", "1914-1918", "1914/1918"),
        ("1914", "1914", "1914", "1914"),
        ("1914", "", "1914", "1914"),
        ("1900", "1944-05-31", "1900 - 1944-05-31", "1900/1944-05-31"),
        ("02/08/1914", "11/11/1918", "02/08/1914 - 11/11/1918", "1914-08-02/1918-11-11"),
    ],
)
def test_a_date_in_two_columns(tmp_path: Path, first: str, last: str, text: str, edtf: str) -> None:
    description = _row(tmp_path, "Date début;Date fin", f"{first};{last}").description
    assert (description.date_text, description.date_edtf) == (text, edtf)


@pytest.mark.parametrize(
    ("access", "open_from"),
    [
        ("libre", AT_ONCE),
        ("communicable en 2041", "2041-01-01"),
        ("75 ans", "2012-01-01"),
        ("non communicable", NEVER),
        ("", None),
    ],
)
def test_access_conditions_give_the_opening_date(
    tmp_path: Path, access: str, open_from: str | None
) -> None:
    row = _row(tmp_path, "Dates;Communicabilité", f"1936;{access}")
    assert (row.description.access_text, row.description.open_from) == (access, open_from)


def test_a_delay_may_run_from_a_birth_or_a_death(tmp_path: Path) -> None:
    row = _row(
        tmp_path,
        "Date de naissance;Date de décès;Communicabilité",
        "12/05/1920;1980;25 ans après le décès",
    )
    assert row.description.open_from == "2006-01-01"


@pytest.mark.parametrize(
    ("headings", "cells", "publish"),
    [
        ("Publié", "oui", True),
        ("Publié", "non", False),
        ("Publié", "", None),
        ("Retrait demandé", "oui", False),
        ("Retrait demandé", "le 3 mai", False),
        ("Retrait demandé", "non", None),
    ],
)
def test_the_archivist_says_what_is_published(
    tmp_path: Path, headings: str, cells: str, publish: bool | None
) -> None:
    assert _row(tmp_path, headings, cells).description.publish is publish


@pytest.mark.parametrize(
    ("heading", "cell", "key"),
    [
        ("Dates", "12/05/36", "description.date-short-year-proposal"),
        ("Dates", "31/02/1936", "description.date-impossible"),
        ("Dates", "1918-1914", "description.date-reversed"),
        ("Dates", "1911-12", "description.date-ambiguous"),
        ("Dates", "Pâques", "description.date-unknown"),
        ("Communicabilité", "selon le maire", "description.access-unknown"),
        ("Communicabilité", "50 ans", "description.access-no-last-date"),
        ("Communicabilité", "25 ans après le décès", "description.access-no-death"),
        ("Communicabilité", "120 ans à compter de la naissance", "description.access-no-birth"),
        ("Langue", "martien", "description.language-unknown"),
        ("Niveau", "étagère", "description.level-unknown"),
        ("Publié", "bientôt", "exchange.publish-unclear"),
        ("Nb vues", "beaucoup", "exchange.number-unread"),
    ],
)
def test_what_is_not_understood_is_kept_and_told(
    tmp_path: Path, heading: str, cell: str, key: str
) -> None:
    (row,), (problem,) = _rows(tmp_path, f"Cote;Titre;{heading}", "", f"2 J 87;Lettre;{cell}")
    assert problem.key == key
    assert problem.severity is Severity.WARNING
    assert (problem.place.file, problem.place.line) == ("fonds.csv", 3)
    assert problem.place.column == heading
    assert row.description.typed[heading] == cell


def test_what_is_not_understood_of_access_closes_the_record(tmp_path: Path) -> None:
    (row,), _ = _rows(tmp_path, "Cote;Titre;Accès", "2 J 87;Lettre;selon le maire")
    assert row.description.open_from == NEVER


def test_of_two_rows_with_one_code_the_first_is_kept(tmp_path: Path) -> None:
    rows, (problem,) = _rows(tmp_path, "Cote;Titre", "2 J 87;a", "2 J 88;b", "2J87;c")
    assert [row.description.title for row in rows] == ["a", "b"]
    assert problem.key == "exchange.code-twice"
    assert problem.severity is Severity.ERROR
    assert (problem.place.line, problem.values["first"]) == (4, 2)


def test_a_row_without_a_code_is_left_out_and_told(tmp_path: Path) -> None:
    rows, (problem,) = _rows(tmp_path, "Cote;Titre", ";perdue", "2 J 88;b")
    assert len(rows) == 1
    assert problem.key == "exchange.row-without-code"
    assert (problem.place.line, problem.values["title"]) == (2, "perdue")


def test_a_row_without_a_title_is_kept_and_told(tmp_path: Path) -> None:
    rows, (problem,) = _rows(tmp_path, "Cote;Titre;Dates", "2 J 88;;1936")
    assert rows[0].description.title == ""
    assert problem.key == "exchange.row-without-title"


def test_a_fonds_is_not_its_own_parent(tmp_path: Path) -> None:
    rows, _ = _rows(tmp_path, "Cote;Titre;Fonds", "2 J;Fonds;2J", "2 J 1;Lettre;2 J")
    assert [row.description.parent_code for row in rows] == [None, "2 J"]


def test_parents_may_be_named_by_the_row_s_own_identifier(tmp_path: Path) -> None:
    rows, _ = _rows(
        tmp_path, "legacyId,parentId,identifier,title", "10,,F1,Fonds", "11,10,F1-1,Item"
    )
    assert [row.description.parent_code for row in rows] == [None, "F1"]


def test_all_problems_are_told_in_one_run(tmp_path: Path) -> None:
    _, problems = _rows(
        tmp_path,
        "Cote;Titre;Dates;Accès;Inconnue",
        ";sans cote;1936;libre;",
        "2 J 1;a;janv-16;selon le maire;",
        "2 J 1;b;1936;libre;x",
    )
    assert [problem.key for problem in problems] == [
        "exchange.unknown-columns",
        "exchange.row-without-code",
        "description.date-excel-proposal",
        "description.access-unknown",
        "exchange.code-twice",
    ]
