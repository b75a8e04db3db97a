"""The static site, served by a web server that knows nothing of it, and opened without any."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import mirador_page
import pytest
import requests
from demo_site import HERE, Demo
from drawn import is_drawn
from playwright.sync_api import Browser, Page, Request, Response, expect
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

DESK = {"viewport": {"width": 1280, "height": 900}}
REGISTER = "7 J 1/1"


@pytest.fixture(scope="module")
def folder(demo: Demo, project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as files, at an address where ``served`` puts it."""
    folder = tmp_path_factory.mktemp("static") / "site"
    command = [sys.executable, project / "cli.py", "export", "--format", "static"]
    where = ["--archive", demo.archive, "--to", folder, "--base-url", f"http://{HERE}:{_port()}"]
    subprocess.run([*command, *where], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    """``python -m http.server``, and no other."""
    address = (folder / "robots.txt").read_text("utf-8").partition("Sitemap: ")[2]
    base = address.removesuffix("/sitemap.xml\n")
    command = [sys.executable, "-m", "http.server", base.rpartition(":")[2], "--bind", HERE]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            with requests.Session() as session:
                session.mount("http://", HTTPAdapter(max_retries=Retry(40, backoff_factor=0.1)))
                session.get(base, timeout=10).raise_for_status()
            yield base
        finally:
            server.terminate()


def _port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


def _watch(page: Page) -> list[str]:
    """Every address from now on that is not answered."""
    missing: list[str] = []

    def see(answer: Response) -> None:
        if not answer.ok and answer.status != 304:
            missing.append(f"{answer.status} {answer.url}")

    def see_failure(request: Request) -> None:
        # What a page still asked for when it was left was not refused.
        if request.failure != "net::ERR_ABORTED":
            missing.append(f"{request.failure} {request.url}")

    page.on("response", see)
    page.on("requestfailed", see_failure)
    return missing


def test_it_opens_in_mirador_with_no_other_server(
    demo: Demo, served: str, folder: Path, open_page: Callable[..., Page], project: Path,
    pictures: Path,
) -> None:  # fmt: skip
    ark = demo.address(REGISTER).removeprefix(demo.url)
    shutil.copyfile(mirador_page.script(project / "build" / "npm"), folder / "mirador.min.js")
    words = mirador_page.page_for(f"{served}{ark}/manifest")
    (folder / "mirador.html").write_text(words, encoding="utf-8")
    page = open_page("about:blank", **DESK)
    missing = _watch(page)
    page.goto(f"{served}/mirador.html")
    view = page.locator(".openseadragon-canvas").first
    assert is_drawn(view)
    page.get_by_role("button", name="Next item").click()
    page.wait_for_load_state("networkidle")
    assert is_drawn(view)
    page.screenshot(path=pictures / "static-mirador.png")
    assert not missing


@pytest.mark.parametrize("language", ["fr", "en"])
def test_its_pages_lead_from_the_home_page_to_a_page_of_a_register(
    language: str, served: str, open_page: Callable[..., Page], pictures: Path
) -> None:
    page = open_page("about:blank", **DESK)
    missing = _watch(page)
    page.goto(f"{served}/index.html")
    if language == "en":
        page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.get_by_role("link", name="Comité d'accueil").first.click()
    page.get_by_role("link", name="Police et séjour").first.click()
    page.get_by_role("link", name="Registre d'immatriculation").first.click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    canvas = page.locator("#viewer-canvas .openseadragon-canvas").first
    assert is_drawn(canvas)
    canvas.focus()
    page.keyboard.press("PageDown")
    expect(page.locator("input[name=f]")).to_have_value("2")
    page.screenshot(path=pictures / f"static-{language}.png")
    assert not missing


def test_a_page_opens_from_a_folder_without_any_server(
    demo: Demo, folder: Path, chromium: object, pictures: Path
) -> None:
    ark = demo.address(REGISTER).removeprefix(f"{demo.url}/")
    page = chromium.new_page(viewport={"width": 390, "height": 844})  # type: ignore[attr-defined]
    missing = _watch(page)
    page.goto((folder / ark / "index.html").as_uri())
    assert is_drawn(page.locator("#viewer-canvas .openseadragon-canvas").first)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.screenshot(path=pictures / "static-phone.png")
    page.close()
    assert not missing


@pytest.mark.parametrize("where", ["served", "opened from its folder"])
def test_its_search_finds_words_in_their_other_forms(
    where: str, folder: Path, served: str, chromium: Browser, pictures: Path
) -> None:
    page = chromium.new_page(**DESK)
    missing = _watch(page)
    page.on("pageerror", lambda error: missing.append(str(error)))
    page.goto(f"{served}/index.html" if where == "served" else (folder / "index.html").as_uri())
    page.get_by_label("Rechercher dans les archives").fill("l’ÉTRANGÈRE registre")
    page.get_by_role("button", name="Rechercher").click()
    found = page.locator("#found li")
    expect(found.first).to_contain_text("Registre d'immatriculation des étrangers")
    page.screenshot(path=pictures / "static-search.png")
    page.get_by_label("Rechercher dans les archives").fill("7j 1/1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=7j"))
    expect(found.first).to_contain_text("Registre d'immatriculation des étrangers")
    page.get_by_label("Rechercher dans les archives").fill("registre chrysobéryl")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Aucune notice")).to_be_visible()
    expect(found).to_have_count(0)
    page.go_back()
    page.get_by_role("link", name="Comité d'accueil").first.click()
    page.get_by_role("link", name="Rechercher").click()
    expect(page.locator("#found")).to_be_attached()
    page.close()
    assert not missing
