"""The pages in whose text the words of a search stand, each with the line to be shown.

Looks at the first :data:`CAP` pages found, in the order of browsing: ranking them all by their
words would cost more than it is worth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archivekit.description import webvtt
from archivekit.description.page_hits import Hit, hits
from archivekit.description.page_text import Box, PageText, in_seconds, unpack
from archivekit.description.words import query
from archivekit.edition import Edition, RecordRow
from archivekit.edition.page_texts import numbers_found, pages_of_numbers
from archivekit.site.queries.asked import Asked
from archivekit.site.queries.hits import conditions_of_the_record, time_limit

CAP = 2_000
FEW, MANY = 6, 20
_OF_ONE_RECORD = 2
_MARGIN = 0.4


@dataclass(frozen=True, slots=True)
class PageFound:
    """A page, its first line that was asked for, in pieces, and the region of that line.

    Of a recording the ``moment`` (in seconds) when that is said, and the same as people read it.
    """

    ark: str
    code: str
    title: str
    number: int
    label: str
    line: tuple[tuple[str, bool], ...]
    region: Box
    count: int
    moment: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class PagesFound:
    """Some of the pages found; how many there are, up to :data:`CAP`."""

    total: int
    is_capped: bool
    pages: list[PageFound]


NONE_FOUND = PagesFound(0, False, [])


def find_pages(edition: Edition, asked: Asked, *, page: int = 0) -> PagesFound:
    """A few pages that a search finds, of many documents; or, from 1, one part of all of them.

    Raises TooSlow.
    """
    match = query(asked.words, asked.others)
    if not match:
        return NONE_FOUND
    narrowed, values = _narrowed(asked)
    # A partner's and a record's own conditions hold for its pages too.
    found = (
        "select p.id as id, p.record_id as record_id from (select rowid from page_search"
        " where page_search match ? order by rowid limit ?) s join pages p on p.id = s.rowid"
        f" where true{narrowed}"
    )
    with time_limit(edition.db):
        start = [match, CAP + 1, *values]
        total = int(edition.db.execute(f"select count(*) from ({found})", start).fetchone()[0])
        if total == 0:
            return NONE_FOUND
        if page == 0:
            some, window = _FEW, (_OF_ONE_RECORD, FEW)
        else:
            some, window = _PART, (MANY, (page - 1) * MANY)
        rows = edition.db.execute(some.format(found=found), [*start, *window]).fetchall()
        shown = [_page(row, asked.words) for row in rows]
    return PagesFound(min(total, CAP), total > CAP, [it for it in shown if it is not None])


_COLUMNS = (
    "select r.ark, r.code, r.full_title, p.number, p.label, t.words from turned"
    " join pages p on p.id = turned.id join records r on r.id = p.record_id"
    " join page_texts t on t.page_id = p.id order by p.id"
)
_FEW = (
    "with turned as (select id from (select id, row_number() over"
    " (partition by record_id order by id) as place from ({found})) where place <= ?"
    f" order by place, id limit ?) {_COLUMNS}"
)
_PART = f"with turned as (select id from ({{found}}) order by id limit ? offset ?) {_COLUMNS}"


def find_within(edition: Edition, record: RecordRow, words: str) -> PagesFound:
    """The pages of one record that a search finds, in reading order."""
    match = query(words)
    numbers = numbers_found(edition, record.id, match) if match else []
    about = record.ark, record.code, record.full_title
    shown = [
        _page((*about, it.number, it.label, it.words), words)
        for it in pages_of_numbers(edition, record.id, numbers[:MANY])
    ]
    return PagesFound(len(numbers), False, [it for it in shown if it is not None])


def _narrowed(asked: Asked) -> tuple[str, list[object]]:
    """What the records of the pages must be, as the filters of the search say."""
    conditions, values = "", list[object]()
    for facet, value in asked.filters:
        conditions += (
            " and p.record_id in (select record_id from terms where facet = ? and value = ?)"
        )
        values += [facet, value]
    for condition, given in conditions_of_the_record(asked):
        conditions += f" and p.record_id in (select id from records where {condition})"
        values += given
    return conditions, values


def _page(row: tuple[object, ...], words: str) -> PageFound | None:
    ark, code, title, number, label, packed = row
    assert isinstance(packed, bytes)
    text = unpack(packed)
    found = hits(text, words)
    if not found:
        return None
    line = found[0].lines[0]
    about = str(ark), str(code), str(title), int(str(number)), str(label)
    if text.is_timed:
        box = text.lines[line].box
        said, start = tuple(_spoken(text, line, found)), in_seconds(box.x)
        return PageFound(*about, said, box, len(found), start, webvtt.clock(box.x))
    pieces = tuple(_pieces(text, line, found))
    return PageFound(*about, pieces, _region(text, line), len(found))


def _region(text: PageText, number: int) -> Box:
    """A line with a little of what is around it, so that it can be read."""
    box = text.lines[number].box
    margin = round(box.height * _MARGIN)
    x, y = max(0, box.x - margin), max(0, box.y - margin)
    right = min(text.width, box.x + box.width + margin)
    bottom = min(text.height, box.y + box.height + margin)
    return Box(x, y, max(1, right - x), max(1, bottom - y))


def _spoken(text: PageText, number: int, found: list[Hit]) -> Iterator[tuple[str, bool]]:
    """The words of a cue, each with whether it was asked for."""
    marked = {
        at
        for hit in found
        for box, line in zip(hit.boxes, hit.lines, strict=True)
        if line == number
        for at in range(box.y, box.y + box.height)
    }
    for at, word in enumerate(text.lines[number].words):
        yield word.text, at in marked
        yield " ", False


def _pieces(text: PageText, number: int, found: list[Hit]) -> Iterator[tuple[str, bool]]:
    """The words of a line, each with whether it was asked for."""
    boxes = [
        box
        for hit in found
        for box, line in zip(hit.boxes, hit.lines, strict=True)
        if line == number
    ]
    for word in text.lines[number].words:
        middle = word.box.x + word.box.width / 2
        marked = any(box.x <= middle <= box.x + box.width for box in boxes)
        yield word.text, marked
        yield " ", False
