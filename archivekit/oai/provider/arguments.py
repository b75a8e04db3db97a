"""The arguments of a request: read from its query string, checked against what its verb takes.

Own parsing, because repeated and empty arguments must be seen (OAI-PMH 2.0, 3.6), which every
library that gives a dictionary hides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from archivekit.oai.provider.failure import Failure, Refused
from archivekit.oai.xml_text import is_legal

RESUMPTION = "resumptionToken"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a verb takes (OAI-PMH 2.0, section 4)."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    resumable: bool = False

    def takes(self, name: str) -> bool:
        """Whether the verb knows an argument."""
        return (
            name in self.required
            or name in self.optional
            or (self.resumable and name == RESUMPTION)
        )


VERBS = {
    "GetRecord": Rule(required=("identifier", "metadataPrefix")),
    "Identify": Rule(),
    "ListIdentifiers": Rule(("metadataPrefix",), ("from", "until", "set"), resumable=True),
    "ListMetadataFormats": Rule(optional=("identifier",)),
    "ListRecords": Rule(("metadataPrefix",), ("from", "until", "set"), resumable=True),
    "ListSets": Rule(resumable=True),
}

_NAME = r"[A-Za-z0-9\-_.!~*'()]+"
# What OAI-PMH.xsd lets stand in <request>, so that what is echoed is always valid.
_SYNTAX = {
    "metadataPrefix": re.compile(_NAME),
    "set": re.compile(rf"{_NAME}(:{_NAME})*"),
    # RFC 3986 characters, a scheme first; libxml2 takes no more as anyURI.
    "identifier": re.compile(
        r"[A-Za-z][A-Za-z0-9+.\-]*:([A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+"
    ),
}


@dataclass(frozen=True, slots=True)
class Call:
    """A verb and its arguments, each known to the verb, given once and not empty.

    ``failures`` are those of their values, reported together with what is found out later.
    """

    verb: str
    arguments: dict[str, str]
    failures: tuple[Failure, ...] = ()

    @property
    def echoed(self) -> dict[str, str]:
        """What ``<request>`` repeats."""
        return {"verb": self.verb, **self.arguments}


def read(query: str) -> Call:
    """The call that a raw query string makes. Raises Refused: no verb, or arguments amiss."""
    pairs = list(_pairs(query))
    verb = _verb([value for name, value in pairs if name == "verb"])
    given = [(name, value) for name, value in pairs if name != "verb"]
    failures = [*_of_names(verb, [name for name, _ in given]), *_of_values(given)]
    arguments = {name: value for name, value in given if value is not None}
    return Call(verb, arguments, tuple(failures))


def _pairs(query: str) -> Iterator[tuple[str, str | None]]:
    """Each argument as given; a value that is no UTF-8 is None."""
    for part in query.split("&"):
        if part:
            name, _, value = part.partition("=")
            yield _decoded(name) or name, _decoded(value)


def _decoded(raw: str) -> str | None:
    try:
        # Bytes that came without percent-encoding stand in a raw query as Latin-1.
        return unquote_to_bytes(raw.replace("+", " ").encode("latin-1")).decode("utf-8")
    except UnicodeError:
        return None


def _verb(verbs: list[str | None]) -> str:
    known = ", ".join(VERBS)
    if len(verbs) > 1:
        raise Refused([Failure.of("badVerb", "verb-repeated")])
    verb = verbs[0] if verbs else ""
    if verb == "":
        raise Refused([Failure.of("badVerb", "verb-missing", verbs=known)])
    if verb not in VERBS:
        raise Refused([Failure.of("badVerb", "verb-unknown", verb=(verb or "")[:100], verbs=known)])
    return str(verb)


def _of_names(verb: str, names: list[str]) -> Iterator[Failure]:
    rule = VERBS[verb]
    for name, times in Counter(names).items():
        if not rule.takes(name):
            yield Failure.of("badArgument", "argument-unknown", verb=verb, name=name[:100])
        elif times > 1:
            yield Failure.of("badArgument", "argument-repeated", name=name)
    if rule.resumable and RESUMPTION in names:
        if len(set(names)) > 1:
            yield Failure.of("badArgument", "token-exclusive")
        return
    for name in rule.required:
        if name not in names:
            yield Failure.of("badArgument", "argument-missing", verb=verb, name=name)


def _of_values(given: list[tuple[str, str | None]]) -> Iterator[Failure]:
    for name, value in given:
        if value == "":
            yield Failure.of("badArgument", "argument-empty", name=name[:100])
        elif value is None or not is_legal(value) or not _fits(name, value):
            yield Failure.of("badArgument", "argument-illegal", name=name[:100])


def _fits(name: str, value: str) -> bool:
    return name not in _SYNTAX or _SYNTAX[name].fullmatch(value) is not None
