"""What search engines and other sites ask for: robots.txt, sitemaps, oEmbed."""

from __future__ import annotations

import json
import re
from html import escape
from urllib.parse import quote, unquote, urlsplit

from archivekit.description.addresses import BASE, activity_url, record_url, thumbnail_url
from archivekit.description.exposed import ExposedPage
from archivekit.description.xml_characters import ILLEGAL
from archivekit.edition import Edition, RecordRow, Response
from archivekit.iiif.thumbnails import thumbnail
from archivekit.site.conditional import entity_tag
from archivekit.site.pages.documents import last_modified
from archivekit.site.pages.errors import not_found
from archivekit.site.pages.visit import Page, Visit
from archivekit.site.queries.overview import sitemap, sitemap_count

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_IIIF = (
    'type="application/ld+json;profile=&quot;http://iiif.io/api/presentation/3/context.json&quot;"'
)
_ARK_PATH = re.compile(r"/(?:embed/)?(ark:/[^/]+/.+)")
FRAME_WIDTH, FRAME_HEIGHT = 800, 600


def robots(_edition: Edition, visit: Visit) -> Response:
    """Records for everyone; tables, searches and images are not for crawling."""
    lines = [
        "User-agent: *",
        f"Disallow: /{visit.database}/",
        f"Disallow: /{visit.database}?",
        f"Disallow: /{visit.database}.",
        "Disallow: /search?",
        "Disallow: /-/",
        "Allow: /-/static-plugins/",
        "Disallow: /oai",
        "",
        "# IIIF Change Discovery:",
        f"# {activity_url()}",
        f"Sitemap: {BASE}/sitemap.xml",
        "",
    ]
    return _answer("\n".join(lines), "text/plain; charset=utf-8")


def sitemap_index(edition: Edition, _visit: Visit) -> Response:
    """The one sitemap, or the list of them where there are more records than one may name."""
    count = sitemap_count(edition)
    if count == 1:
        return _sitemap(edition, 1)
    maps = "".join(
        f"<sitemap><loc>{BASE}/sitemap-{number}.xml</loc></sitemap>\n"
        for number in range(1, count + 1)
    )
    return _xml(edition, f"<sitemapindex {_SITEMAPS}>\n{maps}</sitemapindex>\n")


def sitemap_part(edition: Edition, visit: Visit) -> Page | Response:
    """One sitemap of several."""
    number = int(visit.vars["number"])
    if not 1 <= number <= sitemap_count(edition):
        return not_found(visit)
    return _sitemap(edition, number)


def _sitemap(edition: Edition, number: int) -> Response:
    changed = ("Last-Modified", last_modified(edition.published_at))
    return _answer_bytes(sitemap_body(edition, number), "application/xml; charset=utf-8", changed)


def sitemap_body(edition: Edition, number: int) -> bytes:
    """One sitemap."""
    urls = "".join(
        f"<url><loc>{BASE}/{_in_path(ark)}</loc>{_changed(datestamp)}"
        f"{_manifest(ark) if has_pages else ''}</url>\n"
        for ark, datestamp, has_pages in sitemap(edition, number)
    )
    return f"{_DECLARATION}<urlset {_SITEMAPS} {_XHTML}>\n{urls}</urlset>\n".encode()


def _manifest(ark: str) -> str:
    """Where the manifest of a record is."""
    return f'<xhtml:link rel="alternate" {_IIIF} href="{BASE}/{_in_path(ark)}/manifest"/>'


def _changed(datestamp: str | None) -> str:
    return f"<lastmod>{datestamp}</lastmod>" if datestamp else ""


def oembed(edition: Edition, visit: Visit) -> Page | Response:
    """How another site shows a record's viewer (oEmbed 1.0, rich), in JSON or XML."""
    form = visit.arg("format", "json")
    if form not in _OEMBED_FORMS:
        return _answer(visit.t("oembed-format") + "\n", "text/plain; charset=utf-8", status=501)
    record = _record_at(edition, visit)
    if record is None or not record.page_count:
        return not_found(visit)
    width = min(visit.number("maxwidth", FRAME_WIDTH), FRAME_WIDTH)
    height = min(visit.number("maxheight", FRAME_HEIGHT), FRAME_HEIGHT)
    document: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": record.full_title,
        "provider_name": visit.institution,
        "provider_url": BASE,
        "author_name": record.creator,
        **_thumbnail(edition, record),
        "url": record_url(record.ark),
        "html": frame(record, width, height),
        "width": width,
        "height": height,
    }
    said = {name: value for name, value in document.items() if value is not None}
    return _OEMBED_FORMS[form](said)


def frame(record: RecordRow, width: int = FRAME_WIDTH, height: int = FRAME_HEIGHT) -> str:
    """The viewer of a record in a frame, to be pasted into any page."""
    title = escape(record.full_title, quote=False).replace('"', "&quot;")
    return (
        f'<iframe src="{BASE}/embed/{_in_path(record.ark)}" width="{width}" height="{height}"'
        f' title="{title}" style="border:0;max-width:100%" allowfullscreen'
        ' loading="lazy"></iframe>'
    )


def _thumbnail(edition: Edition, record: RecordRow) -> dict[str, object]:
    """The thumbnail, with its size, which the specification wants beside its address."""
    page = edition.first_page(record.ark)
    if page is None:
        return {}
    sizes = thumbnail(record.ark, ExposedPage(1, "", page.image, page.width, page.height))
    return {
        "thumbnail_url": thumbnail_url(record.ark),
        "thumbnail_width": sizes["width"],
        "thumbnail_height": sizes["height"],
    }


def _oembed_json(document: dict[str, object]) -> Response:
    return _answer(json.dumps(document, ensure_ascii=False), "application/json")


def _oembed_xml(document: dict[str, object]) -> Response:
    """Each value in an element of its name (2.3.4.2)."""
    values = "".join(
        f"<{name}>{escape(_without_controls(str(value)), quote=False)}</{name}>"
        for name, value in document.items()
    )
    return _answer(f"{_DECLARATION}<oembed>{values}</oembed>", "text/xml; charset=utf-8")


def _without_controls(words: str) -> str:
    """Words without the signs that XML cannot hold."""
    return ILLEGAL.sub("", words)


_OEMBED_FORMS = {"json": _oembed_json, "xml": _oembed_xml}


def _record_at(edition: Edition, visit: Visit) -> RecordRow | None:
    """The record whose page has the address ``?url=``, on this site."""
    try:
        address = urlsplit(visit.arg("url"))
    except ValueError:
        return None
    if address.netloc != urlsplit(visit.base).netloc:
        return None
    match = _ARK_PATH.fullmatch(unquote(address.path))
    return edition.record(match[1]) if match else None


def _in_path(ark: str) -> str:
    return escape(quote(ark, safe="/:"))


def _xml(edition: Edition, root: str) -> Response:
    changed = ("Last-Modified", last_modified(edition.published_at))
    return _answer(_DECLARATION + root, "application/xml; charset=utf-8", changed)


def _answer(
    words: str, content_type: str, *headers: tuple[str, str], status: int = 200
) -> Response:
    return _answer_bytes(words.encode(), content_type, *headers, status=status)


def _answer_bytes(
    body: bytes, content_type: str, *headers: tuple[str, str], status: int = 200
) -> Response:
    of_body = (("Content-Type", content_type), ("ETag", entity_tag(body)))
    return Response(status, (*of_body, *headers), body)
