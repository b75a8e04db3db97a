"""What viewers ask for most, answered at once: tiles and small sizes, as they lie in access copies.

No thread, no look-up in the edition and no decoding: for each page asked lately, a table from the
words of a URL to the place of the bytes. Whatever is not in it, or would wait for a disk, is left
to :mod:`archivekit.iiif.image.service`, which gives the same answers.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from archivekit.edition import Edition, Request, Response
from archivekit.iiif.image import service
from archivekit.iiif.image.identifiers import ImageAddress, read_address
from archivekit.iiif.image.parameters import spellings
from archivekit.images.refusal import Unreadable
from archivekit.images.render import stored_views
from archivekit.images.source import Source
from archivekit.images.tiles import AccessCopy, Stored

MAX_PAGES = 256
"""How many pages' tables are kept: some 100 kB each where a page has a thousand tiles."""

_MOST_TILES = 10_000
_ENDS = ("/0/default.jpg", "/0/color.jpg")


@dataclass(frozen=True, slots=True)
class _Ready:
    stored: Stored
    headers: service.Headers


@dataclass(frozen=True, slots=True)
class _Page:
    source: Source
    ready: dict[str, _Ready]


class ReadyImages:
    """The pages asked lately, of one edition: those of another are forgotten at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._edition: object = None
        self._pages: OrderedDict[str, _Page] = OrderedDict()

    def answer(self, request: Request, edition: Edition) -> Response | None:
        """The answer where it lies ready; None where :meth:`prepare` has to be asked."""
        name, words = _split(request.path)
        with self._lock:
            if self._edition != _name_of(edition) or name not in self._pages:
                return None
            page = self._pages[name]
            self._pages.move_to_end(name)
        found = page.ready.get(words)
        if found is None:
            return None
        stored = page.source.read_at_once(found.stored.offset, found.stored.size)
        if stored is None:
            return None
        try:
            return Response(200, found.headers, found.stored.complete(stored))
        except Unreadable:
            return None

    def prepare(self, request: Request, edition: Edition) -> Response | service.Drawing:
        """The answer to any image request; what lies ready of its page is known from now on."""
        answer = service.prepare(request, edition)
        name, words = _split(request.path)
        if words and (isinstance(answer, service.Drawing) or answer.status == 200):
            self._learn(name, request, edition)
        return answer

    def _learn(self, name: str, request: Request, edition: Edition) -> None:
        with self._lock:
            if self._edition == _name_of(edition) and name in self._pages:
                return
        address = read_address(request.path)
        if address is None:
            return
        copy, key = service.access_copy(address, edition)
        page = _Page(copy.source, dict(_ready(copy, key, address)))
        with self._lock:
            if self._edition != _name_of(edition):
                self._pages.clear()
                self._edition = _name_of(edition)
            self._pages[name] = page
            while len(self._pages) > MAX_PAGES:
                self._pages.popitem(last=False)


def _name_of(edition: Edition) -> object:
    return edition.serial, edition.published_at


def _split(path: str) -> tuple[str, str]:
    """The image that a path asks of, and region and size; no words where it asks for anything else.

    ``/iiif/3/ark:/12345/x/f1`` and ``0,0,512,512/512,512``.
    """
    for end in _ENDS:
        if path.endswith(end):
            name, _, size = path[: -len(end)].rpartition("/")
            name, _, region = name.rpartition("/")
            return name, f"{region}/{size}"
    return path, ""


def _ready(copy: AccessCopy, key: str, address: ImageAddress) -> Iterator[tuple[str, _Ready]]:
    """All that lies ready of a page, by each of the words that viewers ask for it with."""
    if sum(level.across * level.down for level in copy.levels) > _MOST_TILES:
        return
    for view, stored in stored_views(copy):
        ready = _Ready(stored, service.image_headers(address, copy, key, view))
        for words in spellings(view, copy.width, copy.height):
            yield words, ready
