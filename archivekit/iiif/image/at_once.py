"""What viewers ask for most, answered at once: tiles and small sizes, as they lie in access copies.

No thread, no look-up in the edition and no decoding: of each page asked lately it is known where
its tiles lie, and of each of them once it was asked, the headers. Whatever does not lie ready, or
would wait for a disk, is left to :mod:`archivekit.iiif.image.service`, which answers the same.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from archivekit.edition import Edition, Request, Response
from archivekit.iiif.image import service
from archivekit.iiif.image.identifiers import ImageAddress, read_address
from archivekit.iiif.image.parameters import Refused, read_view
from archivekit.iiif.to_make import ToMake
from archivekit.images.refusal import Unreadable
from archivekit.images.render import stored_as
from archivekit.images.tiles import AccessCopy, Stored

MAX_PAGES = 256
"""How many pages are known: each holds its file open."""
MAX_READY = 20_000
"""How many tiles and small sizes of them: some 1 kB each."""

_ENDS = ("/0/default.jpg", "/0/color.jpg")


@dataclass(frozen=True, slots=True)
class _Ready:
    stored: Stored
    headers: service.Headers


@dataclass(frozen=True, slots=True)
class _Page:
    address: ImageAddress
    copy: AccessCopy
    key: str
    ready: dict[tuple[str, str], _Ready] = field(default_factory=dict)

    def find(self, region: str, size: str) -> _Ready | None:
        """What these words ask for, where it lies ready."""
        words = (region, size, "0", "default.jpg")
        whole = self.copy.width, self.copy.height
        try:
            view = read_view(words, *whole, version=self.address.version)
            stored = stored_as(self.copy, view)
        except (Refused, Unreadable):
            return None
        if stored is None:
            return None
        return _Ready(stored, service.image_headers(self.address, self.copy, self.key, view))


class ReadyImages:
    """The pages asked lately, of one edition: those of another are forgotten at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._edition: object = None
        self._pages: OrderedDict[str, _Page] = OrderedDict()
        self._count = 0

    def answer(self, path: str, edition: Edition) -> tuple[service.Headers, bytes] | None:
        """Headers and image where they lie ready; None where :meth:`prepare` has to be asked."""
        name, region, size = _split(path)
        with self._lock:
            if self._edition != _name_of(edition) or name not in self._pages:
                return None
            page = self._pages[name]
            self._pages.move_to_end(name)
            found = page.ready.get((region, size)) or self._find(page, region, size)
        if found is None:
            return None
        stored = page.copy.source.read_at_once(found.stored.offset, found.stored.size)
        if stored is None:
            return None
        try:
            return found.headers, found.stored.complete(stored)
        except Unreadable:
            return None

    def _find(self, page: _Page, region: str, size: str) -> _Ready | None:
        found = page.find(region, size)
        if found is not None:
            page.ready[region, size] = found
            self._count += 1
            self._forget()
        return found

    def _forget(self) -> None:
        """Of the pages, those not asked for longest."""
        while self._pages and (len(self._pages) > MAX_PAGES or self._count > MAX_READY):
            _, oldest = self._pages.popitem(last=False)
            self._count -= len(oldest.ready)

    def prepare(self, request: Request, edition: Edition) -> Response | ToMake:
        """The answer to any image request; where its page's tiles lie is known from now on."""
        answer = service.prepare(request, edition)
        name, region, _ = _split(request.path)
        if region and (isinstance(answer, ToMake) or answer.status == 200):
            self._learn(name, request, edition)
        return answer

    def _learn(self, name: str, request: Request, edition: Edition) -> None:
        address = read_address(request.path)
        if address is None:
            return
        with self._lock:
            if self._edition != _name_of(edition):
                self._pages.clear()
                self._count = 0
                self._edition = _name_of(edition)
            if name not in self._pages:
                self._pages[name] = _Page(address, *service.access_copy(address, edition))
                self._forget()


def _name_of(edition: Edition) -> object:
    return edition.serial, edition.published_at


def _split(path: str) -> tuple[str, str, str]:
    """The image that a path asks of, region and size; both empty where it asks for anything else.

    ``/iiif/3/ark:/12345/x/f1``, ``0,0,512,512`` and ``512,512``.
    """
    for end in _ENDS:
        if path.endswith(end):
            name, _, size = path[: -len(end)].rpartition("/")
            name, _, region = name.rpartition("/")
            return name, region, size
    return path, "", ""
