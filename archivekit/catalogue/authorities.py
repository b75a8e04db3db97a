"""The authority records of the catalogue: finding them by name, saving what changed, their ARKs."""

from __future__ import annotations

import json
import random
import secrets
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from archivekit.catalogue.batches import Batch, now
from archivekit.catalogue.connection import transaction
from archivekit.catalogue.database import Database
from archivekit.description import arks
from archivekit.description.authority import Authority, compared
from archivekit.description.authority_json import as_document, from_document


@dataclass(frozen=True, slots=True)
class StoredAuthority:
    """An authority record as the catalogue has it. ``id`` is 0 until it is saved."""

    authority: Authority
    source_xml: str = ""
    source_file: str | None = None
    id: int = 0
    uid: str = ""
    ark: str | None = None


_SELECT = "select statement, source_xml, source_file, id, uid, ark from authorities"
_WRITTEN = (
    *("uid", "record_id", "kind", "name", "name_folded", "forms_folded", "statement"),
    *("source_xml", "source_file", "batch_id"),
)
_INSERT = (
    f"insert into authorities ({', '.join(_WRITTEN)}) values ({', '.join('?' * len(_WRITTEN))})"
)
_OF_FORM = "id in (select authority_id from authority_forms where folded = ?)"
_UPDATE = f"update authorities set {', '.join(f'{name} = ?' for name in _WRITTEN)} where id = ?"


class Authorities:
    """The authority records of a catalogue."""

    def __init__(self, database: Database, domain: str = "") -> None:
        self._database = database
        self._connection = database.conn
        self._namespace = uuid.uuid5(uuid.NAMESPACE_DNS, domain)
        self._chance = random.Random(secrets.randbits(256))  # noqa: S311

    def get(self, record_id: str) -> StoredAuthority | None:
        """The record of an identifier (``recordId``)."""
        return next(self._many("record_id = ?", record_id), None)

    def by_ark(self, ark: str) -> StoredAuthority | None:
        """The record that was given an ARK."""
        return next(self._many("ark = ?", ark), None)

    def called(self, name: str) -> list[StoredAuthority]:
        """The records of a name: of its authorised form, else of a variant."""
        folded = compared(name)
        if not folded:
            return []
        return list(self._many("name_folded = ? order by id", folded)) or list(
            self._many(f"{_OF_FORM} order by name_folded, id", folded)
        )

    def __iter__(self) -> Iterator[StoredAuthority]:
        return self._many("1 order by name_folded, id")

    def count(self) -> int:
        """How many there are."""
        return int(self._connection.execute("select count(*) from authorities").fetchone()[0])

    def save(self, batch: Batch, given: StoredAuthority) -> StoredAuthority:
        """The record as saved, in the place of the one of its identifier."""
        stored = self.get(given.authority.record_id)
        if stored is not None:
            given = replace(given, id=stored.id, uid=stored.uid, ark=stored.ark)
            if given == stored:
                return stored
            self._connection.execute(_UPDATE, [*self._values(given, batch), given.id])
            return given
        about = f"authority\n{given.authority.record_id}"
        given = replace(given, uid=str(uuid.uuid5(self._namespace, about)))
        cursor = self._connection.execute(_INSERT, self._values(given, batch))
        return replace(given, id=int(cursor.lastrowid or 0))

    def mint(self, stored: StoredAuthority, naan: str) -> str:
        """The record's ARK, given now where it had none, in the table of all identifiers."""
        if stored.ark:
            return stored.ark
        with transaction(self._database):
            ark = self._given(stored.uid)
            while ark is None:
                self._connection.execute(
                    "insert into identifiers (ark, uid, about, given_at) values (?, ?, ?, ?)"
                    " on conflict (ark) do nothing",
                    [self._draw(naan), stored.uid, self._about(stored), now()],
                )
                ark = self._given(stored.uid)
            self._connection.execute(
                "update authorities set ark = ? where id = ?", [ark, stored.id]
            )
        return ark

    def _given(self, uid: str) -> str | None:
        row = self._connection.execute(
            "select ark from identifiers where uid = ?", [uid]
        ).fetchone()
        return str(row[0]) if row else None

    def _draw(self, naan: str) -> str:
        return arks.ark(naan, arks.mint_name(naan, self._chance))

    @staticmethod
    def _about(stored: StoredAuthority) -> str:
        return f"authority:{stored.authority.record_id}"

    @staticmethod
    def _values(given: StoredAuthority, batch: Batch) -> list[Any]:
        it = given.authority
        return [
            given.uid,
            it.record_id,
            str(it.kind),
            it.name,
            compared(it.name),
            json.dumps(sorted({compared(form.text) for form in it.names}), ensure_ascii=False),
            json.dumps(as_document(it), ensure_ascii=False),
            given.source_xml,
            given.source_file,
            batch.id,
        ]

    def _many(self, where: str, *values: object) -> Iterator[StoredAuthority]:
        for row in self._connection.execute(f"{_SELECT} where {where}", values):
            yield StoredAuthority(from_document(json.loads(row[0])), *row[1:])
