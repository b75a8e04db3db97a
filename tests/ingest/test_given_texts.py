"""Text of pages: given with the scans, or read by tesseract."""

from __future__ import annotations

import json

import pytest
from drawn_page import LINES, alto, draw, hocr, page_xml
from lxml import etree

HEAD = "cote;intitulé;langue;nom de fichier"


def texts(desk, code: str = "2 J 1") -> list[dict]:
    """The files of a record that are the text of pages."""
    return [it for it in desk.json("show", code)["files"] if "text_of" in it]


def one_record(desk, *names: str, language: str = "français"):
    for name in names:
        draw(desk.scans / name)
    return desk.sheet(HEAD, f"2 J 1;Registre;{language};{' | '.join(names)}")


@pytest.mark.parametrize(
    ("scan", "text", "content"),
    [
        ("p1.png", "p1.xml", alto()),
        ("p1.png", "alto/p1.xml", alto()),
        ("images/p1.png", "alto/p1.xml", alto()),
        ("p1.png", "ocr/p1.hocr", hocr()),
        ("p1.png", "p1_alto.xml", alto()),
        ("p1.png", "p1.png.xml", alto()),
        ("p.png", "page/0001.xml", page_xml()),
    ],
)
def test_a_text_goes_to_its_scan_and_is_kept_as_it_came(desk, scan, text, content) -> None:
    sheet = one_record(desk, scan)
    path = desk.scans / text
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert (done["texts"], done["pages"], done["problems"]) == (1, 1, [])
    (kept,) = texts(desk)
    assert kept["text_of"] == path.parent.joinpath(scan).name
    assert kept["source"] == "given"
    stored = [it for it in (desk.root / "masters").rglob("*") if it.name == path.name]
    assert [it.read_text(encoding="utf-8") for it in stored] == [content]
    assert desk.run("verify").exit_code == 0


def test_the_same_again_keeps_nothing_twice_and_a_new_text_is_a_new_version(desk) -> None:
    sheet = one_record(desk, "p1.png")
    (desk.scans / "p1.xml").write_text(alto())
    desk.run("ingest", desk.scans, "--sheet", sheet)
    state = texts(desk)
    assert desk.json("ingest", desk.scans, "--sheet", sheet)["texts"] == 0
    assert texts(desk) == state
    (desk.scans / "p1.xml").write_text(alto(words=LINES[:1]))
    assert desk.json("ingest", desk.scans, "--sheet", sheet)["texts"] == 1
    assert texts(desk)[0]["words"] == 3


def test_a_text_that_comes_after_its_scan_is_taken(desk) -> None:
    sheet = one_record(desk, "p1.png")
    desk.run("ingest", desk.scans, "--sheet", sheet)
    (desk.scans / "p1.xml").write_text(alto())
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert (done["texts"], done["files_unchanged"]) == (1, 1)
    assert len(texts(desk)) == 1


def test_texts_of_no_page_or_of_another_are_told_and_the_rest_goes_on(desk, told) -> None:
    sheet = one_record(desk, "p1.png", "p2.png", "p3.png")
    (desk.scans / "other.xml").write_text(alto())
    (desk.scans / "p1.xml").write_text(alto().replace('WIDTH="600"', 'WIDTH="300"', 1))
    (desk.scans / "p2.xml").write_text(alto()[:-20])
    (desk.scans / "p3.xml").write_text(alto())
    (desk.scans / "p3.hocr").write_text(hocr())
    (desk.scans / "notes.xml").write_text("<notes/>")
    done = desk.json("ingest", desk.scans, "--sheet", sheet)
    assert (done["texts"], done["pages"]) == (1, 3)
    named = {
        key: [it["file"] for it in told(done, f"ingest.{key}")]
        for key in ("text-without-page", "text-of-another-image", "text-unreadable", "text-twice")
    }
    assert named == {
        "text-without-page": ["other.xml"],
        "text-of-another-image": ["p1.xml"],
        "text-unreadable": ["p2.xml"],
        "text-twice": ["p3.hocr"],
    }
    assert [it["name"] for it in texts(desk)] == ["p3.xml"]


def test_a_folder_without_a_sheet_makes_no_record_of_its_texts(desk) -> None:
    draw(desk.scans / "registre" / "p1.png")
    (desk.scans / "registre" / "alto").mkdir()
    (desk.scans / "registre" / "alto" / "p1.xml").write_text(alto())
    assert desk.json("ingest", desk.scans)["texts"] == 1
    assert list(desk.records()) == ["scans", "scans/registre"]


def test_tesseract_reads_the_pages_without_text_and_leaves_what_was_given(desk) -> None:
    sheet = one_record(desk, "p1.png", "p2.png")
    (desk.scans / "p1.xml").write_text(alto(words=LINES[:1]))
    done = desk.json("ingest", desk.scans, "--sheet", sheet, "--ocr", "--workers", "1")
    assert (done["ocr"]["pages"], done["ocr"]["pages_with_text"]) == (1, 1)
    assert done["ocr"]["confidence"] > 50
    given, read = texts(desk)
    assert (given["name"], given["words"]) == ("p1.xml", 3)
    assert read["text_of"] == "p2.png"
    assert read["engine"].startswith("tesseract ")
    assert read["engine"].endswith(" fra")
    again = desk.json("ocr")
    assert (again["pages"], again["pages_with_text"], again["batch"]) == (0, 2, None)
    assert desk.run("verify").exit_code == 0
    assert desk.run("undo", str(done["ocr"]["batch"]), "--yes").exit_code == 0
    assert len(texts(desk)) == 1


def test_tesseract_sees_the_page_as_it_is_to_its_edges(desk) -> None:
    """A page of many tiles, whose last ones are cut."""
    at = (620, 700)
    draw(desk.scans / "p1.png", (1240, 1000), at)
    desk.run("ingest", desk.scans, "--sheet", desk.sheet(HEAD, "2 J 1;Registre;français;p1.png"))
    assert desk.json("ocr")["pages"] == 1
    (stored,) = (desk.root / "masters").rglob("ocr/*.xml")
    found = [
        (it.get("CONTENT"), int(it.get("HPOS")), int(it.get("VPOS")))
        for it in etree.parse(stored).iterfind(".//{*}String")
    ]
    boxes = {word: (x, y) for word, x, y in found}
    (_, last, _, across, _) = LINES[0][-1]
    assert max(x for _, x, _ in found) < at[0] + last + across, "words where there are none"
    for word, x, y, _, _ in (LINES[0][0], LINES[2][2]):
        assert boxes[word] == pytest.approx((at[0] + x, at[1] + y), abs=15)


def test_a_reading_stands_among_the_batches_by_its_name(desk) -> None:
    sheet = one_record(desk, "p1.png")
    desk.run("ingest", desk.scans, "--sheet", sheet, "--ocr")
    assert "reading of pages (OCR)" in desk.run("show", "2 J 1").stdout
    assert "reading of pages (OCR)" in desk.run("list", "--batches").stdout


def test_a_language_that_tesseract_has_not_is_told_with_what_to_install(desk, told) -> None:
    sheet = one_record(desk, "p1.png", language="tibétain")
    desk.run("ingest", desk.scans, "--sheet", sheet)
    done = desk.json("ocr", "2 J 1")
    (problem,) = told(done, "ingest.ocr-no-language")
    assert "tesseract-ocr-bod" in json.dumps(problem)
    assert (done["pages"], done["batch"]) == (0, None)


def test_without_tesseract_it_is_told_what_to_install(desk, monkeypatch) -> None:
    desk.run("ingest", desk.scans, "--sheet", one_record(desk, "p1.png"))
    monkeypatch.setenv("PATH", str(desk.root))
    run = desk.run("ocr")
    assert run.exit_code == 2
    assert "apt install tesseract-ocr" in run.output


def test_ocr_of_a_code_that_is_not_there_is_told(desk) -> None:
    desk.run("ingest", desk.scans, "--sheet", one_record(desk, "p1.png"))
    run = desk.run("ocr", "9 Z 9")
    assert run.exit_code == 2
    assert "9 Z 9" in run.output
