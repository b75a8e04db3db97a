"""What the description of a partner's record puts into the table of records.

Made where the record is read, so that it only need be put in: plain values, which a process can
hand to another, terms in UTF-8.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from archivekit.catalogue.stored_record import (
    COLUMNS,
    DESCRIBED,
    WRITTEN,
    StoredRecord,
    encode_terms,
    new_record,
    record_of,
    values_of,
)
from archivekit.description.record import Description

SAID = ("title", "terms", "date_text", "date_edtf", "date_first", "date_last")
MORE = tuple(name for name in DESCRIBED if name not in SAID)
DescribedValues = tuple[Any, ...]
"""The columns ``SAID``; those of ``MORE`` after them where the description says any of it."""

_given_by = attrgetter(*(name for name in MORE if name not in ("code_folded", "code_sort")))
_NOTHING = _given_by(Description(code="", title=""))


def described_values(description: Description) -> DescribedValues:
    """The values of a description."""
    said = (
        description.title,
        encode_terms(description.terms).encode(),
        description.date_text,
        description.date_edtf,
        description.date_first,
        description.date_last,
    )
    return said if _given_by(description) == _NOTHING else said + _more(description)


def with_described(record: StoredRecord, values: DescribedValues) -> StoredRecord:
    """A record with the values of a description put in place of its own."""
    more = values[len(SAID) :] or _more(Description(code="", title=""))
    row = {"id": record.id, "ark": record.ark}
    row |= zip(WRITTEN, values_of(record), strict=True)
    row |= zip(SAID + MORE, values[: len(SAID)] + more, strict=True)
    return record_of(tuple(row[name] for name in COLUMNS))


def _more(description: Description) -> DescribedValues:
    kept = values_of(new_record(description, partner=""))
    return tuple(kept[WRITTEN.index(name)] for name in MORE)
