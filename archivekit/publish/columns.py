"""One exposed record as the edition's tables have it.

Owns what of it goes into which column, facet and field of the search.
"""

from __future__ import annotations

import json.encoder
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from archivekit.description.exposed import Exposed, ExposedPage, Unshown
from archivekit.description.opening import NEVER
from archivekit.description.record import Value
from archivekit.description.words import stem_rare, stem_text
from archivekit.publish.changes import MANIFESTS

COLUMNS = (
    *("id", "ark", "code", "title", "full_title", "level", "date", "date_edtf", "year_first"),
    *("year_last", "century", "creator", "description", "type", "subject", "place", "person"),
    *(
        "language",
        "extent",
        "publisher",
        "rights",
        "license",
        "source",
        "page_count",
        "recording_count",
        "thumbnail",
    ),
    *("fonds", "partner", "parent_id", "fonds_id", "depth", "code_folded", "oai_identifier"),
    *("terms", "datestamp", "child_count"),
)

_BETWEEN = " ; "
_quoted = json.encoder.encode_basestring
_URI = re.compile(r"https?://\S+\Z")
_FACETS = (
    *(("type", "type"), ("subject", "subject"), ("place", "spatial")),
    *(("person", "contributor"), ("creator", "creator")),
)
_NAMES = {"creator", "contributor"}
# Not found by its words.
_NOT_SEARCHED = {"rights", "license", "language"}
_WORD = re.compile(r"[^\W\d_]{3,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record stands in the edition; ``fonds`` is a code, or a partner's name."""

    number: int
    parent: int | None
    top: int | None
    depth: int
    fonds: str
    code_folded: str


def terms_json(record: Exposed) -> str:
    """The terms as the edition keeps them, each value with where it comes from."""
    inherited = record.inherited_from
    terms = [
        f"{_quoted(term)}:[{','.join([_value(it, inherited.get(term)) for it in values])}]"
        for term, values in record.terms.items()
    ]
    return f"{{{','.join(terms)}}}"


def _value(value: Value, came_from: str | None) -> str:
    language = f',"language":{_quoted(value.language)}' if value.language else ""
    source = f',"from":{_quoted(came_from)}' if came_from is not None else ""
    return f'{{"text":{_quoted(value.text)}{language}{source}}}'


def all_exposed(record: Exposed, terms: str) -> str:
    """All that is exposed of a record, whatever shows it: what its digest is of."""
    plain = (
        *(record.ark, record.oai_identifier, record.code, record.title, record.full_title),
        *(record.level or "", record.date_text, record.date_edtf or "", record.source),
        *(f"{record.year_first} {record.year_last}", " ".join(record.languages)),
        *(" ".join(record.sets), record.partner or "", terms),
        *(f"{language} {name}" for language, name in record.institution.items()),
        *(f"{above.ark} {above.code} {above.title}" for above in record.ancestors),
        *(f"{it.number} {it.image} {it.width} {it.height} {it.label}" for it in record.pages),
        *(f"text {it.number} {it.text}" for it in record.pages if it.text),
        *(f"recording {it.number} {it.recording}" for it in record.recordings),
        *((f"{MANIFESTS} {record.presented}",) if record.pages else ()),
    )
    return "\x1f".join(plain)


def row(record: Exposed, place: Place, terms: str, datestamp: str) -> tuple[object, ...]:
    """The record's row of ``records``: :data:`COLUMNS`."""
    values = record.terms
    licenses = (it.text for term in ("license", "rights") for it in values.get(term, ()))
    return (
        *(place.number, record.ark, record.code, record.title, record.full_title, record.level),
        *(record.date_text or _joined(record, "date"), record.date_edtf),
        *(record.year_first, record.year_last, century(record.year_first)),
        *(_joined(record, "creator"), _joined(record, "description", "abstract")),
        *(_joined(record, "type"), _joined(record, "subject"), _joined(record, "spatial")),
        *(_joined(record, "contributor"), _BETWEEN.join(record.languages) or None),
        *(_joined(record, "extent"), _joined(record, "publisher"), _joined(record, "rights")),
        next((text for text in licenses if _URI.match(text)), None),
        record.source or _joined(record, "source"),
        *(len(record.pages), len(record.recordings)),
        record.pictured.image if record.pictured else None,
        *(place.fonds, record.partner, place.parent, place.top, place.depth),
        *(place.code_folded or None, record.oai_identifier, terms, datestamp, 0),
    )


def shown_by(page: ExposedPage) -> tuple[object, ...]:
    """What shows a page, as ``pages`` has it: image, its size, recording, its type and length."""
    heard = page.recording
    return (
        *(page.image or None, page.width or None, page.height or None),
        *((heard.key, heard.media_type, heard.seconds) if heard else (None, None, None)),
    )


def closed_rows(unshown: Sequence[Unshown]) -> Iterator[tuple[int, int, str | None]]:
    """First, last and first day of each row of closed pages that open together."""
    closed = [page for page in unshown if page.opens is not None]
    for _, group in groupby(enumerate(closed), key=lambda it: (it[1].number - it[0], it[1].opens)):
        pages = [page for _, page in group]
        opens = pages[0].opens if pages[0].opens != NEVER else None
        yield pages[0].number, pages[-1].number, opens


def _joined(record: Exposed, *terms: str) -> str | None:
    texts = [it.text for term in terms for it in record.terms.get(term, ())]
    return _BETWEEN.join(texts) if texts else None


def century(year: int | None) -> int | None:
    """The century of a year: 19 is 1801-1900."""
    return (year - 1) // 100 + 1 if year is not None and year > 0 else None


def facets(record: Exposed, place: Place) -> set[tuple[str, str]]:
    """The facets that a record counts under, with their values."""
    return set(_facets(record, place))


def _facets(record: Exposed, place: Place) -> Iterator[tuple[str, str]]:
    yield "fonds", place.fonds
    for facet, term in _FACETS:
        for value in record.terms.get(term, ()):
            yield facet, value.text
    for code in record.languages:
        yield "language", code
    if record.level is not None:
        yield "level", record.level
    if (number := century(record.year_first)) is not None:
        yield "century", str(number)


def search_row(record: Exposed, place: Place) -> tuple[object, ...]:
    """The record's row of ``search``: title, code, names and all the rest, stemmed."""
    titles, names, rest = [record.full_title], list[str](), [record.date_text]
    for term, values in record.terms.items():
        texts = [value.text for value in values]
        if term == "title":
            titles += texts[1:]
        elif term == "alternative":
            titles += texts
        elif term in _NAMES:
            names += texts
        elif term not in _NOT_SEARCHED:
            rest += texts
    return (
        place.number,
        stem_text("\n".join(titles)),
        stem_rare(f"{record.code} {place.code_folded}"),
        stem_text("\n".join(names)),
        stem_text("\n".join(rest)),
    )


def words(text: str) -> set[str]:
    """The words of a text as they are shown, for suggestions."""
    return set(_WORD.findall(text.lower()))
