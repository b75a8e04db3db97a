"""The catalogue opened: its records, pages, files, identifiers, exposures and batches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType

from archivekit.catalogue.authorities import Authorities
from archivekit.catalogue.batches import Batch, Batches
from archivekit.catalogue.connection import CACHE, lasting_later, open_database, transaction
from archivekit.catalogue.database import Database
from archivekit.catalogue.exposures import Exposures
from archivekit.catalogue.failures import sqlite_failures
from archivekit.catalogue.files import Files, Pages
from archivekit.catalogue.identifiers import Identifiers
from archivekit.catalogue.records import Records
from archivekit.catalogue.search import Search
from archivekit.catalogue.vocabularies import Vocabularies


class Catalogue:
    """The archivist's own database. Who changes it holds the archive's lock first (`hold`)."""

    def __init__(self, database: Database, path: Path, domain: str = "") -> None:
        self.database = database
        self.path = path
        self.batches = Batches(database)
        self.records = Records(database, domain)
        self.search = Search(database, path.with_name("search.db"))
        self.files = Files(database)
        self.pages = Pages(database)
        self.identifiers = Identifiers(database)
        self.exposures = Exposures(database)
        self.authorities = Authorities(database, domain)
        self.vocabularies = Vocabularies(database)

    @classmethod
    def open(cls, path: Path, domain: str = "", cache: int = CACHE) -> Catalogue:
        """The catalogue in a file, made new where there is none. Raises NothingDone, with why.

        ``domain`` is the institution's own (that of its OAI identifiers): new records' uids are
        made under it. ``cache``: megabytes of it that are held in memory.
        """
        return cls(open_database(path, cache), path, domain)

    @contextmanager
    def batch(self, kind: str, command: str, who: str | None = None) -> Iterator[Batch]:
        """A batch: every change of records, files and pages is part of one.

        One that a killed run left open is closed as interrupted. A full disk and the like come
        out as errors for people.
        """
        with sqlite_failures(self.path), self.batches.open(kind, command, who) as batch:
            yield batch

    def transaction(self) -> AbstractContextManager[None]:
        """One transaction outside of any batch: for identifiers and exposures."""
        return transaction(self.database)

    def lasting_later(self) -> AbstractContextManager[None]:
        """For long work that takes up again where it stands: see `connection.lasting_later`."""
        return lasting_later(self.database)

    def close(self) -> None:
        """Closes the database."""
        self.database.close()
        self.search.close()

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
