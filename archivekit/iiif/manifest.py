"""The manifest of a record: IIIF Presentation API 3.0.

Owns what of a record's description goes where in it. The same record gives the same bytes.
"""

from __future__ import annotations

import re
from typing import Any

from archivekit.description.addresses import canvas_url, collection_url, manifest_url, record_url
from archivekit.description.exposed import Exposed
from archivekit.description.record import Value
from archivekit.iiif import canvases, language_maps, linking, nav_place
from archivekit.iiif.compact_json import compact
from archivekit.iiif.context import CONTEXT
from archivekit.iiif.language_maps import LanguageMap
from archivekit.iiif.reading import behavior, viewing_direction
from archivekit.iiif.structures import structures
from archivekit.iiif.text import announcing
from archivekit.iiif.thumbnails import thumbnail

# Presentation 3.0, 3.2: `rights` takes no other URIs, and these only with http.
_RIGHTS = re.compile(
    r"https?://(creativecommons\.org/(licenses|publicdomain)/|rightsstatements\.org/vocab/)\S+"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_METADATA_TERMS = (
    *("alternative", "creator", "contributor", "subject", "spatial", "temporal", "type", "extent"),
    *("medium", "tableOfContents", "language", "publisher", "provenance", "accessRights"),
)


def write(record: Exposed) -> bytes:
    """The manifest of a record that has pages."""
    items = canvases.written(record.ark, record.pages, record.presented.unshown)
    ranges = structures(record)
    after = f',"structures":{compact(ranges)}' if ranges else ""
    written = f'{compact(_head(record))[:-1]},"items":[{items}]{after}}}'
    return written.encode("utf-8", "replace")


def _head(record: Exposed) -> dict[str, Any]:
    """All of the manifest but its canvases and ranges."""
    title, place = _title(record), nav_place.nav_place(record)
    head = {
        "@context": [nav_place.CONTEXT, CONTEXT] if place else CONTEXT,
        "id": manifest_url(record.ark),
        "type": "Manifest",
        "label": title,
        "summary": _summary(record),
        "metadata": list(_metadata(record)),
        "requiredStatement": _required_statement(record),
        "rights": _rights(record),
        "provider": linking.provider(record),
        "homepage": linking.homepage(record, title),
        "seeAlso": linking.see_also(record),
        "rendering": [*linking.rendering(record), *announcing.rendering(record)],
        "service": announcing.services(record),
        "thumbnail": [thumbnail(record.ark, record.pictured)] if record.pictured else [],
        "navDate": _nav_date(record),
        "navPlace": place,
        # The first set is that of its fonds, or of its partner.
        "partOf": [{"id": collection_url(spec), "type": "Collection"} for spec in record.sets[:1]],
        "viewingDirection": viewing_direction(record),
        "behavior": behavior(record),
        "start": {"id": canvas_url(record.ark, record.pages[0].number), "type": "Canvas"},
    }
    return {name: value for name, value in head.items() if value}


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
    found = next((value.text for value in values if _RIGHTS.fullmatch(value.text)), None)
    return found.replace("https://", "http://") if found else None


def _required_statement(record: Exposed) -> dict[str, LanguageMap] | None:
    """Who keeps it under which code, then what its rights and licences say."""
    said = [*record.terms.get("rights", ()), *record.terms.get("license", ())]
    values = [Value(record.source), *(it for it in said if not _RIGHTS.fullmatch(it.text))]
    words = language_maps.said_to_all(values)
    return _pair("iiif.attribution", words) if words else None


def _nav_date(record: Exposed) -> str | None:
    """Its day, else the first day of its first year (XML Schema's dateTime: years 1 to 9999)."""
    if record.date_edtf and _DAY.fullmatch(record.date_edtf):
        return f"{record.date_edtf}T00:00:00Z"
    year = record.year_first
    return f"{year:04}-01-01T00:00:00Z" if year is not None and 0 < year < 10_000 else None
