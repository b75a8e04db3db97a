"""METS 1.12: a folder with one document for each record that has pages.

Its Dublin Core, its masters by name with their checksums (PREMIS 3), its images as IIIF addresses,
its pages in reading order with their labels, and the files with their text (ALTO …). Owns the
documents; the masters themselves stay where they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from archivekit.description.addresses import captions_url, text_url
from archivekit.description.exposed import ExposedPage
from archivekit.exchange.outgoing import Institution, Outgoing, OutgoingPage, Records
from archivekit.exchange.outside import located, shown, tell_no_address
from archivekit.oai import mets
from archivekit.oai.xml_text import escape, escape_attribute
from archivekit.problems import Problems

_PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PREMIS = ' xmlns:premis="http://www.loc.gov/premis/v3"'
_OF_PREMIS = " http://www.loc.gov/premis/v3 http://www.loc.gov/standards/premis/premis.xsd"
_IN_A_FOLDER = 1000


def write(records: Records, institution: Institution, target: Path, problems: Problems) -> int:
    """Writes a document for each record with pages, 1,000 in each folder below ``target``.

    Gives how many it wrote.
    """
    tell_no_address(institution, problems)
    target.mkdir()
    with_pages = (outgoing for outgoing in records() if outgoing.pages)
    number = 0
    for number, outgoing in enumerate(with_pages, start=1):
        folder = target / f"{(number - 1) // _IN_A_FOLDER + 1:04}"
        folder.mkdir(exist_ok=True)
        lines = "\n".join(_document(outgoing, institution)) + "\n"
        (folder / f"{_name(outgoing)}.xml").write_bytes(located(lines.encode(), institution))
    return number


def _name(outgoing: Outgoing) -> str:
    """A name that no other record has, on any file system."""
    ark = outgoing.exposed.ark.removeprefix("ark:/")
    return re.sub(r"[^A-Za-z0-9]+", "_", ark or outgoing.uid)


def _document(outgoing: Outgoing, institution: Institution) -> Iterator[str]:
    record = shown(outgoing.exposed, institution)
    yield _PROLOG + mets.opening(record, more=_PREMIS, schemas=_OF_PREMIS)
    name = next(iter(institution.name.values()), "")
    yield from mets.header(record.code, name, created=f"{institution.today}T00:00:00Z")
    yield from mets.description(record, "DMD1")
    masters = _masters(outgoing.pages)
    yield from _fixity(masters)
    # Images are there for those who may see them.
    seen = {page.number: page for page in record.pages} if outgoing.is_open else {}
    yield from _files(outgoing, masters, seen)
    yield from _pages(outgoing.pages, masters, seen)
    yield "</mets:mets>"


_Masters = dict[tuple[str, str], tuple[str, OutgoingPage]]
_Seen = Mapping[int, ExposedPage]


def _masters(pages: tuple[OutgoingPage, ...]) -> _Masters:
    """Each file once, though several pages may come from it, with its identifier here."""
    masters: _Masters = {}
    for page in pages:
        masters.setdefault(_master_of(page), (f"M{len(masters) + 1}", page))
    return masters


def _master_of(page: OutgoingPage) -> tuple[str, str]:
    return page.file, page.sha512


def _fixity(masters: _Masters) -> Iterator[str]:
    """PREMIS 3, one object a file: its size, format and message digest."""
    yield '<mets:amdSec ID="AMD1">'
    for identifier, page in masters.values():
        name = escape(page.file)
        yield f'<mets:techMD ID="T{identifier}"><mets:mdWrap MDTYPE="PREMIS:OBJECT"><mets:xmlData>'
        yield '<premis:object xsi:type="premis:file">'
        yield (
            "<premis:objectIdentifier><premis:objectIdentifierType>sha512"
            "</premis:objectIdentifierType><premis:objectIdentifierValue>"
            f"{page.sha512}</premis:objectIdentifierValue></premis:objectIdentifier>"
        )
        yield (
            "<premis:objectCharacteristics><premis:fixity><premis:messageDigestAlgorithm>SHA-512"
            "</premis:messageDigestAlgorithm><premis:messageDigest>"
            f"{page.sha512}</premis:messageDigest></premis:fixity><premis:size>{page.size}"
            "</premis:size><premis:format><premis:formatDesignation><premis:formatName>"
            f"{escape(page.mime)}</premis:formatName></premis:formatDesignation></premis:format>"
            "</premis:objectCharacteristics>"
        )
        yield f"<premis:originalName>{name}</premis:originalName></premis:object>"
        yield "</mets:xmlData></mets:mdWrap></mets:techMD>"
    yield "</mets:amdSec>"


def _files(outgoing: Outgoing, masters: _Masters, seen: _Seen) -> Iterator[str]:
    yield '<mets:fileSec><mets:fileGrp USE="master">'
    for identifier, page in masters.values():
        yield (
            f'<mets:file ID="{identifier}" MIMETYPE="{escape_attribute(page.mime)}"'
            f' SIZE="{page.size}" CHECKSUM="{page.sha512}" CHECKSUMTYPE="SHA-512"'
            f' ADMID="T{identifier}"><mets:FLocat LOCTYPE="OTHER" OTHERLOCTYPE="file name"'
            f' xlink:href="{_relative(page.file)}"/></mets:file>'
        )
    yield "</mets:fileGrp>"
    yield from _texts(outgoing.pages)
    if seen:
        yield '<mets:fileGrp USE="access">'
        for number, seen_page in sorted(seen.items()):
            yield mets.view(outgoing.exposed.ark, seen_page, f"A{number}")
        yield "</mets:fileGrp>"
        yield from _texts_on_line(outgoing, seen)
    yield "</mets:fileSec>"


def _texts(pages: tuple[OutgoingPage, ...]) -> Iterator[str]:
    """The files with the text of pages, as masters: by name, with their checksums."""
    texts = _text_files(pages)
    if not texts:
        return
    yield '<mets:fileGrp USE="fulltext">'
    for name, identifier in texts.items():
        text = next(it for page in pages if (it := page.text) and it.file == name)
        yield (
            f'<mets:file ID="{identifier}" MIMETYPE="{escape_attribute(text.mime)}"'
            f' SIZE="{text.size}" CHECKSUM="{text.sha512}" CHECKSUMTYPE="SHA-512">'
            '<mets:FLocat LOCTYPE="OTHER" OTHERLOCTYPE="file name"'
            f' xlink:href="{_relative(name)}"/></mets:file>'
        )
    yield "</mets:fileGrp>"


def _text_files(pages: tuple[OutgoingPage, ...]) -> dict[str, str]:
    """Each file of text with its identifier here."""
    names = dict.fromkeys(page.text.file for page in pages if page.text)
    return {name: f"X{number}" for number, name in enumerate(names, start=1)}


def _texts_on_line(outgoing: Outgoing, seen: _Seen) -> Iterator[str]:
    """The texts as the site gives them: in ALTO, the captions of recordings as they came."""
    numbers = [page.number for page in outgoing.pages if page.text and page.number in seen]
    if not numbers:
        return
    ark = outgoing.exposed.ark
    yield '<mets:fileGrp USE="fulltext access">'
    for number in numbers:
        address, media_type = text_url(ark, number, ".alto.xml"), "application/xml"
        if seen[number].recording is not None:
            address, media_type = captions_url(ark, number, 1), "text/vtt"
        address = escape_attribute(address)
        yield (
            f'<mets:file ID="AX{number}" MIMETYPE="{media_type}"><mets:FLocat LOCTYPE="URL"'
            f' xlink:href="{address}"/></mets:file>'
        )
    yield "</mets:fileGrp>"


def _relative(name: str) -> str:
    """A file's name as a reference (RFC 3986): what may not stand in one is percent-encoded."""
    return escape_attribute(quote(name.encode("utf-8", "replace")))


def _pages(pages: tuple[OutgoingPage, ...], masters: _Masters, seen: _Seen) -> Iterator[str]:
    shared, texts = Counter(map(_master_of, pages)), _text_files(pages)
    yield '<mets:structMap TYPE="PHYSICAL"><mets:div TYPE="physSequence" DMDID="DMD1">'
    for page in pages:
        yield mets.opened_page(page.number, page.label)
        is_part = page.frame > 0 or shared[_master_of(page)] > 1
        yield from _pointer(masters[_master_of(page)][0], page.frame if is_part else None)
        if page.number in seen:
            yield f'<mets:fptr FILEID="A{page.number}"/>'
        if page.text:
            place = None if page.text.is_alone else page.text.frame
            yield from _pointer(texts[page.text.file], place)
            if page.number in seen:
                yield f'<mets:fptr FILEID="AX{page.number}"/>'
        yield "</mets:div>"
    yield "</mets:div></mets:structMap>"


def _pointer(identifier: str, frame: int | None) -> Iterator[str]:
    """To a file, or to one page of it (from 0).

    METS has no type of its own for pages (``BETYPE``): the place is said as the fragment of a PDF
    (RFC 8118), and for a TIFF in the same words.
    """
    if frame is None:
        yield f'<mets:fptr FILEID="{identifier}"/>'
        return
    place = f"page={frame + 1}"
    yield f'<mets:fptr><mets:area FILEID="{identifier}" BEGIN="{place}" END="{place}"/></mets:fptr>'
