"""GetRecord, Identify and ListMetadataFormats (OAI-PMH 2.0, section 4)."""

from __future__ import annotations

import sqlite3

from archivekit.oai.provider import descriptions, envelope, queries
from archivekit.oai.provider.arguments import Call
from archivekit.oai.provider.envelope import element
from archivekit.oai.provider.failure import Failure, Refused
from archivekit.oai.provider.formats import FORMATS, MetadataFormat
from archivekit.oai.provider.repository import Repository

COMPRESSIONS = ("gzip", "zstd")
"""In which answers may be had beside as they are, by Accept-Encoding: what the site can do."""


def identify(call: Call, repository: Repository) -> list[bytes]:
    """Who keeps the repository, and what it promises (4.2)."""
    if call.failures:
        raise Refused(call.failures)
    parts = [
        element("repositoryName", repository.name),
        element("baseURL", repository.base_url),
        element("protocolVersion", "2.0"),
        element("adminEmail", repository.edition.settings["contact"]),
        element("earliestDatestamp", repository.earliest_datestamp),
        element("deletedRecord", "persistent"),
        element("granularity", "YYYY-MM-DDThh:mm:ssZ"),
        *(element("compression", coding) for coding in COMPRESSIONS),
        *(f"<description>{it}</description>" for it in descriptions.of(repository)),
    ]
    return [f"<Identify>{''.join(parts)}</Identify>".encode()]


def get_record(call: Call, repository: Repository) -> list[bytes]:
    """One record in one format (4.1)."""
    prefix = call.arguments.get("metadataPrefix", "")
    row, failures = _named_record(call, repository)
    if prefix and prefix not in FORMATS:
        failures.append(Failure.of("cannotDisseminateFormat", "prefix-unknown", prefix=prefix))
    elif prefix and row and not (row["deleted"] or repository.metadata(row, prefix)):
        failures.append(
            Failure.of("cannotDisseminateFormat", "prefix-not-of-record", prefix=prefix)
        )
    if failures or row is None:
        raise Refused(failures)
    metadata = repository.metadata(row, prefix)
    about = repository.about(row)
    written = envelope.record(repository.header(row), metadata, about)
    return [b"<GetRecord>\n", written, b"</GetRecord>"]


def list_metadata_formats(call: Call, repository: Repository) -> list[bytes]:
    """The formats of the repository, or of one record (4.4)."""
    row, failures = _named_record(call, repository)
    if failures:
        raise Refused(failures)
    offered = [it for it in FORMATS.values() if _offers(repository, row, it.prefix)]
    if not offered:
        raise Refused([Failure.of("noMetadataFormats", "no-formats")])
    formats = "".join(_metadata_format(it) for it in offered)
    return [f"<ListMetadataFormats>{formats}</ListMetadataFormats>".encode()]


def _offers(repository: Repository, row: sqlite3.Row | None, prefix: str) -> bool:
    return row is None or row["deleted"] or repository.metadata(row, prefix) is not None


def _metadata_format(offered: MetadataFormat) -> str:
    parts = [
        element("metadataPrefix", offered.prefix),
        element("schema", offered.schema),
        element("metadataNamespace", offered.namespace),
    ]
    return f"<metadataFormat>{''.join(parts)}</metadataFormat>"


def _named_record(call: Call, repository: Repository) -> tuple[sqlite3.Row | None, list[Failure]]:
    """The record that the call names, and all that is amiss so far."""
    failures, identifier = list(call.failures), call.arguments.get("identifier")
    if not identifier:
        return None, failures
    row = queries.record(repository, identifier)
    if row is None:
        failure = Failure.of("idDoesNotExist", "identifier-unknown", identifier=identifier[:200])
        failures.append(failure)
    return row, failures
