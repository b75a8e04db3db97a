"""A record as programs read it: JSON, schema.org JSON-LD, Dublin Core in XML."""

from __future__ import annotations

import datetime as dt
import json
from email.utils import format_datetime
from typing import Any

from archivekit.description.addresses import (
    image_url,
    manifest_url,
    record_url,
    recording_url,
    thumbnail_url,
)
from archivekit.description.exposed import Ancestor, Exposed, ExposedPage
from archivekit.description.record import Value
from archivekit.edition import Edition, RecordRow, Response
from archivekit.edition.recordings import recordings
from archivekit.exchange.schema_org import CONTEXT, document
from archivekit.site.conditional import entity_tag

_COLUMNS = (
    "ark", "code", "title", "full_title", "level", "date", "date_edtf", "year_first", "year_last",
    "fonds", "source", "license", "partner", "datestamp", "oai_identifier", "page_count",
    "child_count", "terms",
)  # fmt: skip


def last_modified(timestamp: str) -> str:
    """A datestamp (UTC, ISO 8601) as HTTP writes it."""
    moment = dt.datetime.fromisoformat(timestamp).replace(tzinfo=dt.UTC)
    return format_datetime(moment, usegmt=True)


def as_json(edition: Edition, record: RecordRow) -> Response:
    """All columns of a record, its terms, its place and its pages."""
    said: dict[str, Any] = {"url": record_url(record.ark)}
    said |= {name: getattr(record, name) for name in _COLUMNS}
    said["ancestors"] = [
        {"url": record_url(it.ark), "ark": it.ark, "code": it.code, "title": it.title}
        for it in edition.ancestors(record)
    ]
    if record.page_count:
        said["manifest"] = manifest_url(record.ark)
    if record.thumbnail:
        said["thumbnail"] = thumbnail_url(record.ark)
    said["pages"] = [
        {
            "number": page.number,
            "label": page.label,
            "width": page.width,
            "height": page.height,
            "image": image_url(record.ark, page.number),
        }
        for page in edition.pages(record.id)
    ]
    if record.recording_count:
        said["recordings"] = [
            {
                "number": it.number,
                "label": it.label,
                "url": recording_url(record.ark, it.number, it.media_type),
                "media_type": it.media_type,
                "seconds": it.seconds,
            }
            for it in recordings(edition, record.id)
        ]
    body = json.dumps(said, ensure_ascii=False, indent=1).encode()
    return response(body, "application/json", edition.published_at)


def as_json_ld(edition: Edition, record: RecordRow) -> Response:
    """The record in schema.org's words."""
    body = json.dumps(schema_org(edition, record), ensure_ascii=False, indent=1).encode()
    return response(body, "application/ld+json", edition.published_at)


def as_xml(edition: Edition, record: RecordRow) -> Response | None:
    """The record in Dublin Core, as OAI-PMH gives it."""
    row = edition.db.execute(
        "select oai_dc from oai_records where identifier = ?", (record.oai_identifier,)
    ).fetchone()
    if row is None or row[0] is None:
        return None
    body = b'<?xml version="1.0" encoding="UTF-8"?>\n' + row[0] + b"\n"
    return response(body, "application/xml; charset=utf-8", record.datestamp)


def schema_org(edition: Edition, record: RecordRow) -> dict[str, Any]:
    """The record in schema.org's words, as the exported file has it."""
    return {"@context": CONTEXT, **document(_exposed(edition, record))}


def _exposed(edition: Edition, record: RecordRow) -> Exposed:
    """The record as every writer begins from it, of what the edition says."""
    rows = edition.pages(record.id)[:1] if record.page_count else ()
    pages = [ExposedPage(it.number, it.label, it.image, it.width, it.height) for it in rows]
    heard = recordings(edition, record.id) if record.recording_count else ()
    return Exposed(
        ark=record.ark,
        oai_identifier=record.oai_identifier,
        code=record.code,
        title=record.title,
        full_title=record.full_title,
        level=record.level,
        terms={
            term: [Value(value["text"], value.get("language")) for value in values]
            for term, values in record.terms.items()
        },
        date_text=record.date or "",
        date_edtf=record.date_edtf,
        languages=tuple(record.language.split(" ; ")) if record.language else (),
        institution=edition.settings.get("name") or {},
        ancestors=tuple(
            Ancestor(it.ark, it.code, it.full_title) for it in edition.ancestors(record)
        ),
        pages=(*pages, *(it.exposed for it in heard)),
        partner=record.partner,
    )


def response(body: bytes, content_type: str, changed_at: str) -> Response:
    """A document with its tag and the moment it was changed."""
    headers = (
        ("Content-Type", content_type),
        ("ETag", entity_tag(body)),
        ("Last-Modified", last_modified(changed_at)),
    )
    return Response(200, headers, body)
