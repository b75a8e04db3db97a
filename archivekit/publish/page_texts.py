"""The texts of pages for the edition: read from the masters, or carried over where unchanged.

Only pages that are shown come here, so that no word of a closed page is ever read.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from archivekit.catalogue import Catalogue, PageTexts
from archivekit.description.page_text import pack, searched, unpack
from archivekit.description.words import stem_text
from archivekit.errors import ArchivekitError
from archivekit.exchange.page_text import MOST_MEGABYTES, TextOfPage, read
from archivekit.masters.layout import object_path
from archivekit.publish.ready import Ready

_WRITER = "1"
_KEPT_READ = 8


class TextSource(NamedTuple):
    """Where the text of a page lies: the file below the masters' root, and which page of it."""

    path: str
    frame: int
    resolution: float


class TextsOfPages:
    """Which pages of the catalogue have a text."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._files, self._pages = catalogue.files, catalogue.pages
        self._with_texts = catalogue.files.with_texts()

    def of(self, record_id: int, uid: str) -> dict[int, tuple[str, TextSource]]:
        """By page number the digest of its text, and where it lies."""
        if record_id not in self._with_texts:
            return {}
        files = self._files.of(record_id)
        texts = PageTexts(files)
        dots = {file.id: _resolution(file.technical) for file in files}
        folder = object_path(f"urn:uuid:{uid}")
        found = {}
        for page in self._pages.of(record_id):
            if text := texts.of(page):
                file, frame = text
                said = f"{_WRITER}:{file.sha512}:{frame}:{page.width}x{page.height}"
                source = TextSource(f"{folder}/{file.content_path}", frame, dots[page.file_id])
                found[page.number] = hashlib.sha256(said.encode()).hexdigest()[:32], source
        return found


def _resolution(technical: Mapping[str, object]) -> float:
    dots = technical.get("dpi")
    return float(dots) if isinstance(dots, (int, float)) else 0.0


class TextRow(NamedTuple):
    """A page's text as the edition's tables take it."""

    record: int
    page: int
    digest: str
    words: bytes
    stems: str


class TextRows:
    """Makes the rows of texts. ``unread``: codes of the records whose texts could not be read."""

    def __init__(self, masters: Path, last: sqlite3.Connection | None) -> None:
        self._masters, self._last = masters, last
        self._open: dict[str, list[TextOfPage]] = {}

    def of(
        self,
        ready: Iterable[Ready],
        texts: Mapping[str, Mapping[int, TextSource]],
        unread: set[str],
    ) -> Iterator[TextRow]:
        """The rows of these records; ``texts`` by ARK and page number."""
        for it in ready:
            own = texts.get(it.record.ark)
            if not own:
                continue
            kept = self._kept([page.text for page in it.record.pages if page.text])
            for page in it.record.pages:
                if page.number not in own:
                    continue
                words = kept.get(page.text) or self._read(own[page.number], page.width, page.height)
                if words is None:
                    unread.add(it.record.code)
                    continue
                stems = stem_text(searched(unpack(words)))
                yield TextRow(it.place.number, page.number, page.text, words, stems)

    def _kept(self, digests: list[str]) -> dict[str, bytes]:
        """What the last edition has of these."""
        if self._last is None:
            return {}
        rows = self._last.execute(
            "select digest, words from page_texts where digest in (select value from json_each(?))",
            (json.dumps(digests),),
        )
        return dict(rows.fetchall())

    def _read(self, source: TextSource, width: int, height: int) -> bytes | None:
        try:
            pages = self._pages(source.path)
            if source.frame >= len(pages):
                return None
            laid = pages[source.frame].on(width, height, source.resolution)
        except (OSError, ArchivekitError):
            return None
        return pack(laid) if laid is not None else None

    def _pages(self, path: str) -> list[TextOfPage]:
        # The pages of one file come one after another.
        if path not in self._open:
            while len(self._open) >= _KEPT_READ:
                self._open.pop(next(iter(self._open)))
            with (self._masters / path).open("rb") as file:
                content = file.read((MOST_MEGABYTES << 20) + 1)
            self._open[path] = read(content, Path(path).name)[1]
        return self._open[path]
