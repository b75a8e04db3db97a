"""Masters and the description beside them, kept in the record's OCFL object.

``record.json`` holds all that the catalogue knows of the record, so that the catalogue can be made
again from the masters alone. The same state gives the same bytes: no times, no batches. The records
of a finding aid, which are many and have no masters, stand together in ``ead/records.jsonl`` of its
top record's object, a line each, beside the finding aid as received.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue, Page, StoredFile, StoredRecord, encode_terms
from archivekit.masters import MasterStore, User, Version

RECORDS_FILE = "ead/records.jsonl"
# Records without an object of their own that are given one when they change.
_FEW = 20


def object_id(uid: str) -> str:
    """The identifier of a record's OCFL object."""
    return f"urn:uuid:{uid}"


class Keeper:
    """Puts records' masters and descriptions into the store."""

    def __init__(self, archive: Archive, *, message: str, who: str) -> None:
        self._store = MasterStore.open(archive.masters, archive.workspace)
        self._workspace = archive.workspace
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
        uids = list(uids)
        loose = [uid for uid in uids if not self.has(uid)]
        for uid in uids if len(loose) <= _FEW else set(uids).difference(loose):
            self.keep_again(catalogue, uid)
        if len(loose) > _FEW:
            self._keep_finding_aids_again(catalogue, loose)

    def has(self, uid: str) -> bool:
        """Whether a record has an object of its own: one that a finding aid brought has none.

        It stands in the ``records.jsonl`` of the finding aid's top record instead. Where it is
        edited or gets masters, its own object says what holds.
        """
        return self._store.object_folder(object_id(uid)).exists()

    def _keep_finding_aids_again(self, catalogue: Catalogue, uids: Iterable[str]) -> None:
        """The finding aids that these records stand in, with their records as they are now."""
        self._workspace.mkdir(exist_ok=True)
        for top in self._tops(catalogue, uids):
            with TemporaryDirectory(dir=self._workspace, prefix="import-") as folder:
                lines = Path(folder) / "records.jsonl"
                codes: dict[int, str] = {top.id: top.code}
                parent_code = _parent_code(catalogue, top)
                with lines.open("wb") as out:
                    out.write(record_json(top, parent_code, [], [], one_line=True))
                    for record in catalogue.records.below(top.id):
                        codes[record.id] = record.code
                        if record.source_xml:
                            parent = codes[record.parent_id or top.id]
                            out.write(record_json(record, parent, [], [], one_line=True))
                files, pages = catalogue.files.of(top.id), catalogue.pages.of(top.id)
                self.keep(top, parent_code, files, pages, {RECORDS_FILE: lines})

    def _tops(self, catalogue: Catalogue, uids: Iterable[str]) -> Iterable[StoredRecord]:
        """The top records of the finding aids that these records stand in.

        A finding aid may itself have been put below another record: its own top is what counts.
        """
        tops: dict[int, StoredRecord] = {}
        looked_at: set[int | None] = set()
        for uid in uids:
            record = catalogue.records.by_uid(uid)
            if record is None or not record.source_xml or record.parent_id in looked_at:
                continue
            line = [*catalogue.records.ancestors(record.id), record]
            top = next((it for it in reversed(line) if it.source_xml.startswith("<ead")), line[0])
            tops.setdefault(top.id, top)
            if top.id != record.id:
                looked_at.add(record.parent_id)
        return tops.values()

    def keep_again(self, catalogue: Catalogue, uid: str) -> None:
        """A record's description as the catalogue has it now, or that it no longer stands there."""
        record = catalogue.records.by_uid(uid)
        if record is not None and record.partner is not None:
            return  # its masters are the partner's
        if record is None:
            if self.has(uid):
                self._store.put(object_id(uid), {}, gone_json(uid), self._message, self._user)
            return
        self.keep(
            record,
            _parent_code(catalogue, record),
            catalogue.files.of(record.id),
            catalogue.pages.of(record.id),
            {},
        )


def _parent_code(catalogue: Catalogue, record: StoredRecord) -> str | None:
    parent = catalogue.records.get(record.parent_id) if record.parent_id else None
    return parent.code if parent else None


def record_json(
    record: StoredRecord,
    parent_code: str | None,
    files: Sequence[StoredFile],
    pages: Sequence[Page],
    *,
    one_line: bool = False,
) -> bytes:
    """The bytes of ``record.json``, or of a line of ``records.jsonl``."""
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
                "closed_pages": record.closed_pages,
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
        },
        one_line=one_line,
    )


def gone_json(uid: str) -> bytes:
    """``record.json`` of a record whose batch was undone; its masters stay."""
    return _bytes({"uid": uid, "undone": True})


def _bytes(document: Mapping[str, Any], *, one_line: bool = False) -> bytes:
    indent = None if one_line else 1
    return (json.dumps(document, ensure_ascii=False, indent=indent) + "\n").encode()


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
