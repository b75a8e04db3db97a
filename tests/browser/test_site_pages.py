"""The site in Chromium: the viewer by mouse and keyboard, deep links, and axe on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from demo_site import Demo
from drawn import is_drawn
from playwright.sync_api import Page, expect

REGISTER = "7 J 1/1"
PHONE = {"viewport": {"width": 390, "height": 844}}
DESK = {"viewport": {"width": 1280, "height": 900}}
OWN_PAGES = ["/", "/search", "/search?q=registre", "/search?q=zzzz", "/nowhere"]
DATASETTES = ["/public", "/public/records", "/public/par_lieu", "/public?sql=select+1"]
# Of Datasette's own pages: its headings go from h1 to h3.
NOT_OURS = {"heading-order"}


@pytest.fixture(scope="session")
def axe(project: Path) -> str:
    """The accessibility checker, fetched by npm when the project is installed for tests."""
    return (project / "frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> set[str]:
    page.wait_for_load_state("networkidle")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return {f"{it['id']}: {it['nodes'][0]['target']}" for it in found["violations"]}


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_pages_are_accessible_and_fit_the_screen(
    screen: dict[str, object], demo: Demo, open_page: Callable[..., Page], axe: str
) -> None:
    record = demo.address(REGISTER)
    embed = record.replace("/ark:", "/embed/ark:")
    page = open_page("about:blank", bypass_csp=True, **screen)
    for address in [*(f"{demo.url}{path}" for path in OWN_PAGES), record, embed]:
        page.goto(address)
        assert not violations(page, axe), address
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= screen["viewport"]["width"], address
    for path in DATASETTES:
        page.goto(f"{demo.url}{path}")
        found = violations(page, axe)
        assert not {it for it in found if it.split(":")[0] not in NOT_OURS}, path


def test_nothing_on_a_page_is_refused_by_its_own_policy(
    demo: Demo, open_page: Callable[..., Page]
) -> None:
    said: list[str] = []
    page = open_page("about:blank", **DESK)
    page.on("console", lambda it: said.append(it.text) if it.type == "error" else None)
    for address in ["/", "/search", "/public", "/public/records", "/public/records/1"]:
        page.goto(f"{demo.url}{address}")
        page.wait_for_load_state("networkidle")
    page.goto(demo.address(REGISTER))
    page.wait_for_load_state("networkidle")
    assert not said


def test_pages_turn_by_button_number_and_key(demo: Demo, open_page: Callable[..., Page]) -> None:
    page = open_page(demo.address(REGISTER), **DESK)
    number, said = page.locator("input[name=f]"), page.locator("#viewer-said")
    canvas = page.locator("#viewer-canvas .openseadragon-canvas").first
    page.get_by_role("link", name="Page suivante").click()
    expect(number).to_have_value("2")
    expect(page).to_have_url(re.compile(r"#f=2$"))
    expect(said).to_have_text(re.compile("Page 2 sur"))
    number.fill("3")
    number.press("Enter")
    expect(said).to_have_text(re.compile("Page 3 sur"))
    canvas.focus()
    page.keyboard.press("PageUp")
    expect(number).to_have_value("2")
    page.keyboard.press("Home")
    expect(number).to_have_value("1")
    number.fill("999")
    number.press("Enter")
    expect(number).to_have_value("1")
    assert is_drawn(canvas)


def test_an_address_leads_to_a_page(demo: Demo, open_page: Callable[..., Page]) -> None:
    for ending in ("#f=2", "?f=2"):
        page = open_page(f"{demo.address(REGISTER)}{ending}", **DESK)
        expect(page.locator("input[name=f]")).to_have_value("2")
        expect(page.locator("#page-image")).to_have_attribute("href", re.compile(r"/f2/full/max/"))


def test_the_list_of_pages_opens_and_leads_to_them(
    demo: Demo, open_page: Callable[..., Page]
) -> None:
    page = open_page(demo.address(REGISTER), **DESK)
    button = page.get_by_role("button", name="Pages", exact=True)
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.locator("#viewer-list button").nth(1).press("Enter")
    expect(page.locator("input[name=f]")).to_have_value("2")
    expect(page.locator("#viewer-list [aria-current]")).to_have_count(1)


def test_the_viewer_zooms_turns_and_comes_back(demo: Demo, open_page: Callable[..., Page]) -> None:
    page = open_page(demo.address(REGISTER), **DESK)
    canvas = page.locator("#viewer-canvas .openseadragon-canvas").first
    expect(page.locator(".viewer-still")).to_be_hidden()
    whole = canvas.screenshot()
    for name in ("Agrandir", "Tourner à droite"):
        page.get_by_role("button", name=name).press("Enter")
    page.wait_for_function(_SETTLED)
    assert canvas.screenshot() != whole
    page.get_by_role("button", name="Page entière").press("Enter")
    assert is_drawn(canvas)


def test_without_script_a_page_is_an_image(demo: Demo, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{demo.address(REGISTER)}?f=2", java_script_enabled=False, **DESK)
    assert is_drawn(page.locator(".viewer-still img"))
    page.get_by_role("link", name="Page suivante").click()
    expect(page).to_have_url(re.compile(r"\?f=3$"))


def test_a_search_is_made_by_keyboard_alone(demo: Demo, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{demo.url}/", **DESK)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("registre")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=registre"))
    expect(page.locator("mark").first).to_be_visible()


# The spring of OpenSeadragon has come to rest: two frames look the same.
_SETTLED = """() => {
  const canvas = document.querySelector("#viewer-canvas canvas");
  const now = canvas.toDataURL();
  const same = window.lastSeen === now;
  window.lastSeen = now;
  return same;
}"""
