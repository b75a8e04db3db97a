"""The Datasette plugin: the site over an edition.

Owns the hooks, no more. Where Datasette serves no edition, every one of them does nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette import handle_exception as datasettes_own_handling
from jinja2 import Environment, FileSystemLoader
from pluggy import HookimplMarker

from archivekit.site.asgi import App
from archivekit.site.cells import rendered_cell
from archivekit.site.failures import answer_to_failure
from archivekit.site.harmless import make_harmless
from archivekit.site.hidden import hidden
from archivekit.site.images_at_once import ImagesAtOnce
from archivekit.site.pages import oai as oai_page
from archivekit.site.pages.around import surroundings
from archivekit.site.pages.home import home
from archivekit.site.pages.machines import oembed, robots, sitemap_index, sitemap_part
from archivekit.site.pages.record import EMBED_PATH, PATH, embed, record
from archivekit.site.pages.route import View, route
from archivekit.site.pages.search import search
from archivekit.site.protocols import Protocols
from archivekit.site.records_at_once import RecordsAtOnce
from archivekit.site.site import Site
from archivekit.texts import typography

hookimpl = HookimplMarker("datasette")

_OVERRIDES = Path(__file__).parent / "overrides"

_PAGES = (
    (r"^/$", home),
    (r"^/search$", search),
    (PATH, record),
    (EMBED_PATH, embed),
    (oai_page.PATH, oai_page.oai),
    (r"^/oembed$", oembed),
    (r"^/robots\.txt$", robots),
    (r"^/sitemap\.xml$", sitemap_index),
    (r"^/sitemap-(?P<number>[1-9][0-9]{0,5})\.xml$", sitemap_part),
)


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """The protocols, before Datasette's router."""
    site = Site.of(datasette)
    if site is None:
        return lambda pages: pages
    return lambda pages: ImagesAtOnce(RecordsAtOnce(Protocols(pages, site), site), site)


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, View]]:
    """The pages."""
    if Site.of(datasette) is None:
        return []
    return [*((path, route(read)) for path, read in _PAGES), *hidden()]


@hookimpl
def startup(datasette: Any) -> None:
    """Make Datasette take up a new edition, and be quiet about addresses that are not there."""
    if (site := Site.of(datasette)) is not None:
        site.take_over_swaps(datasette)
        # With rich installed, Datasette prints each 404 with all its variables.
        datasettes_own_handling.rich = None


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Any) -> None:
    """Make strangers' SQL harmless; last, so that what it says of functions holds."""
    if (site := Site.of(datasette)) is not None and database == site.database:
        make_harmless(conn)


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Any) -> None:
    """Our templates in the place of Datasette's of the same name, and titles set as in print."""
    if Site.of(datasette) is not None:
        env.filters["typeset"] = typography.french
        loaders: list[Any] = env.loader.loaders  # type: ignore[union-attr]
        loaders.insert(0, FileSystemLoader(_OVERRIDES))


@hookimpl
def extra_template_vars(datasette: Any, request: Any, template: str) -> Any:
    """What the header and footer around Datasette's own pages show."""
    site = Site.of(datasette)
    if site is None or request is None or template.startswith("archivekit/"):
        return {}
    return lambda: surroundings(site, request)


@hookimpl
def render_cell(
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Any:
    """Values that lead somewhere, as links."""
    site = Site.of(datasette)
    if site is None or database != site.database:
        return None
    return rendered_cell(row, value, column, table)


@hookimpl(tryfirst=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """A page with a plain sentence for whatever fails."""
    site = Site.of(datasette)
    return None if site is None else answer_to_failure(datasette, site, request, exception)
