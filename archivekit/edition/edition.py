"""One edition, open for reading: what the world may see, and nothing else.

Owns reading the tables of ``public.db``. Never writes; never looks outside ``public/``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from archivekit.description.addresses import image_path
from archivekit.edition.rows import (
    ClosedPages,
    EditionRow,
    ManifestRow,
    PageRow,
    PartRow,
    ProfileRow,
    RecordRow,
    RecordSummary,
    SetRow,
    Tombstone,
)
from archivekit.errors import NothingDone

SCHEMA_VERSION = 7
"""Of the tables, and of the bytes made ready in them: any change of either is a new one."""

_OWN_ROW = "select * from edition"
_SUMMARY = ", ".join(RecordSummary.__slots__)
_CACHE_KIB = 16_384
# An edition is never written, so it is read where the system holds it: no copy, no call a page.
_MAPPED = 1 << 40
_SET = "spec, name, record_id, records"
_OF_FONDS = "kind in ('fonds', 'partner')"
# Such a set is a fonds, or all records of a partner.
_IN_SET = "fonds_id is :fonds_id and partner is :partner"


class NoEdition(NothingDone):
    """Nothing was published yet, or what lies there is no edition that can be read."""


class _Connection(sqlite3.Connection):
    """Closes by itself, quietly, when the last request that reads by it has ended."""

    def __del__(self) -> None:
        self.close()


class Edition:
    """A read-only connection to one ``public.db``, with its images beside it.

    May be passed between threads; one thread at a time reads by it.
    """

    def __init__(self, public_db: Path, db: sqlite3.Connection, row: EditionRow) -> None:
        self.db = db
        self.images = public_db.parent / "images"
        self.serial = row.serial
        self.published_at = row.published_at
        self.earliest_datestamp = row.earliest_datestamp
        self.settings: dict[str, Any] = row.settings

    @classmethod
    def open(cls, public_db: Path) -> Edition:
        """The edition in a file. Raises NoEdition."""
        if not public_db.is_file():
            raise NoEdition("edition.none", file=public_db)
        # Never written: each query is spared locking it and looking for signs of a writer.
        db = sqlite3.connect(
            f"file:{quote(str(public_db))}?mode=ro&immutable=1",
            uri=True,
            check_same_thread=False,
            factory=_Connection,
        )
        try:
            return cls(public_db, db, _prepare(db, public_db))
        except BaseException:
            db.close()
            raise

    @classmethod
    def in_the_making(cls, public_db: Path, db: sqlite3.Connection) -> Edition:
        """The edition that a connection is writing, as far as it is written."""
        db.row_factory = sqlite3.Row
        return cls(public_db, db, EditionRow.of(db.execute(_OWN_ROW).fetchone()))

    def close(self) -> None:
        """Closes it; without this it closes when nobody holds it or a row of it any more."""
        self.db.close()

    def record(self, ark: str) -> RecordRow | None:
        """The published record of an ARK."""
        row = self._one("select * from records where ark = ?", ark)
        return RecordRow.of(row) if row else None

    def record_of_id(self, record_id: int) -> RecordRow | None:
        """The published record of a number; numbers hold within one edition only."""
        row = self._one("select * from records where id = ?", record_id)
        return RecordRow.of(row) if row else None

    def tombstone(self, ark: str) -> Tombstone | None:
        """What remains of a record that is no longer published."""
        row = self._one("select * from tombstones where ark = ?", ark)
        return Tombstone.of(row) if row else None

    def knows(self, ark: str) -> bool:
        """Whether an ARK is that of a record, or of one that was published once."""
        found = self._one(
            "select 1 from records where ark = ? union all select 1 from tombstones where ark = ?",
            ark,
            ark,
        )
        return found is not None

    def pages(self, record_id: int) -> list[PageRow]:
        """The pages of a record that are images, in reading order."""
        rows = self.db.execute(
            "select number, label, image, width, height from pages where record_id = ?"
            " and recording is null order by number",
            (record_id,),
        )
        return [PageRow(*row) for row in rows]

    def closed_pages(self, record_id: int) -> list[ClosedPages]:
        """The pages of a record that are closed by themselves, in reading order."""
        rows = self.db.execute(
            "select first, last, opens from closed_pages where record_id = ? order by first",
            (record_id,),
        )
        return [ClosedPages(*row) for row in rows]

    def page(self, ark: str, number: int) -> PageRow | None:
        """One page of a record that has an image: a scan, or a film by its still."""
        row = self._one(
            "select p.number, p.label, p.image, p.width, p.height from records r"
            " join pages p on p.record_id = r.id and p.number = ? where r.ark = ?"
            " and p.image is not null",
            number,
            ark,
        )
        return PageRow(*row) if row else None

    def has_page(self, ark: str, number: int) -> bool:
        """Whether a record has a page of this number, be it an image or a recording."""
        row = self._one(
            "select 1 from records r join pages p on p.record_id = r.id and p.number = ?"
            " where r.ark = ?",
            number,
            ark,
        )
        return row is not None

    def first_page(self, ark: str) -> PageRow | None:
        """The page that a record's thumbnail is made from."""
        row = self._one(
            "select p.number, p.label, p.image, p.width, p.height from records r"
            " join pages p on p.record_id = r.id where r.ark = ? and p.recording is null"
            " order by p.number limit 1",
            ark,
        )
        return PageRow(*row) if row else self._first_still(ark)

    def _first_still(self, ark: str) -> PageRow | None:
        row = self._one(
            "select p.number, p.label, p.image, p.width, p.height from records r"
            " join pages p on p.record_id = r.id where r.ark = ? and p.image is not null"
            " and p.recording is not null order by p.number limit 1",
            ark,
        )
        return PageRow(*row) if row else None

    def image_path(self, page: PageRow) -> Path:
        """Where the access copy of a page lies."""
        return image_path(self.images, page.image)

    def manifest(self, record_id: int) -> ManifestRow | None:
        """The manifest of a record, ready to be sent; None where it has no page."""
        row = self._one("select json, digest from manifests where record_id = ?", record_id)
        return ManifestRow(*row) if row else None

    def manifest_of(self, ark: str) -> tuple[ManifestRow, str] | None:
        """The manifest of an ARK with its record's datestamp, in one look-up."""
        row = self._one(
            "select m.json, m.digest, r.datestamp from records r"
            " join manifests m on m.record_id = r.id where r.ark = ?",
            ark,
        )
        return (ManifestRow(row[0], row[1]), row[2]) if row else None

    def ancestors(self, record: RecordRow) -> list[RecordSummary]:
        """The records above one, from the top down to its parent."""
        rows = self.db.execute(
            "with recursive above(id, parent_id, depth) as ("
            " select id, parent_id, depth from records where id = ?"
            " union all select r.id, r.parent_id, r.depth from records r"
            " join above on r.id = above.parent_id)"
            f" select {_SUMMARY} from records where id in (select id from above) order by depth",
            (record.parent_id,),
        )
        return [RecordSummary(*row) for row in rows]

    def children(
        self, record_id: int | None, *, after: int = 0, limit: int = 100
    ) -> list[RecordSummary]:
        """The records right below one (None: those at the top), those after a number."""
        rows = self.db.execute(
            f"select {_SUMMARY} from records where parent_id is ? and id > ? order by id limit ?",
            (record_id, after, limit),
        )
        return [RecordSummary(*row) for row in rows]

    def sets(self) -> list[SetRow]:
        """The sets of fonds and partners, in the order of the fonds."""
        rows = self.db.execute(
            f"select {_SET} from sets where {_OF_FONDS} order by record_id is null, record_id, spec"
        )
        return [SetRow(*row) for row in rows]

    def profile(self, name: str) -> ProfileRow | None:
        """A profile that records are exposed by."""
        query = "select name, definition, ready, changed_at from profiles where name = ?"
        row = self._one(query, name)
        return ProfileRow(*row) if row else None

    def set(self, spec: str) -> SetRow | None:
        """One set, of a fonds or of partners."""
        row = self._one(f"select {_SET} from sets where spec = ? and {_OF_FONDS}", spec)
        return SetRow(*row) if row else None

    def has_pages(self, of: SetRow) -> bool:
        """Whether any record of a set has pages."""
        query = f"select exists (select 1 from records where {_IN_SET} and page_count > 0)"
        return bool(self.db.execute(query, _set_key(of)).fetchone()[0])

    def collection_parts(self, of: SetRow) -> list[PartRow]:
        """The parts of a set that has too many manifests for one collection, in order."""
        rows = self.db.execute(
            "select p.name, p.first, p.last, coalesce(nullif(f.code, ''), f.full_title),"
            " coalesce(nullif(l.code, ''), l.full_title) from collection_parts p"
            " join records f on f.id = p.first join records l on l.id = p.last"
            " where p.spec = ? order by p.place",
            (of.spec,),
        )
        return [PartRow(*row) for row in rows]

    def with_pages(
        self, of: SetRow, *, first: int = 0, last: int = 1 << 62
    ) -> list[tuple[str, str, str | None, int | None, bool]]:
        """Of a set's records that have pages: ARK, completed title, its language, first year,
        whether there is a thumbnail.

        ``first``, ``last``: the numbers that they are between.
        """
        rows = self.db.execute(
            "select ark, full_title, json_extract(terms, '$.title[0].language'), year_first,"
            " thumbnail is not null from records"
            f" where {_IN_SET} and page_count > 0 and id between :first and :last order by id",
            {**_set_key(of), "first": first, "last": last},
        )
        return [(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows]

    def facet_counts(self, facet: str, limit: int = 20) -> list[tuple[str, int]]:
        """The values of a facet over the whole edition, the most frequent first."""
        rows = self.db.execute(
            "select value, records from facet_counts where facet = ?"
            " order by records desc, value limit ?",
            (facet, limit),
        )
        return [(value, records) for value, records in rows]

    def count(self) -> int:
        """How many records are published."""
        return int(self.db.execute("select count(*) from records").fetchone()[0])

    def arks(self) -> Iterator[tuple[str, str]]:
        """ARK and datestamp of every published record, in the order of browsing."""
        yield from self.db.execute("select ark, datestamp from records order by id")

    def _one(self, query: str, *values: object) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self.db.execute(query, values).fetchone()
        return row


def _prepare(db: sqlite3.Connection, public_db: Path) -> EditionRow:
    db.row_factory = sqlite3.Row
    try:
        db.execute("pragma query_only = on")
        db.execute(f"pragma cache_size = -{_CACHE_KIB}")
        db.execute(f"pragma mmap_size = {_MAPPED}")
        row = db.execute(_OWN_ROW).fetchone()
    except sqlite3.DatabaseError as error:
        raise NoEdition("edition.unreadable", file=public_db, why=error) from None
    if row is None:
        raise NoEdition("edition.unreadable", file=public_db, why="edition")
    if row["schema_version"] != SCHEMA_VERSION:
        raise NoEdition("edition.other-version", file=public_db, version=row["schema_version"])
    return EditionRow.of(row)


def _set_key(of: SetRow) -> dict[str, object]:
    partner = of.name if of.spec.startswith("partner:") else None
    return {"fonds_id": of.record_id, "partner": partner}
