"""An authority record as programs read it: JSON, schema.org JSON-LD, EAC-CPF."""

from __future__ import annotations

import json
from typing import Any

from archivekit.description.addresses import record_url
from archivekit.description.authority_json import as_document
from archivekit.edition import Edition, Response
from archivekit.edition.authorities import AuthorityRow, names_in_records, records_naming
from archivekit.exchange.eac_cpf.document import document as eac_cpf
from archivekit.exchange.schema_org import CONTEXT
from archivekit.exchange.schema_org_authority import document as schema_org_document
from archivekit.site.pages.documents import response

_MOST_RECORDS = 1000


def as_json(edition: Edition, row: AuthorityRow) -> Response:
    """All that the page says, and the records that name it."""
    it = row.authority
    said: dict[str, Any] = {
        "url": record_url(row.ark),
        "ark": row.ark,
        "name": it.name,
        "date": it.date_words,
        "date_edtf": it.date_edtf or None,
        "latitude": row.latitude,
        "longitude": row.longitude,
    }
    said |= as_document(it)
    said["values"] = [
        {"facet": facet, "value": value, "records": records}
        for facet, value, records in names_in_records(edition, row.ark)
    ]
    said["records"] = [
        {"url": record_url(each.ark), "ark": each.ark, "code": each.code, "title": each.full_title}
        for each in records_naming(edition, row.ark, _MOST_RECORDS)
    ]
    body = json.dumps(said, ensure_ascii=False, indent=1).encode()
    return response(body, "application/json", edition.published_at)


def as_json_ld(edition: Edition, row: AuthorityRow) -> Response:
    """The record in schema.org's words."""
    body = json.dumps(schema_org(row), ensure_ascii=False, indent=1).encode()
    return response(body, "application/ld+json", edition.published_at)


def as_xml(edition: Edition, row: AuthorityRow) -> Response:
    """The record in EAC-CPF, as it is published: without who wrote it and when."""
    agency = next(iter((edition.settings.get("name") or {}).values()), "")
    body = eac_cpf(row.authority, agency, edition.published_at[:10])
    return response(body, "application/xml; charset=utf-8", edition.published_at)


def schema_org(row: AuthorityRow) -> dict[str, Any]:
    """The record in schema.org's words, as its page has it too."""
    return {"@context": CONTEXT, **schema_org_document(row.authority, row.ark)}
