"""The public edition: reading what the world may see."""

from archivekit.edition.current import CurrentEdition
from archivekit.edition.edition import SCHEMA_VERSION, Edition, NoEdition
from archivekit.edition.messages import Request, Response
from archivekit.edition.rows import (
    ManifestRow,
    PageRow,
    PartRow,
    ProfileRow,
    RecordRow,
    RecordSummary,
    SetRow,
    Tombstone,
)

__all__ = [
    "SCHEMA_VERSION",
    "CurrentEdition",
    "Edition",
    "ManifestRow",
    "NoEdition",
    "PageRow",
    "PartRow",
    "ProfileRow",
    "RecordRow",
    "RecordSummary",
    "Request",
    "Response",
    "SetRow",
    "Tombstone",
]
