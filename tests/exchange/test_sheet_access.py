"""What a sheet says of who may see its records is never passed over, whatever the heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from archivekit.description.opening import AT_ONCE, NEVER
from archivekit.exchange.sheet import read_sheet
from archivekit.problems import Problem, Problems


def _read(tmp_path: Path, heading: str, *cells: str) -> tuple[list[str | None], list[Problem]]:
    file = tmp_path / "fonds.csv"
    rows = [f'12 J {number};Lettre;1990;"{cell}"' for number, cell in enumerate(cells, 1)]
    file.write_text("\n".join([f"Cote;Intitulé;Date;{heading}", *rows]), encoding="utf-8")
    problems = Problems()
    return [row.description.open_from for row in read_sheet(file, problems)], list(problems)


@pytest.mark.parametrize(
    "heading", ["Comunicabilité", "Consultable ?", "Restrictions", "Confidentialité", "Diffusion"]
)
def test_a_column_that_seems_to_close_records_closes_what_it_does_not_say_clearly(
    tmp_path: Path, heading: str
) -> None:
    days, problems = _read(tmp_path, heading, "non communicable", "75 ans, à revoir", "")
    assert days == [NEVER, NEVER, None]
    (told,) = [it for it in problems if it.key == "exchange.column-on-access"]
    assert told.place.column == heading
    assert "communicabilité" in told.sentence("fr")


def test_a_slip_in_the_name_of_the_column_is_told_with_the_name(tmp_path: Path) -> None:
    _, problems = _read(tmp_path, "Comunicabilité", "libre")
    (told,) = [it for it in problems if it.key == "exchange.column-on-access"]
    assert told.values["fix"] == "communicabilité"


@pytest.mark.parametrize(
    "heading", ["Lien d'accès", "Points d'accès", "Mode d'accès", "Points de vue", "N° d'accession"]
)
def test_a_column_on_something_else_closes_nothing(tmp_path: Path, heading: str) -> None:
    days, problems = _read(tmp_path, heading, "https://example.org/1", "Besançon")
    assert days == [None, None]
    assert [it.key for it in problems] == ["exchange.unknown-columns"]


def test_yes_under_restrictions_is_no_yes_to_readers(tmp_path: Path) -> None:
    days, problems = _read(tmp_path, "Restrictions d'accès", "oui", "non", "aucune", "Néant", "")
    assert days == [NEVER, AT_ONCE, AT_ONCE, AT_ONCE, None]
    assert [(it.key, it.place.line) for it in problems] == [("description.access-unknown", 2)]


def test_lines_that_are_no_records_are_left_out_and_told(tmp_path: Path) -> None:
    file = tmp_path / "fonds.csv"
    lines = ["Cote;Intitulé;Date", "1;Lettre;1990", "2,Carte,1991", "Total;2;", "Total;Pétroles;"]
    file.write_text("\n".join(lines), encoding="utf-8")
    problems = Problems()
    codes = [row.description.code for row in read_sheet(file, problems)]
    assert codes == ["1", "Total"]
    assert [(it.key, it.place.line) for it in problems] == [
        ("exchange.other-separator", 3),
        ("exchange.total-line", 4),
    ]
