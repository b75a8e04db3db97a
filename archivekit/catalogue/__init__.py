"""The private catalogue: records, pages and files, what changed them and how to take it back.

Nothing that serves the public opens it. Owns ``catalogue.db``, the index of its words
(``search.db``), and the lock that one command at a time holds an archive by.
"""

from archivekit.catalogue.authorities import Authorities, StoredAuthority
from archivekit.catalogue.batches import Batch, BatchRow, BatchState, current_user
from archivekit.catalogue.catalogue import Catalogue
from archivekit.catalogue.described_values import (
    DescribedValues,
    described_values,
    with_described,
)
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
from archivekit.catalogue.search import Words
from archivekit.catalogue.stored_record import (
    StoredRecord,
    decode_terms,
    encode_terms,
    end_of_value,
    new_record,
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
    "Words",
    "current_user",
    "decode_terms",
    "described_values",
    "encode_terms",
    "end_of_value",
    "hold",
    "new_record",
    "sqlite_failures",
    "undo",
    "with_described",
]
