"""The words looked for are marked on the image, where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from demo_site import Demo
from desk import Desk
from drawn import is_drawn, picture_of
from drawn_page import LINES, SIZE, alto, draw
from playwright.sync_api import Locator, Page, expect
from running_site import running

BOXES = {word: box for line in LINES for word, *box in line}
INK = 100


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A document of two pages; the second has a text."""
    folder = tmp_path_factory.mktemp("marks")
    desk = Desk(folder / "archive", folder / "scans")
    assert desk.run("init", "--yes").exit_code == 0
    for name in ("p1.png", "p2.png"):
        draw(desk.scans / name)
    (desk.scans / "p2.xml").write_text(alto(), encoding="utf-8")
    sheet = desk.sheet("cote;intitulé;nom de fichier", "2 J 1;Registre;p1.png | p2.png")
    assert desk.json("ingest", desk.scans, "--sheet", sheet)["texts"] == 1
    assert desk.run("publish").exit_code == 0
    with running(project, "serve", desk.root) as url:
        yield Demo(url, desk.root)


def place_of(word: str, view: Locator) -> tuple[float, ...]:
    """Where a word is on the screen when the whole page fills the viewer."""
    there = view.bounding_box()
    assert there is not None
    scale = min(there["width"] / SIZE[0], there["height"] / SIZE[1])
    left = there["x"] + (there["width"] - SIZE[0] * scale) / 2
    top = there["y"] + (there["height"] - SIZE[1] * scale) / 2
    x, y, width, height = BOXES[word]
    return left + x * scale, top + y * scale, width * scale, height * scale


@pytest.mark.parametrize("path", ["", "/embed"])
@pytest.mark.parametrize(
    ("words", "marked"), [("valmont", ["Valmont"]), ("étrangers 1893", ["étrangers", "1893"])]
)
def test_a_word_that_is_found_has_a_mark_on_it(
    path: str,
    words: str,
    marked: list[str],
    site: Demo,
    open_page: Callable[..., Page],
    pictures: Path,
) -> None:
    address = site.address("2 J 1").replace(site.url, site.url + path)
    page = open_page(f"{address}?q={words}", viewport={"width": 1280, "height": 900})
    view = page.locator(".viewer-canvas .openseadragon-canvas").first
    marks = page.locator(".viewer-hit")
    expect(page.locator("input[name=f]")).to_have_value("2")
    expect(marks).to_have_count(len(marked))
    assert is_drawn(view)
    page.screenshot(path=pictures / f"marks{path.replace('/', '-')}-{len(marked)}.png")
    for word in marked:
        wanted = place_of(word, view)
        found = [list(it.bounding_box().values()) for it in marks.all()]  # type: ignore[union-attr]
        near = [all(abs(a - b) < 6 for a, b in zip(one, wanted, strict=True)) for one in found]
        assert near.count(True) == 1, (wanted, found)
    for mark in marks.all():
        assert min(picture_of(mark).tobytes()) < INK, "no ink under the mark"


def test_nothing_is_marked_where_nothing_is_asked_or_found(
    site: Demo, open_page: Callable[..., Page]
) -> None:
    embed = site.address("2 J 1").replace(site.url, site.url + "/embed")
    for query in ("", "?q=absent"):
        page = open_page(embed + query)
        assert is_drawn(page.locator(".viewer-canvas .openseadragon-canvas").first)
        page.wait_for_load_state("networkidle")
        assert page.locator(".viewer-hit").count() == 0
        expect(page.locator("input[name=f]")).to_have_value("1")
