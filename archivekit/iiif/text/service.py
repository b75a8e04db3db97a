"""The answering side of the text of pages: which address gives what."""

from __future__ import annotations

import re
from urllib.parse import unquote

from archivekit.description.addresses import BASE
from archivekit.description.arks import normalise
from archivekit.edition import Edition, RecordRow, Request, Response
from archivekit.iiif.answers import made, refusal
from archivekit.iiif.text import autocomplete, of_page, search_1, search_2
from archivekit.iiif.text.searching import Search

_SEARCH = re.compile(
    r"/iiif/search/(?:(?P<old>1)/)?(?P<ark>ark:/?[^/]+/.+?)(?P<complete>/autocomplete)?"
)
_MAX_PATH = 1_000


def answers(path: str) -> bool:
    """Whether a path (percent-encoded) is answered here."""
    plain = unquote(path[:_MAX_PATH], errors="replace")
    return bool(plain.startswith("/iiif/search/") or of_page.PATH.fullmatch(plain))


def respond(request: Request, edition: Edition) -> Response:
    """The answer to ``/iiif/search/…`` and to ``/ark:/…/canvas/fN/text…``."""
    if request.method not in ("GET", "HEAD"):
        return refusal(request, 405, "method", ("Allow", "GET, HEAD, OPTIONS"))
    path = unquote(request.path[:_MAX_PATH], errors="replace")
    if match := of_page.PATH.fullmatch(path):
        return of_page.respond(request, edition, match)
    if match := _SEARCH.fullmatch(path):
        return _searched(request, edition, match)
    return refusal(request, 404, "not-found")


def _searched(request: Request, edition: Edition, match: re.Match[str]) -> Response:
    record = edition.record(match["ark"])
    if record is None:
        return _without(request, edition, match)
    asked = Search.of(request.query, 1 if match["old"] else 2)
    found = _document(edition, record, asked, completes=bool(match["complete"]))
    return made(request, found, edition.published_at)


def _document(
    edition: Edition, record: RecordRow, asked: Search, *, completes: bool
) -> dict[str, object]:
    if completes:
        terms = autocomplete.terms(edition, record, asked)
        if asked.version == 1:
            return autocomplete.version_1(record.ark, asked, terms)
        return autocomplete.version_2(record.ark, asked, terms)
    found = asked.find(edition, record)
    if asked.version == 1:
        return search_1.write(record.ark, asked, found)
    return search_2.write(record.ark, asked, found)


def _without(request: Request, edition: Edition, match: re.Match[str]) -> Response:
    """The answer where no record has an ARK as it was written."""
    ark = match["ark"]
    if edition.tombstone(ark):
        return refusal(request, 410, "gone")
    canonical = normalise(ark)
    if canonical and canonical != ark and edition.knows(canonical):
        before = f"{BASE}/iiif/search/{'1/' if match['old'] else ''}"
        query = f"?{request.query}" if request.query else ""
        location = f"{before}{canonical}{match['complete'] or ''}{query}"
        return Response(301, (("Location", location),))
    return refusal(request, 404, "not-found")
