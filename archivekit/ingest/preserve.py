"""Masters and the description beside them, kept in the record's OCFL object.

``record.json`` holds all that the catalogue knows of the record, so that the catalogue can be made
again from the masters alone. The same state gives the same bytes: no times, no batches.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue, Page, StoredFile, StoredRecord, encode_terms
from archivekit.masters import MasterStore, User, Version


def object_id(uid: str) -> str:
    """The identifier of a record's OCFL object."""
    return f"urn:uuid:{uid}"


class Keeper:
    """Puts records' masters and descriptions into the store."""

    def __init__(self, archive: Archive, *, message: str, who: str) -> None:
        self._store = MasterStore.open(archive.masters, archive.workspace)
        self._message = message
        self._user = User(who, f"mailto:{archive.settings.contact}")

    def keep(
        self,
        record: StoredRecord,
        parent_code: str | None,
        files: Sequence[StoredFile],
        pages: Sequence[Page],
        sources: Mapping[str, Path],
    ) -> Version:
        """A record's object in this state; ``sources``: the new masters by their names in it.

        A new version is made only where something differs from the last.
        """
        return self._store.put(
            object_id(record.uid),
            sources,
            record_json(record, parent_code, files, pages),
            self._message,
            self._user,
        )

    def keep_all_again(self, catalogue: Catalogue, uids: Iterable[str]) -> None:
        """Several records' descriptions as the catalogue has them now."""
        for uid in uids:
            self.keep_again(catalogue, uid)

    def keep_again(self, catalogue: Catalogue, uid: str) -> None:
        """A record's description as the catalogue has it now, or that it no longer stands there."""
        record = catalogue.records.by_uid(uid)
        if self._store.head(object_id(uid)) is None:
            return  # a partner's record: its masters are the partner's
        if record is None:
            self._store.put(object_id(uid), {}, gone_json(uid), self._message, self._user)
            return
        parent = catalogue.records.get(record.parent_id) if record.parent_id else None
        self.keep(
            record,
            parent.code if parent else None,
            catalogue.files.of(record.id),
            catalogue.pages.of(record.id),
            {},
        )


def record_json(
    record: StoredRecord,
    parent_code: str | None,
    files: Sequence[StoredFile],
    pages: Sequence[Page],
) -> bytes:
    """The bytes of ``record.json``."""
    names = {file.id: file.name for file in files}
    return _bytes(
        {
            "uid": record.uid,
            "code": record.code,
            "level": record.level,
            "parent": parent_code,
            "position": record.position,
            "title": record.title,
            "terms": json.loads(encode_terms(record.terms)),
            "date": _date(record),
            "access": {
                "text": record.access_text,
                "open_from": record.open_from,
                "online_from": record.online_from,
                "birth": record.birth_text,
                "death": record.death_text,
            },
            "publish": record.publish,
            "withdrawn": {"at": record.withdrawn_at, "why": record.withdrawn_why},
            "internal_notes": record.internal_notes,
            "unknown": record.unknown,
            "typed": record.typed,
            "scans": record.scans,
            "source_xml": record.source_xml,
            "files": [_file(file) for file in sorted(files, key=lambda file: file.name)],
            "pages": [
                {
                    "number": page.number,
                    "label": page.label,
                    "file": names[page.file_id],
                    "frame": page.frame,
                }
                for page in pages
            ],
        }
    )


def gone_json(uid: str) -> bytes:
    """``record.json`` of a record whose batch was undone; its masters stay."""
    return _bytes({"uid": uid, "undone": True})


def _bytes(document: Mapping[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _date(record: StoredRecord) -> dict[str, str | None]:
    return {
        "text": record.date_text,
        "edtf": record.date_edtf,
        "first": record.date_first,
        "last": record.date_last,
    }


def _file(file: StoredFile) -> dict[str, Any]:
    return {
        "name": file.name,
        "received_path": file.received_path,
        "size": file.size,
        "sha512": file.sha512,
        "puid": file.puid,
        "format": file.format,
        "mime": file.mime,
        "technical": file.technical,
    }
