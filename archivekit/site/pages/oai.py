"""OAI-PMH as people read it: the answer to a request as a page, with links to every other.

Shown to browsers only; programs get XML at the same address, and everyone at ``/oai.xml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from archivekit.edition import Edition, Request
from archivekit.oai import provider, set_specs
from archivekit.site.codings import weights
from archivekit.site.pages import oai_answer
from archivekit.site.pages.errors import not_found
from archivekit.site.pages.oai_answer import Answer
from archivekit.site.pages.visit import Page, Visit
from archivekit.site.queries.repositories import repositories

PATH = r"^/oai(?:/(?P<profile>[a-z0-9][a-z0-9\-]*))?$"
_LISTS = ("ListRecords", "ListIdentifiers")
_OWN = "lang"
_FIRST = [("verb", "Identify")]


def is_wanted(method: str, accept: str) -> bool:
    """Whether a browser asks, and no program.

    Programs of some libraries name ``text/html`` too; ``application/xhtml+xml`` only browsers do.
    """
    wanted = weights(accept)
    html = min(wanted.get("text/html", 0.0), wanted.get("application/xhtml+xml", 0.0))
    return method in ("GET", "HEAD") and html > 0 and html > wanted.get("text/xml", 0.0)


def oai(edition: Edition, visit: Visit) -> Page:
    """The page of a request; without a verb, that of the repository."""
    # Fields of a form that were left empty were not meant.
    asked = [
        (name, value)
        for name, values in visit.args.items()
        for value in values
        if name != _OWN and value
    ] or _FIRST
    request = Request("GET", visit.path, urlencode(asked))
    response = provider.respond(request, edition, visit.language)
    if response.status != 200:
        return not_found(visit)
    answer = oai_answer.read(response.body)
    return Page("archivekit/oai.html", _context(edition, visit, answer, asked), headers=_HEADERS)


_HEADERS = (("Cache-Control", "no-cache"), ("Vary", "Accept"))


def _context(
    edition: Edition, visit: Visit, answer: Answer, asked: list[tuple[str, str]]
) -> dict[str, Any]:
    arguments = dict(asked)
    here = repositories(edition)
    return {
        "answer": answer,
        "asked": arguments,
        "verb": arguments.get("verb", ""),
        "prefix": arguments.get("metadataPrefix", "oai_dc"),
        "shown": _shown(answer),
        "set_words": set_specs.words_of,
        "next": _next(visit, answer, arguments),
        "xml": f"{visit.path}.xml?{urlencode(asked)}",
        "repositories": [
            (path, title.get(visit.language) or next(iter(title.values()))) for path, title in here
        ],
    }


def _shown(answer: Answer) -> tuple[int, int, int] | None:
    """The first and the last that the page shows, of how many."""
    count = len(answer.records) or len(answer.sets)
    if not count:
        return None
    return answer.cursor + 1, answer.cursor + count, max(answer.size, answer.cursor + count)


def _next(visit: Visit, answer: Answer, asked: Mapping[str, str]) -> str:
    if not answer.token:
        return ""
    return visit.href(visit.path, verb=asked["verb"], resumptionToken=answer.token)
