"""How the protocol lies in HTTP (OAI-PMH 2.0, 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archivekit.harvest.conformance import known
from archivekit.harvest.conformance.asking import Asking
from archivekit.harvest.conformance.finding import Came, NotSeen
from archivekit.harvest.conformance.known import came

_CHARSET = re.compile(r"charset\s*=\s*\"?([^\s;\"]+)", re.I)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)""")
_UTF8 = ("utf-8", "utf8", "us-ascii")


def post_answers(asking: Asking) -> Iterator[Came]:
    """POST with the arguments as a form says what GET says."""
    for arguments, verb in ((known.IDENTIFY, "Identify"), (known.IDENTIFIERS, "ListIdentifiers")):
        if asking.ask(arguments).content(verb) is None:
            continue
        answer = asking.ask(arguments, method="POST")
        if answer.content(verb) is None:
            yield came(answer)


def content_type(asking: Asking) -> Iterator[Came]:
    """Answers are text/xml."""
    for answer in asking.answers:
        said = answer.headers.get("content-type", "")
        if answer.is_oai and said.partition(";")[0].strip().lower() != "text/xml":
            yield Came(answer, "header", {"name": "Content-Type", "value": said or "—"})


def errors_with_200(asking: Asking) -> Iterator[Came]:
    """Errors of the protocol are no errors of HTTP."""
    for answer in asking.answers:
        if answer.errors and answer.status != 200:
            yield Came(answer, "status", {"status": answer.status})


def no_server_error(asking: Asking) -> Iterator[Came]:
    """Nothing that is asked makes the server fail."""
    for answer in asking.answers:
        if answer.status >= 500 or answer.fault:
            yield came(answer)


def identity_coding(asking: Asking) -> Iterator[Came]:
    """Who asks for no compression gets none."""
    for answer in asking.answers:
        coding = answer.headers.get("content-encoding", "identity")
        if answer.coding == "identity" and coding not in ("", "identity"):
            yield Came(answer, "header", {"name": "Content-Encoding", "value": coding})


def compression(asking: Asking) -> Iterator[Came]:
    """A compression that Identify names is given to whoever asks for it."""
    said = asking.ask(known.IDENTIFY).texts("Identify/compression")
    if "gzip" not in said:
        raise NotSeen("no-compression")
    answer = asking.ask(known.IDENTIFIERS, coding="gzip")
    if answer.headers.get("content-encoding", "") != "gzip":
        value = answer.headers.get("content-encoding", "—")
        yield Came(answer, "header", {"name": "Content-Encoding", "value": value})


def utf_8(asking: Asking) -> Iterator[Came]:
    """Answers are in UTF-8, and say nothing else."""
    for answer in asking.answers:
        declared = _DECLARED.match(answer.body)
        charset = _CHARSET.search(answer.headers.get("content-type", ""))
        said = [declared[1].decode("latin-1")] if declared else []
        said += [charset[1]] if charset else []
        wrong = [it for it in said if it.lower() not in _UTF8]
        if wrong and answer.is_oai:
            yield Came(answer, "value", {"value": wrong[0]})
