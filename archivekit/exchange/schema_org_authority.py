"""schema.org: an authority record as JSON-LD, a Person, an Organization or a Place."""

from __future__ import annotations

import re
from typing import Any

from archivekit.description import languages
from archivekit.description.addresses import record_url
from archivekit.description.authority import Authority, AuthorityKind

_ISO_DATE = re.compile(r"-?\d{4}(?:-\d\d){0,2}")
# schema.org has no families: what is said of all things is said of them.
_TYPES = {
    AuthorityKind.PERSON: "Person",
    AuthorityKind.FAMILY: "Thing",
    AuthorityKind.CORPORATE_BODY: "Organization",
    AuthorityKind.PLACE: "Place",
}
_BEGINNING_AND_END = {
    AuthorityKind.PERSON: ("birthDate", "deathDate"),
    AuthorityKind.CORPORATE_BODY: ("foundingDate", "dissolutionDate"),
}


def document(authority: Authority, ark: str) -> dict[str, Any]:
    """What schema.org has words for, without ``@context``."""
    page = record_url(ark)
    said = {
        "@type": _TYPES[authority.kind],
        "@id": page,
        "url": page,
        "name": authority.name,
        "alternateName": [form.text for form in authority.variants],
        "description": "\n\n".join(it.text for it in authority.prose),
        "identifier": [ark, *(it.text for it in authority.identifiers)],
        "sameAs": [it.address for it in authority.identifiers if it.address],
        **_dates(authority),
        **_of_its_kind(authority),
    }
    return {name: value for name, value in said.items() if value not in (None, [], "", {})}


def _dates(authority: Authority) -> dict[str, Any]:
    """Beginning and end as far as they are certain, where one range of dates could be read."""
    first, slash, last = authority.date_edtf.partition("/")
    names = _BEGINNING_AND_END.get(authority.kind)
    if names is None or not slash:
        return {}
    certain = ((name, day) for name, day in zip(names, (first, last), strict=True))
    return {name: day for name, day in certain if _ISO_DATE.fullmatch(day)}


def _of_its_kind(authority: Authority) -> dict[str, Any]:
    if authority.kind is AuthorityKind.PERSON:
        occupations = [it.term for it in authority.statements if it.element == "occupation"]
        known = (languages.read(it.code or it.text) for it in authority.languages)
        return {
            "hasOccupation": [{"@type": "Occupation", "name": it} for it in occupations],
            "knowsLanguage": [it.tag for it in known if it],
        }
    if authority.coordinates is not None:
        north, east = authority.coordinates
        return {"geo": {"@type": "GeoCoordinates", "latitude": north, "longitude": east}}
    return {}
