"""GetRecord, Identify and ListMetadataFormats (OAI-PMH 2.0, section 4)."""

from __future__ import annotations

import sqlite3

from archivekit.oai.provider import descriptions, metadata, queries
from archivekit.oai.provider.arguments import Call
from archivekit.oai.provider.envelope import element
from archivekit.oai.provider.failure import Failure, Refused
from archivekit.oai.provider.formats import FORMATS, MetadataFormat
from archivekit.oai.provider.repository import PREFIX, Repository

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
    known = prefix if prefix in repository.formats else PREFIX
    row, failures = _named_record(call, repository, known)
    if prefix and prefix not in repository.formats:
        failures.append(Failure.of("cannotDisseminateFormat", "prefix-unknown", prefix=prefix))
    elif prefix and row and row["elsewhere"]:
        failures.append(
            Failure.of("cannotDisseminateFormat", "prefix-not-of-record", prefix=prefix)
        )
    if failures or row is None:
        raise Refused(failures)
    return [b"<GetRecord>\n", *metadata.records(repository, [row], prefix), b"</GetRecord>"]


def list_metadata_formats(call: Call, repository: Repository) -> list[bytes]:
    """The formats of the repository, or those that one record can be had in (4.4).

    Of a record that is deleted those that it is told of as deleted.
    """
    row, failures = _named_record(call, repository)
    if failures:
        raise Refused(failures)
    offered = [FORMATS[prefix] for prefix in repository.formats]
    if row is not None:
        some = queries.some_formats_of(repository, row["identifier"])
        told = {prefix for prefix, available in some.items() if available or row["deleted"]}
        offered = [it for it in offered if it.of_all or it.prefix in told]
    formats = "".join(_metadata_format(it) for it in offered)
    return [f"<ListMetadataFormats>{formats}</ListMetadataFormats>".encode()]


def _metadata_format(offered: MetadataFormat) -> str:
    parts = [
        element("metadataPrefix", offered.prefix),
        element("schema", offered.schema),
        element("metadataNamespace", offered.namespace),
    ]
    return f"<metadataFormat>{''.join(parts)}</metadataFormat>"


def _named_record(
    call: Call, repository: Repository, prefix: str = PREFIX
) -> tuple[sqlite3.Row | None, list[Failure]]:
    """The record that the call names, and all that is amiss so far."""
    failures, identifier = list(call.failures), call.arguments.get("identifier")
    if not identifier:
        return None, failures
    row = queries.record(repository, identifier, prefix)
    if row is None:
        failure = Failure.of("idDoesNotExist", "identifier-unknown", identifier=identifier[:200])
        failures.append(failure)
    return row, failures
