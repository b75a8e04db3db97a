"""All that the catalogue knows of one record, as ``archivekit show --json`` gives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue, StoredFile, StoredRecord
from archivekit.cli.opening_words import day_as_json
from archivekit.description.opening import AT_ONCE
from archivekit.leaving import Day, Source, judge, published_partners, walk
from archivekit.texts import text

_NAMING = ("creator", "contributor", "provenance", "publisher", "subject", "spatial", "coverage")


def record_document(archive: Archive, catalogue: Catalogue, record: StoredRecord) -> dict[str, Any]:
    """The record with its masters, pages, authority records, opening days and history."""
    ancestors = catalogue.records.ancestors(record.id)
    files = catalogue.files.of(record.id)
    return {
        "code": record.code,
        "ark": record.ark,
        "level": record.level,
        "ancestors": [each.code for each in ancestors],
        "title": record.title,
        "terms": {term: [value.text for value in values] for term, values in record.terms.items()},
        "term_languages": _languages(record),
        "date": record.date_text,
        "edtf": record.date_edtf,
        "first_day": record.date_first,
        "last_day": record.date_last,
        "access": record.access_text,
        "open_from": text("cli.show-at-once") if record.open_from == AT_ONCE else record.open_from,
        "online_from": record.online_from,
        "closed_pages": record.closed_pages,
        "opening": _opening(archive, catalogue, [*(each.id for each in ancestors), record.id]),
        "birth": record.birth_text,
        "death": record.death_text,
        "publish": record.publish,
        "withdrawn_at": record.withdrawn_at,
        "withdrawn_why": record.withdrawn_why,
        "partner": record.partner,
        "partner_identifier": record.partner_identifier,
        "partner_datestamp": record.partner_datestamp,
        "authorities": list(_authorities(catalogue, record)),
        "internal_notes": record.internal_notes,
        "unknown": record.unknown,
        "source": [record.source_file, record.source_sheet, record.source_line],
        "scans": record.scans,
        "uid": record.uid,
        "files": list(_files(archive, record, files)),
        "pages": _pages(catalogue, record, files),
        "batches": batches(catalogue, "records", record.id, {it.batch_id for it in files}),
    }


def batches(
    catalogue: Catalogue, table: str, row_id: int, others: Iterable[int] = ()
) -> list[dict[str, Any]]:
    """The batches that changed a row, and ``others``, first to last."""
    found = {it.id: it for it in catalogue.batches.that_changed(table, row_id)}
    found |= {it.id: it for batch in others if (it := catalogue.batches.get(batch))}
    return [
        {
            "batch": it.id,
            "kind": str(it.kind),
            "started_at": it.started_at,
            "who": it.who,
            "state": str(it.state),
            "command": it.command,
        }
        for _, it in sorted(found.items())
    ]


def _languages(record: StoredRecord) -> dict[str, list[str | None]]:
    """The languages of the values of a term, in their order, where one says its own."""
    return {
        term: [value.language for value in values]
        for term, values in record.terms.items()
        if any(value.language for value in values)
    }


def _opening(archive: Archive, catalogue: Catalogue, chain: list[int]) -> dict[str, Any]:
    """Both first days and why, the record's ancestors looked at too, as publishing does."""
    partners = published_partners(catalogue, archive.settings.partners_held_back)
    day = Day(today=dt.date.today().isoformat(), partners=partners)
    *_, node = judge(walk(Source(catalogue).of(chain), archive.settings.house), day)
    room, online = node.opening.reading_room, node.opening.online
    return {
        "reading_room": day_as_json(room),
        "online": day_as_json(max(online, room, key=lambda it: it.day)),
        "hidden": str(node.hidden) if node.hidden else None,
    }


def _authorities(catalogue: Catalogue, record: StoredRecord) -> Iterator[dict[str, Any]]:
    """The authority records that the record names."""
    named = dict.fromkeys(it.text for term in _NAMING for it in record.terms.get(term, ()))
    for name in named:
        for it in catalogue.authorities.called(name):
            yield {
                "name": name,
                "kind": str(it.authority.kind),
                "code": it.authority.record_id,
                "ark": it.ark,
            }


def _files(
    archive: Archive, record: StoredRecord, files: list[StoredFile]
) -> Iterator[dict[str, Any]]:
    from archivekit.ingest.preserve import object_id
    from archivekit.masters import MasterStore

    if not files:
        return
    store = MasterStore(archive.masters, archive.workspace)
    folder = store.object_folder(object_id(record.uid))
    for file in files:
        path = folder / file.content_path
        yield {
            "name": file.name,
            "path": str(path) if path.is_file() else None,
            "received": file.received_path,
            "version": file.object_version,
            **{name: value for name, value in file.technical.items() if name != "outline"},
            "format": file.format,
            "mime": file.mime,
            "puid": file.puid,
            "size": file.size,
            "sha512": file.sha512,
        }


def _pages(
    catalogue: Catalogue, record: StoredRecord, files: list[StoredFile]
) -> list[dict[str, Any]]:
    names = {file.id: file.name for file in files}
    return [
        {
            "number": page.number,
            "label": page.label,
            "file": names[page.file_id],
            "frame": page.frame + 1,
            "width": page.width,
            "height": page.height,
        }
        for page in catalogue.pages.of(record.id)
    ]
