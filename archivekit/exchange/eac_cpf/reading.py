"""EAC-CPF read: the 2010 schema, and what 2.0 says otherwise as far as it says the same.

Elements are found by their local names, so that a file without namespace is read too. What has no
place in :class:`Authority` is kept in the file's own text beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from archivekit.description.authority import (
    Authority,
    AuthorityKind,
    ExternalIdentifier,
    NameForm,
)
from archivekit.errors import NothingDone
from archivekit.exchange.bounded_xml import parse, parse_bytes
from archivekit.exchange.eac_cpf.control import control_of, publish_of, record_id_of
from archivekit.exchange.eac_cpf.description import (
    ORDER,
    languages_of,
    places_of,
    prose_of,
    relations_of,
    statements_of,
)
from archivekit.exchange.eac_cpf.elements import (
    all_named,
    dates_of,
    elements,
    first,
    local,
    note_of,
    words,
)
from archivekit.exchange.eac_cpf.names import (
    XML,
)

MOST_MEGABYTES = 16
_IDENTIFIERS = ("entityId", "identityId")

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
    control, identity = first(root, "control"), first(root, "identity")
    if control is None or identity is None:
        raise NothingDone("exchange.eac-incomplete", file=file)
    description = first(root, "description")
    exist = first(description, "existDates")
    authority = Authority(
        record_id=record_id_of(control),
        kind=_kind(identity),
        names=_names(identity),
        dates=dates_of(exist),
        dates_note=note_of(exist),
        identifiers=tuple(_identifiers(identity)),
        prose=tuple(sorted(prose_of(description), key=lambda it: it.element == "biogHist")),
        statements=tuple(sorted(statements_of(description), key=lambda it: ORDER[it.element])),
        languages=tuple(languages_of(description)),
        places=tuple(places_of(description)),
        relations=tuple(relations_of(first(root, "relations"))),
        control=control_of(control),
        publish=publish_of(control),
    )
    if not authority.name or not authority.record_id:
        raise NothingDone("exchange.eac-incomplete", file=file)
    return authority


def _kind(identity: _E) -> AuthorityKind:
    if identity.get("localType") == AuthorityKind.PLACE:
        return AuthorityKind.PLACE
    element = first(identity, "entityType")
    said = "" if element is None else (element.get("value") or words(element))
    found = (kind for kind in AuthorityKind if kind.lower() == said.lower())
    return next(found, AuthorityKind.CORPORATE_BODY)


def _names(identity: _E) -> tuple[NameForm, ...]:
    forms = [_name(it) for it in all_named(identity, "nameEntry")]
    named = [form for form in forms if form.parts]
    if named and not any(form.is_authorised for form in named):
        first = named[0]
        named[0] = NameForm(first.parts, first.language, True, first.dates)
    return tuple(named)


def _name(entry: _E) -> NameForm:
    parts = tuple((it.get("localType", ""), words(it)) for it in all_named(entry, "part"))
    authorised = first(entry, "authorizedForm") is not None
    preferred = entry.get("preferredForm") in ("true", "1") or entry.get("status") == "authorized"
    # 2010: the form in one parallel set is authorised for all of it.
    parent = entry.getparent()
    if parent is not None and local(parent) == "nameEntryParallel" and not authorised:
        authorised = any(local(it) == "authorizedForm" for it in parent) and (
            next(iter(all_named(parent, "nameEntry"))) is entry
        )
    return NameForm(
        tuple(part for part in parts if part[1]),
        entry.get(f"{{{XML}}}lang") or entry.get("languageOfElement") or "",
        authorised or preferred,
        dates_of(first(entry, "useDates")),
    )


def _identifiers(identity: _E) -> Iterator[ExternalIdentifier]:
    for it in elements(identity):
        if local(it) in _IDENTIFIERS and words(it):
            yield ExternalIdentifier(words(it), it.get("localType", ""))
