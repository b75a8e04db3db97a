"""``archivekit demo``: the whole flow on the sample fonds, from scans to a site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from archivekit.archive import Archive
from archivekit.cli.init import TEST_NAAN, settings_text
from archivekit.cli.options import address_options, archive_option
from archivekit.errors import ExitCode, WrongUse
from archivekit.schemas_folder import shipped_path
from archivekit.texts import LANGUAGES, text

# By this the demo knows its own archive again, and leaves any other alone.
DEMO_DOMAIN = "demo.archivekit.example"


@click.command("demo", help=text("cli.demo-help"))
@archive_option
@address_options
@click.option("--no-serve", is_flag=True, help=text("cli.demo-no-serve-help"))
@click.pass_context
def demo(ctx: click.Context, archive_root: Path, host: str, port: int, no_serve: bool) -> None:
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
    if not no_serve:
        _step(ctx, serve, archive_root=archive_root, host=host, port=port)


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
