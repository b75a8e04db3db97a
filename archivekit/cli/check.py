"""``archivekit check``: a sheet, our records by a partner's rules, or an OAI-PMH repository."""

from __future__ import annotations

from pathlib import Path

import click

from archivekit.cli.options import archive_option, json_option
from archivekit.errors import WrongUse
from archivekit.texts import text


@click.command("check", help=text("cli.check-help"))
@click.argument(
    "sheet",
    metavar=f"[{text('cli.word-sheet')}]",
    required=False,
    type=click.Path(path_type=Path),
)
@click.option(
    "--annotate",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=text("cli.word-file"),
    help=text("cli.check-annotate-help"),
)
@click.option("--profile", metavar=text("cli.word-name"), help=text("cli.check-profile-help"))
@click.option("--oai", "url", metavar="URL", help=text("cli.check-oai-help"))
@archive_option
@json_option
@click.pass_context
def check(
    ctx: click.Context,
    sheet: Path | None,
    annotate: Path | None,
    profile: str | None,
    url: str | None,
    archive_root: Path,
    as_json: bool,
) -> None:
    """Check a sheet, all records against a partner's profile, or a repository."""
    if sum(it is not None for it in (sheet, profile, url)) != 1:
        raise WrongUse("cli.check-one-of")
    if sheet is not None:
        from archivekit.cli.check_sheet import check_sheet

        ctx.exit(check_sheet(sheet, annotate, archive_root, as_json=as_json))
    if profile is not None:
        from archivekit.cli.check_profile import check_profile

        ctx.exit(check_profile(profile, archive_root, as_json=as_json))
    if url is not None:
        from archivekit.cli.check_oai import check_oai

        ctx.exit(check_oai(url, archive_root, as_json=as_json))
