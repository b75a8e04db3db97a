"""The metadata formats on offer, and where each record's prepared bytes lie in the edition."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MetadataFormat:
    """One format: its prefix is the name of its column in ``oai_records`` too."""

    prefix: str
    schema: str
    namespace: str


FORMATS = {
    metadata_format.prefix: metadata_format
    for metadata_format in (
        MetadataFormat(
            prefix="oai_dc",
            schema="http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
            namespace="http://www.openarchives.org/OAI/2.0/oai_dc/",
        ),
    )
}
