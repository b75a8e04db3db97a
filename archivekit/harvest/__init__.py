"""A partner's OAI-PMH repository, into the catalogue.

Owns asking a partner and believing nothing of what it sends until it was checked.
"""

from archivekit.harvest.result import Request, Result, Vanished
from archivekit.harvest.run import run

__all__ = ["Request", "Result", "Vanished", "run"]
