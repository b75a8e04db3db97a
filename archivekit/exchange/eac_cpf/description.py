"""The description and the relations of an EAC-CPF document (ISAAR(CPF) 5.2 and 5.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from archivekit.description.authority import (
    AuthorityPlace,
    LanguageUsed,
    Prose,
    Relation,
    Statement,
)
from archivekit.exchange.eac_cpf.elements import (
    all_named,
    dates_of,
    elements,
    first,
    local,
    note_of,
    paragraphs,
    words,
)
from archivekit.exchange.eac_cpf.names import (
    NO_SCRIPT,
    PROSE,
    RELATIONS,
    STATEMENTS,
    UNDETERMINED,
    XLINK,
    XML,
)

ORDER = {element: place for place, element in enumerate(STATEMENTS)}
_SEXAGESIMAL = re.compile(
    r"(?P<before>[NSEWO])?\s*(?P<d>\d{1,3})\s*°\s*(?:(?P<m>\d{1,2})\s*['′’]\s*)?"
    r"(?:(?P<s>\d{1,2}(?:\.\d+)?)\s*(?:''|\"|″|’’)\s*)?(?P<after>[NSEWO])?",
    re.I,
)

_E = etree._Element


def prose_of(description: _E | None) -> Iterator[Prose]:
    """History and other running text."""
    for it in elements(description):
        if local(it) in PROSE and (text := paragraphs(it)):
            yield Prose(local(it), text, it.get(f"{{{XML}}}lang", ""))


def statements_of(description: _E | None) -> Iterator[Statement]:
    """Functions, occupations, legal statuses, mandates …"""
    for it in elements(description):
        name = local(it)
        if name in STATEMENTS and (term := words(first(it, "term"))):
            place = first(it, "placeEntry", "placeName")
            # The 2010 schema demands a type of a localDescription.
            kind = it.get("localType") or ("other" if name == "localDescription" else "")
            yield Statement(name, term, kind, dates_of(it), words(place), note_of(it))


def languages_of(description: _E | None) -> Iterator[LanguageUsed]:
    """The languages of the entity."""
    for it in all_named(description, "languageUsed"):
        language, script = first(it, "language"), first(it, "script", "writingSystem")
        code = _code(language, "languageCode", UNDETERMINED)
        if words(language) or code:
            script_code = _code(script, "scriptCode", NO_SCRIPT)
            yield LanguageUsed(words(language), code, words(script), script_code, note_of(it))


def _code(element: _E | None, attribute: str, unsaid: str) -> str:
    code = "" if element is None else element.get(attribute, "").strip()
    return "" if code == unsaid else code


def places_of(description: _E | None) -> Iterator[AuthorityPlace]:
    """The places of the entity, coordinates in decimal degrees."""
    for it in elements(description):
        if local(it) != "place":
            continue
        entry = first(it, "placeEntry", "placeName")
        point = first(it, "geographicCoordinates")
        found = entry if entry is not None else it
        latitude = decimal(found.get("latitude", ""))
        longitude = decimal(found.get("longitude", ""))
        if point is not None and "," in words(point):
            latitude, _, longitude = (part.strip() for part in words(point).partition(","))
        lines = tuple(words(line) for line in all_named(it, "addressLine"))
        name = words(entry) or " ".join(lines)
        if name:
            source = found.get("vocabularySource", "") or found.get("valueURI", "")
            yield AuthorityPlace(
                name, words(first(it, "placeRole")), latitude, longitude, lines, source,
                dates_of(it), note_of(it),
            )  # fmt: skip


def decimal(coordinate: str) -> str:
    """A coordinate in decimal degrees where it is in degrees, minutes, seconds; else as it is."""
    parts = _SEXAGESIMAL.fullmatch(coordinate.strip())
    if parts is None:
        return coordinate.strip()
    degrees = int(parts["d"]) + int(parts["m"] or 0) / 60 + float(parts["s"] or 0) / 3600
    side = (parts["before"] or parts["after"] or "").upper()
    return f"{-degrees if side in ('S', 'W', 'O') else degrees:.6f}"


def relations_of(relations: _E | None) -> Iterator[Relation]:
    """Relations to entities, records and functions."""
    for it in relations if relations is not None else ():
        target = next((key for key, name in RELATIONS.items() if name == local(it)), "")
        if local(it) == "relation":  # 2.0
            named = first(it, "targetEntity")
            about = named.get("targetType", "") if named is not None else ""
            target = about if about in ("resource", "function") else "cpf"
        entries = ("relationEntry", "part", "targetEntity")
        name = next(filter(None, (words(first(it, entry)) for entry in entries)), "")
        if not target or not (name or it.get(f"{{{XLINK}}}href")):
            continue
        role = unquote(it.get(f"{{{XLINK}}}role", ""))
        kind = it.get(f"{target}RelationType") or words(first(it, "relationType")) or role
        yield Relation(
            target, name, kind, it.get(f"{{{XLINK}}}href", ""), dates_of(it), note_of(it)
        )  # fmt: skip
