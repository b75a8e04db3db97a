"""``archivekit template``: an empty sheet, ready to be filled in."""

from __future__ import annotations

import csv

import openpyxl
import pytest
from click.testing import CliRunner, Result
from desk import Desk

from archivekit.cli import main


def run(*arguments: object) -> Result:
    """A command that is about no archive."""
    return CliRunner().invoke(main, list(map(str, arguments)), catch_exceptions=False)


@pytest.mark.parametrize(("language", "code"), [("fr", "cote"), ("en", "reference code")])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_it_is_in_the_language_of_who_asks(
    desk: Desk, language: str, code: str, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVEKIT_LANG", language)
    file = desk.scans.parent / f"sheet{suffix}"
    assert run("template", file).exit_code == 0
    if suffix == ".xlsx":
        first = openpyxl.load_workbook(file).worksheets[0]["A1"].value
    else:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            first = next(csv.reader(opened, delimiter=";"))[0]
    assert first == code
    told = {"fr": "aucune ligne en dessous", "en": "no row below them"}[language]
    for command in ("check", "import"):
        done = desk.run(command, file)
        assert done.exit_code == 2
        assert told in done.stderr
    assert desk.records() == {}


def test_a_row_filled_in_is_clean(desk: Desk) -> None:
    file = desk.scans.parent / "sheet.xlsx"
    run("template", file)
    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    row = {"reference code": "2 J 1", "title": "Lettre", "level": "item", "dates": "1936"}
    for cell in page[1]:
        page.cell(2, cell.column, row.get(cell.value))
    book.save(file)
    problems = desk.json("check", file)["problems"]
    assert [it["problem"] for it in problems] == ["exchange.check-columns-empty"]


@pytest.mark.parametrize("name", ["there.csv", "sheet.ods", "nowhere/sheet.csv"])
def test_it_writes_over_nothing_and_says_why(desk: Desk, name: str) -> None:
    (desk.scans.parent / "there.csv").write_text("x")
    done = run("template", desk.scans.parent / name)
    assert done.exit_code == 2
    assert (desk.scans.parent / "there.csv").read_text() == "x"
