"""A record's place in its fonds: what stands above, beside and below it."""

from __future__ import annotations

from dataclasses import dataclass

from archivekit.edition import Edition, RecordRow, RecordSummary

CHILDREN_PER_PAGE = 50

_SUMMARY = ", ".join(RecordSummary.__slots__)


@dataclass(frozen=True, slots=True)
class Place:
    """A record among the others. ``children`` are those of one page."""

    ancestors: list[RecordSummary]
    previous: RecordSummary | None
    next: RecordSummary | None
    children: list[RecordSummary]
    children_page: int
    children_pages: int


def place_of(edition: Edition, record: RecordRow, children_page: int) -> Place:
    """Where a record stands."""
    pages = max(1, -(-record.child_count // CHILDREN_PER_PAGE))
    page = min(children_page, pages)
    return Place(
        ancestors=edition.ancestors(record),
        previous=_sibling(edition, record, "id < ?", "desc"),
        next=_sibling(edition, record, "id > ?", "asc"),
        children=_children(edition, record, page) if record.child_count else [],
        children_page=page,
        children_pages=pages,
    )


def _sibling(edition: Edition, record: RecordRow, side: str, order: str) -> RecordSummary | None:
    if record.parent_id is None:
        return None
    row = edition.db.execute(
        f"select {_SUMMARY} from records where parent_id = ? and {side}"
        f" order by id {order} limit 1",
        (record.parent_id, record.id),
    ).fetchone()
    return RecordSummary(*row) if row else None


def _children(edition: Edition, record: RecordRow, page: int) -> list[RecordSummary]:
    rows = edition.db.execute(
        f"select {_SUMMARY} from records where parent_id = ? order by id limit ? offset ?",
        (record.id, CHILDREN_PER_PAGE, (page - 1) * CHILDREN_PER_PAGE),
    )
    return [RecordSummary(*row) for row in rows]
