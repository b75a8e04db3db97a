"""The records of a page of a list in one format, and what stands in ``<metadata>``.

oai_dc by the default profile is ready in the edition; all else is made as it is asked for, of what
the edition says and nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence

from archivekit.description.exposed import Exposed
from archivekit.edition.authorities import kinds_between
from archivekit.oai import edm, mets, oai_ead, oai_qdc
from archivekit.oai.ead_component import House, Part
from archivekit.oai.provider import envelope, exposing
from archivekit.oai.provider.repository import PREFIX, Repository

_WRITERS: dict[str, Callable[[Exposed], bytes]] = {
    "oai_qdc": oai_qdc.write,
    "edm": edm.document,
    "mets": mets.write,
}
_FINDING_AID = "oai_ead"
_TREE = f"select {', '.join(exposing.WHOLE)} from records where id between ? and ? order by id"


def records(repository: Repository, rows: Sequence[sqlite3.Row], prefix: str) -> Iterator[bytes]:
    """The ``<record>`` elements of rows."""
    made = _of_rows(repository, rows, prefix)
    return map(envelope.record, map(repository.header, rows), made, map(repository.about, rows))


def _of_rows(
    repository: Repository, rows: Sequence[sqlite3.Row], prefix: str
) -> list[bytes | None]:
    """The metadata of each row; None of what is deleted."""
    if prefix == PREFIX:
        return [repository.metadata(row, prefix) for row in rows]
    told = [row for row in rows if not row["deleted"]]
    made = (
        _finding_aids(repository, told)
        if prefix == _FINDING_AID
        else iter(map(_WRITERS[prefix], exposing.of_page(repository.edition, told)))
    )
    return [None if row["deleted"] else next(made) for row in rows]


def _finding_aids(repository: Repository, rows: Sequence[sqlite3.Row]) -> Iterator[bytes]:
    edition = repository.edition
    settings = edition.settings
    for row in rows:
        first, last = row["id"], row["id"] + row["holds"]
        tree = edition.db.execute(_TREE, (first, last)).fetchall()
        records = exposing.of_tree(edition, tree)
        parts = (
            Part(record, it["depth"], bool(it["page_count"]), it["thumbnail"] is not None)
            for record, it in zip(records, tree, strict=True)
        )
        name, language = settings["name"], settings["language"]
        house = House(
            name=name.get(language) or next(iter(name.values()), ""),
            service_code=settings.get("service_code", ""),
            language=language,
            kinds=kinds_between(edition.db, first, last),
        )
        # The first set of a record is its fonds.
        yield oai_ead.write(parts, json.loads(row["sets"])[0], house)
