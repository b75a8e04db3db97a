"""``archivekit export --format static``: the edition as a folder for any web host."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from archivekit.archive import Archive
from archivekit.cli.progress import progress
from archivekit.cli.report import end, print_figures
from archivekit.errors import WrongUse
from archivekit.problems import Problems
from archivekit.texts import text

STATIC = "static"
_FIGURES = ("records", "authorities", "pages", "written", "unchanged", "removed")


def export_static(
    archive_root: Path, target: Path, base_url: str | None, *, as_json: bool
) -> NoReturn:
    """Write the folder, and end the command."""
    # Loaded here so that the help of all commands answers at once.
    from archivekit.edition import Edition
    from archivekit.static_site import Request, run

    edition = Edition.open(Archive.open(archive_root).public_db)
    base = _checked(edition.settings.get("base_url") or "" if base_url is None else base_url)
    problems = Problems()
    with progress(text("export.progress"), quiet=as_json) as step:
        result = run(Request(edition=edition, target=target, base_url=base), problems, step)

    def document() -> dict[str, object]:
        return {"format": STATIC, **asdict(result), "target": str(result.target)}

    def say() -> None:
        figures = [(text(f"export.static-{name}"), getattr(result, name)) for name in _FIGURES]
        print_figures(text("export.static-done", target=target), figures)

    end(problems, document, say, as_json=as_json)


def _checked(base_url: str) -> str:
    """An address to put before those of records; nothing is one too."""
    if not base_url:
        return ""
    try:
        parts = urlsplit(base_url)
    except ValueError:
        parts = urlsplit("")
    is_site = parts.scheme in ("http", "https") and parts.netloc
    if not is_site or parts.query or parts.fragment or any(map(str.isspace, base_url)):
        raise WrongUse("export.static-bad-base-url", value=base_url)
    return base_url
