"""schema.org: records as JSON-LD, in the words of its archive extension.

Owns how an exposed record is said; the site's pages and the exported file both ask here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archivekit.description import duration, languages
from archivekit.description.addresses import (
    image_url,
    manifest_url,
    record_url,
    recording_url,
    thumbnail_url,
)
from archivekit.description.exposed import Exposed, ExposedPage
from archivekit.description.record import Value
from archivekit.description.rights import license_uri
from archivekit.description.uris import is_url
from archivekit.exchange.outgoing import Institution, Records
from archivekit.exchange.outside import located, shown, tell_no_address
from archivekit.problems import Problems

CONTEXT = "https://schema.org"
_COLLECTIONS = {"fonds", "subfonds", "series", "subseries", "collection"}
_MANIFEST = "application/ld+json;profile=http://iiif.io/api/presentation/3/context.json"


def document(record: Exposed) -> dict[str, Any]:
    """An ArchiveComponent (schema.org, archive extension), without ``@context``."""
    said = {**_identity(record), **_content(record), **_place(record)}
    said |= _images(record) if record.pages else {}
    return {name: value for name, value in said.items() if value not in (None, [], "", {})}


def write(records: Records, institution: Institution, target: Path, problems: Problems) -> None:
    """Writes one document: all records in its ``@graph``."""
    tell_no_address(institution, problems)
    with target.open("wb") as file:
        file.write(f'{{"@context": "{CONTEXT}", "@graph": ['.encode())
        between = b"\n"
        for outgoing in records():
            said = document(shown(outgoing.exposed, institution))
            body = json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")
            file.write(between + located(body, institution))
            between = b",\n"
        file.write(b"\n]}\n")


def _identity(record: Exposed) -> dict[str, Any]:
    page = record_url(record.ark) if record.ark else None
    is_collection = record.level in _COLLECTIONS
    return {
        "@type": ["ArchiveComponent", "Collection"] if is_collection else "ArchiveComponent",
        "@id": page,
        "url": page,
        "name": _spoken([_full_title(record), *record.terms.get("title", [])[1:]]),
        "alternateName": _spoken(record.terms.get("alternative", [])),
        "identifier": [it for it in (record.ark, record.code) if it],
    }


def _content(record: Exposed) -> dict[str, Any]:
    of = record.terms.get
    return {
        "description": _spoken([*of("description", []), *of("abstract", [])]),
        "temporalCoverage": record.date_edtf,
        "dateCreated": record.date_edtf or record.date_text,
        "creator": _things(record, "creator"),
        "contributor": _things(record, "contributor"),
        "about": _things(record, "subject"),
        "genre": _spoken(of("type", [])),
        "materialExtent": _spoken([*of("extent", []), *of("medium", [])]),
        "contentLocation": [
            {"@type": "Place", "name": _spoken([value])} for value in of("spatial", [])
        ],
        "inLanguage": list(_tags(record)),
        "license": _license(record),
        "usageInfo": _spoken([value for value in of("rights", []) if not is_url(value.text)]),
        "conditionsOfAccess": _spoken(of("accessRights", [])),
    }


def _place(record: Exposed) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if record.partner is None and record.institution:
        names = [Value(name, language) for language, name in record.institution.items()]
        said["holdingArchive"] = {"@type": "ArchiveOrganization", "name": _spoken(names)}
    if record.ancestors:
        above = record.ancestors[-1]
        page = record_url(above.ark) if above.ark else None
        whole = {"@type": "ArchiveComponent", "@id": page, "name": above.title}
        said["isPartOf"] = {name: value for name, value in whole.items() if value}
    return said


def _images(record: Exposed) -> dict[str, Any]:
    first = record.pictured
    return {
        "thumbnailUrl": thumbnail_url(record.ark) if first else None,
        "image": _image(record, first.number) if first else None,
        "audio": [_media(record, it) for it in record.recordings if not _is_film(it)],
        "video": [_media(record, it) for it in record.recordings if _is_film(it)],
        "subjectOf": {
            "@type": "MediaObject",
            "encodingFormat": _MANIFEST,
            "contentUrl": manifest_url(record.ark),
        },
    }


def _image(record: Exposed, number: int) -> str:
    return f"{image_url(record.ark, number)}/full/max/0/default.jpg"


def _is_film(page: ExposedPage) -> bool:
    return page.recording is not None and page.recording.is_film


def _media(record: Exposed, page: ExposedPage) -> dict[str, Any]:
    """An AudioObject, or a VideoObject with its still."""
    heard = page.recording
    assert heard is not None
    said: dict[str, Any] = {
        "@type": "VideoObject" if heard.is_film else "AudioObject",
        "name": record.full_title,
        "contentUrl": recording_url(record.ark, page.number, heard.media_type),
        "encodingFormat": heard.media_type,
        "duration": duration.iso_8601(heard.seconds),
    }
    if page.image:
        still = {"thumbnailUrl": _image(record, page.number)}
        said |= {**still, "width": page.width, "height": page.height}
    return said


def _full_title(record: Exposed) -> Value:
    given = record.terms.get("title")
    return Value(record.full_title, given[0].language if given else None)


def _things(record: Exposed, term: str) -> list[dict[str, Any]]:
    """Names of whom or of what: whether a person, a body or a notion, is not known."""
    return [{"@type": "Thing", "name": value.text} for value in record.terms.get(term, ())]


def _license(record: Exposed) -> str | None:
    uris = (license_uri(value.text) for value in record.terms.get("license", ()))
    return next((uri for uri in uris if uri), None)


def _tags(record: Exposed) -> Iterator[str]:
    """BCP 47, as schema.org wants it."""
    for code in record.languages:
        found = languages.read(code)
        yield found.tag if found else code


def _spoken(values: list[Value]) -> Any:
    """One text or several, each with its language where there are words in more than one.

    Search engines read plain texts best; JSON-LD 1.1, 4.2.4 has the other form.
    """
    several = len({value.language for value in values}) > 1
    said = [
        {"@value": value.text, "@language": value.language}
        if several and value.language
        else value.text
        for value in dict.fromkeys(values)
        if value.text.strip()
    ]
    return said[0] if len(said) == 1 else said
