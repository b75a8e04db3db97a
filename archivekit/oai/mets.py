"""METS 1.12 of one exposed record that has pages: its Dublin Core, its images, their order.

Owns the element that OAI-PMH gives, and its parts that an export has too. Nothing is said of
masters here: the edition does not know them.
"""

from __future__ import annotations

from collections.abc import Iterator

from archivekit.description.addresses import image_url, recording_url, thumbnail_url
from archivekit.description.exposed import Exposed, ExposedPage
from archivekit.oai import oai_dc
from archivekit.oai.xml_text import escape, escape_attribute, name_of

_OPEN = (
    '<mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"{more}'
    ' xsi:schemaLocation="http://www.loc.gov/METS/ http://www.loc.gov/standards/mets/mets.xsd'
    '{schemas}"{named} LABEL="{label}"{kind}>'
)


def write(record: Exposed) -> bytes:
    """The ``<mets:mets>`` element of a record that has pages, UTF-8: the same for the same."""
    return "".join(_document(record)).encode()


def _document(record: Exposed) -> Iterator[str]:
    # Several stand in one answer: no two of them may have an ID in common.
    own = name_of(record.ark)
    name = next(iter(record.institution.values()), "")
    yield opening(record)
    yield from header(record.code, name)
    yield from description(record, f"D{own}")
    yield '<mets:fileSec><mets:fileGrp USE="access">'
    for page in record.pages:
        yield view(record.ark, page, f"A{own}.{page.number}")
    yield "</mets:fileGrp>"
    if record.pictured:
        yield '<mets:fileGrp USE="thumbnail">'
        yield file(f"T{own}", thumbnail_url(record.ark))
        yield "</mets:fileGrp>"
    yield "</mets:fileSec>"
    yield f'<mets:structMap TYPE="PHYSICAL"><mets:div TYPE="physSequence" DMDID="D{own}">'
    if record.pictured:
        yield f'<mets:fptr FILEID="T{own}"/>'
    for page in record.pages:
        yield opened_page(page.number, page.label)
        yield f'<mets:fptr FILEID="A{own}.{page.number}"/></mets:div>'
    yield "</mets:div></mets:structMap></mets:mets>"


def opening(record: Exposed, *, more: str = "", schemas: str = "") -> str:
    """The start tag; ``more`` namespaces and their ``schemas`` where others stand in it."""
    return _OPEN.format(
        more=more,
        schemas=schemas,
        named=f' OBJID="{escape_attribute(record.ark)}"' if record.ark else "",
        label=escape_attribute(record.full_title),
        kind=f' TYPE="{escape_attribute(record.level)}"' if record.level else "",
    )


def header(code: str, institution: str, *, created: str = "") -> Iterator[str]:
    """Who made the document, and the reference code."""
    yield f'<mets:metsHdr CREATEDATE="{created}">' if created else "<mets:metsHdr>"
    yield '<mets:agent ROLE="CREATOR" TYPE="ORGANIZATION">'
    yield f"<mets:name>{escape(institution)}</mets:name></mets:agent>"
    yield '<mets:agent ROLE="CREATOR" TYPE="OTHER" OTHERTYPE="SOFTWARE">'
    yield "<mets:name>archivekit</mets:name></mets:agent>"
    if code:
        yield f'<mets:altRecordID TYPE="reference code">{escape(code)}</mets:altRecordID>'
    yield "</mets:metsHdr>"


def description(record: Exposed, identifier: str) -> Iterator[str]:
    """The record's Dublin Core."""
    yield f'<mets:dmdSec ID="{identifier}"><mets:mdWrap MDTYPE="DC"><mets:xmlData>'
    yield oai_dc.write(record).decode()
    yield "</mets:xmlData></mets:mdWrap></mets:dmdSec>"


def view(ark: str, page: ExposedPage, identifier: str) -> str:
    """The image of a page, or its sound or film."""
    heard = page.recording
    if heard is not None:
        address = recording_url(ark, page.number, heard.media_type)
        return file(identifier, address, heard.media_type)
    return file(identifier, f"{image_url(ark, page.number)}/full/max/0/default.jpg")


def file(identifier: str, address: str, media_type: str = "image/jpeg") -> str:
    """What lies at an address."""
    return (
        f'<mets:file ID="{identifier}" MIMETYPE="{media_type}"><mets:FLocat LOCTYPE="URL"'
        f' xlink:href="{escape_attribute(address)}"/></mets:file>'
    )


def opened_page(number: int, label: str) -> str:
    """The start of a page's division."""
    said = escape_attribute(label)
    return f'<mets:div TYPE="page" ORDER="{number}" ORDERLABEL="{said}" LABEL="{said}">'
