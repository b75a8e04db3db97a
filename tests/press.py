"""An archive to publish in tests: records in a catalogue, access copies that were never scans."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from archivekit.archive import Archive
from archivekit.catalogue import Batch, Catalogue, Page, StoredFile, StoredRecord, new_record
from archivekit.description.addresses import image_path
from archivekit.description.record import Description
from archivekit.edition import Edition
from archivekit.problems import Problems
from archivekit.publish import Published, Request, run

SETTINGS = """
[archive]
name = { fr = "Archives de Valmont", en = "Archives of Valmont" }
contact = "archives@valmont.example"
place = "Valmont (Doubs, France)"
[identifiers]
naan = "99999"
oai_domain = "archives.valmont.example"
"""
NOON = dt.datetime(2026, 1, 15, 12, 0, 0, tzinfo=dt.UTC)


class Unwatched:
    """Progress that nobody looks at."""

    def total(self, count: int | None) -> None:
        """Not shown."""

    def advance(self, count: int = 1) -> None:
        """Not shown."""


class Press:
    """An archive, its catalogue filled and published by single words."""

    def __init__(self, root: Path) -> None:
        self.archive = (
            Archive.open(root)
            if (root / "archive.toml").exists()
            else Archive.create(root, SETTINGS)
        )
        self.problems = Problems()
        self.now = NOON

    @contextmanager
    def catalogue(self) -> Iterator[tuple[Catalogue, Batch]]:
        with (
            Catalogue.open(self.archive.catalogue) as catalogue,
            catalogue.batch("ingest", "test") as batch,
            batch.transaction(),
        ):
            yield catalogue, batch

    def record(
        self, code: str, title: str = "Registre des étrangers", parent: str = "", **said: Any
    ) -> None:
        """Adds a record, or puts another description in its place."""
        stored = {name: said.pop(name) for name in list(said) if name.startswith("partner")}
        description = Description(code=code, title=title, **said)
        with self.catalogue() as (catalogue, batch):
            above = catalogue.records.find(parent) if parent else None
            there = None if stored else catalogue.records.find(code)
            record = there.described(description) if there else new_record(description, **stored)
            if above is not None:
                record = replace(record, parent_id=above.id)
            catalogue.records.save(batch, record)

    def pages(self, code: str, *contents: bytes, name: str = "scan.tif") -> list[str]:
        """Gives a record pages with these bytes as access copies; says their keys.

        ``name``: of the master they were made from.
        """
        with self.catalogue() as (catalogue, batch):
            record = self._found(catalogue, code)
            keys = [hashlib.sha256(content).hexdigest() for content in contents]
            master = catalogue.files.save(batch, _master(record, name))
            pages = [_page(master, frame, key) for frame, key in enumerate(keys)]
            catalogue.pages.replace(batch, record.id, pages)
        for key, content in zip(keys, contents, strict=True):
            self.access_copy(key).parent.mkdir(parents=True, exist_ok=True)
            self.access_copy(key).write_bytes(content)
        return keys

    def access_copy(self, key: str) -> Path:
        return image_path(self.archive.access, key)

    def public_image(self, key: str) -> Path:
        return image_path(self.archive.public_images, key)

    def withdraw(self, code: str) -> None:
        with self.catalogue() as (catalogue, batch):
            catalogue.records.withdraw(batch, self._found(catalogue, code).id, "at request")

    def give_back(self, code: str) -> None:
        """Takes a withdrawal back."""
        with self.catalogue() as (catalogue, batch):
            record = self._found(catalogue, code)
            catalogue.records.save(batch, replace(record, withdrawn_at=None, withdrawn_why=None))

    def publish(self, today: str = "2026-01-15", *, dry_run: bool = False) -> Published:
        request = Request(
            archive=self.archive,
            today=dt.date.fromisoformat(today),
            dry_run=dry_run,
            clock=lambda: self.now,
        )
        self.problems = Problems()
        return run(request, self.problems, Unwatched())

    def edition(self) -> Edition:
        return Edition.open(self.archive.public_db)

    def ark(self, code: str) -> str:
        """The ARK of a published record."""
        row = (
            self.edition().db.execute("select ark from records where code = ?", (code,)).fetchone()
        )
        return str(row[0])

    def shown(self) -> list[str]:
        """The codes of all that is published, in the order of browsing."""
        rows = self.edition().db.execute("select code from records order by id")
        return [row[0] for row in rows]

    def headers(self) -> dict[str, tuple[str, bool]]:
        """Datestamp and deletion of each record that harvesters are told of, by ARK."""
        rows = self.edition().db.execute("select identifier, datestamp, deleted from oai_records")
        return {row[0].split(":", 2)[2]: (row[1], bool(row[2])) for row in rows}

    def public_bytes(self) -> bytes:
        """All bytes and file names under ``public/``, in small letters."""
        files = sorted(it for it in self.archive.public.rglob("*"))
        return b"\n".join(
            str(it).encode() + (it.read_bytes() if it.is_file() else b"") for it in files
        ).lower()

    def _found(self, catalogue: Catalogue, code: str) -> StoredRecord:
        record = catalogue.records.find(code)
        assert record is not None
        return record


def _master(record: StoredRecord, name: str) -> StoredFile:
    return StoredFile(
        record_id=record.id,
        name=name,
        received_path=f"scans/{name}",
        size=1,
        sha512="0" * 128,
        content_path="v1/content/scan.tif",
        object_version="v1",
        puid="fmt/353",
        format="TIFF",
        mime="image/tiff",
    )


def _page(master: StoredFile, frame: int, key: str) -> Page:
    return Page(
        record_id=master.record_id,
        number=frame + 1,
        label=str(frame + 1),
        file_id=master.id,
        frame=frame,
        image=key,
        width=3000,
        height=4000,
    )
