"""An authority record as JSON, as the catalogue and the edition keep it, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from archivekit.description.authority import (
    Authority,
    AuthorityKind,
    AuthorityPlace,
    Control,
    Dates,
    DateStatement,
    ExternalIdentifier,
    LanguageUsed,
    MaintenanceEvent,
    NameForm,
    Prose,
    Relation,
    Source,
    Statement,
)


def as_document(authority: Authority) -> dict[str, Any]:
    """The record as JSON has it; :func:`from_document` gives it back."""
    return asdict(authority)


def from_document(document: dict[str, Any]) -> Authority:
    """The record of its JSON."""
    it = dict(document)
    it["kind"] = AuthorityKind(it["kind"])
    it["dates"] = _dates(it["dates"])
    it["names"] = tuple(
        NameForm(
            tuple((part[0], part[1]) for part in form["parts"]),
            form["language"],
            form["is_authorised"],
            _dates(form["dates"]),
        )
        for form in it["names"]
    )
    it["identifiers"] = tuple(ExternalIdentifier(**each) for each in it["identifiers"])
    it["prose"] = tuple(Prose(**each) for each in it["prose"])
    it["statements"] = tuple(Statement(**_dated(each)) for each in it["statements"])
    it["languages"] = tuple(LanguageUsed(**each) for each in it.get("languages", ()))
    it["places"] = tuple(
        AuthorityPlace(**_dated(each) | {"address": tuple(each["address"])})
        for each in it["places"]
    )
    it["relations"] = tuple(Relation(**_dated(each)) for each in it["relations"])
    it["control"] = _control(it["control"])
    return Authority(**it)


def _dates(given: list[dict[str, str]]) -> Dates:
    return tuple(DateStatement(**each) for each in given)


def _dated(given: dict[str, Any]) -> dict[str, Any]:
    return given | {"dates": _dates(given["dates"])}


def _control(given: dict[str, Any]) -> Control:
    lists = {
        "other_ids": tuple(ExternalIdentifier(**each) for each in given["other_ids"]),
        "conventions": tuple(Source(**each) for each in given["conventions"]),
        "sources": tuple(Source(**each) for each in given["sources"]),
        "events": tuple(MaintenanceEvent(**each) for each in given["events"]),
    }
    return Control(**given | lists)
