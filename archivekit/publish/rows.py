"""The rows of a run of records, for every table of the edition: nothing left to decide.

Plain tuples, so that they go from one process to another at little cost.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from archivekit.description.exposed import Exposed
from archivekit.publish import columns
from archivekit.publish.columns import Place
from archivekit.publish.exposures import Change
from archivekit.publish.result import Item

NOT_YET_STAMPED = "0000-00-00T00:00:00Z"
"""As long as the datestamp that comes in its place, so that no row grows."""

Facet = tuple[str, str]


def _numbers() -> array[int]:
    return array("I")


@dataclass(slots=True)
class Rows:
    """Rows by table, and what is counted from them."""

    records: list[tuple[object, ...]] = field(default_factory=list)
    search: list[tuple[object, ...]] = field(default_factory=list)
    pages: list[tuple[object, ...]] = field(default_factory=list)
    manifests: list[tuple[int, str, bytes]] = field(default_factory=list)
    # Number and ARK of those whose manifest is the last edition's.
    manifests_kept: list[tuple[int, str]] = field(default_factory=list)
    # Identifier, ARK, number, datestamp or None, sets, digest, oai_dc or None: the last edition's.
    oai: list[tuple[object, ...]] = field(default_factory=list)
    facets: defaultdict[Facet, array[int]] = field(default_factory=lambda: defaultdict(_numbers))
    words: Counter[str] = field(default_factory=Counter)
    sets: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    changes: list[tuple[Change, Item]] = field(default_factory=list)
    unchanged: int = 0

    def add(self, record: Exposed, place: Place, *, terms: str, datestamp: str | None) -> None:
        """Adds a record, but for what harvesters and viewers are sent of it."""
        number = place.number
        self.records.append(columns.row(record, place, terms, datestamp or NOT_YET_STAMPED))
        self.search.append(columns.search_row(record, place))
        self.pages.extend(
            (number, it.number, it.label, it.image, it.width, it.height) for it in record.pages
        )
        for facet in columns.facets(record, place):
            self.facets[facet].append(number)
        self.words.update(columns.words(record.title))
        self._add_set(record, place)

    def _add_set(self, record: Exposed, place: Place) -> None:
        if record.partner is not None:
            self.sets[record.sets[0]] = (record.partner, None)
        elif place.depth == 0:
            self.sets[record.sets[0]] = (record.full_title, place.number)

    def add_oai(
        self,
        record: Exposed,
        number: int,
        digest: str,
        datestamp: str | None,
        oai_dc: bytes | None,
    ) -> None:
        """Adds what harvesters are sent; no ``oai_dc``: what the last edition has."""
        sets = json.dumps(record.sets)
        self.oai.append(
            (record.oai_identifier, record.ark, number, datestamp, sets, digest, oai_dc)
        )

    def note(self, record: Exposed, change: Change) -> None:
        """Counts what becomes of a record."""
        if change is Change.UNCHANGED:
            self.unchanged += 1
        else:
            self.changes.append((change, Item(record.code, record.full_title, record.ark)))
