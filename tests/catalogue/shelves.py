"""Records, files and pages to put into a catalogue."""

from __future__ import annotations

from dataclasses import replace

from archivekit.catalogue import Batch, Catalogue, StoredFile, StoredRecord, new_record
from archivekit.description.record import Description, Level, Value


def described(code: str, title: str = "Registre") -> Description:
    return Description(
        code=code,
        title=title,
        level=Level.ITEM,
        terms={
            "title": [Value(title, "fr")],
            "subject": [Value("étrangers", "fr"), Value("travail")],
        },
        date_text="vers 1936",
        date_edtf="1936~",
        publish=True,
        unknown={"Étagère": "12"},
        typed={"Cote": code, "Titre": title},
    )


class Shelf:
    """Puts records, files and pages into a catalogue, each in one line."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def record(
        self, batch: Batch, code: str, parent: StoredRecord | None = None, **fields: object
    ) -> StoredRecord:
        record = new_record(described(code), parent_id=parent.id if parent else None)
        return self.catalogue.records.save(batch, replace(record, **fields))

    def file(self, batch: Batch, record: StoredRecord, name: str = "p1.tif") -> StoredFile:
        return self.catalogue.files.save(
            batch,
            StoredFile(
                record_id=record.id,
                name=name,
                received_path=f"scans/{name}",
                size=7,
                sha512="ab" * 64,
                content_path=f"v1/content/{name}",
                object_version="v1",
                puid="fmt/353",
                format="Tagged Image File Format",
                mime="image/tiff",
                technical={"dpi": 300},
            ),
        )
