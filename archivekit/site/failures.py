"""What a visitor is told when something fails; what failed goes into the log."""

from __future__ import annotations

import logging
from typing import Any

from datasette.utils.asgi import Base400, Response
from datasette.views.base import DatasetteError

from archivekit.edition import NoEdition
from archivekit.site.pages.errors import error_page
from archivekit.site.pages.route import rendered, visit_of
from archivekit.site.pages.visit import Visit
from archivekit.site.site import Site

_log = logging.getLogger(__name__)

_NOT_FOUND = 404


async def answer_to_failure(
    datasette: Any, site: Site, request: Any, exception: Exception
) -> Response:
    """A page or, where JSON was asked for, JSON; never a word of the machine."""
    status = _status(exception)
    if status >= 500 and not isinstance(exception, DatasetteError):
        _log.error("no answer to %r", request.path, exc_info=exception)
    visit = await _visit(site, request)
    sentence = _sentence(exception, status, visit)
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "error": sentence, "status": status}, status=status)
    page = error_page(visit, status, sentence)
    response = await rendered(datasette, request, visit, page)
    return Response.html(response.body, status=status, headers=dict(page.headers))


def _status(exception: Exception) -> int:
    if isinstance(exception, NoEdition):
        return 503
    if isinstance(exception, Base400 | DatasetteError):
        return int(exception.status)
    return 500


def _sentence(exception: Exception, status: int, visit: Visit) -> str:
    """What to say: SQLite's own words to whoever wrote the SQL, ours to everyone else."""
    if isinstance(exception, NoEdition):
        return visit.t("no-edition")
    if isinstance(exception, DatasetteError):
        return visit.t("sql-too-slow") if exception.message_is_html else str(exception.message)
    if status == _NOT_FOUND:
        return visit.t("not-found")
    if isinstance(exception, Base400):
        return str(exception.args[0]) if exception.args else ""
    return visit.t("our-mistake")


async def _visit(site: Site, request: Any) -> Visit:
    try:
        settings = await site.pools["pages"].run(lambda edition: edition.settings)
    except NoEdition:
        settings = {}
    request.scope.setdefault("url_route", {"kwargs": {}})
    return visit_of(request, settings, site.database)
