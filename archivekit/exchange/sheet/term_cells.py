"""Cells of Dublin Core terms: the values of one, and the licence that some of them name."""

from __future__ import annotations

from collections.abc import Sequence

from archivekit.description import rights
from archivekit.description.record import Terms, Value
from archivekit.exchange.sheet.columns import Heading, is_running_text
from archivekit.exchange.sheet.values import one, several


def values_of(heading: Heading, cell: str) -> list[Value]:
    """The values of a term's cell, in the language of its heading."""
    if not cell:
        return []
    if heading.column.several:
        texts: Sequence[str] = several(cell)
    elif is_running_text(heading.column.term):
        texts = [cell]
    else:
        texts = [one(cell)]
    return [Value(text, heading.language) for text in texts]


def take_licence(terms: Terms) -> None:
    """The URI of the licence that a cell names; words that name none stay words."""
    named = terms.pop("license", [])
    uris = [uri for value in named if (uri := rights.license_uri(value.text))]
    words = [value for value in named if not rights.license_uri(value.text)]
    uris += [uri for value in terms.get("rights", ()) if (uri := rights.license_uri(value.text))]
    if words:
        terms.setdefault("rights", []).extend(words)
    if uris:
        terms["license"] = [Value(uri) for uri in dict.fromkeys(uris)]
