"""What is no request of the protocol, and how it is refused (OAI-PMH 2.0, 3.6 and 4)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from archivekit.harvest.conformance import known
from archivekit.harvest.conformance.asking import Asking
from archivekit.harvest.conformance.finding import Came
from archivekit.harvest.conformance.known import IDENTIFIERS, came, refuses

UNKNOWN = "oai:archivekit.invalid:no-such-record"
_NO_FORMAT = "archivekit_no_such_format"


def verb_missing(asking: Asking) -> Iterator[Came]:
    """No verb."""
    yield from refuses(asking, "", "badVerb")


def verb_unknown(asking: Asking) -> Iterator[Came]:
    """A verb of no version of the protocol, and one of version 1."""
    for verb in ("ListEverything", "GetMetadata"):
        yield from refuses(asking, f"verb={verb}", "badVerb")


def verb_case(asking: Asking) -> Iterator[Came]:
    """A verb in small letters."""
    yield from refuses(asking, "verb=identify", "badVerb")


def verb_repeated(asking: Asking) -> Iterator[Came]:
    """A verb given twice."""
    yield from refuses(asking, "verb=Identify&verb=Identify", "badVerb", "badArgument")


def argument_unknown(asking: Asking) -> Iterator[Came]:
    """An argument that the verb does not take."""
    for query in ("verb=Identify&metadataPrefix=oai_dc", f"{IDENTIFIERS}&page=2"):
        yield from refuses(asking, query, "badArgument")


def argument_repeated(asking: Asking) -> Iterator[Came]:
    """An argument given twice."""
    yield from refuses(asking, f"{IDENTIFIERS}&metadataPrefix=oai_dc", "badArgument")


def argument_missing(asking: Asking) -> Iterator[Came]:
    """An argument that the verb needs."""
    for query in (
        "verb=ListRecords",
        "verb=ListIdentifiers",
        "verb=GetRecord&metadataPrefix=oai_dc",
    ):
        yield from refuses(asking, query, "badArgument")


def argument_empty(asking: Asking) -> Iterator[Came]:
    """An argument without a value."""
    codes = ("badArgument", "cannotDisseminateFormat")
    yield from refuses(asking, "verb=ListIdentifiers&metadataPrefix=", *codes)
    yield from refuses(asking, f"{IDENTIFIERS}&from=", "badArgument")


def identifier_unknown(asking: Asking) -> Iterator[Came]:
    """A record that is not there, in both verbs that take one."""
    record = f"verb=GetRecord&metadataPrefix=oai_dc&identifier={UNKNOWN}"
    yield from refuses(asking, record, "idDoesNotExist")
    yield from refuses(asking, f"{known.FORMATS}&identifier={UNKNOWN}", "idDoesNotExist")


def prefix_unknown(asking: Asking) -> Iterator[Came]:
    """A format that is not on offer, of a list and of a record."""
    code = "cannotDisseminateFormat"
    yield from refuses(asking, f"verb=ListRecords&metadataPrefix={_NO_FORMAT}", code)
    identifier = quote(known.live(asking).identifier, safe="")
    record = f"verb=GetRecord&metadataPrefix={_NO_FORMAT}&identifier={identifier}"
    yield from refuses(asking, record, code)


def illegal_characters(asking: Asking) -> Iterator[Came]:
    """Characters that cannot be echoed in XML are refused, and break nothing."""
    for signs in ("%00", "%01", "%EF%BF%BF", "%FF"):
        answer = asking.ask(f"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:{signs}")
        if not answer.errors:
            yield came(answer)
