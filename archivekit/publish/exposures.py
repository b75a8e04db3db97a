"""What was shown before, and what becomes of it now.

Owns OAI-PMH's promise (2.5): a datestamp changes when what is exposed changed and only then, and
what is gone is said to be gone for ever.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from archivekit.catalogue import Catalogue

WRITERS = 1
"""Raised when what is written of the same record changes: all is then written and stamped anew."""

_COLUMNS = "ark, oai_identifier, datestamp, deleted, sets, digest"


class Change(StrEnum):
    """What becomes of a record between two editions."""

    APPEARED = "appeared"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT = "left"


@dataclass(slots=True)
class Before:
    """A record as it was last shown, or that it was gone."""

    ark: str
    oai_identifier: str
    datestamp: str
    deleted: int
    sets_json: str
    digest: str

    @property
    def sets(self) -> tuple[str, ...]:
        """The sets that it was in."""
        return tuple(json.loads(self.sets_json))


def digest(all_exposed: str) -> str:
    """The digest of all that is exposed of one record."""
    return hashlib.sha256(f"{WRITERS}\x1f{all_exposed}".encode("utf-8", "replace")).hexdigest()


def shown_before(catalogue: Catalogue, arks: Collection[str]) -> dict[str, Before]:
    """What was ever shown of these records, by ARK."""
    rows = catalogue.database.execute(
        f"select {_COLUMNS} from exposures where ark in (select value from json_each(?))",
        [json.dumps(list(arks))],
    )
    return {row[0]: Before(*row) for row in rows}


def gone(catalogue: Catalogue, shown_now: Collection[str]) -> Iterator[Before]:
    """All that was ever shown and is not now, in no order that means anything."""
    for row in catalogue.database.execute(f"select {_COLUMNS} from exposures order by ark"):
        if row[0] not in shown_now:
            yield Before(*row)


def last_datestamp(catalogue: Catalogue) -> str:
    """The last datestamp ever given; empty where there is none."""
    found = catalogue.database.execute("select max(datestamp) from exposures").fetchone()[0]
    return found or ""
