"""Sheets that would do harm, or say something else than they seem to: bounded, and named."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P

from archivekit.errors import WrongUse
from archivekit.exchange.sheet import Sheet, read_sheet
from archivekit.problems import Problem, Problems

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
    '<sheets><sheet name="F" sheetId="1" r:id="r1"/></sheets></workbook>'
)
PARTS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="t" Target="worksheets/sheet1.xml"/></Relationships>'
)
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet><table:table>"
)
# What a refusal may take of memory, beside Python itself.
MOST_MEMORY = 400 * 2**20
READ_BOUNDED = f"""
import resource, sys
from pathlib import Path
from archivekit.errors import WrongUse
from archivekit.exchange.sheet import read_sheet
from archivekit.problems import Problems
resource.setrlimit(resource.RLIMIT_AS, ({MOST_MEMORY}, {MOST_MEMORY}))
try:
    read_sheet(Path(sys.argv[1]), Problems())
except WrongUse as error:
    print(error.key)
"""


def cells(*words: str) -> str:
    return "".join(f'<c t="inlineStr"><is><t>{each}</t></is></c>' for each in words)


HEADINGS = f"<row>{cells('Cote', 'Titre', 'Dates')}</row>"


def package(path: Path, **parts: Iterable[str]) -> Path:
    """A package of parts whose names have ``__`` for ``/``, each written piece by piece."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, pieces in parts.items():
            with file.open(name.replace("__", "/") + ".xml", "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece.encode())
    return path


def workbook(path: Path, rows: Iterable[str], **more: Iterable[str]) -> Path:
    parts = {"xl__workbook": [WORKBOOK], "xl__worksheets__sheet1": rows, **more}
    package(path, **parts)
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/_rels/workbook.xml.rels", PARTS)
    return path


def sheet_of(*rows: str, before: str = "", after: str = "") -> list[str]:
    head = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{HEADINGS}'
    return [head, *rows, f"</sheetData>{after}</worksheet>"]


def read(path: Path) -> tuple[Sheet, list[Problem]]:
    problems = Problems()
    return read_sheet(path, problems), list(problems)


def refused(path: Path) -> str:
    with pytest.raises(WrongUse) as refusal:
        read_sheet(path, Problems())
    return refusal.value.key


def refused_in_little_memory(path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", READ_BOUNDED, str(path)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_AS"), reason="the system bounds no memory")
class TestMemory:
    """A small file that unpacks to more than a computer holds is refused in little memory."""

    def test_a_row_of_thirty_million_empty_cells(self, tmp_path: Path) -> None:
        row = ["<row>", *["<c/>" * 10**6] * 30, "</row>"]
        file = workbook(tmp_path / "a.xlsx", sheet_of(*row))
        assert refused_in_little_memory(file) == "exchange.too-many-columns"

    def test_elements_that_are_no_cells(self, tmp_path: Path) -> None:
        row = ["<row>", *["<x/>" * 10**6] * 30, "</row>"]
        file = workbook(tmp_path / "a.xlsx", sheet_of(*row))
        assert refused_in_little_memory(file) == "exchange.damaged-workbook"

    def test_more_texts_than_the_memory_holds(self, tmp_path: Path) -> None:
        texts = [f'<sst xmlns="{MAIN}">', *[f"<si><t>{'x' * 9 * 10**6}</t></si>"] * 60, "</sst>"]
        file = workbook(tmp_path / "a.xlsx", sheet_of(), xl__sharedStrings=texts)
        assert refused_in_little_memory(file) == "exchange.sheet-without-rows"

    def test_an_ods_row_of_ten_million_cells(self, tmp_path: Path) -> None:
        heading = "<table:table-row><table:table-cell><text:p>Cote</text:p></table:table-cell>"
        row = [heading, *["<table:table-cell/>" * 10**6] * 10, "</table:table-row>"]
        end = "</table:table></office:spreadsheet></office:body></office:document-content>"
        file = package(tmp_path / "a.ods", content=[ODS, *row, end])
        assert refused_in_little_memory(file) == "exchange.too-many-columns"


def test_a_row_said_to_be_there_a_billion_times_is_refused_at_once(tmp_path: Path) -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = [
        f"<table:table-row>{cell.format('Cote')}{cell.format('Titre')}</table:table-row>",
        '<table:table-row table:number-rows-repeated="999999999">',
        f"{cell.format('2 J 1')}{cell.format('Lettre')}</table:table-row>",
    ]
    end = "</table:table></office:spreadsheet></office:body></office:document-content>"
    file = package(tmp_path / "a.ods", content=[ODS, *rows, end])
    assert refused(file) == "exchange.too-many-rows"


def test_a_text_that_is_not_in_the_workbook_is_damage(tmp_path: Path) -> None:
    row = '<row><c t="s"><v>99</v></c></row>'
    assert refused(workbook(tmp_path / "a.xlsx", sheet_of(row))) == "exchange.damaged-workbook"


def test_a_line_beyond_all_is_too_many_rows(tmp_path: Path) -> None:
    row = f'<row r="99999999999">{cells("2 J 1", "Lettre")}</row>'
    assert refused(workbook(tmp_path / "a.xlsx", sheet_of(row))) == "exchange.too-many-rows"


def test_entities_of_a_workbook_are_refused(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE worksheet [<!ENTITY a "Lettre">]>'
    rows = sheet_of(f"<row>{cells('2 J 1', '&a;')}</row>", before=doctype)
    assert refused(workbook(tmp_path / "a.xlsx", rows)) == "exchange.damaged-workbook"


def test_a_formula_without_its_result_is_told_and_its_row_left_out(tmp_path: Path) -> None:
    rows = ["<row r='2'><c t='inlineStr'><is><t>2 J 1</t></is></c><c r='B2'><f>A2</f></c></row>"]
    rows += [f"<row r='3'>{cells('2 J 2', 'Lettre')}</row>"]
    sheet, problems = read(workbook(tmp_path / "a.xlsx", sheet_of(*rows)))
    assert [row.description.code for row in sheet] == ["2 J 2"]
    (problem,) = problems
    assert problem.key == "exchange.formula-not-calculated"
    assert (problem.place.line, problem.place.column) == (2, "Titre")


def test_a_hidden_sheet_is_not_read_but_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Brouillon"
    book.active.sheet_state = "hidden"
    book.active.append(["Cote", "Titre"])
    book.active.append(["9 X", "secret"])
    shown = book.create_sheet("Fonds")
    shown.append(["Cote", "Titre"])
    shown.append(["2 J 1", "Lettre"])
    book.save(tmp_path / "a.xlsx")
    sheet, problems = read(tmp_path / "a.xlsx")
    assert [row.description.code for row in sheet] == ["2 J 1"]
    (problem,) = problems
    assert (problem.key, problem.values["names"]) == ("exchange.other-sheets", "« Brouillon »")


def test_where_only_a_hidden_sheet_has_the_columns_it_is_to_be_shown(tmp_path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    style = Style(name="out-of-sight", family="table")
    style.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(style)
    table = Table(name="Fonds", stylename=style)
    for words in (("Cote", "Titre"), ("2 J 1", "Lettre")):
        row = TableRow()
        for each in words:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=each))
            row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(tmp_path / "a.ods")
    assert refused(tmp_path / "a.ods") == "exchange.only-hidden"


def test_cells_merged_over_several_lines_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Fonds de la mairie"], ["Cote", "Titre", "Dates"], ["1", "a", "1936"], ["2", "b"]):
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("C3:C4")
    book.save(tmp_path / "a.xlsx")
    _, (problem,) = read(tmp_path / "a.xlsx")
    assert problem.key == "exchange.merged-cells"
    assert (problem.place.line, problem.place.column, problem.values["last"]) == (3, "Dates", 4)


def test_headings_repeated_at_each_page_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Mairie;\n\nCote;Titre\n1;a\nCote;Titre\n2;b\n", "utf-8")
    sheet, problems = read(file)
    assert [row.description.code for row in sheet] == ["1", "2"]
    assert [(it.key, it.place.line) for it in problems] == [("exchange.headings-again", 5)]


def test_a_day_shown_as_the_number_excel_counts_is_told_with_the_day(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Cote", "Titre", "Dates"])
    book.active.append(["2 J 1", "Lettre", 13282])
    book.save(tmp_path / "a.xlsx")
    sheet, (problem,) = read(tmp_path / "a.xlsx")
    assert problem.key == "description.date-excel-proposal"
    assert problem.values["proposal"] == "12/05/1936"
    assert next(iter(sheet)).description.date_edtf is None


@pytest.mark.parametrize("last", ['3;"c;1938', '3;"c;1938\n'])
def test_a_quotation_mark_open_in_the_last_row_is_refused(tmp_path: Path, last: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"Cote;Titre;Dates\n1;a;1936\n{last}", "utf-8")
    assert refused(file) == "exchange.quote-not-closed"


def test_a_text_of_several_lines_in_the_last_row_is_no_open_quotation_mark(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        'Cote;Titre;Dates\n1;disque 12" ;1936\n2;"Lettre\nau maire; suite";1937', "utf-8"
    )
    sheet, _ = read(file)
    assert [row.description.date_text for row in sheet] == ["1936", "1937"]


def test_a_finding_aid_given_as_a_sheet_is_told_where_it_goes(tmp_path: Path) -> None:
    file = tmp_path / "fonds.xml"
    file.write_text("\ufeff<?xml version='1.0'?><ead/>", "utf-8")
    assert refused(file) == "exchange.xml-no-sheet"


def test_a_nul_character_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "Cote;Titre\n1;le\x00ttre\n2;une autre lettre au maire de la commune\n", "utf-8"
    )
    with pytest.raises(WrongUse) as refusal:
        read_sheet(file, Problems())
    assert (refusal.value.key, refusal.value.values["line"]) == ("exchange.nul-character", 2)


def test_a_code_that_is_a_whole_book_is_left_out_and_not_repeated(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"Cote;Titre\n{'x' * 5000};a\n2;b\n", "utf-8")
    sheet, (problem,) = read(file)
    assert [row.description.code for row in sheet] == ["2"]
    assert problem.key == "exchange.code-too-long"
    assert len(problem.sentence()) < 300
