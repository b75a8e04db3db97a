"""The bookmarks of a PDF, as programs of all sorts write them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from archivekit.images.pdf_outline import MAX_ENTRIES, MAX_TITLE, read_outline


@pytest.fixture
def pdf() -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(5):
        made.add_blank_page()
    return made


def test_each_bookmark_has_its_page_and_depth(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        first = OutlineItem("Naissances", 0)
        first.children.append(OutlineItem("  Janvier \n1836 ", 1))
        outline.root += [first, OutlineItem("Décès", 3)]
    assert read_outline(pdf) == [(0, "Naissances", 0), (1, "Janvier 1836", 1), (0, "Décès", 3)]


def test_targets_are_found_by_action_name_and_number(pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    pages = [page.obj for page in pdf.pages]
    pdf.Root.Dests = Dictionary(old=Array([pages[1], Name.Fit]))
    pdf.Root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String("new"), Dictionary(D=Array([pages[2], Name.Fit]))]))
    )
    with pdf.open_outline() as outline:
        outline.root += [
            OutlineItem("a", action=Dictionary(S=Name.GoTo, D=Array([pages[4], Name.Fit]))),
            OutlineItem("b", String("new")),
            OutlineItem("c", Name.old),
            OutlineItem("d", action=Dictionary(S=Name.URI, URI=String("https://x.example"))),
            OutlineItem("e", String("unknown")),
        ]
    pdf.save(tmp_path / "named.pdf")
    with pikepdf.open(tmp_path / "named.pdf") as saved:
        assert read_outline(saved) == [(0, "a", 4), (0, "b", 2), (0, "c", 1)]


def test_an_outline_is_bounded(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root += [OutlineItem("x" * 9_000, 0) for _ in range(MAX_ENTRIES + 5)]
    found = read_outline(pdf)
    assert len(found) == MAX_ENTRIES
    assert len(found[0][1]) == MAX_TITLE


def test_an_outline_that_goes_round_ends(pdf: pikepdf.Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("round"), Dest=Array([0, Name.Fit])))
    item.Next = item
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))
    assert len(read_outline(pdf)) <= 1


def test_no_outline_and_a_broken_one_are_none(pdf: pikepdf.Pdf) -> None:
    assert read_outline(pdf) == []
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=Name.nothing))
    assert read_outline(pdf) == []
