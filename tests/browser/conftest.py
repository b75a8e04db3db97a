"""The demo served as its users meet it, and Chromium to look at it, shut off from the world."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests
from demo_site import HERE, Demo
from playwright.sync_api import Browser, Page, Route, sync_playwright
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
CHROMIUM_IS_MISSING = "Chromium is not installed: run the tests with `make test`, which installs it"


@pytest.fixture(scope="session")
def demo(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """``archivekit demo``, on a free port, stopped at the end."""
    folder = tmp_path_factory.mktemp("demo")
    archive, port = folder / "archive", _free_port()
    command = [sys.executable, project / "cli.py", "demo", "--archive", archive, "--port", port]
    with (folder / "demo.log").open("w") as log:
        server = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            start_new_session=True, cwd=folder, env={**os.environ, "ARCHIVEKIT_LANG": "fr"},
        )  # fmt: skip
    demo = Demo(f"http://{HERE}:{port}", archive)
    try:
        _wait_for(demo.url)
        yield demo
    except requests.ConnectionError:
        pytest.fail(f"the demo did not start:\n{(folder / 'demo.log').read_text()}")
    finally:
        _stop(server)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str) -> None:
    """Ask until there is an answer: ingesting and publishing come before it."""
    with requests.Session() as session:
        retry = Retry(total=240, backoff_factor=0.5, backoff_max=0.5)
        session.mount("http://", HTTPAdapter(max_retries=retry))
        session.get(url, timeout=60).raise_for_status()


def _stop(server: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        if server.poll() is None:
            os.killpg(server.pid, how)
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                continue


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
