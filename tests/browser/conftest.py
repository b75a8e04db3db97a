"""The demo served as its users meet it, and Chromium to look at it, shut off from the world."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from demo_site import HERE, Demo
from playwright.sync_api import Browser, Page, Route, sync_playwright
from running_site import running

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
CHROMIUM_IS_MISSING = "Chromium is not installed: run the tests with `make test`, which installs it"


@pytest.fixture(scope="session")
def demo(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """``archivekit demo``, on a free port, stopped at the end."""
    folder = tmp_path_factory.mktemp("demo")
    with running(project, "demo", folder / "archive") as url:
        yield Demo(url, folder / "archive")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Of a module: while it lives, nothing else may run an event loop here."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.fail(CHROMIUM_IS_MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Outside:
    """What a page asked of other machines, and the errors of its scripts."""

    refused: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def guard(self, route: Route) -> None:
        """Let through what stays on this machine."""
        if route.request.url.startswith(f"http://{HERE}:"):
            route.continue_()
        else:
            self.refused.append(route.request.url)
            route.abort()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages; at the end, none has asked anything of another machine, or failed."""
    outside = Outside()
    contexts = []

    def open_one(url: str, **options: object) -> Page:
        context = chromium.new_context(**{"locale": "fr-FR", **options})  # type: ignore[arg-type]
        contexts.append(context)
        context.route("**/*", outside.guard)
        page = context.new_page()
        page.on("pageerror", lambda error: outside.errors.append(str(error)))
        page.goto(url)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not outside.refused
    assert not outside.errors


@pytest.fixture(scope="session")
def pictures(project: Path) -> Path:
    """Where screenshots are left to be looked at."""
    folder = project / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
