"""What Identify says (OAI-PMH 2.0, 4.2), and whether it is true."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archivekit.harvest.conformance import known
from archivekit.harvest.conformance.asking import Asking
from archivekit.harvest.conformance.finding import Came, NotSeen
from archivekit.harvest.conformance.known import IDENTIFY, identity

_MAIL = re.compile(r"\S+@(\S+\.)+\S+")
_DOMAIN = re.compile(r"[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+")
_OAI_IDENTIFIER = "{http://www.openarchives.org/OAI/2.0/oai-identifier}"
_SUPPORT = ("no", "transient", "persistent")


def _says(asking: Asking, name: str) -> Came:
    return Came(asking.ask(IDENTIFY), "value", {"value": identity(asking, name) or "—"})


def repository_name(asking: Asking) -> Iterator[Came]:
    """The repository has a name."""
    if not identity(asking, "repositoryName"):
        yield _says(asking, "repositoryName")


def protocol_version(asking: Asking) -> Iterator[Came]:
    """It speaks version 2.0."""
    if identity(asking, "protocolVersion") != "2.0":
        yield _says(asking, "protocolVersion")


def base_url(asking: Asking) -> Iterator[Came]:
    """The base URL is the address that answers."""
    if identity(asking, "baseURL") != asking.url:
        yield _says(asking, "baseURL")


def admin_email(asking: Asking) -> Iterator[Came]:
    """Whom to write to."""
    answer = asking.ask(IDENTIFY)
    said = answer.texts("Identify/adminEmail")
    if not said or not all(_MAIL.fullmatch(it) for it in said):
        yield Came(answer, "value", {"value": ", ".join(said) or "—"})


def deleted_record(asking: Asking) -> Iterator[Came]:
    """What becomes of deleted records is said in one of three words."""
    if identity(asking, "deletedRecord") not in _SUPPORT:
        yield _says(asking, "deletedRecord")


def deletions_kept(asking: Asking) -> Iterator[Came]:
    """Deletions are told for ever: without that a harvester keeps what is gone."""
    if identity(asking, "deletedRecord") in ("no", "transient"):
        yield _says(asking, "deletedRecord")


def granularity(asking: Asking) -> Iterator[Came]:
    """One of two granularities."""
    if identity(asking, "granularity") not in known.GRANULARITIES:
        yield _says(asking, "granularity")


def earliest_datestamp(asking: Asking) -> Iterator[Came]:
    """The earliest datestamp is written in the granularity of the repository."""
    said = identity(asking, "earliestDatestamp")
    if not known.is_date(said, by_second=known.is_by_second(asking)):
        yield _says(asking, "earliestDatestamp")


def earliest_is_true(asking: Asking) -> Iterator[Came]:
    """No record is older than the earliest datestamp."""
    said = identity(asking, "earliestDatestamp")
    if not known.is_date(said):
        raise NotSeen("no-date")
    for answer in asking.answers:
        dated = [it for it in answer.record_headers if known.is_date(it.datestamp)]
        for it in [it for it in dated if it.datestamp[: len(said)] < said][:1]:
            values = {"identifier": it.identifier, "value": it.datestamp, "earliest": said}
            yield Came(answer, "older", values)


def oai_identifier(asking: Asking) -> Iterator[Came]:
    """The oai-identifier description is as its guideline has it, and records follow it."""
    answer = asking.ask(IDENTIFY)
    element = (
        None if answer.root is None else answer.root.find(f".//{_OAI_IDENTIFIER}oai-identifier")
    )
    if element is None:
        raise NotSeen("no-oai-identifier")

    def said(name: str) -> str:
        return (element.findtext(f"{_OAI_IDENTIFIER}{name}") or "").strip()

    domain, sample = said("repositoryIdentifier"), said("sampleIdentifier")
    right = _DOMAIN.fullmatch(domain) and said("scheme") == "oai" and said("delimiter") == ":"
    if not right or not sample.startswith(f"oai:{domain}:"):
        yield Came(answer, "value", {"value": f"{domain}, {sample}"})
