"""One authority record as an EAC-CPF document of the 2010 schema.

Owns the order of elements, and what the schema demands where the record says nothing.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from lxml import etree

from archivekit.description import languages
from archivekit.description.authority import (
    Authority,
    AuthorityKind,
    AuthorityPlace,
    Dates,
    DateStatement,
    LanguageUsed,
    NameForm,
    Relation,
    Statement,
)
from archivekit.exchange.eac_cpf.names import (
    EAC,
    NO_SCRIPT,
    PUBLISH,
    RECORD_ID,
    RELATIONS,
    UNDETERMINED,
    XLINK,
    XML,
)

_E = etree._Element
_STANDARD = re.compile(r"-?\d{4}(-\d{2}(-\d{2})?)?\Z")
_LANGUAGE, _SCRIPT = re.compile(r"[a-z]{3}"), re.compile(r"[A-Z][a-z]{3}")
_NOT_TOKEN = re.compile(r"[^\w.:-]")
_STATUSES = ("cancelled", "deleted", "deletedMerged", "deletedReplaced", "deletedSplit", "derived",
             "new", "revised")  # fmt: skip
_EVENTS = ("cancelled", "created", "deleted", "derived", "divided", "merged", "revised", "updated")
# What holds several of a kind; a localDescription stands alone, as its holder would need a type.
_PARTS_OF = {
    "function": "functions",
    "legalStatus": "legalStatuses",
    "localDescription": "",
    "mandate": "mandates",
    "occupation": "occupations",
}
_KINDS_OF_RELATION = {
    "cpf": {"identity", "hierarchical", "hierarchical-parent", "hierarchical-child", "temporal",
            "temporal-earlier", "temporal-later", "family", "associative"},
    "resource": {"creatorOf", "subjectOf", "other"},
    "function": {"controls", "owns", "performs"},
}  # fmt: skip


def document(authority: Authority, agency: str, today: str) -> bytes:
    """The document. ``agency`` keeps the record where it does not say who does."""
    root = etree.Element(_q("eac-cpf"), nsmap={None: EAC, "xlink": XLINK})  # type: ignore[dict-item]
    _control(root, authority, agency, today)
    body = _add(root, "cpfDescription")
    _identity(body, authority)
    _description(body, authority)
    if authority.relations:
        relations = _add(body, "relations")
        order = {target: place for place, target in enumerate(RELATIONS)}
        for it in sorted(authority.relations, key=lambda it: order[it.target]):
            _relation(relations, it)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _control(root: _E, authority: Authority, agency: str, today: str) -> None:
    it = authority.control
    control = _add(root, "control")
    _record_id(control, authority.record_id)
    for other in it.other_ids:
        _add(control, "otherRecordId", other.text, localType=other.kind)
    _add(control, "maintenanceStatus", it.status if it.status in _STATUSES else "revised")
    if it.publication_status in ("inProcess", "approved"):
        _add(control, "publicationStatus", it.publication_status)
    keeper = _add(control, "maintenanceAgency")
    if it.agency_code:
        _add(keeper, "agencyCode", it.agency_code)
    _add(keeper, "agencyName", it.agency_name or it.agency_code or agency)
    if it.language:
        declared = _add(control, "languageDeclaration")
        _add(declared, "language", languageCode=it.language)
        _add(declared, "script", scriptCode=it.script or "Latn")
    for convention in it.conventions:
        declared = _add(control, "conventionDeclaration")
        if convention.note:
            _add(declared, "abbreviation", convention.note)
        _add(declared, "citation", convention.entry)
    if authority.publish is not None:
        word = _add(control, "localControl", localType=PUBLISH)
        _add(word, "term", "yes" if authority.publish else "no")
    _history(control, authority, today)
    if it.sources:
        sources = _add(control, "sources")
        for each in it.sources:
            source = _add(sources, "source")
            _link(source, each.href)
            _add(source, "sourceEntry", each.entry)
            _note(source, each.note)


def _record_id(control: _E, record_id: str) -> None:
    """A recordId is an NMTOKEN in the schema; what is none stands beside it."""
    token = _NOT_TOKEN.sub("_", record_id)
    _add(control, "recordId", token)
    if token != record_id:
        _add(control, "otherRecordId", record_id, localType=RECORD_ID)


def _history(control: _E, authority: Authority, today: str) -> None:
    history = _add(control, "maintenanceHistory")
    for it in authority.control.events:
        event = _add(history, "maintenanceEvent")
        _add(event, "eventType", it.kind if it.kind in _EVENTS else "unknown")
        _add(event, "eventDateTime", it.when)
        _add(event, "agentType", "machine" if it.agent_kind == "machine" else "human")
        _add(event, "agent", it.agent)
        if it.note:
            _add(event, "eventDescription", it.note)
    if not authority.control.events:
        event = _add(history, "maintenanceEvent")
        _add(event, "eventType", "derived")
        _add(event, "eventDateTime", today)
        _add(event, "agentType", "machine")
        _add(event, "agent", "archivekit")


def _identity(body: _E, authority: Authority) -> None:
    is_place = authority.kind is AuthorityKind.PLACE
    identity = _add(body, "identity", localType="place" if is_place else "")
    for identifier in authority.identifiers:
        _add(identity, "entityId", identifier.text, localType=identifier.kind)
    # The standard knows no places: a place is the body that governs it.
    _add(identity, "entityType", AuthorityKind.CORPORATE_BODY if is_place else authority.kind)
    for form in authority.names:
        _name(identity, form)


def _name(identity: _E, form: NameForm) -> None:
    entry = _add(identity, "nameEntry")
    _language(entry, form.language)
    for kind, part in form.parts:
        _add(entry, "part", part, localType=kind)
    if form.dates:
        _dates(_add(entry, "useDates"), form.dates)
    _add(entry, "authorizedForm" if form.is_authorised else "alternativeForm", "archivekit")


def _description(body: _E, authority: Authority) -> None:
    a = authority
    if not (a.dates or a.languages or a.places or a.statements or a.prose):
        return
    description = _add(body, "description")
    if authority.dates:
        exist = _add(description, "existDates")
        _dates(exist, authority.dates)
        _note(exist, authority.dates_note)
    if authority.places:
        places = _add(description, "places")
        for place in authority.places:
            _place(places, place)
    for element, plural in _PARTS_OF.items():
        some = [it for it in authority.statements if it.element == element]
        holder = _add(description, plural) if some and plural else description
        for statement in some:
            _statement(holder, statement)
    for language in authority.languages:
        _language_used(description, language)
    # The schema has the history last.
    for it in sorted(authority.prose, key=lambda it: it.element == "biogHist"):
        block = _add(description, it.element)
        _language(block, it.language)
        _paragraphs(block, it.text)


def _language_used(description: _E, it: LanguageUsed) -> None:
    used = _add(description, "languageUsed")
    read = languages.read(it.text)
    code = next(filter(_LANGUAGE.fullmatch, (it.code, read.code if read else "")), UNDETERMINED)
    script = it.script_code if _SCRIPT.fullmatch(it.script_code) else NO_SCRIPT
    _add(used, "language", it.text, languageCode=code)
    _add(used, "script", it.script, scriptCode=script)
    _note(used, it.note)


def _place(places: _E, it: AuthorityPlace) -> None:
    place = _add(places, "place")
    if it.role:
        _add(place, "placeRole", it.role)
    _add(
        place, "placeEntry", it.name,
        latitude=_token(it.latitude), longitude=_token(it.longitude), vocabularySource=it.source,
    )  # fmt: skip
    if it.address:
        address = _add(place, "address")
        for line in it.address:
            _add(address, "addressLine", line)
    _dates(place, it.dates)
    _note(place, it.note)


def _token(coordinate: str) -> str:
    return "" if _NOT_TOKEN.search(coordinate) else coordinate


def _statement(holder: _E, it: Statement) -> None:
    statement = _add(holder, it.element, localType=it.kind)
    _add(statement, "term", it.term)
    if it.place:
        _add(statement, "placeEntry", it.place)
    _dates(statement, it.dates)
    _note(statement, it.note)


def _relation(relations: _E, it: Relation) -> None:
    relation = _add(relations, RELATIONS[it.target])
    if it.kind in _KINDS_OF_RELATION[it.target]:
        relation.set(f"{it.target}RelationType", it.kind)
    elif it.kind:
        relation.set(f"{{{XLINK}}}role", quote(it.kind, safe=":/#?&=%"))
        relation.set(f"{{{XLINK}}}type", "simple")
    _link(relation, it.href)
    _add(relation, "relationEntry", it.name)
    _dates(relation, it.dates)
    _note(relation, it.note)


def _dates(holder: _E, dates: Dates) -> None:
    if len(dates) > 1:
        holder = _add(holder, "dateSet")
    for it in dates:
        if it.text or it.standard:
            _date(holder, "date", it.text, it.standard)
        else:
            _range(_add(holder, "dateRange"), it)


def _range(holder: _E, it: DateStatement) -> None:
    if it.from_text or it.from_standard:
        _date(holder, "fromDate", it.from_text, it.from_standard)
    if it.to_text or it.to_standard:
        _date(holder, "toDate", it.to_text, it.to_standard)


def _date(holder: _E, name: str, text: str, standard: str) -> None:
    _add(holder, name, text, standardDate=standard if _STANDARD.match(standard) else "")


def _note(holder: _E, note: str) -> None:
    if note:
        _paragraphs(_add(holder, "descriptiveNote"), note)


def _paragraphs(holder: _E, text: str) -> None:
    for paragraph in text.split("\n\n"):
        _add(holder, "p", paragraph)


def _link(element: _E, href: str) -> None:
    if href:
        element.set(f"{{{XLINK}}}href", href)
        element.set(f"{{{XLINK}}}type", "simple")


def _language(element: _E, language: str) -> None:
    if language:
        element.set(f"{{{XML}}}lang", language)


def _add(parent: _E, name: str, text: str = "", **attributes: str) -> _E:
    element = etree.SubElement(parent, _q(name))
    element.text = text or None
    for key, value in attributes.items():
        if value:
            element.set(key, value)
    return element


def _q(name: str) -> str:
    return f"{{{EAC}}}{name}"
