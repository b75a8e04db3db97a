"""The viewer's link to what is seen opens the same page at the same place."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from demo_site import Demo
from playwright.sync_api import Page, expect

from archivekit.iiif.content_state import read

CODE = "7 J 1/1"


def copied_link(page: Page) -> str:
    page.get_by_role("button", name="Lien").click()
    expect(page.locator(".viewer-label")).to_have_text("Le lien vers cette vue est copié.")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_copied_link_opens_the_same_view(demo: Demo, open_page: Callable[..., Page]) -> None:
    allowed = {"permissions": ["clipboard-read", "clipboard-write"]}
    page = open_page(demo.address(CODE), **allowed)
    page.get_by_role("link", name="Page suivante").click()
    expect(page.locator("input[name=f]")).to_have_value("2")
    expect(page.locator(".viewer-still")).to_be_hidden()
    for _ in range(3):
        page.get_by_role("button", name="Agrandir").click()
    # The movement ends: the region no longer changes.
    links = [copied_link(page)]
    while len(links) < 2 or links[-1] != links[-2]:
        links.append(copied_link(page))
    state = read(parse_qs(urlsplit(links[-1]).query)["iiif-content"][0])
    assert state is not None
    assert state.number == 2
    assert state.region is not None

    again = open_page(links[-1], **allowed)
    expect(again.locator("input[name=f]")).to_have_value("2")
    expect(again.locator(".viewer-still")).to_be_hidden()
    shown = read(parse_qs(urlsplit(copied_link(again)).query)["iiif-content"][0])
    assert shown is not None
    assert shown.region is not None
    assert all(abs(one - other) <= 2 for one, other in zip(state.region, shown.region, strict=True))
