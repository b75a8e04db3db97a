"""What a profile may speak of: one record, and the fields that templates name.

The same whether the record comes from the catalogue or from an edition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from archivekit.description import dcmi_terms, dcmi_types
from archivekit.description.addresses import manifest_url, record_url, thumbnail_url
from archivekit.description.exposed import Exposed
from archivekit.description.record import Value

_OF_EAD = re.compile(r"ead:[a-z0-9]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One record as far as profiles can speak of it. ``institution``: its name by language."""

    ark: str
    code: str
    full_title: str
    level: str | None
    terms: Mapping[str, Sequence[Value]]
    date_text: str
    date_edtf: str | None
    year_first: int | None
    year_last: int | None
    languages: Sequence[str]
    institution: Mapping[str, str]
    page_count: int
    has_thumbnail: bool
    partner: str | None

    @classmethod
    def of(cls, record: Exposed) -> Material:
        """What there is to say of an exposed record."""
        return cls(
            ark=record.ark,
            code=record.code,
            full_title=record.full_title,
            level=record.level,
            terms=record.terms,
            date_text=record.date_text,
            date_edtf=record.date_edtf,
            year_first=record.year_first,
            year_last=record.year_last,
            languages=record.languages,
            institution=record.institution,
            page_count=len(record.pages),
            has_thumbnail=record.pictured is not None,
            partner=record.partner,
        )


def _text(text: str | None) -> Sequence[Value]:
    return (Value(text),) if text else ()


def _full_title(it: Material) -> Sequence[Value]:
    given = it.terms.get("title", ())
    return (Value(it.full_title, given[0].language if given else None),)


def _institution(it: Material) -> Sequence[Value]:
    """For a partner's record nothing: it is not the house's."""
    names = [] if it.partner is not None else list(it.institution.items())
    return [Value(name, language) for language, name in names[:1]]


def years(it: Material) -> str:
    """AAAA or AAAA-AAAA; empty where no year was read, or one before our era."""
    first, last = it.year_first, it.year_last
    if first is None or first < 0:
        return ""
    return f"{first:04}" if last is None or last == first else f"{first:04}-{last:04}"


def _partner_urls(it: Material) -> Sequence[Value]:
    theirs = it.terms.get("identifier", ()) if it.partner is not None else ()
    return [value for value in theirs if value.text.startswith("http")]


def _dcmi_types(it: Material) -> Sequence[Value]:
    found = (dcmi_types.read(value.text) for value in it.terms.get("type", ()))
    return [Value(name) for name in dict.fromkeys(found) if name]


_Field = Callable[[Material], Sequence[Value]]
# At most one value.
_SINGLE: dict[str, _Field] = {
    "ark": lambda it: _text(it.ark),
    "code": lambda it: _text(it.code),
    "date_edtf": lambda it: _text(it.date_edtf),
    "date_text": lambda it: _text(it.date_text),
    "full_title": _full_title,
    "institution": _institution,
    "level": lambda it: _text(it.level),
    "manifest_url": lambda it: _text(manifest_url(it.ark) if it.page_count else None),
    "page_count": lambda it: _text(str(it.page_count) if it.page_count else None),
    "record_url": lambda it: _text(record_url(it.ark)),
    "thumbnail_url": lambda it: _text(thumbnail_url(it.ark) if it.has_thumbnail else None),
    "years": lambda it: _text(years(it)),
}
_REPEATED: dict[str, _Field] = {
    "dcmi_types": _dcmi_types,
    "language_codes": lambda it: [Value(code) for code in it.languages],
    "other_titles": lambda it: it.terms.get("title", ())[1:],
    "partner_urls": _partner_urls,
}
_MADE = {**_SINGLE, **_REPEATED}
MADE_FIELDS = sorted(_MADE)


def is_field(name: str) -> bool:
    """Whether templates may name it: a field made here, a DCMI term, or ``ead:`` and an element."""
    return name in _MADE or name in dcmi_terms.TERMS or _OF_EAD.fullmatch(name) is not None


def is_repeated(name: str) -> bool:
    """Whether a field may have several values."""
    return name not in _SINGLE


def values(material: Material, field: str, language: str | None = None) -> Sequence[Value]:
    """The values of a field; ``language`` chooses among the institution's names."""
    if field == "institution" and language and material.partner is None:
        named = material.institution.get(language)
        return [Value(named, language)] if named else _institution(material)
    made = _MADE.get(field)
    return made(material) if made else material.terms.get(field, ())
