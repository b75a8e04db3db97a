"""Rows of an edition as the exposed records that every writer begins from.

Owns reading them: of a page of a list with what stands above them and their pages, and of a whole
finding aid.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archivekit.description.exposed import Ancestor, Exposed, ExposedPage
from archivekit.description.record import Terms, Value
from archivekit.edition import Edition
from archivekit.edition.recordings import OF_EXPOSED, exposed_page

# What a profile may speak of.
OF_PROFILES = (
    *("ark", "code", "full_title", "level", "terms", "date", "date_edtf", "year_first"),
    *("year_last", "language", "page_count", "thumbnail", "partner"),
)
# What all writers may say.
WHOLE = (*OF_PROFILES, "id", "parent_id", "title", "source", "oai_identifier", "depth")

_ABOVE = """
with recursive above(id) as (
  select value from json_each(?)
  union
  select r.parent_id from records r join above using (id) where r.parent_id is not null
)
select id, parent_id, ark, code, title from records where id in (select id from above)
"""
_PAGES = f"""
select record_id, {OF_EXPOSED} from pages
where record_id in (select value from json_each(?)) order by record_id, number
"""


@dataclass(slots=True)
class _Beside:
    """What is read of other tables: records above by number, pages by record."""

    above: dict[int, sqlite3.Row] = field(default_factory=dict)
    pages: dict[int, list[ExposedPage]] = field(default_factory=dict)

    def ancestors(self, parent: int | None) -> tuple[Ancestor, ...]:
        found: list[Ancestor] = []
        while parent is not None:
            row = self.above[parent]
            found.append(Ancestor(row["ark"], row["code"], row["title"]))
            parent = row["parent_id"]
        return tuple(reversed(found))


def of_page(edition: Edition, rows: Sequence[sqlite3.Row]) -> list[Exposed]:
    """Records that have :data:`WHOLE` columns, with those above them and with their pages."""
    beside = _Beside()
    parents = {row["parent_id"] for row in rows if row["parent_id"] is not None}
    for above in edition.db.execute(_ABOVE, (json.dumps(list(parents)),)):
        beside.above[above["id"]] = above
    with_pages = [row["id"] for row in rows if row["page_count"]]
    for record_id, *page in edition.db.execute(_PAGES, (json.dumps(with_pages),)):
        beside.pages.setdefault(record_id, []).append(exposed_page(*page))
    return [_exposed(row, edition, beside) for row in rows]


def of_tree(edition: Edition, rows: Iterable[sqlite3.Row]) -> Iterable[Exposed]:
    """Records that have :data:`WHOLE` columns, alone: no one above them, no pages."""
    return (_exposed(row, edition, None) for row in rows)


def terms_of(row: sqlite3.Row) -> tuple[Terms, dict[str, str]]:
    """The terms of a row, and where those come from that come from above."""
    terms: Terms = {}
    sources: dict[str, str] = {}
    for term, values in json.loads(row["terms"]).items():
        terms[term] = [Value(it["text"], it.get("language")) for it in values]
        if values and "from" in values[0]:
            sources[term] = values[0]["from"]
    return terms, sources


def date_text(row: sqlite3.Row, terms: Terms) -> str:
    """The record's own date: where it has none, the column has those of its terms."""
    of_terms = " ; ".join(it.text for it in terms.get("date", ()))
    return "" if row["date"] == of_terms else row["date"] or ""


def languages_of(row: sqlite3.Row) -> tuple[str, ...]:
    """The codes of a row's languages."""
    return tuple(row["language"].split(" ; ")) if row["language"] else ()


def _exposed(row: sqlite3.Row, edition: Edition, beside: _Beside | None) -> Exposed:
    terms, sources = terms_of(row)
    return Exposed(
        ark=row["ark"],
        oai_identifier=row["oai_identifier"],
        code=row["code"],
        title=row["title"],
        full_title=row["full_title"],
        level=row["level"],
        terms=terms,
        inherited=frozenset(sources),
        inherited_from=sources,
        date_text=date_text(row, terms),
        date_edtf=row["date_edtf"],
        year_first=row["year_first"],
        year_last=row["year_last"],
        languages=languages_of(row),
        institution=edition.settings["name"],
        # The column of a partner's record has what the partner said, which is a term.
        source=row["source"] if row["partner"] is None else "",
        ancestors=beside.ancestors(row["parent_id"]) if beside else (),
        pages=tuple(beside.pages.get(row["id"], ())) if beside else (),
        partner=row["partner"],
    )
