"""The page of a record, the same record for programs, and what remains once it is withdrawn."""

from __future__ import annotations

from collections.abc import Callable

from archivekit.description.addresses import THUMBNAIL_SIDE, record_url
from archivekit.description.arks import normalise
from archivekit.edition import Edition, RecordRow, Response
from archivekit.edition.authorities import AuthorityRow, authority_at, authority_left_at, links_of
from archivekit.site.pages import authority_documents, documents
from archivekit.site.pages.authority import authority_page
from archivekit.site.pages.closed_pages import closed_said
from archivekit.site.pages.errors import not_found
from archivekit.site.pages.fields import areas_of
from archivekit.site.pages.machines import frame
from archivekit.site.pages.page_text import as_text, looked_for, text_shown
from archivekit.site.pages.recordings import players_of
from archivekit.site.pages.search import page_numbers
from archivekit.site.pages.viewer import LevelZero, script_data, viewer_of
from archivekit.site.pages.visit import Page, Visit
from archivekit.site.queries.tree import place_of

PATH = r"^/(?i:ark(?::|%3A))/?(?P<naan>[^/]+)/(?P<name>.+)$"
EMBED_PATH = r"^/embed/(?i:ark(?::|%3A))/?(?P<naan>[^/]+)/(?P<name>.+)$"

_FORMS: dict[str, Callable[[Edition, RecordRow], Response | None]] = {
    ".json": documents.as_json,
    ".jsonld": documents.as_json_ld,
    ".xml": documents.as_xml,
    ".txt": as_text,
}
_FORMS_OF_AUTHORITIES: dict[str, Callable[[Edition, AuthorityRow], Response]] = {
    ".json": authority_documents.as_json,
    ".jsonld": authority_documents.as_json_ld,
    ".xml": authority_documents.as_xml,
}


def record(edition: Edition, visit: Visit) -> Page | Response:
    """The page of an ARK, or one of its other forms."""
    return _found(edition, visit, "", record_page)


def embed(edition: Edition, visit: Visit) -> Page | Response:
    """The viewer alone, for another site's frame."""
    return _found(edition, visit, "/embed", _embed_page)


_Show = Callable[[Edition, Visit, RecordRow], Page]


def _found(edition: Edition, visit: Visit, before: str, show: _Show) -> Page | Response:
    ark = f"ark:/{visit.vars['naan']}/{visit.vars['name']}"
    name, form = _without_form(ark)
    if (there := edition.record(ark)) is not None:
        if visit.path != f"{before}/{ark}":
            return _moved(visit, before, ark)
        return show(edition, visit, there)
    if form and not before and (there := edition.record(name)) is not None:
        return _FORMS[form](edition, there) or not_found(visit)
    if not before and (authority := authority_at(edition, name)) is not None:
        return _authority(edition, visit, authority, form)
    if (tombstone := edition.tombstone(name)) is not None:
        return _gone(tombstone.ark, tombstone.datestamp)
    if (left_at := authority_left_at(edition, name)) is not None:
        return _gone(name, left_at)
    canonical = normalise(name)
    if canonical and canonical != name and _knows(edition, canonical):
        return _moved(visit, before, canonical + form)
    return not_found(visit)


def _authority(edition: Edition, visit: Visit, row: AuthorityRow, form: str) -> Page | Response:
    """The page of an authority record, or one of its other forms."""
    if form:
        write = _FORMS_OF_AUTHORITIES.get(form)
        return write(edition, row) if write else not_found(visit)
    if visit.path != f"/{row.ark}":
        return _moved(visit, "", row.ark)
    return authority_page(edition, visit, row)


def _knows(edition: Edition, ark: str) -> bool:
    of_authority = authority_at(edition, ark) or authority_left_at(edition, ark)
    return edition.knows(ark) or of_authority is not None


def _without_form(ark: str) -> tuple[str, str]:
    for form in _FORMS:
        if ark.endswith(form):
            return ark.removesuffix(form), form
    return ark, ""


def _moved(visit: Visit, before: str, ark: str) -> Response:
    """To the one address that stands for a record."""
    args = {name: values for name, values in visit.args.items() if name != "lang"}
    return Response(301, (("Location", visit.href(f"{before}/{ark}", **args)),))


def record_page(
    edition: Edition, visit: Visit, there: RecordRow, level_0: LevelZero | None = None
) -> Page:
    """The page of a record; ``level_0`` where its images are files."""
    place = place_of(edition, there, visit.number("children"))
    looked = looked_for(edition, there, visit)
    viewer = viewer_of(edition, there, visit, looked, level_0)
    number = viewer.page.number if viewer else None
    text = text_shown(edition, there, number, looked) if looked else None
    return Page(
        "archivekit/record.html",
        {
            "record": there,
            "title_language": _title_language(there),
            "areas": areas_of(there, visit, links_of(edition, there.id)),
            "place": place,
            "turns": page_numbers(place.children_page, place.children_pages),
            "viewer": viewer,
            "recordings": players_of(edition, there, visit, still=_still_of(level_0)),
            "closed": closed_said(edition, there, visit),
            "text": text,
            "address": record_url(there.ark),
            "frame": frame(there) if there.page_count else None,
            "json_ld": script_data(documents.schema_org(edition, there)),
        },
        headers=(("Last-Modified", documents.last_modified(edition.published_at)),),
    )


def _still_of(level_0: LevelZero | None) -> str:
    """The size of the stills of films, of those that lie there."""
    return f"!{THUMBNAIL_SIDE},{THUMBNAIL_SIDE}" if level_0 is not None else "!1200,1200"


def _embed_page(edition: Edition, visit: Visit, there: RecordRow) -> Page:
    return Page(
        "archivekit/embed.html",
        {
            "record": there,
            "title_language": _title_language(there),
            "viewer": viewer_of(edition, there, visit, looked_for(edition, there, visit)),
            "recordings": players_of(edition, there, visit),
            "address": record_url(there.ark),
        },
    )


def _title_language(there: RecordRow) -> str | None:
    titles = there.terms.get("title") or [{}]
    return titles[0].get("language")


def _gone(ark: str, left_at: str) -> Page:
    return Page("archivekit/gone.html", {"ark": ark, "left_at": left_at}, status=410)
