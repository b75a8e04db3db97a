"""The private catalogue: records, pages and files, what changed them and how to take it back.

Nothing that serves the public opens it. Owns ``catalogue.db``, and the lock that one command at a
time holds an archive by.
"""

from archivekit.catalogue.authorities import Authorities, StoredAuthority
from archivekit.catalogue.batches import Batch, BatchRow, BatchState, current_user
from archivekit.catalogue.catalogue import Catalogue
from archivekit.catalogue.exposures import (
    Activity,
    EditionRow,
    ExposedFormat,
    ExposedProfile,
    Exposure,
)
from archivekit.catalogue.failures import sqlite_failures
from archivekit.catalogue.files import Files, Page, Pages, StoredFile
from archivekit.catalogue.lock import hold
from archivekit.catalogue.page_texts import PageTexts
from archivekit.catalogue.records import Records
from archivekit.catalogue.stored_record import (
    DescribedValues,
    StoredRecord,
    decode_terms,
    described_values,
    encode_terms,
    new_record,
    with_described,
)
from archivekit.catalogue.undo import undo

__all__ = [
    "Activity",
    "Authorities",
    "Batch",
    "BatchRow",
    "BatchState",
    "Catalogue",
    "DescribedValues",
    "EditionRow",
    "ExposedFormat",
    "ExposedProfile",
    "Exposure",
    "Files",
    "Page",
    "PageTexts",
    "Pages",
    "Records",
    "StoredAuthority",
    "StoredFile",
    "StoredRecord",
    "current_user",
    "decode_terms",
    "described_values",
    "encode_terms",
    "hold",
    "new_record",
    "sqlite_failures",
    "undo",
    "with_described",
]
