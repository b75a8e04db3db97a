"""The demo as its visitors meet it: searched, read, in both languages, on a telephone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from demo_site import Demo
from drawn import is_drawn
from other_site import other_site
from playwright.sync_api import Page, expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def test_a_visitor_finds_the_register_and_turns_its_pages(
    demo: Demo, open_page: Callable[..., Page], pictures: Path
) -> None:
    page = open_page(demo.url, viewport={"width": 1280, "height": 860})
    page.screenshot(path=pictures / "home.png")
    page.get_by_role("searchbox").fill("immatriculations etranger")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="Registre d'immatriculation").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Registre d'immatriculation")
    view = page.locator(".openseadragon-canvas").first
    assert is_drawn(view)
    with page.expect_response(lambda answer: "/f2/" in answer.url and answer.ok):
        page.get_by_role("link", name="suivante").first.click()
    assert is_drawn(view)
    page.screenshot(path=pictures / "register.png")


def test_the_site_speaks_the_language_of_its_visitor(
    demo: Demo, open_page: Callable[..., Page]
) -> None:
    assert open_page(demo.url).locator("html").get_attribute("lang") == "fr"
    english = open_page(demo.url, locale="en-GB")
    assert english.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("path", ["/", "/search?q=maçon", "7 J 1/1"])
def test_nothing_overflows_on_a_telephone(
    path: str, demo: Demo, open_page: Callable[..., Page], pictures: Path
) -> None:
    address = demo.url + path if path.startswith("/") else demo.address(path)
    page = open_page(address, **PHONE)
    page.screenshot(path=pictures / f"phone-{'record' if 'J' in path else len(path)}.png")
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide


def test_the_viewer_can_be_shown_in_a_page_of_another_site(
    demo: Demo, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    ark = demo.address("7 J 2/3").removeprefix(demo.url)
    frame = f'<iframe src="{demo.url}/embed{ark}" width="800" height="600"></iframe>'
    page_of_blog = f'<!doctype html><title>Blog</title><link rel="icon" href="data:,">{frame}'
    with other_site(tmp_path, page_of_blog) as address:
        page = open_page(address)
        assert is_drawn(page.frame_locator("iframe").locator(".openseadragon-canvas").first)
