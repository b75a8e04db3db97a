"""ARKs given to records: once, never changed, never given to another record.

An identifier is about a reference code or a partner's record, so that a record that was undone and
taken in again gets its ARK back.
"""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Protocol

from archivekit.catalogue.batches import now
from archivekit.catalogue.connection import transaction
from archivekit.catalogue.database import Database
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
        self._chance = random.Random(secrets.randbits(256))  # noqa: S311

    def ark_for(self, record: Identified) -> str | None:
        """The ARK that is the record's, even where it was given before the record was undone."""
        return self.arks_for([record])[0]

    def arks_for(self, records: Sequence[Identified]) -> list[str | None]:
        """The ARK of each record, None where it has none yet."""
        known = self._given([record for record in records if not record.ark])
        return [record.ark or known.get(record.uid) for record in records]

    def mint(self, record: Identified, naan: str) -> str:
        """The record's ARK, given now where it had none."""
        return self.mint_all([record], naan)[0]

    def mint_all(self, records: Sequence[Identified], naan: str) -> list[str]:
        """The ARK of each record, given now where it had none."""
        without = [record for record in records if not record.ark]
        if not without:
            return [record.ark or "" for record in records]
        with transaction(self._database):
            given = self._given(without)
            given |= self._new([record for record in without if record.uid not in given], naan)
            self._connection.executemany(
                "update records set ark = ? where id = ?",
                [(given[record.uid], record.id) for record in without],
            )
        return [record.ark or given[record.uid] for record in records]

    def given_after(self, number: int) -> list[tuple[int, str, str, str, str]]:
        """Number, ARK, uid, what it is about and when, of all that were given after a number."""
        return self._connection.execute(
            "select id, ark, uid, about, given_at from identifiers where id > ? order by id",
            (number,),
        ).fetchall()

    def _given(self, records: Sequence[Identified]) -> dict[str, str]:
        """By uid: the ARKs given to these records, or to what they are about and no other has."""
        if not records:
            return {}
        given = self._pairs(_OF_UIDS, [record.uid for record in records])
        rest = [record for record in records if record.uid not in given]
        returned = self._pairs(_RETURNED, [_about(record) for record in rest]) if rest else {}
        if returned:
            given |= {
                record.uid: returned[_about(record)]
                for record in rest
                if _about(record) in returned
            }
        return given

    def _new(self, records: Sequence[Identified], naan: str) -> dict[str, str]:
        """By uid: ARKs that were never given. All at once; one by one where a name was taken."""
        drawn = {record.uid: self._draw(naan) for record in records}
        moment = now()
        rows = [(drawn[record.uid], record.uid, _about(record), moment) for record in records]
        if self._connection.executemany(_KEEP, rows).rowcount < len(rows):
            kept = self._pairs(_OF_UIDS, list(drawn))
            for record in records:
                drawn[record.uid] = kept.get(record.uid) or self._new_one(record, naan)
        return drawn

    def _new_one(self, record: Identified, naan: str) -> str:
        abouts = _abouts(record)
        about = next(abouts)
        while True:
            ark = self._draw(naan)
            cursor = self._connection.execute(_KEEP, (ark, record.uid, about, now()))
            if cursor.rowcount == 1:
                return ark
            if self._is_taken(about):
                about = next(abouts)

    def _draw(self, naan: str) -> str:
        return arks.ark(naan, arks.mint_name(naan, self._chance))

    def _is_taken(self, about: str) -> bool:
        found = self._connection.execute("select 1 from identifiers where about = ?", (about,))
        return found.fetchone() is not None

    def _pairs(self, query: str, values: list[str]) -> dict[str, str]:
        return dict(self._connection.execute(query, (json.dumps(values),)).fetchall())


_OF_UIDS = "select uid, ark from identifiers where uid in (select value from json_each(?))"
# The ARK of what a record is about, where no other record has it.
_RETURNED = """
select about, ark from identifiers
where about in (select value from json_each(?)) and not exists (
  select 1 from records where uid = identifiers.uid and partner is null
) and not exists (
  select 1 from records where ark = identifiers.ark
)
"""
_KEEP = """
insert into identifiers (ark, uid, about, given_at) values (?, ?, ?, ?)
on conflict (ark) do nothing on conflict (about) do nothing
"""


def _about(record: Identified) -> str:
    if record.partner is not None:
        return f"oai:{record.partner}:{record.partner_identifier}"
    return f"code:{record.code_folded}"


def _abouts(record: Identified) -> Iterator[str]:
    """What a record is about; told apart where a code was another record's before."""
    yield _about(record)
    for number in count(2):
        yield f"{_about(record)}#{number}"
