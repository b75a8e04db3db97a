"""The site over one edition: which of Datasette's databases it is, and the threads that read it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

from archivekit.edition import CurrentEdition
from archivekit.iiif.image import ReadyImages
from archivekit.iiif.to_make import Work
from archivekit.site.database import EditionDatabase
from archivekit.site.drawn_images import DrawnImages
from archivekit.site.pool import EditionPool, WorkPool

_TABLES = {"edition", "records", "pages", "oai_records", "manifests", "search"}

DRAWN_VARIABLE = "ARCHIVEKIT_DRAWN_IMAGES"
"""Names the file that keeps images drawn lately; without it none are kept."""

_THREADS = {"oai": 2, "presentation": 2, "image": 4, "pages": 4}
# Drawing takes a processor's time, and memory: some wait, more are told to come again.
_DRAWING = 2
_WAITING = 30
# A PDF of many pages takes seconds: one at a time, and few that wait.
_PDFS_WAITING = 4


class Site:
    """One served edition. Plain Datasette, without an edition among its databases, has none."""

    def __init__(self, database: str, public_db: Path) -> None:
        self.database = database
        self.public_db = public_db
        self.current = CurrentEdition(public_db)
        self.ready_images = ReadyImages()
        drawn = os.environ.get(DRAWN_VARIABLE)
        self.drawn = DrawnImages(Path(drawn) if drawn else None)
        self.making: dict[Work, WorkPool] = {
            "drawing": WorkPool(threads=_DRAWING, name="drawing", waiting=_WAITING),
            "binding": WorkPool(threads=1, name="binding", waiting=_PDFS_WAITING),
        }
        self.pools = {
            name: EditionPool(public_db, threads=threads, name=name)
            for name, threads in _THREADS.items()
        }

    @classmethod
    def of(cls, datasette: Any) -> Site | None:
        """The site that a Datasette serves, found once."""
        if datasette not in _sites:
            _sites[datasette] = _find(datasette)
        return _sites[datasette]

    def take_over_swaps(self, datasette: Any) -> None:
        """Put a database that notices a new edition in the place of Datasette's own."""
        datasette.remove_database(self.database)
        database = EditionDatabase(datasette, str(self.public_db))
        datasette.add_database(database, name=self.database)


_sites: WeakKeyDictionary[Any, Site | None] = WeakKeyDictionary()


def _find(datasette: Any) -> Site | None:
    for name, database in datasette.databases.items():
        if database.path is not None and is_edition(Path(database.path)):
            return Site(name, Path(database.path))
    return None


def is_edition(file: Path) -> bool:
    """Whether a database has an edition's tables."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as db:
            rows = db.execute("select name from sqlite_master where type = 'table'").fetchall()
    except sqlite3.Error:
        return False
    return {name for (name,) in rows} >= _TABLES
