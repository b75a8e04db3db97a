"""The elements of one component as a description. Where each goes:

=========================================  ===================================================
``unitid``                                 ``code``; others ``ead:unitid``; links ``identifier``
``unittitle``                              ``title``; others ``alternative`` (``title`` where
                                           they are in another language)
``unitdate``                               ``date_text`` and its reading; bulk: ``ead:unitdate``
``origination``                            ``creator``
``physdesc``                               ``extent``, ``medium``, ``type``
``langmaterial``                           ``language``
``controlaccess``                          see ``names.INDEX_TERMS``
``accessrestrict``                         ``access_text``, ``open_from``
``userestrict``                            ``rights``, ``license``
``dao``, ``daogrp``                        ``scans``; addresses of pages elsewhere ``ead:dao``
all others                                 see ``names.TEXT_TERMS``; what EAD does not know, and
                                           so is nobody's term: ``unknown`` by element
``audience="internal"``                    of a part: ``internal_notes``; of the component itself:
                                           ``publish`` is False
=========================================  ===================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from archivekit.description import languages, levels, rights
from archivekit.description.record import Description, Level, Value
from archivekit.exchange.access_told import tell_access, with_its_question
from archivekit.exchange.ead import names
from archivekit.exchange.ead.digital import read_digital
from archivekit.exchange.ead.entries import entry, has_other_words, language_words
from archivekit.exchange.ead.gathering import Gathered, Tell
from archivekit.exchange.ead.names import attribute, is_internal, local, shown_within
from archivekit.exchange.ead.physical import read_physical
from archivekit.exchange.ead.restrictions import read_access
from archivekit.exchange.ead.unitdate import read_dates
from archivekit.exchange.ead.unitid import read_unitids
from archivekit.exchange.ead.words import heading, line_of, plain
from archivekit.problems import Severity

_LEVELS = {
    "class": Level.SERIES,
    "recordgrp": Level.FONDS,
    "subgrp": Level.SUBFONDS,
    "unitofdescription": None,
}


def describe(element: Any, tell: Tell) -> Description:
    """The description of a component's element, components below it already taken out.

    ``element`` may be the whole ``ead``. ``tell(key, severity, **values)`` is told what needs a
    person's eye.
    """
    reading = _Describing(element, tell)
    archdesc = _archdesc(element)
    top = archdesc if archdesc is not None else element
    reading.children(top)
    found = reading.description(top)
    if top is not element:
        found.code = found.code or _finding_aid_code(element)
    return found


def _archdesc(element: Any) -> Any:
    if local(element) != "ead":
        return None
    return next((child for child in element.iter() if local(child) == "archdesc"), None)


def _finding_aid_code(ead: Any) -> str:
    """The identifier of the finding aid itself: ``eadid``, in EAD3 ``recordid``."""
    for child in ead.iter():
        if local(child) in ("eadid", "recordid"):
            return plain(child) or attribute(child, "identifier")
        if local(child) == "archdesc":
            break
    return ""


@dataclass(slots=True)
class _Describing(Gathered):
    """The description of what was gathered, field by field."""

    def description(self, element: Any) -> Description:
        """The description of all that was gone through. ``element`` has the level and the id."""
        code = self._code(element)
        title = self._title()
        found = Description(code=code, title=title, level=self._level(element))
        self._dates(found)
        self._creators()
        self._physical()
        self._languages()
        self._index()
        self._rights()
        self._digital(found)
        self._access(found)
        if self.is_internal or element.get("audience") == "internal":
            found.publish = False
        found.terms = {term: _distinct(values) for term, values in self.terms.items() if values}
        found.internal_notes = "\n".join(dict.fromkeys(self.internal))
        found.unknown = self.unknown
        return found

    def _code(self, element: Any) -> str:
        """The reference code; what else identifies the record goes to its terms."""
        found = read_unitids(self.elements("unitid"), element)
        for each, text in found.identifiers:
            self.add("identifier", text, each)
        for each, text in found.others:
            self.add("ead:unitid", text, each)
        return found.code

    def _title(self) -> str:
        titles = [(each, plain(each)) for each in self.elements("unittitle")]
        titles = [(each, text) for each, text in titles if text]
        if not titles:
            return ""
        first, title = titles[0]
        language = self.language(first)
        parallel = [Value(title, language)]
        for each, text in titles[1:]:
            other = self.language(each)
            if other and other != language:
                parallel.append(Value(text, other))
            elif text != title:
                self.add("alternative", text, each)
        if language or len(parallel) > 1:
            self.terms["title"] = parallel
        return title

    def _level(self, element: Any) -> Level | None:
        said = (element.get("level") or "").strip()
        if not said:
            return None
        if said == "otherlevel":
            return levels.read(element.get("otherlevel") or "") or Level.OTHER
        if said.lower() in _LEVELS:
            return _LEVELS[said.lower()]
        found = levels.read(said)
        if found is None:
            self.tell("description.level-unknown", value=said)
        return found or Level.OTHER

    def _dates(self, found: Description) -> None:
        elements = self.elements("unitdate")
        for title in self.elements("unittitle"):
            if len(title):
                elements += [each for each in shown_within(title) if local(each) == "unitdate"]
        date = read_dates(elements)
        found.date_text, found.date_edtf = date.text, date.edtf
        found.date_first, found.date_last = date.first, date.last
        for text in date.others:
            self.terms.setdefault("ead:unitdate", []).append(Value(text))
        if date.unread is not None:
            key = f"description.date-{date.unread}" + ("-proposal" if date.proposal else "")
            self.tell(key, value=date.text, proposal=date.proposal)
        elif date.contradicts:
            self.tell("exchange.ead-date-contradicted", words=date.text, normal=date.normal)
        elif date.from_normal:
            self.tell(
                "exchange.ead-date-from-normal", Severity.NOTE, words=date.text, normal=date.normal
            )

    def _creators(self) -> None:
        for origination in self.elements("origination"):
            inside = [each for each in origination if local(each) in names.NAMES]
            said = [(each, entry(each)) for each in inside if not is_internal(each)]
            if said and not has_other_words(origination):
                for each, text in said:
                    self.add("creator", text, each)
            else:
                self.add("creator", " ".join(self.words(origination, "origination").split()),
                          origination)  # fmt: skip

    def _physical(self) -> None:
        for element in self.elements("physdesc"):
            for term, each, text in read_physical(element):
                self.add(term, text, each)

    def _languages(self) -> None:
        for element in self.elements("langmaterial"):
            inside = [each for each in shown_within(element) if local(each) == "language"]
            said = [(each, text) for each in inside if (text := language_words(each))]
            if not said:
                said = [(element, line_of(element))]
            for each, text in said:
                self.add("language", text, each)
                _, unknown = languages.read_all(text)
                if unknown:
                    self.tell("description.language-unknown", value=", ".join(unknown))

    def _index(self) -> None:
        for element in self.elements("controlaccess"):
            for each in element.iterdescendants():
                term = names.INDEX_TERMS.get(local(each))
                if term is None or local(each.getparent()) in names.INDEX_TERMS:
                    continue
                if any(is_internal(above) for above in _up_to(each, element)):
                    self.keep_internal(each, local(each))
                else:
                    self.add(term, entry(each), each)

    def _rights(self) -> None:
        for element in self.elements("userestrict"):
            said = self.words(element, "userestrict")
            linking = (element, *shown_within(element))
            hrefs = [attribute(each, "href") for each in linking]
            uris = [uri for text in (said, *hrefs) if text and (uri := rights.license_uri(text))]
            for uri in dict.fromkeys(uris):
                self.terms.setdefault("license", []).append(Value(uri))
            if said and not rights.license_uri(said):
                self.add("rights", said, element)

    def _digital(self, found: Description) -> None:
        elements = self.elements("dao", "daogrp", "daoset")
        if not elements:
            return
        digital = read_digital(elements)
        found.scans = digital.scans
        for link in digital.links:
            self.terms.setdefault("ead:dao", []).append(Value(link))
        for said in digital.unread:
            self.tell("exchange.ead-images-unread", value=said)

    def _access(self, found: Description) -> None:
        said = []
        for element in self.parted("accessrestrict"):
            text = self.words(element, "accessrestrict")
            line = " ".join(text.split())
            kind = f"{names.kind_of(element)} {heading(element)}".lower()
            if local(element) == "legalstatus":
                self.add("ead:legalstatus", line, element)
            elif "original" in kind:
                # On the originals, which a copy stands in for: no condition of the record.
                whole = f"{heading(element)} : {line}" if heading(element) else line
                self.add("ead:accessrestrict", whole, element)
            else:
                question = heading(element) or "accessrestrict"
                said += [
                    with_its_question(" ".join(each.split()), question)
                    for each in text.split("\n")
                    if each.strip()
                ]
        access = read_access(said, found)
        found.access_text, found.open_from = access.text, access.open_from
        tell_access(self.tell, access.text, access.found)


def _up_to(element: Any, top: Any) -> list[Any]:
    """An element and those that hold it, up to one."""
    line = [element]
    while line[-1] is not top and line[-1].getparent() is not None:
        line.append(line[-1].getparent())
    return line


def _distinct(values: list[Value]) -> list[Value]:
    return list(dict.fromkeys(values))
