"""One answer of a partner, parsed once and strictly.

A parser that recovers ends a cut answer without a word: here what is not whole is a fault. Nothing
outside the answer is read: no DTD, no entities, no network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from archivekit.harvest.fault import NotXML, PartnerFault, PassingFault, ProtocolError

OAI = "{http://www.openarchives.org/OAI/2.0/}"

_HTML = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html)", re.I | re.S)
_END = re.compile(rb"</(?:[\w.-]+:)?OAI-PMH\s*>\s*\Z")
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its bytes, its tree, and the element of its verb.

    ``oai`` is the namespace that its elements are in, as lxml writes it before names: some leave
    out the slash at its end, or all of it.
    """

    url: str
    body: bytes
    root: etree._Element
    content: etree._Element
    oai: str = OAI
    is_utf8: bool = True

    @property
    def response_date(self) -> str:
        """The partner's clock when it answered."""
        return (self.root.findtext(f"{self.oai}responseDate") or "").strip()


def read(url: str, verb: str, body: bytes, content_type: str) -> Answer:
    """The answer that a body holds.

    Raises NotXML (worth another try), PartnerFault (no OAI-PMH), ProtocolError.
    """
    if "html" in content_type.lower() or _HTML.match(body[:4096]):
        # Maintenance, mostly: a page like that may be gone in a minute.
        raise PassingFault("harvest.html", tries=2, url=url)
    encoding = encoding_of(body)
    try:
        root = parse(body, encoding)
    except etree.XMLSyntaxError as fault:
        # A whole page is as it is: asked again once, in case it was an accident on the way.
        tries = 1 if is_whole(body) else 1000
        raise NotXML(body, tries=tries, url=url, why=fault.msg or "") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise PartnerFault("harvest.doctype", url=url)
    namespace, _, name = root.tag.rpartition("}")
    if name != "OAI-PMH":
        raise PartnerFault("harvest.not-oai", url=url, root=str(root.tag)[:100])
    oai = namespace + "}" if namespace else ""
    content = root.find(f"{oai}{verb}")
    # Errors are looked for where the protocol has them: a record may hold an <error> of its own.
    error = root.find(f"{oai}error")
    if error is not None and content is None:
        sentence = " ".join((error.text or "").split())[:500]
        raise ProtocolError(error.get("code", "")[:50], url=url, sentence=sentence)
    if content is None:
        raise PartnerFault("harvest.no-verb", url=url, verb=verb)
    used = encoding or root.getroottree().docinfo.encoding or "UTF-8"
    return Answer(url, body, root, content, oai, used.upper() in ("UTF-8", "US-ASCII"))


def is_whole(body: bytes) -> bool:
    """Whether the end of an answer is there."""
    return _END.search(body[-200:]) is not None


def encoding_of(body: bytes) -> str | None:
    """UTF-8 where the bytes are, whatever they declare: OAI-PMH knows no other (3.2). Else None."""
    declared = _DECLARED.match(body[:200])
    if declared is None or declared[1].upper() in (b"UTF-8", b"US-ASCII"):
        return None
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "UTF-8"


def parse(body: bytes, encoding: str | None = None, *, huge: bool = False) -> etree._Element:
    """The tree of a well-formed document, read strictly. Raises XMLSyntaxError.

    ``huge``: texts of more than 10 MB too; for what is bounded already.
    """
    # A parser each time: lxml's keep the names of everything they ever read.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=huge,
        recover=False,
        remove_comments=True,
        remove_pis=True,
        encoding=encoding,
    )
    return etree.fromstring(body, parser)
