"""Scans and sheets in: matching files to records, then masters, access copies and catalogue.

The flow is in ``run``; ``received`` walks the folder, ``matching`` finds each file's record,
``plan`` orders the records, ``files`` and ``records`` take them in, ``preserve`` keeps them.
"""

from archivekit.ingest.result import Request, Result
from archivekit.ingest.run import run

__all__ = ["Request", "Result", "run"]
