"""Cells that name pages: those closed, and those of a table of contents."""

from __future__ import annotations

from pathlib import Path

from archivekit.exchange.sheet import Row, read_sheet
from archivekit.problems import Problem, Problems, Severity


def read(tmp_path: Path, *lines: str) -> tuple[Row, list[Problem]]:
    file = tmp_path / "fonds.csv"
    file.write_text("\r\n".join(lines), encoding="utf-8")
    problems = Problems()
    (row,) = read_sheet(file, problems)
    return row, list(problems)


def test_lines_that_name_no_pages_are_told_where_pages_are_asked_for(tmp_path: Path) -> None:
    closed = "vues 3-4 : 50 ans\nla photographie\nvue 9 : plus tard\nvue 5 : mauvais état"
    row, problems = read(
        tmp_path,
        "Cote;Titre;Dates;Sommaire;Vues non communicables",
        f'2 J 1;a;1936;"vue 1 : Début\nSuite";"{closed}"',
    )
    assert row.description.closed_pages == closed
    assert [(it.key, it.place.line, it.place.column, it.values["value"]) for it in problems] == [
        ("exchange.closed-pages-unread", 2, "Vues non communicables", "la photographie"),
        ("description.access-unknown", 2, "Vues non communicables", "plus tard"),
        ("description.access-unknown", 2, "Vues non communicables", "mauvais état"),
        ("exchange.contents-line-unread", 2, "Sommaire", "Suite"),
    ]
    assert "vues 2-15\xa0: Naissances" in problems[-1].sentence("fr")


def test_a_table_of_contents_in_words_is_kept_and_only_noted(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, "Cote;Titre;Sommaire", "2 J 1;a;Naissances, mariages, décès")
    assert (problem.key, problem.severity) == ("exchange.contents-without-pages", Severity.NOTE)
