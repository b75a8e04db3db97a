"""The texts of pages for the edition: read from the masters, or carried over where unchanged.

Only pages that are shown come here, so that no word of a closed page is ever read.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from archivekit.catalogue import Catalogue, PageTexts
from archivekit.description import webvtt
from archivekit.description.exposed import ExposedPage, Recording
from archivekit.description.page_text import pack, searched, unpack
from archivekit.description.words import stem_text
from archivekit.errors import ArchivekitError
from archivekit.exchange.page_text import MOST_MEGABYTES, TextOfPage, read
from archivekit.masters.layout import object_path
from archivekit.publish.ready import Ready

_WRITER = "1"
_KEPT_READ = 8


class CaptionSource(NamedTuple):
    """Where captions lie below the masters' root, and their language."""

    path: str
    language: str


class TextSource(NamedTuple):
    """Where the text of a page lies: the file below the masters' root, and which page of it.

    ``captions``: of a recording, whose text they are.
    """

    path: str
    frame: int
    resolution: float
    captions: tuple[CaptionSource, ...] = ()


class TextsOfPages:
    """Which pages of the catalogue have a text."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._files, self._pages = catalogue.files, catalogue.pages
        self._with_texts = catalogue.files.with_texts()

    def of(
        self, record_id: int, uid: str, languages: Sequence[str]
    ) -> dict[int, tuple[str, TextSource]]:
        """By page number the digest of its text, and where it lies.

        Captions in the ``languages`` of the record come before translations.
        """
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
                found[page.number] = _digest(said), source
            elif captions := texts.captions_of(page, languages):
                said = "".join(f"{file.sha512}:{file.technical['language']}:" for file in captions)
                sources = tuple(
                    CaptionSource(f"{folder}/{it.content_path}", it.technical["language"])
                    for it in captions
                )
                found[page.number] = _digest(f"{_WRITER}:{said}"), TextSource("", 0, 0.0, sources)
        return found


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:32]


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


class CaptionRow(NamedTuple):
    """Captions as the edition's tables take them: as they came; ``place`` from 1."""

    record: int
    page: int
    place: int
    language: str
    content: bytes


class TextRows:
    """Makes the rows of texts. ``unread``: codes of the records whose texts could not be read."""

    def __init__(self, masters: Path, last: sqlite3.Connection | None) -> None:
        self._masters, self._last = masters, last
        self._open: dict[str, list[TextOfPage]] = {}
        self.captions: list[CaptionRow] = []

    def of(
        self,
        ready: Iterable[Ready],
        texts: Mapping[str, Mapping[int, TextSource]],
        unread: set[str],
    ) -> Iterator[TextRow]:
        """The rows of these records; ``texts`` by ARK and page number.

        Captions are put beside them in ``captions``.
        """
        self.captions = []
        for it in ready:
            own = texts.get(it.record.ark)
            if not own:
                continue
            kept = self._kept([page.text for page in it.record.pages if page.text])
            for page in it.record.pages:
                if page.number not in own:
                    continue
                source = own[page.number]
                if page.recording is not None:
                    words = self._heard(it.place.number, page, page.recording, source)
                else:
                    words = kept.get(page.text) or self._read(source, page.width, page.height)
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

    def _heard(
        self, record: int, page: ExposedPage, recording: Recording, source: TextSource
    ) -> bytes | None:
        """The words of all captions of a recording; these are kept as they came."""
        rows = []
        try:
            for place, (path, language) in enumerate(source.captions, start=1):
                with (self._masters / path).open("rb") as file:
                    content = file.read(webvtt.MOST_MEGABYTES << 20)
                rows.append(CaptionRow(record, page.number, place, language, content))
        except OSError:
            return None
        self.captions += rows
        cues = [webvtt.read(row.content).cues for row in rows]
        return pack(webvtt.as_page_text(recording.seconds, cues))

    def _pages(self, path: str) -> list[TextOfPage]:
        # The pages of one file come one after another.
        if path not in self._open:
            while len(self._open) >= _KEPT_READ:
                self._open.pop(next(iter(self._open)))
            with (self._masters / path).open("rb") as file:
                content = file.read((MOST_MEGABYTES << 20) + 1)
            self._open[path] = read(content, Path(path).name)[1]
        return self._open[path]
