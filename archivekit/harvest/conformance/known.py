"""What the checks know of a repository from its first answers, and ask for no more than once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import quote

from archivekit.harvest.conformance.answer import Answer, Header
from archivekit.harvest.conformance.asking import Asking
from archivekit.harvest.conformance.finding import Came, NotSeen

IDENTIFY = "verb=Identify"
FORMATS = "verb=ListMetadataFormats"
SETS = "verb=ListSets"
IDENTIFIERS = "verb=ListIdentifiers&metadataPrefix=oai_dc"
RECORDS = "verb=ListRecords&metadataPrefix=oai_dc"
MOST_PAGES = 6
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
BY_SECOND = "YYYY-MM-DDThh:mm:ssZ"
GRANULARITIES = ("YYYY-MM-DD", BY_SECOND)


def identity(asking: Asking, name: str) -> str:
    """What ``Identify`` says, once."""
    return next(iter(asking.ask(IDENTIFY).texts(f"Identify/{name}")), "")


def is_by_second(asking: Asking) -> bool:
    """Whether datestamps are to the second; as the earliest is, where that cannot be read."""
    said = identity(asking, "granularity")
    if said in GRANULARITIES:
        return said == BY_SECOND
    return "T" in identity(asking, "earliestDatestamp")


def is_date(words: str, *, by_second: bool | None = None) -> bool:
    """Whether words are a date of OAI-PMH (3.3), of one granularity where one is named."""
    grammars = {None: (DAY, SECOND), True: (SECOND,), False: (DAY,)}[by_second]
    if not any(it.fullmatch(words) for it in grammars):
        return False
    try:
        dt.datetime.fromisoformat(words)
    except ValueError:
        return False
    return True


def headers(asking: Asking) -> list[Header]:
    """The headers of the first page. Raises NotSeen: no record."""
    found = asking.ask(IDENTIFIERS).record_headers
    if not found:
        raise NotSeen("no-record")
    return found


def live(asking: Asking) -> Header:
    """A record that is not deleted. Raises NotSeen."""
    for header in headers(asking):
        if not header.is_deleted and header.identifier:
            return header
    raise NotSeen("no-record")


def deleted(asking: Asking) -> Header:
    """A deleted record, of the pages seen. Raises NotSeen."""
    for answer in asking.answers:
        for header in answer.record_headers:
            if header.is_deleted and header.identifier:
                return header
    raise NotSeen("no-deleted")


def dated(asking: Asking) -> Header:
    """A record whose datestamp can be asked for. Raises NotSeen."""
    by_second = is_by_second(asking)
    for header in headers(asking):
        if is_date(header.datestamp, by_second=by_second):
            return header
    raise NotSeen("no-record")


def first_token(asking: Asking) -> str:
    """The token of the first page. Raises NotSeen: the list is of one page."""
    token = asking.ask(IDENTIFIERS).token
    if token is None or not token.words:
        raise NotSeen("one-page")
    return token.words


def resumed(token: str, verb: str = "ListIdentifiers") -> str:
    """The query that asks for what follows a token."""
    return f"verb={verb}&resumptionToken={quote(token, safe='')}"


def pages(asking: Asking) -> Iterator[Answer]:
    """The pages of the list of identifiers, as far as they are asked for."""
    answer = asking.ask(IDENTIFIERS)
    yield answer
    for _ in range(MOST_PAGES - 1):
        if answer.token is None or not answer.token.words:
            return
        answer = asking.ask(resumed(answer.token.words))
        yield answer


def whole_list(asking: Asking) -> list[Answer]:
    """All pages of a list of several.

    Raises NotSeen: one page, or more than are asked for, or one that did not come.
    """
    found = list(pages(asking))
    if len(found) == 1:
        raise NotSeen("one-page")
    if not all(it.record_headers for it in found):
        raise NotSeen("broken-list")
    if found[-1].token is not None and found[-1].token.words:
        raise NotSeen("long-list")
    return found


def refuses(asking: Asking, arguments: str, *codes: str) -> Iterator[Came]:
    """What came, where a request is not refused by one of these error codes."""
    answer = asking.ask(arguments)
    if not set(answer.errors) & set(codes):
        yield came(answer)


def came(answer: Answer) -> Came:
    """An answer in a few words, whatever it is."""
    if answer.fault:
        return Came(answer, "fault", {"why": answer.fault})
    if answer.status != 200:
        return Came(answer, "status", {"status": answer.status})
    if answer.root is None:
        return Came(answer, "no-xml", {"why": answer.why_no_xml})
    if not answer.is_oai:
        return Came(answer, "no-oai", {"root": answer.root.tag})
    if answer.errors:
        return Came(answer, "errors", {"codes": ", ".join(answer.errors)})
    if answer.record_headers:
        return Came(answer, "list", {"count": len(answer.record_headers)})
    return Came(answer, "accepted")
