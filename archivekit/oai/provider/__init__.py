"""The OAI-PMH 2.0 provider over the edition.

Owns the answer to a request, whole: at ``/oai``, and at ``/oai/NAME`` for each profile.
Not of its concern: HEAD, compression, conditional requests,
the site's own address (the bytes say :data:`archivekit.description.addresses.BASE`), sockets.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from email.utils import format_datetime

from archivekit import __version__
from archivekit.edition import Edition, Request, Response
from archivekit.oai.provider import envelope, lists, verbs
from archivekit.oai.provider.arguments import Call, read
from archivekit.oai.provider.failure import Refused
from archivekit.oai.provider.repository import Repository
from archivekit.texts import text

__all__ = ["respond"]

_CONTENT_TYPE = ("Content-Type", "text/xml; charset=UTF-8")
_PLAIN = ("Content-Type", "text/plain; charset=utf-8")
_ANSWERS = {
    "GetRecord": verbs.get_record,
    "Identify": verbs.identify,
    "ListIdentifiers": lists.answer,
    "ListMetadataFormats": verbs.list_metadata_formats,
    "ListRecords": lists.answer,
    "ListSets": lists.answer,
}


def respond(request: Request, edition: Edition, language: str = "en") -> Response:
    """The answer to a request; a POST's form comes as its ``query``. Errors are 200 too (3.1.2).

    404 where no profile is served at the path. ``language``: of what errors say; programs and
    their keepers read English.
    """
    repository = Repository.at(request.path, edition)
    if repository is None:
        name = request.path.rpartition("/")[2][:100]
        sentence = text("oai.profile-not-served", language, name=name)
        return Response(404, (_PLAIN,), f"{sentence}\n".encode())
    call: Call | None = None
    try:
        call = read(request.query)
        content = _ANSWERS[call.verb](call, repository)
        echoed = call.echoed
    except Refused as refused:
        content = envelope.errors(refused.failures, language)
        echoed = call.echoed if call and refused.echoes_arguments else {}
    body = envelope.document(repository.base_url, echoed, content)
    return Response(200, headers(request, edition), body)


def headers(request: Request, edition: Edition) -> tuple[tuple[str, str], ...]:
    """The headers of an answer. It says the same until the next edition, but for its date."""
    about = f"{__version__} {edition.serial} {edition.published_at} {request.path} {request.query}"
    tag = hashlib.blake2b(about.encode("utf-8", "replace"), digest_size=12).hexdigest()
    published = dt.datetime.fromisoformat(edition.published_at)
    modified = format_datetime(published.astimezone(dt.UTC), usegmt=True)
    return _CONTENT_TYPE, ("ETag", f'W/"{tag}"'), ("Last-Modified", modified)
