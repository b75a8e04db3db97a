"""The OAI-PMH 2.0 provider over the edition.

Owns the answer to a request, whole. Not of its concern: HEAD, compression, conditional requests,
the site's own address (the bytes say :data:`archivekit.description.addresses.BASE`), sockets.
"""

from __future__ import annotations

from archivekit.edition import Edition, Request, Response
from archivekit.oai.provider import envelope, lists, verbs
from archivekit.oai.provider.arguments import Call, read
from archivekit.oai.provider.failure import Refused

__all__ = ["respond"]

_HEADERS = (("Content-Type", "text/xml; charset=UTF-8"),)
_ANSWERS = {
    "GetRecord": verbs.get_record,
    "Identify": verbs.identify,
    "ListIdentifiers": lists.answer,
    "ListMetadataFormats": verbs.list_metadata_formats,
    "ListRecords": lists.answer,
    "ListSets": lists.answer,
}


def respond(request: Request, edition: Edition) -> Response:
    """The answer to a request; a POST's form comes as its ``query``. Errors are 200 too (3.1.2)."""
    call: Call | None = None
    try:
        call = read(request.query)
        content = _ANSWERS[call.verb](call, edition)
        echoed = _echoed(call)
    except Refused as refused:
        content = envelope.errors(refused.failures)
        echoed = _echoed(call) if call and refused.echoes_arguments else {}
    return Response(200, _HEADERS, envelope.document(echoed, content))


def _echoed(call: Call) -> dict[str, str]:
    return {"verb": call.verb, **call.arguments}
