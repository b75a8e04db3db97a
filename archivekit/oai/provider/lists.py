"""ListRecords, ListIdentifiers and ListSets: pages of a list, and the token to the next one.

Pages go by key (datestamp and identifier), never by offset: page 10,000 costs what page 1 costs,
and a record that changes during a harvest moves to the end of the list, where it is met again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from archivekit.description.record import Value
from archivekit.oai.oai_dc import document
from archivekit.oai.provider import counts, envelope, metadata, queries, ready_pages, window
from archivekit.oai.provider.arguments import RESUMPTION, Call
from archivekit.oai.provider.failure import Failure, Refused
from archivekit.oai.provider.ready_pages import ReadyPage
from archivekit.oai.provider.repository import PREFIX, Repository
from archivekit.oai.provider.token import Key, ListRequest, Position, decode, encode


@dataclass(frozen=True, slots=True)
class _List:
    """What tells one list from another: its rows after a key, their number, their key and XML."""

    rows: Callable[[Repository, ListRequest, Key], list[sqlite3.Row]]
    count: Callable[[Repository, ListRequest, Key], int]
    key: Callable[[sqlite3.Row], Key]
    write: Callable[[Repository, ListRequest, list[sqlite3.Row]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of a list: its XML, how many rows that is, and after which key the next one begins."""

    written: Iterable[bytes]
    size: int
    following: Key | None


def answer(call: Call, repository: Repository) -> list[bytes]:
    """The content of a list's answer. Raises Refused."""
    request, position = _asked_for(call, repository)
    found = ready_pages.find(repository, request, position.after)
    page = _ready(found) if found else _made(repository, request, position)
    return _content(repository, request, position, page)


def ready_answer(call: Call, repository: Repository, base: str) -> list[bytes] | None:
    """The same with the site's address in, where neither to make nor to count is anything."""
    try:
        request, position = _resumed(call, repository)
    except Refused:
        return None
    if position.serial != repository.edition.serial:
        return None
    found = ready_pages.find(repository, request, position.after, base)
    return _content(repository, request, position, _ready(found)) if found else None


def _content(
    repository: Repository, request: ListRequest, position: Position, page: _Page
) -> list[bytes]:
    delivered = position.cursor + page.size
    token = _resumption_token(repository, request, position, page.following, delivered)
    verb = request.verb.encode()
    return [b"<" + verb + b">\n", *page.written, token, b"</" + verb + b">"]


def _ready(found: ReadyPage) -> _Page:
    return _Page([found.records], queries.PAGE_SIZE, found.last)


def _made(repository: Repository, request: ListRequest, position: Position) -> _Page:
    """Raises Refused where nothing is listed."""
    kind = _LISTS[request.verb]
    rows = kind.rows(repository, request, position.after)
    if not rows and position.cursor:
        # All that was left has changed meanwhile, and is past ``until``. A list may end with no
        # error, nor with an empty page: one record more, as it is now, does no harm.
        rows = kind.rows(repository, request, Position().after)[:1]
    if not rows:
        raise Refused([Failure.of("noRecordsMatch", "no-records")])
    page = queries.page_of(rows, request)
    following = kind.key(page[-1]) if len(rows) > len(page) else None
    return _Page(kind.write(repository, request, page), len(page), following)


def _asked_for(call: Call, repository: Repository) -> tuple[ListRequest, Position]:
    """What the call asks for, by arguments or by token. Raises Refused with all that is amiss."""
    if RESUMPTION in call.arguments:
        return _resumed(call, repository)
    request, failures = _request(call, repository)
    if call.failures or failures:
        raise Refused([*call.failures, *failures])
    return request, Position()


def _resumed(call: Call, repository: Repository) -> tuple[ListRequest, Position]:
    state = decode(repository.key, call.arguments[RESUMPTION])
    if state is None or not _may_be_asked(state[0], call.verb, repository):
        failure = Failure.of("badResumptionToken", "token-bad", verb=call.verb)
        raise Refused([*call.failures, failure])
    if call.failures:
        raise Refused(call.failures)
    return state


def _may_be_asked(request: ListRequest, verb: str, repository: Repository) -> bool:
    """Whether a token's request is one that could have been made without it."""
    prefixes = ("",) if verb == "ListSets" else repository.formats
    return request.verb == verb and request.prefix in prefixes


def _request(call: Call, repository: Repository) -> tuple[ListRequest, list[Failure]]:
    given = call.arguments
    prefix, set_spec = given.get("metadataPrefix", ""), given.get("set", "")
    between, failures = window.read(given.get("from"), given.get("until"))
    if prefix and prefix not in repository.formats:
        failure = Failure.of("cannotDisseminateFormat", "prefix-unknown", prefix=prefix[:100])
        failures.append(failure)
    if (set_spec or call.verb == "ListSets") and not queries.has_sets(repository):
        failures.append(Failure.of("noSetHierarchy", "no-sets"))
    return ListRequest(call.verb, prefix, repository.spec_of(set_spec), between), failures


def _resumption_token(
    repository: Repository,
    request: ListRequest,
    position: Position,
    following: Key | None,
    delivered: int,
) -> bytes:
    """The element that ends a page: empty on the last page, none for a list of one page."""
    if following is None and position.cursor == 0:
        return b""
    size = position.complete_list_size
    serial = repository.edition.serial
    if serial != position.serial:
        # Counted once in each edition; what was delivered before stays counted as it was.
        size = position.cursor + _LISTS[request.verb].count(repository, request, position.after)
    token = ""
    if following is not None:
        there = Position(following, delivered, size, serial)
        token = encode(repository.key, request, there)
    attributes = f'completeListSize="{size}" cursor="{position.cursor}"'
    return f"<resumptionToken {attributes}>{token}</resumptionToken>".encode()


def _write_headers(
    repository: Repository, _request: ListRequest, rows: list[sqlite3.Row]
) -> Iterable[bytes]:
    return map(repository.header, rows)


def _write_records(
    repository: Repository, request: ListRequest, rows: list[sqlite3.Row]
) -> Iterable[bytes]:
    return metadata.records(repository, rows, request.prefix)


def _write_sets(
    repository: Repository, request: ListRequest, rows: list[sqlite3.Row]
) -> Iterable[bytes]:
    return [_write_set(repository, request, row) for row in rows]


def _write_set(repository: Repository, _request: ListRequest, row: sqlite3.Row) -> bytes:
    spec = repository.named(row["spec"])
    described = repository.metadata(row, PREFIX)
    if described is None and row["words"]:
        described = document(
            [("title", [Value(row["name"])]), ("description", [Value(row["words"])])]
        )
    return envelope.set_of(spec, row["name"], described)


_LISTS = {
    "ListIdentifiers": _List(
        queries.headers, counts.of_records, lambda row: (row[0], row[1]), _write_headers
    ),
    "ListRecords": _List(
        queries.records, counts.of_records, lambda row: (row[0], row[1]), _write_records
    ),
    "ListSets": _List(queries.sets, counts.of_sets, lambda row: (row[0], ""), _write_sets),
}
