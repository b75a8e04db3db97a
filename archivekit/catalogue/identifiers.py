"""ARKs given to records: once, never changed, never given to another record.

An identifier is about a reference code or a partner's record, so that a record that was undone and
taken in again gets its ARK back.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from itertools import count
from typing import Protocol

from sqlite_utils import Database

from archivekit.catalogue.batches import now
from archivekit.catalogue.connection import transaction
from archivekit.description import arks


class Identified(Protocol):
    """A record as far as its identifier needs it: a stored one, or the little that is published."""

    @property
    def id(self) -> int: ...
    @property
    def uid(self) -> str: ...
    @property
    def ark(self) -> str | None: ...
    @property
    def code_folded(self) -> str | None: ...
    @property
    def partner(self) -> str | None: ...
    @property
    def partner_identifier(self) -> str | None: ...


class Identifiers:
    """The ARKs of a catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.conn
        # Names need no secrecy, and a hundred thousand of them no wait for the system's chance.
        self._choose = random.Random(secrets.randbits(256)).choice  # noqa: S311

    def ark_for(self, record: Identified) -> str | None:
        """The ARK that is the record's, even where it was given before the record was undone."""
        if record.ark:
            return record.ark
        return self._one("select ark from identifiers where uid = ?", record.uid) or self._returned(
            record
        )

    def _returned(self, record: Identified) -> str | None:
        """The ARK of what the record is about, where no other record has it."""
        return self._one(
            "select ark from identifiers where about = ? and not exists"
            " (select 1 from records where uid = identifiers.uid or ark = identifiers.ark)",
            _about(record),
        )

    def mint(self, record: Identified, naan: str) -> str:
        """The record's ARK, given now where it had none."""
        with transaction(self._database):
            ark = self.ark_for(record) or self._new(record, naan)
            if ark != record.ark:
                self._connection.execute(
                    "update records set ark = ? where id = ?", (ark, record.id)
                )
        return ark

    def _new(self, record: Identified, naan: str) -> str:
        abouts = _abouts(record)
        about = next(abouts)
        while True:
            ark = arks.ark(naan, arks.mint_name(naan, self._choose))
            if self._insert(ark, record.uid, about):
                return ark
            if self._is_taken("about", about):
                about = next(abouts)

    def _insert(self, ark: str, uid: str, about: str) -> bool:
        """Whether it was free, and is kept now."""
        cursor = self._connection.execute(
            "insert into identifiers (ark, uid, about, given_at) values (?, ?, ?, ?)"
            " on conflict (ark) do nothing on conflict (about) do nothing",
            (ark, uid, about, now()),
        )
        return cursor.rowcount == 1

    def _is_taken(self, column: str, value: str) -> bool:
        return self._one(f"select 1 from identifiers where {column} = ?", value) is not None

    def _one(self, query: str, value: str) -> str | None:
        row = self._connection.execute(query, (value,)).fetchone()
        return row[0] if row else None


def _about(record: Identified) -> str:
    if record.partner is not None:
        return f"oai:{record.partner}:{record.partner_identifier}"
    return f"code:{record.code_folded}"


def _abouts(record: Identified) -> Iterator[str]:
    """What a record is about; told apart where a code was another record's before."""
    yield _about(record)
    for number in count(2):
        yield f"{_about(record)}#{number}"
