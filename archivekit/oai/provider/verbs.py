"""GetRecord, Identify and ListMetadataFormats (OAI-PMH 2.0, section 4)."""

from __future__ import annotations

import re
import sqlite3

from archivekit.edition import Edition
from archivekit.oai.provider import envelope, queries
from archivekit.oai.provider.arguments import Call
from archivekit.oai.provider.envelope import element
from archivekit.oai.provider.failure import Failure, Refused
from archivekit.oai.provider.formats import FORMATS, MetadataFormat

# sampleIdentifierType of oai-identifier.xsd.
_SAMPLE = re.compile(
    r"oai:[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+:[a-zA-Z0-9\-_.!~*'();/?:@&=+$,%]+"
)
_OAI_IDENTIFIER = (
    '<oai-identifier xmlns="http://www.openarchives.org/OAI/2.0/oai-identifier"'
    ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai-identifier'
    ' http://www.openarchives.org/OAI/2.0/oai-identifier.xsd">'
)


def identify(call: Call, edition: Edition) -> list[bytes]:
    """Who keeps the repository, and what it promises (4.2)."""
    if call.failures:
        raise Refused(call.failures)
    settings = edition.settings
    name = settings["name"]
    parts = [
        element("repositoryName", name.get(settings["languages"][0]) or next(iter(name.values()))),
        element("baseURL", envelope.BASE_URL),
        element("protocolVersion", "2.0"),
        element("adminEmail", settings["contact"]),
        element("earliestDatestamp", edition.earliest_datestamp),
        element("deletedRecord", "persistent"),
        element("granularity", "YYYY-MM-DDThh:mm:ssZ"),
        _oai_identifier(edition),
    ]
    return [f"<Identify>{''.join(parts)}</Identify>".encode()]


def _oai_identifier(edition: Edition) -> str:
    """How identifiers are formed here (Implementation Guidelines, oai-identifier)."""
    domain, naan = edition.settings["oai_domain"], edition.settings["naan"]
    sample = queries.a_sample_identifier(edition) or ""
    if not _SAMPLE.fullmatch(sample):
        sample = f"oai:{domain}:ark:/{naan}/b0"
    parts = [
        element("scheme", "oai"),
        element("repositoryIdentifier", domain),
        element("delimiter", ":"),
        element("sampleIdentifier", sample),
    ]
    return f"<description>{_OAI_IDENTIFIER}{''.join(parts)}</oai-identifier></description>"


def get_record(call: Call, edition: Edition) -> list[bytes]:
    """One record in one format (4.1)."""
    prefix = call.arguments.get("metadataPrefix", "")
    row, failures = _named_record(call, edition)
    if prefix and prefix not in FORMATS:
        failures.append(Failure.of("cannotDisseminateFormat", "prefix-unknown", prefix=prefix))
    elif prefix and row and row[prefix] is None and not row["deleted"]:
        failures.append(
            Failure.of("cannotDisseminateFormat", "prefix-not-of-record", prefix=prefix)
        )
    if failures or row is None:
        raise Refused(failures)
    header = envelope.header(row["identifier"], row["datestamp"], row["sets"], row["deleted"])
    return [b"<GetRecord>\n", envelope.record(header, row[prefix]), b"</GetRecord>"]


def list_metadata_formats(call: Call, edition: Edition) -> list[bytes]:
    """The formats of the repository, or of one record (4.4)."""
    row, failures = _named_record(call, edition)
    if failures:
        raise Refused(failures)
    offered = [it for it in FORMATS.values() if row is None or row["deleted"] or row[it.prefix]]
    if not offered:
        raise Refused([Failure.of("noMetadataFormats", "no-formats")])
    formats = "".join(_metadata_format(it) for it in offered)
    return [f"<ListMetadataFormats>{formats}</ListMetadataFormats>".encode()]


def _metadata_format(offered: MetadataFormat) -> str:
    parts = [
        element("metadataPrefix", offered.prefix),
        element("schema", offered.schema),
        element("metadataNamespace", offered.namespace),
    ]
    return f"<metadataFormat>{''.join(parts)}</metadataFormat>"


def _named_record(call: Call, edition: Edition) -> tuple[sqlite3.Row | None, list[Failure]]:
    """The record that the call names, and all that is amiss so far."""
    failures, identifier = list(call.failures), call.arguments.get("identifier")
    if not identifier:
        return None, failures
    row = queries.record(edition, identifier)
    if row is None:
        failure = Failure.of("idDoesNotExist", "identifier-unknown", identifier=identifier[:200])
        failures.append(failure)
    return row, failures
