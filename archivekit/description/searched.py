"""What a record is found by in the catalogue: all its words that a person wrote."""

from __future__ import annotations

from archivekit.description.record import Description
from archivekit.description.words import as_written


def words_of(it: Description) -> str:
    """The words of a record as the catalogue's index takes them."""
    title = it.title
    said = [it.code, title, it.date_text, it.access_text, it.birth_text, it.death_text]
    if " " in it.code:
        said.append(it.code.replace(" ", ""))
    # The title term begins with the title.
    said += [text for values in it.terms.values() for text, _ in values if text != title]
    if it.internal_notes:
        said.append(it.internal_notes)
    if it.unknown:
        said += it.unknown.values()
    return as_written("\n".join(said))
