"""A published manifest opens in Mirador 4, and every page of it draws."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from demo_site import Demo
from drawn import is_drawn
from mirador_page import mirador
from playwright.sync_api import Page

# Every kind of master: register in JPEG, multi-page G4 and JPEG TIFF, JPEG 2000, 16 bits, PDF.
CODES = ["7 J 1/1", "7 J 1/3", "7 J 2/1", "7 J 2/3", "7 J 2/4", "7 J 2/6"]


@pytest.mark.parametrize("code", CODES)
def test_every_page_draws_in_mirador(
    code: str,
    demo: Demo,
    open_page: Callable[..., Page],
    project: Path,
    pictures: Path,
    tmp_path: Path,
) -> None:
    manifest = f"{demo.address(code)}/manifest"
    canvases = requests.get(manifest, timeout=30).json()["items"]
    with mirador(project / "build" / "npm", tmp_path, manifest) as address:
        page = open_page("about:blank", viewport={"width": 1200, "height": 900})
        seen: list[str] = []
        page.on("response", lambda answer: seen.append(answer.url) if answer.ok else None)
        page.goto(address)
        view = page.locator(".openseadragon-canvas").first
        for number, canvas in enumerate(canvases):
            if number:
                page.get_by_role("button", name="Next item").click()
            service = image_service(canvas)
            tile = re.compile(re.escape(service) + r"/(?!info\.json)\S+")
            if not any(map(tile.match, seen)):
                page.wait_for_event("response", lambda it, tile=tile: bool(tile.match(it.url)))
            assert is_drawn(view), f"page {number + 1} of {len(canvases)} is blank"
        page.screenshot(path=pictures / f"mirador-{code.replace(' ', '').replace('/', '-')}.png")
        assert not page.get_by_role("button", name="Next item").is_enabled() or len(canvases) == 1


def image_service(canvas: dict[str, object]) -> str:
    """The address of the image service of a canvas."""
    body = canvas["items"][0]["items"][0]["body"]  # type: ignore[index]
    service: str = body["service"][0]["id"]
    return service
