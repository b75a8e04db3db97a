"""One record made ready for the edition: the rows of all its tables, nothing left to decide.

Owns what of an exposed record goes into which column, facet and field of the search.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archivekit.description import codes
from archivekit.description.exposed import Exposed

_BETWEEN = " ; "
_URI = re.compile(r"https?://\S+\Z")


@dataclass(slots=True)
class Prepared:
    """A record's rows. ``oai_dc`` and ``manifest`` are None where the last edition's are kept.

    ``datestamp`` is None where it is given at the end.
    """

    record: dict[str, object]
    pages: list[tuple[int, str, str, int, int]]
    facets: list[tuple[str, str]]
    search: tuple[str, str, str, str]
    sets: tuple[str, ...]
    digest: str
    datestamp: str | None = None
    oai_dc: bytes | None = None
    manifest: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record stands in the edition; ``fonds`` is a code, or a partner's name."""

    number: int
    parent: int | None
    top: int | None
    depth: int
    fonds: str


def terms_json(record: Exposed) -> str:
    """The terms as the edition keeps them, each value with where it comes from."""
    inherited = record.inherited_from
    terms = {
        term: [_value(it.text, it.language, inherited.get(term)) for it in values]
        for term, values in record.terms.items()
    }
    return json.dumps(terms, ensure_ascii=False, separators=(",", ":"))


def _value(text: str, language: str | None, came_from: str | None) -> dict[str, str]:
    value = {"text": text}
    if language:
        value["language"] = language
    if came_from is not None:
        value["from"] = came_from
    return value


def digest_parts(record: Exposed, terms: str) -> Iterator[str]:
    """All that is exposed of a record, whatever writes it."""
    yield terms
    plain = (
        *(record.ark, record.oai_identifier, record.code, record.title, record.full_title),
        *(record.level, record.date_text, record.date_edtf, record.year_first, record.year_last),
        *(record.languages, record.institution, record.source, record.sets, record.partner),
        [(above.ark, above.code, above.title) for above in record.ancestors],
        [(it.number, it.label, it.image, it.width, it.height) for it in record.pages],
    )
    yield json.dumps(plain)


def prepare(record: Exposed, place: Place, terms: str, digest: str) -> Prepared:
    """The rows of a record, but for what harvesters and viewers are sent."""
    columns = _columns(record, place)
    facets = list(dict.fromkeys(_facets(record, columns)))
    columns["terms"] = terms
    return Prepared(
        record=columns,
        pages=[(it.number, it.label, it.image, it.width, it.height) for it in record.pages],
        facets=facets,
        search=_search(record, columns),
        sets=record.sets,
        digest=digest,
    )


def _columns(record: Exposed, place: Place) -> dict[str, object]:
    terms = record.terms

    def joined(*names: str) -> str | None:
        return _BETWEEN.join(it.text for name in names for it in terms.get(name, ())) or None

    licenses = (it.text for name in ("license", "rights") for it in terms.get(name, ()))
    return {
        "id": place.number,
        "ark": record.ark,
        "code": record.code,
        "title": record.title,
        "full_title": record.full_title,
        "level": record.level,
        "date": record.date_text or joined("date"),
        "date_edtf": record.date_edtf,
        "year_first": record.year_first,
        "year_last": record.year_last,
        "century": _century(record.year_first),
        "creator": joined("creator"),
        "description": joined("description", "abstract"),
        "type": joined("type"),
        "subject": joined("subject"),
        "place": joined("spatial"),
        "person": joined("contributor"),
        "language": _BETWEEN.join(record.languages) or None,
        "extent": joined("extent"),
        "publisher": joined("publisher"),
        "rights": joined("rights"),
        "license": next((text for text in licenses if _URI.match(text)), None),
        "source": record.source or joined("source"),
        "page_count": len(record.pages),
        "thumbnail": record.pages[0].image if record.pages else None,
        "fonds": place.fonds,
        "partner": record.partner,
        "parent_id": place.parent,
        "fonds_id": place.top,
        "depth": place.depth,
        "code_folded": codes.fold(record.code) or None,
        "oai_identifier": record.oai_identifier,
    }


def _century(year: int | None) -> int | None:
    """The century of a year: 19 is 1801-1900."""
    return (year - 1) // 100 + 1 if year is not None and year > 0 else None


def _facets(record: Exposed, columns: dict[str, object]) -> Iterator[tuple[str, str]]:
    terms = record.terms
    yield "fonds", str(columns["fonds"])
    for facet, term in (
        *(("type", "type"), ("subject", "subject"), ("place", "spatial")),
        *(("person", "contributor"), ("creator", "creator")),
    ):
        for value in terms.get(term, ()):
            yield facet, value.text
    for code in record.languages:
        yield "language", code
    for facet in ("level", "century"):
        if columns[facet] is not None:
            yield facet, str(columns[facet])


def _search(record: Exposed, columns: dict[str, object]) -> tuple[str, str, str, str]:
    """The words of a record by field: title, code, names, and all the rest."""
    terms = record.terms
    titles = [record.full_title, *_texts(record, "title")[1:], *_texts(record, "alternative")]
    code = f"{record.code} {columns['code_folded'] or ''}"
    names = [*_texts(record, "creator"), *_texts(record, "contributor")]
    said = {"title", "alternative", "creator", "contributor", "rights", "license", "language"}
    rest = [text for term in terms if term not in said for text in _texts(record, term)]
    return _lines(titles), code, _lines(names), _lines([record.date_text, *rest])


def _texts(record: Exposed, term: str) -> list[str]:
    return [value.text for value in record.terms.get(term, ())]


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
