"""Mirador 4 from npm, in a page of another origin than the archive's."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from npm_package import fetched
from other_site import other_site

VERSION = "4.0.0"
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Mirador</title>
<link rel="icon" href="data:,"><style>html, body, #mirador {{ height: 100%; margin: 0 }}</style>
<div id="mirador"></div><script src="mirador.min.js"></script><script>
Mirador.viewer({{ id: "mirador", language: "en", windows: [{{ manifestId: {manifest} }}],
  window: {{ sideBarOpen: false }}, workspaceControlPanel: {{ enabled: false }} }});
</script></html>"""


def script(cache: Path) -> Path:
    """Mirador's script."""
    return fetched(cache, "mirador", VERSION) / "dist" / "mirador.min.js"


def page_for(manifest: str) -> str:
    """A page where Mirador, whose script lies beside it, opens a manifest."""
    return _PAGE.format(manifest=json.dumps(manifest))


@contextmanager
def mirador(cache: Path, folder: Path, manifest: str) -> Iterator[str]:
    """The address of a page where Mirador opens a manifest."""
    shutil.copyfile(script(cache), folder / "mirador.min.js")
    with other_site(folder, page_for(manifest)) as address:
        yield address
