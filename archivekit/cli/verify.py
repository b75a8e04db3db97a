"""``archivekit verify``: every master read again and compared with its checksum."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from archivekit.archive import Archive
from archivekit.cli.options import archive_option, json_option
from archivekit.cli.progress import progress
from archivekit.cli.report import exit_code, print_figures, print_json, print_problems
from archivekit.errors import NothingDone
from archivekit.problems import Problems
from archivekit.texts import text


@click.command("verify", help=text("cli.verify-help"))
@archive_option
@json_option
@click.pass_context
def verify(ctx: click.Context, archive_root: Path, as_json: bool) -> None:
    """Verify the masters."""
    from archivekit.masters import MasterStore
    from archivekit.masters import verify as verify_store

    archive, problems = Archive.open(archive_root), Problems()
    if not archive.masters.exists():
        raise NothingDone("cli.nothing-ingested", folder=archive_root)
    store = MasterStore(archive.masters, archive.workspace)
    with progress(text("cli.verify-progress"), quiet=as_json) as step:
        verified = verify_store(store, problems, step)
    if as_json:
        print_json(asdict(verified), problems)
    else:
        print_problems(problems)
        figures = [*asdict(verified).items(), ("faults", len(problems))]
        print_figures(
            text("cli.verify-done"), [(text(f"cli.verify-{name}"), n) for name, n in figures]
        )
    ctx.exit(exit_code(problems))
