"""The control of an EAC-CPF document (ISAAR(CPF) 5.4)."""

from __future__ import annotations

from lxml import etree

from archivekit.description.authority import (
    Control,
    ExternalIdentifier,
    MaintenanceEvent,
    Source,
)
from archivekit.exchange.eac_cpf.elements import (
    all_named,
    first,
    note_of,
    words,
)
from archivekit.exchange.eac_cpf.names import (
    PUBLISH,
    RECORD_ID,
    XLINK,
)

_E = etree._Element


def record_id_of(control: _E) -> str:
    """The record's identifier, to the letter."""
    others = (it for it in all_named(control, "otherRecordId") if it.get("localType") == RECORD_ID)
    return words(next(others, first(control, "recordId")))


def control_of(control: _E) -> Control:
    """Who keeps the record, by which rules, and what was done to it (ISAAR(CPF) 5.4)."""
    status = first(control, "maintenanceStatus")
    published = first(control, "publicationStatus")
    status_said = control.get("publicationStatus") or words(published)
    language = first(first(control, "languageDeclaration"), "language")
    script = first(first(control, "languageDeclaration"), "script")
    agency = first(control, "maintenanceAgency")
    return Control(
        other_ids=tuple(
            ExternalIdentifier(words(it), it.get("localType", ""))
            for it in all_named(control, "otherRecordId")
            if words(it) and it.get("localType") != RECORD_ID
        ),
        status=control.get("maintenanceStatus") or words(status) or "new",
        publication_status={"published": "approved"}.get(status_said, status_said),
        agency_code=words(first(agency, "agencyCode")),
        agency_name=words(first(agency, "agencyName")),
        language="" if language is None else language.get("languageCode", ""),
        script="" if script is None else script.get("scriptCode", ""),
        conventions=tuple(
            Source(
                words(first(it, "citation", "reference")),
                note=words(first(it, "abbreviation", "shortCode")),
            )
            for it in all_named(control, "conventionDeclaration")
        ),
        events=tuple(map(_event, all_named(control, "maintenanceEvent"))),
        sources=tuple(map(_source, all_named(control, "source"))),
    )  # fmt: skip


def _event(event: _E) -> MaintenanceEvent:
    kind, agent = first(event, "eventType"), first(event, "agentType")
    moment, who = first(event, "eventDateTime"), first(event, "agent")
    standard = "" if moment is None else moment.get("standardDateTime", "")
    of_agent = "" if who is None else who.get("agentType", "")
    return MaintenanceEvent(
        event.get("maintenanceEventType") or words(kind) or "unknown",
        words(moment) or standard,
        words(who),
        words(agent) or of_agent or "human",
        words(first(event, "eventDescription")),
    )


def _source(source: _E) -> Source:
    entry = first(source, "sourceEntry", "reference")
    href = source.get(f"{{{XLINK}}}href", "") or ("" if entry is None else entry.get("href", ""))
    return Source(words(entry), href, note_of(source))


def publish_of(control: _E) -> bool | None:
    """The archivist's own word on publishing."""
    for it in all_named(control, "localControl"):
        if it.get("localType") == PUBLISH:
            return words(first(it, "term")).lower() in ("yes", "oui", "1", "true")
    return None
