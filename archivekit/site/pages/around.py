"""What stands around Datasette's own pages: the site's header and footer, its language."""

from __future__ import annotations

from typing import Any

from archivekit.site.pages.route import visit_of
from archivekit.site.site import Site


async def surroundings(site: Site, request: Any) -> dict[str, Any]:
    """The variables that the templates around Datasette's pages need."""
    settings = await site.pools["pages"].run(lambda edition: edition.settings)
    visit = visit_of(request, settings, site.database)
    return {"visit": visit, "t": visit.t}
