"""The text of a record's pages on its page: that of the page shown, and the search within."""

from __future__ import annotations

from dataclasses import dataclass

from archivekit.edition import Edition, RecordRow, Response
from archivekit.edition.page_texts import has_texts, page_text, texts_of
from archivekit.site.conditional import entity_tag
from archivekit.site.pages.visit import Visit
from archivekit.site.queries.pages_found import NONE_FOUND, PagesFound, find_within

_MAX_WORDS = 500
_MOST_BYTES = 32 << 20


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked for in the texts of a record, the pages that have it, where it is asked."""

    words: str
    found: PagesFound
    search: str

    @property
    def first(self) -> int | None:
        """The number of the first page found."""
        return self.found.pages[0].number if self.found.pages else None


@dataclass(frozen=True, slots=True)
class TextShown:
    """What the page of a record shows of its texts.

    ``number``: of the page shown; None where it has sound or film alone.
    """

    number: int | None
    plain: str
    looked: Looked


def looked_for(edition: Edition, record: RecordRow, visit: Visit) -> Looked | None:
    """What ``?q=`` looks for; None where no page of the record has a text."""
    if not record.page_count or not has_texts(edition, record.id):
        return None
    words = visit.arg("q")[:_MAX_WORDS]
    found = find_within(edition, record, words) if words else NONE_FOUND
    return Looked(words, found, visit.href(f"/iiif/search/{record.ark}").partition("?")[0])


def text_shown(
    edition: Edition, record: RecordRow, number: int | None, looked: Looked
) -> TextShown:
    """The text at a page."""
    page = page_text(edition, record.ark, number) if number else None
    return TextShown(number, page.plain if page else "", looked)


def as_text(edition: Edition, record: RecordRow) -> Response | None:
    """The text of all pages of a record, each under its label; None where none has any."""
    parts: list[bytes] = []
    size = 0
    for number, label, page in texts_of(edition, record.id):
        part = f"[{label.strip() or number}]\n\n{page.plain}\n".encode()
        size += len(part)
        if size > _MOST_BYTES:
            parts.append("[…]\n".encode())
            break
        parts.append(part)
    if not parts:
        return None
    body = b"\n".join(parts)
    headers = (("Content-Type", "text/plain; charset=utf-8"), ("ETag", entity_tag(body)))
    return Response(200, headers, body)
