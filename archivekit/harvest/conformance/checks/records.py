"""Records and their headers (OAI-PMH 2.0, 2.4 and 2.5), in all three verbs that show them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from archivekit.harvest.conformance import known
from archivekit.harvest.conformance.answer import Answer, Header
from archivekit.harvest.conformance.asking import Asking
from archivekit.harvest.conformance.finding import Came, NotSeen
from archivekit.harvest.conformance.known import came, identity
from archivekit.harvest.page import OAI

# RFC 3986: a scheme, then characters that may stand in a URI.
_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*:(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+"
)


def _each(asking: Asking) -> Iterator[tuple[Answer, Header]]:
    for answer in asking.answers:
        for header in answer.record_headers:
            yield answer, header


def are_there(asking: Asking) -> Iterator[Came]:
    """There are records, and both lists give them."""
    for query in (known.IDENTIFIERS, known.RECORDS):
        answer = asking.ask(query)
        if not answer.record_headers:
            yield came(answer)


def identifiers(asking: Asking) -> Iterator[Came]:
    """Identifiers are URIs."""
    for answer, header in _each(asking):
        if not _URI.fullmatch(header.identifier):
            yield Came(answer, "value", {"value": header.identifier or "—"})
            return


def unique(asking: Asking) -> Iterator[Came]:
    """No record stands twice in a list."""
    for answer in asking.answers:
        counted = Counter(it.identifier for it in answer.record_headers)
        for identifier in [it for it, times in counted.items() if times > 1][:1]:
            yield Came(answer, "twice", {"identifier": identifier})


def datestamps(asking: Asking) -> Iterator[Came]:
    """Datestamps are written in the repository's granularity."""
    by_second = known.is_by_second(asking)
    for answer, it in _each(asking):
        if not known.is_date(it.datestamp, by_second=by_second):
            values = {"identifier": it.identifier, "datestamp": it.datestamp or "—"}
            yield Came(answer, "datestamp", values)
            return


def not_of_tomorrow(asking: Asking) -> Iterator[Came]:
    """No datestamp is later than the answer it stands in."""
    for answer in asking.answers:
        now = " ".join(answer.texts("responseDate"))
        later = [it for it in answer.record_headers if known.is_date(now) and it.datestamp > now]
        for it in later[:1]:
            values = {"identifier": it.identifier, "datestamp": it.datestamp}
            yield Came(answer, "datestamp", values)


def same_headers(asking: Asking) -> Iterator[Came]:
    """ListRecords gives the headers that ListIdentifiers gives."""
    listed = {it.identifier: it for it in known.headers(asking)}
    answer = asking.ask(known.RECORDS)
    together = [it for it in answer.record_headers if it.identifier in listed]
    for it in [it for it in together if not it.says_the_same(listed[it.identifier])][:1]:
        yield Came(answer, "other-header", {"identifier": it.identifier})
    if answer.record_headers and not together:
        yield Came(answer, "list", {"count": len(answer.record_headers)})


def get_record(asking: Asking) -> Iterator[Came]:
    """GetRecord gives the header that the lists give."""
    listed = known.live(asking)
    answer = _alone(asking, listed)
    if not answer.record_headers:
        yield came(answer)
    elif not answer.record_headers[0].says_the_same(listed):
        yield Came(answer, "other-header", {"identifier": listed.identifier})


def deleted_alone(asking: Asking) -> Iterator[Came]:
    """GetRecord of a deleted record says that it is deleted."""
    listed = known.deleted(asking)
    answer = _alone(asking, listed)
    if not answer.record_headers or not answer.record_headers[0].is_deleted:
        yield came(answer)


def _alone(asking: Asking, header: Header) -> Answer:
    identifier = quote(header.identifier, safe="")
    return asking.ask(f"verb=GetRecord&metadataPrefix=oai_dc&identifier={identifier}")


def status(asking: Asking) -> Iterator[Came]:
    """A header's status is deleted, or it has none."""
    for answer, header in _each(asking):
        if header.status not in ("", "deleted"):
            yield Came(answer, "value", {"value": header.status})
            return


def metadata(asking: Asking) -> Iterator[Came]:
    """A record has metadata, of one element; a deleted one has none."""
    for answer in asking.answers:
        for record, header in zip(answer.records, answer.record_headers, strict=False):
            found = record.findall(f"{OAI}metadata")
            if header.is_deleted and found:
                yield Came(answer, "deleted-with", {"identifier": header.identifier})
                break
            if not header.is_deleted and [len(it) for it in found] != [1]:
                yield Came(answer, "without", {"identifier": header.identifier})
                break


def deletions_declared(asking: Asking) -> Iterator[Came]:
    """Where Identify says that there are no deletions, none comes."""
    if identity(asking, "deletedRecord") != "no":
        raise NotSeen("deletions")
    for answer, header in _each(asking):
        if header.is_deleted:
            yield Came(answer, "deleted", {"identifier": header.identifier})
            return
