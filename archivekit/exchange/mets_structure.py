"""The parts of a document as its METS has them: the headings of a structMap, with their pages.

Owns METS's ways of saying it: pages inside their part, or a logical map that is linked to a
physical one (structLink). Which scan a page is, is for others to say: here it is the names of its
files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from archivekit.exchange.bounded_xml import parse_bytes

MOST_MEGABYTES = 32
MOST_CHAPTERS = 2_000
MOST_TITLE = 500
_METS = "http://www.loc.gov/METS/"
_HREF = "{http://www.w3.org/1999/xlink}href"
_FROM, _TO = "{http://www.w3.org/1999/xlink}from", "{http://www.w3.org/1999/xlink}to"
_PAGES = {"page", "image", "view", "vue", "pagina", "página", "seite"}
_PLACE = re.compile(r"page=(\d{1,6})")


class PageFile(NamedTuple):
    """One of the files of a page: its name, without folders, and which of its pages (from 0)."""

    name: str
    frame: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, how deep it lies (0: at the top), the files of its first page."""

    title: str
    depth: int
    files: tuple[PageFile, ...]


def is_mets(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a METS document."""
    return _METS.encode() in head and re.search(rb"<(?:\w+:)?mets[\s>]", head) is not None


def files_named(content: bytes, name: str) -> set[str]:
    """The names of all files of its pages. Raises NothingDone where it cannot be read."""
    return {file.name for file in _Document(parse_bytes(content, name)).all_files()}


def parts(content: bytes, name: str) -> list[Part]:
    """The parts, in the order of the map that has most. Raises NothingDone as above.

    The whole document is no part of itself: a single part at the top without pages of its own is
    left out.
    """
    document = _Document(parse_bytes(content, name))
    found = max((list(document.parts(tree)) for tree in document.maps), key=len, default=[])
    return found[:MOST_CHAPTERS]


class _Document:
    """One document, its files and links looked up once."""

    def __init__(self, root: etree._Element) -> None:
        self._files = {
            file.get("ID", ""): name
            for file in root.iter(f"{{{_METS}}}file")
            for place in file.iter(f"{{{_METS}}}FLocat")
            if (name := _file_name(place.get(_HREF, "")))
        }
        self.maps = root.findall(f"{{{_METS}}}structMap")
        self._order = {
            div.get("ID", ""): (number, div)
            for number, div in enumerate(root.iter(f"{{{_METS}}}div"))
        }
        self._links: dict[str, list[str]] = {}
        for link in root.iter(f"{{{_METS}}}smLink"):
            self._links.setdefault(link.get(_FROM, ""), []).append(link.get(_TO, ""))

    def all_files(self) -> Iterator[PageFile]:
        """The files of all pages of all maps."""
        for tree in self.maps:
            for div in tree.iter(f"{{{_METS}}}div"):
                yield from self._own_files(div)

    def parts(self, tree: etree._Element) -> Iterator[Part]:
        """The parts of a map."""
        tops = _inside(tree)
        if len(tops) == 1 and not _is_page(tops[0]):
            tops = _inside(tops[0])
        for top in tops:
            yield from self._parts(top, 0)

    def _parts(self, div: etree._Element, depth: int) -> Iterator[Part]:
        title = " ".join((div.get("LABEL") or "").split())[:MOST_TITLE]
        files = () if _is_page(div) else tuple(self._first_page(div))
        named = bool(title and files)
        if named:
            yield Part(title, depth, files)
        for inner in _inside(div):
            yield from self._parts(inner, depth + named)

    def _first_page(self, div: etree._Element) -> Iterator[PageFile]:
        """The files of the first page of a part, be it inside it or linked to it."""
        linked = [
            self._order[page]
            for each in div.iter(f"{{{_METS}}}div")
            for page in self._links.get(each.get("ID", ""), ())
            if page in self._order
        ]
        pages = [page for _, page in sorted(linked, key=lambda it: it[0])] or list(
            div.iter(f"{{{_METS}}}div")
        )
        return iter(next((files for page in pages if (files := list(self._own_files(page)))), []))

    def _own_files(self, div: etree._Element) -> Iterator[PageFile]:
        for pointer in div.findall(f"{{{_METS}}}fptr"):
            areas = [pointer, *pointer.iter(f"{{{_METS}}}area")]
            for each in areas:
                if name := self._files.get(each.get("FILEID", "")):
                    place = _PLACE.match(each.get("BEGIN") or "")
                    yield PageFile(name, max(0, int(place[1]) - 1) if place else 0)
            if content := _file_name(pointer.get("CONTENTIDS", "")):
                yield PageFile(content)


def _inside(element: etree._Element) -> list[etree._Element]:
    return element.findall(f"{{{_METS}}}div")


def _is_page(div: etree._Element) -> bool:
    kind = (div.get("TYPE") or "").casefold()
    return kind in _PAGES or (not _inside(div) and not div.get("LABEL"))


def _file_name(address: str) -> str:
    """The name of a file, without folders, from a reference to it."""
    return (
        unquote(address.partition("?")[0].partition("#")[0]).replace("\\", "/").rpartition("/")[2]
    )
