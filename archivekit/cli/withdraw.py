"""``archivekit withdraw``: takes a record, and what is below it, from the public."""

from __future__ import annotations

from pathlib import Path

import click

from archivekit.cli.ask import ask, sure
from archivekit.cli.moments import local_time
from archivekit.cli.opened import catalogue_to_change, command_line, record_called
from archivekit.cli.options import archive_option, json_option, yes_option
from archivekit.cli.report import print_json
from archivekit.errors import WrongUse
from archivekit.texts import text


@click.command("withdraw", help=text("cli.withdraw-help"))
@click.argument("code", metavar=text("cli.word-code"))
@click.option("--why", metavar=text("cli.word-text"), help=text("cli.withdraw-why-help"))
@archive_option
@json_option
@yes_option
def withdraw(code: str, why: str | None, archive_root: Path, as_json: bool, yes: bool) -> None:
    """Withdraw one record."""
    from archivekit.ingest.preserve import Keeper

    with catalogue_to_change(archive_root) as (archive, catalogue):
        record = record_called(catalogue, code)
        if record.withdrawn_at:
            raise WrongUse(
                "cli.withdrawn-already", code=record.code, date=local_time(record.withdrawn_at)
            )
        why = why if why is not None else ask(text("cli.withdraw-why"))
        below = sum(1 for _ in catalogue.records.below(record.id))
        if not yes:
            question = text("cli.withdraw-sure", code=record.code, title=record.title, below=below)
            sure(question)
        with catalogue.batch("withdraw", command_line()) as batch:
            with batch.transaction():
                withdrawn = catalogue.records.withdraw(batch, record.id, why)
                keeper = Keeper(archive, message=command_line(), who=batch.who)
                keeper.keep_again(catalogue, withdrawn.uid)
            batch.summary = {"withdrawn": record.code, "below": below}
        result = {"withdrawn": record.code, "below": below, "batch": batch.id}
    if as_json:
        print_json(result)
    else:
        click.echo(text("cli.withdraw-done", code=record.code, below=below, batch=batch.id))
