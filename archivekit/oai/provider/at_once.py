"""The answer to a harvest of everything that asks for its next page, where that lies ready.

It takes a look-up and no making, so that it may be given without a thread. The same answer as
:func:`archivekit.oai.provider.respond` gives, which whatever else is asked is left to.
"""

from __future__ import annotations

import re

from archivekit.description.addresses import BASE
from archivekit.edition import Edition, Request
from archivekit.oai.provider import envelope, lists
from archivekit.oai.provider.arguments import RESUMPTION, Call
from archivekit.oai.provider.repository import Repository
from archivekit.oai.provider.token import MAX_LENGTH

_NEXT_PAGE = re.compile(
    rf"verb=(?P<verb>ListRecords)&{RESUMPTION}=(?P<token>[A-Za-z0-9_-]{{1,{MAX_LENGTH}}})"
)


def body(request: Request, edition: Edition, base: str) -> bytes | None:
    """The body of the answer with the site's address in; None where it has to be made."""
    asked = _NEXT_PAGE.fullmatch(request.query)
    repository = Repository.at(request.path, edition) if asked else None
    if asked is None or repository is None:
        return None
    call = Call(asked["verb"], {RESUMPTION: asked["token"]})
    content = lists.ready_answer(call, repository, base)
    if content is None:
        return None
    return envelope.document(repository.base_url.replace(BASE, base), call.echoed, content)
