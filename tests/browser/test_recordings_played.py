"""Sound plays on its record's page, from the words that are said, and in Mirador."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from demo_site import Demo
from mirador_page import mirador
from playwright.sync_api import Page, expect

BELL = "7 J 2/7"
LENGTH = 12.0


# Playwright's own waiting needs `eval`, which the site's policy forbids.
_ONCE = """([of, least]) => new Promise((done) => {
  const player = document.querySelector("audio");
  const look = () => (player[of] >= least ? done(player[of]) : setTimeout(look, 30));
  look();
})"""


def once(page: Page, of: str, least: float) -> float:
    """What the player says of itself, once that is at least so much."""
    page.locator("audio").wait_for()
    said: float = page.evaluate(_ONCE, [of, least])
    return said


def test_a_time_of_the_transcript_moves_the_player(
    demo: Demo, open_page: Callable[..., Page], pictures: Path
) -> None:
    page = open_page(demo.address(BELL), viewport={"width": 390, "height": 844})
    assert once(page, "duration", 1) == pytest.approx(LENGTH, abs=0.1)
    lines = page.locator(".cues").first.locator("li")
    assert lines.count() == 3
    lines.nth(2).get_by_role("link").click()
    assert once(page, "currentTime", 8.5) < LENGTH
    expect(lines.nth(2)).to_have_attribute("aria-current", "true")
    page.screenshot(path=pictures / "recording-phone.png")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_what_search_finds_is_heard_from_its_moment(
    demo: Demo, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{demo.url}/search?q=horloge")
    page.get_by_role("link", name="horloge de la cour").click()
    assert once(page, "currentTime", 4.8) < 8
    expect(page.locator(".cues li[aria-current]").first).to_contain_text("horloge")


def test_mirador_plays_it_with_its_captions(
    demo: Demo, open_page: Callable[..., Page], project: Path, pictures: Path, tmp_path: Path
) -> None:
    manifest = f"{demo.address(BELL)}/manifest"
    with mirador(project / "build" / "npm", tmp_path, manifest) as address:
        page = open_page(address, viewport={"width": 1200, "height": 900})
        assert once(page, "duration", 1) == pytest.approx(LENGTH, abs=0.1)
        languages = page.evaluate(
            "[...document.querySelectorAll('audio track')].map((it) => it.srclang)"
        )
        assert languages == ["fr", "en"]
        page.screenshot(path=pictures / "mirador-recording.png")
