"""The masters: files as received, kept for ever in an OCFL 1.1 store that needs no software.

Owns putting them in safely, giving them back, checking them, and knowing their formats. What the
files are about is the catalogue's; of it the masters keep only the bytes of ``record.json``.
"""

from archivekit.masters.inventory import User
from archivekit.masters.names import RECORD_FILE
from archivekit.masters.store import MasterStore, Stored, Version
from archivekit.masters.verify import Verified, verify

__all__ = ["RECORD_FILE", "MasterStore", "Stored", "User", "Verified", "Version", "verify"]
