"""Universal Viewer, Clover and Tify on our manifests: nothing they ask for is missing.

Mirador and OpenSeadragon have tests of their own.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from demo_site import Demo
from local_server import listening
from npm_package import fetched
from playwright.sync_api import Page

# A register that opens by two pages.
CODE = "7 J 1/1"
PACKAGES = {
    "uv": ("universalviewer", "4.4.0", "dist"),
    "clover": ("@samvera/clover-iiif", "3.3.8", "dist/web-components"),
    "tify": ("tify", "0.35.0", "dist"),
}
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Viewer</title>
<link rel="icon" href="data:,"><style>html, body, #there {{ height: 100%; margin: 0 }}</style>
<div id="there" class="uv"></div><script>
const manifest = new URLSearchParams(location.search).get("manifest");</script>{}</html>"""
PAGES = {
    "uv": """<link rel="stylesheet" href="uv/uv.css"><script src="uv/umd/UV.js"></script><script>
UV.init("there", {manifest, embedded: true});</script>""",
    "clover": """<script src="clover/index.umd.js"></script><script>
const viewer = document.createElement("clover-viewer");
viewer.setAttribute("id", manifest); viewer.setAttribute("iiif-content", manifest);
document.getElementById("there").append(viewer);</script>""",
    "tify": """<link rel="stylesheet" href="tify/tify.css"><script type="module">
import Tify from "./tify/tify.js";
new Tify({container: "#there", manifestUrl: manifest, view: "thumbnails"});</script>""",
}
# Universal Viewer asks its own site for a picture that it has at hand (as of 4.4.0).
THEIR_OWN = "/images/data:image/"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def viewers(
    demo: Demo, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """The address of a site with the viewers, and with the demo as plain files beside them."""
    folder = tmp_path_factory.mktemp("viewers") / "site"
    folder.mkdir()
    with ExitStack() as stack:
        base = stack.enter_context(listening(functools.partial(_Quiet, directory=str(folder))))
        command = [sys.executable, project / "cli.py", "export", "--format", "static"]
        where = ["--archive", demo.archive, "--to", folder / "static", "--base-url"]
        subprocess.run([*command, *where, f"{base}/static"], check=True, capture_output=True)
        for name, (package, version, inside) in PACKAGES.items():
            there = fetched(project / "build" / "npm", package, version) / inside
            shutil.copytree(there, folder / name)
            (folder / f"{name}.html").write_text(_PAGE.format(PAGES[name]), encoding="utf-8")
        yield base, folder


@pytest.mark.parametrize("name", PACKAGES)
def test_nothing_a_viewer_asks_for_is_missing(
    name: str,
    viewers: tuple[str, Path],
    demo: Demo,
    open_page: Callable[..., Page],
    pictures: Path,
) -> None:
    base, _ = viewers
    record = demo.address(CODE)
    static = record.replace(demo.url, f"{base}/static")
    for kind, manifest in (("server", f"{record}/manifest"), ("files", f"{static}/manifest.json")):
        page = open_page("about:blank", viewport={"width": 1200, "height": 850})
        images, missing = [], []

        def see(answer, images=images, missing=missing):
            if answer.status >= 400 and THEIR_OWN not in answer.url:
                missing.append(f"{answer.status} {answer.url}")
            elif "/iiif/3/" in answer.url and answer.url.endswith(".jpg"):
                images.append(answer.url)

        page.on("response", see)
        page.goto(f"{base}/{name}.html?manifest={manifest}")
        while len(images) < 4:
            page.wait_for_event("response")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=pictures / f"{name}-{kind}.png")
        assert not missing
