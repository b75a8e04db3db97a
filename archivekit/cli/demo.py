"""``archivekit demo``: the whole flow on the sample fonds, from scans to a site."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import click

from archivekit.archive import Archive
from archivekit.cli.init import TEST_NAAN, settings_text
from archivekit.cli.options import address_options, archive_option
from archivekit.errors import ExitCode, NothingDone, WrongUse
from archivekit.schemas_folder import shipped_path
from archivekit.texts import LANGUAGES, text

# By this the demo knows its own archive again, and leaves any other alone.
DEMO_DOMAIN = "demo.archivekit.example"
# Those of its documents, by tesseract's codes.
_SAMPLE_LANGUAGES = frozenset({"fra", "ara", "ita"})


@click.command("demo", help=text("cli.demo-help"))
@archive_option
@address_options
@click.option("--no-serve", is_flag=True, help=text("cli.demo-no-serve-help"))
@click.option("--ocr", "with_ocr", is_flag=True, help=text("cli.demo-ocr-help"))
@click.pass_context
def demo(
    ctx: click.Context, archive_root: Path, host: str, port: int, no_serve: bool, with_ocr: bool
) -> None:
    """Ingest the sample fonds, publish it and serve it."""
    from archivekit.cli.ingest import ingest
    from archivekit.cli.publish import publish
    from archivekit.cli.serve import serve

    sample = _sample_folder()
    _demo_archive(archive_root)
    click.echo(text("cli.demo-ingest"), err=True)
    _step(
        ctx,
        ingest,
        folder=sample / "scans",
        sheet=sample / "fonds.csv",
        archive_root=archive_root,
    )
    click.echo(text("cli.demo-publish"), err=True)
    _step(ctx, publish, archive_root=archive_root)
    if with_ocr and _can_read():
        if no_serve:
            _read_pages(archive_root)
        else:
            # The site is there at once; the words of its pages follow.
            threading.Thread(target=_read_pages, args=(archive_root,), daemon=True).start()
    if not no_serve:
        _step(ctx, serve, archive_root=archive_root, host=host, port=port)


def _can_read() -> bool:
    """Whether tesseract is there; what is missing of it is told."""
    from archivekit.images import tesseract

    try:
        missing = sorted(_SAMPLE_LANGUAGES - tesseract.languages())
    except NothingDone as error:
        click.echo(text("cli.demo-no-ocr", why=error.sentence()), err=True)
        return False
    if missing:
        packages = " ".join(f"tesseract-ocr-{code}" for code in missing)
        key = "cli.demo-ocr-languages"
        click.echo(text(key, languages=", ".join(missing), packages=packages), err=True)
    return missing != sorted(_SAMPLE_LANGUAGES)


def _read_pages(root: Path) -> None:
    """Reads the pages that have no text yet, in a process of its own, and publishes them."""
    click.echo(text("cli.demo-ocr"), err=True)
    command, archive = [sys.executable, sys.argv[0]], ["--archive", str(root)]
    quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    read = subprocess.run(
        [*command, "ocr", *archive, "--json"], stdout=subprocess.PIPE, check=False, **quiet
    )
    pages = json.loads(read.stdout or "{}").get("pages", 0)
    if pages:
        published = [*command, "publish", *archive]
        subprocess.run(published, stdout=subprocess.DEVNULL, check=False, **quiet)
    click.echo(text("cli.demo-ocr-done", pages=pages), err=True)


def _sample_folder() -> Path:
    installed, checkout = shipped_path("sample"), shipped_path("data") / "sample"
    return installed if installed.exists() else checkout


def _demo_archive(root: Path) -> None:
    if not (root / "archive.toml").exists():
        toml = settings_text(
            language="fr",  # that of the sample's records
            name={each: text("cli.demo-name", each) for each in LANGUAGES},
            contact="archives@demo.archivekit.example",
            place=text("cli.demo-place", "fr"),
            oai_domain=DEMO_DOMAIN,
            naan=TEST_NAAN,
            base_url="",
        )
        Archive.create(root, toml)
    elif Archive.open(root).settings.oai_domain != DEMO_DOMAIN:
        raise WrongUse("cli.demo-not-here", folder=root)


def _step(ctx: click.Context, command: click.Command, **arguments: Any) -> None:
    """One command of the flow; problems of single items do not stop it."""
    try:
        ctx.invoke(command, **arguments)
    except click.exceptions.Exit as end:
        if end.exit_code == ExitCode.NOTHING_DONE:
            raise
