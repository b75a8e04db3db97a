"""An OAI-PMH answer read back, for the page that shows it to people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TITLES = ("title", "unittitle", "titleproper")
_MOST_SOURCE = 30_000
# A finding aid may be long: its page shows the beginning, its XML all.
_MOST_FIELDS = 300


@dataclass(frozen=True, slots=True)
class Field:
    """An element that has words: its name, the words, their language."""

    name: str
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class OaiRecord:
    """A record, or its header alone."""

    identifier: str
    datestamp: str
    deleted: bool
    sets: list[str]
    fields: list[Field]

    @property
    def title(self) -> Field | None:
        """The first of its words that name it."""
        return next((it for it in self.fields if it.name in _TITLES), None)

    @property
    def ark(self) -> str:
        """The ARK in its identifier: its page's address on this site."""
        _, found, rest = self.identifier.partition(":ark:")
        return f"ark:{rest}" if found else ""


@dataclass(frozen=True, slots=True)
class OaiSet:
    """A set that is listed."""

    spec: str
    name: str


@dataclass(frozen=True, slots=True)
class OaiFormat:
    """A metadata format that is offered."""

    prefix: str
    namespace: str
    schema: str


@dataclass(slots=True)
class Answer:
    """An answer. ``token`` is empty on the last page, None where there is but one."""

    base_url: str
    errors: list[tuple[str, str]] = field(default_factory=list)
    identity: dict[str, list[str]] = field(default_factory=dict)
    friends: list[str] = field(default_factory=list)
    sets: list[OaiSet] = field(default_factory=list)
    formats: list[OaiFormat] = field(default_factory=list)
    records: list[OaiRecord] = field(default_factory=list)
    token: str | None = None
    size: int = 0
    cursor: int = 0
    source: str = ""
    source_is_cut: bool = False


def read(body: bytes) -> Answer:
    """The answer in these bytes, which are our own."""
    root = etree.fromstring(body, etree.XMLParser(remove_blank_text=True, huge_tree=True))
    answer = Answer(root.findtext(f"{_OAI}request") or "")
    answer.errors = [(it.get("code", ""), it.text or "") for it in root.iterfind(f"{_OAI}error")]
    for it in root.iterfind(f"{_OAI}Identify/*"):
        if it.tag != f"{_OAI}description":
            answer.identity.setdefault(etree.QName(it).localname, []).append(it.text or "")
    answer.friends = [it.text or "" for it in root.iter("{*}friends") for it in it]
    answer.sets = [OaiSet(_said(it, "setSpec"), _said(it, "setName")) for it in _all(root, "set")]
    answer.formats = [
        OaiFormat(*(_said(it, name) for name in ("metadataPrefix", "metadataNamespace", "schema")))
        for it in _all(root, "metadataFormat")
    ]
    answer.records = [_record(header) for header in _all(root, "header")]
    _read_token(root, answer)
    etree.indent(root)
    source = etree.tostring(root, encoding="unicode")
    answer.source, answer.source_is_cut = source[:_MOST_SOURCE], len(source) > _MOST_SOURCE
    return answer


def _record(header: etree._Element) -> OaiRecord:
    above = header.getparent()
    metadata = None if above is None else above.find(f"{_OAI}metadata")
    return OaiRecord(
        identifier=_said(header, "identifier"),
        datestamp=_said(header, "datestamp"),
        deleted=header.get("status") == "deleted",
        sets=[it.text or "" for it in header.iterfind(f"{_OAI}setSpec")],
        fields=[] if metadata is None else list(_fields(metadata)),
    )


def _fields(metadata: etree._Element) -> Iterator[Field]:
    """The elements with words of their own, in order."""
    given = 0
    for element in metadata.iter(etree.Element):
        words = (element.text or "").strip()
        if words and given < _MOST_FIELDS:
            given += 1
            yield Field(etree.QName(element).localname, words, element.get(_LANG))


def _read_token(root: etree._Element, answer: Answer) -> None:
    for token in _all(root, "resumptionToken"):
        answer.token = token.text or ""
        answer.size = int(token.get("completeListSize", "0"))
        answer.cursor = int(token.get("cursor", "0"))


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return root.iter(_OAI + name)


def _said(element: etree._Element, name: str) -> str:
    return element.findtext(_OAI + name) or ""
