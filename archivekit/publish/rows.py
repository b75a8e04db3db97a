"""The rows of a run of records, for every table of the edition: nothing left to decide."""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archivekit.description.exposed import Exposed
from archivekit.oai import oai_dc
from archivekit.publish import columns, formats
from archivekit.publish.changes import Change
from archivekit.publish.ready import Ready
from archivekit.publish.result import Item

Facet = tuple[str, str]
Row = tuple[object, ...]


def _numbers() -> array[int]:
    return array("I")


@dataclass(slots=True)
class Told:
    """What is told of a run, beside its rows. ``file`` has these; None where none are written."""

    file: Path | None = None
    facets: defaultdict[Facet, array[int]] = field(default_factory=lambda: defaultdict(_numbers))
    words: Counter[str] = field(default_factory=Counter)
    # Title and number of fonds, names of partners, by set; and all sets that any record is in.
    fonds: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    sets: set[str] = field(default_factory=set)
    changes: list[tuple[Change, Item]] = field(default_factory=list)
    unchanged: int = 0
    # Codes of the records of which a text could not be read.
    texts_unread: set[str] = field(default_factory=set)

    def add(self, ready: Sequence[Ready]) -> None:
        """Adds records to what is told."""
        for it in ready:
            for facet in columns.facets(it.record, it.place):
                self.facets[facet].append(it.place.number)
        for it in ready:
            self.words.update(columns.words(it.record.title))
        for it in ready:
            self.sets.update(it.record.sets)
            self._add_fonds(it)
            self._note(it)

    def _add_fonds(self, ready: Ready) -> None:
        record, place = ready.record, ready.place
        if record.partner is not None:
            self.fonds[record.sets[0]] = (record.partner, None)
        elif place.depth == 0:
            self.fonds[record.sets[0]] = (record.full_title, place.number)

    def _note(self, ready: Ready) -> None:
        record = ready.record
        if ready.change is Change.UNCHANGED:
            self.unchanged += 1
        else:
            self.changes.append((ready.change, Item(record.code, record.full_title, record.ark)))


@dataclass(slots=True)
class Rows:
    """Rows by table."""

    records: list[Row] = field(default_factory=list)
    search: list[Row] = field(default_factory=list)
    pages: list[Row] = field(default_factory=list)
    closed: list[Row] = field(default_factory=list)
    texts: Sequence[Row] = ()
    captions: Sequence[Row] = ()
    # Number, prefix, how much it holds: of formats that not all can be had in.
    formats: list[Row] = field(default_factory=list)
    manifests: list[Row] = field(default_factory=list)
    # Number and ARK of those whose manifest is the last edition's.
    manifests_kept: list[Row] = field(default_factory=list)
    # Number, datestamp, identifier, sets, digest, and the metadata where it is not kept.
    oai: list[Row] = field(default_factory=list)
    # Number and <about> of what a partner gave.
    about: list[Row] = field(default_factory=list)
    oai_kept: list[Row] = field(default_factory=list)

    def add(self, ready: Sequence[Ready], terms: Sequence[str]) -> None:
        """Adds records, but for what harvesters and viewers are sent of them."""
        self.records = [
            columns.row(it.record, it.place, of, it.datestamp)
            for it, of in zip(ready, terms, strict=True)
        ]
        self.about = [
            (it.place.number, it.came_from.about if it.came_from else b"")
            for it in ready
            if it.record.partner is not None
        ]
        self.search = [columns.search_row(it.record, it.place) for it in ready]
        self.pages = [
            (it.place.number, page.number, page.label, *columns.shown_by(page))
            for it in ready
            for page in it.record.pages
        ]
        self.closed = [
            (it.place.number, *closed)
            for it in ready
            for closed in columns.closed_rows(it.record.presented.unshown)
        ]
        self.formats = [
            (it.place.number, *given) for it in ready for given in formats.of_pages(it.record)
        ]

    def keep(self, ready: Iterable[Ready]) -> None:
        """Adds what harvesters and viewers are sent of records, as the last edition has it."""
        for it in ready:
            self.oai_kept.append(_header(it))
            if it.record.pages:
                self.manifests_kept.append((it.place.number, it.record.ark))

    def write(self, ready: Iterable[Ready]) -> None:
        """Writes what harvesters and viewers are sent of records, and adds it."""
        for it in ready:
            self.oai.append((*_header(it), oai_dc.write(it.record)))
            if it.record.pages:
                self.manifests.append((it.place.number, it.digest, _manifest(it.record)))


def _header(ready: Ready) -> Row:
    sets = json.dumps(ready.record.sets)
    identifier = ready.record.oai_identifier
    return ready.place.number, ready.datestamp, identifier, sets, ready.digest


def _manifest(record: Exposed) -> bytes:
    # Half a second to load: only where a manifest is written at all.
    from archivekit.iiif import manifest

    return manifest.write(record)
