"""The document around every answer (OAI-PMH 2.0, 3.2), and the pieces all verbs share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from archivekit.oai.provider.failure import Failure
from archivekit.oai.xml_text import escape, escape_attribute

_OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/'
    ' http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\n'
)


def document(base_url: str, request: Mapping[str, str], content: Iterable[bytes]) -> bytes:
    """The whole answer: ``request`` is what ``<request>`` repeats of it."""
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    attributes = "".join(f' {name}="{escape_attribute(it)}"' for name, it in request.items())
    head = f"{_OPEN}<responseDate>{now}</responseDate>\n<request{attributes}>{base_url}</request>\n"
    return b"".join([head.encode(), *content, b"\n</OAI-PMH>\n"])


def errors(failures: Iterable[Failure], language: str) -> list[bytes]:
    """The ``<error>`` elements."""
    return [
        f'<error code="{failure.code}">{escape(failure.sentence(language))}</error>'.encode()
        for failure in dict.fromkeys(failures)
    ]


def element(name: str, text: str) -> str:
    """One element of the OAI-PMH namespace with words in it."""
    return f"<{name}>{escape(text)}</{name}>"


def header(identifier: str, datestamp: str, set_specs: str, deleted: int) -> bytes:
    """A record's ``<header>``; ``set_specs`` are elements."""
    status = ' status="deleted"' if deleted else ""
    return (
        f"<header{status}><identifier>{escape(identifier)}</identifier>"
        f"<datestamp>{datestamp}</datestamp>{set_specs}</header>"
    ).encode()


def record(header_bytes: bytes, metadata: bytes | None, about: bytes) -> bytes:
    """A ``<record>``: header alone where it is deleted."""
    if metadata is None:
        return b"<record>" + header_bytes + b"</record>\n"
    return b"<record>%b<metadata>%b</metadata>%b</record>\n" % (header_bytes, metadata, about)


def set_of(spec: str, name: str, oai_dc: bytes | None) -> bytes:
    """A ``<set>``, described in Dublin Core."""
    description = b"<setDescription>" + oai_dc + b"</setDescription>" if oai_dc else b""
    words = element("setSpec", spec) + element("setName", name)
    return b"<set>" + words.encode() + description + b"</set>\n"
