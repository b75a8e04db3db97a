"""``archivekit check SHEET``: every problem, with its place and the nearest fix, in few lines."""

from __future__ import annotations

import csv
import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from desk import Desk

HEAD = "Cote;Intitulé"


def found(desk: Desk, head: str, *rows: str) -> list[dict[str, Any]]:
    return desk.json("check", desk.sheet(head, *rows))["problems"]


@pytest.mark.parametrize(
    ("head", "row", "key", "fix"),
    [
        ("Cote;Intitulé;Niveau", "2 J 1;x;dosier", "description.level-unknown", "dossier"),
        ("Cote;Intitulé;Langue", "2 J 1;x;italein", "description.language-unknown", "italien"),
        ("Cote;Intitulé;Publié", "2 J 1;x;ouii", "exchange.publish-unclear", "oui"),
        (
            "Cote;Intitulé;Licence",
            "2 J 1;x;Licence Ouvrte",
            "exchange.check-licence",
            "Licence Ouverte",
        ),
        (
            "Cote;Intitulé;Dates",
            "2 J 1;x;janv-16",
            "description.date-excel-proposal",
            "janvier 1916",
        ),
        (
            "Cote;Intitulé;Nivau",
            "2 J 1;x;pièce",
            "exchange.check-column-near",
            "niveau",
        ),
    ],
)
def test_the_nearest_fix_is_offered(desk: Desk, head: str, row: str, key: str, fix: str) -> None:
    (problem,) = found(desk, head, row)
    assert (problem["problem"], problem["fix"]) == (key, fix)
    assert problem["value"]
    assert problem["column"] == head.split(";")[2]


@pytest.mark.parametrize(
    ("head", "rows", "key"),
    [
        (HEAD, [";perdue"], "exchange.row-without-code"),
        (HEAD, ["2 J 1;a", "2J1;b"], "exchange.code-twice"),
        (HEAD, ["2 J 1;AFFICHE DE LA VILLE"], "exchange.check-title-capitals"),
        (HEAD, ['2 J 1;"Lettre\nau maire"'], "exchange.check-title-lines"),
        (HEAD, ["2 J 1;Lettre  au maire"], "exchange.check-spaces"),
        (
            HEAD,
            ["2 J 1;Jeux de scène / Ad Vitam. - Valmont, 1995. - 1 affiche ill. coul., 60 x 40 cm"],
            "exchange.check-title-notice",
        ),
        ("Cote;Intitulé;Sujet", ['2 J 1;x;"police ; "'], "exchange.check-separator"),
        ("Cote;Intitulé;Dates", ["2 J 1;x;1918-1914"], "description.date-reversed"),
        ("Cote;Intitulé;Dates", ["2 J 1;x;2095"], "exchange.check-date-future"),
        ("Cote;Intitulé;Dates", ["2 J 1;x;0193"], "exchange.check-date-early"),
        ("Cote;Intitulé;Date;Date fin", ["2 J 1;x;1914-1918;1919"], "exchange.check-dates-differ"),
        ("Cote;Intitulé;Accès", ["2 J 1;x;selon le maire"], "description.access-unknown"),
        ("Cote;Intitulé;Parent", ["2 J 1;x;2 K"], "exchange.check-parent-elsewhere"),
        ("Cote;Intitulé;Fichier", ["2 J 1;x;Lettre au maire"], "exchange.check-no-file-name"),
        ("Cote;Intitulé;Fichier", ["2 J 1;x;a.jpg", "2 J 2;x;A.jpg"], "exchange.check-files-twice"),
        (
            "Cote;Intitulé;URL",
            ["2 J 1;x;https://example.org/1", "2 J 2;x;https://example.org/1"],
            "exchange.check-url-twice",
        ),
        (
            "Cote;Intitulé;Nb vues;Première vue;Dernière vue",
            ["2 J 1;x;12;1;10"],
            "exchange.check-page-count",
        ),
        ("Cote;Intitulé;Vues;Vue début;Vue fin", ["2 J 1;x;;9;3"], "exchange.check-views-reversed"),
        ("Cote;Intitulé;Lieu", ["2 J 1;x;"], "exchange.check-columns-empty"),
        ("Cote;Intitulé;Salle", ["2 J 1;x;bleue"], "exchange.check-column-unknown"),
    ],
)
def test_each_doubt_is_told(desk: Desk, head: str, rows: list[str], key: str) -> None:
    (desk.root / "catalogue.db").unlink(missing_ok=True)
    there = [it["problem"] for it in found(desk, head, *rows)]
    # Columns left empty in a sheet of one row are told too.
    assert [it for it in there if it in (key,) or "empty" not in it] == [key]


def test_a_loop_of_parents_is_told_at_each_of_its_rows(desk: Desk) -> None:
    rows = ["2 J 1;a;2 J 2", "2 J 2;b;2 J 1", "2 J 3;c;2 J 1"]
    problems = found(desk, "Cote;Intitulé;Parent", *rows)
    assert [(it["problem"], it["line"]) for it in problems] == [
        ("exchange.check-loop", 2),
        ("exchange.check-loop", 3),
    ]


def test_a_sheet_without_faults_is_clean(desk: Desk) -> None:
    done = desk.run("check", desk.sheet("Cote;Intitulé;Dates", "2 J 1;Lettre au maire;1936"))
    assert (done.exit_code, done.stderr) == (0, "")
    assert "1 rows, nothing to mend" in done.stdout


def test_three_thousand_equal_problems_are_a_few_lines(desk: Desk) -> None:
    rows = [f"2 J {number};Lettre;janv-{number % 90 + 10}" for number in range(3000)]
    sheet = desk.sheet("Cote;Intitulé;Dates", *rows)
    done = desk.run("check", sheet)
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) < 8
    assert "3000 times, lines 2-3001" in done.stderr
    assert len(desk.json("check", sheet)["problems"]) == 3000


def test_the_report_is_in_french_for_the_french(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVEKIT_LANG", "fr")
    done = desk.run("check", desk.sheet("Cote;Intitulé;Niveau", "2 J 1;x;dosier"))
    said = done.stderr.replace("\u00a0", " ")
    assert "ligne 2, colonne « Niveau » : le niveau « dosier » n'est pas connu" in said
    assert "Le plus proche : « dossier »." in said


def test_what_the_catalogue_has_is_known(desk: Desk) -> None:
    desk.json("ingest", desk.scans, "--sheet", desk.sheet(HEAD, "2 J;Fonds", "2 J 1;Lettre"))
    head = "Cote;Intitulé;Parent"
    problems = found(desk, head, "2 J 1;Lettre;", "2 J 2;Autre;2 J", "2 J 3;Perdue;2 K")
    assert [(it["problem"], it["severity"]) for it in problems] == [
        ("exchange.check-codes-known", "note"),
        ("exchange.check-parent-missing", "error"),
    ]
    assert "already: 1." in problems[0]["message"]


def test_nothing_is_changed_by_a_check(desk: Desk) -> None:
    sheet = desk.sheet(HEAD, "2 J 1;AFFICHE DE LA VILLE")
    desk.json("ingest", desk.scans, "--sheet", sheet)
    before, bytes_before = desk.state(), sheet.read_bytes()
    desk.run("check", sheet)
    assert (desk.state(), sheet.read_bytes()) == (before, bytes_before)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_an_annotated_csv_keeps_its_cells_encoding_and_separator(desk: Desk, encoding: str) -> None:
    rows = ["Cote;Intitulé;Niveau", "2 J 1;Été ;dosier", "2 J 2;b;dossier"]
    sheet = desk.sheet(*rows, encoding=encoding)
    copy = desk.scans.parent / "copy.csv"
    assert desk.run("check", sheet, "--annotate", copy).exit_code == 1
    with copy.open(encoding=encoding, newline="") as file:
        read = list(csv.reader(file, delimiter=";"))
    assert [row[:3] for row in read] == [row.split(";") for row in rows]
    assert read[0][3] == "problems"
    assert "dosier" in read[1][3]
    assert len(read[2]) == 3


def test_an_annotated_workbook_keeps_its_cells_and_their_forms(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Cote", "Intitulé", "Dates", "Total"])
    book.active.append(["2 J 1", "Lettre", dt.date(2016, 1, 1), "=1+1"])
    book.active["C2"].number_format = "mmm-yy"
    book.save(tmp_path / "f.xlsx")
    copy = tmp_path / "copy.xlsx"
    desk.run("check", tmp_path / "f.xlsx", "--annotate", copy)
    page = openpyxl.load_workbook(copy).active
    assert [cell.value for cell in page[2]][:4] == [
        "2 J 1",
        "Lettre",
        dt.datetime(2016, 1, 1),
        "=1+1",
    ]
    assert page["C2"].number_format == "mmm-yy"
    assert page["E1"].value.startswith("problems")
    assert "janv-16" in page["E2"].value


def test_the_sheet_itself_is_never_written_over(desk: Desk) -> None:
    sheet = desk.sheet(HEAD, "2 J 1;a")
    before = sheet.read_bytes()
    assert desk.run("check", sheet, "--annotate", sheet).exit_code == 2
    assert sheet.read_bytes() == before


def test_a_bomb_is_refused_by_its_size(desk: Desk, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            with package.open(name, "w", force_zip64=True) as part:
                for _ in range(600):
                    part.write(b" " * 2**20)
    done = desk.run("check", tmp_path / "bomb.xlsx")
    assert done.exit_code == 2
    assert "once unpacked" in done.output


SKOS = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:skos="http://www.w3.org/2004/02/skos/core#">
 <skos:Concept rdf:about="https://example.org/t/1">
  <skos:prefLabel xml:lang="fr">immigration</skos:prefLabel></skos:Concept>
 <skos:Concept rdf:about="https://example.org/t/2">
  <skos:prefLabel xml:lang="fr">étranger</skos:prefLabel>
  <skos:altLabel xml:lang="fr">ressortissant étranger</skos:altLabel></skos:Concept>
</rdf:RDF>"""
SUBJECTS = (
    "Cote;Intitulé;Mots-matière",
    '2 J 1;x;"Immigraton ; étrangers"',
    "2 J 2;x;Immigraton",
    '2 J 3;x;"Immigration ; ressortissant étranger ; zzzz"',
)


def test_subjects_are_compared_with_the_thesaurus_that_was_imported(desk: Desk) -> None:
    skos = desk.scans.parent / "thesaurus.rdf"
    skos.write_text(SKOS, encoding="utf-8")
    assert desk.run("import", skos).exit_code == 0
    told = {(it["problem"], it["value"]): it.get("fix") for it in found(desk, *SUBJECTS)}
    assert told == {
        ("exchange.check-subject-unknown", "Immigraton"): "immigration",
        ("exchange.check-subject-unknown", "étrangers"): "étranger",
        ("exchange.check-subject-unknown", "zzzz"): None,
        ("exchange.check-subject-rejected", "ressortissant étranger"): "étranger",
    }
    done = desk.run("check", desk.sheet(*SUBJECTS))
    assert done.exit_code == 0
    assert "“Immigraton” ×2 → “immigration”" in done.stderr


def test_without_a_thesaurus_nothing_is_said_of_subjects(desk: Desk) -> None:
    assert found(desk, *SUBJECTS) == []
