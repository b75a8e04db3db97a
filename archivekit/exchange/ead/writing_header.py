"""The head of a finding aid: ``eadheader``, and EAD3's ``control``.

A head that came with the finding aid is kept and completed; without one it is made of what the
settings say of the institution.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import langcodes

from archivekit.description.words import fold
from archivekit.exchange.ead import writing_values
from archivekit.exchange.ead.writing_grammar import Dialect
from archivekit.exchange.ead.writing_nodes import Node, element
from archivekit.exchange.ead.writing_turns import flat, with_names
from archivekit.exchange.outgoing import Institution, Outgoing

_ENCODINGS = {
    "countryencoding": "iso3166-1", "dateencoding": "iso8601", "langencoding": "iso639-2b",
    "repositoryencoding": "iso15511", "scriptencoding": "iso15924",
}  # fmt: skip
NO_SERVICE = "FR-000000"
_SOFTWARE = "archivekit"


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head of a finding aid says of it. ``agency`` is the service's code (ISO 15511)."""

    identifier: str
    title: str
    agency: str
    country: str
    institution: str
    language: str
    day: str
    url: str = ""


def heading(top: Outgoing, institution: Institution) -> Heading:
    """The heading of the finding aid of a record; without a day where ``today`` is empty."""
    agency = writing_values.agency(institution.service_code) or ""
    country = agency[:2] if agency[:2] in writing_values.codes("countries") else "FR"
    names = institution.name
    known = institution.base_url and top.exposed.ark
    return Heading(
        identifier=identifier(top.description.code, institution.service_code),
        title=top.description.title or top.description.code or "—",
        agency=agency,
        country=country,
        institution=names.get(institution.language) or next(iter(names.values()), ""),
        language=writing_values.language(institution.language) or "fre",
        day=institution.today,
        url=f"{institution.base_url.rstrip('/')}/{top.exposed.ark}" if known else "",
    )


def identifier(code: str, service_code: str) -> str:
    """The identifier of a finding aid: the service's code and the reference code, as one word."""
    word = re.sub("-+", "-", writing_values.name_token(fold(code).upper()) or "IR")
    return f"{service_code}_{word}" if service_code else word


def eadheader(said: Heading, given: Node | None, dialect: Dialect) -> Node:
    """The ``eadheader``: what was given, completed."""
    found = given or Node("eadheader", dict(_ENCODINGS))
    eadid = _ensured(found, "eadid")
    if not eadid.words():
        eadid.content = [eadid.attributes.get("identifier") or said.identifier]
    _complete_eadid(eadid, said, dialect)
    filedesc = _ensured(found, "filedesc")
    statement = _ensured(filedesc, "titlestmt")
    if not any(each.words() for each in statement.all("titleproper")):
        statement.content = [each for each in statement.children if each.name != "titleproper"]
        statement.content.insert(0, element("titleproper", said.title))
    if given is None:
        filedesc.content.append(_publication(said))
        found.content.append(_profile(said))
    return found


def _complete_eadid(eadid: Node, said: Heading, dialect: Dialect) -> None:
    attributes = eadid.attributes
    agency = writing_values.agency(attributes.get("mainagencycode", "")) or said.agency
    country = attributes.get("countrycode", "").upper()
    attributes["countrycode"] = (
        country if country in writing_values.codes("countries") else said.country
    )
    if agency or dialect is Dialect.APEEAD:
        attributes["mainagencycode"] = agency or NO_SERVICE
    attributes.setdefault("identifier", eadid.words())
    if said.url:
        attributes.setdefault("url", said.url)


def _publication(said: Heading) -> Node:
    date = element("date", said.day[:4], normal=said.day) if said.day else ""
    publisher = element("publisher", said.institution) if said.institution else ""
    return element("publicationstmt", publisher, date)


def _profile(said: Heading) -> Node:
    date: list[Node | str] = []
    if said.day:
        date = [", ", element("date", said.day, normal=said.day)]
    language = element("language", _name_of(said.language), langcode=said.language)
    return element(
        "profiledesc",
        element("creation", _SOFTWARE, *date),
        element("langusage", language),
    )


def _name_of(code: str) -> str:
    """A language by its own name."""
    found = langcodes.Language.get(code)
    return found.display_name(found).capitalize()


def _ensured(parent: Node, name: str) -> Node:
    found = parent.first(name)
    if found is None:
        found = Node(name)
        parent.content.append(found)
    return found


def control(header: Node, said: Heading) -> Node:
    """The ``control`` of EAD3 that says what an ``eadheader``, its content turned, does."""
    eadid = header.first("eadid") or Node("eadid")
    url = eadid.attributes.get("url")
    profile = header.first("profiledesc") or Node("profiledesc")
    agency = eadid.attributes.get("mainagencycode") or said.agency
    return Node(
        "control",
        dict(_ENCODINGS),
        [
            element("recordid", eadid.words(), instanceurl=url),
            *_other_identifier(eadid),
            _filedesc(header.first("filedesc") or Node("filedesc")),
            element("maintenancestatus", value="derived"),
            element(
                "maintenanceagency",
                *([element("agencycode", agency)] if agency else ()),
                element("agencyname", _agency_name(header, said)),
                countrycode=eadid.attributes.get("countrycode"),
            ),
            *_languages(profile),
            *_conventions(profile),
            _history(header, profile, said),
        ],
    )


def _other_identifier(eadid: Node) -> list[Node]:
    other = eadid.attributes.get("identifier", "")
    if not other or other == eadid.words():
        return []
    return [element("otherrecordid", other, localtype="identifier")]


def _filedesc(filedesc: Node) -> Node:
    """``filedesc`` in EAD3: notes of ``notestmt`` are ``controlnote``."""
    content: list[Node | str] = []
    for child in filedesc.children:
        if child.name == "notestmt":
            notes = [
                Node("controlnote", it.attributes, it.content)
                for it in child.children
                if it.name in ("footnote", "note")
            ]
            content.append(Node("notestmt", {}, [*notes]))
        else:
            content.append(child)
    return Node("filedesc", filedesc.attributes, content)


def _agency_name(header: Node, said: Heading) -> str:
    publishers = [it.words() for it in header.descendants() if it.name == "publisher"]
    return said.institution or next(filter(None, publishers), "") or "—"


def _languages(profile: Node) -> list[Node]:
    usage = profile.first("langusage")
    named = [it for it in usage.descendants() if it.name == "language"] if usage else []
    return [
        element(
            "languagedeclaration",
            Node("language", with_names(it.attributes, {"scriptcode": ""}), [it.words()]),
            element("script", scriptcode=it.attributes.get("scriptcode", "Latn")),
        )
        for it in named
    ]


def _conventions(profile: Node) -> list[Node]:
    rules = profile.first("descrules")
    if rules is None or not rules.words():
        return []
    return [element("conventiondeclaration", element("citation", rules.words()))]


def _history(header: Node, profile: Node, said: Heading) -> Node:
    creation = profile.first("creation")
    events = [_event("created", creation, said)] if creation else []
    revision = header.first("revisiondesc")
    for change in revision.descendants() if revision else ():
        if change.name == "change" or (change.name == "item" and not change.first("item")):
            events.append(_event("revised", change, said))
    return element("maintenancehistory", *(events or [_event("derived", None, said)]))


def _event(kind: str, told: Node | None, said: Heading) -> Node:
    date = next((it for it in told.descendants() if it.name == "date"), None) if told else None
    words = date.words() if date else ("" if told else said.day)
    described = " ".join("".join(flat(told.content)).split()) if told else ""
    ours = not told or described.startswith(_SOFTWARE)
    return Node(
        "maintenanceevent",
        {},
        [
            element("eventtype", value=kind),
            element("eventdatetime", words),
            element("agenttype", value="machine" if ours else "unknown"),
            element("agent", _SOFTWARE if ours else "—"),
            *([element("eventdescription", described)] if described else ()),
        ],
    )


def eadheader_of(control_: Node) -> Node:
    """The ``eadheader`` of EAD 2002 that says what a ``control``, its content turned, does."""
    record = control_.first("recordid") or Node("recordid")
    agency = control_.first("maintenanceagency") or Node("maintenanceagency")
    code = agency.first("agencycode")
    others = [it for it in control_.all("otherrecordid") if it.words()]
    eadid = element(
        "eadid",
        record.words(),
        url=record.attributes.get("instanceurl"),
        countrycode=agency.attributes.get("countrycode"),
        mainagencycode=code.words() if code else None,
        identifier=others[0].words() if others else None,
    )
    filedesc = control_.first("filedesc") or Node("filedesc")
    header = Node("eadheader", dict(_ENCODINGS), [eadid, _filedesc_2002(filedesc)])
    profile, revision = _profile_2002(control_), _revision_2002(control_)
    header.content += [it for it in (profile, revision) if it is not None]
    return header


def _filedesc_2002(filedesc: Node) -> Node:
    for statement in filedesc.all("notestmt"):
        for note in statement.children:
            note.name = "note"
    return filedesc


def _profile_2002(control_: Node) -> Node | None:
    languages: list[Node | str] = []
    for declared in control_.all("languagedeclaration"):
        language, script = declared.first("language"), declared.first("script")
        if language is not None:
            code = script.attributes.get("scriptcode") if script else None
            more = {"scriptcode": code} if code else {}
            languages.append(Node("language", {**language.attributes, **more}, language.content))
    rules = [it.words() for it in control_.all("conventiondeclaration") if it.words()]
    usage = [element("langusage", *languages)] if languages else []
    rule = [element("descrules", " ; ".join(rules))] if rules else []
    return element("profiledesc", *usage, *rule) if usage or rule else None


def _revision_2002(control_: Node) -> Node | None:
    history = control_.first("maintenancehistory")
    changes = []
    for event in history.children if history else ():
        date = event.first("eventdatetime")
        words = [it.words() for it in event.all("eventdescription")]
        agent = event.first("agent")
        said = " ; ".join([*words, *([agent.words()] if agent else ())])
        changes.append(element("change", element("date", date.words() if date else ""),
                               element("item", said)))  # fmt: skip
    return element("revisiondesc", *changes) if changes else None
