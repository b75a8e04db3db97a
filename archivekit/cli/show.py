"""``archivekit show``: all that the catalogue knows of one record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue
from archivekit.cli.opened import catalogue_to_read, record_called
from archivekit.cli.options import archive_option, json_option
from archivekit.cli.report import print_json
from archivekit.cli.show_document import record_document
from archivekit.cli.show_identifier import (
    authorities_called,
    authority_document,
    given_identifier,
    refuse_slip,
)
from archivekit.cli.show_lines import lines
from archivekit.errors import WrongUse
from archivekit.texts import text


@click.command("show", help=text("cli.show-help"))
@click.argument("code", metavar=text("cli.word-code"))
@archive_option
@json_option
def show(code: str, archive_root: Path, as_json: bool) -> None:
    """Show one record."""
    archive = Archive.open(archive_root)
    with catalogue_to_read(archive_root) as catalogue:
        document = _found(archive, catalogue, code)
    if as_json:
        print_json(document)
    else:
        click.echo("\n".join(lines(document)))


def _found(archive: Archive, catalogue: Catalogue, called: str) -> dict[str, Any]:
    """A record; else an authority record, else an ARK that was given to what is gone."""
    try:
        return record_document(archive, catalogue, record_called(catalogue, called))
    except WrongUse:
        if authorities := authorities_called(catalogue, called):
            return authority_document(catalogue, authorities[0])
        if (given := given_identifier(catalogue, called)) is not None:
            return dict(given)
        refuse_slip(catalogue, called)
        raise
