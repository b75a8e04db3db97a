"""``archivekit edit``: one record as text in the archivist's editor, checked, then saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue, StoredRecord
from archivekit.cli.ask import yes_or_no
from archivekit.cli.opened import catalogue_to_change, command_line, record_called
from archivekit.cli.options import archive_option
from archivekit.cli.report import print_problems
from archivekit.description.record import Description
from archivekit.errors import WrongUse
from archivekit.exchange.record_text import read_record_text, record_text
from archivekit.problems import Problems, Severity
from archivekit.texts import language_of_the_locale, text


@click.command("edit", help=text("cli.edit-help"))
@click.argument("code", metavar=text("cli.word-code"))
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar=text("cli.word-file"),
    help=text("cli.edit-from-help"),
)
@archive_option
def edit(code: str, file: Path | None, archive_root: Path) -> None:
    """Edit one record."""
    with catalogue_to_change(archive_root) as (archive, catalogue):
        record = record_called(catalogue, code)
        if record.partner:
            raise WrongUse("cli.edit-partner", code=code, partner=record.partner)
        parent = catalogue.records.get(record.parent_id) if record.parent_id else None
        before = record.description(parent.code if parent else None)
        description = _edited(before, _given(file) if file else None)
        if description is None or description == before:
            click.echo(text("cli.edit-nothing", code=record.code))
            return
        batch = _save(archive, catalogue, record, description)
    click.echo(text("cli.edit-done", code=description.code, batch=batch))


def _given(file: Path) -> str:
    try:
        with click.open_file(str(file), encoding="utf-8") as opened:
            words: str = opened.read()
    except UnicodeDecodeError:
        raise WrongUse("cli.edit-not-text", file=file) from None
    return words


def _edited(before: Description, given: str | None) -> Description | None:
    """The description as edited, once nothing in it is wrong; None where it was given up."""
    language = language_of_the_locale()
    written = record_text(before, language, text("cli.edit-comment", code=before.code))
    while True:
        edited = click.edit(written, extension=".txt") if given is None else given
        if edited is None:
            return None
        problems = Problems()
        description = read_record_text(edited, before, language, problems)
        print_problems(problems)
        wrong = description is None or any(p.severity is Severity.ERROR for p in problems)
        if not wrong or not edited.strip():
            return description
        if given is not None or not yes_or_no(text("cli.edit-again"), default=True):
            raise WrongUse("cli.edit-not-saved", code=before.code)
        written = edited


def _save(
    archive: Archive, catalogue: Catalogue, record: StoredRecord, description: Description
) -> int:
    from archivekit.ingest.preserve import Keeper

    parent = None
    if description.parent_code:
        parent = record_called(catalogue, description.parent_code)
    changed = replace(record.described(description), parent_id=parent.id if parent else None)
    with catalogue.batch("edit", command_line()) as batch:
        keeper = Keeper(archive, message=command_line(), who=batch.who)
        with batch.transaction():
            saved = catalogue.records.save(batch, changed)
            keeper.keep_again(catalogue, saved.uid)
        batch.summary = {"edited": saved.code}
    return batch.id
