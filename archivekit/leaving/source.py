"""The catalogue as a publication reads it: only what may concern it, decoded only when needed.

Internal notes, unknown columns, typed cells and file paths are not even read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from archivekit.catalogue import Catalogue
from archivekit.catalogue.stored_record import decode_terms, values_of_json
from archivekit.description.record import Terms, Value

# A description of its own, or pages too.
_MARKED = ("exists (select 1 from pages where pages.record_id = records.id)",)
_COLUMNS = (
    *("id", "parent_id", "uid", "code", "code_folded", "level", "title", "terms", "date_text"),
    *("date_edtf", "date_first", "date_last", "access_text", "open_from", "online_from"),
    *("closed_pages", "birth_text", "death_text", *_MARKED),
    *("publish", "withdrawn_at", "partner", "partner_identifier", "ark"),
)
_AT_ONCE = 500


@dataclass(slots=True)
class SourceRecord:
    """A record of the catalogue, as far as it may be published."""

    id: int
    parent_id: int | None
    uid: str
    code: str
    code_folded: str | None
    level: str | None
    title: str
    terms_json: str
    date_text: str
    date_edtf: str | None
    date_first: str | None
    date_last: str | None
    access_text: str
    open_from: str | None
    online_from: str | None
    closed_pages: str
    birth_text: str
    death_text: str
    has_pages: int
    published: int | None
    withdrawn_at: str | None
    partner: str | None
    partner_identifier: str | None
    ark: str | None
    _terms: Terms | None = None
    _parsed: dict[str, list[dict[str, str]]] | None = None

    @property
    def terms(self) -> Terms:
        """Its Dublin Core terms."""
        if self._terms is None:
            self._terms = decode_terms(self.terms_json)
        return self._terms

    def values(self, term: str) -> Sequence[Value]:
        """The values of a term, alone: all terms are decoded only for what is shown."""
        if self._terms is not None:
            return self._terms.get(term, ())
        if f'"{term}"' not in self.terms_json:
            return ()
        if self._parsed is None:
            self._parsed = json.loads(self.terms_json)
        return values_of_json(self._parsed.get(term, ()))

    @property
    def publish(self) -> bool | None:
        """The archivist's own word on it; None where nothing is said."""
        return None if self.published is None else bool(self.published)


def published_partners(catalogue: Catalogue, held_back: Collection[str]) -> set[str]:
    """The partners whose records are published; ``held_back``: those that the settings refuse."""
    rows = catalogue.database.execute("select name from partners where publish = 1")
    return {name for (name,) in rows}.difference(held_back)


class Source:
    """Reads records from the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._db = catalogue.database
        self._records = catalogue.records

    def in_order(self) -> Iterator[SourceRecord]:
        """All records down the tree, parents first, siblings in order."""
        below: dict[int | None, list[int]] = {}
        for record_id, parent_id in self._db.execute(
            "select id, parent_id from records order by position desc, code_sort desc, id desc"
        ):
            below.setdefault(parent_id, []).append(record_id)
        return self.of(_down_the_tree(below))

    def branch(self, top: int) -> Iterator[SourceRecord]:
        """The records above one, from the top; then it and all below it, as :meth:`in_order`."""
        above = [record.id for record in self._records.ancestors(top)]
        below: dict[int | None, list[int]] = {None: [top]}
        for record_id, parent_id in self._records.numbers_below(top):
            below.setdefault(parent_id, []).append(record_id)
        return self.of(chain(above, _down_the_tree(below)))

    def of(self, ids: Iterable[int]) -> Iterator[SourceRecord]:
        """The records of these numbers, in this order."""
        left = iter(ids)
        while some := list(islice(left, _AT_ONCE)):
            marks = ", ".join("?" * len(some))
            rows = self._db.execute(
                f"select {', '.join(_COLUMNS)} from records where id in ({marks})", some
            )
            found = {row[0]: row for row in rows}
            for record_id in some:
                yield SourceRecord(*found[record_id])


def _down_the_tree(below: dict[int | None, list[int]]) -> Iterator[int]:
    """All numbers, each parent before its children. ``below`` has the last child first."""
    waiting = below.pop(None, [])
    while waiting:
        record_id = waiting.pop()
        yield record_id
        waiting.extend(below.pop(record_id, ()))
