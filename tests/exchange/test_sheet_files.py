"""Any kind of sheet is read with no option to set, and refused with its reason."""

from __future__ import annotations

import csv
import datetime as dt
import io
import string
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from archivekit.errors import WrongUse
from archivekit.exchange.sheet import Sheet, read_sheet
from archivekit.exchange.sheet.table import MAX_CELL
from archivekit.problems import Problems

_ROWS = [
    ["Cote", "Intitulé", "Dates extrêmes", "Lieu"],
    ["2 J 87", "Œuvre d’assistance : « lettres »", "1936", "Besançon ; Dole"],
    ["2 J 88", "Registre, avec ; point-virgule\net deux lignes", "s.d.", "à Paris"],
]


def _csv(rows: list[list[str]], separator: str, line_end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=line_end).writerows(rows)
    return out.getvalue()


def _read(path: Path) -> Sheet:
    problems = Problems()
    sheet = read_sheet(path, problems)
    assert not list(problems)
    return sheet


def _what_it_says(sheet: Sheet) -> list[list[str]]:
    return [list(row.description.typed.values()) for row in sheet]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_separator_and_encoding(tmp_path: Path, separator: str, encoding: str) -> None:
    file = tmp_path / "fonds.csv"
    file.write_bytes(_csv(_ROWS, separator).encode(encoding))
    assert _what_it_says(_read(file)) == _ROWS[1:]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "utf-16-le"])
def test_encodings_of_old_machines(tmp_path: Path, encoding: str) -> None:
    rows = [_ROWS[0], ["2 J 1", "Étrangers à l'hôpital, réfugiés", "1936", "Besançon"]]
    file = tmp_path / "fonds.csv"
    file.write_bytes(_csv(rows, ";").encode(encoding))
    assert _what_it_says(_read(file)) == rows[1:]


def test_a_byte_order_mark_inside_the_first_cell_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "fonds.csv"
    file.write_text("Cote;Titre\n\ufeff2 J 1;Lettre\n", encoding="utf-8")
    assert next(iter(_read(file))).description.code == "2 J 1"


def test_excel_s_own_word_for_the_separator_is_heard(tmp_path: Path) -> None:
    file = tmp_path / "fonds.csv"
    file.write_text("sep=|\r\nCote|Titre\r\n2 J 1|a;b;c\r\n", encoding="utf-8")
    assert _what_it_says(_read(file)) == [["2 J 1", "a;b;c"]]


def test_a_line_is_the_one_that_excel_shows(tmp_path: Path) -> None:
    file = tmp_path / "fonds.csv"
    file.write_text('Cote;Titre\r\n1 J;"deux\nlignes"\r\n\r\n;\r\n2 J;fin\r\n', encoding="utf-8")
    assert [row.line for row in _read(file)] == [2, 5]


def test_headings_need_not_be_on_the_first_line(tmp_path: Path) -> None:
    file = tmp_path / "fonds.csv"
    file.write_text(
        "Inventaire de la cote 2 J;;\n;;\nCote;Titre;Date\n2 J 1;Lettre;1936\n", encoding="utf-8"
    )
    (row,) = _read(file)
    assert (row.line, row.description.code) == (4, "2 J 1")


_CELLS = st.text(string.ascii_letters + string.digits + " ;,|\"'\téèêàçùôîâœ’«»°€", max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(_CELLS, _CELLS), min_size=1, max_size=5),
    separator=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    line_end=st.sampled_from(["\r\n", "\n"]),
)
def test_what_is_written_is_read(
    tmp_path: Path,
    rows: list[tuple[str, str]],
    separator: str,
    encoding: str,
    line_end: str,
) -> None:
    table = [["Cote", "Intitulé", "Présentation du contenu"]]
    table += [[f"2 J {n}", f"n° {title}", text] for n, (title, text) in enumerate(rows)]
    file = tmp_path / "fonds.csv"
    file.write_bytes(_csv(table, separator, line_end).encode(encoding))
    read = [row.description.typed for row in read_sheet(file, Problems())]
    expected = [
        {name: cell.strip() for name, cell in zip(table[0], row, strict=True) if cell.strip()}
        for row in table[1:]
    ]
    assert read == expected


def _workbook(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Lisez-moi"
    book.active["A1"] = "Ce classeur décrit le fonds 2 J."
    sheet = book.create_sheet("Fonds")
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_the_sheet_of_a_workbook_that_has_the_columns_is_taken(tmp_path: Path) -> None:
    file = _workbook(
        tmp_path / "f.xlsx", ["Cote", "Titre"], ["2 J 1", "Lettre"], [], ["2 J 2", "x"]
    )
    sheet = _read(file)
    assert sheet.name == "Fonds"
    assert [row.line for row in sheet] == [2, 4]


def test_cells_are_read_as_excel_in_france_shows_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    shown = [
        (1936, "General", "1936"),
        (1936.0, "0", "1936"),
        (7, "000", "007"),
        (12.5, "General", "12,5"),
        (True, "General", "VRAI"),
        (dt.date(1936, 5, 12), "dd/mm/yyyy", "12/05/1936"),
        (dt.date(1936, 5, 12), "dd-mmm-yy", "12-mai-1936"),
        (dt.date(1936, 5, 12), "[$-40C]d mmmm yyyy;@", "12 mai 1936"),
        (dt.datetime(1936, 5, 12), "yyyy-mm-dd h:mm:ss", "1936-05-12"),
        (dt.datetime(1936, 5, 12, 14, 5), "dd/mm/yyyy hh:mm", "12/05/1936 14:05"),
        (dt.date(2016, 1, 1), "mmm-yy", "janv-16"),
        (dt.date(2026, 11, 4), "d-mmm", "04-nov"),
        (dt.date(1936, 1, 1), "yyyy", "1936"),
    ]
    sheet.append(["Cote", "Titre", "Dates"])
    for number, (value, number_format, _) in enumerate(shown):
        sheet.append([f"2 J {number}", "x", value])
        sheet.cell(sheet.max_row, 3).number_format = number_format
    book.save(tmp_path / "f.xlsx")
    read = [row.description.date_text for row in read_sheet(tmp_path / "f.xlsx", Problems())]
    assert read == [words for _, _, words in shown]


def test_a_month_that_excel_took_for_a_date_is_told_and_not_taken(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Cote", "Titre", "Dates"])
    book.active.append(["2 J 1", "x", dt.date(2016, 1, 1)])
    book.active["C2"].number_format = "mmm-yy"
    book.save(tmp_path / "f.xlsx")
    problems = Problems()
    (row,) = read_sheet(tmp_path / "f.xlsx", problems)
    assert row.description.date_edtf is None
    (problem,) = problems
    assert problem.key == "description.date-excel-proposal"
    assert problem.values["proposal"] == "janvier 1916"
    assert (problem.place.line, problem.place.column) == (2, "Dates")


def _ods(path: Path, rows: list[list[str]], repeated: int = 1) -> Path:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Fonds")
    for cells in rows:
        row = TableRow()
        for cell in cells:
            element = TableCell(valuetype="string")
            for line in cell.split("\n"):
                element.addElement(P(text=line))
            row.addElement(element)
        table.addElement(row)
    last = TableRow(numberrowsrepeated=repeated)
    last.addElement(TableCell(numbercolumnsrepeated=16384))
    table.addElement(last)
    document.spreadsheet.addElement(table)
    document.save(path)
    return path


def test_an_ods_is_read_as_libreoffice_shows_it(tmp_path: Path) -> None:
    sheet = _read(_ods(tmp_path / "fonds.ods", _ROWS, repeated=1_048_000))
    assert sheet.name == "Fonds"
    assert _what_it_says(sheet) == _ROWS[1:]


def _refusal(path: Path) -> str:
    with pytest.raises(WrongUse) as refused:
        read_sheet(path, Problems())
    for language in ("fr", "en"):
        assert path.name in refused.value.sentence(language)
    return refused.value.key


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "none.csv") == "exchange.no-such-sheet"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "exchange.empty-sheet"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "exchange.old-or-protected"),
        (b"PK\x03\x04 cut", "exchange.damaged-workbook"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR", "exchange.not-a-sheet"),
        (b"Cote;Date\n2 J;1936\n", "exchange.no-title-column"),
        (b"Titre;Date\nLettre;1936\n", "exchange.no-code-column"),
        (b"pid;gambrel\n", "exchange.no-title-column"),
        (b"a;b\n1;2\n", "exchange.no-known-columns"),
        (b'Cote;Titre\n2 J;"' + b"x" * (MAX_CELL + 10), "exchange.cell-too-long"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, content: bytes, key: str
) -> None:
    file = tmp_path / "fonds.csv"
    file.write_bytes(content)
    assert _refusal(file) == key


def test_the_columns_that_are_there_are_named_when_one_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "fonds.csv"
    file.write_text("Cotte;Titre;Année\n2 J;x;1936\n", encoding="utf-8")
    with pytest.raises(WrongUse, match="« Cotte », « Titre », « Année »"):
        read_sheet(file, Problems())


def test_a_cell_at_the_end_of_the_world_takes_no_memory(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Cote", "Titre"])
    book.active["XFD1048576"] = "x"
    book.save(tmp_path / "far.xlsx")
    assert _refusal(tmp_path / "far.xlsx") == "exchange.too-many-columns"


def test_another_zip_is_no_sheet(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "f.xlsx", "w") as package:
        package.writestr("word/document.xml", "<x/>")
    assert _refusal(tmp_path / "f.xlsx") == "exchange.not-a-sheet"


def test_a_workbook_with_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {after} "{f"&{name};" * 10}">'
        for name, after in zip("abcdefghi", "bcdefghij", strict=True)
    )
    with zipfile.ZipFile(tmp_path / "f.xlsx", "w") as package:
        package.writestr("xl/_rels/workbook.xml.rels", f"{bomb}]><x>&j;</x>")
        package.writestr("xl/workbook.xml", "<x/>")
    assert _refusal(tmp_path / "f.xlsx") in ("exchange.damaged-workbook", "exchange.empty-sheet")
