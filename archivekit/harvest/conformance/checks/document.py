"""The document around every answer (OAI-PMH 2.0, 3.2), of all answers that came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from urllib.parse import parse_qsl

from lxml import etree

from archivekit.harvest.conformance import known
from archivekit.harvest.conformance.answer import NAMESPACE, Answer
from archivekit.harvest.conformance.asking import Asking
from archivekit.harvest.conformance.finding import Came
from archivekit.schemas_folder import schema_path

_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_BARE = {"badVerb", "badArgument"}
RESUMPTION = "resumptionToken"
_ARGUMENTS = frozenset(("verb", "identifier", "metadataPrefix", "from", "until", "set", RESUMPTION))
_CLOCK_MAY_DIFFER = dt.timedelta(minutes=10)


def well_formed(asking: Asking) -> Iterator[Came]:
    """Every answer is well-formed XML."""
    for answer in _with_a_body(asking):
        if answer.root is None and not answer.has_illegal_characters:
            yield Came(answer, "no-xml", {"why": answer.why_no_xml})


def legal_characters(asking: Asking) -> Iterator[Came]:
    """No character stands in an answer that XML 1.0 allows nowhere."""
    for answer in _with_a_body(asking):
        if answer.root is None and answer.has_illegal_characters:
            yield Came(answer, "no-xml", {"why": answer.why_no_xml})


def root(asking: Asking) -> Iterator[Came]:
    """The root is OAI-PMH in its namespace."""
    for answer in _with_a_body(asking):
        if answer.root is not None and not answer.is_oai and answer.status == 200:
            yield Came(answer, "no-oai", {"root": answer.root.tag})


def schema_location(asking: Asking) -> Iterator[Came]:
    """The root names the schema of its namespace."""
    for answer in _documents(asking):
        assert answer.root is not None
        said = str(answer.root.get(_LOCATION, ""))
        pairs = said.split()
        if dict(zip(pairs[::2], pairs[1::2], strict=False)).get(NAMESPACE) is None:
            yield Came(answer, "value", {"value": said or "—"})


def structure(asking: Asking) -> Iterator[Came]:
    """The elements are those of the schema, in its order."""
    for answer in _documents(asking):
        grammar = _grammar()
        if not grammar.validate(answer.root):
            yield Came(answer, "structure", {"why": grammar.error_log.last_error.message})


@cache
def _grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(schema_path("oai-pmh-any.rng")))


def response_date(asking: Asking) -> Iterator[Came]:
    """The responseDate is UTC, to the second."""
    for answer in _documents(asking):
        said = " ".join(answer.texts("responseDate"))
        if not known.is_date(said, by_second=True):
            yield Came(answer, "value", {"value": said or "—"})


def clock(asking: Asking) -> Iterator[Came]:
    """The responseDate is the time of the answer."""
    answer = asking.ask(known.IDENTIFY)
    said = " ".join(answer.texts("responseDate"))
    if not known.is_date(said, by_second=True):
        return
    # Of an answer that was made just now: the first was made at the beginning of the checks.
    answer = asking.ask(known.IDENTIFY, again=True)
    said = " ".join(answer.texts("responseDate"))
    moment = dt.datetime.fromisoformat(said) if known.is_date(said, by_second=True) else None
    if moment and abs(moment - dt.datetime.now(dt.UTC)) > _CLOCK_MAY_DIFFER:
        yield Came(answer, "value", {"value": said})


def request_address(asking: Asking) -> Iterator[Came]:
    """The words of request are the base URL."""
    base_url = known.identity(asking, "baseURL")
    for answer in _documents(asking):
        said = " ".join(answer.texts("request"))
        if said != base_url:
            yield Came(answer, "value", {"value": said or "—"})


def request_echo(asking: Asking) -> Iterator[Came]:
    """The attributes of request are the arguments, where there was no error."""
    for answer in _documents(asking):
        query = answer.arguments or answer.url.partition("?")[2]
        asked = {name: it for name, it in parse_qsl(query) if name in _ARGUMENTS}
        found = _attributes(answer)
        # Whether a token may stand beside other arguments is another rule.
        lacks = set(asked) - set(found) if len(asked) == 2 or RESUMPTION not in asked else ()
        if not answer.errors and (lacks or any(asked.get(it) != found[it] for it in found)):
            yield Came(answer, "attributes", {"attributes": _written(found)})


def request_bare(asking: Asking) -> Iterator[Came]:
    """After badVerb and badArgument request has no attribute."""
    for answer in _documents(asking):
        if _BARE & set(answer.errors) and (found := _attributes(answer)):
            yield Came(answer, "attributes", {"attributes": _written(found)})


def _attributes(answer: Answer) -> dict[str, str]:
    assert answer.root is not None
    element = answer.root.find(f"{{{NAMESPACE}}}request")
    return {} if element is None else {str(k): str(v) for k, v in element.items()}


def _written(attributes: dict[str, str]) -> str:
    return " ".join(f'{name}="{it}"' for name, it in attributes.items()) or "—"


def _documents(asking: Asking) -> list[Answer]:
    return [it for it in asking.answers if it.is_oai]


def _with_a_body(asking: Asking) -> list[Answer]:
    """What a server says of a failure of its own need be no XML: that is another rule."""
    return [it for it in asking.answers if it.body and it.status == 200]
