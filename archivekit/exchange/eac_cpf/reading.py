"""EAC-CPF read: the 2010 schema, and what 2.0 says otherwise as far as it says the same.

Elements are found by their local names, so that a file without namespace is read too. What has no
place in :class:`Authority` is kept in the file's own text beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from archivekit.description.authority import (
    Authority,
    AuthorityKind,
    AuthorityPlace,
    Control,
    Dates,
    DateStatement,
    ExternalIdentifier,
    MaintenanceEvent,
    NameForm,
    Prose,
    Relation,
    Source,
    Statement,
)
from archivekit.errors import NothingDone
from archivekit.exchange.bounded_xml import parse, parse_bytes
from archivekit.exchange.eac_cpf.names import (
    PROSE,
    PUBLISH,
    RECORD_ID,
    RELATIONS,
    STATEMENTS,
    XLINK,
    XML,
)

MOST_MEGABYTES = 16
_BLOCKS = {"p", "item", "chronItem", "head", "citation", "abstract", "outline"}
_ORDER = {element: place for place, element in enumerate(STATEMENTS)}
_DATES = ("date", "dateRange")
_IDENTIFIERS = ("entityId", "identityId")
_SEXAGESIMAL = re.compile(
    r"(?P<before>[NSEWO])?\s*(?P<d>\d{1,3})\s*°\s*(?:(?P<m>\d{1,2})\s*['′’]\s*)?"
    r"(?:(?P<s>\d{1,2}(?:\.\d+)?)\s*(?:''|\"|″|’’)\s*)?(?P<after>[NSEWO])?",
    re.I,
)

_E = etree._Element


def read_file(file: Path) -> tuple[Authority, str]:
    """The authority record of a file, and the file's text to the letter. Raises NothingDone."""
    root = parse(file, MOST_MEGABYTES)
    encoding = root.getroottree().docinfo.encoding or "utf-8"
    return _authority(root, file.name), file.read_bytes().decode(encoding, "replace")


def read_text(source: str, name: str = "") -> Authority:
    """The authority record of a document. Raises NothingDone."""
    _, _, after = (
        source.partition("?>") if source.lstrip("\ufeff").startswith("<?xml") else ("",) * 3
    )
    return _authority(parse_bytes((after or source).strip().encode(), name), name)


def _authority(root: _E, file: str) -> Authority:
    control, identity = _first(root, "control"), _first(root, "identity")
    if control is None or identity is None:
        raise NothingDone("exchange.eac-incomplete", file=file)
    description = _first(root, "description")
    exist = _first(description, "existDates")
    authority = Authority(
        record_id=_record_id(control),
        kind=_kind(identity),
        names=_names(identity),
        dates=_dates(exist),
        dates_note=_note(exist),
        identifiers=tuple(_identifiers(identity)),
        prose=tuple(sorted(_prose(description), key=lambda it: it.element == "biogHist")),
        statements=tuple(sorted(_statements(description), key=lambda it: _ORDER[it.element])),
        places=tuple(_places(description)),
        relations=tuple(_relations(_first(root, "relations"))),
        control=_control(control),
        publish=_publish(control),
    )
    if not authority.name or not authority.record_id:
        raise NothingDone("exchange.eac-incomplete", file=file)
    return authority


def _record_id(control: _E) -> str:
    others = (it for it in _all(control, "otherRecordId") if it.get("localType") == RECORD_ID)
    return _words(next(others, _first(control, "recordId")))


def _kind(identity: _E) -> AuthorityKind:
    if identity.get("localType") == AuthorityKind.PLACE:
        return AuthorityKind.PLACE
    element = _first(identity, "entityType")
    said = "" if element is None else (element.get("value") or _words(element))
    found = (kind for kind in AuthorityKind if kind.lower() == said.lower())
    return next(found, AuthorityKind.CORPORATE_BODY)


def _names(identity: _E) -> tuple[NameForm, ...]:
    forms = [_name(it) for it in _all(identity, "nameEntry")]
    named = [form for form in forms if form.parts]
    if named and not any(form.is_authorised for form in named):
        first = named[0]
        named[0] = NameForm(first.parts, first.language, True, first.dates)
    return tuple(named)


def _name(entry: _E) -> NameForm:
    parts = tuple((it.get("localType", ""), _words(it)) for it in _all(entry, "part"))
    authorised = _first(entry, "authorizedForm") is not None
    preferred = entry.get("preferredForm") in ("true", "1") or entry.get("status") == "authorized"
    # 2010: the form in one parallel set is authorised for all of it.
    parent = entry.getparent()
    if parent is not None and _local(parent) == "nameEntryParallel" and not authorised:
        authorised = any(_local(it) == "authorizedForm" for it in parent) and (
            next(iter(_all(parent, "nameEntry"))) is entry
        )
    return NameForm(
        tuple(part for part in parts if part[1]),
        entry.get(f"{{{XML}}}lang") or entry.get("languageOfElement") or "",
        authorised or preferred,
        _dates(_first(entry, "useDates")),
    )


def _dates(holder: _E | None) -> Dates:
    """Dates right below, or in a set of dates."""
    if holder is None:
        return ()
    found: list[DateStatement] = []
    for it in holder:
        if _local(it) == "dateSet":
            found += _dates(it)
        elif _local(it) == "dateRange":
            start, end = _first(it, "fromDate"), _first(it, "toDate")
            found.append(
                DateStatement(
                    from_text=_words(start),
                    from_standard=_standard(start),
                    to_text=_words(end),
                    to_standard=_standard(end),
                )
            )
        elif _local(it) == "date":
            found.append(DateStatement(_words(it), _standard(it)))
    return tuple(date for date in found if date != DateStatement())


def _standard(date: _E | None) -> str:
    return "" if date is None else date.get("standardDate", "")


def _identifiers(identity: _E) -> Iterator[ExternalIdentifier]:
    for it in _elements(identity):
        if _local(it) in _IDENTIFIERS and _words(it):
            yield ExternalIdentifier(_words(it), it.get("localType", ""))


def _prose(description: _E | None) -> Iterator[Prose]:
    for it in _elements(description):
        if _local(it) in PROSE and (text := _paragraphs(it)):
            yield Prose(_local(it), text, it.get(f"{{{XML}}}lang", ""))


def _paragraphs(element: _E) -> str:
    """Its text, what stands in blocks of their own in paragraphs."""
    inner = [it for it in _elements(element) if _local(it) in _BLOCKS]
    outermost = [it for it in inner if not any(up in inner for up in it.iterancestors())]
    blocks = [_row(it) if _local(it) == "chronItem" else _words(it) for it in outermost]
    if not inner:
        blocks = [_words(element)]
    return "\n\n".join(filter(None, blocks))


def _row(item: _E) -> str:
    dates = ", ".join(date.words for date in _dates(item))
    events = [_words(it) for it in item if _local(it) not in _DATES]
    return " : ".join(filter(None, [dates, *events]))


def _statements(description: _E | None) -> Iterator[Statement]:
    for it in _elements(description):
        name = _local(it)
        if name in STATEMENTS and (term := _words(_first(it, "term"))):
            place = _first(it, "placeEntry", "placeName")
            # The 2010 schema demands a type of a localDescription.
            kind = it.get("localType") or ("other" if name == "localDescription" else "")
            yield Statement(name, term, kind, _dates(it), _words(place), _note(it))


def _places(description: _E | None) -> Iterator[AuthorityPlace]:
    for it in _elements(description):
        if _local(it) != "place":
            continue
        entry = _first(it, "placeEntry", "placeName")
        point = _first(it, "geographicCoordinates")
        found = entry if entry is not None else it
        latitude = decimal(found.get("latitude", ""))
        longitude = decimal(found.get("longitude", ""))
        if point is not None and "," in _words(point):
            latitude, _, longitude = (part.strip() for part in _words(point).partition(","))
        lines = tuple(_words(line) for line in _all(it, "addressLine"))
        name = _words(entry) or " ".join(lines)
        if name:
            source = found.get("vocabularySource", "") or found.get("valueURI", "")
            yield AuthorityPlace(
                name, _words(_first(it, "placeRole")), latitude, longitude, lines, source,
                _dates(it), _note(it),
            )  # fmt: skip


def decimal(coordinate: str) -> str:
    """A coordinate in decimal degrees where it is in degrees, minutes, seconds; else as it is."""
    parts = _SEXAGESIMAL.fullmatch(coordinate.strip())
    if parts is None:
        return coordinate.strip()
    degrees = int(parts["d"]) + int(parts["m"] or 0) / 60 + float(parts["s"] or 0) / 3600
    side = (parts["before"] or parts["after"] or "").upper()
    return f"{-degrees if side in ('S', 'W', 'O') else degrees:.6f}"


def _relations(relations: _E | None) -> Iterator[Relation]:
    for it in relations if relations is not None else ():
        target = next((key for key, name in RELATIONS.items() if name == _local(it)), "")
        if _local(it) == "relation":  # 2.0
            named = _first(it, "targetEntity")
            about = named.get("targetType", "") if named is not None else ""
            target = about if about in ("resource", "function") else "cpf"
        entries = ("relationEntry", "part", "targetEntity")
        name = next(filter(None, (_words(_first(it, entry)) for entry in entries)), "")
        if not target or not (name or it.get(f"{{{XLINK}}}href")):
            continue
        role = unquote(it.get(f"{{{XLINK}}}role", ""))
        kind = it.get(f"{target}RelationType") or _words(_first(it, "relationType")) or role
        yield Relation(
            target, name, kind, it.get(f"{{{XLINK}}}href", ""), _dates(it), _note(it)
        )  # fmt: skip


def _control(control: _E) -> Control:
    status = _first(control, "maintenanceStatus")
    published = _first(control, "publicationStatus")
    status_said = control.get("publicationStatus") or _words(published)
    language = _first(_first(control, "languageDeclaration"), "language")
    script = _first(_first(control, "languageDeclaration"), "script")
    agency = _first(control, "maintenanceAgency")
    return Control(
        other_ids=tuple(
            ExternalIdentifier(_words(it), it.get("localType", ""))
            for it in _all(control, "otherRecordId")
            if _words(it) and it.get("localType") != RECORD_ID
        ),
        status=control.get("maintenanceStatus") or _words(status) or "new",
        publication_status={"published": "approved"}.get(status_said, status_said),
        agency_code=_words(_first(agency, "agencyCode")),
        agency_name=_words(_first(agency, "agencyName")),
        language="" if language is None else language.get("languageCode", ""),
        script="" if script is None else script.get("scriptCode", ""),
        conventions=tuple(
            Source(
                _words(_first(it, "citation", "reference")),
                note=_words(_first(it, "abbreviation", "shortCode")),
            )
            for it in _all(control, "conventionDeclaration")
        ),
        events=tuple(map(_event, _all(control, "maintenanceEvent"))),
        sources=tuple(map(_source, _all(control, "source"))),
    )  # fmt: skip


def _event(event: _E) -> MaintenanceEvent:
    kind, agent = _first(event, "eventType"), _first(event, "agentType")
    moment, who = _first(event, "eventDateTime"), _first(event, "agent")
    standard = "" if moment is None else moment.get("standardDateTime", "")
    of_agent = "" if who is None else who.get("agentType", "")
    return MaintenanceEvent(
        event.get("maintenanceEventType") or _words(kind) or "unknown",
        _words(moment) or standard,
        _words(who),
        _words(agent) or of_agent or "human",
        _words(_first(event, "eventDescription")),
    )


def _source(source: _E) -> Source:
    entry = _first(source, "sourceEntry", "reference")
    href = source.get(f"{{{XLINK}}}href", "") or ("" if entry is None else entry.get("href", ""))
    return Source(_words(entry), href, _note(source))


def _publish(control: _E) -> bool | None:
    for it in _all(control, "localControl"):
        if it.get("localType") == PUBLISH:
            return _words(_first(it, "term")).lower() in ("yes", "oui", "1", "true")
    return None


def _note(element: _E | None) -> str:
    note = next((it for it in _children(element) if _local(it) == "descriptiveNote"), None)
    return "" if note is None else _paragraphs(note)


def _children(element: _E | None) -> Iterator[_E]:
    yield from (() if element is None else element.iterchildren("*"))


def _elements(element: _E | None) -> Iterator[_E]:
    """All elements below, comments left out."""
    yield from (() if element is None else element.iterdescendants("*"))


def _all(element: _E | None, name: str) -> Iterator[_E]:
    return (it for it in _elements(element) if _local(it) == name)


def _first(element: _E | None, *names: str) -> _E | None:
    return next((it for it in _elements(element) if _local(it) in names), None)


def _local(element: _E) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _words(element: _E | None) -> str:
    """The text of an element with one blank wherever there are any."""
    if element is None:
        return ""
    return " ".join("".join(map(str, element.itertext("*"))).split())
