"""The manifest of a record: IIIF Presentation API 3.0.

Owns what of a record's description goes where in it. The same record gives the same bytes.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from iiif_prezi3 import Manifest

from archivekit.description.addresses import BASE, collection_url, manifest_url, record_url
from archivekit.description.exposed import Exposed
from archivekit.description.record import Value
from archivekit.iiif import language_maps
from archivekit.iiif.canvases import canvas, thumbnail
from archivekit.iiif.context import CONTEXT
from archivekit.iiif.language_maps import LanguageMap
from archivekit.iiif.reading import behavior, viewing_direction
from archivekit.iiif.text import announcing

# Presentation 3.0, 3.2: `rights` takes no other URIs, and these only with http.
_RIGHTS = re.compile(
    r"http://(creativecommons\.org/(licenses|publicdomain)/|rightsstatements\.org/vocab/).+"
)
_METADATA_TERMS = (
    *("alternative", "creator", "contributor", "subject", "spatial", "temporal", "type", "extent"),
    *("medium", "language", "publisher", "provenance", "accessRights"),
)


def write(record: Exposed) -> bytes:
    """The manifest of a record that has pages. Raises ValueError where it would not be valid."""
    document = _document(record)
    # Once from the whole: growing the list of canvases one by one costs the square of its length.
    Manifest(**document)
    written = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return written.encode("utf-8", "replace")


def _document(record: Exposed) -> dict[str, Any]:
    document = {
        "@context": CONTEXT,
        "id": manifest_url(record.ark),
        "type": "Manifest",
        "label": _title(record),
        "summary": _summary(record),
        "metadata": list(_metadata(record)),
        "requiredStatement": _required_statement(record),
        "rights": _rights(record),
        "provider": _provider(record),
        "homepage": [_homepage(record)],
        "seeAlso": [_see_also(record)],
        "thumbnail": [thumbnail(record.ark, record.pages[0])],
        "navDate": _nav_date(record),
        "partOf": [{"id": collection_url(spec), "type": "Collection"} for spec in record.sets],
        "viewingDirection": viewing_direction(record),
        "behavior": behavior(record),
        **announcing.of_record(record),
        "items": [canvas(record.ark, page) for page in record.pages],
    }
    return {name: value for name, value in document.items() if value}


def _title(record: Exposed) -> LanguageMap:
    given = record.terms.get("title")
    return language_maps.in_one(record.full_title, given[0].language if given else None)


def _summary(record: Exposed) -> LanguageMap:
    said = [*record.terms.get("description", ()), *record.terms.get("abstract", ())]
    return language_maps.as_plain(language_maps.of_values(said))


def _metadata(record: Exposed) -> list[dict[str, LanguageMap]]:
    pairs = [
        ("code", language_maps.in_one(record.code, None) if record.code else {}),
        ("date", _date(record)),
        *((term, language_maps.of_values(record.terms.get(term, ()))) for term in _METADATA_TERMS),
        ("license", _license(record)),
        ("fonds", language_maps.of_values(Value(above.title) for above in record.ancestors)),
        ("identifier", language_maps.in_one(record_url(record.ark), None)),
    ]
    return [_pair(f"iiif.{name}", value) for name, value in pairs if value]


def _pair(key: str, value: LanguageMap) -> dict[str, LanguageMap]:
    return {"label": language_maps.of_key(key), "value": language_maps.as_plain(value)}


def _date(record: Exposed) -> LanguageMap:
    if record.date_text:
        return language_maps.in_one(record.date_text, None)
    return language_maps.of_values(record.terms.get("date", ()))


def _license(record: Exposed) -> LanguageMap:
    """Licences that ``rights`` cannot say, the Licence Ouverte before all."""
    values = record.terms.get("license", ())
    return language_maps.of_values(it for it in values if not _RIGHTS.fullmatch(it.text))


def _rights(record: Exposed) -> str | None:
    values = [*record.terms.get("license", ()), *record.terms.get("rights", ())]
    return next((value.text for value in values if _RIGHTS.fullmatch(value.text)), None)


def _required_statement(record: Exposed) -> dict[str, LanguageMap] | None:
    """Who keeps it under which code, then what its rights and licences say."""
    said = [*record.terms.get("rights", ()), *record.terms.get("license", ())]
    values = [Value(record.source), *(it for it in said if not _RIGHTS.fullmatch(it.text))]
    words = language_maps.said_to_all(values)
    return _pair("iiif.attribution", words) if words else None


def _provider(record: Exposed) -> list[dict[str, Any]]:
    if not record.institution:
        return []
    label = {language: [name] for language, name in record.institution.items()}
    page = {"id": f"{BASE}/", "type": "Text", "label": label, "format": "text/html"}
    return [{"id": f"{BASE}/", "type": "Agent", "label": label, "homepage": [page]}]


def _homepage(record: Exposed) -> dict[str, Any]:
    return {
        "id": record_url(record.ark),
        "type": "Text",
        "label": _title(record),
        "format": "text/html",
    }


def _see_also(record: Exposed) -> dict[str, Any]:
    asked = f"verb=GetRecord&metadataPrefix=oai_dc&identifier={quote(record.oai_identifier)}"
    return {
        "id": f"{BASE}/oai?{asked}",
        "type": "Dataset",
        "label": language_maps.of_key("iiif.see-also"),
        "format": "text/xml",
        "profile": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    }


def _nav_date(record: Exposed) -> str | None:
    """The first day of the first year; years that XML Schema's dateTime cannot say are left out."""
    year = record.year_first
    return f"{year:04}-01-01T00:00:00Z" if year is not None and 0 < year < 10_000 else None
