"""A partner's metadata as Dublin Core terms: each format by its own profile.

Dublin Core itself (oai_dc, oai_qdc, dcterms) goes over whole; EAD is read as finding aids are,
component by component; MODS, MARC, EDM and what is unknown by the rules of a file here
(``mods.toml`` …). Whatever is not mapped stays in the bytes, for the day when we read it better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from archivekit.description.dates import Reading
from archivekit.description.dates import read as read_date
from archivekit.description.record import Description, Terms, Value
from archivekit.exchange.ead.reading import Component
from archivekit.harvest.mapping import by_rules, dublin_core, finding_aid

_MAX_VALUES = 2000
# Repositories give the second (W3C-DTF) where a day is meant; the words keep it.
_TIME = re.compile(r"(?<=^\d{4}-\d\d-\d\d)T\d\d:.*$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Described:
    """A record as we read it. ``parts``: the components of a finding aid, each above before those
    below it, its top left out. ``notes``: whether something in it needs a person's eye.
    """

    description: Description
    parts: list[Component] = field(default_factory=list)
    notes: bool = False


def describe(metadata: Any, identifier: str) -> Described:
    """What a partner's record says; its title is its identifier where it says none."""
    if finding_aid.is_one(metadata):
        found = finding_aid.read(metadata)
        if found is not None:
            top, parts, notes = found
            top.title = top.title or identifier
            return Described(top, parts, notes)
    return Described(_description(_terms(_values(metadata)), identifier))


def _values(metadata: Any) -> Iterable[tuple[str, Value]]:
    if dublin_core.is_some(metadata):
        return dublin_core.values(metadata)
    return by_rules.values(metadata)


def _terms(values: Iterable[tuple[str, Value]]) -> Terms:
    terms: Terms = {}
    for term, value in islice(values, _MAX_VALUES):
        known = terms.get(term)
        if known is None:
            terms[term] = [value]
        elif value not in known:
            known.append(value)
    return terms


def _description(terms: Terms, identifier: str) -> Description:
    titles, given = terms.get("title"), terms.get("date") or terms.get("created")
    date_text = given[0].text if given else ""
    description = Description(
        code="",
        title=titles[0].text if titles else identifier,
        terms=terms,
        date_text=date_text,
    )
    description.date_edtf, description.date_first, description.date_last = date_of(date_text)
    return description


def date_of(text: str) -> tuple[str | None, str | None, str | None]:
    """A date in EDTF, its first and its last day; None where it cannot be read."""
    reading = read_date(_TIME.sub("", text)) if text else None
    if isinstance(reading, Reading):
        return reading.edtf, reading.first, reading.last
    return None, None, None
