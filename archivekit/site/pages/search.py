"""The search page: full text, facets, or both; without either, everything."""

from __future__ import annotations

from dataclasses import replace

from archivekit.edition import Edition
from archivekit.edition.authorities import synonyms
from archivekit.site.pages.cards import card_of
from archivekit.site.pages.visit import Page, Visit
from archivekit.site.queries.asked import SORTS, Asked
from archivekit.site.queries.hits import FEW_VALUES, LAST_PAGE, Found, TooSlow, find
from archivekit.site.queries.overview import fonds_titles
from archivekit.site.queries.pages_found import MANY, NONE_FOUND, PagesFound, find_pages


def search(edition: Edition, visit: Visit) -> Page:
    """The records that a search finds, twenty a page."""
    asked = Asked.of(visit)
    asked = replace(asked, also=tuple(synonyms(edition, asked.words)))
    try:
        if visit.arg("in") == "pages" and asked.match:
            return _pages(asked, find_pages(edition, asked, page=asked.page))
        found = find(edition, asked)
        pages = find_pages(edition, asked) if asked.page == 1 else NONE_FOUND
    except TooSlow:
        return Page("archivekit/too_slow.html", {"asked": asked}, status=503)
    last = min(found.pages, LAST_PAGE)
    return Page(
        "archivekit/search.html",
        {
            "asked": asked,
            "found": found,
            "pages": pages,
            "cards": [card_of(row, asked.highlighted) for row in found.rows],
            "sorts": [it for it in SORTS if it != "relevance" or asked.match],
            "few_values": FEW_VALUES,
            "fonds": fonds_titles(edition, _codes_of_fonds(asked, found)),
            "page": asked.page,
            "last_page": last,
            "turns": page_numbers(asked.page, last),
        },
    )


def _pages(asked: Asked, pages: PagesFound) -> Page:
    """All pages in whose text the words stand, twenty at once."""
    last = max(1, -(-pages.total // MANY))
    return Page(
        "archivekit/search_pages.html",
        {
            "asked": asked,
            "pages": pages,
            "page": asked.page,
            "last_page": last,
            "turns": page_numbers(min(asked.page, last), last),
        },
    )


def _codes_of_fonds(asked: Asked, found: Found) -> set[str]:
    chosen = {value for facet, value in asked.filters if facet == "fonds"}
    return chosen | {it.value for it in found.facets["fonds"]}


def page_numbers(page: int, last: int) -> list[int | None]:
    """The numbers to show below a list: first, last, those around; None where some are left out."""
    numbers = sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})
    shown: list[int | None] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number > before + 1:
            shown.append(None)
        shown.append(number)
    return shown
