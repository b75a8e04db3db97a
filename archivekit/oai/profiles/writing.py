"""One record as simple Dublin Core by a profile."""

from __future__ import annotations

from collections.abc import Iterator

from archivekit.description.record import Value
from archivekit.oai.oai_dc import document
from archivekit.oai.profiles.material import Material
from archivekit.oai.profiles.profile import Entry, Profile, Spoken


def write(profile: Profile, record: Material) -> bytes:
    """The record's ``<oai_dc:dc>`` element, UTF-8: the same bytes for the same record."""
    return document(elements(profile, record))


def elements(profile: Profile, record: Material) -> list[tuple[str, list[Value]]]:
    """The elements in the order of the standard, each with its values in the profile's order."""
    return [
        (element, [value for entry in entries for value in _values(entry, record)])
        for element, entries in profile.dc
    ]


def _values(entry: Entry, record: Material) -> Iterator[Value]:
    for choice in entry.choices:
        if found := _spoken(choice, record):
            break
    else:
        return
    for value in found:
        words = entry.table.get(value.text.casefold()) if entry.table is not None else None
        # What a table does not have stays as it is.
        yield from _spoken(words, record) if words is not None else (value,)


def _spoken(spoken: Spoken, record: Material) -> list[Value]:
    return [value for language, template in spoken for value in template.values(record, language)]
