"""Lists in pages, and the tokens between them (OAI-PMH 2.0, 3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from archivekit.harvest.conformance import known
from archivekit.harvest.conformance.answer import Answer
from archivekit.harvest.conformance.asking import Asking
from archivekit.harvest.conformance.finding import Came, NotSeen
from archivekit.harvest.conformance.known import came, first_token, refuses, resumed

_BAD = "badResumptionToken"


def goes_on(asking: Asking) -> Iterator[Came]:
    """The token alone gives the next page, of other records."""
    first = {it.identifier for it in known.headers(asking)}
    answer = asking.ask(resumed(first_token(asking)))
    if not answer.record_headers:
        yield came(answer)
    for it in [it for it in answer.record_headers if it.identifier in first][:1]:
        yield Came(answer, "twice", {"identifier": it.identifier})


def same_again(asking: Asking) -> Iterator[Came]:
    """The same token gives the same page again."""
    query = resumed(first_token(asking))
    once = asking.ask(query).record_headers
    again = asking.ask(query, again=True)
    if once and again.record_headers != once:
        yield came(again)


def exclusive(asking: Asking) -> Iterator[Came]:
    """A token stands alone."""
    query = f"{resumed(first_token(asking))}&metadataPrefix=oai_dc"
    yield from refuses(asking, query, "badArgument")


def altered(asking: Asking) -> Iterator[Came]:
    """A token that was changed is refused."""
    token = first_token(asking)
    middle = len(token) // 2
    other = "A" if token[middle] != "A" else "B"
    changed = f"{token[:middle]}{other}{token[middle + 1 :]}"
    yield from refuses(asking, resumed(changed), _BAD)


def unknown(asking: Asking) -> Iterator[Came]:
    """A token that was never given is refused."""
    for token in ("archivekit-no-such-token", "é%00"):
        query = f"verb=ListRecords&resumptionToken={quote(token, safe='%')}"
        yield from refuses(asking, query, _BAD, "badArgument")


def of_its_verb(asking: Asking) -> Iterator[Came]:
    """A token of one list gives nothing of another."""
    yield from refuses(asking, resumed(first_token(asking), "ListSets"), _BAD)


def last_is_empty(asking: Asking) -> Iterator[Came]:
    """The last page of several ends with an empty token."""
    last = known.whole_list(asking)[-1]
    if last.token is None and last.record_headers:
        yield Came(last, "no-token")


def none_on_one_page(asking: Asking) -> Iterator[Came]:
    """A list of one page has no token."""
    record = known.dated(asking)
    window = f"&from={record.datestamp}&until={record.datestamp}"
    queries = (known.IDENTIFIERS, f"{known.IDENTIFIERS}{window}", known.SETS)
    whole = [it for it in map(asking.ask, queries) if it.token is None or not it.token.words]
    if not whole:
        raise NotSeen("no-one-page")
    for answer in whole:
        if answer.token is not None:
            yield Came(answer, "empty-token")


def no_page_is_empty(asking: Asking) -> Iterator[Came]:
    """Every page holds something."""
    for answer in _pages(asking):
        if answer.is_oai and not answer.errors and not answer.record_headers:
            yield came(answer)


def ends_without_error(asking: Asking) -> Iterator[Came]:
    """The list that its tokens promise comes to its end."""
    first_token(asking)
    for answer in _pages(asking)[2:]:
        if answer.errors or answer.fault or answer.status != 200:
            yield came(answer)


def complete_list_size(asking: Asking) -> Iterator[Came]:
    """The size that is said is the number of records that come."""
    pages = known.whole_list(asking)
    there = sum(len(it.record_headers) for it in pages)
    for answer, said in _said(pages, "completeListSize"):
        if said != str(there):
            yield Came(answer, "size", {"said": said, "there": there})


def cursor(asking: Asking) -> Iterator[Came]:
    """The cursor counts the records that came before."""
    before, right = 0, {}
    pages = _pages(asking)
    for answer in pages:
        right[answer.url] = before
        before += len(answer.record_headers)
    for answer, said in _said(pages, "cursor"):
        if said != str(right[answer.url]):
            yield Came(answer, "cursor", {"said": said, "there": right[answer.url]})


def expiration_date(asking: Asking) -> Iterator[Came]:
    """The end of a token's life is UTC, to the second, and not past."""
    found = _said(_pages(asking), "expirationDate")
    if not found:
        raise NotSeen("no-expiration")
    for answer, said in found:
        now = " ".join(answer.texts("responseDate"))
        if not known.is_date(said, by_second=True) or said < now:
            yield Came(answer, "value", {"value": said})


def attributes(asking: Asking) -> Iterator[Came]:
    """A token has the three attributes of the schema, and no other."""
    for answer in asking.answers:
        if answer.token is not None:
            names = set(answer.token.attributes)
            strange = names - {"completeListSize", "cursor", "expirationDate"}
            if strange:
                yield Came(answer, "value", {"value": ", ".join(sorted(strange))})


def _pages(asking: Asking) -> list[Answer]:
    return list(known.pages(asking))


def _said(pages: list[Answer], name: str) -> list[tuple[Answer, str]]:
    """What the tokens of pages say in an attribute."""
    return [
        (it, it.token.attributes[name])
        for it in pages
        if it.token is not None and name in it.token.attributes
    ]
