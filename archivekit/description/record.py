"""What a record says: its place among the others, and its Dublin Core.

Owns the record as a value. Pure: no files, no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """The levels of description of ISAD(G) 3.1.4, under EAD's names."""

    FONDS = "fonds"
    SUBFONDS = "subfonds"
    SERIES = "series"
    SUBSERIES = "subseries"
    COLLECTION = "collection"
    FILE = "file"
    ITEM = "item"
    OTHER = "otherlevel"


class Value(NamedTuple):
    """One value of a Dublin Core term, with the language of its words (BCP 47) where known."""

    text: str
    language: str | None = None


Terms = dict[str, list[Value]]
"""DCMI term (``title``, ``spatial`` …) to its values, in the order they were given.

What has no DCMI term stands under the name of its EAD 2002 element: ``ead:bioghist``.
"""


@dataclass(slots=True)
class Description:
    """A record as the archivist gave it, before anything comes down from its parents.

    ``terms`` holds DCMI Metadata Terms by their own names: ``alternative``, ``description``,
    ``creator``, ``contributor``, ``subject``, ``spatial``, ``type``, ``extent``, ``medium``,
    ``language``, ``rights``, ``license``, ``source``, ``relation``, ``identifier``,
    ``provenance`` … The title and the date have their own places; ``title`` is among the terms
    only where there are parallel titles in other languages, the first being the title itself.
    Dates are as typed; the reading of them is beside, in EDTF.
    """

    code: str
    title: str
    level: Level | None = None
    parent_code: str | None = None
    terms: Terms = field(default_factory=dict)
    # The date as typed, and what was read of it: EDTF (lists are level 2, the rest level 1), first
    # and last day (ISO 8601).
    date_text: str = ""
    date_edtf: str | None = None
    date_first: str | None = None
    date_last: str | None = None
    # Access conditions as typed, and the first day the record may be seen as read from them.
    # None with an empty text: nothing is said, the parent's holds.
    access_text: str = ""
    open_from: str | None = None
    # The first day it may be shown on line, where that is later than in the reading room.
    online_from: str | None = None
    # Pages that are closed while the record is open, as typed.
    closed_pages: str = ""
    # Birth and death of the person it is about, as typed: what delays may be counted from.
    birth_text: str = ""
    death_text: str = ""
    # The archivist's own "published yes/no"; None where nothing is said.
    publish: bool | None = None
    # Never published: notes, and columns that archivekit does not know, by their headings.
    internal_notes: str = ""
    unknown: dict[str, str] = field(default_factory=dict)
    # Every cell to the letter, by its heading.
    typed: dict[str, str] = field(default_factory=dict)
    # The images of its pages in reading order, by name, path or address, where its source lists
    # them (EAD ``dao``).
    scans: list[str] = field(default_factory=list)
    # Its own part of the finding aid it came from, without the components below it: XML, to the
    # letter. Never published.
    source_xml: str = ""

    def values(self, term: str) -> Sequence[Value]:
        """The values of a term."""
        return self.terms.get(term, ())
