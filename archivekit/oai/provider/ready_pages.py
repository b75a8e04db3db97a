"""Pages of ListRecords made ready at ``publish``: those that a harvest of everything asks for.

Such a harvest begins each page where the one before ended, so that its pages are known before
anyone asks: of the whole list in oai_dc, by the default profile as it is shipped. Every other page
is made as it is asked for: of a set or a window, of a harvest that an edition came between, and
the last one, after which no other comes. Whoever asks cannot tell, but by the time it takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archivekit.description.addresses import BASE
from archivekit.edition import Edition
from archivekit.oai.provider import conditions, metadata, queries
from archivekit.oai.provider.repository import PATH, PREFIX, Repository
from archivekit.oai.provider.token import Key, ListRequest, Position
from archivekit.oai.provider.window import FOR_EVER

MOST_BYTES = 1_000_000
"""Of one page: a larger one is made as it is asked for, on a thread."""

_EVERYTHING = ListRequest("ListRecords", PREFIX)
# Where the site's address goes: it stands nowhere in XML, and is found in a tenth of the time.
_BASE_MARK = b"\0"
_FIND = """
select rowid, last_datestamp, last_identifier from oai_pages
where (after_datestamp, after_identifier) = (:datestamp, :identifier)
"""


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """A page that others follow: its records, and the key of the last one."""

    records: bytes
    last: Key


def find(
    repository: Repository, request: ListRequest, after: Key, base: str = BASE
) -> ReadyPage | None:
    """The page that follows a key, where it was made ready; ``base`` goes in as site's address."""
    if repository.profile is not None or request.set_spec or request.window.last != FOR_EVER:
        return None
    if (request.verb, request.prefix) != (_EVERYTHING.verb, _EVERYTHING.prefix):
        return None
    db = repository.edition.db
    row = db.execute(_FIND, conditions.bound_by(repository, request, after)).fetchone()
    if row is None:
        return None
    number, datestamp, identifier = row
    # SQLite reads a long value ten times as fast by this door as by a select.
    with db.blobopen("oai_pages", "records", number, readonly=True) as stored:
        records = stored.read().replace(_BASE_MARK, base.encode())
    return ReadyPage(records, (datestamp, identifier))


def fill(edition: Edition) -> None:
    """Writes the pages of an edition in the making, anew where there are any."""
    edition.db.execute("delete from oai_pages")
    repository = Repository.at(PATH, edition)
    if repository is not None and repository.profile is None:
        edition.db.executemany("insert into oai_pages values (?, ?, ?, ?, ?)", _rows(repository))


def _rows(repository: Repository) -> Iterator[tuple[str, str, str, str, bytes]]:
    after = Position().after
    while True:
        rows = queries.records(repository, _EVERYTHING, after)
        page = rows[: queries.PAGE_SIZE]
        if len(rows) == len(page):
            return
        records = b"".join(metadata.records(repository, page, PREFIX))
        last = (page[-1]["datestamp"], page[-1]["identifier"])
        if len(records) <= MOST_BYTES:
            yield (*after, *last, records.replace(BASE.encode(), _BASE_MARK))
        after = last
