"""What commands open: the archive's catalogue, a record by what its reader calls it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archivekit.archive import Archive
from archivekit.catalogue import Catalogue, StoredRecord, hold
from archivekit.description.arks import normalise
from archivekit.errors import NothingDone, WrongUse


def command_line() -> str:
    """The command as typed, to be kept with its batch."""
    return shlex.join(["archivekit", *sys.argv[1:]])


@contextmanager
def catalogue_to_read(root: Path) -> Iterator[Catalogue]:
    """The catalogue of an archive that has one. Raises NothingDone where nothing was ingested."""
    archive = Archive.open(root)
    if not archive.catalogue.exists():
        raise NothingDone("cli.nothing-ingested", folder=root)
    with Catalogue.open(archive.catalogue) as catalogue:
        yield catalogue


@contextmanager
def catalogue_to_change(root: Path) -> Iterator[tuple[Archive, Catalogue]]:
    """The catalogue, held so that nobody else changes it meanwhile."""
    archive = Archive.open(root)
    if not archive.catalogue.exists():
        raise NothingDone("cli.nothing-ingested", folder=root)
    with hold(archive.root, command_line()), Catalogue.open(archive.catalogue) as catalogue:
        yield archive, catalogue


def record_called(catalogue: Catalogue, called: str) -> StoredRecord:
    """The record of a reference code or an ARK. Raises WrongUse where there is none."""
    ark = normalise(called)
    record = catalogue.records.by_ark(ark) if ark else None
    record = record or catalogue.records.find(called)
    if record is None:
        raise WrongUse("cli.no-such-record", called=called)
    return record
