"""The pages as HTML: the site's own templates, their links leading to files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader

from archivekit.edition import Edition, RecordRow
from archivekit.edition.authorities import AuthorityRow
from archivekit.images.access import SMALL_TILE, TILE
from archivekit.site.base import put_base
from archivekit.site.pages import labels
from archivekit.site.pages.authority import authority_page
from archivekit.site.pages.cards import card_of
from archivekit.site.pages.record import record_page
from archivekit.site.pages.search import page_numbers
from archivekit.site.pages.viewer import LevelZero
from archivekit.site.queries.overview import overview
from archivekit.site.queries.tree import CHILDREN_PER_PAGE
from archivekit.static_site.images import still_size
from archivekit.static_site.visits import SEARCH, FileVisit, visits
from archivekit.texts import typography

TOP_PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page, and the file it is for."""

    file: str
    html: bytes


def home_pages(edition: Edition, *, base: str) -> Iterator[WrittenPage]:
    """The home page, and the further parts of its list of all that stands at the top."""
    there = overview(edition)
    (count,) = edition.db.execute("select count(*) from records where parent_id is null").fetchone()
    last, after = max(1, -(-count // TOP_PER_PAGE)), 0
    for number in range(1, last + 1):
        top = edition.children(None, after=after, limit=TOP_PER_PAGE)
        after = top[-1].id if top else after
        for visit in visits(edition, "", base=base, number=number):
            context = {
                "overview": there,
                "shown": [card_of(row) for row in there.shown],
                "top": top,
                "last": last,
                "turns": page_numbers(number, last),
                "published_at": edition.published_at,
            }
            yield _written(context, visit, "static_home.html")


def search_pages(edition: Edition, *, base: str) -> Iterator[WrittenPage]:
    """The page that searches, by the files of :mod:`archivekit.static_site.search`."""
    for visit in visits(edition, "", base=base, name=SEARCH):
        yield _written({}, visit, "static_search.html")


def record_pages(edition: Edition, record: RecordRow, *, base: str) -> Iterator[WrittenPage]:
    """The page of a record, once for each part of the list of what is below it."""
    for number in range(1, max(1, -(-record.child_count // CHILDREN_PER_PAGE)) + 1):
        for visit in visits(edition, record.ark, base=base, number=number):
            level_0 = LevelZero(TILE, SMALL_TILE, still_size)
            page = record_page(edition, visit, record, level_0)
            yield _written(page.context, visit, "static_record.html")


def authority_pages(edition: Edition, row: AuthorityRow, *, base: str) -> Iterator[WrittenPage]:
    """The page of an authority record."""
    for visit in visits(edition, row.ark, base=base):
        yield _written(authority_page(edition, visit, row).context, visit, "static_authority.html")


def _written(shown: dict[str, Any], visit: FileVisit, template: str) -> WrittenPage:
    context = {**shown, "visit": visit, "t": visit.t, "labels": labels}
    html = _templates().get_template(f"archivekit/{template}").render(context)
    return WrittenPage(visit.file, put_base(html.encode("utf-8", "replace"), visit.base))


@cache
def _templates() -> Environment:
    folder = str(files("archivekit.site") / "templates")
    made = Environment(loader=FileSystemLoader(folder), autoescape=True)
    made.filters["typeset"] = typography.french
    return made
