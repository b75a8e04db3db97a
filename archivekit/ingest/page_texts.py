"""Text of pages that comes with the scans: which file is the text of which scan.

A file is known as text by its content. It belongs to the scan of its own name, beside it or one
folder away (``alto/``, ``ocr/`` …), else to the one that it names itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from archivekit.errors import system_says
from archivekit.exchange.page_text import Format, format_of
from archivekit.ingest.received import ReceivedFile, comparable
from archivekit.problems import Place, Problems, Severity

_ENDINGS = {".xml", ".alto", ".page", ".hocr", ".html", ".htm", ".xhtml"}
_FOLDERS = {
    *("alto", "ocr", "hocr", "page", "pagexml", "page_xml", "xml", "txt", "text", "texte"),
    *("textes", "transcription", "transcriptions", "fulltext", "full_text", "htr"),
}
_LOOKED_AT = 8192
_BEFORE = re.compile(r"^(?:alto|hocr|ocr|page)[._-]+(?=.)")
_AFTER = re.compile(r"(?<=.)[._-]+(?:alto|hocr|ocr|page|pagexml|text|texte)$")
_NAMED = re.compile(
    rb"(?:<(?:\w+:)?fileName>\s*|imageFilename=[\"']|\bimage\s+[\"']?)([^<\"';\r\n]{1,300})"
)


def texts_apart(
    files: Sequence[ReceivedFile], problems: Problems
) -> tuple[list[ReceivedFile], dict[str, ReceivedFile]]:
    """The files without those of text, and these by the path of the scan that each belongs to.

    What belongs to no scan, or to one that has a text already, is told and left.
    """
    texts: dict[str, tuple[ReceivedFile, bytes]] = {}
    for file in files:
        if PurePosixPath(file.name).suffix.lower() in _ENDINGS:
            head = _head(file, problems)
            if format_of(head):
                texts[file.relative] = file, head
    if not texts:
        return list(files), {}
    others = [file for file in files if file.relative not in texts]
    scans = _Scans([file for file in others if file.named_as_scan])
    found: dict[str, ReceivedFile] = {}
    for file, head in sorted(texts.values(), key=lambda it: _preference(it[1])):
        _give(file, scans.of(file, head), found, problems)
    return others, found


def _head(file: ReceivedFile, problems: Problems) -> bytes:
    try:
        with file.path.open("rb") as opened:
            return opened.read(_LOOKED_AT)
    except OSError as error:
        place = Place(file=file.relative)
        problems.add("ingest.unreadable-file", place=place, why=system_says(error))
        return b""


def _preference(head: bytes) -> int:
    """Of several texts of one page the one that says most."""
    order = [Format.ALTO, Format.PAGE, Format.HOCR]
    return order.index(found) if (found := format_of(head)) else len(order)


def _give(
    file: ReceivedFile,
    scans: list[ReceivedFile],
    found: dict[str, ReceivedFile],
    problems: Problems,
) -> None:
    place = Place(file=file.relative)
    if not scans:
        problems.add("ingest.text-without-page", Severity.WARNING, place)
    elif len(scans) > 1:
        names = ", ".join(scan.relative for scan in scans[:5])
        problems.add("ingest.text-of-several", Severity.WARNING, place, names=names)
    elif (first := found.setdefault(scans[0].relative, file)) is not file:
        problems.add("ingest.text-twice", Severity.WARNING, place, other=first.relative)


class _Scans:
    """Finds the scan of a text."""

    def __init__(self, scans: Sequence[ReceivedFile]) -> None:
        self._by: dict[tuple[str, str], list[ReceivedFile]] = {}
        self._below: dict[tuple[str, str], list[ReceivedFile]] = {}
        for scan in scans:
            folder = PurePosixPath(comparable(scan.folder))
            above = str(folder.parent)
            for key in _names_of_a_scan(scan.name):
                self._by.setdefault((str(folder), key), []).append(scan)
                self._below.setdefault((above, key), []).append(scan)

    def of(self, text: ReceivedFile, head: bytes) -> list[ReceivedFile]:
        """The scans that a text may belong to: one, where all is well."""
        for name in _names_of_a_text(text.name, head):
            for index, folder in self._places(text):
                if scans := index.get((folder, name)):
                    return scans
        return []

    def _places(
        self, text: ReceivedFile
    ) -> Iterator[tuple[Mapping[tuple[str, str], list[ReceivedFile]], str]]:
        """Where its scan may lie: beside it, in the folder above, in one beside its own."""
        folder = PurePosixPath(comparable(text.folder))
        yield self._by, str(folder)
        if folder.name in _FOLDERS:
            yield self._by, str(folder.parent)
            yield self._below, str(folder.parent)


def _names_of_a_scan(name: str) -> tuple[str, str]:
    path = PurePosixPath(comparable(name))
    return path.name, path.stem


def _names_of_a_text(name: str, head: bytes) -> Iterator[str]:
    stem = PurePosixPath(comparable(name)).stem
    plain = _AFTER.sub("", stem)
    yield from dict.fromkeys((stem, plain, _BEFORE.sub("", stem), _BEFORE.sub("", plain)))
    if named := _NAMED.search(head):
        image = named[1].decode("utf-8", "replace").replace("\\", "/").rpartition("/")[2].strip()
        yield from _names_of_a_scan(image)
