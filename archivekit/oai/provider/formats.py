"""The metadata formats there are, and which of them not all records can be had in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MetadataFormat:
    """One format. ``of_all``: every record can be had in it; else ``oai_formats`` says which."""

    prefix: str
    schema: str
    namespace: str
    of_all: bool = True


FORMATS = {
    metadata_format.prefix: metadata_format
    for metadata_format in (
        MetadataFormat(
            prefix="oai_dc",
            schema="http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
            namespace="http://www.openarchives.org/OAI/2.0/oai_dc/",
        ),
        MetadataFormat(
            prefix="oai_qdc",
            schema="http://worldcat.org/xmlschemas/qdc/1.0/qdc-1.0.xsd",
            namespace="http://worldcat.org/xmlschemas/qdc-1.0/",
        ),
        # One finding aid for each tree of the house's records.
        MetadataFormat(
            prefix="oai_ead",
            schema="http://www.loc.gov/ead/ead.xsd",
            namespace="urn:isbn:1-931666-22-9",
            of_all=False,
        ),
        # What Europeana takes.
        MetadataFormat(
            prefix="edm",
            schema="http://www.europeana.eu/schemas/edm/EDM.xsd",
            namespace="http://www.europeana.eu/schemas/edm/",
            of_all=False,
        ),
        # What has pages.
        MetadataFormat(
            prefix="mets",
            schema="http://www.loc.gov/standards/mets/mets.xsd",
            namespace="http://www.loc.gov/METS/",
            of_all=False,
        ),
    )
}
