"""The description of a record as a reader sees it: labelled fields, in the areas of ISAD(G)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archivekit.edition import RecordRow
from archivekit.site.pages.labels import value_label
from archivekit.site.pages.visit import Visit
from archivekit.texts import room_texts

# ISAD(G) 3.1-3.7 in order, each with what belongs to it: DCMI terms, and the EAD elements that have
# none.
_AREAS = {
    "identity": (
        *("alternative", "date", "created", "issued", "extent", "medium", "format"),
        *("ead:materialspec", "ead:container"),
    ),
    "context": (*("creator", "ead:bioghist", "ead:custodhist", "ead:acqinfo", "provenance"),),
    "content": (
        *("description", "abstract", "tableOfContents", "temporal"),
        *("ead:arrangement", "ead:appraisal", "ead:accruals", "ead:fileplan", "ead:odd"),
    ),
    "access-points": (
        *("type", "subject", "spatial", "coverage", "contributor"),
        *("ead:function", "ead:occupation", "ead:index"),
    ),
    "conditions": (
        *("language", "ead:langmaterial", "accessRights", "rights", "license", "rightsHolder"),
        *("ead:legalstatus", "ead:phystech", "ead:physloc", "bibliographicCitation"),
        *("ead:prefercite",),
    ),
    "related": (
        *("source", "ead:originalsloc", "ead:altformavail", "relation", "ead:relatedmaterial"),
        *("ead:separatedmaterial", "ead:otherfindaid", "isReferencedBy", "references"),
        *("hasFormat", "isFormatOf", "isPartOf", "hasPart", "ead:bibliography", "publisher"),
        *("identifier", "ead:note", "ead:didnote", "ead:processinfo", "ead:descgrp"),
    ),
}
_SHOWN_ELSEWHERE = {"title"}
# Terms whose values other records share, with the facet that finds them.
_SEARCHED = {
    "creator": "creator",
    "type": "type",
    "subject": "subject",
    "spatial": "place",
    "contributor": "person",
    "language": "language",
}


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One value: its words, the language they are in, where they lead, whom they come from."""

    text: str
    language: str | None = None
    href: str | None = None
    inherited_from: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled field."""

    label: str
    values: list[FieldValue]


@dataclass(frozen=True, slots=True)
class Area:
    """The fields of one area."""

    label: str
    fields: list[Field]


Authorities = Mapping[tuple[str, str], str]
"""Facet and value to the ARK of the authority record whose name the value is."""


def areas_of(record: RecordRow, visit: Visit, authorities: Authorities | None = None) -> list[Area]:
    """All that a record says of itself, but its title."""
    areas = []
    left = [term for term in record.terms if term not in _SHOWN_ELSEWHERE]
    for name, terms in _AREAS.items():
        fields = _own_columns(record, visit) if name == "identity" else []
        fields += [_field(record, visit, term, authorities) for term in terms if term in left]
        if name == "related":
            known = {term for area in _AREAS.values() for term in area}
            fields += [_field(record, visit, term) for term in left if term not in known]
        if fields := [field for field in fields if field.values]:
            areas.append(Area(visit.t(f"area-{name}"), fields))
    return areas


def _own_columns(record: RecordRow, visit: Visit) -> list[Field]:
    """What the record is, beside its Dublin Core."""
    fields = [Field(visit.t("term-code"), [FieldValue(record.code)])]
    if record.level:
        level = FieldValue(value_label(visit, "level", record.level))
        fields.append(Field(visit.t("term-level"), [level]))
    if record.date and "date" not in record.terms:
        fields.append(Field(visit.t("term-date"), [FieldValue(record.date)]))
    others = record.terms.get("title", [])[1:]
    fields.append(Field(visit.t("term-alternative"), [_value(it, "title", visit) for it in others]))
    return fields


def _field(
    record: RecordRow, visit: Visit, term: str, authorities: Authorities | None = None
) -> Field:
    name = f"term-{term.lower().replace(':', '-')}"
    label = visit.t(name) if name in room_texts("site") else term.removeprefix("ead:")
    if term == "language" and record.language:
        return Field(label, _languages(record, visit))
    return Field(label, [_value(it, term, visit, authorities) for it in record.terms[term]])


def _languages(record: RecordRow, visit: Visit) -> list[FieldValue]:
    """The languages by name rather than as they were typed."""
    inherited = next((it.get("from") for it in record.terms["language"]), None)
    return [
        FieldValue(
            value_label(visit, "language", code),
            href=visit.href("/search", language=code),
            inherited_from=inherited,
        )
        for code in (record.language or "").split(" ; ")
    ]


def _value(
    value: dict[str, str], term: str, visit: Visit, authorities: Authorities | None = None
) -> FieldValue:
    words = value["text"]
    href = None
    if term in _SEARCHED:
        facet = _SEARCHED[term]
        ark = (authorities or {}).get((facet, words))
        href = visit.href(f"/{ark}") if ark else visit.href("/search", **{facet: words})
        words = value_label(visit, facet, words)
    elif words.startswith(("https://", "http://")) and not any(map(str.isspace, words)):
        href = words
    return FieldValue(words, value.get("language"), href, value.get("from"))
