"""The home page."""

from __future__ import annotations

from archivekit.edition import Edition
from archivekit.site.pages.cards import card_of
from archivekit.site.pages.visit import Page, Visit
from archivekit.site.queries.hits import FacetValue
from archivekit.site.queries.overview import overview

_DOORS = ("century", "place", "type", "subject")
_VALUES = 10


def home(edition: Edition, _visit: Visit) -> Page:
    """The institution, a search box, the fonds, and doors into them."""
    there = overview(edition)
    doors = {
        facet: [FacetValue(*it) for it in edition.facet_counts(facet, _VALUES)] for facet in _DOORS
    }
    return Page(
        "archivekit/home.html",
        {
            "overview": there,
            "shown": [card_of(row) for row in there.shown],
            "doors": {facet: values for facet, values in doors.items() if values},
            "published_at": edition.published_at,
        },
    )
