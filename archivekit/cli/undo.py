"""``archivekit undo``: takes back all that one batch changed."""

from __future__ import annotations

from pathlib import Path

import click

from archivekit.cli.ask import sure
from archivekit.cli.moments import local_time
from archivekit.cli.opened import catalogue_to_change, command_line
from archivekit.cli.options import WholeNumber, archive_option, json_option, yes_option
from archivekit.cli.report import print_json
from archivekit.errors import WrongUse
from archivekit.texts import text


@click.command("undo", help=text("cli.undo-help"))
@click.argument(
    "batch_id",
    metavar=f"[{text('cli.word-batch')}]",
    type=WholeNumber(1, 999_999_999),
    required=False,
)
@archive_option
@json_option
@yes_option
def undo(batch_id: int | None, archive_root: Path, as_json: bool, yes: bool) -> None:
    """Undo one batch, the last by default."""
    from archivekit.catalogue import undo as undo_batch
    from archivekit.ingest.preserve import Keeper

    with catalogue_to_change(archive_root) as (archive, catalogue):
        found = (
            catalogue.batches.get(batch_id)
            if batch_id is not None
            else catalogue.batches.last_undoable()
        )
        if found is None:
            raise WrongUse("cli.undo-nothing" if batch_id is None else "cli.undo-no-such-batch")
        if not yes:
            question = text(
                "cli.undo-sure",
                batch=found.id,
                command=found.command,
                date=local_time(found.started_at),
                changes=found.changes,
            )
            sure(question)
        keeper = Keeper(archive, message=command_line(), who=found.who)
        summary = undo_batch(
            catalogue,
            found.id,
            command=command_line(),
            before_commit=lambda uids: keeper.keep_all_again(catalogue, uids),
        )
    if as_json:
        print_json({"undone": found.id, **summary})
    else:
        click.echo(text("cli.undo-done", batch=found.id, changes=found.changes))
