"""One answer of a partner, parsed once and strictly.

A parser that recovers ends a cut answer without a word: here what is not whole is a fault. Nothing
outside the answer is read: no DTD, no entities, no network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from archivekit.harvest.fault import PartnerFault, PassingFault, ProtocolError

OAI = "{http://www.openarchives.org/OAI/2.0/}"

_HTML = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html)", re.I | re.S)


@dataclass(frozen=True, slots=True)
class ResumptionToken:
    """The end of a page (3.5): the token to the next, ``""`` where there is none."""

    token: str = ""
    complete_list_size: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: its bytes, its tree, and the element of its verb."""

    url: str
    body: bytes
    root: etree._Element
    content: etree._Element

    @property
    def response_date(self) -> str:
        """The partner's clock when it answered."""
        return (self.root.findtext(f"{OAI}responseDate") or "").strip()

    @property
    def resumption_token(self) -> ResumptionToken:
        """The token of the list: none where it is empty or blank."""
        element = self.content.find(f"{OAI}resumptionToken")
        if element is None:
            return ResumptionToken()
        size = (element.get("completeListSize") or "").strip()
        known = int(size) if size.isascii() and size.isdigit() and len(size) < 16 else None
        return ResumptionToken((element.text or "").strip(), known)


def read(url: str, verb: str, body: bytes, content_type: str) -> Page:
    """The page that a body holds.

    Raises PassingFault (not whole: worth another try), PartnerFault (no OAI-PMH), ProtocolError.
    """
    if "html" in content_type.lower() or _HTML.match(body[:4096]):
        raise PartnerFault("harvest.html", url=url)
    root = _parsed(url, body)
    if root.tag != f"{OAI}OAI-PMH":
        raise PartnerFault("harvest.not-oai", url=url, root=str(root.tag)[:100])
    content = root.find(f"{OAI}{verb}")
    # Errors are looked for where the protocol has them: a record may hold an <error> of its own.
    error = root.find(f"{OAI}error")
    if error is not None and content is None:
        sentence = " ".join((error.text or "").split())[:500]
        raise ProtocolError(error.get("code", "")[:50], url=url, sentence=sentence)
    if content is None:
        raise PartnerFault("harvest.no-verb", url=url, verb=verb)
    return Page(url, body, root, content)


def _parsed(url: str, body: bytes) -> etree._Element:
    # A parser each time: lxml's keep the names of everything they ever read.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise PassingFault("harvest.not-xml", url=url, why=error.msg) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise PartnerFault("harvest.doctype", url=url)
    return root
