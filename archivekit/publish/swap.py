"""The swap: a new edition takes the place of the last one, at once.

Owns the moment of it. A harvester asks next for what changed since its last answer: so whatever
the new edition shows must be stamped no earlier than the moment the old one was last asked, and
the stamp is given last and lies a little ahead of the swap.
"""

from __future__ import annotations

import datetime as dt
import errno
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from archivekit.publish.durable import sync_file, sync_folder
from archivekit.publish.edition_file import EditionFile

Clock = Callable[[], dt.datetime]

_LEAD = dt.timedelta(seconds=2)
# What is done between stamp and swap, of large editions: too short a lead is to do it all again.
_LEAD_OF_A_RECORD = dt.timedelta(microseconds=30)
# Between the last look at the clock and the rename.
_MARGIN = dt.timedelta(milliseconds=500)
# SQLite's own files beside a database; only a killed or meddled-with edition has them.
_LEFTOVERS = ("-journal", "-wal", "-shm")


def stamp(file: EditionFile, *, serial: int, settings: str, last: str, clock: Clock) -> str:
    """The datestamp of all that changed: not before the swap, and never before the last one."""
    lead = _LEAD + file.count() * _LEAD_OF_A_RECORD
    while True:
        moment = max(_text(clock() + lead), last)
        file.stamp(moment)
        file.name(serial=serial, datestamp=moment, settings=settings)
        file.check()
        sync_file(file.path)
        if _text(clock() + _MARGIN) <= moment:
            return moment
        lead *= 2


def _text(moment: dt.datetime) -> str:
    """A moment as OAI-PMH writes it, to the second (2.1)."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def swap(new: Path, public_db: Path) -> None:
    """Puts a new database in the place of the edition's, by one rename."""
    try:
        new.replace(public_db)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = public_db.with_suffix(".new")
        shutil.copyfile(new, beside)
        sync_file(beside)
        beside.replace(public_db)
    sync_folder(public_db.parent)


def remove_leftovers(public_db: Path) -> None:
    """Takes away what may lie beside the edition's database and belongs to no edition."""
    for leftover in _LEFTOVERS:
        with suppress(FileNotFoundError):
            public_db.with_name(public_db.name + leftover).unlink()
    public_db.with_suffix(".new").unlink(missing_ok=True)
