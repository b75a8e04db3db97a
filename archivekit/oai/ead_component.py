"""A record as the parts of a component of a finding aid (EAD 2002), in strings.

Owns which value stands in which element; :mod:`archivekit.oai.oai_ead` what stands around.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from archivekit.description import languages
from archivekit.description.addresses import record_url, thumbnail_url
from archivekit.description.exposed import Exposed
from archivekit.description.record import Value
from archivekit.oai.ead_elements import INDEX_ELEMENTS, LANGUAGES, NOTE_ELEMENTS
from archivekit.oai.xml_text import escape, escape_attribute

_KEEPERS = {"person": "persname", "family": "famname", "corporateBody": "corpname"}
_INDEXED_NAME = "contributor"
# Said at the top where they come from above; below it EAD hands them down.
_HANDED_DOWN = frozenset(("language", "creator", "rights", "license"))
# Said in the ``did``, or by rules of their own.
_ELSEWHERE = frozenset(
    (
        *("title", "alternative", "creator", "extent", "medium", "language", "date"),
        *("abstract", "rights", "license", "accessRights"),
        *("ead:unitid", "ead:unitdate", "ead:repository", "ead:container", "ead:materialspec"),
        *("ead:physloc", "ead:note", "ead:dao", "ead:accessrestrict", "ead:legalstatus"),
        *("ead:index", *NOTE_ELEMENTS, *INDEX_ELEMENTS),
    )
)
_IN_DID = (
    *(("abstract", "abstract"), ("ead:container", "container")),
    *(("ead:materialspec", "materialspec"), ("ead:physloc", "physloc")),
)
_CONDITIONS = (
    *(("accessRights", "accessrestrict"), ("ead:accessrestrict", "accessrestrict")),
    *(("rights", "userestrict"), ("license", "userestrict")),
)
_DAY = re.compile(r"([012]\d{3})(?:-(\d\d)(?:-(\d\d))?)?")
_KIND = re.compile(r"[A-Za-z:]{1,60}")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_ADDRESS = re.compile(r"https?://[^\s\[\]{}|\\^`\"<>]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A record of a finding aid; ``depth`` is 0 at its top."""

    record: Exposed
    depth: int
    has_pages: bool
    has_thumbnail: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Who keeps the records, as the settings say. ``kinds``: of authority records, by name."""

    name: str
    service_code: str = ""
    language: str = "fr"
    kinds: Mapping[str, str] = field(default_factory=dict)


def described(part: Part, house: House) -> Iterator[str]:
    """The ``did`` of a record, its notes and index terms."""
    yield "<did>"
    yield from _did(part, house)
    yield "</did>"
    yield from _notes(part)
    yield from _index(part, house)


def _of(part: Part, term: str) -> Iterable[Value]:
    """A record's values of a term: its own, and at the top those that come from above."""
    record = part.record
    if term in record.inherited and not (part.depth == 0 and term in _HANDED_DOWN):
        return ()
    return [it for it in record.terms.get(term, ()) if escape(it.text).strip()]


def _did(part: Part, house: House) -> Iterator[str]:
    record = part.record
    permalink = escape_attribute(record_url(record.ark))
    yield f'<unitid>{escape(record.code)}<extptr xlink:href="{permalink}"/></unitid>'
    yield from (_words("unitid", it, ' type="autre"') for it in _of(part, "ead:unitid"))
    yield f"<unittitle>{_running(record.title)}</unittitle>"
    others = (*record.terms.get("title", ())[1:], *_of(part, "alternative"))
    yield from (_words("unittitle", it) for it in others)
    yield from _dates(part)
    if part.depth == 0:
        keepers = [_running(it.text) for it in _of(part, "ead:repository")] or [escape(house.name)]
        yield from (f"<repository><corpname>{it}</corpname></repository>" for it in keepers)
    for value in _of(part, "creator"):
        yield f"<origination>{_named(value, house, alone='')}</origination>"
    yield from _physical(part)
    yield from _language(part)
    for term, element in _IN_DID:
        yield from (_words(element, it) for it in _of(part, term))
    for value in _of(part, "ead:note"):
        yield f"<note>{_paragraphs(value.text)}</note>"
    yield from _digital_objects(part, permalink)


def _dates(part: Part) -> Iterator[str]:
    record = part.record
    if record.date_text:
        normal = _normal(record)
        said = f' normal="{normal}"' if normal else ""
        yield f"<unitdate{said}>{_running(record.date_text)}</unitdate>"
    else:
        yield from (_words("unitdate", it) for it in _of(part, "date"))
    yield from (_words("unitdate", it, ' type="bulk"') for it in _of(part, "ead:unitdate"))


def _normal(record: Exposed) -> str:
    """The date as EAD's ``normal`` has it: first and last day where it was read to these, or years.

    A month alone is not: FranceArchives reads whole days and years.
    """
    first, slash, last = (record.date_edtf or "").partition("/")
    days = (_day(first, last=False), _day(last if slash else first, last=True))
    if all(days) and any("-" in it for it in (first, last)):
        return days[0] if days[0] == days[1] else "/".join(days)
    years = [record.year_first, record.year_last or record.year_first]
    if not all(year is not None and 0 <= year < 3000 for year in years):
        return ""
    return "/".join(dict.fromkeys(f"{year:04}" for year in years))


def _day(edtf: str, *, last: bool) -> str:
    """The first or last day of a year, month or day; empty where there is no such one."""
    found = _DAY.fullmatch(edtf)
    if found is None:
        return ""
    year, month = int(found[1]), int(found[2] or (12 if last else 1))
    if not (1 <= month <= 12 and year):
        return ""
    most = calendar.monthrange(year, month)[1]
    day = int(found[3] or (most if last else 1))
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= most else ""


def _physical(part: Part) -> Iterator[str]:
    said = [
        _words(element, it)
        for term, element in (("extent", "extent"), ("medium", "physfacet"))
        for it in _of(part, term)
    ]
    if said:
        yield f"<physdesc>{''.join(said)}</physdesc>"


def _language(part: Part) -> Iterator[str]:
    said = [
        f"<language{_langcode(it.text)}>{escape(it.text)}</language>"
        for it in _of(part, "language")
    ]
    if said:
        yield f"<langmaterial>{''.join(said)}</langmaterial>"


@lru_cache(maxsize=1024)
def _langcode(text: str) -> str:
    found = languages.read_all(text)[0]
    code = found[0].code if len(found) == 1 else ""
    return f' langcode="{code}"' if code in LANGUAGES else ""


def _digital_objects(part: Part, permalink: str) -> Iterator[str]:
    """The thumbnail, and where the pages are shown: FranceArchives tells them by their roles."""
    links = (it.text.strip() for it in _of(part, "ead:dao"))
    objects = [("link", escape_attribute(it)) for it in links if _ADDRESS.fullmatch(it)]
    if part.has_pages:
        objects = [("link", permalink), *objects]
    if part.has_thumbnail:
        objects = [("thumbnail", escape_attribute(thumbnail_url(part.record.ark))), *objects]
    if objects:
        located = (f'<daoloc xlink:href="{href}" xlink:role="{role}"/>' for role, href in objects)
        yield f"<daogrp>{''.join(located)}</daogrp>"


def _notes(part: Part) -> Iterator[str]:
    for term, element in NOTE_ELEMENTS.items():
        for value in _of(part, term):
            yield from _note(element, value.text)
    for term, element in _CONDITIONS:
        for value in _of(part, term):
            yield from _note(element, value.text)
    for value in _of(part, "ead:legalstatus"):
        yield f"<accessrestrict><legalstatus>{_running(value.text)}</legalstatus></accessrestrict>"
    for term in part.record.terms:
        if term not in _ELSEWHERE:
            kind = term if term.startswith("ead:") else f"dcterms:{term}"
            for value in _of(part, term):
                yield from _note("odd", value.text, kind if _KIND.fullmatch(kind) else "")


def _note(element: str, text: str, kind: str = "") -> Iterator[str]:
    if paragraphs := _paragraphs(text):
        said = f' type="{kind}"' if kind else ""
        yield f"<{element}{said}>{paragraphs}</{element}>"


def _index(part: Part, house: House) -> Iterator[str]:
    for value in _of(part, "ead:index"):
        entries = [line for line in value.text.split("\n") if line.strip()]
        if entries:
            named = (f"<indexentry><name>{escape(it)}</name></indexentry>" for it in entries)
            yield f"<index>{''.join(named)}</index>"
    terms = [
        _named(value, house) if term == _INDEXED_NAME else _words(element, value)
        for term, element in INDEX_ELEMENTS.items()
        for value in _of(part, term)
    ]
    if terms:
        yield f"<controlaccess>{''.join(terms)}</controlaccess>"


def _named(value: Value, house: House, *, alone: str = "name") -> str:
    """A name in the element of its kind, where there is an authority record of it."""
    element = _KEEPERS.get(house.kinds.get(value.text, ""), alone)
    return _words(element, value) if element else _running(value.text)


def _words(element: str, value: Value, attributes: str = "") -> str:
    return f"<{element}{attributes}>{_running(value.text)}</{element}>"


def _paragraphs(text: str) -> str:
    """A text as ``p``, parted where lines are blank."""
    parts = _BLANK_LINES.split(text.strip()) if "\n" in text else [text]
    return "".join(f"<p>{_running(it)}</p>" for it in parts if it.strip())


def _running(text: str) -> str:
    """Words with their line breaks as ``lb``."""
    said = escape(text.strip())
    return said.replace("\n", "<lb/>") if "\n" in said else said
