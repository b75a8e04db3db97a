"""A sheet that leaves says all that its records say, and is read back the same."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from leaving_records import INSTITUTION, descriptions, outgoing

from archivekit.description.record import Description, Level, Terms, Value
from archivekit.exchange.outgoing import Writer
from archivekit.exchange.sheet import Sheet, read_sheet
from archivekit.exchange.sheet.values import joined, several
from archivekit.exchange.sheet.writing import write_csv, write_xlsx
from archivekit.problems import Problems

WRITERS = {"fonds.xlsx": write_xlsx, "fonds.csv": write_csv}


def _sorted(terms: Terms) -> Terms:
    """Terms as a sheet keeps them: values of a language together, in its order."""
    return {
        term: sorted(values[term == "title" :], key=lambda value: value.language or "")
        for term, values in terms.items()
    }


def _back(folder: Path, writer: Writer, name: str, *records: Description) -> Sheet:
    file = folder / name
    writer(outgoing(records), INSTITUTION, file, Problems())
    return read_sheet(file, Problems())


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=descriptions())
def test_what_a_record_says_comes_back(tmp_path: Path, name: str, record: Description) -> None:
    (row,) = _back(tmp_path, WRITERS[name], name, record)
    back = row.description
    assert replace(back, terms={}, typed={}) == replace(record, terms={})
    assert _sorted(back.terms) == _sorted(record.terms)
    assert row.uid == "uid-0"


@given(values=st.lists(st.text('ab ;|()"\n', min_size=1).map(str.strip).filter(bool), max_size=5))
def test_values_of_one_cell_are_told_apart_again(values: list[str]) -> None:
    assert several(joined(values)) == values


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        (["lois", "décrets"], "lois ; décrets"),
        (["Antony (Seine ; commune)", "Dole"], "Antony (Seine ; commune) ; Dole"),
        (["lois ; décrets", "arrêtés"], '"lois ; décrets" ; arrêtés'),
        (['dit "le Grand"'], 'dit "le Grand"'),
    ],
)
def test_a_value_with_a_separator_stands_in_quotation_marks(values: list[str], cell: str) -> None:
    assert joined(values) == cell


@pytest.mark.parametrize("title", ["=1+1", "+33 3", "-5", "@x", "'=déjà marqué", "'usage"])
@pytest.mark.parametrize("name", WRITERS)
def test_no_cell_is_run_as_a_formula(tmp_path: Path, name: str, title: str) -> None:
    record = Description(code="2-3", title=title)
    (row,) = _back(tmp_path, WRITERS[name], name, record)
    assert (row.description.code, row.description.title) == ("2-3", title)
    if name == "fonds.csv":
        with (tmp_path / name).open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=";") for cell in row if cell]
        assert not [cell for cell in cells if cell[0] in "=+-@\t\r"]
    else:
        page = openpyxl.load_workbook(tmp_path / name).worksheets[0]
        (cell,) = [cell for cell in page[2] if cell.value == title]
        assert (cell.data_type, cell.number_format) == ("s", "@")


def test_a_workbook_helps_who_fills_it_in(tmp_path: Path) -> None:
    record = Description(code="2 J", title="Fonds", level=Level.FONDS)
    write_xlsx(outgoing([record]), INSTITUTION, tmp_path / "f.xlsx", Problems())
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    page, explained, lists = book.worksheets
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref is not None
    headings = [cell.value for cell in page[1]]
    ranges = [min(it.sqref.ranges) for it in page.data_validations.dataValidation]
    offered = {headings[it.min_col - 1] for it in ranges}
    assert {"niveau", "langue", "publié", "typologie"} <= offered
    assert "sous-série" in [cell.value for cell in lists["A"]]
    rows = list(explained.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == headings
    assert all(row[1] for row in rows[1:])


def test_a_text_too_long_for_excel_stays_in_the_catalogue_and_is_told(tmp_path: Path) -> None:
    long = Description(code="2 J", title="x", terms={"description": [Value("mot " * 10_000)]})
    problems = Problems()
    write_xlsx(outgoing([long]), INSTITUTION, tmp_path / "f.xlsx", problems)
    (problem,) = problems
    assert (problem.key, problem.place.record) == ("exchange.cell-too-long-for-a-sheet", "2 J")
