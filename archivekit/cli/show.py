"""``archivekit show``: all that the catalogue knows of one record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from archivekit.catalogue import Catalogue, StoredRecord
from archivekit.cli.opened import catalogue_to_read, record_called
from archivekit.cli.options import archive_option, json_option
from archivekit.cli.report import print_json
from archivekit.cli.show_identifier import (
    authorities_called,
    authority_document,
    given_identifier,
    refuse_slip,
)
from archivekit.description.opening import AT_ONCE
from archivekit.errors import WrongUse
from archivekit.texts import text


@click.command("show", help=text("cli.show-help"))
@click.argument("code")
@archive_option
@json_option
def show(code: str, archive_root: Path, as_json: bool) -> None:
    """Show one record."""
    with catalogue_to_read(archive_root) as catalogue:
        document = _found(catalogue, code)
    if as_json:
        print_json(document)
        return
    for name, value in document.items():
        _echo(name, value)


def _found(catalogue: Catalogue, called: str) -> dict[str, Any]:
    """A record; else an authority record, else an ARK that was given to what is gone."""
    try:
        return _document(catalogue, record_called(catalogue, called))
    except WrongUse:
        if authorities := authorities_called(catalogue, called):
            return authority_document(authorities[0])
        if (given := given_identifier(catalogue, called)) is not None:
            return dict(given)
        refuse_slip(catalogue, called)
        raise


def _document(catalogue: Catalogue, record: StoredRecord) -> dict[str, Any]:
    files = catalogue.files.of(record.id)
    names = {file.id: file.name for file in files}
    return {
        "code": record.code,
        "ark": record.ark,
        "level": record.level,
        "ancestors": [each.code for each in catalogue.records.ancestors(record.id)],
        "title": record.title,
        "terms": {term: [value.text for value in values] for term, values in record.terms.items()},
        "date": record.date_text,
        "edtf": record.date_edtf,
        "first_day": record.date_first,
        "last_day": record.date_last,
        "access": record.access_text,
        "open_from": text("cli.show-at-once") if record.open_from == AT_ONCE else record.open_from,
        "online_from": record.online_from,
        "birth": record.birth_text,
        "death": record.death_text,
        "publish": record.publish,
        "withdrawn_at": record.withdrawn_at,
        "withdrawn_why": record.withdrawn_why,
        "partner": record.partner,
        "partner_identifier": record.partner_identifier,
        "internal_notes": record.internal_notes,
        "unknown": record.unknown,
        "source": [record.source_file, record.source_sheet, record.source_line],
        "uid": record.uid,
        "files": [
            {
                "name": file.name,
                "version": file.object_version,
                **file.technical,
                "format": file.format,
                "puid": file.puid,
                "size": file.size,
                "sha512": file.sha512,
            }
            for file in files
        ],
        "pages": [
            {
                "number": page.number,
                "label": page.label,
                "file": names[page.file_id],
                "frame": page.frame + 1,
                "width": page.width,
                "height": page.height,
            }
            for page in catalogue.pages.of(record.id)
        ],
    }


def _echo(name: str, value: Any, indent: str = "") -> None:
    label = text(f"cli.show-{name.replace('_', '-')}") if not indent else name
    if isinstance(value, dict):
        filled = {key: each for key, each in value.items() if each not in (None, "", [])}
        if filled:
            click.echo(f"{indent}{label}:")
        for key, each in filled.items():
            _echo(key, each, indent + "  ")
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        click.echo(f"{indent}{label}:")
        for each in value:
            facts = ", ".join(f"{key} {fact}" for key, fact in each.items() if fact is not None)
            click.echo(f"{indent}  - {facts}")
    elif isinstance(value, list):
        filled_list = [str(each) for each in value if each is not None]
        if filled_list:
            click.echo(f"{indent}{label}: {' ; '.join(filled_list)}")
    elif value not in (None, ""):
        click.echo(f"{indent}{label}: {value}")
