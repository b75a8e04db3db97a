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
    thumbnail_url,
)
from archivekit.edition import Edition, RecordRow, Response
from archivekit.site.conditional import entity_tag

_COLLECTIONS = {"fonds", "subfonds", "series", "subseries", "collection"}
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
    document: dict[str, Any] = {"url": record_url(record.ark)}
    document |= {name: getattr(record, name) for name in _COLUMNS}
    document["ancestors"] = [
        {"url": record_url(it.ark), "ark": it.ark, "code": it.code, "title": it.title}
        for it in edition.ancestors(record)
    ]
    if record.page_count:
        document["manifest"] = manifest_url(record.ark)
        document["thumbnail"] = thumbnail_url(record.ark)
    document["pages"] = [
        {
            "number": page.number,
            "label": page.label,
            "width": page.width,
            "height": page.height,
            "image": image_url(record.ark, page.number),
        }
        for page in edition.pages(record.id)
    ]
    body = json.dumps(document, ensure_ascii=False, indent=1).encode()
    return _document(body, "application/json", edition.published_at)


def as_json_ld(edition: Edition, record: RecordRow) -> Response:
    """The record in schema.org's words."""
    body = json.dumps(schema_org(edition, record), ensure_ascii=False, indent=1).encode()
    return _document(body, "application/ld+json", edition.published_at)


def as_xml(edition: Edition, record: RecordRow) -> Response | None:
    """The record in Dublin Core, as OAI-PMH gives it."""
    row = edition.db.execute(
        "select oai_dc from oai_records where identifier = ?", (record.oai_identifier,)
    ).fetchone()
    if row is None or row[0] is None:
        return None
    body = b'<?xml version="1.0" encoding="UTF-8"?>\n' + row[0] + b"\n"
    return _document(body, "application/xml; charset=utf-8", record.datestamp)


def schema_org(edition: Edition, record: RecordRow) -> dict[str, Any]:
    """An ArchiveComponent (schema.org, archive extension)."""
    names = edition.settings.get("name") or {}
    kinds = (
        ["ArchiveComponent", "Collection"] if record.level in _COLLECTIONS else "ArchiveComponent"
    )
    ancestors = edition.ancestors(record)
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kinds,
        "@id": record_url(record.ark),
        "url": record_url(record.ark),
        "name": record.full_title,
        "identifier": [record.ark, record.code],
        "description": _texts(record, "description", "abstract"),
        "dateCreated": record.date_edtf or record.date,
        "creator": [{"@type": "Thing", "name": name} for name in _texts(record, "creator")],
        "about": _texts(record, "subject"),
        "spatialCoverage": _texts(record, "spatial"),
        "inLanguage": record.language.split(" ; ") if record.language else [],
        "license": record.license,
        "holdingArchive": {"@type": "ArchiveOrganization", "name": next(iter(names.values()), "")},
    }
    if ancestors:
        parent = ancestors[-1]
        document["isPartOf"] = {"@id": record_url(parent.ark), "name": parent.full_title}
    if record.page_count:
        document["thumbnailUrl"] = thumbnail_url(record.ark)
        document["subjectOf"] = {
            "@type": "MediaObject",
            "encodingFormat": "application/ld+json;profile=http://iiif.io/api/presentation/3/context.json",
            "contentUrl": manifest_url(record.ark),
        }
    if record.partner:
        del document["holdingArchive"]
    return {name: value for name, value in document.items() if value not in (None, [], "")}


def _texts(record: RecordRow, *terms: str) -> list[str]:
    return [value["text"] for term in terms for value in record.terms.get(term, ())]


def _document(body: bytes, content_type: str, changed_at: str) -> Response:
    headers = (
        ("Content-Type", content_type),
        ("ETag", entity_tag(body)),
        ("Last-Modified", last_modified(changed_at)),
    )
    return Response(200, headers, body)
