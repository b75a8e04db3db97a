"""A record as the catalogue has it, and as its table keeps it: columns, JSON and back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from typing import Any

from archivekit.description.codes import fold, sort_key
from archivekit.description.record import Description, Level, Terms, Value


# Not frozen: that alone would make walking over all records half as slow again.
@dataclass(slots=True)
class StoredRecord:
    """A record as the catalogue has it, in the order of the table's columns.

    ``id`` is 0 until it is saved. Changed by ``dataclasses.replace``, never in place.
    """

    id: int = 0
    uid: str = ""
    code: str = ""
    code_folded: str | None = None
    code_sort: str = ""
    parent_id: int | None = None
    level: str | None = None
    position: int = 0
    title: str = ""
    terms: Terms = field(default_factory=dict)
    date_text: str = ""
    date_edtf: str | None = None
    date_first: str | None = None
    date_last: str | None = None
    access_text: str = ""
    open_from: str | None = None
    online_from: str | None = None
    closed_pages: str = ""
    birth_text: str = ""
    death_text: str = ""
    publish: bool | None = None
    internal_notes: str = ""
    unknown: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    scans: list[str] = field(default_factory=list)
    source_xml: str = ""
    source_file: str | None = None
    source_sheet: str | None = None
    source_line: int | None = None
    withdrawn_at: str | None = None
    withdrawn_why: str | None = None
    partner: str | None = None
    partner_identifier: str | None = None
    partner_datestamp: str | None = None
    ark: str | None = None
    batch_id: int = 0

    def described(self, description: Description) -> StoredRecord:
        """This record with a description put in place of its own; its parent stays."""
        return replace(self, **_of_description(description, self.partner))

    def description(self, parent_code: str | None = None) -> Description:
        """What the record says, as a value."""
        return Description(
            code=self.code,
            title=self.title,
            level=Level(self.level) if self.level else None,
            parent_code=parent_code,
            terms=self.terms,
            date_text=self.date_text,
            date_edtf=self.date_edtf,
            date_first=self.date_first,
            date_last=self.date_last,
            access_text=self.access_text,
            open_from=self.open_from,
            online_from=self.online_from,
            closed_pages=self.closed_pages,
            birth_text=self.birth_text,
            death_text=self.death_text,
            publish=self.publish,
            internal_notes=self.internal_notes,
            unknown=self.unknown,
            typed=self.typed,
            scans=self.scans,
            source_xml=self.source_xml,
        )


def _of_description(it: Description, partner: str | None) -> dict[str, Any]:
    """The fields of a record that its description gives."""
    return {
        "code": it.code,
        "code_folded": fold(it.code) if partner is None else None,
        "code_sort": sort_key(it.code),
        "level": it.level.value if it.level else None,
        "title": it.title,
        "terms": it.terms,
        "date_text": it.date_text,
        "date_edtf": it.date_edtf,
        "date_first": it.date_first,
        "date_last": it.date_last,
        "access_text": it.access_text,
        "open_from": it.open_from,
        "online_from": it.online_from,
        "closed_pages": it.closed_pages,
        "birth_text": it.birth_text,
        "death_text": it.death_text,
        "publish": it.publish,
        "internal_notes": it.internal_notes,
        "unknown": it.unknown,
        "typed": it.typed,
        "scans": it.scans,
        "source_xml": it.source_xml,
    }


DESCRIBED = tuple(_of_description(Description(code="", title=""), None))
"""The columns that a description fills."""


def new_record(description: Description, **more: Any) -> StoredRecord:
    """A record not yet saved, of a description. ``more``: other fields of StoredRecord."""
    return StoredRecord(**_of_description(description, more.get("partner")), **more)


COLUMNS = tuple(column.name for column in fields(StoredRecord))
# The ARK is given by `Identifiers.mint` alone.
WRITTEN = tuple(name for name in COLUMNS if name not in ("id", "ark"))
_TERMS, _PUBLISH = COLUMNS.index("terms"), COLUMNS.index("publish")
# The columns that hold JSON, and what they hold where there is nothing.
_JSON: dict[int, tuple[str, type]] = {
    COLUMNS.index("unknown"): ("{}", dict),
    COLUMNS.index("typed"): ("{}", dict),
    COLUMNS.index("scans"): ("[]", list),
}


def record_of(row: tuple[Any, ...]) -> StoredRecord:
    """The record of a row of the table."""
    values = list(row)
    values[_TERMS] = decode_terms(row[_TERMS])
    for place, (nothing, kind) in _JSON.items():
        values[place] = kind() if row[place] == nothing else json.loads(row[place])
    if row[_PUBLISH] is not None:
        values[_PUBLISH] = bool(row[_PUBLISH])
    return StoredRecord(*values)


_encode = json.JSONEncoder(ensure_ascii=False).encode
_written = attrgetter(*WRITTEN)
_WRITTEN_JSON = {WRITTEN.index(COLUMNS[at]): nothing for at, (nothing, _) in _JSON.items()}
_WRITTEN_TERMS, _WRITTEN_PUBLISH = WRITTEN.index("terms"), WRITTEN.index("publish")


def values_of(record: StoredRecord) -> list[Any]:
    """What a record puts into the columns that are written."""
    row = list(_written(record))
    row[_WRITTEN_TERMS] = encode_terms(record.terms)
    for place, nothing in _WRITTEN_JSON.items():
        row[place] = _encode(row[place]) if row[place] else nothing
    if row[_WRITTEN_PUBLISH] is not None:
        row[_WRITTEN_PUBLISH] = int(row[_WRITTEN_PUBLISH])
    return row


def encode_terms(terms: Terms) -> str:
    """Terms as the catalogue keeps them: JSON, as ``json.dumps`` writes it, and faster."""
    lists = []
    for term, values in terms.items():
        said = [f'{{"text": {quoted(text)}{end_of_value(language)}' for text, language in values]
        lists.append(f"{_name(term)}: [{', '.join(said)}]")
    return f"{{{', '.join(lists)}}}"


_name = lru_cache(maxsize=1000)(quoted)


@lru_cache(maxsize=1000)
def end_of_value(language: str | None) -> str:
    """How a value ends after its text, as `encode_terms` writes it."""
    return f', "language": {quoted(language)}}}' if language else "}"


def decode_terms(text: str | bytes) -> Terms:
    """Terms as they were kept."""
    return {term: values_of_json(values) for term, values in json.loads(text).items()}


def values_of_json(values: Iterable[dict[str, str]]) -> list[Value]:
    """The values of one term as they were kept."""
    return [Value(value["text"], value.get("language")) for value in values]
